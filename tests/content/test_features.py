"""The numbers about blocks: names, shapes, and what some of them say."""

from __future__ import annotations

import numpy as np
import pytest

from newsclean.content.classifier import MODEL, SECOND_FEATURES, VOTE_FEATURES, Scores, vote_features
from newsclean.content.context_features import CONTEXT_FEATURES, context_features
from newsclean.content.doubt import DOUBT_FEATURES, doubt_features
from newsclean.content.element_features import ELEMENT_FEATURES
from newsclean.content.features import FEATURES, PageFeatures, features
from newsclean.content.forest import load_model
from newsclean.html.blocks import parse, read_blocks
from newsclean.model import Block

LONG = "The council met on Monday and decided, after three hours of talk, to paint the bridge in the colour it had. "
PAGE = f"""<body><h1 class=name>A town and its bridge</h1>
<div class="comment-list"><p>{LONG * 2}</p><p>{LONG * 3}</p></div>
<ul><li><a href="/mill-for-sale-at-last">A mill</a><p>{LONG}</p><li><a href=/b>A ferry</a><p>{LONG}</p></ul>"""


def blocks_of(html: str) -> list[Block]:
    return read_blocks(parse(html))


def column(rows: np.ndarray, name: str) -> list[float]:
    return [float(value) for value in rows[:, FEATURES.index(name)]]


def test_each_block_has_one_row_of_named_numbers() -> None:
    blocks = blocks_of(PAGE)
    rows = features(blocks)
    assert rows.shape == (len(blocks), len(FEATURES))
    assert rows.dtype == np.float32
    assert np.isfinite(rows).all()


def test_no_name_is_given_twice() -> None:
    for names in (FEATURES, CONTEXT_FEATURES, SECOND_FEATURES, VOTE_FEATURES, DOUBT_FEATURES, ELEMENT_FEATURES):
        assert len(set(names)) == len(names)


def test_the_model_file_asks_for_these_features() -> None:
    forests = load_model("newsclean.content", MODEL)
    wanted = {"first": FEATURES, "second": SECOND_FEATURES, "doubt": DOUBT_FEATURES, "votes": VOTE_FEATURES}
    assert {name: forest.features for name, forest in forests.items()} == wanted


def test_a_block_knows_the_title_above_it() -> None:
    rows = features(blocks_of(PAGE), "A town and its bridge | Daily")
    assert column(rows, "title_known") == [2.0] * 7
    assert column(rows, "after_title") == [0, 1, 1, 1, 1, 1, 1]
    assert column(features(blocks_of(PAGE)), "title_known") == [1.0] * 7  # the h1 serves


def test_a_story_is_one_run_and_teasers_are_many() -> None:
    rows = features(blocks_of(PAGE))
    runs = column(rows, "kind_runs")
    assert runs[1] == runs[2] == pytest.approx(np.log1p(1))
    assert runs[4] == runs[6] == pytest.approx(np.log1p(2))
    assert column(rows, "kind_run_number")[3:] == [0, 0, 1, 1]
    assert column(rows, "kind_after_link")[3:] == [0, 1, 0, 1]


def test_names_count_around_and_close() -> None:
    rows = features(blocks_of(PAGE))
    assert column(rows, "close_comment") == [0, 1, 1, 0, 0, 0, 0]
    assert column(rows, "around_comment") == [0, 1, 1, 0, 0, 0, 0]


def test_links_to_stories_have_long_addresses() -> None:
    assert column(features(blocks_of(PAGE)), "slug") == [0, 0, 0, 4, 0, 0, 0]


def test_context_and_votes_have_their_columns_on_a_page_of_one_block() -> None:
    for html in (PAGE, "<p>Short."):
        blocks = blocks_of(html)
        found = PageFeatures(blocks)
        assert context_features(found, np.zeros(len(blocks))).shape == (len(blocks), len(CONTEXT_FEATURES))
        doubts = doubt_features(found, np.full(len(blocks), -1.0))
        assert doubts.shape == (1, len(DOUBT_FEATURES))
        assert np.isfinite(doubts).all()
        for vote in (False, True):
            rows = vote_features(Scores(blocks), [vote] * len(blocks))
            assert rows.shape == (len(blocks), len(VOTE_FEATURES))
            assert np.isfinite(rows).all()
