"""Classify pages: article, front or section page, list or collection, error page, wall.

A gradient-boosted forest, trained by `benchmarks/train_page_type.py`, says from the numbers of `page_features.py`
whether a page holds an article; where it holds none, one more for each other type says which of them it is. An odd
article is to pass rather than to be lost: a listing in the output is a nuisance, a lost article is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.content.forest import checked, load_model
from newsclean.content.page_claims import Claims
from newsclean.content.page_features import FEATURES, page_features
from newsclean.model import Block

MODEL = "page_type.npz"
MIN_ARTICLE = -1.0  # log-odds: one in four; a page that is less likely to be an article gives no record
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
    return WHAT[max(WHAT, key=lambda name: _score(name, row))]


def _score(name: str, row: Sequence[float]) -> float:
    import numpy as np

    forest = checked(load_model("newsclean.content", MODEL)[name], FEATURES, f"{MODEL}, {name}")
    return float(forest.score(np.array([row], dtype=np.float32))[0])
