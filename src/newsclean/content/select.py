"""Select the main content of a page from this page alone.

The block classifier scores every page. Where it may be wrong, trafilatura is asked as well, and the two are weighed;
JSON-LD's `articleBody` comes last, for blocks that it contains word for word.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from selectolax.lexbor import LexborHTMLParser

from newsclean.content import TAKEN
from newsclean.content.clash import EXTRACTED, WEIGHED, choose_selection
from newsclean.content.classifier import Scores
from newsclean.content.insets import without_insets
from newsclean.content.other_stories import without_other_stories
from newsclean.content.topic import NO_TOPIC, Topic
from newsclean.content.trafilatura import mark, trafilatura_votes
from newsclean.html.blocks import Starts
from newsclean.html.elements import HEADINGS
from newsclean.html.shape import ends_sentence, is_paragraph, prose_size
from newsclean.model import Block, Element
from newsclean.text import letters_of

# The part of the article that is likely to be lost or wrongly taken, see `Scores.doubt`: above this, an extractor is
# asked too. So it is on a page in ten of sites that the classifier has not seen; asked more often, it gains nothing,
# and less often, altnews loses a page (docs/architecture.md, Performance).
DOUBT = 0.17
_FOUND = 15  # letters: shorter blocks are in any text by chance
_HOLE = 40  # blocks between two paragraphs of one element
_HOLE_LINKS, _MAX_HOLE_LINKS = 0.3, 0.6  # share of all of them, and of one: an item of a story may begin with a link
_UNLIKELY, _UNSURE, _NEARLY = -2.2, -1.2, -0.6  # log-odds
_MAX_SUBHEAD_CHARS, _MAX_QUESTION_CHARS, _MAX_SIGNATURE_CHARS = 60, 150, 120
_QUESTION_MARKS, _DASHES = "?？؟", "—–"
_MAX_WRAPPERS = 3  # elements of its own around a line between two paragraphs
_PLAIN = frozenset({"p", "blockquote", "em", "i", "strong", "b"})
_MARKS = _PLAIN | {"span", "font", "u"}
_HOPELESS = -4.0  # log-odds
_INSET = frozenset({"li", "tr", "td", "blockquote", "h2", "h3", "h4", "h5", "h6", "pre", "dt", "dd"})
_BOILERPLATE = frozenset({"<aside>", "<nav>", "<form>", "<figure>", "<footer>", "<figcaption>", "<button>", "!hidden"})
_QUOTE = "<blockquote>"
_COVERED, _LEAST_COVERED = 0.8, 240  # of the text that the classifier takes, and in letters
_WORD = 1.0  # log-odds
_VOTED = 1.0  # log-odds, of what an extractor alone takes
_MAX_ROW_CHARS = 150
_ROW_TAKEN = 2.5  # log-odds


def score_blocks(
    tree: LexborHTMLParser | None,
    blocks: Sequence[Block],
    topic: Topic = NO_TOPIC,
    key: Hashable = None,
    starts: Sequence[Starts] | None = None,
) -> list[float]:
    """Return for each block the log-odds that it is main content; with a `tree` an extractor is asked in doubt.

    `key` is that of `Scores`, `starts` says where in the tree the blocks begin, where that is known.
    """
    if not blocks:
        return []
    scored = Scores(blocks, topic, key)
    scores: list[float] = scored.log_odds.tolist()
    if tree is not None and scored.doubt() > DOUBT:
        scores = _likeliest(blocks, scored, trafilatura_votes(mark(tree, starts)))
    if topic.article_body:
        scores = _with_article_body(blocks, scores, topic.article_body)
    return without_other_stories(blocks, without_insets(blocks, scores))


def _likeliest(blocks: Sequence[Block], scored: Scores, votes: Sequence[bool]) -> list[float]:
    """Return the log-odds of the likeliest of three opinions: the classifier's, an extractor's, and both weighed."""
    opinions = opinions_on(scored, votes)
    if not any(value > TAKEN for value in opinions[WEIGHED]):
        return opinions[EXTRACTED]  # a page of few words: better one opinion than none
    return opinions[choose_selection(scored, [fill_holes(blocks, opinion) for opinion in opinions])]


def opinions_on(scored: Scores, votes: Sequence[bool]) -> list[list[float]]:
    """Return the log-odds by the classifier's opinion, both weighed, and an extractor's `votes`; see `clash`."""
    own: list[float] = scored.log_odds.tolist()
    extracted = [max(value, _VOTED) if vote else min(value, -_VOTED) for value, vote in zip(own, votes, strict=True)]
    return [own, scored.with_votes(votes), extracted]


def fill_holes(blocks: Sequence[Block], scores: Sequence[float]) -> list[bool]:
    """Return the blocks that the scores take, and what is between two of their paragraphs in the same element.

    A list, a table or a quote in the midst of a story has little in common with its paragraphs, but it is
    not boilerplate: that is full of links, or in an element of its own kind.
    """
    votes = [value > TAKEN for value in scores]
    for i in [i for i, vote in enumerate(votes) if vote]:
        votes[i] = scores[i] > _ROW_TAKEN or not _is_row_of_links(blocks[i])
    last = -1
    for i, block in enumerate(blocks):
        if not votes[i] or not prose_size(block):
            continue
        if 1 < i - last <= _HOLE and last >= 0 and (around := _common_element(blocks[last], block)) is not None:
            hole = [k for k in range(last + 1, i) if not votes[k]]
            plain = [blocks[k] for k in hole if not _is_quoted(blocks[k], around)]  # an embedded post ends in links
            if all(_belongs(blocks[k], scores[k], around) for k in hole) and (
                sum(b.link_chars for b in plain) <= _HOLE_LINKS * sum(len(b.text) for b in plain)
            ):
                for k in hole:
                    votes[k] = True
        last = i
    for i in range(1, len(blocks)):
        if votes[i - 1] and not votes[i]:
            votes[i] = _follows(blocks[i], scores[i], blocks[i - 1])
    for i in range(1, len(blocks) - 1):
        if votes[i - 1] and votes[i + 1] and not votes[i]:
            votes[i] = _is_between(blocks[i], scores[i], blocks[i - 1], blocks[i + 1])
    for i in range(1, len(blocks)):
        votes[i] = votes[i] or (_is_signature(blocks[i]) and _is_quote_taken(blocks, votes, i))
    return votes


def _is_row_of_links(block: Block) -> bool:
    """Return whether a line is links side by side, as "Print | Send | Comment": a menu, whatever is around it."""
    if len(block.hrefs) < 2 or block.tag == "tr" or len(block.text) > _MAX_ROW_CHARS:
        return False
    return "|" in block.text and block.link_chars + 3 * len(block.hrefs) >= len(block.text)


def _follows(block: Block, value: float, before: Block) -> bool:
    """Return whether a line without links goes on with the paragraphs before it: a story may end on four words."""
    if value < _UNLIKELY or block.link_chars or before.tag in HEADINGS:
        return False
    around = before.element.parent if before.tag in _PLAIN else before.element
    if around is not None and around.path == _container(block, _PLAIN):
        return True
    return value >= _UNSURE and _container(before) == _container(block)


def _is_between(block: Block, value: float, before: Block, after: Block) -> bool:
    """Return whether a line without links parts two paragraphs that are in the same element: a subhead, mostly.

    A question parts them wherever it is: lists of questions and answers fold each pair into an element of its own.
    """
    question = block.text[-1] in _QUESTION_MARKS
    if block.link_chars or block.glued or len(block.text) > (_MAX_QUESTION_CHARS if question else _MAX_SUBHEAD_CHARS):
        return False
    if not (is_paragraph(after) or ends_sentence(after.text)) or _BOILERPLATE & block.element.around:
        return False
    if value >= (_UNSURE if question else _NEARLY) and (question or block.tag in HEADINGS):
        return True
    if value < (_UNLIKELY if block.tag in HEADINGS else _UNSURE):
        return False
    container = _container(after)
    if container != _container(before):
        return False
    element: Element | None = block.element
    for _ in range(_MAX_WRAPPERS):
        if element is None or element.path == container:
            break
        element = element.parent
    return element is not None and element.path == container


def _is_signature(block: Block) -> bool:
    """Return whether a line names whom a quotation is by: "— Anna Baker (@anna), 3 May"."""
    if block.text[0] not in _DASHES and block.element.tag != "cite":  # as most
        return False
    return len(block.text) <= _MAX_SIGNATURE_CHARS and _QUOTE in block.element.around


def _is_quote_taken(blocks: Sequence[Block], votes: Sequence[bool], i: int) -> bool:
    """Return whether the quotation that block `i` is in is taken; the address of its picture may be between."""
    before = (k for k in (i - 1, i - 2) if k >= 0 and _QUOTE in blocks[k].element.around)
    return any(votes[k] for k in before)


def _container(block: Block, marks: frozenset[str] = _MARKS) -> str:
    """Return the path of the element that a block's paragraph is in, whatever it is marked with inside of it."""
    element: Element = block.element
    while element.tag in marks and element.parent is not None:
        element = element.parent
    return element.path


