"""What a block shares with the page's own account of its article."""

from __future__ import annotations

from typing import Any

import numpy as np

from newsclean.content.features import PageFeatures
from newsclean.content.topic import NO_TOPIC, TOPIC_FEATURES, Topic, TopicOverlap
from newsclean.html.blocks import parse, read_blocks

STORY = (
    "Swans returned to the reservoir above Hollin this winter, and the wardens counted forty pairs before the ice.",
    "The wardens feed the swans with barley when the reservoir freezes, as their predecessors did for a century.",
)
COMMENT = "My brother sells second-hand bicycles, excellent prices, ask anybody along Market Street about his garage!"
PAGE = f"""<main><h1>Swans return to the reservoir</h1><p>{STORY[0]}</p><p>{STORY[1]}</p></main>
<div class=replies><p>{COMMENT}</p></div>"""
TOPIC = Topic("Swans return to the reservoir", [f"{STORY[0][:60]}…"], " ".join(STORY))


def rows_of(topic: Topic, scores: list[float], html: str = PAGE) -> dict[str, list[float]]:
    blocks = read_blocks(parse(html))
    overlap = TopicOverlap(PageFeatures(blocks, topic.title), blocks, topic, np.full(len(blocks), True))
    rows = overlap.rows(np.array(scores))
    assert rows.shape == (len(blocks), len(TOPIC_FEATURES))
    assert np.isfinite(rows).all()
    return {name: [round(float(value), 3) for value in rows[:, i]] for i, name in enumerate(TOPIC_FEATURES)}


def test_no_name_is_given_twice() -> None:
    assert len(set(TOPIC_FEATURES)) == len(TOPIC_FEATURES)


def test_the_story_has_the_words_of_the_title_and_a_comment_has_none() -> None:
    rows = rows_of(TOPIC, [-1, 2, 2, -1])
    assert rows["title_found"] == [1.0, 0.667, 0.667, 0.0]  # "return" is not "returned"
    assert rows["parent_title"][1] > rows["parent_title"][3] == 0.0


def test_the_block_that_a_description_is_taken_from_is_known() -> None:
    rows = rows_of(TOPIC, [-1, 2, 2, -1])
    assert rows["described"] == [0, 1, 0, 0]
    assert rows["from_described"] == [-1, 0, 1, 2]
    assert rows["after_described"] == [0, 0, 1, 1]


def test_a_storys_blocks_share_words_with_each_other() -> None:
    rows = rows_of(TOPIC, [-1, 2, 2, -1])
    assert rows["of_story"][1] > 0.2
    assert rows["of_story"][3] == 0.0


def test_a_block_is_not_compared_with_itself() -> None:
    assert rows_of(TOPIC, [-1, -1, -1, 2])["of_story"] == [0, 0, 0, 0]


def test_structured_text_names_its_blocks() -> None:
    rows = rows_of(TOPIC, [-1, 2, 2, -1])
    assert rows["in_body"] == [-1, 1, 1, -1]  # the headline is not in it
    assert rows["body_share"][0] == 1.0


def test_what_a_page_does_not_say_is_marked_as_unknown() -> None:
    rows = rows_of(NO_TOPIC, [-1, 2, 2, -1])
    assert set(rows["title_words"]) == set(rows["description_known"]) == set(rows["in_body"]) == {0.0}
    assert set(rows["body_share"]) == set(rows["story_title"]) == set(rows["parent_description"]) == {-1.0}
    assert set(rows["after_described"]) == {0.5}


def test_scripts_without_spaces_are_compared_by_pairs() -> None:
    html = "<main><p>市议会周一决定重新油漆大桥，费用由居民承担，工程将于下月开始。</p></main>"
    rows = rows_of(Topic("市议会决定重新油漆大桥"), [2], html)
    assert 0.5 < rows["title_found"][0] < 1.0


def test_a_selection_is_measured_by_all_its_words() -> None:
    blocks = read_blocks(parse(PAGE))
    overlap = TopicOverlap(PageFeatures(blocks), blocks, TOPIC, np.full(len(blocks), True))

    def shares(*taken: bool) -> Any:
        return overlap.shares(np.array(taken))

    assert shares(True, True, True, False)[0] == 1.0
    assert shares(False, False, False, True) == (0.0, 0.0)
    assert shares(False, False, False, False) == (0.0, 0.0)


def test_only_blocks_that_may_be_the_article_are_read() -> None:
    blocks = read_blocks(parse("<p>Ferry timetable</p>" + PAGE))
    overlap = TopicOverlap(PageFeatures(blocks), blocks, TOPIC, np.full(len(blocks), False))
    assert not overlap.words[0]
    assert overlap.words[2]  # a paragraph may be the article whatever the first forest says
