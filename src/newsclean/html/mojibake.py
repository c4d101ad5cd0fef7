"""Text that was encoded twice: UTF-8 that somebody took for a one-byte encoding, on a page that decodes rightly."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterable

from newsclean.html.marks import any_of
from newsclean.text import late_pattern

# The bytes 80 to BF in windows-1252 and, where that has no letter for them, in Latin-1.
_TRAIL = "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
# A lead byte and its trail bytes as the letters that they look like, in windows-1252, -1251 and -1250 and on old Macs.
_MOJIBAKE = late_pattern(
    # In capitals a closing quotation mark, or an ellipsis, may follow a letter that is one: "MAÇÃ”"
    f"(?:[\u00c2\u00c3](?![\u00ab\u00bb\u2018-\u201e\u2026])|(?<![A-Z\u00c0-\u00de])[\u00c2\u00c3]){_TRAIL}"
    f"|[\u00c4\u00c5\u00ce-\u00d1\u00d7-\u00db]{_TRAIL}(?:{_TRAIL}|[ \\w])"
    f"|[\u00e0-\u00ef](?!\u00a0\u00bb){_TRAIL}{{2}}"  # nor what ends a quotation in French
    "|[\u0420\u0421][\u00a0-\u00bf\u0402-\u040f\u0452-\u045f\u2013-\u203a\u20ac\u2116\u2122]"
    "|\u0139[\u0080-\u00bf\u201a-\u203a]|\u201a\u00c4[\u00ec-\u00fa]"
)
_LEADS = frozenset(
    "\u00c2\u00c3\u00c4\u00c5\u00ce\u00cf\u00d0\u00d1\u00d7\u00d8\u00d9\u00da\u00db\u0139\u0420\u0421\u201a"
)
_LEADS_OF_THREE = frozenset(map(chr, range(0xE0, 0xF0)))
_TRAILS = frozenset(map(chr, range(0x80, 0xC0))) | frozenset(
    "\u00c4\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2020\u2021"
    "\u2022\u2026\u2030\u2039\u203a\u20ac\u2116\u2122\u0402\u0403\u0409\u040a\u040b\u040c\u040e\u040f\u0452\u0453\u0454\u0455\u0456"
    "\u0457\u0458\u0459\u045a\u045b\u045c\u045e\u045f"
)
_OF_TRAILS = f"[{''.join(sorted(_TRAILS))}]"
_LIKELY = late_pattern(
    f"[{''.join(sorted(_LEADS))}]{_OF_TRAILS}|[{''.join(sorted(_LEADS_OF_THREE))}]{_OF_TRAILS}{_OF_TRAILS}"
)
_SPACED = bytes(0x20 if code < 0x80 else code for code in range(0x100))
# The same as entities: a lead byte, and something beyond ASCII right behind it.
_LEAD_ENTITY = (
    "&(?:[aA]circ|[aA]tilde|[aA]uml|[aA]ring|aelig|ETH|Ntilde|O(?:slash|grave)|U(?:grave|acute|circ)"
    "|#0?(?:19[4-7]|20[6-9]|21[5-9]|22[4-9]|23[0-9])|#[xX](?:[cC][2-5eE]|[dD][0-1789]|[eE][0-9a-fA-F]));"
)
_ENTITIES = late_pattern(
    _LEAD_ENTITY + "(?:&(?!(?:lt|gt|amp|quot|nbsp|#3[489]|#6[02]);)[a-zA-Z0-9#]{2,8};|[\u0080-\u2122])"
)
_HIGH_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|apos|#0?3[489]|#6[02]|#[xX](?:2[267]|3[cCeE]));)[a-zA-Z0-9#]{2,8};")
# Half of a space that does not break, of which the other half has become a plain one.
_HALF_SPACE = re.compile("\u00c2(?<=[a-z.,;:!?\"')\u2019\u201d]\u00c2)(?= )")
# A closing quotation mark whose last byte has no letter in windows-1252, and is lost.
_HALF_QUOTE = re.compile("\u00e2\u20ac(?=[\\s.,;:!?)<]|$)")
# Punctuation of windows-1252 that was taken for Latin-1: its bytes as control characters.
_CONTROLS = {chr(code): bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0) if code != 0x85}
_MAX_SEGMENT_CHARS = 20_000
# The same in UTF-8: lead bytes before what may be trail bytes or half of a space, and the control characters.
may_be_mojibake = any_of(
    "\xc3(?:[\x82-\x85\x8e-\x91\x97-\x9b]|[\xa0-\xaf](?:\xc2[^\xa0]|[\xc3-\xd1].|\xe2..))[\xc2-\xe2]",
    "\xc3[\xa0-\xaf]\xc2\xa0(?:\xc2[^\xbb]|[\xc3-\xe2])",
    "\xc3\x82 ",
    "\xc4\xb9[\xc2-\xe2]",
    "\xd0[\xa0\xa1](?:[\xc2-\xcb\xe2]|\xd0[\x80-\x8f]|\xd1[\x90-\x9f])",
    "\xe2\x80\x9a[\xc2-\xe2]",
    "\xc2[\x80-\x84\x86-\x9f]",
    f"{_LEAD_ENTITY}(?:&[a-zA-Z#]|[\xc2-\xe2])",
)


def without_mojibake(html: str) -> str:
    """Return a page with the text decoded that was encoded twice; a page without such text as it is.

    >>> without_mojibake("<p>It isn&acirc;&euro;&trade;t over")
    '<p>It isn’t over'
    """
    if _ENTITIES.search(html) is not None:
        html = _HIGH_ENTITY.sub(lambda found: entities.unescape(found[0]), html)
    if html.isascii():
        return html
    runs = html.encode("utf-8", "replace").translate(_SPACED).split()
    apart = b" ".join(runs).decode("utf-8")  # all that is no ASCII
    beyond = frozenset(apart)
    if suspects := _suspects(apart, beyond):
        html = _decoded(html, suspects)
    if "\u00c2" in beyond:
        html = _HALF_SPACE.sub("", html)
    if "\u00e2" in beyond and "\u20ac" in beyond:
        html = _HALF_QUOTE.sub("\u201d", html)
    for control in beyond & _CONTROLS.keys():
        html = html.replace(control, _CONTROLS[control])
    return html


def _suspects(apart: str, beyond: frozenset[str]) -> frozenset[str]:
    """Return each lead byte with its trail bytes among the characters beyond ASCII that a page has, and their set."""
    if beyond.isdisjoint(_TRAILS) or beyond.isdisjoint(_LEADS | _LEADS_OF_THREE):
        return frozenset()
    return frozenset(found[0] for found in _LIKELY.finditer(apart))


def _decoded(html: str, suspects: Iterable[str]) -> str:
    pieces = html.split("<")
    for i, piece in enumerate(pieces):
        if not piece.isascii() and any(suspect in piece for suspect in suspects):
            pieces[i] = ">".join(map(_fixed, piece.partition(">")[::2])) if ">" in piece else _fixed(piece)
    return "<".join(pieces)


def _fixed(text: str) -> str:
    """Return a tag or a text decoded, if it was encoded twice."""
    if len(text) > _MAX_SEGMENT_CHARS or _MOJIBAKE.search(text) is None:
        return text
    from ftfy import fix_encoding

    return fix_encoding(text)
