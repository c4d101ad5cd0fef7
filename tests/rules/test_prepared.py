"""The rules as the build prepared them."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsclean.rules import prepared
from newsclean.rules.analysis import analyse
from newsclean.rules.build import document
from newsclean.rules.load import RULES_DIR


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


def test_what_was_built_is_read_back(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("bg.toml", "any.toml"):
        (tmp_path / name).write_bytes((RULES_DIR / name).read_bytes())
    monkeypatch.setattr("newsclean.rules.build.RULES_DIR", tmp_path)
    built.write_text(document(), encoding="utf-8")
    digests, shipped = prepared.shipped_digests(), prepared.shipped()
    assert digests is not None
    assert shipped is not None
    (rule, *_) = (rule for rule in shipped.rules if rule["language"] == "bg")
    assert shipped.patterns[rule["patterns"][0]] == analyse(rule["patterns"][0])
    assert len(digests.sources) == len(digests.catalogue)
