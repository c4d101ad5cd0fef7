"""Opening a page: from its bytes to its blocks and what it says about itself, or why that cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from newsclean.content.page_type import why_no_article
from newsclean.html.blocks import parse, read_blocks
from newsclean.html.decode import binary_kind, decode, is_markup
from newsclean.html.embedded_json import scripted_blocks
from newsclean.html.markdown import read_text
from newsclean.html.shape import prose_size, weight
from newsclean.metadata import Candidates, collect_candidates, collect_from_text
from newsclean.model import Block, Options, Page, Reason, Skip

if TYPE_CHECKING:
    from newsclean.sites import Profile

_MIN_PROSE = 300  # characters: with less there is hardly an article among the blocks
_MIN_LINKED = 400  # characters: less of an article may as well be its teaser
_TEXT_TYPES = frozenset({"text/plain", "text/markdown", "text/x-markdown"})


@dataclass(frozen=True, slots=True)
class Reading:
    """An opened page. `tree` is None where all blocks are known to be the text: `method` says how."""

    page: Page
    said: Candidates
    blocks: list[Block]
    tree: LexborHTMLParser | None
    method: str  # "text" for a text input, "site" where the site's profile knows the page, else "page"
    known: list[bool] | None = None  # the profile's votes


def read_page(page: Page, options: Options, profile: Profile | None = None) -> Reading | Skip:
    """Decode and parse a page, read its metadata and its blocks, with its site's `profile` if there is one."""
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
        return Reading(page, collect_from_text(blocks, page, latest=options.latest), blocks, None, "text")
    if not is_markup(text):
        return Skip(page.source, page.url, Reason.NOT_HTML, "no markup in it")
    tree = parse(text)
    said = collect_candidates(tree, text, page, latest=options.latest)
    if profile is not None and (found := profile.read(tree, whole=options.explain)) is not None:
        return Reading(page, said, found[0], tree, "site", found[1])
    blocks = read_blocks(tree)
    prose = sum(map(prose_size, blocks))
    if prose < _MIN_PROSE and tree.css_first("noscript") is not None:
        # Scripts would draw this page; what it shows without them is all there is.
        tree.unwrap_tags(["noscript"])
        blocks = read_blocks(tree)
    if prose < _MIN_PROSE and sum(map(prose_size, drawn := scripted_blocks(tree))) > _MIN_LINKED:
        return Reading(page, said, drawn, None, "page")
    if said.article_body and (linked := _linked_blocks(said.article_body, blocks)):
        return Reading(page, said, linked, None, "page")
    return Reading(page, said, blocks, tree, "page")


def _linked_blocks(article_body: str, blocks: Sequence[Block]) -> list[Block] | None:
    """The blocks of JSON-LD's `articleBody` where the page itself shows little of it: scripts would draw the rest."""
    wanted = weight(article_body)
    if wanted < _MIN_LINKED or 2 * sum(map(prose_size, blocks)) > wanted:
        return None
    if is_markup(article_body):
        return read_blocks(parse(article_body))
    return read_text(article_body, markdown=False)


def no_record(
    reading: Reading, body: Sequence[bool], kinds: Sequence[str], words: int, options: Options
) -> tuple[Reason, str] | None:
    """Why there is no record: the reason and a line of detail; `None` if there is an article.

    `body` says which blocks are the text, `kinds` names the kinds of what the rules cut.
    """
    if not reading.blocks:
        return Reason.EMPTY, "no text on the page"
    if not any(body):
        return Reason.NO_ARTICLE, "nothing on the page reads like an article"
    if reading.method != "text" and (
        why := why_no_article(reading.blocks, body, kinds, reading.said.title, reading.said.declares_article)
    ):
        return Reason.NO_ARTICLE, why
    if words < options.min_words:
        return Reason.TOO_SHORT, f"{words} words, fewer than --min-words {options.min_words}"
    return None
