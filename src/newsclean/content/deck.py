"""Find the deck (standfirst): the line or two between a story's headline and its body that say what it is about.

A block classifier sees a short line in a header among bylines and dates, and leaves out every fifth deck. What a deck
is called and that a page repeats it as its description are better evidence, but only there: below the headline.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.html.elements import HEADINGS
from newsclean.html.shape import MAX_PARAGRAPH_LINK_SHARE, ends_sentence, is_paragraph, weight
from newsclean.model import Block, Element
from newsclean.text import letters_of

_MIN_DECK_WEIGHT, _MAX_DECK_WEIGHT = 30, 700  # see `weight`
_MAX_DECK_LINES = 5
_MAX_HEADER_BLOCKS = 25  # between a headline and its story
_MAX_NAMED_ANCESTORS = 2  # above a block's element, that may be named after the deck
_MIN_SHARED_LETTERS = 40  # of a deck and a description, which is often cut short
_MAX_UNFINISHED_DIGITS = 4  # more of them in a line without a full stop are a date's
_NAMES = frozenset(
    (
        "deck dek standfirst subtitle subtitles subheadline subhead subheading subheader strapline lede lead leadtext"
        " summary excerpt synopsis abstract intro introduction chapo chapeau sapo vorspann teaser bajada entradilla"
        " copete sommario occhiello catenaccio ingress manchet perex zajawka annotation description epigraph"
        " subtitulo volanta linhafina linha-fina sottotitolo unterzeile untertitel underrubrik undertitel underrubrikk"
        " alaotsikko ingressi onderkop podtytul podnadpis midtitle subtit altbaslik alt-baslik ozet leadin lead-in"
    ).split()
)
_NAMES_IN_TWO = (
    frozenset({"sub", "title"}),
    frozenset({"sub", "headline"}),
    frozenset({"sub", "heading"}),
    frozenset({"sub", "tit"}),
    frozenset({"mid", "title"}),
)
_ROLES = frozenset({"@description", "@alternativeheadline", "@abstract"})
_OTHER_NAMES = frozenset(
    (
        "caption credit image photo picture gallery video audio byline author authors date time timestamp meta related"
        " recommended promo newsletter subscribe paywall comment comments share social tags breadcrumb breadcrumbs ad"
        " ads advert sponsor disclaimer copyright cookie consent menu nav toc"
    ).split()
)
_NOT_IN = frozenset({"<aside>", "<nav>", "<figure>", "<figcaption>", "<footer>", "<form>", "<li>", "<td>", "!hidden"})


def add_deck(
    blocks: Sequence[Block], selected: Sequence[bool], title: str | None, descriptions: Sequence[str]
) -> Sequence[bool]:
    """Return `selected` with the deck that is printed between the headline and the first paragraph, or a quotation.

    `descriptions` are those that the page gives of itself.
    """
    first = next((i for i, inside in enumerate(selected) if inside and is_paragraph(blocks[i])), None)
    if first is None:
        return selected
    start = _below_headline(blocks, first, title)
    wanted = [letters for letters in map(letters_of, descriptions) if letters]
    for i in range(start, first):
        block = blocks[i]
        if selected[i] or not _may_be_deck(block):
            continue
        letters = letters_of(block.text)
        if not (_is_named(block.element) or any(_is_same(letters, other) for other in wanted)):
            continue
        if (
            letters in _letters_of_selected(blocks, selected)
            or letters == letters_of(title or "")
            or _is_same(letters, letters_of(blocks[first].text))
        ):
            return selected  # it has been found, or is the teaser of what follows
        return [inside or k == i or (k > i and _goes_on(blocks, i, k, first)) for k, inside in enumerate(selected)]
    return _with_opening_quote(blocks, selected, first)


def _letters_of_selected(blocks: Sequence[Block], selected: Sequence[bool]) -> str:
    return "\n".join(letters_of(block.text) for block, inside in zip(blocks, selected, strict=True) if inside)


def _with_opening_quote(blocks: Sequence[Block], selected: Sequence[bool], first: int) -> Sequence[bool]:
    """Return `selected` with the quotation that a story begins with, in a box of its own above the first paragraph."""
    story = _article_around(blocks[first].element)
    i = first - 1
    if story is None or i < 0 or selected[i] or "<blockquote>" not in blocks[i].element.around:
        return selected
    block = blocks[i]
    if _article_around(block.element) is not story or not _may_be_deck(block):
        return selected
    if _OTHER_NAMES & (block.element.around - story.around):
        return selected
    if letters_of(block.text) in _letters_of_selected(blocks, selected):
        return selected
    return [inside or k == i for k, inside in enumerate(selected)]


def _article_around(element: Element) -> Element | None:
    """Return the nearest element around a block that is an article; None if there is none."""
    return next((around for around in element.outwards() if around.tag == "article"), None)


def _below_headline(blocks: Sequence[Block], first: int, title: str | None) -> int:
    """Return the block that follows the story's headline: where its deck may begin."""
    nearest = max(0, first - _MAX_HEADER_BLOCKS)
    headline = letters_of(title or "")
    for i in range(first - 1, nearest - 1, -1):
        if blocks[i].tag == "h1" or (headline and blocks[i].tag in HEADINGS and letters_of(blocks[i].text) == headline):
            return i + 1
    return first


def _may_be_deck(block: Block) -> bool:
    text = block.text
    if not _MIN_DECK_WEIGHT <= weight(text) <= _MAX_DECK_WEIGHT or block.tag in ("h1", "figcaption", "li", "tr"):
        return False
    if block.link_chars >= MAX_PARAGRAPH_LINK_SHARE * len(text) or _NOT_IN & block.element.around:
        return False
    return ends_sentence(text) or sum(map(str.isdigit, text)) <= _MAX_UNFINISHED_DIGITS


def _is_named(element: Element | None) -> bool:
    """Return whether an element or one right around it is named after the deck, and none after something else."""
    named = False
    for _ in range(1 + _MAX_NAMED_ANCESTORS):
        if element is None or element.tag in ("body", "main", "article"):
            break
        if _OTHER_NAMES & element.words:
            return False
        named = named or bool(
            _NAMES & element.words
            or f"@{element.role}" in _ROLES
            or any(names <= element.words for names in _NAMES_IN_TWO)
        )
        element = element.parent
    return named


def _goes_on(blocks: Sequence[Block], deck: int, k: int, first: int) -> bool:
    """Return whether a block is the deck's next line: all from the deck to it are in the same kind of element."""
    return (
        k < first
        and k - deck < _MAX_DECK_LINES
        and all(blocks[i].element is blocks[deck].element for i in range(deck, k + 1))
    )


def _is_same(letters: str, other: str) -> bool:
    """Return whether two texts are the same, or the longer one begins with most of the other."""
    shared = min(len(letters), len(other))
    if shared < _MIN_SHARED_LETTERS:
        return letters == other
    return letters[:_MIN_SHARED_LETTERS] == other[:_MIN_SHARED_LETTERS]
