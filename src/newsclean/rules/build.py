"""The package's rules made ready: read from their files, with what is worked out about each pattern.

That takes a second, so it is done once and shipped as `prepared.json` beside the rules. It is used while the files
are those that it was made from (and a test checks that they are); a user's rules are worked out when they are read.

    python -m newsclean.rules.build       # writes prepared.json after a change of the rules
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from newsclean.rules.fold import fold_pattern
from newsclean.rules.patterns import begins_with_words, calling_words

if TYPE_CHECKING:
    from newsclean.rules.catalogue import Rule

_FILE = Path(__file__).with_name("prepared.json")


class Prepared(NamedTuple):
    """A pattern as the engine needs it."""

    folded: str
    calling: tuple[str, ...]  # a text without any of these words cannot match; empty if there are none
    begins: bool  # it names what a matching text begins with


@dataclass(frozen=True, slots=True)
class Shipped:
    """What `prepared.json` holds."""

    sources: str  # digest of the files that it was made from
    digest: str  # of the catalogue
    story: tuple[str, ...]
    rules: list[dict[str, Any]]
    patterns: dict[str, Prepared]  # by how they are written


@cache
def shipped() -> Shipped | None:
    """The shipped preparation; None where there is none."""
    if not _FILE.is_file():
        return None
    found = orjson.loads(_FILE.read_bytes())
    patterns = [row[0] for row in found["patterns"]]
    for rule in found["rules"]:
        rule["patterns"] = [patterns[n] for n in rule["patterns"]]
    made = {
        pattern: Prepared(folded or pattern, tuple(calling), begins)
        for pattern, folded, calling, begins in found["patterns"]
    }
    return Shipped(found["sources"], found["digest"], tuple(found["story"]), found["rules"], made)


def prepare(pattern: str) -> Prepared:
    """`pattern` as written in a rule, made ready; from the shipped file where it is there."""
    ready = shipped()
    return (ready.patterns.get(pattern) if ready is not None else None) or _work_out(pattern)


def _work_out(pattern: str) -> Prepared:
    folded = fold_pattern(pattern)
    return Prepared(folded, tuple(calling_words(folded)), begins_with_words(folded))


def document() -> str:
    """The text of `prepared.json` for the package's rules: one rule or pattern a line."""
    from newsclean.rules.catalogue import read_own_rules, sources_digest
    from newsclean.rules.headline import HEADLINE_RULES

    sources = {path.name: path.read_bytes() for path in (_FILE.parent / "data").glob("*.toml")}
    catalogue = read_own_rules(sources)
    patterns = sorted({p for rule in catalogue.rules for p in rule.patterns} | set(catalogue.story))
    numbers = {pattern: n for n, pattern in enumerate(patterns)}
    rules = [_plain(rule, numbers) for rule in catalogue.rules if rule not in HEADLINE_RULES]
    made = [(p, _work_out(p)) for p in patterns]
    parts = (
        f'"sources":{_json(sources_digest(sources))}',
        f'"digest":{_json(catalogue.digest)}',
        f'"story":{_json(catalogue.story)}',
        '"rules":[\n' + ",\n".join(map(_json, rules)) + "\n]",
        '"patterns":[\n' + ",\n".join(_json([p, m.folded if m.folded != p else "", *m[1:]]) for p, m in made) + "\n]",
    )
    return "{" + ",\n".join(parts) + "}\n"


def _plain(rule: Rule, numbers: dict[str, int]) -> dict[str, Any]:
    """The fields of a rule that are not at their defaults; its patterns by number."""
    values = {f.name: getattr(rule, f.name) for f in fields(rule) if getattr(rule, f.name) != f.default}
    values["patterns"] = [numbers[pattern] for pattern in rule.patterns]
    return {key: sorted(v) if isinstance(v, frozenset) else v for key, v in values.items()}


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


if __name__ == "__main__":
    _FILE.write_text(document(), encoding="utf-8")
