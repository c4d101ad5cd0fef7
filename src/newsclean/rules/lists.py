"""Lists of words and phrases in a rule file, which its patterns refer to: "{months}" matches any of them.

A list may refer to the lists above it. The lists of any.toml are every file's, unless it has one of the same name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from newsclean.rules.fold import fold_pattern
from newsclean.rules.patterns import PatternError, compile_pattern

Lists = Mapping[str, str]  # the pattern for each name
NO_LISTS: Lists = {}

MAX_PATTERN_CHARS = 400  # of a pattern, or of one phrase of a list, as it is written

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_REFERENCE = re.compile(rf"\\[pPx]\{{[^}}]*\}}|\\.|\{{({_NAME.pattern})\}}", re.DOTALL)


def references(pattern: str) -> list[str]:
    r"""Return the names of the lists that a pattern refers to.

    >>> references(r"^{days} [0-9]{1,2} \p{Lu}+ {months}$")
    ['days', 'months']
    """
    return [match[1] for match in _REFERENCE.finditer(pattern) if match[1]]


def expand(pattern: str, lists: Lists) -> str:
    """Return a pattern with its references replaced by patterns; one to an unknown list stays.

    >>> expand("^in {months}$", {"months": "(?:may|june)"})
    '^in (?:may|june)$'
    """
    return _REFERENCE.sub(lambda match: lists.get(match[1], match[0]) if match[1] else match[0], pattern)


def read_lists(table: Mapping[str, Any], shared: Lists) -> dict[str, str]:
    """Return the patterns for the lists of a file and the `shared` ones; what `list_faults` refuses is left out.

    A list matches any of its phrases; a string is a part that many patterns share.
    """
    lists = dict(shared)
    for name, value in table.items():
        if isinstance(value, str):
            lists[name] = expand(value, lists)
        elif _is_list(value):
            lists[name] = f"(?:{'|'.join(expand(phrase, lists) for phrase in value)})"
    return lists


def list_faults(table: Mapping[str, Any], shared: Lists) -> Iterator[tuple[str, str]]:
    """Yield the faults of a file's lists: the name of the list, and what is wrong with it and how to fix it."""
    known = dict(shared)
    for name, value in table.items():
        if not _NAME.fullmatch(name):
            yield name, 'must be lower-case letters, digits and "_", a letter first'
        if not isinstance(value, str) and not _is_list(value):
            yield name, "must be a list of strings, or one string for a part that many patterns have"
            continue
        phrases = [value] if isinstance(value, str) else value
        for phrase in sorted({phrase for phrase in phrases if phrases.count(phrase) > 1}):
            yield name, f"contains '{phrase}' twice; remove one"
        for phrase in phrases:
            for fault in (*written_faults(phrase, known), *_syntax_faults(expand(phrase, known))):
                yield name, f"'{phrase}' {fault}"
        known |= read_lists({name: value}, known)


def written_faults(pattern: str, lists: Lists) -> Iterator[str]:
    """Yield what is wrong with a pattern or phrase as it is written, as the second half of a sentence."""
    if len(pattern) > MAX_PATTERN_CHARS:
        yield (
            f"has {len(pattern)} characters, over {MAX_PATTERN_CHARS};"
            ' put its words into a list under [lists], and write "{name}" for it'
        )
    for name in references(pattern):
        if name not in lists:
            yield f'refers to "{{{name}}}", but there is no such list above it; add it under [lists]'


def _syntax_faults(pattern: str) -> Iterator[str]:
    try:
        compile_pattern(fold_pattern(pattern))
    except PatternError as error:
        yield f"is not RE2 ({error}); fix it"


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)
