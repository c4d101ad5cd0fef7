"""Detect files that should be one page or one text and are neither: many pages, a listing, data.

A record of it would be rubbish, and the pages in it would be lost. Its first bytes tell, and whole pages that follow
each other.
"""

from __future__ import annotations

import re
import string
from codecs import BOM_UTF8
from collections.abc import Callable
from typing import NamedTuple

from newsclean.magic import find_magic, wide_encoding
from newsclean.model import Reason
from newsclean.readers.names import ARCHIVES
from newsclean.readers.records import PAGE_KEYS
from newsclean.readers.sniff import SNIFF_BYTES, describe, first_tag, sniff_kind

_NAMES = {
    "jsonl": "a JSONL file", "json": "a JSON file", "csv": "a CSV file", "tsv": "a TSV file", "xml": "a feed",
    "parquet": "a Parquet file", "warc": "a WARC file", "arc": "an ARC file", "zip": "a zip archive",
    "tar": "a tar archive",
}  # fmt: skip
_PAGE_KEY = re.compile(rb'"(?:' + "|".join(PAGE_KEYS).encode() + rb')"\s{0,9}:\s{0,9}"')
_JSON_STRING = re.compile(rb'"(?:\\[nrt]| ){0,99}<')
_CONTROLS = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")  # ESC is part of encodings
_END = re.compile(rb"</html", re.IGNORECASE)
_MIN_PAGES = 2


class _Format(NamedTuple):
    """A format of text by how it begins, comments and white space left out."""

    name: str
    start: re.Pattern[bytes]


def _begins(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern, re.IGNORECASE)


_TABLE = rb'[\w."`\[\]]{1,99}'
_FORMATS = (
    _Format("SQL dump", _begins(rb"-- (?:mysql|mariadb|postgresql|sqlite|phpmyadmin)|--\n-- postgresql|pragma \w+ *=")),
    _Format("SQL dump", _begins(rb"(?:create|drop) table (?:if (?:not )?exists )?" + _TABLE + rb"\s?[(;]")),
    _Format("SQL dump", _begins(rb"insert into " + _TABLE + rb"\s?(?:\(|values)")),
    _Format("LaTeX file", _begins(rb"\\(?:documentclass|documentstyle|begin\{document|usepackage|chapter|section)\b")),
    _Format("vCard file", _begins(rb"begin:vcard")),
    _Format("calendar file", _begins(rb"begin:vcalendar")),
    _Format("file of subtitles", _begins(rb"webvtt\b|\d{1,6}\r?\n\d\d:\d\d:\d\d[,.]\d{3} --> ")),
    _Format("BibTeX file", _begins(rb"@[a-z]{3,20}\s?\{\s?[^\s,{}]{1,99},")),
    _Format("patch", _begins(rb"diff --git |--- [^\n]{1,300}\n\+\+\+ ")),
    _Format("script", _begins(rb"#!\s?/|#include\s?[<\"]|import [\w.]{1,60}\r?\n|from [\w.]{1,60} import ")),
    _Format("robots.txt", _begins(rb"user-agent:\s?\S")),
    _Format("index of an archive", _begins(rb"cdx [a-z]( [a-z]){3}|[^\s)]{1,300}\)\S{0,999} \d{14} \S")),
    _Format("HTTrack cache", _begins(rb"cache-1\.\d")),
    _Format("Python literal", _begins(rb"[\[({]\s{0,9}\{?'\w{1,40}'\s?[:,]|\(lp0\n|\(dp0\n")),
    _Format("configuration file", _begins(rb"\[[\w .-]{1,60}\]\r?\n\s{0,9}[\w.-]{1,60}\s?[=:]")),
    _Format("YAML file", _begins(rb"[\w-]{1,40}:\r?\n\s{1,8}(?:- )?[\w-]{1,40}:[ \r\n]|%yaml ")),
    _Format("log", _begins(rb"\S{1,60} \S{1,60} \S{1,60} \[\d\d/[a-z]{3}/\d{4}:\d\d:\d\d:\d\d ")),
)
_COMMENT = re.compile(rb"(?:--(?!-)|%|/\*)[^\n]{0,999}\n")
_MARK = re.compile(rb"---\r?\n")
_MAX_COMMENTS = 50
_STAMP = re.compile(rb"\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d")
_SETTING = re.compile(rb"[\w.-]{1,60}\s?=")
_BLANK = re.compile(rb"\s")
_LETTERS = string.ascii_letters.encode()
_OTHER_SHARE = 0.5  # of what is no white space: with more digits and signs it is no text
_MIN_LINES = 8  # that look alike
_ALIKE_SHARE = 0.9
_DELIMITERS = (b"\t", b",", b";", b"|")
_MIN_DELIMITERS = 2  # in a line of a table


