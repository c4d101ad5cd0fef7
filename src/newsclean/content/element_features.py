"""Numbers about the elements around a block: names, tags, roles, and how much text and how many links they hold."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
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
_STEPS_UP = 3  # whose sums are asked for: parent, grand, great
_REMEMBERED = 4_000  # elements whose flags are kept: those of some sites' templates


class Centre(NamedTuple):
    """The element around most prose: its block path, and the numbers of its first and last paragraph."""

    path: str
    first: int
    last: int


def element_numbers(
    blocks: Sequence[Block], sizes: Any, link_chars: Any, prose: Any, centre: Centre
) -> tuple[Any, Any]:
    """Return for each block the number of its kind (tag and block path), and an array with a row for each kind."""
    numbers, kinds = _kinds(blocks)
    values = (None, sizes, link_chars, prose)
    totals = np.array([np.bincount(numbers, weights=value, minlength=len(kinds)) for value in values])
    rows = np.zeros((len(kinds), len(ELEMENT_FEATURES)), dtype=np.float32)
    rows[:, : len(_SHAPES)] = _shapes(kinds, totals, centre, float(prose.sum()) or 1.0)
    flags = [_flags(tag, element) for tag, element in kinds]
    rows[np.repeat(np.arange(len(kinds)), list(map(len, flags))), list(chain.from_iterable(flags))] = 1.0
    return numbers, rows


def _kinds(blocks: Sequence[Block]) -> tuple[Any, list[tuple[str, Element]]]:
    """Return for each block the number of its kind, and a tag and an element of each kind."""
    by_path: dict[tuple[str, str], int] = {}
    by_element: dict[tuple[str, Element], int] = {}  # elements compare by identity
    kinds: list[tuple[str, Element]] = []
    numbers: list[int] = []
    for block in blocks:
        pair = (block.tag, block.element)
        number = by_element.get(pair)
        if number is None:
            number = by_element[pair] = by_path.setdefault((block.tag, block.element.path), len(kinds))
            if number == len(kinds):
                kinds.append(pair)
        numbers.append(number)
    return np.array(numbers, dtype=np.int64), kinds


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


def _shapes(kinds: Sequence[tuple[str, Element]], totals: Any, centre: Centre, prose: float) -> Any:
    """Return a row for each kind, as `_SHAPES` names it.

    `totals` are those of the blocks of each kind: their number, characters, characters in links, and prose.
    """
    paths, around, inside = _paths(kinds)
    count = int(around.max()) + 1
    own = np.array([np.bincount(paths, weights=total, minlength=count) for total in totals])[:, paths]
    outer, inner = inside.T
    below = np.array([np.bincount(outer, weights=total[inner], minlength=count) for total in totals])
    known = np.bincount(outer, minlength=count) > 0
    sums = [own, *(np.where(known[at], below[:, at], own) for at in around.T[1:])]
    columns = [
        *(each[3] / prose for each in sums),
        *(each[2] / each[1] for each in sums),
        *([math.log1p(value) for value in each[0].tolist()] for each in sums[:-1]),
    ]
    return np.hstack([np.array(columns).T, np.array(_places(kinds, centre))])


def _paths(kinds: Sequence[tuple[str, Element]]) -> tuple[Any, Any, Any]:
    """Return the numbers of the block paths of each kind; of it and those one to three steps above it; and pairs.

    The pairs are of a path above a kind and that kind's number. Where there are fewer steps, the last counts again.
    """
    numbers: dict[str, int] = {}
    around: list[tuple[int, ...]] = []
    inside: list[tuple[int, int]] = []
    for kind, (_, element) in enumerate(kinds):
        at: Element | None = element
        steps: list[int] = []
        for step in range(_STEPS_UP + 1):
            if at is not None:
                steps.append(numbers.setdefault(at.path, len(numbers)))
                if step:
                    inside.append((steps[-1], kind))
                at = at.parent
            else:
                steps.append(steps[-1])
        around.append(tuple(steps))
    found = np.array(around)
    return found[:, 0], found, np.array(inside, dtype=np.int64).reshape(-1, 2)


def _places(kinds: Sequence[tuple[str, Element]], centre: Centre) -> list[tuple[float, ...]]:
    """Return for each kind how far it is from the element around most prose, and from the body, and its names."""
    centre_steps = centre.path.split(">")
    found: list[tuple[float, ...]] = []
    for tag, element in kinds:
        steps = element.path.split(">")
        common = 0
        for ours, theirs in zip(steps, centre_steps, strict=False):
            if ours != theirs:
                break
            common += 1
        away, up = len(steps) - common, len(centre_steps) - common
        found.append((away, up, len(steps), element.tag != tag, not element.tokens))
    return found
