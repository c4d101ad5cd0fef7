"""Options from a file and from the environment: what applies, where it comes from, the messages about mistakes."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from support.pages import article

from newsclean.cli.clean import clean
from newsclean.cli.click_ext import GROUPS, long_name, settings, variable
from newsclean.cli.config_file import read_config
from newsclean.cli.main import cli
from newsclean.errors import NewscleanError, UsageError


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(cli, arguments, prog_name="newsclean", env=environment)


def applied(*arguments: str, **environment: str) -> dict[str, tuple[Any, str]]:
    """What `newsclean config` prints: name -> value and origin."""
    result = run("config", *arguments, **environment)
    assert result.exit_code == 0, result.output
    values = tomllib.loads(result.stdout)
    origins = dict(line.lstrip("# ").replace("=", " ").split(None, 1) for line in result.stdout.splitlines())
    return {name: (values.get(name), rest.rpartition("# ")[2]) for name, rest in origins.items()}


def test_the_stronger_source_applies_and_is_named() -> None:
    Path("newsclean.toml").write_text("min-words = 50\ntimeout = 5\njobs = 3\n")
    found = applied("--min-words", "70", NEWSCLEAN_JOBS="2", NEWSCLEAN_MIN_WORDS="60")
    assert found["min-words"] == (70, "command line")
    assert found["jobs"] == (2, "environment: NEWSCLEAN_JOBS")
    assert found["timeout"] == (5.0, "newsclean.toml")
    assert found["max-size"] == (10 << 20, "default")
    assert found["output"] == (None, "not set")


def test_every_option_is_listed_and_the_list_is_a_file_of_options() -> None:
    found = applied()
    assert set(found) == set(settings(clean)) == {n for names in GROUPS.values() for n in names.split()} & set(found)
    printed = run("config", "--keep", "bio,ad", "--pass", 'a"\x1b', "--as-of", "2024-01-01").stdout
    Path("newsclean.toml").write_text(printed)
    again = applied()
    assert again["keep"] == (["ad", "bio"], "newsclean.toml")
    assert again["pass"] == (['a"\x1b'], "newsclean.toml")


def test_another_file_can_be_named_by_option_or_variable() -> None:
    Path("newsclean.toml").write_text("jobs = 3\n")
    Path("night.toml").write_text("jobs = 4\n")
    assert applied("--config", "night.toml")["jobs"] == (4, "night.toml")
    assert applied(NEWSCLEAN_CONFIG="night.toml")["jobs"] == (4, "night.toml")
    assert applied("--config", "/dev/null")["jobs"] == (None, "not set")


def test_names_of_keys_are_those_of_options_however_they_are_written() -> None:
    Path("newsclean.toml").write_text('min_words = 3\nfrom = "text"\npass = "a"\nas-of = 2024-05-31\nmax-size = 2048\n')
    found = applied()
    values = {name: found[name][0] for name in ("min-words", "from", "pass", "as-of", "max-size")}
    assert values == {"min-words": 3, "from": "text", "pass": ["a"], "as-of": "2024-05-31", "max-size": 2048}


def test_lists_of_the_environment_are_split() -> None:
    found = applied(NEWSCLEAN_KEEP="bio caption", NEWSCLEAN_LANGUAGE="de,fr", NEWSCLEAN_RULES="a.toml:b.toml")
    assert [found[name][0] for name in ("keep", "language", "rules")] == [
        ["bio", "caption"], ["de", "fr"], ["a.toml", "b.toml"],
    ]  # fmt: skip


def test_what_the_file_switches_on_can_be_switched_off() -> None:
    Path("newsclean.toml").write_text("quiet = true\noverwrite = true\nexplain = true\n")
    found = applied("--verbose", "--resume", NEWSCLEAN_EXPLAIN="0")
    shown = {name: found[name][0] for name in ("quiet", "verbose", "overwrite", "resume", "explain")}
    assert shown == {"quiet": False, "verbose": True, "overwrite": False, "resume": True, "explain": False}


@pytest.mark.usefixtures("in_process")
def test_a_file_and_the_environment_steer_a_run() -> None:
    Path("in").mkdir()
    Path("in/page.html").write_bytes(article(1))
    Path("newsclean.toml").write_text('output = "o.jsonl"\nmin-words = 100000\nno-learn = true\n')
    assert run("in").exit_code == 0
    assert Path("o.jsonl").read_bytes() == b""
    assert b'"too_short"' in Path("o.jsonl.rejects.jsonl").read_bytes()
    assert run("in", "--overwrite", NEWSCLEAN_MIN_WORDS="1").exit_code == 0
    assert Path("o.jsonl").read_bytes().count(b"\n") == 1


def test_explain_uses_what_a_run_would_use() -> None:
    shared = b"<p><a href=/>Share on Facebook</a></p></article>"
    Path("page.html").write_bytes(article(1).replace(b"</article>", shared))
    assert "[share: " in run("explain", "page.html").output
    Path("newsclean.toml").write_text('keep = ["share"]\noutput = "never.jsonl"\n')
    assert "[share: " not in run("explain", "page.html").output
    assert "[share: " in run("explain", "page.html", NEWSCLEAN_KEEP="ad").output
    assert not Path("never.jsonl").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("jobs = ", r"newsclean\.toml: not TOML: Invalid value .*min-words = 50"),
        ("minwords = 3", r'newsclean\.toml: "minwords" is not an option; did you mean min-words\?'),
        ("zzz = 3", r'newsclean\.toml: "zzz" is not an option; there are: as-of'),
        ('inputs = "a"', r"newsclean\.toml: \"inputs\" belongs on the command line"),
        ('"\\u001b[31m" = 1', r'newsclean\.toml: "\\u001b\[31m" is not an option'),
        ('min-words = "many"', r'newsclean\.toml: min-words is a whole number without quotes, not "many"'),
        ("min-words = true", r"newsclean\.toml: min-words is a whole number without quotes, not true"),
        ("timeout = [1]", r"newsclean\.toml: timeout is a number without quotes, not \[1\]"),
        ('resume = "yes"', r'newsclean\.toml: resume is true or false, not "yes"'),
        ("keep = [1]", r'newsclean\.toml: keep is a string or a list of strings like \["a", "b"\], not \[1\]'),
        ("output = 1.5", r"newsclean\.toml: output is a string in quotes, not 1\.5"),
    ],
)
def test_mistakes_in_the_file_are_named_with_file_key_and_remedy(text: str, message: str) -> None:
    Path("newsclean.toml").write_text(text)
    with pytest.raises(UsageError, match=message):
        read_config("newsclean.toml", settings(clean), settings(clean))


def test_a_file_that_is_not_there_or_not_text_is_refused() -> None:
    Path("latin.toml").write_bytes(b"output = '\xe9'")
    for name, message in (("none.toml", "No such file"), (".", "directory"), ("latin.toml", "not UTF-8 at byte 10")):
        with pytest.raises(NewscleanError, match=message):
            read_config(name, settings(clean), settings(clean))


@pytest.mark.parametrize(
    ("text", "environment", "message"),
    [
        ("min-words = -1", {}, "Invalid value for min-words in newsclean.toml: -1 is not in the range x>=0."),
        ("keep = 'noise'", {}, "Invalid value for keep in newsclean.toml: 'noise' is not a kind"),
        ("", {"NEWSCLEAN_JOBS": "many"}, "Invalid value for NEWSCLEAN_JOBS: 'many' is not a valid integer range."),
        ("", {"NEWSCLEAN_AS_OF": "soon"}, "Invalid value for NEWSCLEAN_AS_OF: 'soon' is not an ISO 8601 date"),
    ],
)
def test_wrong_values_are_named_with_the_place_they_come_from(
    text: str, environment: dict[str, str], message: str
) -> None:
    Path("newsclean.toml").write_text(text)
    for arguments in (("config",), ("no-such-input",)):
        result = run(*arguments, **environment)
        assert result.exit_code == 2
        assert message in result.output


def test_variables_that_set_nothing_are_named() -> None:
    result = run("config", NEWSCLEAN_MINWORDS="3")
    assert result.exit_code == 0
    assert "NEWSCLEAN_MINWORDS is set, but is not an option" in result.output


def test_every_option_has_a_heading_in_the_help_and_a_variable() -> None:
    context = click.Context(clean)
    named = {name for names in GROUPS.values() for name in names.split()}
    for param in clean.get_params(context):
        if isinstance(param, click.Option):
            assert long_name(param) in named
            assert param.envvar == variable(long_name(param)) or long_name(param) == "help"


def test_help_begins_with_examples_and_shows_every_option_at_once() -> None:
    for arguments in ((), ("clean",)):
        shown = run(*arguments, "--help").output
        assert shown.startswith("Usage: newsclean")
        assert shown.index("newsclean scrape/ -o articles.jsonl") < shown.index("Clean INPUTS") < shown.index("--from ")
        assert all(f"{heading}:" in shown for heading in GROUPS)
        assert all(f"--{name}" in shown for name in settings(clean))


def test_help_reads_no_file_and_loads_nothing_heavy() -> None:
    Path("newsclean.toml").write_text("broken")
    code = "import sys; from newsclean.cli.main import cli; cli(['-h'], standalone_mode=False); print([*sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].strip("[]").replace("'", "").split(", "))
    assert not loaded & {"tomllib", "lxml", "trafilatura", "re2", "numpy", "newsclean.cli.config", "newsclean.cleaning"}


def complete(words: str, **environment: str) -> list[str]:
    """What bash would offer for the last word."""
    environment |= {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)}
    result = run(_NEWSCLEAN_COMPLETE="bash_complete", **environment)
    return [line.partition(",")[2] for line in result.output.splitlines()]


def test_the_shell_completes_commands_options_and_their_values() -> None:
    assert "explain" in complete("newsclean ex")
    assert complete("newsclean --min") == ["--min-words"]
    assert complete("newsclean scrape/ --over") == ["--overwrite"]
    assert complete("newsclean clean --from wa") == ["warc", "wacz"]
    assert complete("newsclean explain --html-") == ["--html-key"]
    assert complete("newsclean --keep b") == ["bio", "byline"]
    assert complete("newsclean --keep ad,bi") == ["ad,bio"]
    assert complete("newsclean sites me") == ["merge"]
    assert complete("newsclean scra") == ["scra"]  # a file name, which the shell looks up itself


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_gets_its_script(shell: str) -> None:
    result = run(_NEWSCLEAN_COMPLETE=f"{shell}_source")
    assert result.exit_code == 0
    assert "_NEWSCLEAN_COMPLETE" in result.output
