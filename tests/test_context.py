"""What the page path needs besides the page."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from support.configured import CONFIG, HOST, PAGE, URL, rules
from support.newsroom import scrape

from newsclean.context import Context, make_context
from newsclean.document import Document, open_page
from newsclean.errors import RuleError, UsageError
from newsclean.model import Page
from newsclean.options import Options
from newsclean.sites import Sites


def document(url: str) -> Document:
    opened = open_page(Page("p", PAGE.encode(), url), Options())
    assert isinstance(opened, Document)
    return opened


def test_a_context_travels_to_workers(context: Context) -> None:
    assert pickle.loads(pickle.dumps(context)) == context


def test_without_profiles_no_page_has_one(context: Context) -> None:
    page = scrape(HOST, 1)[0][0]
    assert context.profile_for(page) is None
    assert Context(context.rules, sites=Sites({})).profile_for(page) is None


def test_only_pages_of_sites_that_are_configured_are(tmp_path: Path, context: Context) -> None:
    own = make_context(rule_files=[rules(tmp_path)])
    assert own.configured(document(URL)) is not None
    assert own.configured(document("https://elsewhere.example/1")) is None
    assert context.configured(document(URL)) is None


def test_site_configurations_are_a_directory(tmp_path: Path) -> None:
    (tmp_path / f"{HOST.removeprefix('www.')}.txt").write_text(CONFIG)
    assert make_context(site_configs=tmp_path).configured(document(URL)) is not None
    with pytest.raises(UsageError, match="No such file"):
        make_context(site_configs=tmp_path / "gone")


def test_a_rule_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"gone\.toml"):
        make_context(rule_files=[tmp_path / "gone.toml"])
