"""What blocks share with the page's own account of its article."""

from __future__ import annotations

import numpy as np

from newsclean.content.topic import NO_TOPIC, Topic, TopicOverlap
from newsclean.html.blocks import parse, read_blocks

STORY = (
    "Swans returned to the reservoir above Hollin this winter, and the wardens counted forty pairs before the ice.",
    "The wardens feed the swans with barley when the reservoir freezes, as their predecessors did for a century.",
)
COMMENT = "My brother sells second-hand bicycles, excellent prices, ask anybody along Market Street about his garage!"
PAGE = f"""<main><h1>Swans return to the reservoir</h1><p>{STORY[0]}</p><p>{STORY[1]}</p></main>
<div class=replies><p>{COMMENT}</p></div>"""
TOPIC = Topic("Swans return to the reservoir", [f"{STORY[0][:60]}…"])


def shares(topic: Topic, *taken: bool, html: str = PAGE) -> tuple[float, float, float]:
    blocks = read_blocks(parse(html))
    return TopicOverlap(blocks, topic).shares(np.array(taken))


def test_the_story_has_the_words_of_title_and_description_and_a_comment_has_none() -> None:
    title, description, described = shares(TOPIC, False, True, True, False)
    assert title > 0.6  # "return" is not "returned"
    assert description > 0.8  # its last word is cut short
    assert described == 1.0
    assert shares(TOPIC, False, False, False, True) == (0.0, 0.0, 0.0)


def test_a_selection_is_measured_by_all_its_blocks_together() -> None:
    assert shares(TOPIC, True, False, False, False)[0] == 1.0
    assert shares(TOPIC, False, False, True, True)[1] < shares(TOPIC, False, True, True, False)[1]
    assert shares(TOPIC, False, False, False, False) == (0.0, 0.0, 0.0)


def test_what_a_page_does_not_say_is_unknown() -> None:
    assert shares(NO_TOPIC, True, True, True, True) == (-1.0, -1.0, -1.0)


def test_a_description_that_no_block_begins_with_tells_nothing_about_its_place() -> None:
    topic = Topic(TOPIC.title, ["Everything about reservoirs and the birds upon them, from the wardens of Hollin"])
    assert shares(topic, True, True, True, True)[2] == -1.0


def test_scripts_without_spaces_are_compared_by_pairs_of_characters() -> None:
    html = "<main><p>市议会周一决定重新油漆大桥，费用由居民承担，工程将于下月开始。</p></main>"
    assert 0.5 < shares(Topic("市议会决定重新油漆大桥"), True, html=html)[0] < 1.0
