"""What is worked out about each pattern before it is compiled: folded, and the words that call for it.

That takes half a second for the package's patterns, so it is worked out once and shipped as `prepared.json`
beside the rules (a test checks that it is current); patterns of a user's files are worked out when they are read.

    python -m newsclean.rules.prepare       # writes prepared.json after a change of the rules
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from newsclean.rules.fold import fold_pattern
from newsclean.rules.shape import begins_with_words, calling_words

_FILE = "prepared.json"


class Prepared(NamedTuple):
    """A pattern as the engine needs it."""

    folded: str
    calling: tuple[str, ...]  # a text without any of these words cannot match; empty if there are none
    begins: bool  # it names what a matching text begins with


def prepare(pattern: str) -> Prepared:
    """`pattern` as written in a rule, made ready; from the shipped file where it is there."""
    known = _shipped().get(pattern)
    return Prepared(known[0], tuple(known[1]), known[2]) if known is not None else _work_out(pattern)


def _work_out(pattern: str) -> Prepared:
    folded = fold_pattern(pattern)
    return Prepared(folded, tuple(calling_words(folded)), begins_with_words(folded))


@cache
def _shipped() -> dict[str, list[Any]]:
    path = resources.files("newsclean.rules").joinpath(_FILE)
    if not path.is_file():
        return {}
    loaded: dict[str, list[Any]] = json.loads(path.read_bytes())
    return loaded


def document() -> str:
    """The text of `prepared.json` for the package's rules."""
    from newsclean.rules.catalogue import load_catalogue

    catalogue = load_catalogue()
    patterns = sorted({p for rule in catalogue.rules for p in rule.patterns} | set(catalogue.story))
    rows = (f"{json.dumps(p)}:{json.dumps(_work_out(p), separators=(',', ':'))}" for p in patterns)
    return "{\n" + ",\n".join(rows) + "\n}\n"


if __name__ == "__main__":
    from pathlib import Path

    Path(__file__).with_name(_FILE).write_text(document(), encoding="utf-8")
