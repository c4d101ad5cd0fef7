"""Files of records cut into lines and rows."""

from __future__ import annotations

import io

import pytest

from newsclean.readers.limits import Ahead
from newsclean.readers.lines import Line, as_utf8, find_delimiter, record_limit, split_lines, split_rows, with_line_ends


def lines(data: bytes, limit: int = 1000) -> list[Line]:
    return list(split_lines(io.BytesIO(data), limit))


def rows(data: bytes, limit: int = 1000, delimiter: str = ",") -> list[Line]:
    return list(split_rows(io.BytesIO(data), limit, delimiter))


def test_lines_have_numbers_and_empty_ones_are_counted() -> None:
    assert lines(b"a\n\nb\n") == [Line(1, b"a"), Line(3, b"b")]
    assert lines(b"") == lines(b"\n\n") == []


def test_a_line_without_an_end_and_one_beyond_the_limit_are_told() -> None:
    assert lines(b"a\nbc") == [Line(1, b"a"), Line(2, b"bc", ended=False)]
    assert lines(b"x" * 11 + b"\nb\n", limit=10) == [Line(1, None), Line(2, b"b")]


def test_a_row_goes_on_while_a_quoted_field_is_open() -> None:
    assert rows(b'1,"two\nlines"\n2,x\n') == [Line(1, b'1,"two\nlines"'), Line(2, b"2,x")]
    assert rows(b'1,"a ""b"" c"\n') == [Line(1, b'1,"a ""b"" c"')]
    assert rows(b'1,a "b\n2,c\n') == [Line(1, b'1,a "b'), Line(2, b"2,c")]  # no field begins with this quote


def test_a_quote_that_nothing_closes_breaks_its_own_line_alone() -> None:
    assert rows(b'1,"a\n2,b\n3,c\n') == [Line(1, b'1,"a', ended=False), Line(2, b"2,b"), Line(3, b"3,c")]


def test_rows_beyond_the_limit_are_given_up_and_the_rest_is_read() -> None:
    assert rows(b"x" * 2000 + b"\n1,a\n") == [Line(1, None), Line(2, b"1,a")]


def test_utf_16_and_old_line_ends_are_turned_into_the_usual() -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        stream = as_utf8(io.BytesIO("one ä two\n".encode(encoding)))
        parts = [stream.read(3) for _ in range(9)]
        assert b"".join(parts).decode().lstrip("\ufeff") == "one ä two\n"
    assert with_line_ends(Ahead(io.BytesIO(b"a\rb\r"))).read(9) == b"a\nb\n"
    assert with_line_ends(Ahead(io.BytesIO(b"a\rb\n"))).read(9) == b"a\rb\n"


@pytest.mark.parametrize(("line", "delimiter"), [("a;b;c", ";"), ("a\tb", "\t"), ("a,b;c,d", ","), ("a", ",")])
def test_the_delimiter_is_the_most_frequent_of_the_usual_ones(line: str, delimiter: str) -> None:
    assert find_delimiter(line) == delimiter


def test_a_record_may_be_longer_than_its_page() -> None:
    assert record_limit(10) > 60
