"""What a CommonMark parser makes of Markdown, as the typed blocks that newsclean writes with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from newsclean.model import BodyBlock, Link

_PARSER = MarkdownIt("commonmark").enable("table")


class _Line(NamedTuple):
    text: str
    links: tuple[Link, ...]
    image: Link | None


def parsed_blocks(markdown: str) -> list[BodyBlock]:
    """Return the blocks of a Markdown text; what is not of a kind that newsclean writes has the kind "?"."""
    found: list[BodyBlock] = []
    around: list[list[object]] = []  # quotes and items: kind, whether it has a block already
    lists: list[str] = []
    rows: list[list[_Line]] = []
    is_cell = False
    level = 0
    for token in _PARSER.parse(markdown):
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            lists.append("bullet" if kind[0] == "b" else "numbered")
        elif kind in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif kind == "list_item_open":
            around.append([lists[-1], False])
        elif kind == "blockquote_open":
            around.append(["quote", False])
        elif kind in ("list_item_close", "blockquote_close"):
            around.pop()
        elif kind in ("heading_open", "heading_close"):
            level = int(token.tag[1]) if kind == "heading_open" else 0
        elif kind == "tr_open":
            rows.append([])
        elif kind in ("th_open", "td_open", "th_close", "td_close"):
            is_cell = kind.endswith("open")
        elif kind == "table_close":
            found.append(_table(rows))
            rows = []
        elif kind == "inline" and is_cell:
            rows[-1].append(_line(token.children or ()))
        elif kind in ("inline", "fence", "code_block", "html_block", "hr"):
            found.append(_block(token, level, around))
        if found:
            for entry in around:
                entry[1] = entry[1] or kind in ("inline", "fence", "code_block", "table_close")
    return found


def _block(token: Token, level: int, around: Sequence[Sequence[object]]) -> BodyBlock:
    if token.type == "fence":
        return BodyBlock("code", 0, token.content.removesuffix("\n"), ())
    if token.type != "inline":
        return BodyBlock("?", 0, token.content, ())
    line = _line(token.children or ())
    if line.image is not None:
        return BodyBlock("image", 0, line.text.removeprefix("\n") or line.image.text, (line.image,))
    if level:
        return BodyBlock("heading", level, line.text, line.links)
    depth = sum(entry[0] != "quote" for entry in around)
    if not around:
        return BodyBlock("paragraph", 0, line.text, line.links)
    kind, begun = around[-1]
    if kind == "quote":
        return BodyBlock("quote", sum(entry[0] == "quote" for entry in around), line.text, line.links)
    return BodyBlock("paragraph" if begun else str(kind), depth, line.text, line.links)


def _table(rows: Iterable[Sequence[_Line]]) -> BodyBlock:
    texts = [" | ".join(cell.text for cell in row if cell.text) for row in rows]
    links = tuple(link for row in rows for cell in row for link in cell.links)
    return BodyBlock("table", 0, "\n".join(text for text in texts if text), links)


def _line(children: Iterable[Token]) -> _Line:
    text, links, href, start = "", [], "", 0
    image = None
    for token in children:
        if token.type in ("text", "code_inline", "text_special"):
            text += token.content
        elif token.type == "hardbreak":
            text += "\n"
        elif token.type == "link_open":
            href, start = str(token.attrs["href"]), len(text)
        elif token.type == "link_close":
            links.append(Link(text[start:], href))
        elif token.type == "image":
            image = Link("".join(child.content for child in token.children or ()), str(token.attrs["src"]))
        elif token.type not in ("strong_open", "strong_close", "em_open", "em_close"):
            text += f"?{token.type}?{token.content}"
    return _Line(text, tuple(links), image)


def normalised(blocks: Iterable[BodyBlock]) -> list[BodyBlock]:
    """Return blocks with their URLs as the parser writes them."""
    return [
        block._replace(links=tuple(Link(text, _PARSER.normalizeLink(url)) for text, url in block.links or ()))
        for block in blocks
    ]
