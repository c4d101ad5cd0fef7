"""What the readers yield: pages, pages that a worker has yet to open, and skips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from newsclean.model import Page, Skip
from newsclean.readers.records import Keys


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page that is still on disk: small enough to be sent to a worker, which loads it.

    `kind` is one of `names.PAGE_KINDS`, `codec` a compression or "", the others are as in `Page`.
    """

    source: str
    path: bytes
    kind: str = "html"
    codec: str = ""
    content_type: str | None = None
    url: str | None = None
    fetched_at: str | None = None
    extra: Mapping[str, Any] | None = None
    is_sure: bool = False  # whether the user said its kind


@dataclass(frozen=True, slots=True)
class WrappedPage:
    """A page inside bytes that only a worker may parse, because what they do to a parser is not known.

    `kind` is "json", "webarchive", "mhtml", "eml" or, for a row of a table with these `columns`, its delimiter. `note`
    is what the reader noticed, and the reason if the bytes turn out to be broken.
    """

    source: str
    body: bytes
    kind: str
    keys: Keys = field(default_factory=Keys)
    columns: tuple[str, ...] = ()
    note: str = ""


Item = Page | PageFile | WrappedPage | Skip
