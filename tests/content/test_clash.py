"""Which of several selections is taken where the classifier and an extractor do not agree."""

from __future__ import annotations

import numpy as np
from support.selection import select_blocks

from newsclean.content import select
from newsclean.content.clash import EXTRACTED, FEATURES, OWN, WEIGHED, choose_selection, selection_features
from newsclean.content.classifier import Scores
from newsclean.content.select import fill_holes, opinions_on
from newsclean.content.topic import Topic
from newsclean.html.blocks import parse, read_blocks
from newsclean.model import Block

REPORT = (
    "The keeper of the weir told the court that he had opened the gate twice that night, and nobody had asked him. "
)
OPINION = (
    "I have read this paper for thirty years, and I must say that the weir was never the trouble; it was the gate. "
)
STORY = "".join(f"<p>{REPORT * 2}So ended day {n} of the case.</p>" for n in range(7))
COMMENTS = "".join(f"<li class=comment><p>{OPINION * 2}Yours, number {n}.</p></li>" for n in range(9))
PAGE = f"""<body><div class=post><h1>Keeper of the weir heard in court</h1>{STORY}</div>
<div id=comments><h3>9 comments</h3><ol>{COMMENTS}</ol></div></body>"""


def opened() -> tuple[list[Block], Scores]:
    blocks = read_blocks(parse(PAGE))
    return blocks, Scores(blocks, Topic("Keeper of the weir heard in court"))


def of_story(blocks: list[Block]) -> list[bool]:
    return [block.text.startswith(REPORT) for block in blocks]


def test_each_selection_has_one_row_of_named_numbers() -> None:
    blocks, scores = opened()
    masks = [np.array(of_story(blocks)), np.ones(len(blocks), dtype=bool), np.zeros(len(blocks), dtype=bool)]
    rows = selection_features(scores, masks)
    assert rows.shape == (3, len(FEATURES))
    assert len(set(FEATURES)) == len(FEATURES)
    assert np.isfinite(rows).all()


def test_selections_that_agree_need_no_choice() -> None:
    blocks, scores = opened()
    assert choose_selection(scores, [of_story(blocks)] * 3) == WEIGHED


def test_the_story_is_chosen_and_not_the_comments() -> None:
    blocks, scores = opened()
    story = of_story(blocks)
    comments = [block.text.startswith(OPINION) for block in blocks]
    everything = [one or other for one, other in zip(story, comments, strict=True)]
    assert choose_selection(scores, [story, everything, everything]) == OWN
    assert choose_selection(scores, [comments, story, comments]) == WEIGHED


def test_a_selection_of_nothing_is_not_chosen() -> None:
    blocks, scores = opened()
    nothing = [False] * len(blocks)
    assert choose_selection(scores, [of_story(blocks), nothing, nothing]) == OWN


def test_the_opinions_are_the_classifiers_both_and_the_extractors() -> None:
    blocks, scores = opened()
    votes = [not wanted for wanted in of_story(blocks)]
    opinions = opinions_on(scores, votes)
    assert opinions[OWN] == scores.log_odds.tolist()
    assert [value > 0 for value in opinions[EXTRACTED]] == votes


def test_where_there_is_doubt_the_choice_decides(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    blocks, scores = opened()
    monkeypatch.setattr(select, "DOUBT", -1.0)
    monkeypatch.setattr(select, "trafilatura_votes", lambda marked: of_story(blocks))
    for chosen in (OWN, EXTRACTED):
        monkeypatch.setattr(select, "choose_selection", lambda scores, selections, chosen=chosen: chosen)
        found = select_blocks(parse(PAGE), blocks, "Keeper of the weir heard in court", None)
        assert found == fill_holes(blocks, opinions_on(scores, of_story(blocks))[chosen])
