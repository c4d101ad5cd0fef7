"""Read a rule file in TOML and check it strictly: every fault with its line, rule, key and remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from newsclean.errors import RuleError, suggestion
from newsclean.kinds import KINDS
from newsclean.rules.lint import find_faults, story_faults
from newsclean.rules.lists import NO_LISTS, Lists, expand, list_faults, read_lists, references, written_faults
from newsclean.rules.rule import ALSO_REMOVES, EXTRACTS, SCOPES, SELECTED, SETS, Rule

_TOP_KEYS = ("language", "story", "lists", "rule")
_TABLE = re.compile(r"\s*(\[{1,2})\s*(\w+)\s*\]")
_ASSIGNED = re.compile(r"\s*[\"']?([^\s=\"'#\[\]]+)[\"']?\s*=")


class RuleFile(NamedTuple):
    """What one file holds."""

    rules: tuple[Rule, ...]
    story: tuple[str, ...] = ()


def parse_rules(data: bytes, name: str, shared: Lists = NO_LISTS, lint: bool = True) -> RuleFile:
    """Parse the TOML text of a rule file called `name`. Raises RuleError for its first fault, with rule and key.

    `shared` are the lists that it may refer to in addition to its own.
    """
    file, faults = examine_rules(data, name, shared, lint)
    for fault in faults:
        raise RuleError(fault)
    return file


def lists_of(data: bytes) -> Lists:
    """Return the lists of a rule file that is known to be sound."""
    return read_lists(tomllib.loads(data.decode("utf-8")).get("lists", {}), {})


def examine_rules(data: bytes, name: str, shared: Lists = NO_LISTS, lint: bool = True) -> tuple[RuleFile, list[str]]:
    """Parse the TOML text of a rule file: its sound rules, and every fault with place and remedy.

    Raises RuleError only where the text is not TOML in UTF-8.
    """
    try:
        text = data.decode("utf-8")
        table = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"{name}: not a rule file in TOML and UTF-8 ({error}); fix it there") from error
    examined = _Examined(name, table, _Lines(text), shared)
    examined.read(lint)
    return RuleFile(tuple(examined.rules), tuple(examined.story)), examined.faults


class _Lines:
    """The lines of a rule file, from 1, of its keys, lists and rules."""

    def __init__(self, text: str) -> None:
        self.keys: dict[str, int] = {}
        self.lists: dict[str, int] = {}
        self.rules: list[int] = []
        keys = self.keys
        for number, line in enumerate(text.splitlines(), 1):
            if table := _TABLE.match(line):
                if table[1] == "[[":
                    self.rules.append(number)
                self.keys.setdefault(table[2], number)
                keys = self.lists if table[2] == "lists" else {}
            elif key := _ASSIGNED.match(line):
                keys.setdefault(key[1], number)


class _Examined:
    """A rule file while it is read."""

    def __init__(self, name: str, table: Mapping[str, Any], lines: _Lines, shared: Lists) -> None:
        self.name = name
        self.table = table
        self.lines = lines
        self.entries: list[dict[str, Any]] = []
        self.language: str = ""
        self.story: list[str] = []
        self.lists: Lists = shared
        self.rules: list[Rule] = []
        self.faults: list[str] = []

    def fault(self, line: int | None, text: str) -> None:
        self.faults.append(f"{self.name}:{line}: {text}" if line else f"{self.name}: {text}")

    def read(self, lint: bool) -> None:
        for key in sorted(self.table.keys() - set(_TOP_KEYS)):
            self.fault(
                self.lines.keys.get(key), f'key "{key}" is unknown; a file has language, story, [lists], [[rule]]'
            )
        self._read_entries()
        self._read_language()
        self._read_story(lint)
        self._read_lists(lint)
        lines: list[int | None] = [*self.lines.rules]
        if len(lines) != len(self.entries):  # rules that are not written as [[rule]] have no line of their own
            lines = [None] * len(self.entries)
        seen: set[str] = set()
        for number, (entry, line) in enumerate(zip(self.entries, lines, strict=True), 1):
            shown = entry["id"] if isinstance(entry.get("id"), str) else f"number {number}"
            found = list(_entry_faults(entry))
            if shown in seen:
                found.append(("id", "used twice; rename one of the two"))
            seen.add(shown)
            for key, fault in (*found, *self._read_rule(entry, {key for key, _ in found}, lint)):
                self.fault(line, f'rule "{shown}", key "{key}": {fault}')

    def _read_entries(self) -> None:
        entries = self.table.get("rule", [])
        if isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries):
            self.entries = entries
        else:
            line = self.lines.keys.get("rule")
            self.fault(line, 'key "rule" must be a list of tables; write [[rule]] above each rule')

    def _read_language(self) -> None:
        language = self.table.get("language")
        if isinstance(language, str) and language:
            self.language = language
        else:
            self.fault(None, 'key "language" is missing; write language = "en", or "any" for all')

    def _read_story(self, lint: bool) -> None:
        story = self.table.get("story", [])
        if not isinstance(story, list) or not _is_kind(story, list):
            self.fault(self.lines.keys.get("story"), 'key "story": must be a list of strings')
            return
        self.story = story
        for pattern in story if lint else ():
            for fault in story_faults(pattern, self.language):
                self.fault(self.lines.keys.get("story"), f"key \"story\": '{pattern}' {fault}")

    def _read_lists(self, lint: bool) -> None:
        table = self.table.get("lists", {})
        if not isinstance(table, dict):
            self.fault(self.lines.keys.get("lists"), 'key "lists" must be a table; write [lists] above the lists')
            return
        for name, fault in list_faults(table, self.lists) if lint else ():
            self.fault(self.lines.lists.get(name), f'list "{name}": {fault}')
        self.lists = read_lists(table, self.lists)
        for name in sorted(table.keys() - self._referred_to(table)) if lint and self.language != "any" else ():
            self.fault(self.lines.lists.get(name), f'list "{name}": no pattern refers to it; remove it')

    def _referred_to(self, table: Mapping[str, Any]) -> set[str]:
        """Return the lists that anything in the file refers to."""
        values = [*table.values(), *(entry.get("patterns") for entry in self.entries)]
        texts = [text for value in values for text in (value if isinstance(value, list) else [value])]
        return {name for text in texts if isinstance(text, str) for name in references(text)}

    def _read_rule(self, entry: Mapping[str, Any], faulty: set[str], lint: bool) -> Iterator[tuple[str, str]]:
        """Keep the rule if no key of it is `faulty`; yield the faults of its other keys."""
        entry = {key: value for key, value in entry.items() if key not in faulty}
        rule = _rule(entry, self.language, self.name, self.lists)
        if not faulty:
            self.rules.append(rule)
        if not lint or not self.language or "selector" in faulty:  # without its selector it is another rule
            return
        written = entry.get("patterns", [])
        found = [("patterns", f"'{p}' {fault}") for p in written for fault in written_faults(p, self.lists)]
        yield from (fault for fault in (*found, *find_faults(rule, written)) if fault[0] not in faulty)


# What each key of a rule holds: its type, and how an error names that type.
_STRINGS = "a list of strings"
_KEYS: Mapping[str, tuple[type | tuple[type, ...], str]] = {
    "id": (str, "a string"),
    "kind": (str, "a string"),
    "why": (str, "a string"),
    "scope": (str, "a string"),
    "also_removes": (str, "a string"),
    "extracts": (str, "a string"),
    "max_chars": (int, "a number"),
    "link_share": ((int, float), "a number from 0 to 1"),
    "caps": (bool, "true or false"),
    "part": (bool, "true or false"),
    "patterns": (list, _STRINGS),
    "near": (list, _STRINGS),
    "tags": (list, _STRINGS),
    "drops": (list, _STRINGS),
    "keeps": (list, _STRINGS),
    "sites": (list, _STRINGS),
    "selector": (str, "a string"),
}
_CHOICES: Mapping[str, Mapping[str, str]] = {
    "kind": KINDS,
    "scope": SCOPES,
    "extracts": {**EXTRACTS, **SELECTED},
    "also_removes": ALSO_REMOVES,
}


def _entry_faults(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what keeps a table from being a rule: key, and fault with its remedy."""
    for key, value in entry.items():
        if key not in _KEYS:
            yield key, f"unknown{suggestion(key, _KEYS)}"
            continue
        kind, wanted = _KEYS[key]
        if not _is_kind(value, kind):
            yield key, f"must be {wanted}"
        elif key in _CHOICES and value and value not in _CHOICES[key]:
            yield key, f'"{value}" is unknown{suggestion(value, _CHOICES[key])}'
    takes_only = entry.get("selector") and entry.get("extracts")  # and cuts nothing, unless it states a kind
    for key in ("id", "why") if takes_only else ("id", "kind", "why"):
        if entry.get(key, "") == "":
            yield key, "missing; every rule states it"


def _is_kind(value: Any, kind: type | tuple[type, ...]) -> bool:
    if isinstance(value, list):
        return kind is list and all(isinstance(item, str) for item in value)
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _rule(entry: Mapping[str, Any], language: str, name: str, lists: Lists) -> Rule:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    for key in SETS:
        values[key] = frozenset(item.lower() for item in values.get(key, ()))
    values["patterns"] = tuple(expand(pattern, lists) for pattern in values.get("patterns", ()))
    values["sites"] = tuple(site.lower().removeprefix("www.") for site in values.get("sites", ()))
    return Rule(**{"id": "", "kind": "", "why": "", **values, "language": language, "file": name})
