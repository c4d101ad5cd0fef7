"""The witnesses' vote: which blocks of a page are its article."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from newsclean.blocks import mark
from newsclean.extract import Marked, trafilatura_votes
from newsclean.metadata import Witnesses
from newsclean.model import Block
from newsclean.rules.judge import Judgement


def page_votes(
    tree: LexborHTMLParser, blocks: Sequence[Block], judgement: Judgement, said: Witnesses
) -> list[bool]:
    """For each block whether it belongs to the article, by this page alone."""
    _, runs, html = mark(tree)
    return trafilatura_votes(Marked(html, runs), "standard")