def _belongs(block: Block, value: float, around: Element) -> bool:
    """Return whether a block inside the element of a story's paragraphs may be a part of the story."""
    if block.link_chars > _MAX_HOLE_LINKS * len(block.text) or not block.element.path.startswith(around.path + ">"):
        return False
    is_inset = block.tag in _INSET
    if not (is_inset or _is_quoted(block, around)) or value < (_HOPELESS if is_inset else _UNSURE):
        return False
    return not (_BOILERPLATE & block.element.around - around.around)


def _common_element(before: Block, after: Block) -> Element | None:
    """Return the element that two paragraphs are in, the first of which may be quoted there; None if there is none."""
    around, other = before.element.parent, after.element.parent
    if other is not None and _is_quoted(before, other):
        while around is not None and _QUOTE in around.around:
            around = around.parent
    return around if around is not None and other is not None and around.path == other.path else None


def _is_quoted(block: Block, around: Element) -> bool:
    """Return whether a block is in a quotation inside of an element: in an embedded post, mostly."""
    return _QUOTE in block.element.around and _QUOTE not in around.around


def _with_article_body(blocks: Sequence[Block], scores: Sequence[float], article_body: str) -> list[float]:
    """Return the scores, corrected by JSON-LD's text, of every block that is long enough to be found in it.

    An `articleBody` that holds most of what the classifier takes is the article's; where it has only a part, it says
    nothing. Blocks that it lacks are wrong two times in three, where the classifier alone would take them.
    """
    body = letters_of(article_body)
    keys = [letters_of(block.text) for block in blocks]
    inside = [len(key) >= _FOUND and key in body for key in keys]
    taken = sum(len(key) for key, value in zip(keys, scores, strict=True) if value > 0)
    shared = sum(len(key) for key, value, there in zip(keys, scores, inside, strict=True) if value > 0 and there)
    if shared < max(_LEAST_COVERED, _COVERED * taken):
        return list(scores)
    return [
        value if len(key) < _FOUND else value + (_WORD if there else -_WORD)
        for key, value, there in zip(keys, scores, inside, strict=True)
    ]
