"""The block classifier: scores of a page's blocks, and its doubt about them."""

from __future__ import annotations

import pytest
from support.story import PAGE, STORY_LINE

from newsclean.content.classifier import SECOND_FEATURES, Scores, score
from newsclean.content.topic import Topic
from newsclean.html.blocks import parse, read_blocks


def test_a_story_scores_above_its_menu() -> None:
    blocks = read_blocks(parse(PAGE))
    scores = dict(zip((block.text for block in blocks), score(blocks, Topic("Keeper opens the weir")), strict=True))
    story = [value for text, value in scores.items() if text.startswith(STORY_LINE)]
    assert min(story) > 0 > scores["Weather"]


def test_no_blocks_have_no_scores() -> None:
    assert score([]) == []


def test_the_same_blocks_score_the_same_and_one_block_is_a_page() -> None:
    blocks = read_blocks(parse(PAGE))
    assert score(blocks, Topic("t")) == score(blocks, Topic("t"))
    assert len(score(blocks[:1])) == 1


def test_doubt_is_a_share_that_a_clear_page_has_little_of() -> None:
    blocks = read_blocks(parse(PAGE))
    menu = read_blocks(parse("<ul>" + "<li><a href=/x>Weather</a>" * 30 + "</ul>"))
    assert Scores(blocks).doubt() < Scores(menu).doubt()


def test_votes_of_an_extractor_raise_what_they_are_for() -> None:
    blocks = read_blocks(parse(PAGE))
    scores = Scores(blocks)
    votes = [block.text.startswith(STORY_LINE) for block in blocks]
    raised, lowered = scores.with_votes(votes), scores.with_votes([not vote for vote in votes])
    assert all(a > b for a, b, vote in zip(raised, lowered, votes, strict=True) if vote)


def test_scores_that_were_kept_are_taken_up_once_and_are_those_of_the_page() -> None:
    blocks = read_blocks(parse(PAGE))
    assert score(blocks, key="page") == score(blocks)
    kept = Scores([], key="page")
    made = Scores(blocks, key="page")
    assert kept.log_odds.tolist() == made.log_odds.tolist()
    assert kept.doubt() == made.doubt()
    assert made.features.rows.shape[0] == len(blocks)


def test_a_model_of_other_features_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsclean.content.classifier.FEATURES", SECOND_FEATURES)
    with pytest.raises(ValueError, match=r"classifier\.npz, first"):
        score(read_blocks(parse(PAGE)))
