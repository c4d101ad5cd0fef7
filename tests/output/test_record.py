"""A record as a line: whatever is in it, the line is UTF-8 JSON and one line."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from newsclean.model import Article, Metadata, Reason, Skip
from newsclean.output.record import dump, reject_line, schema

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_any_value_is_one_line_of_json(value: Any) -> None:
    line = dump({"extra": value})
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert json.loads(line).keys() == {"extra"}


def test_what_json_cannot_hold_is_replaced_and_the_rest_stays() -> None:
    row = json.loads(dump({"a\ud800": "b\ud800c", "n": [2**70, 10**400, 7]}))
    assert row == {"a?": "b?c", "n": [float(2**70), str(10**400), 7]}


def test_the_keys_of_a_record_are_those_of_the_schema_in_order() -> None:
    row = json.loads(dump(Article("0" * 32, "a.html", Metadata(), "Text", 1, "page").to_dict(explain=True)))
    known = list(schema()["properties"])
    assert list(row) == [key for key in known if key in row]
    assert set(schema()["required"]) <= set(row)


def test_a_reject_is_a_line_of_four_keys() -> None:
    line = reject_line(Skip("a\n.html", "https://pier.example/a", Reason.EMPTY, "nothing in it"))
    assert json.loads(line) == {
        "source": "a\n.html",
        "url": "https://pier.example/a",
        "reason": "empty",
        "detail": "nothing in it",
    }
    assert line.count(b"\n") == 1
