"""Rules on a page: position, markup, quotes, the over-removal limit, what headings remove, options, extraction."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.rule_pages import ARTICLE, BODY, PROSE, block, linked, prose

from newsclean.html.elements import make_element
from newsclean.model import Block
from newsclean.options import Options
from newsclean.rules import load_catalogue
from newsclean.rules.apply import RuleResult, apply_rules
from newsclean.rules.parse import parse_rules
from newsclean.rules.rule import Catalogue, Rule, make_catalogue

CATALOGUE = load_catalogue()
NOTICE = (
    "This site contains copyrighted material whose use has not in every case been specifically authorized"
    " by its owners. We make such material available in our efforts to advance understanding."
)


def cuts(catalogue: Catalogue, blocks: list[Block], **options: Any) -> list[Rule | None]:
    return list(apply_rules(catalogue, blocks, [True] * len(blocks), None, Options(**options)).cuts)


def kinds(blocks: list[Block], title: str | None = None, **options: Any) -> list[str | None]:
    result = apply_rules(CATALOGUE, blocks, [True] * len(blocks), title, Options(**options))
    return [rule.kind if rule else None for rule in result.cuts]


def catalogue_of(*lines: str) -> Catalogue:
    keys = ('id = "en-probe"', 'kind = "ad"', 'why = "A probe of where and when rules apply."')
    text = "\n".join(('language = "en"', "[[rule]]", *keys, *lines))
    return make_catalogue(parse_rules(text.encode(), "probe.toml", lint=False).rules)


def test_a_date_is_a_stamp_at_the_ends_and_a_subhead_between_paragraphs() -> None:
    date = block("March 4, 2019")
    assert kinds([date, *prose(2), date, *prose(2), date]) == ["stamp", None, None, None, None, None, "stamp"]


def test_the_head_reaches_over_the_deck() -> None:
    assert kinds([block(PROSE), block("By Jane Doe"), *prose(3)])[1] == "byline"
    assert kinds([*prose(2), block("By Jane Doe"), *prose(3)])[2] is None


def test_a_footer_of_notices_longer_than_the_article_goes() -> None:
    footer = [
        block(NOTICE),
        block("Copyright © RT, 2016"),
        block("Comment on Facebook"),
        block(NOTICE + NOTICE),
    ]
    found = kinds([*prose(3), *footer])
    assert found[:3] == [None] * 3
    assert None not in found[3:]


def test_a_notice_without_its_first_half_goes() -> None:
    half = block("not be responsible for any inaccurate or incorrect statement in our texts. Contact: x@example.com")
    assert kinds([*prose(3), half])[3] == "disclaimer"


def test_notices_go_from_lines_of_plain_text_as_well() -> None:
    blocks = [block(text) for text in (PROSE, PROSE, "Become a Member of Global Harbour", NOTICE)]
    assert kinds(blocks) == [None, None, "membership", "reuse"]


def test_what_is_quoted_is_out_of_reach() -> None:
    quoted = [
        block("“Sign up for our newsletter”"),
        block("Sign up for our newsletter", parent=make_element(ARTICLE, "blockquote")),
        block("The banner reads: “Become a member today and support our journalism now”, in red letters."),
        block(f"The notice says: “{NOTICE}”"),
    ]
    assert kinds([*prose(2), *quoted, *prose(2)]) == [None] * 8


def test_reported_speech_is_out_of_reach() -> None:
    assert kinds([*prose(2), block("Support our journalism, the editor said."), *prose(2)])[2] is None


def test_a_body_that_would_lose_too_much_to_phrases_keeps_it() -> None:
    catalogue = catalogue_of("patterns = ['^everyday words\\b']", "max_chars = 500")
    talk = block("Everyday words " + "go on and on in this paragraph about nothing. " * 4)
    few = cuts(catalogue, [*prose(8), talk, *prose(8)])
    assert few[8] is not None
    many = cuts(catalogue, [block(PROSE), talk, talk, talk, block(PROSE)])
    assert many == [None] * 5


def test_a_page_of_nothing_but_matches_keeps_them() -> None:
    assert kinds([block(NOTICE), block("Copyright © RT, 2016")]) == [None, None]


def test_markup_alone_never_cuts_prose() -> None:
    bar = make_element(BODY, "div", "share comment author byline tags related nav")
    assert kinds([block(PROSE, parent=bar)] * 3) == [None] * 3
    assert kinds([*prose(2), linked("Send to a friend", "a", bar), *prose(2)])[2] is not None


def test_names_on_the_element_of_the_whole_article_say_nothing() -> None:
    for tag in ("body", "main", "article"):
        page = make_element(None if tag == "body" else BODY, tag, "segment-recommended share tags")
        assert kinds([*prose(2), linked("£79.99 at the mill", "p", page), *prose(2)])[2] is None


def test_a_heading_takes_the_links_below_it() -> None:
    teasers = [linked("Two swans stop a train", "li"), linked("The harbour clock is slow", "li")]
    found = kinds([*prose(2), block("Related stories", "h3"), *teasers, *prose(2)])
    assert found == [None, None, "related", "related", "related", None, None]


def test_a_linked_subhead_of_the_story_ends_the_links_of_a_box() -> None:
    box = make_element(ARTICLE, "aside")
    related = [block("Related stories", "h4", box), linked("Two swans stop a train", "li", box)]
    stop = linked("Third stop: the rope walk", "h3")
    assert kinds([*prose(2), *related, stop, *prose(2)]) == [None, None, "related", "related", None, None, None]
    teaser = [linked("Third stop: the rope walk", "h3", box), block(PROSE, "p", box)]
    assert kinds([*prose(2), *related, *teaser, *prose(2)])[4] == "related"


def test_a_heading_takes_neither_paragraphs_nor_the_list_of_the_story() -> None:
    story = [block("Two boats, one of them new", "li", level=1), block("Nine oars", "li", level=1)]
    assert kinds([*prose(2), block("Related stories", "h3"), *story, *prose(2)])[3:] == [None] * 4


def test_a_line_of_plain_text_may_be_a_subhead_once() -> None:
    def lines(*texts: str) -> list[Block]:
        return [Block(text, "p", make_element(BODY, "p")) for text in texts]

    story = [PROSE, "Join the conversation", PROSE, "Sign up for our newsletter", PROSE, "Advertisement", PROSE]
    assert kinds(lines(*story)) == [None, None, None, "newsletter", None, "ad", None]
    assert kinds(lines(*story, "Join the conversation", PROSE))[1] == "comments"


def test_a_prompt_takes_the_lines_of_its_box_but_no_paragraph() -> None:
    box = make_element(ARTICLE, "div", "letter-box")
    lines = [block("The morning tide", "h4", box), block("Sign up for our newsletter", parent=box)]
    assert kinds([*prose(2), *lines, *prose(2)])[2:4] == ["newsletter", "newsletter"]
    assert kinds([*prose(2), *lines, block(PROSE, parent=box), *prose(2)])[2:5] == [None, "newsletter", None]


def test_a_note_below_about_the_author_goes_with_its_heading() -> None:
    note = block("Born on the island, she has spent her life between two ferries and has never owned a car or a coat.")
    assert kinds([*prose(3), block("About the author", "h3"), note])[3:] == ["bio", "bio"]


def test_the_title_of_an_embed_goes_with_its_foot() -> None:
    embed = [block("Drone film of the bridge"), block("Posted by Harbour News on Monday, March 28, 2016")]
    assert kinds([*prose(2), *embed, *prose(2)]) == [None, None, "share", "share", None, None]


def test_a_subhead_that_reads_like_a_button_stays_among_its_paragraphs() -> None:
    assert kinds([*prose(2), block("Accept all", "h2"), *prose(2)])[2] is None
    box = make_element(BODY, "div", "consent")
    assert kinds([*prose(2), block("Accept all", "h2", box), *prose(2)])[2] == "consent"


def test_a_bold_line_that_asks_is_no_subhead() -> None:
    def between(text: str) -> str | None:
        return kinds([*prose(2), block(text, strong_chars=len(text)), *prose(2)])[2]

    assert between("Sign up for our newsletter") == "newsletter"
    assert between("Read also: Two swans stop a train") == "related"
    assert between("Already a subscriber? Sign in") == "subscription"
    assert between("Advertisement") == "ad"
    assert between("Accept all") is None


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        ("Old bridge closes for good", "h1"),
        ("OLD BRIDGE CLOSES FOR GOOD", "p"),
        ("Old bridge closes for good today", "h2"),
    ],
)
def test_the_repeated_headline_and_the_kicker_above_it_go(line: str, tag: str) -> None:
    blocks = [block("Harbour"), block(line, tag), *prose(3)]
    assert kinds(blocks, "Old bridge closes for good") == ["headline", "headline", None, None, None]
    assert kinds(blocks, "Old bridge closes for good", keep=frozenset({"headline"})) == [None] * 5


def test_a_line_like_the_title_stays_within_the_story() -> None:
    line = "Old bridge closes for good"
    assert kinds([*prose(3), block(line, "h2"), *prose(2)], line)[3] is None


def test_kinds_can_be_kept_and_dropped() -> None:
    blocks = [*prose(2), block("Sign up for our newsletter"), block("March 4, 2019"), *prose(2)]
    assert kinds(blocks)[2:4] == ["newsletter", None]
    assert kinds(blocks, keep=frozenset({"newsletter"}))[2:4] == [None, None]
    assert kinds(blocks, drop=frozenset({"stamp"}))[2:4] == ["newsletter", "stamp"]


def test_a_kind_to_keep_is_text_in_and_at_the_article_whether_or_not_it_is_main_content() -> None:
    caption = block("The old quay in 2019.", "figcaption")
    blocks = [
        block("By Ada Holm"),
        *prose(3),
        caption,
        *prose(3),
        *(block("Nothing of note") for _ in range(3)),
        caption,
    ]
    selected = [False, *[True] * 3, False, *[True] * 3, *[False] * 4]
    assert apply_rules(CATALOGUE, blocks, selected).spared == frozenset()
    result = apply_rules(CATALOGUE, blocks, selected, None, Options(keep={"byline", "caption"}))  # type: ignore[arg-type]
    assert result.spared == {0, 4}


def test_parts_of_a_block_are_trimmed() -> None:
    blocks = [block("Wonder why they keep silent pic.twitter.com/BNRPKPZxeN"), *prose(2)]
    result = apply_rules(CATALOGUE, blocks, [True] * 3)
    assert result.trimmed == {0: "Wonder why they keep silent"}
    assert result.parts[0].kind == "navigation"
    assert result.cuts == [None] * 3
    kept = apply_rules(CATALOGUE, blocks, [True] * 3, None, Options(keep=frozenset({"navigation"})))
    assert kept.trimmed == {}


def test_values_are_extracted_from_cut_blocks_as_printed() -> None:
    blocks = [
        block("By Jane DOE"),
        block("Global Harbour, March 29, 2016"),
        block("Theme: Media Disinformation, Ports"),
        *prose(3),
        block("The original source of this article is RT"),
        block("Copyright © RT, RT, 2016"),
    ]
    assert apply_rules(CATALOGUE, blocks, [True] * len(blocks)).fields == {
        "authors": ["Jane DOE"],
        "publisher": ["Global Harbour"],
        "published": ["March 29, 2016"],
        "tags": ["Media Disinformation", "Ports"],
        "original": ["RT"],
        "copyright": ["Copyright © RT, RT, 2016"],
    }


def test_blocks_outside_the_body_are_extracted_too() -> None:
    blocks = [block("By Jane Doe"), *prose(3), block("Copyright © RT, RT, 2016")]
    result = apply_rules(CATALOGUE, blocks, [False, True, True, True, False])
    assert result.fields == {"authors": ["Jane Doe"], "copyright": ["Copyright © RT, RT, 2016"]}


def test_nothing_is_extracted_from_comments() -> None:
    comments = make_element(ARTICLE, "ol", "commentlist")
    blocks = [*prose(3), block("2 comments"), linked("April 4, 2013 at 8:00 am", parent=comments), block("Good.")]
    assert apply_rules(CATALOGUE, blocks, [True] * 3 + [False] * 3).fields == {}


def test_a_long_block_is_never_touched() -> None:
    long = "Sign up for our newsletter, " + "and read about the sea and the wind, " * 40
    assert kinds([*prose(2), block(long), *prose(2)])[2] is None


def test_a_page_without_blocks_has_no_matches() -> None:
    assert apply_rules(CATALOGUE, [], []) == RuleResult([])
    assert apply_rules(CATALOGUE, prose(2), [False, False]).cuts == [None, None]


TEXTS = st.text(min_size=1, max_size=80).map(str.strip).filter(bool) | st.sampled_from(
    ["Read more", "By Jane Doe", "Copyright © RT, 2016", NOTICE, "Tags: a, b", "“", "|", "▶ 0:00"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXTS, st.sampled_from(["p", "h1", "li", "td"]), st.booleans(), st.booleans()), max_size=14))
def test_any_page_gets_a_decision_for_each_block(lines: list[tuple[str, str, bool, bool]]) -> None:
    blocks = [linked(text, tag) if link else block(text, tag) for text, tag, link, _ in lines]
    result = apply_rules(CATALOGUE, blocks, [inside for *_, inside in lines], lines[0][0] if lines else None)
    assert len(result.cuts) == len(blocks)


def test_a_thread_of_comments_is_cut_by_the_rule_that_knows_its_heading_unless_comments_are_kept() -> None:
    story = prose(4)
    comments = [made for hour in (7, 8) for made in (*prose(1), block(f"Ada wrote on 4 May 2012 at {hour}:35 am"))]
    blocks = [*story, block("2 comments", tag="h2"), *comments]
    assert [rule and rule.kind for rule in cuts(CATALOGUE, blocks)] == [None] * 4 + ["comments"] * 5
    assert not any(cuts(CATALOGUE, blocks, keep=frozenset({"comments"})))
