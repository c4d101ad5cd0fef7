"""JSONL: one page per line, HTML and address under the field's usual keys."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import orjson

from newsclean.model import Page, Reason, Skip
from newsclean.readers.items import Item, too_large
from newsclean.readers.limits import BombError, Stream, TornError

_HTML_KEYS = ("html", "raw_html", "content", "body")
_URL_KEYS = ("url", "uri", "link")
_TIME_KEYS = ("fetched_at", "warc_date", "date_download")
_HTML_TYPE = "text/html; charset=utf-8"
_CHUNK = 1 << 18
# JSON writes a character of one byte in at most six ("\u0001"): a longer line is a page over the limit.
_ESCAPE_FACTOR = 6
_OVERHEAD = 1 << 20


class Keys(NamedTuple):
    """Which keys of a line hold what; None is the field's usual ones. `passed` goes over to the record."""

    html: str | None = None
    url: str | None = None
    passed: tuple[str, ...] = ()


def read_jsonl(stream: Stream, source: str, keys: Keys, max_size: int) -> Iterator[Item]:
    """The pages of a JSONL stream. Blank lines are passed over, but counted in the line numbers (from 1)."""
    number = 0
    try:
        for number, line in _lines(stream, max_size * _ESCAPE_FACTOR + _OVERHEAD):
            place = f"{source}#{number}"
            if line is None:
                yield too_large(place, None, max_size)
            elif line.strip():
                yield _read_line(line, place, keys, max_size)
    except (TornError, BombError, OSError) as error:
        yield Skip(f"{source}#{number + 1}", None, Reason.UNREADABLE, f"the rest from this line on: {error}")


def _lines(stream: Stream, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines without their ends; None for one over `limit` bytes, which is never held in memory."""
    number, parts, size = 1, list[bytes](), 0
    first = True
    while chunk := stream.read(_CHUNK):
        if first:
            chunk, first = chunk.removeprefix(b"\xef\xbb\xbf"), False
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            size += len(piece)
            yield number, (b"".join([*parts, piece]) if size <= limit else None)
            number, parts, size = number + 1, [], 0
        size += len(rest)
        parts = [*parts, rest] if size <= limit else []
    if size:
        yield number, (b"".join(parts) if size <= limit else None)


def _read_line(line: bytes, source: str, keys: Keys, max_size: int) -> Item:
    try:
        record = _loads(line)
    except (ValueError, RecursionError) as error:
        return Skip(source, None, Reason.BAD_RECORD, f"not JSON: {str(error)[:200]}")
    if not isinstance(record, dict):
        return Skip(source, None, Reason.BAD_RECORD, "not a JSON object")
    return page_of_record(record, source, keys, max_size)


def page_of_record(record: Mapping[str, Any], source: str, keys: Keys, max_size: int) -> Page | Skip:
    """The page that an object holds, or why it holds none."""
    url = _first_string(record, (keys.url,) if keys.url else _URL_KEYS)
    html = _first_string(record, (keys.html,) if keys.html else _HTML_KEYS)
    content_type = _HTML_TYPE
    if html is None and keys.html is None and (html := _first_string(record, ("text",))) is not None:
        content_type = "text/plain; charset=utf-8"
    if html is None:
        wanted = keys.html or ", ".join(_HTML_KEYS)
        return Skip(source, url, Reason.BAD_RECORD, f"no string under {wanted} (--html-key names the key)")
    body = html.encode("utf-8", "replace")
    if len(body) > max_size:
        return too_large(source, url, max_size)
    try:
        extra = _extra(record, keys.passed)
    except TypeError:
        return Skip(source, url, Reason.BAD_RECORD, "a passed value cannot be written as JSON")
    return Page(source, body, url or None, content_type, _time(record), extra)


def _loads(line: bytes) -> Any:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        # Lone surrogates and bytes that are not UTF-8: json is laxer, and html written by others has both.
        text = line.decode("utf-8", "replace")
        return json.loads(text) if "\\ud" in text.lower() or "\ufffd" in text else orjson.loads(line)


def _extra(record: Mapping[str, Any], passed: tuple[str, ...]) -> Mapping[str, Any] | None:
    if not passed:
        return None
    extra = {key: record.get(key) for key in passed}
    orjson.dumps(extra)  # what cannot be written must not come as far as the record
    return extra


def _first_string(record: Mapping[str, Any], keys: tuple[str | None, ...]) -> str | None:
    found = next((record[key] for key in keys if key is not None and isinstance(record.get(key), str)), None)
    return found if found is None or found.isascii() else found.encode("utf-8", "replace").decode()


def _time(record: Mapping[str, Any]) -> str | None:
    """The time of the fetch in ISO 8601, None unless it is one: dates are judged by it."""
    text = (_first_string(record, _TIME_KEYS) or "").strip()
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return None
    return text.replace(" ", "T")
