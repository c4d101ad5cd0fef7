"""JSON files: the elements of an array, or objects one after the other, whatever the chunks they come in."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.reading import read, sources

from newsclean.model import Page, Skip
from newsclean.readers import json_values
from newsclean.readers.decompressors import TornError
from newsclean.readers.json_values import split_values

LEAVES = st.none() | st.integers() | st.text(st.sampled_from('"\\[]{},:aé'), max_size=8) | st.floats(allow_nan=False)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner), max_leaves=9)


class Dripping:
    """A stream that gives a few bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        self._file = io.BytesIO(data)
        self._size = size

    def read(self, _: int, /) -> bytes:
        return self._file.read(self._size)


@settings(deadline=None)
@given(
    st.lists(st.dictionaries(st.text(max_size=3), VALUES, max_size=4), min_size=1, max_size=4),
    st.integers(1, 9),
    st.booleans(),
)
def test_elements_are_cut_where_json_says(elements: list[object], size: int, indent: bool) -> None:
    array = json.dumps(elements, indent=1 if indent else None)
    lines = "\n".join(json.dumps(element, indent=1 if indent else None) for element in elements)
    for text in (array, lines):
        found = split_values(Dripping(text.encode(), size), 1 << 20)
        assert [json.loads(line.body or b"") for line in found] == elements


def test_an_element_over_the_limit_is_named_and_the_next_is_read() -> None:
    text = json.dumps([{"a": "x" * 500}, {"b": 1}]).encode()
    assert [line.body for line in split_values(Dripping(text, 7), 100)] == [None, b'{"b": 1}']


def test_an_element_of_nothing_but_brackets_ends_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    assert json_values._MAX_BRACKETS < 10_000_000
    monkeypatch.setattr(json_values, "_MAX_BRACKETS", 10_000)
    with pytest.raises(TornError, match="objects and arrays inside one"):
        list(split_values(io.BytesIO(b'[{"a": [' + b"[]," * 12_000), 1 << 30))


def test_a_json_file_is_read_as_an_array_or_as_objects(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"html": "<p>1"}, 5, {"html": "<p>2"}]))
    (tmp_path / "b.json").write_text(json.dumps({"html": "<p>3"}, indent=2))
    (tmp_path / "c.json").write_text('[{"html": "<p>4"}, {"html": "<p')
    found = read(*(tmp_path / name for name in ("a.json", "b.json", "c.json")))
    assert sources(found, tmp_path) == ["a.json#1", "a.json#2: bad_record", "a.json#3", "b.json#1", "c.json#1",
                                        "c.json#2: bad_record"]  # fmt: skip
    assert [page.body for page in found if isinstance(page, Page)] == [b"<p>1", b"<p>3"[:3] + b"2", b"<p>3", b"<p>4"]
    assert isinstance(found[-1], Skip)
    assert found[-1].detail == "not JSON: the file ends within this element"


def test_commas_without_elements_are_no_elements() -> None:
    text = b"[,," + b", " * 5000 + b'{"a": [1, 2]}, , {"b": "x, y"},]'
    assert [line.body for line in split_values(io.BytesIO(text), 1 << 20)] == [b'{"a": [1, 2]}', b'{"b": "x, y"}']


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_words_around_an_array_are_elements_and_a_byte_order_mark_is_none(size: int) -> None:
    text = b'\xef\xbb\xbf[{"a": 1}] then [{"b": 2}]'
    assert [line.body for line in split_values(Dripping(text, size), 1 << 20)] == [b'{"a": 1}', b"then", b'{"b": 2}']
