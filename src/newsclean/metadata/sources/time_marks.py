"""Read the moment next to the headline from attributes for scripts, as of elements that show "3 hours ago"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from selectolax.lexbor import LexborNode

from newsclean.metadata.site_names import letters
from newsclean.metadata.sources.candidates import Candidate, MetaTags
from newsclean.metadata.sources.elements import is_of_other

_TIMES = frozenset({"time", "relative-time", "local-time", "time-ago"})
_DATA = (
    "data-timestamp data-time data-date data-datetime data-date-time data-published data-pubdate data-publish-date"
    " data-publishdate data-published-at data-created data-epoch data-utc data-ts data-unix data-unixtime data-utime"
    " data-livestamp data-timeago data-time-stamp data-timestamp-published data-posted data-value-date"
).split()
_HEADINGS = ("h1", "h2", "h3")
_TITLED = ("abbr", "span", "a")  # elements whose titles may be dates as people read them
_TITLED_FOR_MACHINES = frozenset({*_TITLED, *_HEADINGS, "p", "div", "h4", "h5", "h6", "li", "small", "em", "i", "b"})
_QUERY = ",".join([*_HEADINGS, "p", *sorted(_TIMES), "[title]"])
_CAPTURES = "#wm-ipp"  # the bar of captures on a web archive's pages: its links bear the days of other captures
# The attributes that a page has: asked for all of them, a query takes three times as long.
_NAMES = re.compile(f"({'|'.join(sorted(_DATA, key=len, reverse=True))})(?![a-z-])")
_MACHINE = re.compile(r"(?=.*(?:19[89]|20\d)\d)[^<>{}]{8,60}$|1[0-9]{9}(?:\d{3})?$", re.DOTALL)  # a year, or Unix time
_ISO = re.compile(r"\s*(?:\d{4}-\d\d-\d\d|\d{10})")  # not as people read it
_MAX_NODES = 3000
_MAX_LINK_HEIGHT = 3  # elements from a mark up to the link around it
_MAX_MARKS_ABOVE, _MAX_MARKS_BELOW = 2, 6  # of a headline
_MAX_PARAGRAPHS = 2  # between the headline and the mark
_MIN_PARAGRAPH_CHARS = 80
_HEADING_CHARS = 40  # of the headline that tell it


def marks_at_headline(tags: MetaTags, html: str, title: str | None) -> list[Candidate]:
    """Return the dates for machines right below the page's headline, then those above it, the closest first.

    `html` is the page's markup.
    """
    key = letters(title or "")[:_HEADING_CHARS]
    if tags.tree is None or not key:
        return []
    names = set(_NAMES.findall(html))
    nodes = tags.tree.css(",".join([_QUERY, *(f"[{name}]" for name in sorted(names))]))[:_MAX_NODES]
    at = _place_of_heading(nodes, key)
    return _marks(nodes, at, [name for name in _DATA if name in names], _captures(tags)) if at >= 0 else []


def _marks(nodes: Sequence[LexborNode], at: int, names: Sequence[str], captures: Collection[int]) -> list[Candidate]:
    """Return the dates around the headline `at` a place; around an h2 or h3 those for machines alone."""

    def read(node: LexborNode) -> Candidate | None:
        value = _value(node, names)
        if value is None or node.mem_id in captures or _is_teased(node):
            return None
        known_form = nodes[at].tag == "h1" or _ISO.match(value)
        return Candidate(value, "time" if node.tag == "time" else "attribute") if known_form else None

    marks = ((node, read(node)) for node in reversed(nodes[:at]) if node.tag not in _HEADINGS)
    above = (mark for node, mark in marks if mark is not None and node.text().strip())
    below = map(read, _above_text(nodes[at + 1 :]))
    return [*islice(filter(None, below), _MAX_MARKS_BELOW), *islice(above, _MAX_MARKS_ABOVE)]


def _above_text(nodes: Iterable[LexborNode]) -> Iterator[LexborNode]:
    """Yield the elements between the headline and the text, and among its first paragraphs."""
    paragraphs = 0
    for node in nodes:
        if node.tag != "p" or len(node.text() or "") < _MIN_PARAGRAPH_CHARS:
            yield node
        elif (paragraphs := paragraphs + 1) >= _MAX_PARAGRAPHS:
            return


def _place_of_heading(nodes: Sequence[LexborNode], key: str) -> int:
    """Return where the heading is that holds the headline: the first h1 that does, else an h2 or h3, else -1."""
    for tags in (_HEADINGS[:1], _HEADINGS[1:]):
        for i, node in enumerate(nodes):
            if node.tag in tags and letters(node.text() or "").startswith(key):
                return i
    return -1


def _captures(tags: MetaTags) -> set[int]:
    """Return the ids of the elements with titles in a web archive's bar of captures."""
    bars = tags.tree.css(_CAPTURES) if tags.tree is not None and tags.captured else []
    return {node.mem_id for bar in bars for node in bar.css("[title]")}


def _is_teased(node: LexborNode) -> bool:
    """Return whether an element is another story's: in a comment, a teaser or a link that says more than the time."""
    at = node.parent
    for _ in range(_MAX_LINK_HEIGHT):
        if at is not None and at.tag == "a":
            return len(at.text().strip()) > len(node.text().strip())
        at = at.parent if at is not None else None
    return is_of_other(node)


def _value(node: LexborNode, names: Sequence[str]) -> str | None:
    """Return what an attribute of an element says for machines, if it looks like a date with its year.

    `names` are those of the attributes of dates that the page has.
    """
    attributes, tag = node.attributes, node.tag
    own = ("datetime",) if tag in _TIMES else ("title",) if tag in _TITLED_FOR_MACHINES else ()
    for name in (*own, *names):
        value = attributes.get(name)
        if value and _MACHINE.match(value.strip()) and (name != "title" or tag in _TITLED or _ISO.match(value)):
            return value
    return None
