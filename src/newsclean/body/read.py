"""Read the body of an article in the requested form: Markdown or typed blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.body.images import ImageReader
from newsclean.body.spans import Span
from newsclean.body.structure import Part, read_parts
from newsclean.body.to_markdown import to_markdown
from newsclean.model import Block, BodyBlock, Link
from newsclean.options import MARKDOWN, Options
from newsclean.urls import clean_url


class Body(NamedTuple):
    """`markdown` and `blocks` are None where they were not asked for."""

    markdown: str | None = None
    blocks: tuple[BodyBlock, ...] | None = None


def read_body(
    tree: LexborHTMLParser | None, blocks: Sequence[Block], kept: Sequence[bool], url: str | None, options: Options
) -> Body:
    """Return the body that the kept `blocks` make; all of them were read from `tree`, or from a text if it is None.

    `url` is the page's, against which links are resolved.
    """
    links = _Links(tree, url)
    link_of = links.of_link if options.links else None
    images = ImageReader(links.absolute, blocks) if options.images else None
    parts = read_parts(tree, blocks, kept, link_of, images)
    return Body(
        to_markdown(parts) if options.text_format == MARKDOWN else None,
        tuple(body_blocks(parts, options.links or options.images)) if options.blocks else None,
    )


class _Links:
    """Makes the URLs of a page absolute."""

    def __init__(self, tree: LexborHTMLParser | None, url: str | None) -> None:
        base = tree.css_first("base[href]") if tree is not None else None
        written = base.attributes.get("href") if base is not None else None
        self._base = (clean_url(written, url) if written else None) or url

    def absolute(self, written: str) -> str | None:
        """Return the absolute http(s) URL of one as written."""
        return clean_url(written, self._base)

    def of_link(self, element: LexborNode) -> str:
        """Return the absolute URL of a link to another page, "" for others."""
        written = (element.attributes.get("href") or "").strip()
        return "" if written.startswith("#") else self.absolute(written) or ""


def body_blocks(parts: Sequence[Part], with_links: bool) -> list[BodyBlock]:
    """Return the parts of a body as typed blocks."""
    begun: set[int] = set()
    found: list[BodyBlock] = []
    for part in parts:
        kind, level = _type_of(part, begun)
        begun.update(nesting.key for nesting in part.around)
        found.append(BodyBlock(kind, level, _text(part), _links(part) if with_links else None))
    return found


def _type_of(part: Part, begun: set[int]) -> tuple[str, int]:
    """Return a part's kind and level; `begun` are the items that have a block already."""
    if part.kind != "paragraph":
        return part.kind, part.level
    if not part.around:
        return "paragraph", 0
    inner = part.around[-1]
    if inner.kind == "quote":
        return "quote", sum(nesting.kind == "quote" for nesting in part.around)
    depth = sum(nesting.kind == "item" for nesting in part.around)
    if inner.key in begun:
        return "paragraph", depth
    return "bullet" if inner.number < 0 else "numbered", depth


def _text(part: Part) -> str:
    if part.image is not None:
        return part.image.caption or part.image.alt
    if part.kind == "table":
        return "\n".join(row.text for row in part.rows)
    return (" " if part.kind == "heading" else "\n").join("".join(span.text for span in line) for line in part.lines)


def _links(part: Part) -> tuple[Link, ...]:
    if part.image is not None:
        return (Link(part.image.alt, part.image.url),)
    lines = [cell for row in part.rows for cell in row.cells] if part.kind == "table" else part.lines
    found: list[Link] = []
    for line in lines:
        found += _links_of_line(line)
    return tuple(found)


def _links_of_line(line: Sequence[Span]) -> list[Link]:
    found: list[Link] = []
    last = 0
    for span in line:
        number = span.marks.link
        if number and number == last:
            found[-1] = found[-1]._replace(text=found[-1].text + span.text)
        elif number:
            found.append(Link(span.text, span.href))
        last = number
    return found