def why_no_page(body: bytes, kind: str) -> tuple[Reason, str] | None:
    """Return why a file of `kind` "html" or "text" is not one page, None if it may be one."""
    head = body[:SNIFF_BYTES]
    found = sniff_kind(head)
    if found in ARCHIVES:
        holds_pages = found not in ("json", "jsonl") or kind == "text" or _PAGE_KEY.search(head)
        hint = f"{_NAMES[found]}: not read under this name (--from {found} reads it)"
        return (Reason.UNREADABLE, hint) if holds_pages else (Reason.NOT_HTML, "JSON")
    start = head.removeprefix(BOM_UTF8).lstrip()
    if not found and not find_magic(head) and (what := describe(head)) and what != "binary data":
        return Reason.UNREADABLE, f"{what}: not read"
    if _JSON_STRING.match(start):
        return Reason.UNREADABLE, "a page as a string of JSON: not read (jq -r . FILE writes the page)"
    if wide := wide_encoding(head):
        head = head.decode(wide, "replace").encode("utf-8", "replace")
        start = head.removeprefix(BOM_UTF8).lstrip()
    if _CONTROLS.search(head, 0, max(first_tag(head), 0)):
        what = describe(head) if find_magic(head) else "binary data with a page in it"
        return Reason.UNREADABLE, f"{what}: not read"
    if (pages := _whole_pages(body)) >= _MIN_PAGES:
        return Reason.UNREADABLE, f"{pages} whole pages in one file: not read as one"
    what = _format(start) or (_listing(head) if kind == "text" and first_tag(head) < 0 else "")
    if not what:
        return None
    reads = "text reads it as plain text" if kind == "text" else "html reads it as a page"
    return Reason.UNREADABLE, f"{what}: not read (--from {reads})"


def _whole_pages(body: bytes) -> int:
    """Count pages with a beginning, a title and an end: one inside another has hardly ever all three."""
    if len(_END.findall(body)) < _MIN_PAGES:
        return 0
    return sum(b"<html" in part and b"<title" in part for part in _END.split(body.lower()))


def _format(start: bytes) -> str:
    """Return the format that a text begins as: "a LaTeX file"; "" if it is none of them."""
    if _MARK.match(start) and b"\n---" not in start:  # else the lines between are metadata of a text
        start = start.partition(b"\n")[2]
    for _ in range(_MAX_COMMENTS):
        if found := next((known.name for known in _FORMATS if known.start.match(start)), ""):
            return f"{'an' if found.startswith(('SQL', 'HT', 'i')) else 'a'} {found}"
        comment = _COMMENT.match(start)
        if not comment:
            break
        start = start[comment.end() :].lstrip()
    return ""


def _listing(head: bytes) -> str:
    """Return what a text is whose lines all look alike, or that has hardly any letters; "" if it is none."""
    lines = [line.strip() for line in head.split(b"\n")[:-1] if line.strip()]
    if len(lines) < _MIN_LINES or not head.isascii():
        return ""
    if _share(lines, _STAMP.match) >= _ALIKE_SHARE:
        return "a log"
    if _share(lines, lambda line: not _BLANK.search(line)) >= _ALIKE_SHARE:
        return "a list"
    if _share(lines, _SETTING.match) >= _ALIKE_SHARE:
        return "a configuration file"
    for delimiter in _DELIMITERS:
        counts = [line.count(delimiter) for line in lines]
        usual = max(set(counts), key=counts.count)
        if usual >= _MIN_DELIMITERS and counts.count(usual) >= _ALIKE_SHARE * len(lines):
            return "a table"
    shown = b"".join(head.split())
    return "a table of numbers" if len(shown.translate(None, _LETTERS)) > _OTHER_SHARE * len(shown) else ""


def _share(lines: list[bytes], is_so: Callable[[bytes], object]) -> float:
    return sum(1 for line in lines if is_so(line)) / len(lines)
