"""The path of a page: bytes in, an `Article` or a `Skip` out. Pure: no files, no clock, no network, no state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from newsclean.content.deck import add_deck
from newsclean.content.select import fill_holes, score_blocks
from newsclean.context import Context, make_context
from newsclean.document import Document, find_problem, open_page, topic_of
from newsclean.html.render import to_text, without_copies
from newsclean.kinds import KINDS, OTHER_CUTS
from newsclean.language.detect import detect
from newsclean.metadata import ALONE, resolve_metadata, without_weak
from newsclean.model import Article, Block, Cut, Metadata, Page, Reason, Skip
from newsclean.options import Options
from newsclean.rules.apply import RuleResult, apply_rules
from newsclean.rules.rule import Rule
from newsclean.rules.signature import find_signatures
from newsclean.text import count_words

if TYPE_CHECKING:
    from newsclean.sites import Profile


@lru_cache(maxsize=4)
def _default_context(options: Options) -> Context:
    """Return the context of `clean`: the rules are read once, not once a page."""
    return make_context(options)


def clean(
    html: bytes | str,
    *,
    url: str | None = None,
    fetched_at: str | None = None,
    options: Options | None = None,
) -> Article | Skip:
    """Clean one page.

    `html` is the page as scraped: bytes are decoded as a browser would, with UTF-8 preferred to a false
    label; a string is taken as it is. `url` is the page's URL, `fetched_at` an ISO 8601 time: no date
    later than that is plausible. Returns the article, or a `Skip` with the reason why there is none; bad
    pages never raise. For many pages see `Cleaner` and `clean_many`.
    """
    return clean_page(page_of(html, url, fetched_at), _default_context(options or Options()))


def page_of(html: bytes | str, url: str | None = None, fetched_at: str | None = None) -> Page:
    """Return a page that came from a caller and not from a file. Raises `TypeError` for what is no page."""
    if not isinstance(html, str | bytes | bytearray | memoryview):
        hint = "`Cleaner.clean_page` takes it" if isinstance(html, Page) else "read a file with Path.read_bytes()"
        raise TypeError(f"a page is bytes or a string, not {type(html).__name__}; {hint}")
    if isinstance(html, str):
        return Page("-", html.encode("utf-8", "replace"), url, "text/html; charset=utf-8", fetched_at)
    return Page("-", bytes(html), url, None, fetched_at)


def clean_page(page: Page, context: Context) -> Article | Skip:
    """Clean one page with the rules, options and site profiles of `context`."""
    return trace_page(page, context).result


def trace_page(page: Page, context: Context) -> Trace:
    """Clean one page and keep each step's result: this is the path of a page."""
    options, profile = context.options, context.profile_for(page)
    document = open_page(page, options, ALONE if profile is None else profile.of_site(page))
    if isinstance(document, Skip):
        return Trace(document)
    configured = context.configured(document)
    if configured is not None:
        document = configured.document
    selected, method, is_article = select_content(document, profile)
    document = replace(document, method=method, is_article=is_article)
    rules = apply_rules(context.rules, document.blocks, selected, document.candidates.title, options)
    if configured is not None:
        rules = configured.with_cuts(rules, selected, options)
    blocks = trimmed_blocks(document.blocks, rules.trimmed)
    kept = without_copies(blocks, kept_blocks(document, selected, rules, options))
    text = to_text(blocks, kept)
    words, language = count_words(text), detect(text, document.candidates.declared_languages)
    if problem := find_problem(document, kept, rules.kinds, words, options) or unwanted(language, options):
        return Trace(Skip(page.source, document.candidates.url, *problem), document, selected, rules, blocks, kept)
    metadata = resolve_metadata(document.candidates, rules.fields, blocks, kept, text, language)
    if configured is not None:
        metadata = configured.with_fields(metadata)
    if options.strict_metadata:
        metadata = without_weak(metadata)
    if lines := find_signatures(blocks, kept, metadata.authors, options.keep):
        rules, kept = without_lines(rules, kept, lines)
        text = to_text(blocks, kept)
        words = count_words(text)
    cuts = tuple(list_cuts(document, selected, rules, kept))
    article = make_article(page, metadata, text, words, document.method, cuts)
    if options.reads_structure:
        article = with_structure(article, document, blocks, kept, options)
    return Trace(article, document, selected, rules, blocks, kept)


