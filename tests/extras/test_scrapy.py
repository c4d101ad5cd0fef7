"""The item pipeline for Scrapy (extra `scrapy`): a real spider, on files of this machine."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from support.pages import article, scrape

pytest.importorskip("scrapy", reason="extra `scrapy` is not installed")

from scrapy.exceptions import DropItem
from scrapy.http import HtmlResponse
from scrapy.settings import Settings

from newsclean import NewscleanError, clean
from newsclean.integrations.scrapy import NewscleanPipeline
from newsclean.model import Article

pytestmark = [pytest.mark.extras, pytest.mark.filterwarnings("ignore")]  # the library's own affairs
ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "docs" / "recipes.md"


def test_the_spider_of_the_manual_writes_articles(tmp_path: Path) -> None:
    (code,) = re.findall(r"^```py\n(.*?scrapy.*?)^```$", MANUAL.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    scrape(tmp_path / "site", 9)
    (tmp_path / "spider.py").write_text(code, encoding="utf-8")
    pages = sorted((tmp_path / "site").rglob("*.html"))
    (tmp_path / "urls.txt").write_text("\n".join(page.as_uri() for page in pages) + "\n")
    done = subprocess.run(
        [sys.executable, "spider.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in (tmp_path / "articles.jsonl").read_bytes().splitlines()]
    assert {record["source"] for record in records} == {page.as_uri() for page in pages if page.stat().st_size > 99}
    assert all(record["words"] > 50 and record["extra"] == {"section": "news"} for record in records)
    assert "'newsclean/rejects/empty': 1" in done.stderr
    assert re.search(r"Dropped: newsclean: file:.*: empty: nothing in it|no text on the page", done.stderr)


def pipeline(**settings: Any) -> NewscleanPipeline:
    counts: dict[str, int] = {}
    stats = SimpleNamespace(counts=counts, inc_value=lambda name: counts.update({name: counts.get(name, 0) + 1}))
    return NewscleanPipeline.from_crawler(SimpleNamespace(settings=Settings(settings), stats=stats))


@pytest.mark.parametrize("kind", ["response", "bytes", "text"])
def test_a_page_may_be_a_response_bytes_or_text(kind: str) -> None:
    url, body = "https://www.harbour-post.example/1", article(1)
    item: dict[str, Any] = {"url": url, "rank": 7}
    if kind == "response":
        item["response"] = HtmlResponse(url, body=body, headers={"Content-Type": "text/html; charset=utf-8"})
    else:
        item["html"] = body if kind == "bytes" else body.decode()
    record = pipeline().process_item(item)
    expected = clean(body, url=url)
    assert isinstance(expected, Article)
    assert (record["text"], record["title"]) == (expected.text, expected.metadata.title)
    assert (record["source"], record["url"], record["extra"]) == (url, url, {"rank": 7})
    assert record["fetched_at"]


def test_a_page_without_article_is_dropped_with_its_reason() -> None:
    made = pipeline()
    with pytest.raises(DropItem, match=r"newsclean: https://a\.example/: empty"):
        made.process_item({"url": "https://a.example/", "html": b""})
    assert made._stats.counts == {"newsclean/rejects/empty": 1}
    with pytest.raises(DropItem, match="no page under raw: NEWSCLEAN_HTML_KEY"):
        pipeline(NEWSCLEAN_HTML_KEY="raw").process_item({"html": b"x"})


def test_settings_are_options(tmp_path: Path) -> None:
    made = pipeline(NEWSCLEAN_OPTIONS={"blocks": True, "explain": True}, NEWSCLEAN_HTML_KEY="raw")
    record = made.process_item({"raw": article(1)})
    assert record["blocks"]
    assert record["origins"]["title"]
    for wrong, message in (
        ({"NEWSCLEAN_OPTIONS": {"keep": ["nonsense"]}}, "not a kind of boilerplate"),
        ({"NEWSCLEAN_OPTIONS": {"keeps": 1}}, "NEWSCLEAN_OPTIONS: .*keeps"),
        ({"NEWSCLEAN_RULES": [str(tmp_path / "none.toml")]}, "none.toml"),
    ):
        with pytest.raises(NewscleanError, match=message):  # the crawl must not go on without it
            pipeline(**wrong)
