"""Kinds of tags: those that end a run of text, those that are part of it, and those that hold no text of the page."""

from __future__ import annotations

from functools import lru_cache

from selectolax.lexbor import LexborNode

from newsclean.html.unseen import MAX_LOOKED_AT_NODES, is_block_span, is_unseen_block, is_unseen_inline

# Elements whose content is never text of the page.
_SILENT_TAGS = frozenset(
    (
        "script style noscript template svg math iframe object embed applet canvas map select option optgroup"
        " datalist textarea input button audio video track source progress meter head title meta link base"
        " frameset noframes noembed rt rp rtc"
    ).split()
)
# Elements that do not end a run of text.
_INLINE_TAGS = frozenset(
    (
        "a abbr acronym b bdi bdo big blink cite code data del dfn em font i img ins kbd label mark nobr"
        " picture q rb ruby s samp small span strike strong sub sup time tt u var wbr"
    ).split()
)
# Elements of HTML, new and old, that end a run of text. Any other is inline unless it holds one of these.
_BLOCK_TAGS = frozenset(
    (
        "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset"
        " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p"
        " plaintext pre search section summary table tbody td tfoot th thead tr ul xmp"
    ).split()
)
_STRONG_TAGS = frozenset({"b", "strong", "em", "i"})

# What the walk does with a node.
TEXT, BREAK, SILENT, INLINE, LINK, STRONG, BLOCK, SPAN, UNKNOWN = range(9)


def is_skipped(node: LexborNode, tag: str) -> bool:
    """Return whether a node of this tag holds no text of the page."""
    category = category_of(tag)
    if category == SILENT:
        return True
    if category == BLOCK:
        return is_unseen_block(node, node.attributes)
    return category != LINK and is_unseen_inline(node, node.attributes)


def ends_run(node: LexborNode, tag: str) -> bool:
    """Return whether a node ends the run of text before it: a line break or a block element."""
    category = category_of(tag)
    if category == SPAN:
        return is_block_span(node.attributes)
    return category in (BREAK, BLOCK) or (category == UNKNOWN and node.child is not None and has_blocks(node))


@lru_cache(maxsize=500)  # more than HTML has
def category_of(tag: str) -> int:
    """Return what the walk does with a node of this tag."""
    if tag == "-text":
        return TEXT
    if tag == "br":
        return BREAK
    if tag in _SILENT_TAGS or not tag or tag[0] in "-!":
        return SILENT
    if tag in _STRONG_TAGS:
        return STRONG
    if tag == "a":
        return LINK
    if tag == "span":
        return SPAN
    if tag in _INLINE_TAGS:
        return INLINE
    return BLOCK if tag in _BLOCK_TAGS else UNKNOWN


def has_blocks(element: LexborNode) -> bool:
    """Return whether one of the first nodes inside an unknown element is a block."""
    waiting: list[LexborNode | None] = [element.child]
    for _ in range(MAX_LOOKED_AT_NODES):
        node = waiting.pop() if waiting else None
        if node is None:
            if not waiting:
                return False
            continue
        if node.tag in _BLOCK_TAGS:
            return True
        waiting += [node.next, node.child]
    return True  # so much markup is no run of text
