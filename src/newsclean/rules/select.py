"""Rules with a CSS selector, for single sites: apply them, and check what can be wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from newsclean.rules.rule import EXTRACTS, SELECTED, Rule
from newsclean.text import clean_text

MAX_SELECTED = 2000  # elements of one page
_MAX_SELECTOR_CHARS = 400
_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.){1,9}[a-z0-9-]{2,63}")
# Keys that are about lines of text, which a rule with a selector does not look at.
_OF_LINES = ("patterns", "link_share", "near", "tags", "caps", "also_removes", "part")


def select(tree: LexborHTMLParser, selector: str) -> Sequence[LexborNode]:
    """Return the elements that a selector selects. Raises `ValueError` for one that is not CSS."""
    try:
        return tree.css(selector)[:MAX_SELECTED]
    except (SelectolaxError, ValueError) as error:
        raise ValueError(str(error) or "it is not CSS") from None


def value_of(node: LexborNode, field: str) -> str:
    """Return what an element says for a field: the time of <time>, the content of <meta>, else its text."""
    get = node.attributes.get
    written = get("content") or (get("datetime") if field in ("published", "modified") else "")
    return clean_text(written or node.text(deep=True, separator=" "))


def applies_to(rule: Rule, host: str) -> bool:
    """Return whether a rule is for a host: one of its sites, or a part of one.

    >>> rule = Rule("any-x", "ad", "any", "", sites=("harbour.example",))
    >>> [applies_to(rule, host) for host in ("harbour.example", "news.harbour.example", "myharbour.example")]
    [True, True, False]
    """
    return any(host == site or host.endswith(f".{site}") for site in rule.sites)


def selector_faults(rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield the faults of what makes a rule one for some sites: the key, and what is wrong and how to fix it."""
    for site in rule.sites:
        if not _HOST.fullmatch(site):
            yield "sites", f'"{site}" is not a host; write it like "example.com", without "https://" and path'
    if not rule.selector:
        if rule.extracts in SELECTED.keys() - EXTRACTS.keys():
            yield "extracts", f'"{rule.extracts}" needs "selector"'
        return
    if not rule.sites:
        yield "selector", 'needs "sites"; name the sites whose pages have this markup'
    if rule.extracts is not None and rule.extracts not in SELECTED:
        yield "extracts", f'"{rule.extracts}" is not taken from a selector; choose {", ".join(SELECTED)}'
    for key in _OF_LINES:
        if getattr(rule, key):
            yield key, "is about lines of text; a rule with a selector has none"
    yield from _example_faults(rule)


def _example_faults(rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a selector and its examples, which are small pieces of HTML."""
    if len(rule.selector) > _MAX_SELECTOR_CHARS:
        yield "selector", f"has more than {_MAX_SELECTOR_CHARS} characters; shorten it"
        return
    try:
        selects = [_selects(rule.selector, html) for html in rule.drops]
        spares = [not _selects(rule.selector, html) for html in rule.keeps]
    except ValueError as error:
        yield "selector", f"'{rule.selector}' is not a CSS selector ({error}); fix it"
        return
    for html, fits in zip(rule.drops, selects, strict=True):
        if not fits:
            yield "drops", f"the selector selects nothing in '{html}'; fix one of the two"
    for html, fits in zip(rule.keeps, spares, strict=True):
        if not fits:
            yield "keeps", f"the selector selects something in '{html}'; make it more specific"


def _selects(selector: str, html: str) -> bool:
    return bool(select(LexborHTMLParser(html), selector))
