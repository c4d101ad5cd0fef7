"""Pages as browsers save them: MHTML (Chrome, Edge, old IE and Opera) and SingleFile."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from newsclean.model import Page, Reason, Skip

_SINGLE_FILE = re.compile(rb"Page saved with SingleFile")
_URL_LINE = re.compile(rb"^\s*url:[ \t]*(\S{1,2000})", re.MULTILINE)
_DATE_LINE = re.compile(rb"^\s*saved date:[ \t]*([^\r\n(]{1,80})", re.MULTILINE)
_MAX_DEPTH = 20  # nested multiparts; a browser writes one


def single_file(head: bytes) -> tuple[str | None, str | None] | None:
    """Address and ISO 8601 save time from the comment that SingleFile writes; None without it."""
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
    """ISO 8601 from "Fri Mar 04 2022 10:00:00 GMT+0100", the only form SingleFile writes."""
    try:
        return datetime.strptime(text, "%a %b %d %Y %H:%M:%S GMT%z").isoformat()
    except ValueError:
        return None


def read_mhtml(page: Page) -> Page | Skip:
    """The root document of an MHTML file, with its address and the time it was saved.

    The root is the part the `start` parameter names, else the first HTML part (RFC 2557).
    """
    try:
        message = email.message_from_bytes(page.body, policy=email.policy.compat32)
        root = _root(message, (message.get_param("start") or ""), 0)
        body = root.get_payload(decode=True) if root is not None else None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        return Skip(page.source, None, Reason.UNREADABLE, f"broken MHTML: {type(error).__name__}")
    if root is None or not isinstance(body, bytes):
        return Skip(page.source, None, Reason.UNREADABLE, "no HTML part in this MHTML file")
    charset = root.get_content_charset()
    return replace(
        page,
        body=body,
        url=_header(message, "Snapshot-Content-Location") or _header(root, "Content-Location"),
        content_type=f"text/html; charset={charset}" if charset else "text/html",
        fetched_at=_date(_header(message, "Date")),
    )


def _root(message: Message, start: object, depth: int) -> Message | None:
    if not message.is_multipart():
        return message if message.get_content_type() in ("text/html", "application/xhtml+xml") else None
    parts = [part for part in message.get_payload() if isinstance(part, Message)]
    named = [part for part in parts if start and part.get("Content-ID") == start]
    for part in named + parts if depth < _MAX_DEPTH else ():
        if (found := _root(part, "", depth + 1)) is not None:
            return found
    return None


def _header(message: Message, name: str) -> str | None:
    value = message.get(name)
    if value is None:
        return None
    text = "".join(str(value).split())[:2000] if name != "Date" else str(value)[:100]
    return text.encode("utf-8", "replace").decode() or None


def _date(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        time = parsedate_to_datetime(value)
    except ValueError:
        return None
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).isoformat()  # "-0000" is UTC
