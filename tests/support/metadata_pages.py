"""Pages with metadata of all kinds, and what they are resolved to."""

from __future__ import annotations

import json

from newsclean.html.blocks import parse, read_blocks
from newsclean.metadata import collect_candidates, resolve_metadata
from newsclean.model import Metadata, Page

PROSE = "The lock gates were lifted out of the canal on Monday and nobody has said when they will return to town."
TITLED = "<h1>Canal gates leave town</h1>"


def resolved(
    head: str = "",
    body: str = "",
    before: str = "",
    page: Page | None = None,
    extracted: dict[str, list[str]] | None = None,
) -> Metadata:
    """Return the metadata of a page whose text is `PROSE`, below `body`."""
    html = f"{before}<html><head>{head}</head><body>{body}<p>{PROSE}</p></body></html>"
    tree = parse(html)
    candidates = collect_candidates(tree, html, page or Page("t", b""), latest="2024-06-01")
    blocks = read_blocks(tree)
    text = "\n\n".join(block.text for block in blocks if block.text == PROSE)
    kept = [block.text == PROSE for block in blocks]
    return resolve_metadata(candidates, extracted or {}, blocks, kept, text, "en")


def meta(name: str, value: str) -> str:
    """Return a meta element."""
    return f'<meta property="{name}" content="{value}">'


def json_ld(**fields: object) -> str:
    """Return a script with the JSON-LD of an article."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'
