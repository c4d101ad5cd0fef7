"""Errors that a user can fix. A finding about a page is never an error: see `model.Skip`."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


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


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return the end of a message about a word that is not among the `known` ones: the nearest of them, or all.

    >>> suggestion("newslettr", ["ad", "newsletter"])
    '; did you mean newsletter?'
    >>> suggestion("xyz", ["bio", "ad"])
    '; there are: ad, bio'
    """
    from difflib import get_close_matches  # here, because the command line must start quickly

    known = sorted(known)
    near = get_close_matches(word, known, n=1, cutoff=0.75)
    return f"; did you mean {near[0]}?" if near else f"; there are: {', '.join(known)}"
