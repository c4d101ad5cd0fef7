"""The scripts in `benchmarks` go with the package: whatever they take from it exists."""

from __future__ import annotations

import ast
import importlib
import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsclean import clean

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
SCRIPTS = sorted(BENCHMARKS.glob("*.py"))


def imported(script: Path) -> Iterator[tuple[str, str]]:
    """Yield module and name of everything that a script imports from the package, inside functions, too."""
    for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "newsclean":
            yield from ((node.module or "", alias.name) for alias in node.names)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_what_a_script_imports_from_the_package_exists(script: Path) -> None:
    for module, name in imported(script):
        owner = importlib.import_module(module)
        assert hasattr(owner, name) or importlib.util.find_spec(f"{module}.{name}") is not None, f"{module}.{name}"


def test_the_stages_that_are_timed_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    stages = importlib.import_module("stages")
    before = [getattr(stages.owner_of(place), name) for place, name, _ in stages.STEPS]
    found: dict[str, list[float]] = {}
    with stages.timed(found):
        clean("<p>One small page.</p>")
    assert {"open: decode", "rules", "other"} <= set(found)
    assert [getattr(stages.owner_of(place), name) for place, name, _ in stages.STEPS] == before
