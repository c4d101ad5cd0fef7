"""Rules with a CSS selector."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsclean.html.blocks import parse
from newsclean.rules.rule import Rule
from newsclean.rules.select import MAX_SELECTED, applies_to, select, selector_faults, value_of

WHO = Rule(
    "any-who",
    "byline",
    "any",
    "The author.",
    sites=("harbour.example",),
    selector="p.who",
    extracts="authors",
    drops=('<p class="who">Ada</p>',),
    keeps=("<p>Ada</p>",),
)


def test_elements_are_selected_within_a_bound() -> None:
    assert len(select(parse("<p class=who>a</p><p>b</p>"), "p.who")) == 1
    assert len(select(parse("<i>a</i>" * (MAX_SELECTED + 9)), "i")) == MAX_SELECTED
    with pytest.raises(ValueError, match=r"\w"):
        select(parse("<p>"), "p..who")


def test_an_element_says_its_value() -> None:
    tree = parse("<time datetime=2020-05-03>3 May</time><meta name=a content=' Ada '><p>Ada <b>Byron</b></p>")
    time, meta, text = (tree.css_first(tag) for tag in ("time", "meta", "p"))
    assert time is not None
    assert meta is not None
    assert text is not None
    assert (value_of(time, "published"), value_of(time, "section")) == ("2020-05-03", "3 May")
    assert value_of(meta, "authors") == "Ada"
    assert value_of(text, "authors") == "Ada Byron"


def test_a_rule_is_for_its_sites_and_their_parts() -> None:
    hosts = ("harbour.example", "news.harbour.example", "myharbour.example", "")
    assert [applies_to(WHO, host) for host in hosts] == [True, True, False, False]


@pytest.mark.parametrize(
    ("changes", "key", "fault"),
    [
        ({"sites": ()}, "selector", 'needs "sites"'),
        ({"sites": ("https://harbour.example/",)}, "sites", "is not a host"),
        ({"selector": "p..who"}, "selector", "is not a CSS selector"),
        ({"selector": "p" * 401}, "selector", "more than 400 characters"),
        ({"selector": "p"}, "keeps", "selects something in"),
        ({"selector": "b"}, "drops", "selects nothing in"),
        ({"extracts": "copyright"}, "extracts", "is not taken from a selector"),
        ({"patterns": ("^by",)}, "patterns", "is about lines of text"),
    ],
)
def test_faults_have_their_key_and_remedy(changes: dict[str, object], key: str, fault: str) -> None:
    found = list(selector_faults(replace(WHO, **changes)))  # type: ignore[arg-type]
    assert any(of == key and fault in text for of, text in found), found


def test_a_sound_rule_has_no_faults() -> None:
    assert list(selector_faults(WHO)) == []
