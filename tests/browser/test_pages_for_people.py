"""The pages for people in a real browser: they render, without errors, on any screen, with the right numbers.

Apart from the core suite, because they need Chromium and its driver (Debian: chromium, chromium-driver) and
the extra `browser`: `python -m pytest tests/browser`.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.pages import article, scrape
from support.reports import check_numbers, made_up
from support.screen import Screen

from newsclean import Page, make_context
from newsclean.cli.clean import run_and_report
from newsclean.explain import explain_page
from newsclean.options import Options
from newsclean.report.explain import as_html as explain_html
from newsclean.report.html import write_html
from newsclean.run.config import RunConfig

WIDTHS = (390, 820, 1280)


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    """A browser with an empty profile."""
    if importlib.util.find_spec("selenium") is None:
        pytest.skip("selenium is not installed")
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    driver = shutil.which("chromedriver")
    if browser is None or driver is None:
        pytest.skip("there is no Chromium with a chromedriver")
    opened = Screen((browser, driver), tmp_path_factory.mktemp("profile"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    return made_up()


@pytest.fixture(scope="module")
def page(report: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "run.html"
    write_html(str(path), report)
    return path


def test_the_numbers_that_a_browser_shows_are_those_of_the_report(
    screen: Screen, page: Path, report: dict[str, Any]
) -> None:
    screen.show(page, 1280)
    check_numbers(screen.html(), report)
    assert f"{report['pages']:,}" in screen.text()
    assert screen.complaints() == []


def test_a_real_run_gives_a_page_that_a_browser_shows(screen: Screen, tmp_path: Path) -> None:
    scrape(tmp_path / "in", 40)
    files = [str(tmp_path / name) for name in ("run.json", "run.html")]
    options = Options(latest="2024-01-01")
    inputs, output = (str(tmp_path / "in"),), str(tmp_path / "o.jsonl")
    run_and_report(RunConfig(inputs, options=options, output=output, reports=tuple(files), jobs=0, verbosity=-1))
    screen.show(Path(files[1]), 1280)
    check_numbers(screen.html(), json.loads(Path(files[0]).read_bytes()))
    assert screen.complaints() == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("is_open", [False, True], ids=["closed", "open"])
def test_nothing_is_wider_than_the_screen(screen: Screen, page: Path, width: int, is_open: bool) -> None:
    screen.show(page, width, is_open=is_open)
    assert screen.run("return document.documentElement.scrollWidth") <= width
    assert screen.overflowing() == []


def test_the_plots_have_columns_of_some_height(screen: Screen, page: Path) -> None:
    screen.show(page, 390)
    heights = screen.run(
        "return [...document.querySelectorAll('svg rect.usual')].map(r => r.getBoundingClientRect().height)"
    )
    assert len(heights) > 40
    assert max(heights) > 50


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_text_stands_out_from_its_ground_by_day_and_by_night(screen: Screen, page: Path, is_dark: bool) -> None:
    screen.show(page, 390, is_dark=is_dark, is_open=True)
    ground = screen.run("return getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, ground[4:-1].split(","))) < 200) is is_dark
    assert screen.faint() == []


@pytest.fixture(scope="module")
def explained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explain") / "page.html"
    menu = b"".join(b"<li><a href=/%d>Section %d</a></li>" % (n, n) for n in range(30))
    words = b"unbroken" * 60
    body = article(3, 8).replace(b"<a href=/>Home</a>", b"<ul>" + menu + b"</ul>").replace(b"The ", words + b" ", 1)
    page = Page("scrape/" + "long-name" * 30 + ".html", body, "http://news.example/" + "a" * 300)
    path.write_text(explain_html(explain_page(page, make_context())), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", WIDTHS)
def test_an_explained_page_fits_the_screen(screen: Screen, explained: Path, width: int) -> None:
    screen.show(explained, width, is_open=True)
    assert screen.run("return document.documentElement.scrollWidth") <= width
    assert screen.overflowing() == []
    assert screen.complaints() == []


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_an_explained_page_can_be_read(screen: Screen, explained: Path, is_dark: bool) -> None:
    screen.show(explained, 390, is_dark=is_dark, is_open=True)
    assert screen.faint() == []


def test_nothing_of_a_page_is_executed(screen: Screen, page: Path) -> None:
    screen.show(page, 1280)
    assert screen.run("return document.querySelectorAll('script').length") == 0
    assert "<script>alert" in screen.text()
