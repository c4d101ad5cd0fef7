"""Records with a page in them, objects of JSON or rows of a table, under the field's usual keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import orjson

from newsclean.model import Page, Reason, Skip

_HTML_KEYS = ("html", "raw_html", "content", "body")
_TEXT_KEY = "text"  # text that was pulled out of a page, or its HTML
_URL_KEYS = ("url", "uri", "link")
_TIME_KEYS = ("fetched_at", "warc_date", "date_download")
_HTML_TYPE = "text/html; charset=utf-8"
_MAX_KEYS_SHOWN = 20
_MAX_KEY_CHARS = 40
_MAX_NESTING = 10  # steps of a key like "response.body"


class Keys(NamedTuple):
    """Which keys of a record hold what; None is the field's usual ones. `passed` goes over to the output's record.

    A key with dots leads into objects: "response.body". `fetched` holds the time of the fetch.
    """

    html: str | None = None
    url: str | None = None
    passed: tuple[str, ...] = ()
    fetched: str | None = None


def has_page_key(names: Iterable[str]) -> bool:
    """Tell whether one of these names is a usual one for a page."""
    return any(name.lower() in (*_HTML_KEYS, _TEXT_KEY) for name in names)


def page_of_record(
    record: Mapping[str, Any], source: str, keys: Keys, max_size: int, is_markup: Callable[[str], bool] | None = None
) -> Page | Skip:
    """Return the page that a record holds, or why it holds none.

    `is_markup` tells whether the value of "text" is HTML.
    """
    url = _first_string(record, (keys.url,) if keys.url else _URL_KEYS)
    html = _first_string(record, (keys.html,) if keys.html else _HTML_KEYS)
    content_type = _HTML_TYPE
    if html is None and keys.html is None and (html := _first_string(record, (_TEXT_KEY,))) is not None:
        is_html = is_markup is not None and is_markup(html)
        content_type = _HTML_TYPE if is_html else "text/plain; charset=utf-8"
    if html is None:
        return Skip(source, url, Reason.BAD_RECORD, missing_key(record, keys))
    body = html.encode("utf-8", "replace")
    if len(body) > max_size:
        return too_large(source, url, max_size)
    try:
        extra = _extra(record, keys.passed)
    except TypeError:
        return Skip(source, url, Reason.BAD_RECORD, "a passed value cannot be written as JSON")
    return Page(source, body, url or None, content_type, _time(record, keys.fetched), extra)


def missing_key(names: Iterable[str], keys: Keys) -> str:
    """Say that no key of these holds a page, and which there are."""
    wanted = keys.html or ", ".join((*_HTML_KEYS, _TEXT_KEY))
    shown = [name[:_MAX_KEY_CHARS] for name in _with_inner(names)]
    more = f" and {len(shown) - _MAX_KEYS_SHOWN} more" if len(shown) > _MAX_KEYS_SHOWN else ""
    there = f"there are {', '.join(shown[:_MAX_KEYS_SHOWN])}{more}" if shown else "there are no keys"
    return f"no string under {wanted} ({there}; --html-key names the key)"


def _with_inner(names: Iterable[str]) -> Iterator[str]:
    """Yield names, those of objects in a record with the keys inside: "response.body"."""
    for name in names:
        inner = names.get(name) if isinstance(names, Mapping) else None
        if isinstance(inner, Mapping) and inner:
            yield from (f"{name}.{key}" for key in inner)
        else:
            yield str(name)


def too_large(source: str, url: str | None, limit: int) -> Skip:
    """Return the reject of a page of more than `limit` bytes."""
    return Skip(source, url, Reason.TOO_LARGE, f"more than {limit} bytes (--max-size)")


def _extra(record: Mapping[str, Any], passed: tuple[str, ...]) -> Mapping[str, Any] | None:
    if not passed:
        return None
    extra = {key: _value(record, key) for key in passed}
    orjson.dumps(extra)  # what cannot be written must not come as far as the record
    return extra


def _value(record: Mapping[str, Any], key: str) -> Any:
    """Return the value of a key: of that name, else of that name in another case, else by its steps."""
    if (name := _name_of(record, key)) is not None:
        return record[name]
    first, dot, rest = key.partition(".")
    name = _name_of(record, first) if dot and key.count(".") <= _MAX_NESTING else None
    inner = None if name is None else record[name]
    return _value(inner, rest) if isinstance(inner, Mapping) else None


def _name_of(record: Mapping[str, Any], key: str) -> str | None:
    """Return what a key is called in a record, in its case or another; None if it is not there."""
    if key in record:
        return key
    lowered = key.lower()
    for name in record:
        if isinstance(name, str) and len(name) == len(key) and name.lower() == lowered:
            return name
    return None


def _first_string(record: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    found = next((value for key in keys if isinstance(value := _value(record, key), str)), None)
    return found if found is None or found.isascii() else found.encode("utf-8", "replace").decode()


def _time(record: Mapping[str, Any], key: str | None) -> str | None:
    """Return the time of the fetch in ISO 8601, None unless it is one: dates are checked against it."""
    text = (_first_string(record, (key,) if key else _TIME_KEYS) or "").strip()
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return None
    return text.replace(" ", "T")
