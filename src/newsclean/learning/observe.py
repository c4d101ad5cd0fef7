"""Observe one page for its site's profile: the block classifier's scores, summed per block path."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsclean.content import TAKEN
from newsclean.content.classifier import score
from newsclean.content.page_type import why_no_article
from newsclean.document import claims_of, open_page, topic_of
from newsclean.metadata import page_values
from newsclean.model import Page, Skip
from newsclean.sites.key import site_key
from newsclean.sites.tally import MAX_PATHS, Observation, PageSums, example_lines, page_hash, page_sums

if TYPE_CHECKING:
    from newsclean.context import Context


def observe(page: Page, context: Context) -> Observation | Skip | None:
    """Return what a page adds to its site's tally; `None` for a page that is no HTML or has no blocks.

    Neither rules nor an extractor are asked: they say the same of a page when it is cleaned.
    """
    document = open_page(page, context.options)
    if isinstance(document, Skip):
        return document
    blocks = document.blocks
    if document.selected is not None or not blocks:
        return None
    scores = score(blocks, topic_of(document.candidates), document.key)
    sums, examples = page_sums(blocks, scores, TAKEN), example_lines(blocks)
    if len(sums.paths) > MAX_PATHS:
        sums, examples = PageSums((), frozenset(), {}), {}
    kept = [score > TAKEN for score in scores]
    is_article = any(kept) and why_no_article(blocks, kept, (), claims_of(document.candidates)) is None
    sums = replace(sums, values=page_values(document.candidates), is_article=is_article)
    return Observation(site_key(page), page_hash(page), sums, examples)
