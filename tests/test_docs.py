"""The manual is executed, and it is complete: every option, field, kind and dependency is in it."""

from __future__ import annotations

import gzip
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from support import warm_command as warm

from newsclean.cli import main as cli
from newsclean.cli.clean import clean
from newsclean.cli.click_ext import Command, Elsewhere
from newsclean.errors import Exit
from newsclean.kinds import KINDS, OTHER_CUTS
from newsclean.model import Reason
from newsclean.output import record
from newsclean.rules.load import shared_lists
from newsclean.rules.parse import parse_rules

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
DOCUMENTS = [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
EVERYTHING = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)


def fenced(path: Path, language: str) -> list[str]:
    """The fenced blocks of a document in one language."""
    return re.findall(rf"^ *```{language}\n(.*?)^ *```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def rows(path: Path, heading: str = "") -> dict[str, str]:
    """Name -> row of a table under `heading`: the names in back quotes in its first column."""
    text = path.read_text(encoding="utf-8").partition(heading)[2]
    lines = re.findall(r"^\|(.*?)\|(.*)\|$", text, re.MULTILINE)
    return {name: rest for first, rest in lines for name in re.findall(r"`([^`]+)`", first)}


@pytest.fixture(scope="session")
def warm_command(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The text of a program that is this newsclean, but starts at once."""
    address = str(tmp_path_factory.mktemp("warm") / "socket")
    page = ROOT / "samples" / "quarrycourier.example" / "0303bus.html"
    arguments = [sys.executable, warm.__file__, address, str(page)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == b"ready\n"
        yield warm.CLIENT % address
        assert server.stdin is not None
        server.stdin.close()


@pytest.fixture
def desk(tmp_path: Path, warm_command: str) -> tuple[Path, dict[str, str]]:
    """A directory with the samples, and an environment in which `newsclean` is this one."""
    place = tmp_path / "desk"
    place.mkdir()
    (place / "samples").symlink_to(ROOT / "samples")
    programs = tmp_path / "bin"
    programs.mkdir()
    command = programs / "newsclean"
    command.write_text(warm_command)
    command.chmod(0o755)
    return place, {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "TERM": "dumb"}


def run(command: str, desk: tuple[Path, dict[str, str]]) -> tuple[int, str]:
    place, environment = desk
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=place,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.returncode, done.stdout.decode()


def matches(shown: str, printed: str) -> bool:
    """Whether `printed` is what the document shows, in which "…" matches anything on its line."""
    pattern = "[^\n]*".join(map(re.escape, shown.strip().split("…")))
    return re.fullmatch(pattern, printed.strip()) is not None


TRANSCRIPTS = [(path, n) for path in DOCUMENTS for n in range(len(fenced(path, "console")))]


@pytest.mark.parametrize(("path", "block"), TRANSCRIPTS, ids=lambda value: getattr(value, "name", value))
def test_commands_of_the_manual_say_what_it_shows(path: Path, block: int, desk: tuple[Path, dict[str, str]]) -> None:
    for step in re.split(r"^\$ ", fenced(path, "console")[block], flags=re.MULTILINE)[1:]:
        command, _, shown = step.partition("\n")
        status, printed = run(command, desk)
        assert status == 0, printed
        assert matches(shown, printed), printed


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_python_of_the_manual_runs(path: Path, desk: tuple[Path, dict[str, str]]) -> None:
    for number, code in enumerate(fenced(path, "python")):
        script = desk[0] / f"{number}.py"
        script.write_text(code, encoding="utf-8")
        status, printed = run(f"{sys.executable} -W error {script}", desk)
        assert status == 0, printed


def test_the_first_command_of_the_readme_gives_what_it_shows(
    samples_run: tuple[subprocess.CompletedProcess[bytes], Path],
) -> None:
    first = next(line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("    "))
    setup, _, job = first.strip().rpartition(" && ")
    assert setup == "python3 -m venv .venv && .venv/bin/pip install --quiet ."  # run by .ci/run
    assert job == ".venv/bin/newsclean samples/ -o articles.jsonl"  # the run of the fixture
    done, output = samples_run
    assert done.returncode == 0
    shown = re.sub(r"[\d.]+ s \([\d.]+/s\)", "… s (…/s)", fenced(README, "text")[0])
    assert matches(shown, done.stderr.decode())
    assert output.with_name(output.name + ".rejects.jsonl").is_file()


def warc(page: bytes) -> bytes:
    """A gzipped WARC file with one page in it."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:5b2d8f2e-3c1a-4f57>\r\n"
        "WARC-Target-URI: http://www.quarrycourier.example/news/2002/0303bus.html\r\n"
        "WARC-Date: 2002-03-04T05:06:07Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n", mtime=0)


def lay_out(place: Path, page: Path) -> None:
    """The files that examples speak of."""
    shutil.copy(page, place / "page.html")
    (place / "scrape").mkdir()
    shutil.copy(page, place / "scrape")
    (place / "crawl.warc.gz").write_bytes(warc(page.read_bytes()))


def runnable(command: str, environment: dict[str, str]) -> str:
    """A command without the last part of its pipe where that program is not installed: jq is not everywhere."""
    program = command.rpartition("| ")[2].split()[0]
    return command if shutil.which(program, path=environment["PATH"]) else command.rpartition(" | ")[0]


def test_pipes_of_the_readme_run(desk: tuple[Path, dict[str, str]]) -> None:
    """The README's own names (`page.html`, `scrape/`) stand for what a user has."""
    lay_out(desk[0], ROOT / "samples" / "quarrycourier.example" / "0303bus.html")
    text = README.read_text(encoding="utf-8")
    commands = [line.strip() for line in text.splitlines() if re.match(r"    (cat|zcat|find|newsclean) ", line)]
    assert len(commands) >= 5
    for command in commands:
        status, printed = run(f"set -o pipefail; {runnable(command, desk[1])}", desk)
        assert status == 0, printed


def test_examples_of_the_help_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of cleaning are only taken apart: the manual has enough that run. Names stand for what a user has."""
    page = ROOT / "samples" / "quarrycourier.example" / "0303bus.html"
    lay_out(tmp_path, page)
    row = json.dumps({"html": page.read_text(encoding="windows-1252")})
    (tmp_path / "pages.jsonl").write_text(row + "\n", encoding="utf-8")
    (tmp_path / "night.toml").write_text("jobs = 1\n")
    (tmp_path / "articles.jsonl.run.json").write_text('{"profiles": {"version": 2, "sites": {}}}')
    monkeypatch.chdir(tmp_path)
    ran = 0
    for name in ("clean", "config", "explain", "schema"):
        command = cli.cli.get_command(click.Context(cli.cli), name)
        command = command.load() if isinstance(command, Elsewhere) else command
        assert isinstance(command, Command)
        for line in textwrap.dedent(command.examples).strip().splitlines():
            example = re.split(r" {2,}", line.strip())[0]
            (part,) = (part for part in re.split(r"[|>]", example) if part.split()[0] == "newsclean")
            program, *words = shlex.split(part)
            if words[:1] == [name]:
                done = CliRunner().invoke(cli.cli, words, prog_name=program)
                assert done.exit_code == 0, (line, done.output)
                ran += 1
            elif name == "clean" and words[:1] != ["explain"]:
                assert clean.make_context(program, words).params["limit"] is None
                ran += 1
    assert ran >= 12


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_rules_of_the_manual_are_valid(path: Path) -> None:
    for code in fenced(path, "toml"):
        code = textwrap.dedent(code)
        head = "" if "language =" in code else 'language = "en"\n'
        assert parse_rules((head + code).encode(), path.name, shared_lists()).rules


def test_completion_works_in_bash(desk: tuple[Path, dict[str, str]]) -> None:
    setup = 'eval "$(_NEWSCLEAN_COMPLETE=bash_source newsclean)"'
    ask = "COMP_WORDS=(newsclean scrape/ --min); COMP_CWORD=2; _newsclean_completion newsclean"
    status, printed = run(f'{setup}; {ask}; echo "${{COMPREPLY[@]}}"', desk)
    assert (status, printed.strip()) == (0, "--min-words")


def options(command: click.Command) -> set[str]:
    """All names of a command's options, those of its subcommands included."""
    names = {name for option in command.params if isinstance(option, click.Option) for name in option.opts}
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            child = command.get_command(click.Context(command), name)
            assert child is not None
            names |= options(child)
    return names


def test_every_option_is_documented() -> None:
    missing = {name for name in options(cli.cli) if not re.search(rf"{re.escape(name)}(?![\w-])", EVERYTHING)}
    assert missing <= {"-h", "--help"}


def test_every_field_of_the_record_is_documented() -> None:
    documented = rows(ROOT / "docs" / "record.md", "# The record")
    readme = rows(README, "## The record")
    fields = set(record.schema()["properties"])
    assert fields <= set(documented)
    assert fields - {"blocks", "cuts", "origins", "duplicate_of"} <= set(readme)


def test_every_kind_is_documented_as_the_program_explains_it() -> None:
    documented = rows(ROOT / "docs" / "record.md", "## Kinds")
    assert {kind: documented[kind].strip() for kind in KINDS} == dict(KINDS)
    assert all(f"`{kind}`" in EVERYTHING for kind in OTHER_CUTS)


def test_every_reason_is_documented() -> None:
    documented = rows(ROOT / "docs" / "record.md", "## Rejects")
    for reason in Reason:
        assert documented[reason].split("|")[0].strip() == ("failure" if reason.is_failure else "finding")


def test_every_exit_status_is_documented() -> None:
    table = README.read_text(encoding="utf-8").partition("## Exit status")[2].partition("\n## ")[0]
    assert set(map(int, re.findall(r"\b\d+\b", "".join(re.findall(r"^\|(.*?)\|", table, re.MULTILINE))))) == set(Exit)


def dependencies() -> set[str]:
    """The names of all packages that newsclean asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {re.split(r"[<>=~\[; ]", line)[0] for line in project["dependencies"]}


def test_every_dependency_is_used() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    imported = set(re.findall(r"^\s*(?:import|from) (\w+)", source, re.MULTILINE))
    modules = {name: name.replace("-", "_") for name in dependencies()}
    modules |= {"google-re2": "re2", "lxml-html-clean": "lxml"}
    assert {name for name, module in modules.items() if module not in imported} == set()


def test_every_dependency_is_explained() -> None:
    table = README.read_text(encoding="utf-8").partition("## Dependencies")[2].partition("\n\nTo run")[0]
    explained = {name.strip() for row in re.findall(r"^\|(.*?)\|", table, re.MULTILINE) for name in row.split(",")}
    assert explained - {"dependency", "--"} == dependencies()


def test_the_readme_names_every_document() -> None:
    text = README.read_text(encoding="utf-8")
    assert {path.name for path in (ROOT / "docs").glob("*.md")} == set(re.findall(r"\]\(docs/([\w-]+\.md)\) \|", text))


def test_the_readme_quotes_the_figures_of_the_measurement() -> None:
    section = README.read_text(encoding="utf-8").partition("## Evaluation")[2].partition("\n## ")[0]
    measured = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    figures = re.findall(r"(?<=\| )\.\d+(?= )", section)
    assert len(figures) >= 8 or "<!-- quality -->" in section  # the place of the table
    assert [figure for figure in figures if not re.search(rf"(?<!\d){re.escape(figure)}(?!\d)", measured)] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        file = path.parent / name if name else path
        assert file.is_file(), target
        if anchor:
            heads = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {head.lower().replace(" ", "-") for head in heads}
