"""Score the blocks of a page that fits its site's template, by the other pages' block paths alone.

Most pages of a site are made by one template, which puts an article's text in the same places of each. Where nearly all
of a page's text is on paths whose text is nearly always main content on other pages, or nearly never, the page needs
neither block classifier nor extractor: on pages of sites that the models have not seen, F1 is the same within .0006.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from newsclean.content.select import without_insets
from newsclean.html.shape import prose_size, weight
from newsclean.model import Block
from newsclean.sites.evidence import Evidence
from newsclean.sites.tally import block_path, least_marks, text_hash

MIN_OTHERS = 3  # pages of the site
_SURE_SHARE = 0.9  # of a path's text that is main content, or is not
_SURE, _OPEN, _NEW = 3.0, 2.0, -1.0  # log-odds: of a sure path, of others at most, of paths that are new
_REPEATED = 2  # other articles that have a line, from which it need not be this article's
_MOST = 0.5  # of the other articles: a line on so many is none's
_MIN_CHARS = 300  # weight of the sure main content: with less there may be an article of another kind
_MAX_OPEN = 0.1  # of the sure main content, in text that the template leaves open


def template_scores(evidence: Evidence, page: str, blocks: Sequence[Block]) -> list[float] | None:
    """Return for each block the log-odds that it is main content, or None if the page does not fit the template.

    `page` is its `page_hash`: what the page itself told the site does not count.
    """
    if evidence.others(page) < MIN_OTHERS:
        return None
    paths = [block_path(block.element.path) for block in blocks]
    shares = evidence.kept_shares(page, dict.fromkeys(paths))
    scores = {path: _score(share) for path, share in shares.items()}
    names = [text_hash(block.text) for block in blocks]
    triples = zip(names, blocks, paths, strict=True)
    marks = least_marks(name for name, block, path in triples if scores[path] == _SURE and prose_size(block))
    repeats, there = evidence.repeats(marks, page, names)
    found: list[float] = []
    inside = undecided = 0
    for block, path, repeated in zip(blocks, paths, repeats, strict=True):
        score, size = scores[path], weight(block.text)
        if repeated >= _REPEATED and score > -_SURE:
            score = -_SURE if repeated >= _MOST * there else min(score, _OPEN)
        if score == _SURE:
            inside += size
        elif score > -_SURE:
            undecided += size
        found.append(score)
    if inside < _MIN_CHARS or undecided > _MAX_OPEN * inside:
        return None
    return without_insets(blocks, found)


def _score(share: float | None) -> float:
    """Return the log-odds of a block on a path with such a share of main content."""
    if share is None:
        return _NEW
    if share >= _SURE_SHARE:
        return _SURE
    if share <= 1 - _SURE_SHARE:
        return -_SURE
    return max(-_OPEN, min(_OPEN, math.log(share / (1 - share))))
