"""Elements: stable names from class and id attributes, shared by all blocks of the same kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from newsclean.model import Element

T = TypeVar("T")

_MAX_CACHED_CHARS = 500  # of a name, or of an attribute with several
_MAX_SHARED = 4_000  # elements that are kept from page to page: those of some sites' templates
_MAX_TOKENS = 8
_MAX_TOKEN = 48

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORDS = re.compile(r"[^\W\d_]{2,}")
# Class names made by a build: css-1x2ab3, sc-bdVaJa, jsx-123, styles__abc; a stem before the hash is kept.
_BUILT = re.compile(r"^(?:css|sc|jsx|jss|emotion|svelte|makestyles|tss|astro)-\w+$", re.IGNORECASE)
_HASH_TAIL = re.compile(r"(?:[-_]{1,2}|^)(?=[A-Za-z]*\d|[a-z]*[A-Z]+[a-z]+[A-Z])[A-Za-z0-9]{5,}$")
_DIGITS = re.compile(r"\d+")

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NO_WORDS: frozenset[str] = frozenset()

# What an element is made of: the arguments of `make_element`. Elements compare by identity.
ElementKey = (
    tuple[Element | None, str] | tuple[Element | None, str, str] | tuple[Element | None, str, str, str, str, bool]
)
_shared: list[dict[ElementKey, Element]] = [{}]


def shared_elements() -> dict[ElementKey, Element]:
    """Return the elements of earlier pages, to be used and added to while one page is read.

    Pages of one site are made of the same elements, and what is derived from one of them is then derived once for all
    of its pages. When there are too many they are given up as a whole, between two pages: within a page each kind of
    element is one `Element`.
    """
    if len(_shared[0]) > _MAX_SHARED:
        _shared[0] = {}
    return _shared[0]


def cached_if_short(maxsize: int) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """Return a decorator that caches a function of one string for short ones: pages choose how long a name is."""

    def decorate(function: Callable[[str], T]) -> Callable[[str], T]:
        cached = lru_cache(maxsize)(function)

        @wraps(function)
        def call(name: str) -> T:
            return cached(name) if len(name) <= _MAX_CACHED_CHARS else function(name)

        return call

    return decorate


@cached_if_short(20_000)
def _stable(token: str) -> str:
    """Return a class or id token without what changes from page to page or build to build; may be empty."""
    if len(token) > _MAX_TOKEN or _BUILT.match(token):
        return ""
    return _DIGITS.sub("", _HASH_TAIL.sub("", token)).strip("-_").lower()


@cached_if_short(20_000)
def _words(token: str) -> tuple[str, ...]:
    """Return the words in a token: "share", "bar" of "shareBar"."""
    return tuple(_WORDS.findall(_CAMEL.sub(" ", token).lower())) if len(token) <= _MAX_TOKEN else ()


@cached_if_short(20_000)
def _names(attribute: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the stable tokens of a class attribute, and these with their words: "shareBar" has "share", "bar"."""
    raw = attribute.split()[:_MAX_TOKENS]
    stable = tuple(filter(None, map(_stable, raw)))
    return stable, frozenset().union(stable, *map(_words, raw))


def make_element(
    parent: Element | None, tag: str, classes: str = "", ident: str = "", role: str = "", hidden: bool = False
) -> Element:
    """Return the place of an element inside `parent`. `hidden` elements carry "!hidden" in `around`.

    >>> make_element(None, "div", "shareBar css-1x2ab3", "main").step
    'div.sharebar#main'
    """
    tokens, words = _names(classes) if classes else ((), _NO_WORDS)
    if ident:
        ident_tokens, ident_words = _names(ident)
        tokens += tuple("#" + t for t in ident_tokens)
        if tag not in HEADINGS:  # the id of a heading is made of its text, and tells nothing about its role in the page
            words |= ident_words
    if hidden:
        words |= {"!hidden"}
    return Element(tag, tokens, words, role[:_MAX_TOKEN].lower(), parent)
