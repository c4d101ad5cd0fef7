"""Boilerplate rules and their catalogue, as frozen values. load.py reads them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from functools import cached_property, partial
from typing import Any, NamedTuple

from newsclean.errors import RuleError, suggestion

SCOPES: Mapping[str, str] = {
    "any": "anywhere on the page",
    "head": "before the article's first prose paragraphs",
    "tail": "after the article's last prose paragraph",
    "head_or_tail": "before the first or after the last prose paragraph",
    "inline": "anywhere in the article, but only as a line, link or prefix of its own",
}
EXTRACTS: Mapping[str, str] = {
    "authors": "people or agency that wrote the article",
    "original": "name of the source of a republished piece",
    "original_url": "its URL",
    "original_published": "its date, as printed",
    "copyright": "the copyright line",
    "published": "the date of publication, as printed",
    "modified": "the date of the last change, as printed",
    "publisher": "name of the site",
    "section": "the part of the site",
    "tags": "topics, one per value",
}
# What a rule with a selector may extract.
SELECTED: Mapping[str, str] = {
    "title": "the headline",
    "authors": "people or agency that wrote the article",
    "published": "the date of publication",
    "modified": "the date of the last change",
    "section": "the part of the site",
    "tags": "topics, one per element",
    "body": "the main content: nothing outside of it is text",
}
ALSO_REMOVES: Mapping[str, str] = {
    "links": "the links below a heading",
    "above": "the short line above: the title of an embed",
    "next": "the paragraph below a heading at the tail",
}
MAX_CHARS = 200
SETS = frozenset({"near", "tags"})  # fields of a rule that are sets


@dataclass(frozen=True, slots=True)
class Rule:
    """One boilerplate rule. docs/rules.md explains its fields."""

    id: str
    kind: str
    language: str
    why: str
    scope: str = "any"
    patterns: tuple[str, ...] = ()
    max_chars: int = MAX_CHARS
    link_share: float | None = None
    near: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    caps: bool = False
    also_removes: str | None = None
    part: bool = False
    extracts: str | None = None
    drops: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()  # the only sites, with their subdomains, that it is for; all if empty
    selector: str = ""  # CSS, of what it cuts or extracts
    file: str = field(default="", compare=False)

    @property
    def by_markup(self) -> bool:
        """Return whether the rule requires evidence other than the block's words."""
        return bool(self.near or self.tags or self.link_share)


class CatalogueContent(NamedTuple):
    """The rules of a catalogue, those for some sites apart from the others, and the patterns of reported speech.

    No phrase alone may cut a text that one of these matches.
    """

    rules: tuple[Rule, ...]
    story: tuple[str, ...] = ()
    for_sites: tuple[Rule, ...] = ()


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All rules of a run, a user's first: where several rules match a block, the first one applies.

    Two catalogues with the same `digest` (hex) match alike, and are equal. The rules are read when they are first
    needed: a process that only hands the catalogue on does without. A catalogue pickles as long as `read` does;
    patterns are compiled once per process, when first used.
    """

    digest: str
    read: Callable[[], CatalogueContent]

    @cached_property
    def _content(self) -> CatalogueContent:
        return self.read()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules that are for every site, in the order in which they apply."""
        return self._content.rules

    @property
    def story(self) -> tuple[str, ...]:
        """Patterns of reported speech."""
        return self._content.story

    @property
    def for_sites(self) -> tuple[Rule, ...]:
        """Rules that are for some sites only; not among `rules`."""
        return self._content.for_sites

    def __reduce__(self) -> tuple[Any, ...]:
        return Catalogue, (self.digest, self.read)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Catalogue) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def rule(self, rule_id: str) -> Rule:
        """Return the rule of that id. Raises `RuleError` for an unknown one."""
        by_id = {rule.id: rule for rule in (*self.rules, *self.for_sites)}
        if rule_id not in by_id:
            meant = suggestion(rule_id, by_id, "`newsclean rules list` shows all of them")
            raise RuleError(f'there is no rule "{rule_id}"{meant}')
        return by_id[rule_id]


def make_catalogue(rules: Sequence[Rule], story: Sequence[str] = ()) -> Catalogue:
    """Return a catalogue of exactly these rules, in this order; those for some sites apart from the others."""
    digest = hashlib.sha256(repr(tuple(story)).encode("utf-8", "surrogatepass"))
    for rule in rules:
        values = [sorted(v) if isinstance(v, frozenset) else v for v in astuple(rule)[:-1]]
        digest.update(repr(values).encode("utf-8", "surrogatepass"))
    general = tuple(rule for rule in rules if not rule.sites)
    for_sites = tuple(rule for rule in rules if rule.sites)
    return Catalogue(digest.hexdigest(), partial(CatalogueContent, general, tuple(story), for_sites))


# Matched by the page's title and not by phrases: see headline.py.
HEADLINE = Rule(
    id="any-headline-repeated",
    kind="headline",
    language="any",
    scope="head",
    why="The page's title once more, or its <h1>, above the first paragraph: it is a field of the record.",
    max_chars=300,
    file="headline.py",
)
KICKER = Rule(
    id="any-headline-kicker",
    kind="headline",
    language="any",
    scope="head",
    why="A short line right above the repeated headline is a kicker or the name of a section.",
    max_chars=60,
    file="headline.py",
)
# Matched by the names of the authors: see signature.py.
SIGNATURE = Rule(
    id="any-byline-signature",
    kind="byline",
    language="any",
    scope="head_or_tail",
    why="A short line above or below the text with an author's name and little else: the name is a field.",
    max_chars=100,
    file="signature.py",
)
NOTE = Rule(
    id="any-bio-author",
    kind="bio",
    language="any",
    scope="tail",
    why="The last paragraph, if it begins with an author's full name: who wrote a story is not in it.",
    max_chars=600,
    file="signature.py",
)
# Matched by what its element is named: see captions.py.
CAPTION = Rule(
    id="any-caption-element",
    kind="caption",
    language="any",
    scope="inline",
    why="An element whose name ends on the word for captions holds one.",
    max_chars=700,
    file="captions.py",
)
WITHOUT_PATTERNS = (HEADLINE, KICKER, SIGNATURE, NOTE, CAPTION)
