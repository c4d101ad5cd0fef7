"""Numbers about a block that derive from a first score of all blocks."""

from __future__ import annotations

import numpy as np
from support.story import PAGE

from newsclean.content.context_features import CONTEXT_FEATURES, context_features
from newsclean.content.features import PageFeatures
from newsclean.html.blocks import parse, read_blocks


def rows(odds: float | None = None) -> tuple[PageFeatures, np.ndarray]:
    page = PageFeatures(read_blocks(parse(PAGE)))
    scores = np.array([3.0 if block.tag == "p" else -3.0 for block in read_blocks(parse(PAGE))])
    return page, context_features(page, scores if odds is None else np.full(len(scores), odds))


def column(found: np.ndarray, name: str) -> list[float]:
    return [float(value) for value in found[:, CONTEXT_FEATURES.index(name)]]


def test_neighbours_are_those_before_and_after_and_none_is_outside() -> None:
    _, found = rows()
    score = column(found, "score")
    assert column(found, "score-1")[1:] == score[:-1]
    assert column(found, "score+1")[:-1] == score[1:]
    assert column(found, "score-1")[0] == column(found, "score+1")[-1] == -7.0


def test_the_text_runs_from_the_first_to_the_last_paragraph() -> None:
    _, found = rows()
    inside = [value > 0 for value in column(found, "score")]
    assert [bool(value) for value in column(found, "in_text")] == inside
    assert column(found, "from_text")[inside.index(True)] == 0


def test_certain_pages_have_little_doubt_and_odds_are_bounded() -> None:
    assert column(rows(0.0)[1], "page_doubt")[0] > column(rows(5.0)[1], "page_doubt")[0]
    assert column(rows(900.0)[1], "score")[0] == 6.0
