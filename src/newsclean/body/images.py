"""The images of an article: their positions among its blocks, their URLs and captions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.model import Block
from newsclean.text import clean_text

_MIN_IMAGE_PIXELS = 100  # of width or height, where the page says them: smaller ones are icons and trackers
_MAX_LEAD_BLOCKS = 25  # between the headline and the first block of the text
_MAX_CAPTION_CHARS = 600
_MAX_ALT_CHARS = 300
_MAX_LOOKED_AT_NODES = 200_000
_NOT_ENTERED = frozenset("aside nav footer form button script style template svg select iframe object".split())
_OTHER_NAMES = frozenset(
    (
        "ad ads advert advertisement author avatar banner byline comment comments icon logo menu most newsletter"
        " outbrain pixel popular promo promoted recommended related share sharing sidebar social sponsor sponsored"
        " taboola teaser teasers trending widget"
    ).split()
)
_NAME = re.compile(r"[a-z]{2,24}")
_IMAGE_FILE = re.compile(r"\.(?:avif|gif|jpe?g|png|webp)(?:$|[?#])", re.IGNORECASE)
# Where a page keeps the URL of an image that it loads later; `src` is often a placeholder then.
_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-src-large", "src")
_SOURCE_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_MAX_SOURCE_SET_CHARS = 8000


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the article: its absolute URL, its alternative text, and the caption below it."""

    url: str
    alt: str = ""
    caption: str = ""


@dataclass(slots=True)
class _Figure:
    """A figure that the walk is in: its images, and the text in it that is not the article's."""

    end: LexborNode
    images: list[tuple[int, LexborNode]] = field(default_factory=list)
    caption: list[str] = field(default_factory=list)


class ImageReader:
    """Finds the images of articles. `url_of` gives the absolute URL of one as written, or None."""

    def __init__(self, url_of: Callable[[str], str | None], blocks: Sequence[Block]) -> None:
        self._url_of = url_of
        self._blocks = blocks

    def read(
        self, tree: LexborHTMLParser, starts: Sequence[Sequence[LexborNode]], kept: Sequence[bool]
    ) -> Iterator[tuple[int, LexborNode, Image]]:
        """Yield the article's images, each with the number of the block that follows it and its node.

        They are those among the kept blocks, and those between the headline and the first of them.
        """
        wanted = [i for i, inside in enumerate(kept) if inside]
        first = self._lead(wanted[0]) if wanted else 0
        last = wanted[-1] if wanted else -1
        seen: set[str] = set()
        for place, node, caption in self._walk(tree, starts, kept):
            if not first < place <= last:
                continue
            url = self._image_url(node)
            if url is not None and url not in seen:
                seen.add(url)
                alt = clean_text(node.attributes.get("alt") or "")[:_MAX_ALT_CHARS]
                yield place, node, Image(url, alt, caption)

    def _lead(self, first: int) -> int:
        """Return the headline's number, where it comes shortly before the first block of the text, or that block's."""
        for i in range(first - 1, max(-1, first - _MAX_LEAD_BLOCKS), -1):
            if self._blocks[i].tag == "h1":
                return i
        return first

    def _walk(
        self, tree: LexborHTMLParser, starts: Sequence[Sequence[LexborNode]], kept: Sequence[bool]
    ) -> Iterator[tuple[int, LexborNode, str]]:
        """Yield images in page order, with the number of the block to come and the caption."""
        numbers = {nodes[0].mem_id: i for i, nodes in reversed(list(enumerate(starts)))}
        place = 0
        figure: _Figure | None = None
        opened: list[LexborNode] = []
        node = tree.body.child if tree.body is not None else None
        for _ in range(_MAX_LOOKED_AT_NODES):
            if node is None:
                return
            number = numbers.get(node.mem_id)
            if number is not None:
                place = number + 1
                if figure is not None and not kept[number]:
                    figure.caption.append(self._blocks[number].text)
            tag = node.tag or ""
            if tag == "img":
                if figure is not None:
                    figure.images.append((place, node))
                elif not _is_teaser(opened):
                    yield place, node, ""
            elif node.child is not None and tag not in _NOT_ENTERED and not _is_other(node):
                if tag == "figure" and figure is None:
                    figure = _Figure(node)
                opened.append(node)
                node = node.child
                continue
            while node.next is None and opened:
                node = opened.pop()
                if figure is not None and node.mem_id == figure.end.mem_id:
                    yield from _captioned(figure)
                    figure = None
            node = node.next

    def _image_url(self, node: LexborNode) -> str | None:
        """Return the absolute URL of an image that is large enough to be the article's."""
        attributes = node.attributes
        for side in ("width", "height"):
            size = (attributes.get(side) or "").removesuffix("px").strip()
            if size.isdecimal() and size.isascii() and len(size) < 6 and int(size) < _MIN_IMAGE_PIXELS:
                return None
        if _is_other(node):
            return None
        for written in _written(node):
            if not written.startswith("data:") and (url := self._url_of(written)) is not None:
                return url
        return None


def _captioned(figure: _Figure) -> Iterator[tuple[int, LexborNode, str]]:
    caption = " ".join(figure.caption)
    for k, (place, node) in enumerate(figure.images):
        yield place, node, caption if k == 0 and len(caption) <= _MAX_CAPTION_CHARS else ""


def _written(node: LexborNode) -> Iterator[str]:
    """Yield the URLs that an image may have, as written, the likeliest first."""
    attributes = node.attributes
    yield from filter(None, ((attributes.get(name) or "").strip() for name in _SOURCES))
    sets = [attributes.get(name) for name in _SOURCE_SETS]
    if node.parent is not None and node.parent.tag == "picture":
        sibling = node.parent.child
        while sibling is not None and sibling.tag != "img":
            if sibling.tag == "source":
                sets += [sibling.attributes.get(name) for name in _SOURCE_SETS]
            sibling = sibling.next
    for value in sets:
        if value and len(value) <= _MAX_SOURCE_SET_CHARS:
            yield from (part.split()[0] for part in reversed(value.split(", ")) if part.strip())


def _is_other(node: LexborNode) -> bool:
    """Return whether an element's names say that it is not a part of the article."""
    attributes = node.attributes
    if not attributes:
        return False
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
    return not _OTHER_NAMES.isdisjoint(_NAME.findall(names[:400]))


def _is_teaser(opened: Sequence[LexborNode]) -> bool:
    """Return whether the nearest link around an image leads to something other than the image."""
    for node in reversed(opened[-4:]):
        if node.tag == "a":
            return _IMAGE_FILE.search(node.attributes.get("href") or "") is None
    return False
