"""What the page's witnesses said, before anything is decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newsclean.metadata.jsonld_article import Linked
    from newsclean.metadata.meta_tags import Head


class Said(NamedTuple):
    """One witness's word on one field: the value as found, and who said it."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Witnesses:
    """All that a page says about itself, read once. What the fields of the record become, `settle` decides.

    `free` is schema.org's isAccessibleForFree (None where the page does not say). `head` names, for text
    inputs, the blocks that are metadata lines and the kind of each ("headline", "byline", …).
    `latest` is the last date that the page can bear, ISO 8601.
    """

    title: str | None = None
    title_origin: str | None = None
    article_body: str | None = None
    free: bool | None = None
    declared_languages: tuple[str, ...] = ()
    url: str | None = None
    url_origin: str | None = None
    publisher: str | None = None
    outlets: tuple[str, ...] = ()  # the site's names, as far as the page tells them
    latest: str | None = None
    tags: Head | None = field(default=None, repr=False)
    linked: Linked | None = field(default=None, repr=False)
    html: str = field(default="", repr=False)
    said: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)
    head: Mapping[int, str] = field(default_factory=dict)
