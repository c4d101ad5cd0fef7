"""What pages of a site say: sums, hashes, copies."""

from __future__ import annotations

import pytest
from support.rule_pages import block

from newsclean.sites.tally import (
    KEEP,
    ROLES,
    PageSums,
    PathSums,
    Tally,
    articles,
    block_path,
    example_lines,
    longer,
    page_sums,
    role_of,
    text_hash,
)


def test_articles_are_told_from_their_copies() -> None:
    def seen(*marks: str) -> PageSums:
        return PageSums(marks, frozenset(), {})

    found = {
        "a": seen("1", "2", "3", "4"),
        "b": seen("1", "2", "3", "4", "5"),
        "c": seen("1", "6", "7", "8"),
        "d": seen(),
    }
    assert articles(found) == [["a", "b"], ["c"]]


def test_sums_are_added_and_taken_away() -> None:
    one, other = PathSums(1, 20, -3, 20, 4), PathSums(2, 30, 5, 0, 1)
    assert one.plus(other) == PathSums(3, 50, 2, 20, 5)
    assert one.plus(other).minus(other) == one


def test_a_page_s_blocks_are_summed_by_path() -> None:
    blocks = [block("The first line of it."), block("Home", "li", link_chars=4)]
    seen = page_sums(blocks, [2.5, -90.0], taken=0.0)
    sums = seen.paths[blocks[0].element.path]
    assert (sums.blocks, sums.score, sums.kept, sums.links) == (1, 25, sums.size, 0)
    menu = seen.paths[blocks[1].element.path]
    assert (menu.score, menu.kept, menu.links) == (-80, 0, menu.size)  # beyond some log-odds all are as certain
    assert seen.texts == {text_hash(each.text) for each in blocks}


def test_examples_are_the_longest_lines_and_cut_short() -> None:
    lines = example_lines([block("short"), block("a longer line"), block("x" * 99, "li")])
    assert sorted(map(len, lines.values())) == [13, 60]
    assert longer("ab", "ba") == longer("ba", "ab") == "ba"


def test_a_very_long_path_is_named_by_its_beginning() -> None:
    path = ">".join(["div.wrapper"] * 400)
    assert path.startswith(block_path(path) + ">")
    assert len(block_path(path)) <= 2000
    assert block_path("body>p") == "body>p"


def test_a_tally_is_written_and_read_back() -> None:
    sums = {"body>p": PathSums(1, 2, 3, 4, 5)}
    tally = Tally(
        {"00000000000000aa": PageSums(("11111111",), frozenset({"22222222"}), sums, is_article=True)},
        {"body>p": "A line"},
        {"body>p": KEEP},
    )
    assert Tally.from_json(tally.to_json()) == tally
    earlier = tally.to_json()
    del earlier["pages"]["00000000000000aa"]["is_article"]  # as in profiles that do not tell
    assert not Tally.from_json(earlier).pages["00000000000000aa"].is_article
    with pytest.raises(ValueError, match='it can be "keep" or "drop"'):
        Tally.from_json({**tally.to_json(), "pins": {"body>p": "yes"}})


def test_the_first_of_two_pins_stays_when_parts_are_merged() -> None:
    one, other = Tally(pins={"body>p": KEEP}), Tally(pins={"body>p": "drop", "body>li": "drop"})
    one.merge(other)
    assert one.pins == {"body>p": KEEP, "body>li": "drop"}


def test_roles_go_by_the_share_of_main_content() -> None:
    assert [role_of(PathSums(size=100, kept=kept)) for kept in (80, 50, 20)] == list(ROLES)
    assert role_of(PathSums()) == "boilerplate"
