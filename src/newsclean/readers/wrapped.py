"""Wrapped pages, opened by a worker under its limits: JSON, rows of tables, pages saved by browsers, e-mails."""

from __future__ import annotations

import json
from typing import Any

import orjson

from newsclean.model import Page, Reason, Skip
from newsclean.readers.items import WrappedPage
from newsclean.readers.records import page_of_record, too_large
from newsclean.readers.sniff import has_markup


def unwrap(item: WrappedPage, max_size: int) -> Page | Skip:
    """Return the page that is wrapped, or why there is none."""
    if item.kind == "webarchive":
        from newsclean.readers.webarchive import read_webarchive

        return read_webarchive(item.source, item.body, max_size)
    if item.kind in ("mhtml", "eml"):
        from newsclean.readers.mhtml import read_mail, read_mhtml

        page = (read_mail if item.kind == "eml" else read_mhtml)(Page(item.source, item.body))
        if isinstance(page, Page) and len(page.body) > max_size:
            return too_large(item.source, page.url, max_size)
        return page
    try:
        record = _json_record(item.body) if item.kind == "json" else _row(item)
    except (ValueError, RecursionError) as error:
        detail = item.note or str(error)[:200]
        name = "JSON" if item.kind == "json" else "a row of this table"
        return Skip(item.source, None, Reason.BAD_RECORD, f"not {name}: {detail}")
    return page_of_record(record, item.source, item.keys, max_size, has_markup)


def _json_record(line: bytes) -> dict[str, Any]:
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        # Others write NaN, lone halves of characters, control characters and bytes that are not UTF-8.
        record = json.loads(line.decode("utf-8", "surrogateescape"), parse_constant=lambda _: None, strict=False)
    if not isinstance(record, dict):
        raise ValueError("not an object")  # noqa: TRY004 - of the data, not of an argument
    return record


def _row(item: WrappedPage) -> dict[str, str]:
    from newsclean.readers.tables import read_row

    if item.note:
        raise ValueError(item.note)
    fields = read_row(item.body.decode("utf-8", "surrogateescape").rstrip("\r\n"), item.kind)
    if len(fields) > len(item.columns) and any(fields[len(item.columns) :]):
        raise ValueError(f"{len(fields)} fields under {len(item.columns)} columns")
    return dict(zip(item.columns, fields, strict=False))
