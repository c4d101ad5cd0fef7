"""Elements: stable names from class and id attributes, shared by all blocks of the same kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from newsclean.model import Element

T = TypeVar("T")

_MAX_CACHED_CHARS = 500  # of a name, or of an attribute with several
_MAX_SHARED = 4_000  # elements that are kept from page to page: those of some sites' templates
_MAX_TOKENS = 8
_MAX_TOKEN = 48

_PLAIN = re.compile(r"([a-z]+(?:[-_]+[a-z]+)*)(?:[-_]+[0-9]+)?\Z")  # without capitals, or digits but for a number
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORDS = re.compile(r"[^\W\d_]{2,}")
# Class names made by a build: css-1x2ab3, sc-bdVaJa, jsx-123, styles__abc; a stem before the hash is kept.
_BUILT = re.compile(r"^(?:css|sc|jsx|jss|emotion|svelte|makestyles|tss|astro)-\w+$", re.IGNORECASE)
_HASH_TAIL = re.compile(r"(?:[-_]{1,2}|^)(?=[A-Za-z]*\d|[a-z]*[A-Z]+[a-z]+[A-Z])[A-Za-z0-9]{5,}$")
_DIGITS = re.compile(r"\d+")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NO_WORDS: frozenset[str] = frozenset()
_HIDDEN = frozenset({"!hidden"})

# What an element is made of: the arguments of `make_element`.
_Key = tuple[Element | None, str] | tuple[Element | None, str, str] | tuple[Element | None, str, str, str, str, bool]
Elements = dict[_Key, Element]  # by what they are made of; they compare by identity
_shared: list[Elements] = [{}]


def shared_elements() -> Elements:
    """Return the elements of earlier pages, to be used and added to while one page is read.

    Pages of one site are made of the same elements, and what is derived from one of them is then derived once for all
    of its pages. When there are too many they are given up as a whole, between two pages: within a page each kind of
    element is one `Element`.
    """
    if len(_shared[0]) > _MAX_SHARED:
        _shared[0] = {}
    return _shared[0]


class _ShortCache(dict[str, T]):
    """The values of a function of one string, for short strings; given up as a whole when there are too many."""

    def __init__(self, function: Callable[[str], T], maxsize: int) -> None:
        super().__init__()
        self._function = function
        self._maxsize = maxsize

    def __missing__(self, name: str) -> T:
        value = self._function(name)
        if len(name) <= _MAX_CACHED_CHARS:
            if len(self) >= self._maxsize:
                self.clear()
            self[name] = value
        return value


def cached_if_short(maxsize: int) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """Return a decorator that caches a function of one string for short ones: pages choose how long a name is."""

    def decorate(function: Callable[[str], T]) -> Callable[[str], T]:
        return _ShortCache(function, maxsize).__getitem__

    return decorate


@cached_if_short(20_000)
def _name(raw: str) -> tuple[str, tuple[str, ...]]:
    """Return a class or id token without what changes from page to page or build to build, and the words in it.

    The first may be empty. The words are those of names: "share", "bar" of "shareBar".
    """
    if len(raw) > _MAX_TOKEN:
        return "", ()
    is_built = "-" in raw and _BUILT.match(raw) is not None
    if plain := _PLAIN.match(raw):  # as most are
        words = [word for word in plain[1].replace("_", "-").split("-") if len(word) > 1]
        return "" if is_built else plain[1], tuple(words)
    words = _WORDS.findall(raw if raw.islower() else _CAMEL.sub(" ", raw).lower())
    stable = "" if is_built else _DIGITS.sub("", _HASH_TAIL.sub("", raw)).strip("-_").lower()
    return stable, tuple(words)


@cached_if_short(20_000)
def _names(attribute: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the stable tokens of a class attribute, and these with their words: "shareBar" has "share", "bar"."""
    tokens: list[str] = []
    words: list[str] = []
    for raw in attribute.split()[:_MAX_TOKENS]:
        stable, of_token = _name(raw)
        if stable:
            tokens.append(stable)
        words += of_token
    return tuple(tokens), frozenset(tokens + words)


def element_of(elements: Elements, parent: Element | None, tag: str, attributes: Mapping[str, str | None]) -> Element:
    """Return the `Element` for a tag inside `parent`; the first of its kind is made and added to `elements`."""
    if not attributes:
        key: _Key = (parent, tag)
    elif len(attributes) == 1 and (classes := attributes.get("class")):
        key = (parent, tag, classes)
    else:
        get = attributes.get
        style = get("style")
        hidden = "hidden" in attributes or (style is not None and _is_hidden(style))
        key = (parent, tag, get("class") or "", get("id") or "", get("role") or get("itemprop") or "", hidden)
    element = elements.get(key)
    if element is None:
        element = elements[key] = make_element(*key)
    return element


@cached_if_short(4_000)
def _is_hidden(style: str) -> bool:
    return _HIDDEN_STYLE.search(style.lower()) is not None


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
        tokens += tuple(["#" + t for t in ident_tokens])
        if tag not in HEADINGS:  # the id of a heading is made of its text, and tells nothing about its role in the page
            words |= ident_words
    if hidden:
        words |= _HIDDEN
    return Element(tag, tokens, words, role[:_MAX_TOKEN].lower() if role else "", parent)
