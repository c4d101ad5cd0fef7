"""Read rules from TOML and check them strictly.

Rules are data. The package's own are the files in `data/`; a user's files add to them.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
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
    """The rules in the TOML text of a file called `name`. Raises RuleError naming file, rule and key."""
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"{name}: not a rule file in TOML and UTF-8 ({error}); fix it there") from error
    unknown = sorted(table.keys() - {"language", "story", "rule"})
    if unknown:
        raise RuleError(f'{name}: key "{unknown[0]}" is unknown; a file has language, story and [[rule]]')
    story = table.get("story", [])
    if not isinstance(story, list) or not all(isinstance(pattern, str) for pattern in story):
        raise RuleError(f'{name}: key "story": must be a list of strings')
    language = table.get("language")
    if not isinstance(language, str) or not language:
        raise RuleError(f'{name}: key "language" is missing; write language = "en", or "any" for all')
    entries = table.get("rule", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise RuleError(f'{name}: key "rule" must be a list of tables; write [[rule]] above each rule')
    rules = [_rule(entry, language, name, number, lint) for number, entry in enumerate(entries, 1)]
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise RuleError(f'{name}: rule "{rule.id}", key "id": used twice; rename one of the two')
        seen.add(rule.id)
    for pattern in story if lint else ():
        for fault in story_faults(pattern, language):
            raise RuleError(f"{name}: key \"story\": '{pattern}' {fault}")
    return RuleFile(tuple(rules), tuple(story))


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


def _rule(entry: Mapping[str, Any], language: str, name: str, number: int, lint: bool) -> Rule:
    """One checked rule. Raises RuleError at its first fault."""
    shown = entry.get("id") if isinstance(entry.get("id"), str) else f"number {number}"
    where = f'{name}: rule "{shown}"'
    for key, value in entry.items():
        if key not in _KEYS:
            raise RuleError(f'{where}, key "{key}": unknown; a rule may have {", ".join(_KEYS)}')
        kind, wanted = _KEYS[key]
        good = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
        if good and kind is list:
            good = all(isinstance(item, str) for item in value)
        if not good:
            raise RuleError(f'{where}, key "{key}": must be {wanted}')
    for key in ("id", "kind", "why"):
        if not entry.get(key):
            raise RuleError(f'{where}, key "{key}": missing; every rule states it')
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    for key in _SETS:
        values[key] = frozenset(item.lower() for item in values.get(key, ()))
    rule = Rule(language=language, file=name, **values)
    for choice, choices in (("kind", KINDS), ("scope", SCOPES), ("extracts", EXTRACTS), ("also_removes", ALSO_REMOVES)):
        value = getattr(rule, choice)
        if value is not None and value not in choices:
            raise RuleError(f'{where}, key "{choice}": "{value}" is unknown; choose {", ".join(choices)}')
    for key, fault in find_faults(rule) if lint else ():
        raise RuleError(f'{where}, key "{key}": {fault}')
    return rule
