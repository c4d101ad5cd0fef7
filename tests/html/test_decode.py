"""Decoding: wrong labels never raise, and valid UTF-8 is UTF-8."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.html.decode import as_utf8, binary_kind, decode, decode_twofold, is_markup

RUSSIAN = "<p>Совет принял новый бюджет на следующий год, сообщила газета."


@pytest.mark.parametrize(
    ("body", "header", "expected"),
    [
        pytest.param(codecs.BOM_UTF8 + "é".encode(), "text/html; charset=latin-1", "é", id="BOM before header"),
        pytest.param(codecs.BOM_UTF16_LE + "é".encode("utf-16-le"), None, "é", id="UTF-16 BOM"),
        pytest.param(b"<p>caf\xe9", "text/html; charset=iso-8859-1", "<p>café", id="header"),
        pytest.param(b"<meta charset=latin1>\x93q\x94", None, "<meta charset=latin1>“q”", id="latin-1 is cp1252"),
        pytest.param("<meta charset=latin1>é".encode(), None, "<meta charset=latin1>é", id="UTF-8, false label"),
        pytest.param(b"<p>\xe9t\xe9", "text/html; charset=none-such", "<p>été", id="unknown label"),
        pytest.param(b"plain", "text/html; charset=utf-16", "plain", id="ASCII under a wide label"),
        pytest.param("中文新闻".encode("gb18030"), "text/html; charset=gb2312", "中文新闻", id="gb2312 is gb18030"),
        pytest.param("記事".encode("iso2022_jp"), "text/html; charset=iso-2022-jp", "記事", id="seven-bit Japanese"),
    ],
)  # fmt: skip
def test_order_of_labels(body: bytes, header: str | None, expected: str) -> None:
    assert decode(body, header) == expected


def test_a_label_that_is_plainly_wrong_gives_way_to_detection() -> None:
    body = b"<meta charset=utf-8>" + (RUSSIAN * 20).encode("windows-1251")
    assert RUSSIAN in decode(body)


def test_no_label_is_detected() -> None:
    assert RUSSIAN in decode((RUSSIAN * 20).encode("windows-1251"))


def test_a_character_cut_off_at_the_end_costs_only_itself() -> None:
    assert decode("Zürich – Genève é".encode()[:-1], "text/html; charset=latin-1").startswith("Zürich – Genève ")


@given(st.binary(max_size=300), st.sampled_from([None, "text/html; charset=utf-8", "text/html; charset=big5", "x"]))
def test_never_raises(body: bytes, header: str | None) -> None:
    text, encoded = decode_twofold(body, header)
    assert text == decode(body, header)
    assert encoded == as_utf8(text)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n", "PNG image"),
        (b"\x00\x01\x02" * 100, "binary data"),
        (b"<p>Text", None),
    ],
)
def test_what_is_no_text_is_named(body: bytes, kind: str | None) -> None:
    assert binary_kind(body) == kind


def test_wide_text_without_a_mark_is_text() -> None:
    body = "<html><p>Wide</p></html>".encode("utf-16-le")
    assert binary_kind(body) is None
    assert "<p>Wide</p>" in decode(body)


@pytest.mark.parametrize(
    ("text", "expected"), [("<p>Hello", True), ('{"html": "<p>x</p>"}', False), ("a < b and c > d", False)]
)
def test_markup_is_told_from_other_text(text: str, expected: bool) -> None:
    assert is_markup(text) is expected
