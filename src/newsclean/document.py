"""Open a page: from its bytes to its blocks and the candidates for its metadata, or why there is no article."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from newsclean.content.page_claims import Claims, linked_types
from newsclean.content.page_type import why_no_article
from newsclean.content.topic import Topic
from newsclean.escaping import printable
from newsclean.html.blocks import Starts, parse, read_blocks, read_located_blocks
from newsclean.html.decode import binary_kind, decode_twofold, is_markup
from newsclean.html.embedded_json import scripted_blocks
from newsclean.html.markdown import read_text
from newsclean.html.repair import parse_repaired
from newsclean.html.shape import prose_size, weight
from newsclean.metadata import ALONE, Candidates, OfSite, collect_candidates, collect_from_text
from newsclean.model import Block, Page, Reason, Skip
from newsclean.options import Options
from newsclean.readers.http import media_type

_MIN_PROSE_CHARS = 300  # characters: with less there is hardly an article among the blocks
_MIN_STORY_CHARS = 400  # characters: less of an article may as well be its teaser
_MAX_FRAMES, _MAX_FRAME_CHARS = 8, 80  # that a reject names
_TEXT_TYPES = frozenset({"text/plain", "text/markdown", "text/x-markdown"})


@dataclass(frozen=True, slots=True)
class Document:
    """An opened page: its blocks in page order, and the candidates for its metadata.

    `selected` says which blocks are main content where opening the page already tells: of a text input all. `tree` is
    what the page was parsed to, None for a text input.
    """

    page: Page
    candidates: Candidates
    blocks: Sequence[Block]
    tree: LexborHTMLParser | None
    method: str  # "text" for a text input, else "page"; "site" or "config" once those decided
    selected: Sequence[bool] | None = None
    origin: LexborHTMLParser | None = None  # what the blocks were read from: mostly `tree`, None for a text
    starts: Sequence[Starts] | None = None  # where in `tree` each block begins, if they were read from that
    is_article: bool = False  # for certain, so that its page type need not be asked

    @property
    def key(self) -> Hashable:
        """What the scores of the blocks depend on."""
        return self.page.digest, self.page.content_type, self.candidates.title, len(self.blocks)


def open_page(page: Page, options: Options, of_site: OfSite = ALONE) -> Document | Skip:
    """Decode and parse a page, collect its metadata candidates and its blocks; `of_site` is what other pages say."""
    if problem := _unreadable(page, options):
        return Skip(page.source, page.url, *problem)
    text, encoded = decode_twofold(page.body, page.content_type)
    declared = media_type(page.content_type or "")
    if declared in _TEXT_TYPES:
        blocks = read_text(text, markdown=None if declared == "text/plain" else True)
        candidates = collect_from_text(blocks, page, latest=options.latest)
        return Document(page, candidates, blocks, None, "text", [True] * len(blocks), is_article=True)
    if not is_markup(text):
        return Skip(page.source, page.url, Reason.NOT_HTML, "no markup in it")
    tree, text = parse_repaired(text, encoded)
    candidates = collect_candidates(tree, text, page, latest=options.latest, of_site=of_site)
    return choose_blocks(page, tree, candidates)


def _unreadable(page: Page, options: Options) -> tuple[Reason, str] | None:
    """Return why a page cannot be opened; None if it can be tried."""
    if len(page.body) > options.max_size:
        return Reason.TOO_LARGE, f"{len(page.body)} bytes, more than the {options.max_size} that --max-size allows"
    if not page.body or page.body.isspace():
        return Reason.EMPTY, "nothing in it"
    kind = binary_kind(page.body)
    return (Reason.NOT_HTML, kind) if kind else None


def choose_blocks(page: Page, tree: LexborHTMLParser, candidates: Candidates) -> Document:
    """Return the document of a page: its blocks, or if it shows hardly any text, those of the first fallback that has.

    The fallbacks are what it shows without scripts, the story in the data of its scripts, and JSON-LD's `articleBody`.
    """
    blocks, starts = read_located_blocks(tree)
    shows_little = not _has_prose(blocks, _MIN_PROSE_CHARS)
    if shows_little and tree.css_first("noscript") is not None:
        tree.unwrap_tags(["noscript"])
        blocks, starts = read_located_blocks(tree)
    if shows_little:
        drawn, origin = scripted_blocks(tree)
        if _has_prose(drawn, _MIN_STORY_CHARS + 1):
            return Document(page, candidates, drawn, tree, "page", [True] * len(drawn), origin)
    if candidates.article_body and (linked := _linked_blocks(candidates.article_body, blocks)):
        return Document(page, candidates, linked[0], tree, "page", [True] * len(linked[0]), linked[1])
    return Document(page, candidates, blocks, tree, "page", None, tree, starts)


def _has_prose(blocks: Sequence[Block], least: int) -> bool:
    """Return whether the paragraphs among the blocks have at least this weight; of most pages the first ones do."""
    for block in blocks:
        least -= prose_size(block)
        if least <= 0:
            return True
    return False


def _linked_blocks(article_body: str, blocks: Sequence[Block]) -> tuple[list[Block], LexborHTMLParser | None] | None:
    """Return the blocks of JSON-LD's `articleBody`, and their tree, where the page itself shows little of it."""
    wanted = weight(article_body)
    if wanted < _MIN_STORY_CHARS or _has_prose(blocks, wanted // 2 + 1):
        return None
    if is_markup(article_body):
        origin = parse(article_body)
        return read_blocks(origin), origin
    return read_text(article_body, markdown=False), None


def _why_empty(tree: LexborHTMLParser | None) -> str:
    frames = [node.attributes.get("src") or "" for node in tree.css("frame")[:_MAX_FRAMES]] if tree is not None else []
    names = ", ".join(printable(name[:_MAX_FRAME_CHARS]) for name in frames if name)
    return f"a frameset: its pages are {names}" if names else "no text on the page"


def topic_of(candidates: Candidates) -> Topic:
    """Return what a page says that its article is about."""
    return Topic(candidates.title, candidates.descriptions, candidates.article_body)


def claims_of(candidates: Candidates) -> Claims:
    """Return what a page says about its own type, among all that it says about itself."""
    head, linked = candidates.sources.tags, candidates.sources.linked
    if head is None:
        return Claims(candidates.title or "")
    canonical = next(iter(head.links.get("canonical", ())), "") or (head.first("og:url") or ("",))[0]
    description = head.first("og:description", "description", "twitter:description")
    return Claims(
        title=candidates.title or "",
        document_title=head.title.strip()[:300],
        headline=linked.headline or "" if linked else "",
        description=description[0] if description else "",
        og_types=frozenset(value.strip().lower() for value in head.all("og:type")),
        linked_types=linked_types(head.scripts),
        article_body=candidates.article_body is not None,
        published=bool(head.all("article:published_time")) or (linked is not None and linked.published is not None),
        url=canonical or candidates.url or "",
    )


def find_problem(
    document: Document, kept: Sequence[bool], kinds: Sequence[str], words: int, options: Options
) -> tuple[Reason, str] | None:
    """Return why there is no article: the reason and a line of detail; None if there is one.

    `kept` says which blocks are the text, of so many `words`; `kinds` names the kinds of what the rules cut.
    """
    if not document.blocks:
        return Reason.EMPTY, _why_empty(document.tree)
    if not any(kept):
        return Reason.NO_ARTICLE, "nothing on the page reads like an article"
    candidates = document.candidates
    if not document.is_article and (why := why_no_article(document.blocks, kept, kinds, claims_of(candidates))):
        return Reason.NO_ARTICLE, why
    if words < options.min_words:
        return Reason.TOO_SHORT, f"{words} words, fewer than --min-words {options.min_words}"
    return None
