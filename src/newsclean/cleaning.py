"""The path of a page: bytes in, an `Article` or a `Skip` out. Pure: no files, no clock, no network, no state."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from newsclean.content.select import page_votes
from newsclean.context import Context, make_context
from newsclean.document import Document, no_record, open_page
from newsclean.html.render import drop_copies, to_text
from newsclean.language import detect
from newsclean.metadata import resolve_metadata
from newsclean.model import KINDS, Article, Block, Cut, Options, Page, Reason, Skip
from newsclean.rules.apply import Judgement
from newsclean.rules.catalogue import Rule
from newsclean.text import count_words

if TYPE_CHECKING:
    from newsclean.sites import Profile


@lru_cache(maxsize=4)
def _default_context(options: Options) -> Context:
    """The context of `clean`: the rules are read once, not once a page."""
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
    label; a string is taken as it is. `url` is the page's address, `fetched_at` an ISO 8601 time: no date
    later than that is believed. Returns the article, or a `Skip` with the reason why there is none; bad
    pages never raise. For many pages see `Cleaner` and `clean_many`.
    """
    return clean_page(page_of(html, url, fetched_at), _default_context(options or Options()))


def page_of(html: bytes | str, url: str | None = None, fetched_at: str | None = None) -> Page:
    """A page that came from a caller and not from a file."""
    if isinstance(html, str):
        return Page("-", html.encode("utf-8", "replace"), url, "text/html; charset=utf-8", fetched_at)
    return Page("-", bytes(html), url, None, fetched_at)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on each block of an opened page. All sequences run over `blocks`."""

    document: Document
    judgement: Judgement
    method: str
    blocks: Sequence[Block]  # in page order; trimmed where a rule cuts a part of one
    votes: Sequence[bool]  # taken for the article by the witnesses
    verdicts: Sequence[Rule | None]  # the rule that cuts it
    head: Mapping[int, str]  # kinds of the metadata lines of a text input, by block
    body: Sequence[bool]  # what the record's text is made of

    def cuts(self) -> Iterator[Cut]:
        """Every block that is not in the text, in page order, with what removed it."""
        outvoted = "site" if self.method == "site" else "page"
        for i, block in enumerate(self.document.blocks):
            rule = self.verdicts[i]
            if rule is not None:
                yield Cut(rule.id, rule.kind, block.text)
            elif i in self.head:
                yield Cut("text-head", self.head[i], block.text)
            elif not self.votes[i]:
                yield Cut(outvoted, outvoted, block.text)
            elif not self.body[i]:
                yield Cut("copy", "repeated", block.text)


def decide(page: Page, context: Context) -> Decision | Skip:
    """Open a page and decide on each of its blocks."""
    options = context.options
    profile = context.sites.profile_for(page, options.keep) if context.sites is not None else None
    document = open_page(page, options, profile)
    if isinstance(document, Skip):
        return document
    blocks = document.blocks
    votes, method = _votes(document, profile)
    judgement = context.rules.judge(blocks, document.candidates.title, votes)
    verdicts = judgement.verdicts(votes, options.keep, options.drop)
    trimmed = judgement.trimmed(options.keep)
    blocks = [block._replace(text=trimmed[i]) if i in trimmed else block for i, block in enumerate(blocks)]
    head = {i: kind for i, kind in document.candidates.line_kinds.items() if kind not in options.keep}
    body = [votes[i] and verdicts[i] is None and i not in head and bool(blocks[i].text) for i in range(len(blocks))]
    drop_copies(blocks, body)
    return Decision(document, judgement, method, blocks, votes, verdicts, head, body)


def clean_page(page: Page, context: Context) -> Article | Skip:
    """Clean one page with the rules, options and site profiles of `context`."""
    decision = decide(page, context)
    return decision if isinstance(decision, Skip) else finish(page, context.options, decision)


def finish(page: Page, options: Options, decision: Decision) -> Article | Skip:
    """The article that the decisions on a page's blocks make, or why there is none."""
    said, blocks, body = decision.document.candidates, decision.blocks, decision.body
    text = to_text(blocks, body)
    words = count_words(text)
    kinds = [rule.kind for rule in decision.verdicts if rule is not None]
    refused = no_record(decision.document, body, kinds, words, options)
    if refused is not None:
        return Skip(page.source, said.url, *refused)
    language = detect(text, said.declared_languages)
    if options.languages and language not in options.languages:
        return Skip(page.source, said.url, Reason.FILTERED, f"language is {language or 'unknown'}")
    harvest = decision.judgement.harvest(decision.verdicts)
    cuts = tuple(decision.cuts())
    return Article(
        id=hashlib.sha256(page.body).hexdigest()[:32],
        source=page.source,
        metadata=resolve_metadata(said, harvest, blocks, body, text, language),
        text=text,
        words=words,
        method=decision.method,
        removed=Counter(cut.kind for cut in cuts if cut.kind in KINDS),
        fetched_at=page.fetched_at,
        extra=page.extra,
        cuts=cuts,
    )


def _votes(document: Document, profile: Profile | None) -> tuple[list[bool], str]:
    """Which blocks are the article, and how that was found: the record's `method`."""
    if document.profile_votes is not None:
        return document.profile_votes, document.method
    if document.tree is None:
        return [True] * len(document.blocks), document.method
    if profile is None:
        return page_votes(document.tree, document.blocks, document.candidates.article_body), document.method
    # Of a page that a trusted profile is in doubt about, it still knows more than an extractor would.
    votes = page_votes(document.tree, document.blocks, document.candidates.article_body, ask=not profile.trusted)
    return profile.correct(document.blocks, votes), document.method
