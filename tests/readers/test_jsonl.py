"""JSONL inputs."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
import zstandard
from support.archives import zipped
from support.reading import read, sources

from newsclean.model import Page, Reason, Skip
from newsclean.readers.records import Keys


def write(path: Path, *lines: object) -> Path:
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return path


def test_html_and_address_are_found_under_their_usual_keys(tmp_path: Path) -> None:
    file = write(
        tmp_path / "p.jsonl",
        {"html": "<p>é", "url": "http://a.example/", "fetched_at": "2020-01-02"},
        {"raw_html": "<p>2", "uri": "http://b.example/"},
        "",
        {"content": "<p>3", "link": "http://c.example/"},
        {"text": "words that are clean already"},
    )
    pages = read(file)
    assert sources(pages, tmp_path) == ["p.jsonl#1", "p.jsonl#2", "p.jsonl#4", "p.jsonl#5"]
    first = pages[0]
    assert isinstance(first, Page)
    assert (first.body, first.url, first.fetched_at) == ("<p>é".encode(), "http://a.example/", "2020-01-02")
    assert first.content_type == "text/html; charset=utf-8"
    assert isinstance(pages[3], Page)
    assert pages[3].content_type == "text/plain; charset=utf-8"


def test_keys_can_be_named_and_skipped_to_the_record(tmp_path: Path) -> None:
    line = {"page": "<p>1", "html": "no", "at": "http://x.example/", "n": {"a": [1, None]}, "other": 1}
    (page,) = read(write(tmp_path / "p.jsonl", line), keys=Keys("page", "at", ("n", "none")))
    assert isinstance(page, Page)
    assert (page.body, page.url) == (b"<p>1", "http://x.example/")
    assert page.extra == {"n": {"a": [1, None]}, "none": None}


@pytest.mark.parametrize("line", ["{broken", "[1, 2]", '"text"', "null", '{"url": "x"}', '{"html": 5}', "\0"])
def test_a_line_that_is_no_page_is_a_bad_record_and_the_rest_is_read(tmp_path: Path, line: str) -> None:
    bad, good = read(write(tmp_path / "p.jsonl", line, {"html": "<p>"}))
    assert isinstance(bad, Skip)
    assert bad.reason is Reason.BAD_RECORD
    assert isinstance(good, Page)


def test_lone_surrogates_and_stray_bytes_do_not_lose_the_page(tmp_path: Path) -> None:
    file = tmp_path / "p.jsonl"
    file.write_bytes(b'{"html": "<p>\\ud800 a", "url": "http://x/\\udfff"}\n{"html": "<p>\xff b"}\n')
    a, b = read(file)
    assert isinstance(a, Page)
    assert isinstance(b, Page)
    assert (a.body, a.url) == (b"<p>? a", "http://x/?")
    assert (b.body, b.content_type) == (b"<p>\xff b", "text/html")


def test_a_line_beyond_all_bounds_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    file = write(tmp_path / "p.jsonl", {"html": "x" * 9_000_000}, {"html": "<p>ok"})
    assert sources(read(file, max_size=1_000_000), tmp_path) == ["p.jsonl#1: too_large", "p.jsonl#2"]


@pytest.mark.parametrize("suffix", ["gz", "zst"])
def test_a_torn_compressed_file_gives_its_whole_lines_and_then_a_reject(tmp_path: Path, suffix: str) -> None:
    import random

    noise = random.Random(1)
    lines = "".join(json.dumps({"html": f"<p>{noise.random()} {noise.random()}"}) + "\n" for _ in range(3000))
    packed = gzip.compress(lines.encode()) if suffix == "gz" else zstandard.compress(lines.encode())
    file = tmp_path / f"p.jsonl.{suffix}"
    file.write_bytes(packed)
    assert len(read(file)) == 3000
    file.write_bytes(packed[: len(packed) * 2 // 3])
    *whole, last = read(file)
    assert len(whole) > 500 if suffix == "gz" else True
    assert all(isinstance(page, Page) for page in whole)
    assert isinstance(last, Skip)
    assert last.reason is Reason.UNREADABLE
    assert last.source.endswith(f"#{len(whole) + 1}")


def test_the_last_line_needs_no_newline(tmp_path: Path) -> None:
    (tmp_path / "p.ndjson").write_bytes(b'\xef\xbb\xbf{"html": "<p>1"}\r\n{"html": "<p>2"}')
    assert sources(read(tmp_path / "p.ndjson"), tmp_path) == ["p.ndjson#1", "p.ndjson#2"]


def lines_of(*records: object) -> list[str]:
    return [json.dumps(record) for record in records]


PAIR = ({"html": "<p>eins é"}, {"html": "<p>zwei"})


@pytest.mark.parametrize(
    "content",
    [
        "\n".join("\ufeff" + line for line in lines_of(*PAIR)).encode(),
        "\r\n".join(lines_of(*PAIR)).encode(),
        "\n".join(lines_of(*PAIR)).encode("utf-16"),
        "\n".join(lines_of(*PAIR)).encode("utf-16-be"),
        "\n".join(lines_of(*PAIR)).replace("}", ', "score": NaN, "most": -Infinity}').encode(),
        "\n".join(lines_of(*PAIR)).replace("eins", "ei\tns").encode(),
    ],
    ids=["bom", "crlf", "utf-16", "utf-16-be", "nan", "tab"],
)
def test_what_other_tools_write_as_json_lines_is_read(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "p.jsonl"
    file.write_bytes(content)
    bodies = [page.body.replace(b"\t", b"") for page in read(file) if isinstance(page, Page)]
    assert bodies == ["<p>eins é".encode(), b"<p>zwei"]


def test_a_text_that_is_html_is_a_page_and_one_about_tags_is_text(tmp_path: Path) -> None:
    texts = ["<!DOCTYPE html><p>One", "Words <b>and</b> <p>two</p><p>three</p>", "Use <p> for paragraphs, a < b."]
    pages = read(write(tmp_path / "p.jsonl", *({"text": text} for text in texts)))
    types = [page.content_type for page in pages if isinstance(page, Page)]
    assert [str(kind).partition(";")[0] for kind in types] == ["text/html", "text/html", "text/plain"]


def test_keys_lead_into_objects_and_their_case_does_not_matter(tmp_path: Path) -> None:
    line = {"Response": {"Body": "<p>1", "at": "2020-01-02 03:04"}, "URL": "http://a.example/"}
    file = write(tmp_path / "p.jsonl", line)
    (page,) = read(file, keys=Keys("Response.body", fetched="Response.at"))
    assert isinstance(page, Page)
    assert (page.body, page.url, page.fetched_at) == (b"<p>1", "http://a.example/", "2020-01-02T03:04")


def test_a_line_without_a_page_is_refused_with_the_keys_that_it_has(tmp_path: Path) -> None:
    (skip,) = read(write(tmp_path / "p.jsonl", {"url": "http://a.example/", "markup": "<p>"}))
    assert isinstance(skip, Skip)
    assert "(there are url, markup; --html-key names the key)" in skip.detail


def test_a_last_line_that_is_half_written_says_so(tmp_path: Path) -> None:
    file = tmp_path / "p.jsonl"
    file.write_text('{"html": "<p>1"}\n{"html": "<p>tw')
    _, torn = read(file)
    assert isinstance(torn, Skip)
    assert torn.detail == "not JSON: the file ends within this line"


@pytest.mark.parametrize(
    ("start", "between", "end"),
    [("", ",\n", ",\n"), ("[\n", ",\n", "\n]"), ("[", ", ", "]"), ("\x1e", "\n\x1e", "\n"), ("", "\n", "\0\0\0\0")],
)
def test_other_ways_to_write_objects_lose_none(tmp_path: Path, start: str, between: str, end: str) -> None:
    objects = [json.dumps({"html": f"<p>{number}"}, indent=2 if between == ", " else None) for number in range(3)]
    (tmp_path / "p.jsonl").write_text(start + between.join(objects) + end)
    assert [page.body for page in read(tmp_path / "p.jsonl") if isinstance(page, Page)] == [b"<p>0", b"<p>1", b"<p>2"]


def test_a_line_of_nuls_is_a_reject(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_bytes(b'{"html": "<p>1"}\n\0\0\0\0\n\n{"html": "<p>2"}\n')
    _, skip, _ = read(tmp_path / "p.jsonl")
    assert isinstance(skip, Skip)
    assert skip.reason is Reason.BAD_RECORD


def test_lines_that_are_not_utf8_are_decoded_as_pages_are(tmp_path: Path) -> None:
    line = '{"html": "<meta charset=iso-8859-2><p>Łódź", "url": "http://a.example/é", "n": "ł"}\n'
    (tmp_path / "p.jsonl").write_bytes(line.encode("iso-8859-2"))
    (page,) = read(tmp_path / "p.jsonl", keys=Keys(passed=("n",)))
    assert isinstance(page, Page)
    assert (page.body.decode("iso-8859-2"), page.content_type) == ("<meta charset=iso-8859-2><p>Łódź", "text/html")
    assert page.url == "http://a.example/?"
    assert page.extra == {"n": "?"}


def test_an_empty_page_gives_way_to_a_text(tmp_path: Path) -> None:
    file = write(
        tmp_path / "p.jsonl", {"html": "", "text": "words"}, {"html": " ", "body": "<p>x"}, {"html": "", "text": ""}
    )
    pages = read(file)
    assert [page.body for page in pages if isinstance(page, Page)] == [b"words", b"<p>x", b""]


def test_a_list_inside_an_object_is_named(tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    file.write_text(json.dumps({"log": {"version": "1.2", "entries": [{"response": {}}]}}))
    (skip,) = read(file)
    assert isinstance(skip, Skip)
    assert "jq -c '.log.entries[]' FILE writes its list as JSONL" in skip.detail


def test_another_format_under_the_name_of_jsonl_is_read_or_refused(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_bytes(zipped({"a.html": b"<p>x"}))
    (tmp_path / "q.jsonl").write_bytes(b"%PDF-1.7\n")
    page, skip = read(tmp_path / "p.jsonl", tmp_path / "q.jsonl")
    assert page.source.endswith("p.jsonl#a.html")
    assert isinstance(skip, Skip)
    assert skip.detail == "a PDF: not read"
