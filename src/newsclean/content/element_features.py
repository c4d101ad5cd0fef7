"""Numbers about the elements around a block: names, tags, roles, and how much text and how many links they hold."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from newsclean.model import Block, Element

# What an element is asked for: tags around it, and words in the class names and ids around it.
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
# The same words tell more where they are close: on the element itself or one of the two around it.
_CLOSE = (
    "article body content story text entry post main related comment comments footer sidebar share social promo"
    " author byline tags meta caption widget ad teaser card list item more headline title lead intro summary"
    " excerpt description date info box module left right center bottom image photo video quote links link reply"
    " bio about news copyright product"
).split()
_NAMES = (*_AROUND, *_WORDS)
_SHAPES = (
    "prose_own", "prose_parent", "prose_grand", "prose_great", "links_own", "links_parent", "links_grand",
    "links_great", "blocks_own", "blocks_parent", "blocks_grand", "steps_out", "steps_up", "depth", "inline",
    "unnamed",
)  # fmt: skip
ELEMENT_FEATURES = (
    *_SHAPES, *(f"is_{tag}" for tag in _TAGS), *(f"around_{name}" for name in _NAMES),
    *(f"close_{name}" for name in _CLOSE),
)  # fmt: skip

_FLAG_OF = {name: len(_SHAPES) + len(_TAGS) + i for i, name in enumerate(_NAMES)}
_CLOSE_OF = {name: len(_SHAPES) + len(_TAGS) + len(_NAMES) + i for i, name in enumerate(_CLOSE)}
_TAG_OF = {tag: len(_SHAPES) + i for i, tag in enumerate(_TAGS)}
_CLOSE_STEPS = 3
_REMEMBERED = 4_000  # elements whose flags are kept: those of some sites' templates


class Centre(NamedTuple):
    """The element around most prose: its block path, and the numbers of its first and last paragraph."""

    path: str
    first: int
    last: int


# Totals of the blocks of an element, or below one: their number, characters, characters in links, and prose.
_Totals = tuple[float, float, float, float]


def element_numbers(
    blocks: Sequence[Block], sizes: Any, link_chars: Any, prose: Any, centre: Centre
) -> tuple[Any, Any]:
    """Return for each block the number of its kind (tag and block path), and an array with a row for each kind."""
    kinds: dict[tuple[str, str], int] = {}
    elements: list[tuple[str, Element]] = []
    numbers = np.empty(len(blocks), dtype=np.int64)
    for i, block in enumerate(blocks):
        key = (block.tag, block.element.path)
        number = kinds.get(key)
        if number is None:
            number = kinds[key] = len(elements)
            elements.append((block.tag, block.element))
        numbers[i] = number
    values = (None, sizes, link_chars, prose)
    totals = [np.bincount(numbers, weights=value, minlength=len(elements)).tolist() for value in values]
    own, below = _sums([element for _, element in elements], zip(*totals, strict=True))
    total = float(prose.sum()) or 1.0
    steps = centre.path.split(">")
    rows = np.zeros((len(elements), len(ELEMENT_FEATURES)), dtype=np.float32)
    rows[:, : len(_SHAPES)] = [_shape(tag, element, steps, own, below, total) for tag, element in elements]
    at: list[int] = []
    columns: list[int] = []
    for row, (tag, element) in enumerate(elements):
        flags = _flags(tag, element)
        columns += flags
        at += [row] * len(flags)
    rows[at, columns] = 1.0
    return numbers, rows


@lru_cache(maxsize=_REMEMBERED)
def _flags(tag: str, element: Element) -> tuple[int, ...]:
    """Return the columns of the flags that hold for an element; elements compare by identity."""
    found = [_FLAG_OF[name] for name in _FLAG_OF.keys() & element.around]
    if tag in _TAG_OF:
        found.append(_TAG_OF[tag])
    near: Element | None = element
    for _ in range(_CLOSE_STEPS):
        if near is None:
            break
        if near.words:
            found += [_CLOSE_OF[name] for name in _CLOSE_OF.keys() & near.words]
        near = near.parent
    return tuple(found)


def _sums(elements: Sequence[Element], totals: Iterable[_Totals]) -> tuple[dict[str, _Totals], dict[str, _Totals]]:
    """Return the totals of each element's own blocks, and of those one to three steps below it, by block path."""
    own: dict[str, _Totals] = {}
    below: dict[str, _Totals] = {}
    for element, total in zip(elements, totals, strict=True):
        _add(own, element.path, total)
        around = element.parent
        for _ in range(3):
            if around is None:
                break
            _add(below, around.path, total)
            around = around.parent
    return own, below


def _add(sums: dict[str, _Totals], path: str, total: _Totals) -> None:
    before = sums.get(path)
    if before is not None:
        total = (before[0] + total[0], before[1] + total[1], before[2] + total[2], before[3] + total[3])
    sums[path] = total


def _shape(
    tag: str, element: Element, centre: list[str], own: dict[str, _Totals], below: dict[str, _Totals], total: float
) -> tuple[float, ...]:
    steps = element.path.split(">")
    common = 0
    for ours, theirs in zip(steps, centre, strict=False):
        if ours != theirs:
            break
        common += 1
    mine = own[element.path]
    parent = element.parent or element
    grand = parent.parent or parent
    great = grand.parent or grand
    a, b, c = (below.get(e.path, mine) for e in (parent, grand, great))
    return (
        mine[3] / total,
        a[3] / total,
        b[3] / total,
        c[3] / total,
        mine[2] / mine[1],
        a[2] / a[1],
        b[2] / b[1],
        c[2] / c[1],
        math.log1p(mine[0]),
        math.log1p(a[0]),
        math.log1p(b[0]),
        len(steps) - common,
        len(centre) - common,
        len(steps),
        float(element.tag != tag),
        float(not element.tokens),
    )
