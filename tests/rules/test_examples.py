"""Every example of every rule: `drops` go, `keeps` survive the whole catalogue.

One test for each file and claim; what fails is listed by rule and text.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.rule_pages import as_asked, block, where_it_works

from newsclean.kinds import KINDS
from newsclean.rules import Rule, load_catalogue
from newsclean.rules.apply import apply_rules, matching_rules
from newsclean.rules.load import RULES_DIR, shared_lists
from newsclean.rules.match import matcher_of
from newsclean.rules.parse import examine_rules

CATALOGUE = load_catalogue()
FILES = sorted({rule.file for rule in CATALOGUE.rules if rule.file.endswith(".toml")})


def rules_of(file: str) -> Iterator[Rule]:
    return (rule for rule in CATALOGUE.rules if rule.file == file)


def is_dropped(rule: Rule, text: str) -> bool:
    blocks, i = where_it_works(rule, as_asked(rule, text))
    matcher = matcher_of(CATALOGUE)
    matching = matching_rules(matcher, blocks, [i]).get(i, ())
    if rule not in [matcher.rules[n] for n in matching]:
        return False
    result = apply_rules(CATALOGUE, blocks, [True] * len(blocks))
    return i in result.trimmed if rule.part else result.cuts[i] is not None


def eater(rule: Rule, text: str) -> str | None:
    """The rule that cuts or trims a near miss of `rule`."""
    blocks, i = where_it_works(rule, block(text))
    result = apply_rules(CATALOGUE, blocks, [True] * len(blocks))
    cut = result.cuts[i]
    if cut is not None:
        return cut.id
    return "a part" if i in result.trimmed else None


@pytest.mark.parametrize("file", FILES)
def test_what_a_rule_says_it_drops_is_cut(file: str) -> None:
    left = [(rule.id, text) for rule in rules_of(file) for text in rule.drops if not is_dropped(rule, text)]
    assert left == []


@pytest.mark.parametrize("file", FILES)
def test_near_misses_survive_the_whole_catalogue(file: str) -> None:
    eaten = [(rule.id, eater(rule, text), text) for rule in rules_of(file) for text in rule.keeps]
    assert [case for case in eaten if case[1] is not None] == []


@pytest.mark.parametrize("file", FILES)
def test_the_linter_finds_no_fault_in_the_package(file: str) -> None:
    assert examine_rules((RULES_DIR / file).read_bytes(), file, shared_lists())[1] == []


def test_every_shared_list_is_referred_to() -> None:
    texts = [path.read_text(encoding="utf-8") for path in RULES_DIR.glob("*.toml")]
    assert [name for name in shared_lists() if not any(f"{{{name}}}" in text for text in texts)] == []


def test_every_kind_has_rules_and_every_id_is_its_own() -> None:
    assert {rule.kind for rule in CATALOGUE.rules} == set(KINDS)
    assert len({rule.id for rule in CATALOGUE.rules}) == len(CATALOGUE.rules)


def test_at_least_thirteen_languages_have_rules_of_every_kind_that_counts() -> None:
    wanted = {"en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "tr", "ar", "zh", "ja"}
    for kind in ("related", "newsletter", "comments", "consent", "ad", "share", "copyright", "caption"):
        assert wanted <= {rule.language for rule in CATALOGUE.rules if rule.kind == kind}, kind
