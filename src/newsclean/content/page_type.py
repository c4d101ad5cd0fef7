"""Classify pages: article, front or section page, list or collection, error page, wall.

A gradient-boosted forest, trained by `benchmarks/train_page_type.py`, says from the numbers of `page_features.py`
whether a page holds an article; where it holds none, one more for each other type says which of them it is. An odd
article is to pass rather than to be lost: a listing in the output is a nuisance, a lost article is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.content.forest import checked, load_model
from newsclean.content.page_claims import Claims
from newsclean.content.page_features import DATE, FEATURES, page_features
from newsclean.html.shape import ends_sentence, is_heading, weight
from newsclean.model import Block

MODEL = "page_type.npz"
MIN_ARTICLE = -1.0  # log-odds: one in four; a page that is less likely to be an article gives no record
_MAX_ASKED = 0.67  # of the kept text that asks its reader for something: a headline and a date may be above a wall
_ASKED = FEATURES.index("asked_text")
_DATELINE_BLOCKS = 4  # between headline, date and text
_MAX_DATELINE = 120  # characters
_SENTENCE, _HEADLINE = 40, 15  # see `weight`
WHAT = {
    "front": "a front or section page",
    "list": "a list or collection of other pages or things",
    "error": "an error page",
    "wall": "a consent, log-in or subscription page",
}


def article_score(row: Sequence[float]) -> float:
    """Return the log-odds that a page holds an article, by its `page_features`."""
    return _score("article", row)


def why_no_article(blocks: Sequence[Block], body: Sequence[bool], kinds: Sequence[str], claims: Claims) -> str | None:
    """Return why a page is no article, in a few words, or None if it may be one.

    `body` says which blocks are kept, `kinds` names the kinds of what the rules cut.
    """
    row = page_features(blocks, body, kinds, claims)
    if article_score(row) >= MIN_ARTICLE:
        return None
    what = max(WHAT, key=lambda name: _score(name, row))
    if what in ("error", "wall") and row[_ASKED] <= _MAX_ASKED and is_dated_report(blocks, body, claims.document_title):
        return None
    return WHAT[what]


def is_dated_report(blocks: Sequence[Block], body: Sequence[bool], title: str = "") -> bool:
    """Return whether a headline, a date and then a sentence follow each other, as on no error page and no wall.

    A headline is a heading, or what the document's `title` says.
    """
    kept = [i for i, inside in enumerate(body) if inside]
    if not kept or not any(weight(blocks[i].text) >= _SENTENCE and ends_sentence(blocks[i].text) for i in kept):
        return False
    for i in range(kept[0] - 1, max(-1, kept[0] - 1 - _DATELINE_BLOCKS), -1):
        text = blocks[i].text
        if len(text) <= _MAX_DATELINE and DATE.search(text):
            above = blocks[max(0, i - _DATELINE_BLOCKS) : i]
            return any(is_heading(b) or (weight(b.text) >= _HEADLINE and b.text in title) for b in above)
    return False


def _score(name: str, row: Sequence[float]) -> float:
    import numpy as np

    forest = checked(load_model("newsclean.content", MODEL)[name], FEATURES, f"{MODEL}, {name}")
    return float(forest.score(np.array([row], dtype=np.float32))[0])
