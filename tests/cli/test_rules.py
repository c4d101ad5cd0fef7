"""`newsclean rules`, and the page that is made from the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from newsclean.cli.rules import check_file, command, document, list_lines, show_lines
from newsclean.errors import RuleError
from newsclean.rules import load_catalogue

ROOT = Path(__file__).resolve().parents[2]


def test_the_rules_page_is_current() -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == document(load_catalogue()), "run: python -m newsclean.cli.rules > docs/rules.md"


def test_rules_are_listed_one_a_line_and_by_kind_and_language() -> None:
    catalogue = load_catalogue()
    lines = list(list_lines(catalogue))
    assert len(lines) == len(catalogue.rules)
    assert all(len(line.split("\t")) == 4 for line in lines)
    chosen = list(list_lines(catalogue, "membership", "en"))
    assert chosen
    assert all(line.split("\t")[1:3] == ["membership", "en"] for line in chosen)


def test_on_a_terminal_rules_are_a_table() -> None:
    head, *rows = list_lines(load_catalogue(), "membership", "en", as_table=True)
    assert head.split() == ["id", "kind", "language", "scope"]
    assert len({row.index(" membership ") for row in rows} | {head.index(" kind ")}) == 1
    with pytest.raises(RuleError, match="no rule is for the language 'xx'"):
        list(list_lines(load_catalogue(), language="xx"))


def test_a_rule_is_shown_with_why_patterns_and_examples() -> None:
    rule = load_catalogue().rule("en-membership-become")
    text = "\n".join(show_lines(rule))
    for part in (rule.why, *rule.patterns, *rule.drops, *rule.keeps):
        assert part in text


def test_a_file_is_checked_fault_by_fault(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        'language = "en"\n[[rule]]\nid = "en-ad-label"\nkind = "ad"\nwhy = "Twice."\npatterns = [\'x?\', \'^(\']\n',
        encoding="utf-8",
    )
    faults = "\n".join(check_file(file)[1])
    for message in (
        "matches the empty text",
        "is not RE2",
        'key "drops"',
        'key "keeps"',
        "has a rule of this id",
    ):
        assert message in faults


FAULTY = """language = "en"
surplus = 1
[[rule]]
id = "en-tide-one"
kind = "advert"
scope = "middle"
max_chars = "200"
[[rule]]
kind = "ad"
patterns = ['x?']
[[rule]]
id = "en-tide-one"
kind = "ad"
why = "Lines of the harbour's own shop."
patterns = ['^see our tide tables$']
drops = ["See our tide tables"]
keeps = ["The tide tables were wrong."]
[[rule]]
id = "en-tide-two"
kind = "ad"
why = "Lines of the harbour's own shop."
patterns = ['^(']
drops = ["See our tide tables"]
keeps = ["The tide tables were wrong."]
"""


def test_a_broken_key_hides_no_other_fault(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(FAULTY, encoding="utf-8")
    faults = check_file(file)[1]
    for line, rule, key in (
        (3, "en-tide-one", "kind"),
        (3, "en-tide-one", "scope"),
        (3, "en-tide-one", "max_chars"),
        (3, "en-tide-one", "why"),
        (3, "en-tide-one", "drops"),
        (8, "number 2", "id"),
        (8, "number 2", "why"),
        (8, "number 2", "patterns"),
        (11, "en-tide-one", "id"),
        (18, "en-tide-two", "patterns"),
    ):
        assert any(f.startswith(f'{file}:{line}: rule "{rule}", key "{key}": ') for f in faults), (rule, key)
    assert any(fault.startswith(f'{file}:2: key "surplus" is unknown') for fault in faults)
    assert len(faults) == len(set(faults))


def test_the_commands_print_and_fail_as_commands_do(tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert "en-membership-become\tmembership\ten\tany\n" in run(command, ["list", "--kind", "membership"]).output
    assert "Become a member" in run(command, ["show", "en-membership-become"]).output
    assert isinstance(run(command, ["show", "en-nothing"]).exception, RuleError)
    assert isinstance(run(command, ["check", str(tmp_path / "nothing.toml")]).exception, RuleError)
    assert "did you mean en-membership-become" in str(run(command, ["show", "en-membership-be"]).exception)
    own = Path(load_catalogue.__code__.co_filename).parent / "data" / "en.toml"
    assert "no faults" in run(command, ["check", str(own)]).output


def test_a_new_rule_file_is_printed_or_written_but_never_over_another(tmp_path: Path) -> None:
    run, file = CliRunner().invoke, tmp_path / "own.toml"
    printed = run(command, ["new", "--site", "pier.example"]).output
    assert 'sites = ["pier.example"]' in printed
    assert f"wrote {file}" in run(command, ["new", str(file), "--site", "pier.example"]).output
    assert file.read_text(encoding="utf-8") == printed
    assert "exists: name a new file" in str(run(command, ["new", str(file)]).exception)
    assert "No such file or directory" in str(run(command, ["new", str(tmp_path / "no" / "own.toml")]).exception)
