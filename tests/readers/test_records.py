"""Records with a page in them, under whatever keys."""

from __future__ import annotations

from typing import Any

import pytest

from newsclean.model import Page, Reason, Skip
from newsclean.readers.records import Keys, has_page_key, missing_key, page_of_record, too_large


def page(record: dict[str, Any], keys: Keys | None = None, max_size: int = 1000) -> Page | Skip:
    return page_of_record(record, "p.jsonl#1", keys or Keys(), max_size, lambda text: text.startswith("<"))


def read(record: dict[str, Any], keys: Keys | None = None) -> Page:
    found = page(record, keys)
    assert isinstance(found, Page), found
    return found


def test_usual_keys_are_found_in_any_case() -> None:
    found = read({"HTML": "<p>", "Link": "https://a.example/1", "warc_date": "2020-05-03 10:00:00"})
    assert (found.body, found.url, found.fetched_at) == (b"<p>", "https://a.example/1", "2020-05-03T10:00:00")


def test_a_text_is_a_page_only_where_it_is_markup() -> None:
    assert read({"text": "A note"}).content_type == "text/plain; charset=utf-8"
    assert read({"text": "<p>A note"}).content_type == "text/html; charset=utf-8"


def test_keys_lead_into_objects_and_a_name_with_a_dot_comes_first() -> None:
    keys = Keys(html="response.body")
    assert read({"response": {"Body": "<p>"}}, keys).body == b"<p>"
    assert read({"response.body": "<b>", "response": {"body": "<p>"}}, keys).body == b"<b>"


def test_what_is_missing_is_named_with_what_is_there() -> None:
    found = page({"response": {"code": 200}, "id": 1}, Keys(html="raw"))
    assert isinstance(found, Skip)
    assert found.reason == Reason.BAD_RECORD
    assert found.detail == "no string under raw (there are response.code, id; --html-key names the key)"
    assert "there are no keys" in missing_key({}, Keys())
    assert missing_key([f"k{n}" for n in range(30)], Keys()).count(",") < 30


def test_a_page_beyond_the_limit_is_refused() -> None:
    assert page({"html": "x" * 1001}) == too_large("p.jsonl#1", None, 1000)


def test_passed_values_are_copied_and_null_where_they_are_not_there() -> None:
    assert read({"html": "<p>", "a": {"b": [1]}}, Keys(passed=("a.b", "c"))).extra == {"a.b": [1], "c": None}


@pytest.mark.parametrize("time", ["yesterday", "", 7, None, "2020-13-01"])
def test_a_time_that_is_none_is_unknown(time: object) -> None:
    assert read({"html": "<p>", "fetched_at": time}).fetched_at is None


def test_columns_of_pages_are_known_by_their_names() -> None:
    assert has_page_key(["id", "Raw_HTML"])
    assert not has_page_key(["id", "title"])
