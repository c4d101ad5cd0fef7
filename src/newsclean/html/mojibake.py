"""Text that was encoded twice: UTF-8 that somebody took for a one-byte encoding, on a page that decodes rightly."""

from __future__ import annotations

import html as entities
import re

from newsclean.text import late_pattern

# The bytes 80 to BF in windows-1252 and, where that has no letter for them, in Latin-1.
_TRAIL = "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
# A lead byte and its trail bytes as the letters that they look like, in windows-1252, -1251 and -1250 and on old Macs.
_MOJIBAKE = late_pattern(
    # In capitals a closing quotation mark, or an ellipsis, may follow a letter that is one: "MAÇÃ”"
    f"(?:[\u00c2\u00c3](?![\u00ab\u00bb\u2018-\u201e\u2026])|(?<![A-Z\u00c0-\u00de])[\u00c2\u00c3]){_TRAIL}"
    f"|[\u00c4\u00c5\u00ce-\u00d1\u00d7-\u00db]{_TRAIL}(?:{_TRAIL}|[ \\w])"
    f"|[\u00e0-\u00ef]{_TRAIL}{{2}}"
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
_ASCII = bytes(range(0x80))
# The same as entities: a lead byte, and something beyond ASCII right behind it.
_ENTITIES = re.compile(
    r"&(?:[aA]circ|[aA]tilde|[aA]uml|[aA]ring|aelig|ETH|Ntilde|O(?:slash|grave)|U(?:grave|acute|circ)"
    r"|#0?(?:19[4-7]|20[6-9]|21[5-9]|22[4-9]|23[0-9])|#[xX](?:[cC][2-5eE]|[dD][0-1789]|[eE][0-9a-fA-F]));"
    r"(?:&(?!(?:lt|gt|amp|quot|nbsp|#3[489]|#6[02]);)[a-zA-Z0-9#]{2,8};|[\u0080-\u2122])"
)
_HIGH_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|apos|#0?3[489]|#6[02]|#[xX](?:2[267]|3[cCeE]));)[a-zA-Z0-9#]{2,8};")
# Half of a space that does not break, of which the other half has become a plain one.
_HALF_SPACE = re.compile("\u00c2(?<=[a-z.,;:!?\"')\u2019\u201d]\u00c2)(?= )")
# A closing quotation mark whose last byte has no letter in windows-1252, and is lost.
_HALF_QUOTE = re.compile("\u00e2\u20ac(?=[\\s.,;:!?)<]|$)")
# Punctuation of windows-1252 that was taken for Latin-1: its bytes as control characters.
_CONTROLS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0) if code != 0x85}
_COMMON_CONTROLS = frozenset(map(chr, _CONTROLS))
_MAX_SEGMENT_CHARS = 20_000


def without_mojibake(html: str) -> str:
    """Return a page with the text decoded that was encoded twice; a page without such text as it is.

    >>> without_mojibake("<p>It isn&acirc;&euro;&trade;t over")
    '<p>It isn’t over'
    """
    if _ENTITIES.search(html) is not None:
        html = _HIGH_ENTITY.sub(lambda found: entities.unescape(found[0]), html)
    if html.isascii():
        return html
    beyond = frozenset(html.encode("utf-8", "replace").translate(None, _ASCII).decode("utf-8"))
    if _may_have_some(html, beyond):
        html = _decoded(html)
    if "\u00c2" in beyond:
        html = _HALF_SPACE.sub("", html)
    if "\u00e2" in beyond and "\u20ac" in beyond:
        html = _HALF_QUOTE.sub("\u201d", html)
    if beyond & _COMMON_CONTROLS:
        html = html.translate(_CONTROLS)
    return html


def _may_have_some(html: str, beyond: frozenset[str]) -> bool:
    """Return whether a lead byte stands before trail bytes in a page with these characters beyond ASCII."""
    if beyond.isdisjoint(_TRAILS):
        return False
    for lead in beyond & _LEADS:
        if any(part[:1] in _TRAILS for part in html.split(lead)[1:]):
            return True
    return any(
        part[:1] in _TRAILS and part[1:2] in _TRAILS
        for lead in beyond & _LEADS_OF_THREE
        for part in html.split(lead)[1:]
    )


def _decoded(html: str) -> str:
    from ftfy import fix_encoding

    parts: list[str] = []
    at = 0
    while (found := _MOJIBAKE.search(html, at)) is not None:
        start = max(at, html.rfind("<", at, found.start()), html.rfind(">", at, found.start()) + 1)
        end = html.find("<", found.end())
        end = min(len(html) if end < 0 else end, start + _MAX_SEGMENT_CHARS)
        end = max(end, found.end())
        parts += [html[at:start], fix_encoding(html[start:end])]
        at = end
    parts.append(html[at:])
    return "".join(parts)
