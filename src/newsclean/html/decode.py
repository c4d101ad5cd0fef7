"""Decode a page's bytes in the HTML standard's order: BOM, declared header, meta, then detection.

The one departure from the standard: bytes that are valid UTF-8 and not plain ASCII are UTF-8, whatever
their label says. Text in another encoding hardly ever passes that test, and scrapers often re-encode a page
and keep its old label.
"""

from __future__ import annotations

import re

from newsclean.magic import find_magic, wide_encoding

_SAMPLE = 200_000  # bytes that the detection looks at
_GOOD_TO_BAD = 10  # so many well-formed characters to each broken one: UTF-8 that was damaged on its way
_MIN_EVIDENCE = 10  # non-ASCII bytes: with fewer any guess is as good as another
_HIGH = bytes(range(0x80, 0x100))
_NUL_SHARE = 0.05  # more than this share of NULs is no text in an 8-bit encoding

_TAG = re.compile(r"<(?:!doctype|!--|\?xml|[a-z][a-z0-9:-]*[\s/>])", re.IGNORECASE)
_JSON_START = re.compile(r"\s*[\[{]\s*[\"\[{}\]]")


def binary_kind(body: bytes) -> str | None:
    """Return what `body` is, if its bytes are no text at all: "PDF", "PNG image", …; else `None`.

    >>> binary_kind(b"%PDF-1.7"), binary_kind(b"<p>Text")
    ('PDF', None)
    """
    if magic := find_magic(body):
        return magic.name
    if wide_encoding(body[:8]):
        return None
    head = body[:4096]
    if head.count(0) > _NUL_SHARE * len(head) and not _looks_utf16(head):
        return "binary data"
    return None


def is_markup(text: str) -> bool:
    """Return whether a decoded page holds any HTML; JSON with markup inside its strings does not count.

    >>> is_markup("<p>Text"), is_markup('{"html": "<p>Text"}')
    (True, False)
    """
    return _TAG.search(text) is not None and not _JSON_START.match(text)


def _looks_utf16(head: bytes) -> bool:
    if 0 not in head:
        return False
    even, odd = head[::2].count(0), head[1::2].count(0)
    return max(even, odd) > 0.3 * (len(head) / 2) and min(even, odd) < 0.05 * (len(head) / 2)


def _as_utf8(body: bytes) -> str | None:
    """Return the text of bytes that are valid UTF-8 and not plain ASCII; a last character may have been cut off."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        is_cut_off = error.reason == "unexpected end of data" and not body[: error.start].isascii()
        return body.decode("utf-8", "replace") if is_cut_off else None
    return None if text.isascii() else text


def _detect(body: bytes) -> str:
    """Return the encoding of bytes that carry no label and are not UTF-8."""
    from charset_normalizer import from_bytes  # comes with trafilatura; imported when a page needs it

    if len(body) - len(body.translate(None, _HIGH)) < _MIN_EVIDENCE:
        return "cp1252"  # what browsers assume for a page without a label
    best = from_bytes(body[:_SAMPLE]).best()
    return best.encoding if best is not None else "cp1252"


def _usable(label: str | None) -> str | None:
    """Return the label, None if Python takes it for a codec that does not decode text: "hex", "rot13", "idna"."""
    try:
        b"<p>\x80".decode(label or "hex", "replace")
    except (LookupError, ValueError):
        return None
    return label


def decode(body: bytes, content_type: str | None = None) -> str:
    """Return the text of a page. Never raises: a wrong label costs at most some U+FFFD.

    `content_type` is the declared header, `text/html; charset=…`.
    """
    from w3lib.encoding import (
        html_body_declared_encoding,
        http_content_type_encoding,
        read_bom,
        resolve_encoding,
        to_unicode,
    )

    def declared() -> str | None:
        return _usable(http_content_type_encoding(content_type) or html_body_declared_encoding(body))

    encoding, bom = read_bom(body)
    if encoding is not None and bom is not None:
        return to_unicode(body[len(bom) :], encoding)
    if (wide := wide_encoding(body[:8])).startswith("utf-32"):
        return to_unicode(body, wide)
    if _looks_utf16(body[:4096]):
        return to_unicode(body, "utf-16-le" if body[1:4096:2].count(0) > body[:4096:2].count(0) else "utf-16-be")
    if body.isascii():
        label = declared()
        seven_bit = label is not None and label.startswith(("iso2022", "hz", "iso-2022"))
        return to_unicode(body, label) if seven_bit and label else body.decode("ascii")
    if (text := _as_utf8(body)) is not None:
        return text
    label = declared()
    if label is None or label == "utf-8" or label.startswith(("utf-16", "utf-32")):
        # No label, or one that these bytes have just proved wrong.
        text = body.decode("utf-8", "replace")
        bad = text.count("\ufffd")
        if sum(map((0x7F).__lt__, map(ord, text))) - bad > _GOOD_TO_BAD * bad:
            return text  # UTF-8 with some damage
        label = resolve_encoding(_detect(body)) or "cp1252"
    return to_unicode(body, label)
