"""The words that have a block in the footer matched: those of copyright lines, no more and no fewer."""

from __future__ import annotations

import tomllib

from newsclean.rules.apply import copyright_words
from newsclean.rules.load import RULES_DIR

LINES = [
    example.casefold()
    for path in RULES_DIR.glob("*.toml")
    for rule in tomllib.loads(path.read_text(encoding="utf-8"))["rule"]
    if rule["kind"] == "copyright"
    for example in rule["drops"]
]


def test_every_copyright_line_has_one_of_the_words() -> None:
    assert [line for line in LINES if not any(word in line for word in copyright_words())] == []


def test_every_word_is_in_a_copyright_line() -> None:
    assert [word for word in copyright_words() if not any(word in line for line in LINES)] == []
