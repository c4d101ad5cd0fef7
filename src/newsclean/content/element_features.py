"""Element features: names, tags and roles of the elements around a block, and how much text and links they hold."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from newsclean.content.groups import sums_by
from newsclean.content.kinds import STEPS_UP, Kinds
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
_AROUND_BIT = {name[1:-1]: _NAME_BIT[name] for name in _AROUND if name[0] == "<"}  # by tag
_CLOSE_BIT = {name: 1 << len(_TAGS) + len(_NAMES) + i for i, name in enumerate(_CLOSE)}
_WORD_BITS = {name: bit | _CLOSE_BIT.get(name, 0) for name, bit in _NAME_BIT.items()}
_KNOWN_WORDS = frozenset(_WORD_BITS)  # those of `_CLOSE` are among them
_AROUND_BITS = sum(_NAME_BIT.values())
_FLAGS = len(_TAGS) + len(_NAMES) + len(_CLOSE)
_FLAG_BYTES = (_FLAGS + 7) // 8
_CLOSE_STEPS = 3
_REMEMBERED = 4_000  # elements whose flags are kept: those of some sites' templates


def kind_rows(kinds: Kinds, values: Any, centre: str) -> Any:
    """Return an array with a row for each kind of a page's blocks, as `ELEMENT_FEATURES` names it (float32).

    `values` are the characters, characters in links and prose of each block, `centre` is the block path of the element
    around most prose.
    """
    count = len(kinds.pairs)
    totals = sums_by(kinds.numbers, np.array([np.ones(len(kinds.numbers)), *values]), count)
    flags = b"".join([_flags(tag, element).to_bytes(_FLAG_BYTES, "little") for tag, element in kinds.pairs])
    bits = np.frombuffer(flags, dtype=np.uint8).reshape(count, _FLAG_BYTES)
    rows = np.empty((count, len(ELEMENT_FEATURES)), dtype=np.float32)
    rows[:, : len(_SHAPES)] = _shapes(kinds, totals, centre, float(values[-1].sum()) or 1.0).T
    rows[:, len(_SHAPES) :] = np.unpackbits(bits, axis=1, count=_FLAGS, bitorder="little")
    return rows


@lru_cache(maxsize=_REMEMBERED)
def _flags(tag: str, element: Element) -> int:
    """Return the bits that hold for an element; elements compare by identity."""
    around, found = _named(element)
    found |= around | _TAG_BIT.get(tag, 0)
    near = element.parent
    for _ in range(_CLOSE_STEPS - 1):
        if near is None:
            break
        found |= _named(near)[1]
        near = near.parent
    return found


@lru_cache(maxsize=_REMEMBERED)
def _named(element: Element) -> tuple[int, int]:
    """Return the bits of the names on an element and around it; and those of the names on itself, as close ones too."""
    own = _AROUND_BIT.get(element.tag, 0)
    if element.role:
        own |= _NAME_BIT.get(f"@{element.role}", 0)
    if element.words:
        for word in element.words & _KNOWN_WORDS:
            own |= _WORD_BITS[word]
    around = own & _AROUND_BITS
    if element.parent is not None:
        around |= _named(element.parent)[0]
    return around, own


def _shapes(kinds: Kinds, totals: Any, centre: str, prose: float) -> Any:
    """Return a column for each of `_SHAPES`, over the kinds.

    `totals` are those of the blocks of each kind: their number, characters, characters in links, and prose.
    """
    paths = kinds.paths
    count = int(paths.max()) + 1
    above = paths[:, 1:]
    inner, step = np.nonzero(above != paths[:, :-1])
    outer = above[inner, step]
    own = sums_by(paths[:, 0], totals, count)[:, paths[:, 0]]
    below = sums_by(outer, totals[:, inner], count)
    known = np.bincount(outer, minlength=count) > 0
    sums = np.empty((4, 1 + STEPS_UP, len(paths)))
    sums[:, 0] = own
    sums[:, 1:] = np.where(known[above.T], below[:, above.T], own[:, None])
    blocks, chars, link_chars, of_prose = sums
    return np.concatenate(
        [
            of_prose / prose,
            link_chars / chars,
            np.log1p(blocks[:-1]),
            kinds.steps_from(centre),
            [[element.tag != tag for tag, element in kinds.pairs]],
            [[not element.tokens for _, element in kinds.pairs]],
        ]
    )
