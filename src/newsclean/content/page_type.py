"""What a page is: an article, a front or section page, a list or collection, an error page, a wall.

A gradient-boosted forest, trained by `benchmarks/train_page_type.py`, says from the numbers of `page_features.py`
whether a page holds an article; where it holds none, one more for each other type says which of them it is. An odd
article is to pass rather than to be lost: a listing in the output is a nuisance, a lost article is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.content.forest import checked, load_model
from newsclean.content.page_features import FEATURES, Claims, page_features
from newsclean.html.shape import weight
from newsclean.model import Block

MODEL = "page_type.npz"
MIN_ARTICLE = -1.6  # log-odds: one in six; a page that is less likely to be an article gives no record
MIN_NOTICE_ARTICLE, MIN_HEADED_ARTICLE = 3.0, -0.3  # log-odds, for what may be an error page's or a wall's notice
MAX_NOTICE_CHARS, MAX_HEADED_NOTICE_CHARS = 1500, 300
MIN_PHRASE_SHARE = 0.5  # of the kept text
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
    least = MIN_ARTICLE if claims.is_article else max(MIN_ARTICLE, _least_of_notice(blocks, body, row))
    if article_score(row) >= least:
        return None
    return WHAT[max(WHAT, key=lambda name: _score(name, row))]


def _least_of_notice(blocks: Sequence[Block], body: Sequence[bool], row: Sequence[float]) -> float:
    """Return the log-odds that a page must reach that may be no more than a notice, by its size and its phrases.

    The forest has seen few bare pages of a server or of a consent tool. Little text under an error's heading, or made
    of a wall's phrases, on a page that does not call itself an article, has to look like one beyond doubt.
    """
    size = sum(weight(block.text) for block, inside in zip(blocks, body, strict=True) if inside)
    phrases = {name: row[FEATURES.index(name)] for name in ("error_head", "wall_head", "error_text", "wall_text")}
    of_text = max(phrases["error_text"], phrases["wall_text"]) > MIN_PHRASE_SHARE
    of_head = phrases["error_head"] or phrases["wall_head"]
    if of_text and size < MAX_NOTICE_CHARS:
        return MIN_NOTICE_ARTICLE
    return MIN_HEADED_ARTICLE if of_head and size < MAX_HEADED_NOTICE_CHARS else MIN_ARTICLE


def _score(name: str, row: Sequence[float]) -> float:
    import numpy as np

    forest = checked(load_model("newsclean.content", MODEL)[name], FEATURES, f"{MODEL}, {name}")
    return float(forest.score(np.array([row], dtype=np.float32))[0])
