"""Rule files in TOML, read strictly."""

from __future__ import annotations

import pytest

from newsclean.errors import RuleError
from newsclean.rules.parse import examine_rules, lists_of, parse_rules

GOOD = """language = "en"

[lists]
months = ["may", "june"]

[[rule]]
id = "en-crane"
kind = "ad"
patterns = ['^crane of {months}\\b']
why = "A column of the paper that has a line of its own."
drops = ["Crane of May"]
keeps = ["The crane of May was sold."]
"""


def faults(text: str) -> list[str]:
    return examine_rules(text.encode(), "own.toml")[1]


def test_a_sound_file_has_its_rules_with_lists_filled_in() -> None:
    (rule,) = parse_rules(GOOD.encode(), "own.toml", lint=False).rules
    assert (rule.id, rule.language, rule.file) == ("en-crane", "en", "own.toml")
    assert "may" in rule.patterns[0]
    assert lists_of(GOOD.encode())


@pytest.mark.parametrize("data", [b"\xff", b"[[rule", b"language = \n"])
def test_what_is_no_toml_is_named(data: bytes) -> None:
    with pytest.raises(RuleError, match=r"own\.toml: not a rule file in TOML"):
        examine_rules(data, "own.toml")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('language = "en"', "", 'own.toml: key "language" is missing'),
        ('kind = "ad"', 'kind = "adds"', 'rule "en-crane", key "kind": "adds" is unknown'),
        ('kind = "ad"', "kind = 3", 'key "kind": must be a string'),
        ('kind = "ad"\n', "", 'key "kind": missing'),
        ('why = "A c', 'whi = "A c', 'key "whi": unknown; there are: also_removes, caps'),
        ("patterns = [", "patterns = [3, ", 'key "patterns": must be a list of strings'),
        ("[lists]", "[list]", 'own.toml:3: key "list" is unknown; a file has language'),
        ("[[rule]]", "[rule]", 'key "rule" must be a list of tables; write [[rule]]'),
        (" of the paper that has a line of its own", "", "is too short"),
    ],
)
def test_each_fault_has_its_place_and_remedy(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    assert fault in "\n".join(faults(GOOD.replace(old, new, 1)))


def test_all_faults_are_told_and_the_first_is_raised() -> None:
    twice = GOOD + GOOD[GOOD.index("[[rule]]") :] + '[[rule]]\nid = "en-x"\n'
    found = faults(twice)
    assert any("used twice" in fault for fault in found)
    assert any('rule "en-x", key "why": missing' in fault for fault in found)
    with pytest.raises(RuleError) as error:
        parse_rules(twice.encode(), "own.toml")
    assert str(error.value) == found[0]
