"""The scripts in `benchmarks` go with the package: whatever they take from it exists."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import sys
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


def test_the_stages_that_are_timed_exist() -> None:
    spec = importlib.util.spec_from_file_location("benchmarks_speed", BENCHMARKS / "speed.py")
    assert spec is not None
    assert spec.loader is not None
    speed = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = speed
    spec.loader.exec_module(speed)
    before = [getattr(speed.owner_of(place), name) for place, name, _ in speed.STEPS]
    found: dict[str, list[float]] = {}
    with speed.timed(found):
        clean("<p>One small page.</p>")
    assert {"open: decode", "rules", "other"} <= set(found)
    assert [getattr(speed.owner_of(place), name) for place, name, _ in speed.STEPS] == before
