"""Reading rule files: what is refused, and in which words."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from support.rule_pages import block, prose

from newsclean.errors import RuleError
from newsclean.rules import load_catalogue
from newsclean.rules.apply import apply_rules
from newsclean.rules.parse import parse_rules
from newsclean.rules.rule import make_catalogue

GOOD = """
language = "en"
[[rule]]
id = "en-tide-table"
kind = "ad"
patterns = ['^see our tide tables$']
why = "A line of the harbour's own shop."
drops = ["See our tide tables"]
keeps = ["The tide tables were wrong."]
"""


def test_a_users_rule_is_added_and_speaks_first(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(GOOD, encoding="utf-8")
    catalogue = load_catalogue([file])
    assert catalogue.rules[0].id == "en-tide-table"
    assert len(catalogue.rules) == len(load_catalogue().rules) + 1
    blocks = [*prose(2), block("See our tide tables"), *prose(2)]
    rule = apply_rules(catalogue, blocks, [True] * 5).cuts[2]
    assert rule is not None
    assert rule.id == "en-tide-table"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (('kind = "ad"', 'kind = "advert"'), "kind"),
        (('kind = "ad"', 'kind = "ad"\nscope = "middle"'), "scope"),
        (('kind = "ad"', 'kind = "ad"\npattern = "x"'), "pattern"),
        (('kind = "ad"', 'kind = "ad"\nmax_chars = "200"'), "max_chars"),
        (('kind = "ad"', 'kind = "ad"\nmax_chars = true'), "max_chars"),
        (('kind = "ad"', 'kind = "ad"\nmax_chars = 0'), "max_chars"),
        (('kind = "ad"', 'kind = "ad"\nlink_share = 7'), "link_share"),
        (('kind = "ad"', 'kind = "ad"\nextracts = "weather"'), "extracts"),
        (('kind = "ad"', 'kind = "ad"\nalso_removes = "everything"'), "also_removes"),
        (("patterns = ['^see our tide tables$']", "patterns = '^see our tide tables$'"), "patterns"),
        (("patterns = ['^see our tide tables$']", "patterns = ['(see our tide']"), "patterns"),
        (("patterns = ['^see our tide tables$']", ""), "patterns"),
        (('why = "A line of the harbour\'s own shop."', ""), "why"),
        (('drops = ["See our tide tables"]', ""), "drops"),
        (('keeps = ["The tide tables were wrong."]', ""), "keeps"),
        (('id = "en-tide-table"', 'id = "de-tide-table"'), "id"),
        (('id = "en-tide-table"', 'id = "EN tide"'), "id"),
    ],
)
def test_a_broken_rule_is_named_with_file_rule_and_key(change: tuple[str, str], key: str) -> None:
    text = GOOD.replace(*change)
    assert text != GOOD
    with pytest.raises(RuleError) as caught:
        parse_rules(text.encode(), "mine.toml")
    message = str(caught.value)
    assert message.startswith("mine.toml:3: rule ")
    assert f'key "{key}"' in message


def test_a_rule_without_an_id_is_named_by_its_number() -> None:
    with pytest.raises(RuleError, match=r'rule "number 1", key "id"'):
        parse_rules(GOOD.replace('id = "en-tide-table"', "").encode(), "mine.toml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"\xff\xfe", "TOML and UTF-8"),
        (b"language = ", "TOML and UTF-8"),
        (b'[[rule]]\nid = "en-x"', '"language" is missing'),
        (b'language = "en"\nrule = 3', "list of tables"),
        (b'language = "en"\nrules = []', '"rules" is unknown'),
        (b"language = \"en\"\nstory = ['x*']", "matches the empty text"),
    ],
)
def test_a_file_that_is_no_rule_file_is_refused(text: bytes, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        parse_rules(text, "mine.toml")


def test_an_id_is_used_once(tmp_path: Path) -> None:
    twice = GOOD + GOOD.split("\n", 2)[2]
    with pytest.raises(RuleError, match="used twice"):
        parse_rules(twice.encode(), "mine.toml")
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(RuleError, match=r"a\.toml has a rule of this id"):
        load_catalogue([tmp_path / "a.toml", tmp_path / "b.toml"])


def test_a_file_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"nothing\.toml: cannot be read") as caught:
        load_catalogue([tmp_path / "nothing.toml"])
    assert caught.value.status == 2


def test_a_catalogue_pickles_and_matches_alike() -> None:
    catalogue = load_catalogue()
    blocks = [*prose(2), block("Sign up for our newsletter"), *prose(2)]
    before = apply_rules(catalogue, blocks, [True] * 5)  # compiled by now: the matcher must not travel
    copy = pickle.loads(pickle.dumps(catalogue))
    assert copy == catalogue
    assert hash(copy) == hash(catalogue)
    assert apply_rules(copy, blocks, [True] * 5) == before


def test_the_digest_changes_with_any_rule() -> None:
    rules = parse_rules(GOOD.encode(), "a.toml").rules
    other = parse_rules(GOOD.replace("tables$", "tables?$").encode(), "a.toml").rules
    assert make_catalogue(rules).digest != make_catalogue(other).digest
    assert make_catalogue(rules).digest != make_catalogue(rules, [r"\bsaid\b"]).digest
    assert make_catalogue(rules).digest == make_catalogue(parse_rules(GOOD.encode(), "b.toml").rules).digest


def test_an_unknown_id_says_where_the_ids_are() -> None:
    with pytest.raises(RuleError, match="newsclean rules list"):
        load_catalogue().rule("en-nothing")
