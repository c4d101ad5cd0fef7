"""The witnesses' vote: which blocks of a page are its article, by this page alone.

The layout forest votes on every page. Where it is in doubt, trafilatura is asked as well, and a second
forest weighs the two; JSON-LD's `articleBody` speaks last, for blocks that stand in it word for word.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from newsclean.content.classifier import score, second_score
from newsclean.content.trafilatura import Marked, trafilatura_votes
from newsclean.html.blocks import mark
from newsclean.html.elements import HEADINGS
from newsclean.html.shape import prose_size, weight
from newsclean.model import Block, Element

# Doubt is the weight of text that the forest expects to be wrong about, as a share of what it takes for the
# article. A page in seven of mixed news and blogs is above this, and asking on more pages gains nothing.
DOUBT = 0.16
_POOR = 300  # characters of prose: less may be what was left of more
_MISSED = 0.6  # of the prose that the forest takes
_FOUND = 15  # letters: shorter blocks stand in any text by chance
_HOLE = 40  # blocks between two paragraphs of one element
_HOLE_LINKS = 0.3
_SURELY_NOT = -5.5  # log-odds: below this a block adds nothing to the doubt
_UNLIKELY = -2.2  # log-odds
_PLAIN = frozenset({"p", "blockquote", "em", "i", "strong", "b"})
_HOPELESS = -4.0  # log-odds
_INSET = frozenset({"li", "tr", "td", "blockquote", "h2", "h3", "h4", "h5", "h6", "pre", "dt", "dd"})
_FURNITURE = frozenset({"<aside>", "<nav>", "<form>", "<figure>", "<footer>", "<figcaption>", "<button>", "!hidden"})
_COVERED = 0.8
_WORD = 1.0  # log-odds
TAKEN = 0.2  # log-odds: even odds keep a little more furniture than they save of stories
_LITTLE = 200  # characters: what a doubt is measured against at least


def select_blocks(
    tree: LexborHTMLParser | None, blocks: Sequence[Block], article_body: str | None, ask: bool = True
) -> list[bool]:
    """Return for each block whether it is main content. `ask`: an extractor may be asked where there is doubt.

    `article_body` is the text as the page's structured data give it, if they do.
    """
    if not blocks:
        return []
    scores = score(blocks)
    is_poor = _prose(blocks, [value > TAKEN for value in scores]) < _POOR
    if tree is not None and ask and (is_poor or doubt(blocks, scores) > DOUBT):
        _, runs, html = mark(tree)
        heard = extractor_votes(Marked(html, runs), blocks, scores)
        scores = second_score(blocks, scores, heard)
        if not any(value > TAKEN for value in scores):
            return heard  # a page of few words: better one witness than none
    if article_body:
        scores = _with_article_body(blocks, scores, article_body)
    return fill_holes(blocks, scores)


def fill_holes(blocks: Sequence[Block], scores: Sequence[float]) -> list[bool]:
    """The blocks that the scores take, and what stands between two of their paragraphs in the same element.

    A list, a table or a quote in the midst of a story has little in common with its paragraphs, but it is
    not furniture: that is full of links, or in an element of its own kind.
    """
    votes = [value > TAKEN for value in scores]
    last = -1
    for i, block in enumerate(blocks):
        if not votes[i] or not prose_size(block):
            continue
        if 1 < i - last <= _HOLE and last >= 0:
            around = blocks[last].element.parent
            if around is not None and block.element.parent is not None:
                signature = around.path
                hole = range(last + 1, i)
                if signature == block.element.parent.path and all(
                    votes[k] or _belongs(blocks[k], scores[k], around) for k in hole
                ):
                    for k in hole:
                        votes[k] = True
        last = i
    for i in range(1, len(blocks)):
        votes[i] = votes[i] or (votes[i - 1] and _follows(blocks[i], scores[i], blocks[i - 1]))
    return votes


def _follows(block: Block, value: float, before: Block) -> bool:
    """Whether a line without links goes on with the paragraphs before it: a story may end on four words."""
    if value < _UNLIKELY or block.link_chars or before.tag in HEADINGS:
        return False
    container = before.element.parent if before.tag in _PLAIN else before.element
    element: Element | None = block.element
    while element is not None and element.tag in _PLAIN:
        element = element.parent
    return container is not None and element is not None and element.path == container.path


def _belongs(block: Block, value: float, around: Element) -> bool:
    """Whether a block inside the element of a story's paragraphs may be a part of the story."""
    if block.tag not in _INSET or value < _HOPELESS or block.link_chars > _HOLE_LINKS * len(block.text):
        return False
    if not block.element.path.startswith(around.path + ">"):
        return False
    return not (_FURNITURE & block.element.around - around.around)


def extractor_votes(marked: Marked, blocks: Sequence[Block], scores: Sequence[float]) -> list[bool]:
    """trafilatura's votes: its fast run's, or its full run's where the fast one misses much of the page.

    The full run has ways of its own with odd pages (other extractors, another try with laxer rules), and
    costs twice as much.
    """
    votes = trafilatura_votes(marked, "fast")
    expected = sum(prose_size(block) for block, value in zip(blocks, scores, strict=True) if value > 0)
    if _prose(blocks, votes) < max(_POOR, _MISSED * expected):
        full = trafilatura_votes(marked, "standard")
        if _prose(blocks, full) > _prose(blocks, votes):
            return full
    return votes


def _prose(blocks: Sequence[Block], votes: Sequence[bool]) -> int:
    return sum(prose_size(block) for block, vote in zip(blocks, votes, strict=True) if vote)


def _with_article_body(blocks: Sequence[Block], scores: Sequence[float], article_body: str) -> list[float]:
    """The scores with JSON-LD's word on every block that is long enough to be found in it.

    An `articleBody` that holds most of what the forest takes is the article's; where it has only a part, it says
    nothing. Blocks that it lacks are wrong two times in three, where the forest alone would take them.
    """
    body = _letters(article_body)
    keys = [_letters(block.text) for block in blocks]
    inside = [len(key) >= _FOUND and key in body for key in keys]
    taken = sum(len(key) for key, value in zip(keys, scores, strict=True) if value > 0)
    shared = sum(len(key) for key, value, there in zip(keys, scores, inside, strict=True) if value > 0 and there)
    if shared < _COVERED * max(_POOR, taken):
        return list(scores)
    return [
        value if len(key) < _FOUND else value + (_WORD if there else -_WORD)
        for key, value, there in zip(keys, scores, inside, strict=True)
    ]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def doubt(blocks: Sequence[Block], scores: Sequence[float]) -> float:
    """The share of an article's text that the forest expects to be wrong about, 0 or more."""
    wrong = taken = 0.0
    for block, value in zip(blocks, scores, strict=True):
        if value < _SURELY_NOT:
            continue
        size = weight(block.text)
        share = 1 / (1 + math.exp(-value))
        wrong += min(share, 1 - share) * size
        taken += share * size
    return wrong / max(_LITTLE, taken)
