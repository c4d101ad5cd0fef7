"""Numbers about a whole page that tell how wrong its scores may be."""

from __future__ import annotations

import numpy as np
from support.story import PAGE

from newsclean.content.doubt import DOUBT_FEATURES, doubt_features
from newsclean.content.features import PageFeatures
from newsclean.html.blocks import parse, read_blocks


def features(of_paragraphs: float, of_others: float) -> dict[str, float]:
    blocks = read_blocks(parse(PAGE))
    odds = np.array([of_paragraphs if block.tag == "p" else of_others for block in blocks])
    page = PageFeatures(blocks)
    row = doubt_features(page, odds)
    return dict(zip(DOUBT_FEATURES, map(float, row[0]), strict=True))


def test_prose_that_is_thrown_away_shows() -> None:
    sure, thrown = features(5.0, -5.0), features(-5.0, -5.0)
    assert sure["taken_of_prose"] == 1.0
    assert thrown["taken_of_prose"] == 0.0
    assert thrown["left_group"] > sure["left_group"] == 0.0


def test_scores_near_zero_are_an_expected_error() -> None:
    assert features(0.5, -0.5)["expected_error"] > features(5.0, -5.0)["expected_error"]
    assert features(0.5, -0.5)["uncertain_text"] > 0.9


def test_text_in_one_run_has_no_gaps() -> None:
    assert features(5.0, -5.0)["gaps"] == 1.0
    assert features(5.0, -5.0)["groups"] == 1.0
