"""Tests mirror the packages: what src/newsclean/html/shape.py does is tested in tests/html/test_shape.py."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).resolve().parent
SOURCE = TESTS.parent / "src" / "newsclean"
# Modules without a test file of their name, and why.
WITHOUT = {
    "__main__.py": "calls `main`; tests/cli/test_main.py starts it",
    "kinds.py": "data",
    "cli/clean_options.py": "data: options, which tests/cli/test_config.py and test_main.py go through one by one",
    "cli/rules_template.py": "data: the file that tests/cli/test_rules_try.py checks and tries",
}
# Modules that need an extra: their tests are a step of their own in .ci/run.
EXTRAS = {
    "integrations/datatrove.py": "test_datatrove.py",
    "integrations/scrapy.py": "test_scrapy.py",
    "output/parquet.py": "test_parquet.py",
    "readers/parquet.py": "test_parquet.py",
    "readers/parquet_rows.py": "test_parquet.py",
    "run/dedup.py": "test_dedup.py",
}


def modules() -> list[Path]:
    return [path.relative_to(SOURCE) for path in SOURCE.rglob("*.py") if path.name != "__init__.py"]


def test_every_module_has_its_test_file() -> None:
    listed = {*WITHOUT, *EXTRAS}
    missing = [
        str(path)
        for path in modules()
        if str(path) not in listed and not (TESTS / path.parent / f"test_{path.name}").is_file()
    ]
    assert missing == []


def test_tests_of_extras_are_there_and_import_their_module() -> None:
    for module, name in EXTRAS.items():
        dotted = "newsclean." + module.removesuffix(".py").replace("/", ".")
        assert dotted in (TESTS / "extras" / name).read_text(encoding="utf-8"), module


def test_no_exception_is_out_of_date() -> None:
    there = set(map(str, modules()))
    assert {*WITHOUT, *EXTRAS} - there == set()
    assert [module for module in WITHOUT if (TESTS / module).with_name(f"test_{Path(module).name}").is_file()] == []