@dataclass(frozen=True, slots=True)
class Trace:
    """The result for a page, and what each step decided; all sequences run over the document's blocks."""

    result: Article | Skip
    document: Document | None = None  # None if the page could not be opened
    selected: Sequence[bool] = ()  # main content, by the evidence of page and site
    rules: RuleResult | None = None
    blocks: Sequence[Block] = ()  # trimmed where a rule removes a part of one
    kept: Sequence[bool] = ()  # what the text is made of


def select_content(document: Document, profile: Profile | None) -> tuple[Sequence[bool], str, bool]:
    """Return for each block of a document whether it is main content, and whose evidence says so: the `method`.

    Last comes whether the document is an article for certain: where it fits the template of a site of articles.
    """
    if document.selected is not None:
        return document.selected, document.method, document.is_article
    blocks, candidates = document.blocks, document.candidates
    scores = profile.by_template(document.page, blocks) if profile is not None else None
    is_known = scores is not None
    is_article = is_known and profile is not None and profile.is_of_articles(document.page)
    if scores is None:
        scores = score_blocks(document.tree, blocks, topic_of(candidates), document.key, document.starts)
        if profile is not None:
            scores, is_known = profile.combine(document.page, blocks, scores)
    method = "site" if is_known else document.method
    selected = add_deck(blocks, fill_holes(blocks, scores), candidates.title, candidates.descriptions)
    return selected, method, is_article


def trimmed_blocks(blocks: Sequence[Block], trimmed: Mapping[int, str]) -> Sequence[Block]:
    """Return the blocks with the texts that the rules have left of some."""
    if not trimmed:
        return blocks
    return [block._replace(text=trimmed[i]) if i in trimmed else block for i, block in enumerate(blocks)]


def kept_blocks(document: Document, selected: Sequence[bool], rules: RuleResult, options: Options) -> Sequence[bool]:
    """Return for each block whether it is main content that no rule cuts, nor a metadata line of a text input.

    So is what a rule would cut, were its kind not one to keep.
    """
    kept = [inside and rule is None for inside, rule in zip(selected, rules.cuts, strict=True)]
    for i in rules.spared:
        kept[i] = True
    for i, kind in document.candidates.line_kinds.items():
        kept[i] = kept[i] and kind in options.keep
    for i, text in rules.trimmed.items():
        kept[i] = kept[i] and bool(text)
    return kept


def without_lines(rules: RuleResult, kept: Sequence[bool], lines: Mapping[int, Rule]) -> tuple[RuleResult, list[bool]]:
    """Return the rules' result and the kept blocks without these lines, which are cut by the rules they name."""
    cuts = [lines.get(i, rule) for i, rule in enumerate(rules.cuts)]
    return replace(rules, cuts=cuts), [inside and i not in lines for i, inside in enumerate(kept)]


def unwanted(language: str | None, options: Options) -> tuple[Reason, str] | None:
    """Return why an article in this language is filtered out; None if it is wanted."""
    if options.languages and language not in options.languages:
        return Reason.FILTERED, f"language is {language or 'unknown'}"
    return None


def list_cuts(document: Document, selected: Sequence[bool], rules: RuleResult, kept: Sequence[bool]) -> Iterator[Cut]:
    """Yield every block that is not in the text, in page order, with what removed it."""
    evidence = document.method if document.method in OTHER_CUTS else "page"
    line_kinds = document.candidates.line_kinds
    for i, block in enumerate(document.blocks):
        rule = rules.cuts[i]
        if rule is not None:
            yield Cut(rule.id, rule.kind, block.text)
        elif kept[i]:
            continue
        elif not selected[i]:
            yield Cut(evidence, evidence, block.text)
        elif i in line_kinds:
            yield Cut("text-head", line_kinds[i], block.text)
        else:
            yield Cut("copy", "repeated", block.text)


def make_article(page: Page, metadata: Metadata, text: str, words: int, method: str, cuts: tuple[Cut, ...]) -> Article:
    """Return the article of a page."""
    return Article(
        id=page.digest[:32],
        source=page.source,
        metadata=metadata,
        text=text,
        words=words,
        method=method,
        removed=Counter(cut.kind for cut in cuts if cut.kind in KINDS),
        fetched_at=page.fetched_at,
        extra=page.extra,
        cuts=cuts,
    )


def with_structure(
    article: Article, document: Document, blocks: Sequence[Block], kept: Sequence[bool], options: Options
) -> Article:
    """Return an article with what more than the plain text of its body was asked for."""
    from newsclean.body.read import read_body  # here, because most runs do without

    body = read_body(document.origin, blocks, kept, article.metadata.url, options)
    return replace(article, text=article.text if body.markdown is None else body.markdown, blocks=body.blocks)
