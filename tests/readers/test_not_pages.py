"""Files that should be one page or one text, and are neither."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from support.reading import HTML, read

from newsclean.model import Page, Reason, Skip
from newsclean.readers.not_pages import why_no_page

PAGE = "<!DOCTYPE html><html><head><title>T</title></head><body><p>The council met.</p></body></html>"
STORY = "The council of the town met on Monday.\n\nIt spoke about the bridge, the market and the mill.\n" * 6
RECORD = json.dumps({"url": "http://a.example/", "html": PAGE})

MANY = {
    "a JSONL file: not read under this name (--from jsonl reads it)": f"{RECORD}\n{RECORD}\n",
    "a JSON file: not read under this name (--from json reads it)": f"[\n{RECORD},\n{RECORD}\n]",
    "a CSV file: not read under this name (--from csv reads it)": f'url,html\nhttp://a.example/,"{PAGE}"\n',
    "a TSV file: not read under this name (--from tsv reads it)": f"url\thtml\nhttp://a.example/\t{PAGE}\n",
    "a feed: not read under this name (--from xml reads it)": f"<rss><channel><item>{PAGE}</item></channel></rss>",
    "an XML file (<urlset>): not read": "<urlset><url><loc>http://a.example/</loc></url></urlset>",
    "2 whole pages in one file: not read as one": f"{PAGE}\n{PAGE}",
    "a page as a string of JSON: not read (jq -r . FILE writes the page)": json.dumps(PAGE),
    "binary data with a page in it: not read": f"\x00\x01\x08{PAGE}",
}
FORMATS = {
    "an SQL dump": "-- made at noon\n/* by a tool */\nCREATE TABLE `pages` (`html` text);\n",
    "a LaTeX file": "% draft\n\\documentclass{article}\nwords\n",
    "a vCard file": "BEGIN:VCARD\nFN:Ann\n",
    "a calendar file": "BEGIN:VCALENDAR\n",
    "a file of subtitles": "1\n00:00:01,000 --> 00:00:02,000\nwords\n",
    "a BibTeX file": "@article{ann2020,\n title={T}\n}\n",
    "a patch": "--- a/x\n+++ b/x\n",
    "a script": "#!/bin/sh\n",
    "a robots.txt": "User-agent: *\nDisallow: /\n",
    "an index of an archive": "example,a)/x 20240101000000 http://a.example/x text/html 200\n",
    "an HTTrack cache": "CACHE-1.4\n",
    "a Python literal": "[{'url': 'http://a.example/'}]\n",
    "a configuration file": "[server]\nport = 80\n",
    "a YAML file": "---\narticles:\n  - url: http://a.example/\n    text: words\n",
    "a log": '10.0.0.1 - - [05/Mar/2024:10:11:12 +0100] "GET / HTTP/1.1" 200 1\n',
}
LISTINGS = {
    "a log": "2024-03-05 10:11:12 INFO: a page was fetched\n",
    "a list": "http://a.example/the-council-met\n",
    "a configuration file": "council.name = The council\n",
    "a table": "Ann;the mill;Monday\n",
    "a table of numbers": "12 345 (67.8 %)\n",
}


@pytest.mark.parametrize("words", MANY)
@pytest.mark.parametrize("kind", ["html", "text"])
def test_many_pages_are_not_one(words: str, kind: str) -> None:
    assert why_no_page(MANY[words].encode(), kind) == (Reason.UNREADABLE, words)


@pytest.mark.parametrize("words", FORMATS)
def test_formats_of_text_are_known_by_their_beginning(words: str) -> None:
    hint = "not read (--from text reads it as plain text)"
    assert why_no_page(FORMATS[words].encode(), "text") == (Reason.UNREADABLE, f"{words}: {hint}")
    assert why_no_page(FORMATS[words].encode() + PAGE.encode(), "html") is not None


@pytest.mark.parametrize("words", LISTINGS)
def test_lines_that_all_look_alike_are_a_listing(words: str) -> None:
    found = why_no_page((LISTINGS[words] * 10).encode(), "text")
    assert found is not None
    assert found[1].startswith(f"{words}: ")


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "Text, body and soul\n\n" + STORY,
        "[The mayor left]\n" + STORY,
        '{"The bridge" is closed.}\n' + STORY,
        "---\ntags:\n  - name: mill\n---\n" + STORY,
        "@council: the bridge is open, they said.\n" + STORY,
        "Owls 3\nHarbour 2\nMill Town 1\n" + STORY,
        "BZh is how it began.\n" + STORY,
        "2024-03-05 10:11:12\n" + STORY,
        "\u7279\u6d3e\u54e1\u5831\u9053\n" * 20,
        "- " + STORY.replace("\n\n", "\n\n- "),
    ],
)
def test_a_text_is_a_text(text: str) -> None:
    for encoding in ("utf-8", "utf-16", "utf-32"):
        assert why_no_page(text.encode(encoding), "text") is None


@pytest.mark.parametrize(
    "page",
    [
        HTML,
        b"<br>Warning: no such table<br>\n" + PAGE.encode(),
        PAGE.replace("</body>", "<iframe><html><body>x</body></html></iframe></body>").encode(),  # a page inside
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML,
        PAGE.encode("utf-32-be"),
        b"\x1b$B" + PAGE.encode(),
    ],
)
def test_a_page_is_a_page(page: bytes) -> None:
    assert why_no_page(page, "html") is None


def test_an_answer_in_json_without_a_page_is_a_finding() -> None:
    assert why_no_page(b'{"error": "not found"}', "html") == (Reason.NOT_HTML, "JSON")
    found = why_no_page(b'{"error": "not found"}', "text")
    assert found is not None
    assert found[0] == Reason.UNREADABLE


def test_what_the_user_says_is_not_asked_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(RECORD.encode() + b"\n")
    (refused,) = read(tmp_path / "a.txt")
    assert isinstance(refused, Skip)
    (page,) = read(tmp_path / "a.txt", kind="jsonl")
    assert isinstance(page, Page)
    assert page.body == PAGE.encode()
    (text,) = read(tmp_path / "a.txt", kind="text")
    assert isinstance(text, Page)


def test_pages_in_other_containers_are_no_page(tmp_path: Path) -> None:
    (tmp_path / "pickle").write_bytes(pickle.dumps({"html": PAGE}))
    (skip,) = read(tmp_path / "pickle")
    assert isinstance(skip, Skip)
    assert skip.detail == "a Python pickle: not read"
