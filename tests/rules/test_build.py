"""What the build works out about the package's rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsclean.rules import build, load, prepared
from newsclean.rules.analysis import analyse
from newsclean.rules.patterns import prepare


@pytest.fixture(scope="module")
def document() -> str:
    """What the build makes of the rules."""
    return build.document()


def test_the_build_says_what_reading_the_files_says(
    document: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = tmp_path / "prepared.json"
    built.write_text(document, encoding="utf-8")
    monkeypatch.setattr(prepared, "PREPARED_FILE", built)
    prepared.shipped.cache_clear()
    load.own_catalogue.cache_clear()
    ready = prepared.shipped()
    assert ready is not None
    sources = {path.name: path.read_bytes() for path in load.RULES_DIR.glob("*.toml")}
    assert ready.sources == load.sources_digest(sources)
    assert load.own_catalogue() == load.read_own_rules(sources)
    assert load.own_catalogue().rules == load.read_own_rules(sources).rules
    pattern = next(iter(ready.patterns))
    assert ready.patterns[pattern] == analyse(pattern)
    prepared.shipped.cache_clear()
    load.own_catalogue.cache_clear()


def test_a_build_of_other_rules_is_not_used(document: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stale = json.loads(document)
    stale["sources"], stale["rules"] = "0" * 64, []
    (tmp_path / "prepared.json").write_text(json.dumps(stale))
    monkeypatch.setattr(prepared, "PREPARED_FILE", tmp_path / "prepared.json")
    prepared.shipped.cache_clear()
    load.own_catalogue.cache_clear()
    assert len(load.own_catalogue().rules) > 1000
    prepared.shipped.cache_clear()
    load.own_catalogue.cache_clear()


def test_patterns_that_the_build_does_not_know_are_analysed() -> None:
    made = prepare("^Never seen before: [0-9]+$")
    assert made.folded.startswith("^never")
    assert made.words == ("never",)
    assert made.latest == 0
