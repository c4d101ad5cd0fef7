"""Escaping: names for `source`, and text from pages and file systems that is shown on a terminal."""

from __future__ import annotations

import os
import re

# What steers a terminal, and what hides or turns text on it; all of it is legal in JSON strings as \uXXXX.
_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb]")


def printable(text: str) -> str:
    """Return `text` with control characters as visible escapes, so that a terminal shows and does not obey them.

    >>> printable("a\\x1b[2Jb")
    'a\\\\u001b[2Jb'
    """
    return escape_controls(text).replace("\n", "\\n")


def escape_controls(text: str) -> str:
    """Return `text` with control characters other than the line feed as JSON escapes: a JSON line stays one.

    >>> escape_controls("one\\x1b[2J\\ntwo")
    'one\\\\u001b[2J\\ntwo'
    """
    return _UNSAFE.sub(lambda m: f"\\u{ord(m.group()):04x}", text)


def quote(name: str | bytes) -> str:
    """Return a name for `source`: `%`, `#`, bytes that are not UTF-8 and control characters are percent-encoded.

    `urllib.parse.unquote_to_bytes` gives the name back.

    >>> quote("news/100%.html#1")
    'news/100%25.html%231'
    """
    text = os.fsdecode(name)
    if text.isprintable() and text.isascii() and "%" not in text and "#" not in text:
        return text
    return "".join(c if _is_plain(c) else _percent(c) for c in text)


def _is_plain(char: str) -> bool:
    return char not in "%#" and (char.isprintable() or char in "\u200c\u200d\u3000\u00a0")


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogateescape"))
