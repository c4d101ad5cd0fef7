"""Pages saved by browsers, as MHTML (Chrome, Edge, old IE and Opera) or by SingleFile, and pages in e-mails."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from newsclean.model import Page, Reason, Skip
from newsclean.readers.mime import Part, leaves, read_message, time_of
from newsclean.readers.sniff import holds_mails

_SINGLE_FILE = re.compile(rb"Page saved with SingleFile")
_URL_LINE = re.compile(rb"^\s*url:[ \t]*(\S{1,2000})", re.MULTILINE)
_DATE_LINE = re.compile(rb"^\s*saved date:[ \t]*([^\r\n(]{1,80})", re.MULTILINE)
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_MAX_URL_CHARS = 2000


def single_file(head: bytes) -> tuple[str | None, str | None] | None:
    """Return the URL and the ISO 8601 save time from the comment that SingleFile writes; None without it."""
    mark = _SINGLE_FILE.search(head)
    if not mark:
        return None
    comment = head[mark.start() : mark.start() + 2500].split(b"-->")[0]
    url, date = _URL_LINE.search(comment), _DATE_LINE.search(comment)
    return (
        url.group(1).decode("utf-8", "replace") if url else None,
        _javascript_date(date.group(1).decode("ascii", "replace").strip()) if date else None,
    )


def _javascript_date(text: str) -> str | None:
    """Return ISO 8601 from "Fri Mar 04 2022 10:00:00 GMT+0100", the only form SingleFile writes."""
    try:
        return datetime.strptime(text, "%a %b %d %Y %H:%M:%S GMT%z").isoformat()
    except ValueError:
        return None


def read_mhtml(page: Page) -> Page | Skip:
    """Return the root document of an MHTML file, with its URL and the time it was saved.

    The root is the part that the `start` parameter names, else the first HTML part (RFC 2557).
    """
    try:
        message = read_message(page.body)
        root = _root(message)
    except ValueError as error:
        return Skip(page.source, None, Reason.UNREADABLE, f"broken MHTML: {error}")
    if root is None:
        return Skip(page.source, None, Reason.UNREADABLE, "no HTML part in this MHTML file")
    url = _url(message, "snapshot-content-location") or _url(root, "content-location")
    return replace(page, body=root.decoded(), url=url, content_type=_content_type(root), fetched_at=time_of(message))


def read_mail(page: Page) -> Page | Skip:
    """Return the HTML of a mail, else its text, with the time it was sent."""
    if holds_mails(page.body):
        return Skip(page.source, None, Reason.UNREADABLE, "an mbox of mails: not read")
    try:
        message = read_message(page.body)
        parts = [part for part in leaves(message) if "attachment" not in part.fields.get("content-disposition", "")]
    except ValueError as error:
        return Skip(page.source, None, Reason.UNREADABLE, f"broken mail: {error}")
    html = next((part for part in parts if part.type in _HTML_TYPES), None)
    part = html or next((part for part in parts if part.type == "text/plain"), None)
    if part is None:
        return Skip(page.source, None, Reason.UNREADABLE, "no part of this mail is HTML or text")
    return replace(page, body=part.decoded(), content_type=_content_type(part), fetched_at=time_of(message))


def _root(message: Part) -> Part | None:
    start = message.parameter("start")
    first = None
    for part in leaves(message):
        if part.type not in _HTML_TYPES:
            continue
        if not start or part.fields.get("content-id") == start:
            return part
        first = first or part
    return first


def _content_type(part: Part) -> str:
    charset = part.parameter("charset")
    type_ = "text/html" if part.type in _HTML_TYPES else part.type
    return f"{type_}; charset={charset}" if charset else type_


def _url(part: Part, name: str) -> str | None:
    value = "".join(part.fields.get(name, "").split())[:_MAX_URL_CHARS]
    return value.encode("utf-8", "replace").decode() or None
