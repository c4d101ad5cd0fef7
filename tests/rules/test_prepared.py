"""The rules as the build prepared them."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsclean.rules import load_catalogue, prepared
from newsclean.rules.analysis import analyse
from newsclean.rules.build import document


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "prepared.json"
    monkeypatch.setattr(prepared, "PREPARED_FILE", file)
    for function in (prepared.shipped, prepared.shipped_digests):
        monkeypatch.setattr(prepared, function.__name__, function.__wrapped__)
    return file


def test_without_a_build_nothing_is_prepared(built: Path) -> None:
    assert prepared.shipped() is None
    assert prepared.shipped_digests() is None


def test_what_was_built_is_read_back(built: Path) -> None:
    built.write_text(document(), encoding="utf-8")
    digests, shipped = prepared.shipped_digests(), prepared.shipped()
    assert digests is not None
    assert shipped is not None
    rules = load_catalogue().rules
    assert len(shipped.rules) >= len(rules) - 2  # but for those that phrases do not match
    pattern = next(pattern for rule in rules for pattern in rule.patterns)
    assert shipped.patterns[pattern] == analyse(pattern)
