"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import newsclean

_NEEDS_EXTRA = ("newsclean.integrations", "newsclean.output.parquet", "newsclean.__main__")
MODULES = [
    module.name
    for module in pkgutil.walk_packages(newsclean.__path__, "newsclean.")
    if not module.name.startswith(_NEEDS_EXTRA)
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_give_what_they_show(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
