"""Errors that a user can mend. A finding about a page is never an error: see `model.Skip`."""

from __future__ import annotations

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
