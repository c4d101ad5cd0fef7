"""How a page is called: features of its title, heading and URL that tell a section's name from a headline.

A section is called in a word or two, which its menu holds as well and its URL ends in; a headline is a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from urllib.parse import unquote, urlsplit

from newsclean.content.page_claims import Claims
from newsclean.content.page_phrases import phrases
from newsclean.model import Block

_MAX_CHARS = 200
_MAX_WORDS = 20
_MAX_LINKS = 5
_LINKED = 0.6  # of a block is its link
_PARTS = re.compile(r" [|\-–—·•»:]+ |[|»_\[\]()]|: ")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2}|\w+")
_JOINTS = re.compile(r"[-_+. ]+")
_MEDIA_TYPES = frozenset({"videoobject", "audioobject", "imagegallery", "mediagallery", "podcastepisode",
                          "podcastseries", "broadcastevent", "tvseries", "tvepisode", "radioseries"})  # fmt: skip

TITLE_FEATURES = (
    "title_words", "title_parts", "h1_words", "h1_link", "title_linked", "h1_linked", "title_in_path",
    "listing_title", "listing_heading", "listing_path", "media",
)  # fmt: skip


def title_features(claims: Claims, blocks: Sequence[Block], kept: Sequence[int]) -> list[float]:
    """Return a page's `TITLE_FEATURES`; `kept` are the numbers of the blocks that are its text."""
    title = claims.document_title or claims.title
    parts = [part.strip() for part in _PARTS.split(" ".join(title[:_MAX_CHARS].split())) if part.strip()]
    name = parts[0] if parts else ""
    first = kept[0] if kept else 0
    above = [block for block in blocks[: first + 1] if block.tag == "h1"]
    h1 = above[-1] if above else next((block for block in blocks if block.tag == "h1"), None)
    heading = h1.text[:_MAX_CHARS] if h1 is not None else ""
    links = [block.text.casefold() for block in blocks if _is_link(block) and block is not h1]
    steps = _steps(claims.url)
    words = _words(name)
    listing = phrases().share
    return [
        _count(name),
        float(min(5, len(parts))),
        _count(heading) if h1 is not None else -1.0,
        float(h1 is not None and _is_link(h1)),
        _found(name, links),
        _found(heading, links),
        len(words & _words(" ".join(steps[-1:]))) / len(words) if words and steps else -1.0,
        max((listing("listing", part) for part in parts), default=0.0),
        listing("listing", heading),
        max((listing("listing", step) for step in steps), default=0.0),
        float(min(3, sum(kind in _MEDIA_TYPES for kind in claims.linked_types))),
    ]


def _is_link(block: Block) -> bool:
    return bool(block.link_chars) and len(block.text) <= _MAX_CHARS and block.link_chars > _LINKED * len(block.text)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _count(text: str) -> float:
    return float(sum(1 for _ in islice(_WORD.finditer(text), _MAX_WORDS)))


def _found(text: str, links: Iterable[str]) -> float:
    wanted = text.casefold()
    return float(min(_MAX_LINKS, sum(link == wanted for link in links))) if wanted else -1.0


def _steps(url: str) -> list[str]:
    """Return the steps of a URL's path, each as words with spaces between them."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return []
    return [_JOINTS.sub(" ", unquote(step)) for step in path[:_MAX_CHARS].split("/") if step]
