"""Numbers about each block of a page, from which the block classifier tells article text from the rest.

Shape, place and neighbourhood; no word of any language, as what a block says is the rules' matter. `FEATURES` names
the columns, in order; the model file carries the same names. Made from the blocks alone: no second parse.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

from newsclean.html.shape import ends_sentence, prose_size, weight
from newsclean.model import Block, Element

GOOD_PROSE = 140  # characters: from here on a block that ends with a full stop is nearly surely a paragraph

_DIGIT = re.compile(r"\d")

# What a place is asked for: tags around it, and words in the class names and ids around it.
_TAGS = tuple("p h1 h2 h3 h4 li tr blockquote figcaption div td dd pre section".split())
_AROUND = (
    "<article> <main> <aside> <footer> <nav> <header> <figure> <form> <table> <blockquote> <section>"
    " <figcaption> <details> !hidden @main @article @navigation @complementary @articlebody @contentinfo"
).split()
_WORDS = (
    "article body content story text entry post main page related comment comments footer header sidebar"
    " share social newsletter promo author byline tags tag meta caption breadcrumb menu nav navigation"
    " recommended widget ad ads banner teaser card list item items more read popular trending latest news"
    " headline title subtitle lead intro summary excerpt description date time info details box module"
    " block section container wrapper row col column grid inner left right center top bottom image img"
    " photo gallery video media embed quote toc cookie consent modal popup login subscribe signup form"
    " search archive category categories topic topics copyright bio about follow links link feed carousel"
    " slider reply pagination prev next print tool tools toolbar button hidden rich single hentry node"
    " field view region panel tab thumb stories articles posts inline factbox faq product shop review live"
    " blog note credit source timeline profile user member donate paragraph"
).split()
ELEMENT_FEATURES = (*_AROUND, *_WORDS)


_NO_TAG = (0.0,) * len(_TAGS)
_TAG_FLAGS = {tag: tuple(float(tag == t) for t in _TAGS) for tag in _TAGS}
_FLAG_OF = {name: i for i, name in enumerate(ELEMENT_FEATURES)}


def _flags(around: frozenset[str]) -> list[float]:
    """1 for each of `PLACE_FEATURES` that is around a place."""
    flags = [0.0] * len(ELEMENT_FEATURES)
    for name in _FLAG_OF.keys() & around:
        flags[_FLAG_OF[name]] = 1.0
    return flags


class _Sum:
    """Totals over the blocks of one place, or below one place."""

    __slots__ = ("blocks", "chars", "links", "prose")

    def __init__(self) -> None:
        self.blocks = self.chars = self.links = self.prose = 0

    def add(self, blocks: int, chars: int, links: float, prose: int) -> None:
        self.blocks += blocks
        self.chars += chars
        self.links += links  # type: ignore[assignment]
        self.prose += prose


def _sum_of(sums: dict[str, _Sum], element: Element) -> _Sum:
    found = sums.get(element.path)
    if found is None:
        found = sums[element.path] = _Sum()
    return found


@cache
def log_size(value: int) -> float:
    """Return the logarithm of a size or number, 0 for none."""
    return math.log1p(value)


def _depth(element: Element | None) -> int:
    depth = 0
    while element is not None:
        depth, element = depth + 1, element.parent
    return depth


class Page:
    """What the features of all blocks of a page need: computed once."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.sizes = [weight(b.text) for b in blocks]
        self.links = [b.link_chars / len(b.text) for b in blocks]
        self.stops = [float(ends_sentence(b.text)) for b in blocks]
        self.prose = [prose_size(b) for b in blocks]
        self.total = sum(self.prose) or 1
        self.sums: dict[str, _Sum] = {}  # by signature of the place itself
        self.below: dict[str, _Sum] = {}  # by signature of a place one, two or three steps around
        for element, (number, chars, links, prose) in self._by_element().items():
            _sum_of(self.sums, element).add(number, chars, links, prose)
            around = element.parent
            for _ in range(3):
                if around is None:
                    break
                _sum_of(self.below, around).add(number, chars, links, prose)
                around = around.parent
        self.element_numbers: dict[tuple[str, str], int] = {}
        self.parent_numbers: dict[str, int] = {}
        self.element_rows: list[tuple[float, ...]] = []
        self._find_centre()

    def _by_element(self) -> dict[Element, list[Any]]:
        """For each place the number, characters, characters in links, and prose of its own blocks."""
        found: dict[Element, list[Any]] = {}
        for block, size, share, prose in zip(self.blocks, self.sizes, self.links, self.prose, strict=True):
            mine = found.get(block.element)
            if mine is None:
                found[block.element] = [1, size, share * size, prose]
            else:
                mine[0] += 1
                mine[1] += size
                mine[2] += share * size
                mine[3] += prose
        return found

    def _find_centre(self) -> None:
        """The place around most prose, and the first and last paragraph in it."""
        best: dict[str, int] = {}
        for block, prose in zip(self.blocks, self.prose, strict=True):
            parent = block.element.parent or block.element
            if prose:
                best[parent.path] = best.get(parent.path, 0) + prose
        self.centre = max(best, key=lambda s: (best[s], s)) if best else ""
        inside = [
            i
            for i, (b, prose) in enumerate(zip(self.blocks, self.prose, strict=True))
            if prose and (b.element.parent or b.element).path == self.centre
        ]
        self.first, self.last = (inside[0], inside[-1]) if inside else (0, len(self.blocks) - 1)
        self.steps = self.centre.split(">")

    def parent_number(self, block: Block) -> int:
        """A number for the place around a block's own."""
        signature = (block.element.parent or block.element).path
        return self.parent_numbers.setdefault(signature, len(self.parent_numbers))

    def element_number(self, block: Block) -> int:
        """The number of the row that all blocks of this tag and place share."""
        key = (block.tag, block.element.path)
        number = self.element_numbers.get(key)
        if number is None:
            number = self.element_numbers[key] = len(self.element_rows)
            self.element_rows.append(self._element_row(*key, block.element))
        return number

    def _element_row(self, tag: str, signature: str, element: Element) -> tuple[float, ...]:
        steps = signature.split(">")
        common = 0
        for ours, theirs in zip(steps, self.steps, strict=False):
            if ours != theirs:
                break
            common += 1
        own = self.sums[signature]
        parent = element.parent or element
        grand = parent.parent or parent
        great = grand.parent or grand
        nothing = own
        a, b, c = (self.below.get(p.path, nothing) for p in (parent, grand, great))
        around = element.around
        return (
            own.prose / self.total,
            a.prose / self.total,
            b.prose / self.total,
            c.prose / self.total,
            own.links / own.chars,
            a.links / a.chars,
            b.links / b.chars,
            c.links / c.chars,
            log_size(own.blocks),
            log_size(a.blocks),
            log_size(b.blocks),
            len(steps) - common,
            len(self.steps) - common,
            len(steps),
            1.0 if element.tag != tag else 0.0,
            *_TAG_FLAGS.get(tag, _NO_TAG),
            *_flags(around),
        )


