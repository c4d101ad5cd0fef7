"""Find the article in the data of a page that a script would render (Next.js, Nuxt and the like).

Such a page shows no text of its own: the story is HTML inside a string of some script. The longest run of
paragraphs found there is the article; nothing of the script is ever run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from newsclean.html.blocks import parse, read_blocks
from newsclean.html.shape import prose_size
from newsclean.model import Block

_MAX_SCRIPT = 4_000_000  # characters
# A JSON string. Strings are found one after the other and one without an end takes all that follows, so each character
# is looked at once or twice.
_STRING = re.compile(r'("(?:[^"\\]++|\\.)*+")|".*', re.DOTALL)
_PARAGRAPH_END = re.compile(r"</p>|<\\/p>|\\u003c\\?/p", re.IGNORECASE)
_PARAGRAPH_TAG = re.compile(r"<p[\s>]|(</p>)", re.IGNORECASE)
_ESCAPED = re.compile(r'\\["/]|\\u003c', re.IGNORECASE)  # still a string inside a string
_NESTING = 3  # strings of JSON inside strings of JSON


def scripted_blocks(tree: LexborHTMLParser) -> tuple[list[Block], LexborHTMLParser | None]:
    """Return the blocks of the longest story in the page's scripts and their tree; no blocks if there is none."""
    best: list[Block] = []
    origin: LexborHTMLParser | None = None
    size = 0
    for script in tree.css("script"):
        source = script.text(deep=True)
        if len(source) > _MAX_SCRIPT or not _PARAGRAPH_END.search(source):
            continue
        for markup in _stories(source):
            story = parse(markup)
            blocks = read_blocks(story)
            prose = _prose(blocks)
            if prose > size:
                best, origin, size = blocks, story, prose
    return best, origin


def _stories(source: str) -> list[str]:
    found = []
    for string in _STRING.findall(source):
        text = string
        for _ in range(_NESTING):
            if not _PARAGRAPH_END.search(text):
                break
            try:
                text = json.loads(text if text[:1] == '"' else f'"{text}"', strict=False)
            except (ValueError, RecursionError):
                break
            if not isinstance(text, str):
                break
            if (markup := _paragraphs(text)) and not _ESCAPED.search(markup):
                found.append(markup)
                break
            inner = [s for s in _STRING.findall(text) if _PARAGRAPH_END.search(s)]
            text = max(inner, key=len, default="")
    return found


def _paragraphs(text: str) -> str:
    """Return the text from the first `<p>` to the last `</p>`, "" without them."""
    start = end = -1
    for tag in _PARAGRAPH_TAG.finditer(text):
        if tag[1]:
            end = tag.end()
        elif start < 0:
            start = tag.start()
    return text[start:end] if 0 <= start < end else ""


def _prose(blocks: Sequence[Block]) -> int:
    return sum(map(prose_size, blocks))
