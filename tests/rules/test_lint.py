"""The linter refuses patterns that would cut too much, cost too much, or not do what they seem to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsclean.rules import Rule
from newsclean.rules.lint import MAX_PATTERNS, find_faults

RULE = Rule(
    id="de-probe",
    kind="ad",
    language="de",
    why="A probe of the linter, for its tests alone.",
    patterns=("^jetzt gezeiten ansehen$",),
    drops=("Jetzt Gezeiten ansehen",),
    keeps=("Die Gezeiten sind hier hoch.",),
)


def faults(rule: Rule) -> str:
    return " / ".join(f"{key}: {fault}" for key, fault in find_faults(rule))


def test_a_sound_rule_has_no_faults() -> None:
    assert faults(RULE) == ""


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        (r"gezeiten süß\b", r"has \\b"),
        (r"^für \w+ gezeiten$", r"has \\w"),
        (r"^gezeiten \w+ ansehen$", r"has \\w"),
        (r"^für\sgezeiten$", r"has \\s"),
        (r"^für \d gezeiten$", r"has \\d"),
        (r"gezeiten.{0,80}ansehen", "counted gap over 12"),
        (r"^gezeiten [^.]{2,90} ansehen$", "counted gap over 60"),
        (r"^gezeiten|ansehen$", "does not reach"),
        (r"(?:gezeiten)?", "matches the empty text"),
        (r"^(gez", "is not RE2"),
        (r"^(?=gezeiten)", "is not RE2"),
        (r"tag", "fewer than 4 letters"),
        (r"^der .*", "over-general"),
        (r"gespräche", "over-general"),
    ],
)
def test_a_faulty_pattern_is_refused(pattern: str, message: str) -> None:
    import re

    assert re.search(message, faults(replace(RULE, patterns=(pattern,))))


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (r"^gezeiten\b.*$", "Gezeiten heute"),
        (r"^gezeiten [0-9]{4}$", "Gezeiten 2031"),
        (r"^(?:für|über) gezeiten( |$)", "Über Gezeiten"),
        (r"^潮汐表$", "潮汐表"),
    ],
)
def test_what_looks_alike_but_works_is_taken(pattern: str, line: str) -> None:
    assert faults(replace(RULE, patterns=(pattern,), drops=(line,))) == ""


def test_ascii_classes_are_fine_in_english() -> None:
    rule = replace(RULE, id="en-probe", language="en", patterns=(r"^see (\w+ )?tides\b.*$",), drops=("See high tides",))
    assert faults(rule) == ""


def test_markup_alone_is_no_rule() -> None:
    assert "patterns" in faults(replace(RULE, patterns=(), near=frozenset({"share"})))
    assert faults(replace(RULE, patterns=(), near=frozenset({"share"}), link_share=0.8)) == ""
    assert faults(replace(RULE, patterns=(), tags=frozenset({"figcaption"}))) == ""


def test_a_rule_between_paragraphs_matches_from_the_beginning() -> None:
    assert "must start" in faults(replace(RULE, scope="inline", patterns=("gezeiten ansehen",)))


def test_every_pattern_needs_a_line_that_it_alone_matches() -> None:
    two = replace(RULE, patterns=("^jetzt gezeiten ansehen$", "^alle gezeiten im überblick$"))
    assert "no line needs '^alle gezeiten im überblick$'" in faults(two)
    assert faults(replace(two, drops=(*RULE.drops, "Alle Gezeiten im Überblick"))) == ""
    within = replace(RULE, patterns=(*RULE.patterns, "gezeiten ansehen$"))
    assert "no line needs '^jetzt gezeiten ansehen$'" in faults(within)


def test_every_line_needs_a_pattern_that_matches_it() -> None:
    assert faults(replace(RULE, drops=("Alle Fähren",))) == (
        'drops: no pattern matches "Alle Fähren"; change the line or a pattern'
    )
    assert "no pattern matches" not in faults(replace(RULE, patterns=("^(gez",)))  # it may be meant for this line


def test_a_rule_says_what_it_is_for() -> None:
    assert "is too short" in faults(replace(RULE, why="Ad labels."))


def test_a_rule_of_many_patterns_is_refused() -> None:
    patterns = tuple(f"^jetzt gezeiten nummer {n} ansehen$" for n in range(MAX_PATTERNS + 1))
    drops = tuple(pattern.strip("^$") for pattern in patterns)
    rule = replace(RULE, patterns=patterns, drops=drops)
    assert faults(rule).startswith("patterns: are 7, over 6; make a rule of each idea")
    assert faults(replace(rule, patterns=patterns[1:], drops=drops[1:])) == ""


def test_a_fault_names_the_pattern_as_it_is_written() -> None:
    rule = replace(RULE, patterns=("^(?:jetzt|heute) gezeiten \\w+$",))
    assert next(find_faults(rule, ["^{when} gezeiten \\w+$"]))[1].startswith("'^{when} gezeiten")
