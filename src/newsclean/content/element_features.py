"""Element features: names, tags and roles of the elements around a block, and how much text and links they hold."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from newsclean.model import Element

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

# What holds for an element is a number with a bit for each of the columns after the shapes.
_TAG_BIT = {tag: 1 << i for i, tag in enumerate(_TAGS)}
_NAME_BIT = {name: 1 << len(_TAGS) + i for i, name in enumerate(_NAMES)}
_CLOSE_BIT = {name: 1 << len(_TAGS) + len(_NAMES) + i for i, name in enumerate(_CLOSE)}
_KNOWN_WORDS = frozenset(_NAME_BIT)  # those of `_CLOSE` are among them
_FLAGS = len(_TAGS) + len(_NAMES) + len(_CLOSE)
_FLAG_BYTES = (_FLAGS + 7) // 8
_CLOSE_STEPS = 3
_STEPS_UP = 3  # whose sums are asked for: parent, grand, great
_REMEMBERED = 4_000  # elements whose flags are kept: those of some sites' templates


class Centre(NamedTuple):
    """The element around most prose: its block path, and the numbers of its first and last paragraph."""

    path: str
    first: int
    last: int


def kind_rows(kinds: Sequence[tuple[str, Element]], numbers: Any, values: Sequence[Any], centre: Centre) -> Any:
    """Return an array with a row for each of the `kinds` of a page's blocks, as `ELEMENT_FEATURES` names it (float32).

    `numbers` are the kinds of the blocks, `values` the characters, characters in links and prose of each block.
    """
    totals = np.array([np.bincount(numbers, weights=value, minlength=len(kinds)) for value in (None, *values)])
    shapes = _shapes(kinds, totals, centre, float(values[-1].sum()) or 1.0)
    flags = b"".join([_flags(tag, element).to_bytes(_FLAG_BYTES, "little") for tag, element in kinds])
    bits = np.frombuffer(flags, dtype=np.uint8).reshape(len(kinds), _FLAG_BYTES)
    return np.hstack([shapes, np.unpackbits(bits, axis=1, count=_FLAGS, bitorder="little")], dtype=np.float32)


def kinds_of(tags: Sequence[str], elements: Sequence[Element]) -> tuple[Any, list[tuple[str, Element]]]:
    """Return for each block of these tags and elements the number of its kind, and a tag and an element of each kind.

    A kind is a tag and a block path.
    """
    by_path: dict[tuple[str, str], int] = {}
    by_element: dict[tuple[str, Element], int] = {}  # elements compare by identity
    kinds: list[tuple[str, Element]] = []
    numbers: list[int] = []
    for pair in zip(tags, elements, strict=True):
        number = by_element.get(pair)
        if number is None:
            number = by_element[pair] = by_path.setdefault((pair[0], pair[1].path), len(kinds))
            if number == len(kinds):
                kinds.append(pair)
        numbers.append(number)
    return np.array(numbers, dtype=np.int64), kinds


@lru_cache(maxsize=_REMEMBERED)
def _flags(tag: str, element: Element) -> int:
    """Return the bits that hold for an element; elements compare by identity."""
    found = _TAG_BIT.get(tag, 0) | _named(element)[0]
    near: Element | None = element
    for _ in range(_CLOSE_STEPS):
        if near is None:
            break
        found |= _named(near)[1]
        near = near.parent
    return found


@lru_cache(maxsize=_REMEMBERED)
def _named(element: Element) -> tuple[int, int]:
    """Return the bits of the names on an element and around it, and those of the close ones on itself."""
    around = _named(element.parent)[0] if element.parent is not None else 0
    around |= _NAME_BIT.get(f"<{element.tag}>", 0)
    if element.role:
        around |= _NAME_BIT.get(f"@{element.role}", 0)
    close = 0
    for word in element.words & _KNOWN_WORDS:
        around |= _NAME_BIT[word]
        close |= _CLOSE_BIT.get(word, 0)
    return around, close


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
