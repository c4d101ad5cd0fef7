"""Records that contain a page, JSON objects or rows of a table, under the usual keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import orjson

from newsclean.model import Page, Reason, Skip

_HTML_KEYS = ("html", "raw_html", "content", "body")
_TEXT_KEY = "text"  # text that was pulled out of a page, or its HTML
PAGE_KEYS = (*_HTML_KEYS, _TEXT_KEY)
_URL_KEYS = ("url", "uri", "link")
_TIME_KEYS = ("fetched_at", "warc_date", "date_download")
_HTML_TYPE = "text/html; charset=utf-8"
_MAX_KEYS_SHOWN = 20
_MAX_KEY_CHARS = 40
_MAX_LIST_DEPTH = 2  # objects around a list that a message names
_SIMPLE_NAME = re.compile(r"[A-Za-z_]\w{0,39}", re.ASCII)
_MAX_NESTING = 10  # steps of a key like "response.body"


class Keys(NamedTuple):
    """Which keys of a record hold what; None is the field's usual ones. `passed` goes over to the output's record.

    A key with dots leads into objects: "response.body". `fetched` holds the time of the fetch. `is_manifest` if what
    `html` holds is the name of the page's file.
    """

    html: str | None = None
    url: str | None = None
    passed: tuple[str, ...] = ()
    fetched: str | None = None
    is_manifest: bool = False


def has_page_key(names: Iterable[str]) -> bool:
    """Tell whether one of these names is a usual one for a page."""
    return any(name.lower() in PAGE_KEYS for name in names)


def columns_of(names: Iterable[str], keys: Keys) -> list[str]:
    """Return those of `names` that a page and what is known of it are read from.

    >>> columns_of(["id", "HTML", "response"], Keys(url="response.url"))
    ['HTML', 'response']
    """
    html = (keys.html,) if keys.html else PAGE_KEYS
    url = (keys.url,) if keys.url else _URL_KEYS
    fetched = (keys.fetched,) if keys.fetched else _TIME_KEYS
    wanted = {part.lower() for key in (*html, *url, *fetched, *keys.passed) for part in (key, key.partition(".")[0])}
    return [name for name in names if name.lower() in wanted]


def page_of_record(
    record: Mapping[str, Any], source: str, keys: Keys, max_size: int, is_markup: Callable[[str], bool] | None = None
) -> Page | Skip:
    """Return the page that a record holds, or why it holds none.

    `is_markup` tells whether the value of "text" is HTML. A page with bytes that are not UTF-8, as lone halves of
    characters ("surrogateescape"), is left to the decoding of pages.
    """
    url = _clean(_first_string(record, (keys.url,) if keys.url else _URL_KEYS))
    html = _first_string(record, (keys.html,) if keys.html else _HTML_KEYS)
    content_type = _HTML_TYPE
    text = _first_string(record, (_TEXT_KEY,)) if keys.html is None and not (html and html.strip()) else None
    if text is not None and (html is None or text.strip()):
        html = text
        if is_markup is None or not is_markup(text):
            content_type = "text/plain; charset=utf-8"
    if html is None:
        return Skip(source, url, Reason.BAD_RECORD, missing_key(record, keys))
    body, is_utf8 = _encoded(html)
    content_type = content_type if is_utf8 else content_type.partition(";")[0]
    if len(body) > max_size:
        return too_large(source, url, max_size)
    try:
        extra = _extra(record, keys.passed)
    except TypeError:
        return Skip(source, url, Reason.BAD_RECORD, "a passed value cannot be written as JSON")
    return Page(source, body, url or None, content_type, _time(record, keys.fetched), extra)


def missing_key(names: Iterable[str], keys: Keys) -> str:
    """Say that no key of these holds a page, and which there are."""
    wanted = keys.html or ", ".join(PAGE_KEYS)
    shown = [name[:_MAX_KEY_CHARS] for name in _with_inner(names)]
    more = f" and {len(shown) - _MAX_KEYS_SHOWN} more" if len(shown) > _MAX_KEYS_SHOWN else ""
    there = f"there are {', '.join(shown[:_MAX_KEYS_SHOWN])}{more}" if shown else "there are no keys"
    inner = _list_inside(names) if isinstance(names, Mapping) else ""
    hint = f"; jq -c '{inner}[]' FILE writes its list as JSONL" if inner else ""
    of_what = "the key of the files' paths" if keys.is_manifest else "the key"
    return f"no string under {wanted} ({there}; --html-key names {of_what}{hint})"


def _list_inside(record: Mapping[str, Any], depth: int = 0) -> str:
    """Return the path of the first list of objects in a record, as jq writes it, "" if there is none."""
    for name, value in record.items():
        if not _SIMPLE_NAME.fullmatch(str(name)):
            continue
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            return f".{name}"
        if isinstance(value, Mapping) and depth < _MAX_LIST_DEPTH and (found := _list_inside(value, depth + 1)):
            return f".{name}{found}"
    return ""


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
    extra = {key: _clean(_value(record, key)) for key in passed}
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
    values = [value for key in keys if isinstance(value := _value(record, key), str)]
    return next((value for value in values if not value.isspace() and value), values[0] if values else None)


def _encoded(text: str) -> tuple[bytes, bool]:
    """Return a text in UTF-8, and whether it is: bytes that could not be decoded are as they were."""
    try:
        return text.encode(), True
    except UnicodeEncodeError:
        try:
            return text.encode("utf-8", "surrogateescape"), False
        except UnicodeEncodeError:
            return text.encode("utf-8", "replace"), True


def _clean(value: Any) -> Any:
    """Return a value, a string without halves of characters."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) and not value.isascii() else value


def _time(record: Mapping[str, Any], key: str | None) -> str | None:
    """Return the time of the fetch in ISO 8601, None unless it is one: dates are checked against it."""
    text = (_first_string(record, (key,) if key else _TIME_KEYS) or "").strip()
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return None
    return text.replace(" ", "T")
