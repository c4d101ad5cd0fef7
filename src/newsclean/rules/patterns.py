"""Compile patterns with RE2: matching takes time in proportion to the text, whoever wrote pattern and text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from newsclean.rules.analysis import analyse
from newsclean.rules.prepared import Prepared, shipped

_MAX_MEMORY = 192 << 20  # bytes RE2 may use at most for an automaton; it takes what it needs


def prepare_pattern(pattern: str) -> Prepared:
    """Return `pattern`, as written in a rule, analysed; from the build where it is in there."""
    ready = shipped()
    return (ready.patterns.get(pattern) if ready is not None else None) or analyse(pattern)


class Automaton:
    """Patterns with their owners' numbers, run at once; compiled when first asked."""

    def __init__(self, patterns: Sequence[tuple[int, str]]) -> None:
        self._patterns = patterns
        self._set: Any = None

    def match(self, text: bytes) -> set[int]:
        """Return the owners of the patterns that match somewhere in a folded text."""
        if not self._patterns:
            return set()
        if self._set is None:
            self._set = _compiled_set([pattern for _, pattern in self._patterns])
        return {self._patterns[i][0] for i in self._set.Match(text) or ()}


def matches(pattern: str, text: bytes) -> bool:
    """Return whether a pattern matches somewhere in a folded text: faster than `compile_pattern(…).search`."""
    return bool(_tester(pattern)(text))


@lru_cache(maxsize=4096)
def _tester(pattern: str) -> Callable[[bytes], Any]:
    match: Callable[[bytes], Any] = _compiled_set([pattern]).Match
    return match


def _compiled_set(patterns: Sequence[str]) -> Any:
    re2 = _re2()
    options = re2.Options()
    options.max_mem = _MAX_MEMORY
    options.log_errors = False
    options.never_capture = True
    found = re2.Set.SearchSet(options)
    for pattern in patterns:
        found.Add(pattern)
    found.Compile()
    return found


class PatternError(ValueError):
    """RE2 does not accept a pattern; the message is RE2's reason."""


@lru_cache(maxsize=4096)
def compile_pattern(pattern: str) -> Any:
    """Return one compiled pattern, for where a match is and what it names. Raises `PatternError`."""
    re2 = _re2()
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        cause = error.args[0] if error.args else error
        reason = cause.decode("utf-8", "replace") if isinstance(cause, bytes) else str(cause)
        raise PatternError(reason) from error


def _re2() -> Any:
    import re2  # type: ignore[import-untyped]  # late: reading a catalogue for its ids needs no engine

    return re2
