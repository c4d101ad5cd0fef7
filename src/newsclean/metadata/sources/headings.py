"""Read the headings that a page prints, with the pieces into which their markup divides them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from newsclean.metadata.strings import tidy

_SILENT = frozenset({"style", "script", "svg", "button", "template", "noscript", "rt", "rp", "-comment"})
# Elements that part a heading into a kicker and the headline, or the headline and a note.
_PARTING = frozenset({"span", "div", "p", "small", "strong", "b", "h1", "h2", "h3", "h4", "br", "label", "a", "time"})
_KICKER = re.compile(
    r"kicker|eyebrow|topline|dachzeile|overline|overhead|spitzmarke|roof|pretitle|pre-title|prefix"
    r"|category|topic|flag|badge"
    r"|label|supertitle|subject|tagline|rubri|antetitulo|chapeu|occhiello|surtitre|-intro|hidden|sr-only"
    r"|author|date|subtitle|sub-title|subline",
    re.IGNORECASE,
)
_LOGO = re.compile(
    r"logo|site-?title|site-?name|brand|masthead|banner-(?:header|inner)|titlewrapper|(?<![\w-])header-?inner",
    re.IGNORECASE,
)
# Names of boxes with other stories, whose headings may be h1 too.
_ASIDE = re.compile(r"(?:widget|teaser|related|card|item|promo)s?(?:__|--?|_)(?:title|heading|headline)", re.IGNORECASE)
_FRONT_PAGE = re.compile(r"(?:(?:https?:)?//[^/?#]{1,80}|\.)?/?(?:(?:index|default|home)\.\w{2,5})?", re.IGNORECASE)
# What an archive puts before the address of a page that it keeps.
_ARCHIVED = re.compile(r"^(?:https?://[^/]{1,60})?/web/\d{4,14}[a-z_]{0,4}/(?=https?:/)", re.IGNORECASE)
_MAX_HREF_CHARS = 160  # of a link to a front page
_MAX_PIECES = 12
_MAX_NODES = 120
_MAX_HEIGHT = 8  # elements from a heading up to its article


class Heading(NamedTuple):
    """A printed heading: its pieces in order, each with whether its markup calls it a kicker or a note."""

    pieces: tuple[tuple[str, bool], ...]
    logo: bool  # its markup says that it is the site's name
    tag: str = "h1"
    inside: bool = False  # it is in an <article>
    aside: bool = False  # its markup says that it is in a box with other stories

    @property
    def text(self) -> str:
        return " ".join(text for text, _ in self.pieces)

    @property
    def headline(self) -> str:
        """The text without the pieces that are kickers or notes by their names."""
        return " ".join(text for text, aside in self.pieces if not aside) or self.text

    def variants(self) -> list[str]:
        """Return the runs of pieces that could be the headline alone, the whole first."""
        n = len(self.pieces)
        if n > 6:
            kept = [piece for piece in self.pieces if not piece[1]]
            return [self.text, *Heading(tuple(kept), self.logo).variants()] if 0 < len(kept) <= 6 else [self.text]
        if n < 2:
            return [self.text]
        runs = [(i, j) for i in range(n) for j in range(i + 1, n + 1)]
        runs.sort(key=lambda run: run[0] - run[1])
        return [" ".join(text for text, _ in self.pieces[i:j]) for i, j in runs]


def _names(node: LexborNode) -> str:
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('itemprop') or ''}"


def read_heading(node: LexborNode, placed: bool = True) -> Heading | None:
    """Return the heading in an element; None where it holds no text.

    What is around it, a logo or an article, is looked at where it is `placed`.
    """
    only = node.child
    if only is not None and only.tag == "-text" and only.next is None:
        text = tidy(only.text_content, 500)
        pieces = [(text, False)] if text else []
    else:
        pieces = _pieces(node)
    if not pieces:
        return None
    aside = placed and _ASIDE.search(_names(node)) is not None
    return Heading(tuple(pieces), placed and _is_logo(node), node.tag or "", placed and _in_article(node), aside)


def _pieces(node: LexborNode) -> list[tuple[str, bool]]:
    """Return the pieces that the markup divides a heading into, each with whether its name says kicker or note."""
    pieces: list[tuple[str, bool]] = []
    open_parts: list[str] = []
    aside = False

    def close() -> None:
        text = tidy("".join(open_parts), 500)
        if text and len(pieces) < _MAX_PIECES:
            pieces.append((text, aside))
        open_parts.clear()

    stack: list[tuple[LexborNode, bool] | None] = []
    stack.extend([(c, False) for c in _children(node)][::-1])
    seen = 0
    while stack and seen < _MAX_NODES:
        entry = stack.pop()
        seen += 1
        if entry is None:
            close()
            continue
        child, inherited = entry
        tag = child.tag or ""
        if tag == "-text":
            if inherited != aside:
                close()
                aside = inherited
            open_parts.append(child.text_content or "")
        elif tag not in _SILENT:
            own = inherited or _KICKER.search(_names(child)) is not None
            parting = tag in _PARTING
            if parting:
                close()
                stack.append(None)
            stack.extend([(c, own) for c in _children(child)][::-1])
    close()
    return pieces


def _is_logo(node: LexborNode) -> bool:
    around = (node, node.parent)
    return any(n is not None and _LOGO.search(_names(n)) is not None for n in around) or _links_front_page(node)


def _links_front_page(node: LexborNode) -> bool:
    """Return whether all that a heading holds, or what it is in, is a link to the site's front page."""
    inner = [child for child in _children(node) if child.tag != "-text" or (child.text_content or "").strip()]
    around = [node.parent] if node.parent is not None else []
    link = next((each for each in (*(inner if len(inner) == 1 else ()), *around) if each.tag == "a"), None)
    href = (link.attributes.get("href") or "").strip()[:_MAX_HREF_CHARS] if link is not None else ""
    return href != "" and _FRONT_PAGE.fullmatch(_ARCHIVED.sub("", href)) is not None


def _in_article(node: LexborNode) -> bool:
    at = node.parent
    for _ in range(_MAX_HEIGHT):
        if at is None or at.tag == "article":
            break
        at = at.parent
    return at is not None and at.tag == "article"


def _children(node: LexborNode) -> Iterable[LexborNode]:
    child = node.child
    count = 0
    while child is not None and count < _MAX_NODES:
        yield child
        child = child.next
        count += 1


def read_headings(nodes: Iterable[LexborNode], limit: int = 10, placed: bool = True) -> list[Heading]:
    """Return the headings of several elements, empty ones left out, equal ones once."""
    found: dict[str, Heading] = {}
    for count, node in enumerate(nodes):
        if count >= limit:
            break
        heading = read_heading(node, placed)
        if heading is not None:
            found.setdefault(heading.text, heading)
    return list(found.values())
