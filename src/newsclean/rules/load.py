"""Read rules from TOML and check them strictly.

Rules are data. The package's own are the files in `data/`; a user's files add to them.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from newsclean.errors import RuleError
from newsclean.model import KINDS
from newsclean.rules.lint import find_faults, story_faults
from newsclean.rules.prepared import shipped
from newsclean.rules.rule import ALSO_REMOVES, EXTRACTS, HEADLINE_RULES, SCOPES, Catalogue, Rule, make_catalogue

RULES_DIR = Path(__file__).resolve().parent / "data"  # the package's own rules


class RuleFile(NamedTuple):
    """What one file holds."""

    rules: tuple[Rule, ...]
    story: tuple[str, ...] = ()


def load_catalogue(files: Sequence[Path] = ()) -> Catalogue:
    """The package's rules and those of the user's `files`. Raises RuleError for an unusable file."""
    own = own_catalogue()
    if not files:
        return own
    known = {rule.id: rule.file for rule in own.rules}
    added: list[Rule] = []
    story = list(own.story)
    for path in files:
        file = read_rules(path)
        story.extend(file.story)
        for rule in file.rules:
            if rule.id in known:
                where = f'{path}: rule "{rule.id}", key "id"'
                raise RuleError(f"{where}: {known[rule.id]} has a rule of this id; choose another")
            known[rule.id] = str(path)
            added.append(rule)
    return make_catalogue([*added, *own.rules], story)


def read_rules(path: Path) -> RuleFile:
    """The rules of one file. Raises RuleError naming file, rule and key."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RuleError(f"{path}: cannot be read ({error.strerror}); check its name") from error
    return parse_rules(data, str(path))


@lru_cache(maxsize=1)
def own_catalogue() -> Catalogue:
    """The rules of the package, as they were prepared; from their files where those have changed since."""
    sources = {path.name: path.read_bytes() for path in RULES_DIR.glob("*.toml")}
    ready = shipped()
    if ready is None or ready.sources != sources_digest(sources):
        return read_own_rules(sources)
    rules = [_ready_rule(entry) for entry in ready.rules]
    return Catalogue((*HEADLINE_RULES, *rules), ready.digest, ready.story)


def _ready_rule(entry: Mapping[str, Any]) -> Rule:
    """A rule out of `prepared.json`."""
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    values.update({key: frozenset(values.get(key, ())) for key in _SETS})
    return Rule(**values)


def sources_digest(sources: Mapping[str, bytes]) -> str:
    """The digest (hex) of rule files, by name."""
    digest = hashlib.sha256()
    for name, data in sorted(sources.items()):
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def read_own_rules(sources: Mapping[str, bytes]) -> Catalogue:
    """The package's catalogue from its files: the rules of a language first, as they say more about a line.

    The tests lint these files, so that this need not.
    """
    names = sorted(sources, key=lambda name: (name == "any.toml", name != "en.toml", name))
    files = [parse_rules(sources[name], name, lint=False) for name in names]
    rules = [rule for file in files for rule in file.rules]
    rules.sort(key=lambda rule: rule.kind != "copyright")  # a photo's credit may begin with "Copyright", too
    return make_catalogue((*HEADLINE_RULES, *rules), [pattern for file in files for pattern in file.story])


def parse_rules(data: bytes, name: str, lint: bool = True) -> RuleFile:
    """Parse the TOML text of a rule file called `name`. Raises RuleError for its first fault, with rule and key."""
    file, faults = examine_rules(data, name, lint)
    for fault in faults:
        raise RuleError(f"{name}: {fault}")
    return file


def examine_rules(data: bytes, name: str, lint: bool = True) -> tuple[RuleFile, list[str]]:
    """Parse the TOML text of a rule file: its sound rules, and every fault with rule, key and remedy.

    Raises RuleError only where the text is not TOML in UTF-8.
    """
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"{name}: not a rule file in TOML and UTF-8 ({error}); fix it there") from error
    faults = [
        f'key "{key}" is unknown; a file has language, story and [[rule]]'
        for key in sorted(table.keys() - {"language", "story", "rule"})
    ]
    language = table.get("language")
    if not isinstance(language, str) or not language:
        faults.append('key "language" is missing; write language = "en", or "any" for all')
        language = ""
    story = table.get("story", [])
    if not isinstance(story, list) or not _is_kind(story, list):
        faults.append('key "story": must be a list of strings')
        story = []
    for pattern in story if lint else ():
        faults += [f"key \"story\": '{pattern}' {fault}" for fault in story_faults(pattern, language)]
    entries = table.get("rule", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        faults.append('key "rule" must be a list of tables; write [[rule]] above each rule')
        entries = []
    rules: list[Rule] = []
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        shown = entry.get("id") if isinstance(entry.get("id"), str) else f"number {number}"
        found = list(_entry_faults(entry))
        if shown in seen:
            found.append(("id", "used twice; rename one of the two"))
        seen.add(str(shown))
        if not found:
            rules.append(_rule(entry, language, name))
            found = list(find_faults(rules[-1])) if lint and language else []
        faults += [f'rule "{shown}", key "{key}": {fault}' for key, fault in found]
    return RuleFile(tuple(rules), tuple(story)), faults


# What each key of a rule holds: its type, and how an error names that type.
_STRINGS = "a list of strings"
_SETS = frozenset({"near", "tags"})
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
}
_CHOICES: Mapping[str, Mapping[str, str]] = {
    "kind": KINDS,
    "scope": SCOPES,
    "extracts": EXTRACTS,
    "also_removes": ALSO_REMOVES,
}


def _entry_faults(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what keeps a table from being a rule: key, and fault with its remedy."""
    for key, value in entry.items():
        if key not in _KEYS:
            yield key, f"unknown; a rule may have {', '.join(_KEYS)}"
            continue
        kind, wanted = _KEYS[key]
        if not _is_kind(value, kind):
            yield key, f"must be {wanted}"
        elif key in _CHOICES and value and value not in _CHOICES[key]:
            yield key, f'"{value}" is unknown; choose {", ".join(_CHOICES[key])}'
    for key in ("id", "kind", "why"):
        if entry.get(key, "") == "":
            yield key, "missing; every rule states it"


def _is_kind(value: Any, kind: type | tuple[type, ...]) -> bool:
    if isinstance(value, list):
        return kind is list and all(isinstance(item, str) for item in value)
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _rule(entry: Mapping[str, Any], language: str, name: str) -> Rule:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    for key in _SETS:
        values[key] = frozenset(item.lower() for item in values.get(key, ()))
    return Rule(language=language, file=name, **values)
