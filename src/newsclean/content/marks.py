"""Marks: two letters before each run of text, by which an extractor's answer names the blocks of a page."""

from __future__ import annotations

import re
from html import escape

# What the extractor's own rules look at.
_EMITTED = ("class", "id", "role", "itemprop", "href", "style", "data-component", "data-testid", "hidden")


def open_tag(tag: str, attributes: dict[str, str | None]) -> str:
    """Return an element's opening tag with the attributes that extractors look at.

    >>> open_tag("p", {"class": "lead", "onclick": "x()"})
    '<p class="lead">'
    """
    if not attributes:
        return f"<{tag}>"
    kept = "".join([f' {k}="{escape(attributes[k] or "")}"' for k in _EMITTED if k in attributes])
    return f"<{tag}{kept}>"


# Tangut ideographs: printable letters to every tool, and on no news page.
_MARK_BASE, _MARK_COUNT = 0x17000, 6136
_MARKS = re.compile("[\U00017000-\U000187f7]+")


def marker(number: int) -> str:
    """Return the mark of run `number`: two letters of a script that no news page uses."""
    high, low = divmod(number, _MARK_COUNT)
    return chr(_MARK_BASE + min(high, _MARK_COUNT - 1)) + chr(_MARK_BASE + low)


def marked_runs(text: str) -> set[int]:
    """Return the numbers of the runs whose marks are in `text`."""
    found = set()
    for mark in _MARKS.findall(text):
        for i in range(0, len(mark) - 1, 2):
            found.add((ord(mark[i]) - _MARK_BASE) * _MARK_COUNT + ord(mark[i + 1]) - _MARK_BASE)
    return found
