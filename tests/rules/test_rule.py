"""Rules and catalogues as values."""

from __future__ import annotations

import pickle

import pytest

from newsclean.errors import RuleError
from newsclean.rules.rule import WITHOUT_PATTERNS, Rule, make_catalogue

AD = Rule("any-ad", "ad", "any", "Ads.", "any", patterns=("^ad$",))
LOCAL = Rule("any-local", "ad", "any", "Ads.", "any", patterns=("^local$",), sites=("harbour.example",))


def test_rules_for_some_sites_are_apart() -> None:
    catalogue = make_catalogue([AD, LOCAL], ["^said$"])
    assert (catalogue.rules, catalogue.for_sites, catalogue.story) == ((AD,), (LOCAL,), ("^said$",))


def test_catalogues_are_equal_by_what_they_match() -> None:
    one, same = make_catalogue([AD]), make_catalogue([AD])
    assert one == same == pickle.loads(pickle.dumps(one))
    assert len({one, same}) == 1
    assert one != make_catalogue([AD], ["^said$"])
    assert one != make_catalogue([AD, LOCAL])
    assert one != "a catalogue"


def test_a_rule_is_found_by_its_id_and_a_misspelled_one_is_told() -> None:
    catalogue = make_catalogue([AD, LOCAL])
    assert catalogue.rule("any-local") is LOCAL
    with pytest.raises(RuleError, match="did you mean any-local"):
        catalogue.rule("any-lokal")
    with pytest.raises(RuleError, match="rules list"):
        catalogue.rule("zz")


def test_evidence_other_than_words_is_told() -> None:
    assert not AD.by_markup
    assert Rule("a", "ad", "any", "x", "any", link_share=0.5).by_markup
    assert not any(rule.patterns or rule.by_markup for rule in WITHOUT_PATTERNS)
