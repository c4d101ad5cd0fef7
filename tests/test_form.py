"""The sizes that CONTRIBUTING asks for: of modules and functions, and the number of parameters."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "newsclean"
MAX_MODULE_LINES, MAX_FUNCTION_LINES, MAX_PARAMETERS = 300, 40, 6
# Calls of the public interface whose options are keywords, as their users write them.
WITH_OPTIONS = {
    "api.py: clean_many",
    "integrations/datatrove.py: LearnSites.__init__",
    "integrations/datatrove.py: CleanPages.__init__",
}
TREES = {
    str(path.relative_to(SOURCE)): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(node: ast.AST, name: str) -> Iterator[tuple[str, Function]]:
    """The functions of a module, also those inside others, with their names."""
    for inner in ast.iter_child_nodes(node):
        named = isinstance(inner, Function | ast.ClassDef)
        inner_name = f"{name}{inner.name}" if isinstance(inner, Function | ast.ClassDef) else name
        if isinstance(inner, Function):
            yield inner_name, inner
        yield from functions(inner, f"{inner_name}." if named else name)


def all_functions() -> Iterator[tuple[str, Function]]:
    return (found for module, tree in TREES.items() for found in functions(tree, f"{module}: "))


def parameters(function: Function) -> tuple[int, int]:
    """How many parameters a function has besides `self`, and how many of them are keywords alone."""
    arguments = function.args
    named = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
    keywords = len(arguments.kwonlyargs)
    return len(named) - (named[:1] in (["self"], ["cls"])) + keywords, keywords


def test_modules_are_short() -> None:
    lines = {str(path.relative_to(SOURCE)): path.read_text("utf-8").count("\n") for path in SOURCE.rglob("*.py")}
    assert {module: count for module, count in lines.items() if count > MAX_MODULE_LINES} == {}


def test_functions_are_short() -> None:
    lengths = {name: (one.end_lineno or 0) - one.lineno + 1 for name, one in all_functions()}
    assert len(lengths) > 1000
    assert {name: length for name, length in lengths.items() if length > MAX_FUNCTION_LINES} == {}


def test_functions_have_few_parameters() -> None:
    many = {name: one for name, one in all_functions() if parameters(one)[0] > MAX_PARAMETERS}
    assert set(many) == WITH_OPTIONS
    assert [name for name, one in many.items() if parameters(one)[0] - parameters(one)[1] > MAX_PARAMETERS] == []
