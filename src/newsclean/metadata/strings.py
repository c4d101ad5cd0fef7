"""Clean strings from markup and JSON: one line, no markup, no entities, no controls, no surrogates."""

from __future__ import annotations

import re
from html import unescape
from unicodedata import combining, normalize

# Control characters, lone surrogates, and invisible characters that are never part of a word.
_UNWANTED = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069"
    "\ufeff\ufffe\uffff\ud800-\udfff]"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ENTITY = re.compile(r"&#?\w{2,10};?")

DIGIT = re.compile(r"\d")

_MAX = 4000  # characters of one value: longer ones are somebody's whole article in the wrong field


def word_set(words: str) -> frozenset[str]:
    """Return the words of a line, as a set: how the word lists of these modules are written."""
    return frozenset(words.split())


def tidy(value: object, limit: int = _MAX) -> str | None:
    """Return `value` as one clean line of at most `limit` characters; None if it is no string or says nothing.

    Entities are resolved twice, as pages often escape what was already escaped.
    """
    if not isinstance(value, str):
        return None
    text = value[: 4 * limit]
    if "&" in text and _ENTITY.search(text):
        text = unescape(text)
        if "&" in text and _ENTITY.search(text):
            text = unescape(text)
    if "<" in text:
        text = _TAG.sub(" " if "<br" in text.lower() or "<p" in text.lower() else "", text)
    if not text.isascii() or not text.isprintable():
        text = _UNWANTED.sub("", text)
    text = " ".join(text.split())
    if len(text) > limit:
        text = text[:limit].rstrip()
    return text or None


def folded(text: str) -> str:
    """Return `text` for comparing: letters and digits only, case folded, single spaces."""
    return " ".join(_WORD.findall(text.casefold()))


def unaccented(text: str) -> str:
    """Return `text` without the accents of its letters.

    >>> unaccented("Amélie Nováková")
    'Amelie Novakova'
    """
    return text if text.isascii() else "".join(c for c in normalize("NFD", text) if not combining(c))


_WORD = re.compile(r"[^\W_]+")