def features(blocks: Sequence[Block]) -> Any:
    """An array of one row of numbers for each block (float32); `FEATURES` names the columns."""
    import numpy as np

    page = Page(blocks)
    n = len(blocks)
    at = np.arange(n)
    counts = Counter(b.text for b in blocks)
    heading = next((i for i, b in enumerate(blocks) if b.tag == "h1"), -1)
    logs = np.log1p(np.array(page.sizes, dtype=float))
    links, stops = np.array(page.links), np.array(page.stops)
    prose = np.array(page.prose)
    sums = np.concatenate([[0], np.cumsum(prose)])
    marks = np.flatnonzero((prose >= GOOD_PROSE) & (stops > 0))
    parents = np.array([page.parent_number(block) for block in blocks])
    columns = [
        logs,
        links,
        *np.array([_own(block) for block in blocks], dtype=float).T,
        at / n,
        (at - page.first) / n,
        (at - page.last) / n,
        at >= page.first,
        at > page.last,
        np.full(n, 0.5) if heading < 0 else at > heading,
        np.minimum(9, [counts[b.text] for b in blocks]),
        np.full(n, log_size(n)),
        np.full(n, log_size(page.total)),
        *_distances(at, marks),
        sums[at] / page.total,
        (sums[at] - sums[np.maximum(0, at - 5)]) / page.total,
        (sums[np.minimum(n, at + 6)] - sums[at + 1]) / page.total,
        np.log1p(sums[at] - sums[np.maximum(0, at - 3)]),
        np.log1p(sums[np.minimum(n, at + 4)] - sums[at + 1]),
    ]
    for step in (-2, -1, 1, 2):
        inside = (at + step >= 0) & (at + step < n)
        there = np.clip(at + step, 0, n - 1)
        columns += [inside * values[there] for values in (logs, links, stops)]
        columns.append(inside & (parents[there] == parents))
    numbers = [page.element_number(block) for block in blocks]
    elements = np.array(page.element_rows, dtype=np.float32)
    return np.hstack([np.column_stack(columns).astype(np.float32), elements[numbers]])


def _own(block: Block) -> tuple[float, ...]:
    """What a block's text says by itself: strong to bar of `BLOCK_FEATURES`."""
    text = block.text
    size = len(text)
    return (
        block.strong_chars / size,
        ends_sentence(text),
        text[0].isupper(),
        text.isupper(),
        0.0 if text.isalpha() else len(_DIGIT.findall(text)) / size,
        block.level,
        len(block.hrefs),
        block.glued,
        "," in text or "،" in text or "、" in text or "，" in text,
        text[-1] in ":：",
        "©" in text,
        "|" in text,
    )


def _distances(at: Any, marks: Any) -> tuple[Any, Any]:
    """How many blocks before and after each one the next long paragraph stands, at most 99."""
    import numpy as np

    padded = np.concatenate([[-1000], marks, [len(at) + 1000]])
    before = at - padded[np.searchsorted(marks, at, side="left")]
    after = padded[np.searchsorted(marks, at, side="right") + 1] - at
    return np.minimum(before, 99), np.minimum(after, 99)


BLOCK_FEATURES = (
    "size", "links", "strong", "stop", "upper_first", "upper_all", "digits", "level", "hrefs", "glued", "comma",
    "colon", "copyright", "bar", "position", "from_first", "from_last", "after_first", "after_last", "after_h1",
    "copies", "blocks", "prose", "good_before", "good_after", "prose_so_far", "prose_5_before", "prose_5_after",
    "prose_3_before", "prose_3_after",
    *(f"{name}{at:+d}" for at in (-2, -1, 1, 2) for name in ("size", "links", "stop", "same_parent")),
)  # fmt: skip
FEATURES = (
    *BLOCK_FEATURES,
    "prose_own", "prose_parent", "prose_grand", "prose_great", "links_own", "links_parent", "links_grand",
    "links_great", "blocks_own", "blocks_parent", "blocks_grand", "steps_out", "steps_up", "depth", "inline",
    *(f"is_{tag}" for tag in _TAGS),
    *(f"around_{name}" for name in ELEMENT_FEATURES),
)  # fmt: skip
