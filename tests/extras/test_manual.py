"""The shell commands of the manual that show nothing run, too: apart from the core suite, because they take a while."""

from __future__ import annotations

import gzip
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.pages import article, scrape

pytestmark = pytest.mark.extras
ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENTS = [ROOT / "docs" / name for name in ("using.md", "sites.md", "report.md")] + [ROOT / "CONTRIBUTING.md"]
NEEDED = {"datasets": "datasets", "--dedup": "rensa"}  # words in a command, and the package that they need


def commands() -> list[tuple[str, str]]:
    """Document and commands: fenced blocks of shell, and indented lines that begin with the program's name."""
    found = []
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        found += [(path.name, block) for block in re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)]
        found += [(path.name, line) for line in re.findall(r"^    (newsclean .*)$", text, re.MULTILINE)]
    return found


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A directory with all that the manual speaks of, and an environment for its commands."""
    place = tmp_path_factory.mktemp("desk")
    scrape(place / "scrape" / "www.harbour-post.example", 15)
    scrape(place / "new-pages" / "www.harbour-post.example", 3)
    (place / "page.html").write_bytes(article(1))
    (place / "page.html.gz").write_bytes(gzip.compress(article(1)))
    programs = place / "bin"
    programs.mkdir()
    for name, script in (
        ("newsclean", f'exec "{sys.executable}" -m newsclean "$@"'),
        ("python3", f'exec "{sys.executable}" "$@"'),
        *([] if shutil.which("jq") else [("jq", "cat")]),
    ):
        (programs / name).write_text(f"#!/bin/sh\n{script}\n")
        (programs / name).chmod(0o755)
    (place / ".config" / "fish" / "completions").mkdir(parents=True)
    offline = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HOME": str(place / "cache")}
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    for day in ("monday.json", "tuesday.json"):
        learn = [sys.executable, "-m", "newsclean", "sites", "learn", "scrape", "-o", day]
        subprocess.run(learn, cwd=place, check=True, capture_output=True)
    return place, {**os.environ, **offline, "PATH": path, "HOME": str(place), "TERM": "dumb"}


@pytest.mark.parametrize(("document", "block"), commands(), ids=lambda value: value[:40].partition("\n")[0])
def test_commands_run(document: str, block: str, desk: tuple[Path, dict[str, str]]) -> None:
    place, environment = desk
    for word, package in NEEDED.items():
        if word in block and importlib.util.find_spec(package) is None:
            pytest.skip(f"{package} is not installed")
    for name in ("newsclean.toml", "articles.jsonl", "articles.jsonl.rejects.jsonl", "articles.jsonl.run.json"):
        (place / name).unlink(missing_ok=True)
    if "articles.jsonl'" in block:
        subprocess.run(["newsclean", "scrape", "-qo", "articles.jsonl"], cwd=place, env=environment, check=True)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (document, done.stderr)
    for day in ("monday", "tuesday"):
        if (place / "sites.json").is_file():
            shutil.copy(place / "sites.json", place / f"{day}.json")
