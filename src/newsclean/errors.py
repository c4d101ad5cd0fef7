"""Errors that a user can fix. A finding about a page is never an error: see `model.Skip`."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

_MIN_BEGUN_CHARS = 3  # of a word that names may begin with
_MAX_NAMED = 4  # names that are suggested
_MIN_LIKENESS = 0.75  # difflib's ratio


class Exit(IntEnum):
    """The exit statuses of the command."""

    DONE = 0
    FAILED_PAGES = 1
    USAGE = 2
    OUTPUT = 3
    INTERRUPTED = 130
    TERMINATED = 143


class NewscleanError(Exception):
    """Base of all errors of this package. The message says what is wrong, where, and what to do next."""

    status = Exit.USAGE


class UsageError(NewscleanError):
    """Options that do not go together, or that need something that is not there."""


class RuleError(NewscleanError):
    """A rule file cannot be used. The message names file, rule and key."""


class SitesError(NewscleanError):
    """A file of site profiles cannot be used."""


class InputError(NewscleanError):
    """An input that was named cannot be used at all."""


class OutputError(NewscleanError):
    """The output cannot be written, or must not be overwritten."""

    status = Exit.OUTPUT


def suggestion(word: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """Return the end of a message about a word that is not among the `known` ones.

    It names those that begin with the word, or the one that is nearest; if there are none `otherwise`, or all.

    >>> suggestion("newslettr", ["ad", "newsletter"])
    '; did you mean newsletter?'
    >>> suggestion("en-ad", ["en-ad-label", "en-ad-shop", "en-bio"])
    '; did you mean en-ad-label or en-ad-shop?'
    >>> suggestion("xyz", ["bio", "ad"])
    '; there are: ad, bio'
    """
    from difflib import get_close_matches  # here, because the command line must start quickly

    known = sorted(known)
    begun = [name for name in known if len(word) >= _MIN_BEGUN_CHARS and name.startswith(word)]
    near = begun[:_MAX_NAMED] or get_close_matches(word, known, n=1, cutoff=_MIN_LIKENESS)
    if near:
        return f"; did you mean {' or '.join(filter(None, (', '.join(near[:-1]), near[-1])))}?"
    return f"; there are: {', '.join(known)}" if otherwise is None else f"; {otherwise}"
