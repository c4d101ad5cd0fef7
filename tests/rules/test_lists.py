"""Lists of words: what a reference is replaced by, and which lists and references are refused."""

from __future__ import annotations

import pytest

from newsclean.errors import RuleError
from newsclean.rules.lists import MAX_PATTERN_CHARS, expand, list_faults, read_lists, references, written_faults
from newsclean.rules.load import shared_lists
from newsclean.rules.parse import examine_rules, parse_rules

FILE = """
language = "en"

[lists]
tables = ['tide tables?', '{seasons} charts']

[[rule]]
id = "en-tide-table"
kind = "ad"
patterns = ['^see our {tables}$']
why = "A line of the harbour's own shop."
drops = ["See our tide tables"]
keeps = ["The tide tables were wrong."]
"""
SHARED = {"seasons": "(?:winter|summer)"}


def faults(file: str) -> list[str]:
    return examine_rules(file.encode(), "mine.toml", SHARED)[1]


def test_a_reference_matches_any_phrase_of_a_list() -> None:
    assert parse_rules(FILE.encode(), "mine.toml", SHARED).rules[0].patterns == (
        "^see our (?:tide tables?|(?:winter|summer) charts)$",
    )


def test_a_string_matches_itself_and_a_list_of_the_file_comes_before_a_shared_one() -> None:
    lists = read_lists({"lead": "[*>]*", "seasons": ["spring"]}, SHARED)
    assert expand("^{lead}in {seasons}$", lists) == "^[*>]*in (?:spring)$"


@pytest.mark.parametrize("pattern", [r"^[0-9]{2,4} \p{Lu}+$", r"^\x{2190}{3}", r"^\{tables\}", "^{2}{,3}"])
def test_counts_properties_and_escapes_are_no_references(pattern: str) -> None:
    assert references(pattern) == []
    assert expand(pattern, {"tables": "x", "lu": "y"}) == pattern


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (("{tables}", "{table}"), 7, 'refers to "{table}", but there is no such list'),
        (("{seasons}", "{months}"), 5, 'refers to "{months}", but there is no such list above it'),
        (("{seasons}", "{tables}"), 5, 'refers to "{tables}", but there is no such list above it'),
        (("{tables}", "tide tables"), 5, "no pattern refers to it"),
        (("'tide tables?', ", "'tide tables?', 'tide tables?', "), 5, "contains 'tide tables?' twice"),
        (("'tide tables?'", "'tide (tables?'"), 5, "is not RE2"),
        (("'tide tables?'", f"'{'x' * (MAX_PATTERN_CHARS + 1)}'"), 5, "has 401 characters, over 400"),
        (("^see our", "^see our" + " our" * MAX_PATTERN_CHARS), 7, "characters, over 400; put its words into a list"),
        (("tables = [", "Tables = 3 #["), 5, "must be a list of strings"),
        (("[lists]", "[[lists]]"), 4, '"lists" must be a table'),
    ],
)
def test_a_fault_is_named_with_its_line(change: tuple[str, str], line: int, message: str) -> None:
    text = FILE.replace(*change)
    assert text != FILE
    assert any(fault.startswith(f"mine.toml:{line}: ") and message in fault for fault in faults(text)), faults(text)


def test_a_sound_file_has_no_faults() -> None:
    assert faults(FILE) == []
    with pytest.raises(RuleError, match=r"mine\.toml:5: list \"tables\""):
        parse_rules(FILE.encode(), "mine.toml")


def test_a_pattern_may_be_as_long_as_it_likes_once_expanded() -> None:
    lists = read_lists({"words": [f"word{n}" for n in range(200)]}, {})
    assert len(expand("^{words}$", lists)) > MAX_PATTERN_CHARS
    assert list(written_faults("^{words}$", lists)) == []


def test_the_shared_lists_are_sound() -> None:
    assert {"bullets", "signs", "end", "services", "share_buttons"} <= shared_lists().keys()
    assert [fault for fault in list_faults(dict(shared_lists()), {}) if "characters" not in fault[1]] == []
