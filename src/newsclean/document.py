"""Open a page: from its bytes to its blocks and its metadata candidates, or why that cannot be."""

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

MIN_PROSE_CHARS = 300  # with less there is hardly an article among the blocks
MIN_STORY_CHARS = 400  # less of an article may as well be its teaser
_TEXT_TYPES = frozenset({"text/plain", "text/markdown", "text/x-markdown"})


@dataclass(frozen=True, slots=True)
class Document:
    """An opened page: its blocks, and what it says about itself."""

    page: Page
    candidates: Candidates
    blocks: list[Block]
    tree: LexborHTMLParser | None  # None where all blocks are main content, whatever their place
    method: str  # "text" for a text input, "site" where the site's profile knows the page, else "page"
    profile_votes: list[bool] | None = None  # which blocks are main content, by the site's profile


def open_page(page: Page, options: Options, profile: Profile | None = None) -> Document | Skip:
    """Decode and parse a page, collect its metadata and choose its blocks, by its site's `profile` if it has one."""
    if problem := _unreadable(page, options):
        return Skip(page.source, page.url, *problem)
    text = decode(page.body, page.content_type)
    declared = (page.content_type or "").partition(";")[0].strip().lower()
    if declared in _TEXT_TYPES:
        blocks = read_text(text, markdown=None if declared == "text/plain" else True)
        return Document(page, collect_from_text(blocks, page, latest=options.latest), blocks, None, "text")
    if not is_markup(text):
        return Skip(page.source, page.url, Reason.NOT_HTML, "no markup in it")
    tree = parse(text)
    candidates = collect_candidates(tree, text, page, latest=options.latest)
    if profile is not None and (known := profile.read(tree, whole=options.explain)) is not None:
        return Document(page, candidates, known[0], tree, "site", known[1])
    blocks, of_page = choose_blocks(tree, candidates.article_body)
    return Document(page, candidates, blocks, tree if of_page else None, "page")


def _unreadable(page: Page, options: Options) -> tuple[Reason, str] | None:
    """Return why the bytes of a page cannot be read: the reason and a line of detail."""
    if len(page.body) > options.max_size:
        return Reason.TOO_LARGE, f"{len(page.body)} bytes, more than the {options.max_size} that --max-size allows"
    if not page.body.strip():
        return Reason.EMPTY, "nothing in it"
    if kind := binary_kind(page.body):
        return Reason.NOT_HTML, kind
    return None


def choose_blocks(tree: LexborHTMLParser, article_body: str | None) -> tuple[list[Block], bool]:
    """Return a page's blocks, and whether they are the page's own or an article out of its data.

    Where a page shows little text, in this order: what it shows without scripts, the story in its scripts' data,
    the `article_body` of its structured data.
    """
    blocks = read_blocks(tree)
    if _prose(blocks) < MIN_PROSE_CHARS:
        without_scripts = _noscript_blocks(tree)
        drawn = scripted_blocks(tree)
        if _prose(drawn) > MIN_STORY_CHARS:
            return drawn, False
        blocks = without_scripts or blocks
    if article_body and (linked := _article_body_blocks(article_body, blocks)):
        return linked, False
    return blocks, True


def _noscript_blocks(tree: LexborHTMLParser) -> list[Block] | None:
    """Return the blocks of a page that scripts would draw as it is shown without them."""
    if tree.css_first("noscript") is None:
        return None
    tree.unwrap_tags(["noscript"])
    return read_blocks(tree)


def _article_body_blocks(article_body: str, blocks: Sequence[Block]) -> list[Block] | None:
    """Return the blocks of JSON-LD's `articleBody` where the page shows little of it: scripts would draw the rest."""
    wanted = weight(article_body)
    if wanted < MIN_STORY_CHARS or 2 * _prose(blocks) > wanted:
        return None
    if is_markup(article_body):
        return read_blocks(parse(article_body))
    return read_text(article_body, markdown=False)


def _prose(blocks: Sequence[Block]) -> int:
    return sum(map(prose_size, blocks))


def no_record(
    document: Document, body: Sequence[bool], kinds: Sequence[str], words: int, options: Options
) -> tuple[Reason, str] | None:
    """Return why there is no record: the reason and a line of detail; `None` if there is an article.

    `body` says which blocks are the text, `kinds` names the kinds of what the rules cut.
    """
    if not document.blocks:
        return Reason.EMPTY, "no text on the page"
    if not any(body):
        return Reason.NO_ARTICLE, "nothing on the page reads like an article"
    if document.method != "text" and (
        why := why_no_article(
            document.blocks, body, kinds, document.candidates.title, document.candidates.declares_article
        )
    ):
        return Reason.NO_ARTICLE, why
    if words < options.min_words:
        return Reason.TOO_SHORT, f"{words} words, fewer than --min-words {options.min_words}"
    return None
