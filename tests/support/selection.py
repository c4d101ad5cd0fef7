"""The main content of a page by its own evidence, as the path of a page finds it."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from newsclean.content.select import fill_holes, score_blocks
from newsclean.content.topic import Topic
from newsclean.model import Block


def select_blocks(
    tree: LexborHTMLParser | None, blocks: Sequence[Block], title: str | None, article_body: str | None
) -> list[bool]:
    """Return for each block whether it is main content."""
    return fill_holes(blocks, score_blocks(tree, blocks, Topic(title, (), article_body)))
