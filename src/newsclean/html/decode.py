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
    return decode_twofold(body, content_type)[0]


def decode_twofold(body: bytes, content_type: str | None = None) -> tuple[str, bytes]:
    """Return the text of a page, as `decode` does, and the same in UTF-8: mostly the page's own bytes."""
    text = _by_signature(body)
    if text is None and body.isascii():
        text = _seven_bit(body, content_type)
        if text is None:
            return body.decode("ascii"), body
    if text is None:
        try:
            return body.decode("utf-8"), body
        except UnicodeDecodeError as error:
            is_cut_off = error.reason == "unexpected end of data" and not body[: error.start].isascii()
            text = body.decode("utf-8", "replace") if is_cut_off else _by_label(body, content_type)
    return text, as_utf8(text)


def as_utf8(text: str) -> bytes:
    """Return a page's text in UTF-8, without the halves of characters that it may hold."""
    return text.encode("utf-8", "ignore")


def _by_signature(body: bytes) -> str | None:
    """Return the text of bytes that begin with a mark of their encoding, or are two or four to a character."""
    from w3lib.encoding import read_bom, to_unicode

    encoding, bom = read_bom(body)
    if encoding is not None and bom is not None:
        return to_unicode(body[len(bom) :], encoding)
    if (wide := wide_encoding(body[:8])).startswith("utf-32"):
        return to_unicode(body, wide)
    if _looks_utf16(body[:4096]):
        return to_unicode(body, "utf-16-le" if body[1:4096:2].count(0) > body[:4096:2].count(0) else "utf-16-be")
    return None


def _seven_bit(body: bytes, content_type: str | None) -> str | None:
    """Return the text of ASCII bytes that stand for other characters, by their label."""
    from w3lib.encoding import to_unicode

    label = _declared(body, content_type)
    if label is None or not label.startswith(("iso2022", "hz", "iso-2022")):
        return None
    return to_unicode(body, label)


def _by_label(body: bytes, content_type: str | None) -> str:
    """Return the text of bytes that are not UTF-8, or are damaged UTF-8."""
    from w3lib.encoding import resolve_encoding, to_unicode

    label = _declared(body, content_type)
    if label is None or label == "utf-8" or label.startswith(("utf-16", "utf-32")):
        # No label, or one that these bytes have just proved wrong.
        text = body.decode("utf-8", "replace")
        bad = text.count("\ufffd")
        if sum(map((0x7F).__lt__, map(ord, text))) - bad > _GOOD_TO_BAD * bad:
            return text  # UTF-8 with some damage
        label = resolve_encoding(_detect(body)) or "cp1252"
    return to_unicode(body, label)


def _declared(body: bytes, content_type: str | None) -> str | None:
    from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

    return _usable(http_content_type_encoding(content_type) or html_body_declared_encoding(body))
