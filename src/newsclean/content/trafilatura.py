"""Ask trafilatura which blocks of a page are main content.

Every run of text goes into trafilatura's tree with a mark in front of it, two letters of a script that no
news page uses, and trafilatura carries the marks through whatever it does with the text. What comes out
names the blocks exactly; nothing has to be aligned or compared.

This is the one module that imports trafilatura's extraction.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import count, islice
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.content.marks import marked_runs, marker, open_tag
from newsclean.html.blocks import Starts, locate_blocks
from newsclean.html.tags import is_skipped

# trafilatura reports what it discards on its logger, page by page; here the answer itself says so.
_LOGGERS = ("trafilatura", "htmldate", "readability_lxml")
_MAX_MARKED = 8_000_000  # characters: beyond this the tree costs more memory than a page may take


@dataclass(frozen=True, slots=True)
class Marked:
    """A page's body as HTML with a mark at each run of text, and the numbers of the runs in each block."""

    html: str
    runs: Sequence[Sequence[int]]


def mark(tree: LexborHTMLParser, located: Sequence[Starts] | None = None) -> Marked:
    """Return the page's body as HTML in which every run of text bears its mark.

    `located` is what `locate_blocks` returns, where that is known.
    """
    numbers = count()
    marks: dict[int, str] = {}
    runs: list[list[int]] = []
    for starts in locate_blocks(tree) if located is None else located:
        runs.append(list(islice(numbers, len(starts))))
        for start, number in zip(starts, runs[-1], strict=True):
            marks[start.mem_id] = marks.get(start.mem_id, "") + marker(number)
    return Marked(_serialise(tree.body, marks) if tree.body is not None else "", runs)


def _serialise(root: LexborNode, marks: Mapping[int, str]) -> str:
    """Return what is text of the page inside `root` as HTML, with `marks` before the nodes that they belong to."""
    out: list[str] = []
    opened: list[LexborNode] = []
    node = root.child
    while True:
        while node is None:
            if not opened:
                return "".join(out)
            last = opened.pop()
            out.append(f"</{last.tag}>")
            node = last.next
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            # Most are the space between elements, and begin no run.
            out.append(text if text.isspace() else marks.get(node.mem_id, "") + escape(text, quote=False))
        elif tag == "br":
            out.append("<br>")
        elif (child := node.child) is not None and not is_skipped(node, tag):
            out.append(marks.get(node.mem_id, "") + open_tag(tag, node.attributes))
            opened.append(node)
            node = child
            continue
        node = node.next


def _tree(html: str) -> Any:
    from lxml import etree  # type: ignore[import-untyped]
    from lxml import html as lxml_html

    # The text is decoded already: bytes of a known encoding keep lxml from looking for another one.
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    # lxml would ask a function of Python for the class of each element that trafilatura looks at.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=lxml_html.HtmlElement))
    document = f"<html><head></head><body>{html}</body></html>".encode("utf-8", "replace")
    return lxml_html.document_fromstring(document, parser=parser)


@cache
def _options() -> Any:
    from trafilatura.settings import Extractor

    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return Extractor(
        output_format="python",
        fast=True,  # the full run takes twice as long and is right less often, see docs/architecture.md
        comments=False,
        formatting=False,
        links=False,
        images=False,
        tables=True,
        dedup=False,
        with_metadata=False,
    )


def trafilatura_votes(marked: Marked) -> list[bool]:
    """Return for each block whether trafilatura's fast run keeps it.

    All `False` when trafilatura finds no article or gives up on the page.
    """
    nothing = [False] * len(marked.runs)
    if not marked.runs or len(marked.html) > _MAX_MARKED:
        return nothing
    from trafilatura import bare_extraction

    document = bare_extraction(_tree(marked.html), options=_options())
    text = getattr(document, "text", None)
    if not text:
        return nothing
    found = marked_runs(text)
    return [any(number in found for number in numbers) for numbers in marked.runs]
