"""Opening a page: from its bytes to its blocks and what it says about itself, or why that cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from newsclean.blocks import parse, read_blocks
from newsclean.decode import binary_kind, decode, is_markup
from newsclean.metadata import Witnesses, read_metadata, text_metadata
from newsclean.model import Block, Options, Page, Reason, Skip
from newsclean.textblocks import read_text

_TEXT_TYPES = frozenset({"text/plain", "text/markdown", "text/x-markdown"})


@dataclass(frozen=True, slots=True)
class Reading:
    """An opened page. `tree` is None for a text input."""

    page: Page
    said: Witnesses
    blocks: list[Block]
    tree: LexborHTMLParser | None


def read_page(page: Page, options: Options) -> Reading | Skip:
    """Decode and parse a page, read its metadata and its blocks."""
    if len(page.body) > options.max_size:
        detail = f"{len(page.body)} bytes, more than the {options.max_size} that --max-size allows"
        return Skip(page.source, page.url, Reason.TOO_LARGE, detail)
    if not page.body.strip():
        return Skip(page.source, page.url, Reason.EMPTY, "nothing in it")
    if kind := binary_kind(page.body):
        return Skip(page.source, page.url, Reason.NOT_HTML, kind)
    text = decode(page.body, page.content_type)
    declared = (page.content_type or "").partition(";")[0].strip().lower()
    if declared in _TEXT_TYPES:
        blocks = read_text(text, markdown=None if declared == "text/plain" else True)
        return Reading(page, text_metadata(blocks, page, latest=options.latest), blocks, None)
    if not is_markup(text):
        return Skip(page.source, page.url, Reason.NOT_HTML, "no markup in it")
    tree = parse(text)
    said = read_metadata(tree, text, page, latest=options.latest)
    return Reading(page, said, read_blocks(tree), tree)


def no_article(
    reading: Reading, body: Sequence[bool], text: str, words: int, options: Options
) -> tuple[Reason, str] | None:
    """Why there is no record: the reason and a line of detail; `None` if there is an article."""
    if not reading.blocks:
        return Reason.EMPTY, "no text on the page"
    if not text:
        return Reason.NO_ARTICLE, "nothing on the page reads like an article"
    if words < options.min_words:
        return Reason.TOO_SHORT, f"{words} words, fewer than --min-words {options.min_words}"
    return None
