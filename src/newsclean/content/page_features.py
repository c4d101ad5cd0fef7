"""Page features: a page's own declarations, what was kept of it, and what surrounds that.

One row of numbers for a page, from which `page_type` tells articles from front pages, lists, errors and walls. The
only words among them are the phrases of `page_types.toml`, evidence like the rest: nothing is decided by one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set

from newsclean.content.page_claims import Claims, address_shape, declared_types
from newsclean.content.page_phrases import phrases
from newsclean.html.elements import HEADINGS
from newsclean.html.shape import MAX_PARAGRAPH_LINK_SHARE, MIN_PARAGRAPH_WEIGHT, ends_sentence, weight
from newsclean.model import Block
from newsclean.text import MAY_BE_WIDE, late_pattern

_HEAD_CHARS = 90  # of a heading that says what page it is
_MAX_HEADS = 6
_LINKED = 0.6  # of a heading that leads elsewhere is its link
_MIN_HEADING, _MAX_HEADING = 15, 250  # characters of a headline
_MAX_TEASER = 450  # characters: more below a heading is a text of its own
_LINE_CHARS = 60  # of a label, a date, a price
_SENTENCE = 40  # characters of a sentence that says something
_MAX_COMPARED = 5000  # characters of a text whose words are compared with title and description
_MAX_CLAIM = 600  # characters of a title or description
_NEAR = 2  # blocks
_DATELINE_BLOCKS = 6  # before the text: where bylines and dates are
_MAX_SPOKEN = 1500  # characters that are searched for phrases: errors and walls are short

# A feature of the page-type model: it may change only with a new training, so `rules.thread` has a pattern of its own.
DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./:]\d{2}\b|[年月日]")
_PRICE = re.compile(r"[$€£¥₹₽]\s?\d|\d\s?(?:[$€£¥₹₽]|USD|EUR|zł|kr)\b")
_WORD = re.compile(r"\w{4,}")
_WIDE_WORD = late_pattern(rf"[\u3040-\u30ff\u3400-\u9fff]{{2}}|{_WORD.pattern}")
_DIGITS = re.compile(r"\d+")

_WALL_KINDS = frozenset({"consent", "subscription", "membership"})


def page_features(blocks: Sequence[Block], body: Sequence[bool], kinds: Sequence[str], claims: Claims) -> list[float]:
    """Return one row for a page; `FEATURES` names its columns. `body` says what is kept, `kinds` what the rules cut."""
    look = _Look(blocks, body)
    return [
        *declared_types(claims),
        *address_shape(claims.url),
        *_agreement(claims, look),
        *_amounts(look),
        *_listing(look),
        *_groups(look),
        *_labels(look),
        *_spoken(claims, look, kinds),
    ]


class _Look:
    """Sizes of a page's blocks, and which are kept: computed once."""

    def __init__(self, blocks: Sequence[Block], body: Sequence[bool]) -> None:
        self.blocks = blocks
        self.body = body
        self.sizes = [weight(block.text) for block in blocks]
        self.prose: list[int] = []
        self.headlines: list[bool] = []  # headings that lead elsewhere, and other links of a headline's length
        self.h1: list[int] = []
        self.chars = self.link_chars = self.hrefs = 0
        for i, block in enumerate(blocks):
            length, links = len(block.text), block.link_chars
            paragraph = self.sizes[i] >= MIN_PARAGRAPH_WEIGHT and links < MAX_PARAGRAPH_LINK_SHARE * length
            self.prose.append(self.sizes[i] if paragraph and block.tag not in HEADINGS else 0)
            self.headlines.append(links > _LINKED * length and _MIN_HEADING <= length <= _MAX_HEADING)
            self.chars += length
            if links:
                self.link_chars += links
                self.hrefs += len(block.hrefs)
            if block.tag == "h1":
                self.h1.append(i)
        self.kept = [i for i, inside in enumerate(body) if inside]
        self.first, self.last = (self.kept[0], self.kept[-1]) if self.kept else (0, -1)
        self.total = sum(self.sizes[i] for i in self.kept)

    def kept_words(self, wanted: Set[str]) -> Set[str]:
        """Return those of some words, in lower case, that are in the kept text."""
        texts: list[str] = []
        room = _MAX_COMPARED
        for i in self.kept:
            text = self.blocks[i].text
            texts.append(text[:room])
            room -= len(text)
            if room <= 0:
                break
        if any(map(MAY_BE_WIDE.search, texts)):
            return wanted & set[str]().union(*map(_words, texts))
        folded = "\n".join(["", *texts, ""]).casefold()
        return {word for word in wanted if _has_word(folded, word)}


def _words(text: str) -> set[str]:
    """Return the words of four letters and more, and pairs of characters of scripts without spaces."""
    pattern = _WIDE_WORD if MAY_BE_WIDE.search(text) else _WORD  # the simpler one takes half the time
    return set(pattern.findall(text.casefold()))


def _has_word(text: str, word: str) -> bool:
    """Return whether a word is in a text that neither begins nor ends with one."""
    at = text.find(word)
    while at >= 0:
        after = at + len(word)
        if not (_is_of_word(text[at - 1]) or _is_of_word(text[after])):
            return True
        at = text.find(word, after)
    return False


def _is_of_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _log(values: Iterable[float]) -> list[float]:
    return [math.log1p(value) for value in values]


def _agreement(claims: Claims, look: _Look) -> list[float]:
    """Return how far title, heading, description and kept text speak of the same."""
    title = _words(claims.document_title[:_MAX_CLAIM]) or _words(claims.title[:_MAX_CLAIM])
    heads = [_words(look.blocks[i].text[:_MAX_CLAIM]) for i in look.h1[:5]]
    shared = max((_share(len(head & title), len(head | title)) for head in heads), default=-1.0)
    titled = _words((claims.headline or claims.title)[:_MAX_CLAIM])
    described = _words(claims.description[:_MAX_CLAIM])
    kept = look.kept_words(titled | described)
    h1 = max((i for i in look.h1 if i <= look.first), default=-1)
    return [
        shared,
        float(min(5, len(look.h1))),
        *_log([len(claims.title), len(claims.description)]),
        _share(len(titled & kept), len(titled)) if titled else -1.0,
        _share(len(described & kept), len(described)) if described else -1.0,
        math.log1p(sum(look.sizes[h1 + 1 : look.first])) if h1 >= 0 else -1.0,
        float(look.first - h1) if h1 >= 0 else 99.0,
    ]


def _amounts(look: _Look) -> list[float]:
    blocks, kept = look.blocks, look.kept
    prose = [look.prose[i] for i in kept if look.prose[i]]
    ends = [i for i in kept if ends_sentence(blocks[i].text)]
    sentences = [
        i for i in ends if look.sizes[i] >= _SENTENCE and blocks[i].link_chars <= _LINKED * len(blocks[i].text)
    ]
    kept_chars = sum(len(blocks[i].text) for i in kept)
    return [
        *_log([look.total, sum(prose), len(kept), len(prose), max(prose, default=0), len(sentences)]),
        _share(sum(prose), len(prose)),
        _share(look.total, sum(look.sizes)),
        _share(sum(prose), sum(look.prose)),
        _share(sum(blocks[i].link_chars for i in kept), kept_chars),
        _share(sum(look.sizes[i] for i in ends), look.total),
        _share(sum(look.sizes[i] for i in kept if blocks[i].tag in ("li", "tr", "td")), look.total),
        _share(sum(look.sizes[i] for i in kept if blocks[i].tag in HEADINGS), look.total),
        _share(sum(look.sizes[i] for i in kept if "<article>" in blocks[i].element.around), look.total),
        *_log([len(blocks), look.chars, look.hrefs]),
        _share(look.link_chars, look.chars),
    ]


def _listing(look: _Look) -> list[float]:
    """Return whether the kept text runs on, or is so many pieces between headings that lead elsewhere."""
    span = range(look.first, look.last + 1)
    headlines = [i for i in span if look.headlines[i]]
    marks = [i for i in span if look.headlines[i] or look.blocks[i].tag in HEADINGS]
    runs: list[int] = []  # kept text between two linked headlines
    near = teasers = 0
    before = -99
    open_item = False
    for i in span:
        if look.headlines[i]:
            before, open_item = i, True
            runs.append(0)
        elif look.body[i]:
            if not runs:
                runs.append(0)
            runs[-1] += look.sizes[i]
            if i - before <= _NEAR:
                near += look.sizes[i]
            if open_item and look.sizes[i] < _MAX_TEASER:
                teasers += look.sizes[i]
    outside = sum(look.headlines) - len(headlines)
    paths = Counter(look.blocks[i].element for i in look.kept if look.prose[i])
    return [
        *_log([len(headlines), outside, len(marks)]),
        _share(len(headlines), len(span)),
        _share(max(runs, default=0), look.total),
        _share(sum(1 for run in runs if run), len(runs)),
        _share(near, look.total),
        _share(teasers, look.total),
        _share(len(paths), sum(paths.values())),
        _share(max(paths.values(), default=0), sum(paths.values())),
        _share(len(look.kept), len(span)),
        _share(sum(look.sizes[i] for i in look.kept), sum(look.sizes[i] for i in span)),
    ]


def _groups(look: _Look) -> list[float]:
    """Return how the kept blocks hang together, and whether a date is where articles have theirs."""
    groups: list[int] = []
    before = -9
    unfinished = 0
    for i in look.kept:
        if i - before > _NEAR:
            groups.append(0)
        groups[-1] += look.sizes[i]
        before = i
        text = look.blocks[i].text
        unfinished += text.endswith(("…", "...")) or text.startswith(("…", "..."))
    head = range(max(0, look.first - _DATELINE_BLOCKS), min(len(look.blocks), look.first + _NEAR))
    dated = any(len(look.blocks[i].text) <= 2 * _LINE_CHARS and DATE.search(look.blocks[i].text) for i in head)
    return [*_log([len(groups), unfinished]), _share(max(groups, default=0), look.total), float(dated)]


def _labels(look: _Look) -> list[float]:
    """Return how many dates and prices a page has, and lines that recur."""
    texts = Counter(block.text for block in look.blocks if len(block.text) <= _LINE_CHARS)
    numbered = [(text, count) for text, count in texts.items() if not text.isalpha() and _DIGITS.search(text)]
    elements = Counter(block.element for block in look.blocks)
    heads = [block for block in look.blocks if block.tag in HEADINGS]
    headings = Counter(block.element for block in heads)
    return _log(
        [
            sum(count for text, count in numbered if DATE.search(text)),
            sum(count for text, count in numbered if _PRICE.search(text)),
            max(texts.values(), default=0),
            sum(n for n in texts.values() if n > 2),
            max(elements.values(), default=0),
            len(elements),
            max(headings.values(), default=0),
            len(heads),
            sum(1 for block in heads if block.link_chars),
        ]
    )


def _spoken(claims: Claims, look: _Look, kinds: Sequence[str]) -> list[float]:
    """Return how much of the page's heads and of its kept text speaks like an error page or a wall."""
    heads = [claims.document_title[:200], claims.title[:200]]
    heads += [block.text for block in look.blocks if len(block.text) <= _HEAD_CHARS and block.tag in HEADINGS][
        :_MAX_HEADS
    ]
    found = [phrases().find(head) for head in heads]
    row = [float(any(kind in kinds_of_head for kinds_of_head in found)) for kind in ("error", "wall")]
    sizes = Counter[str]()
    read = 0
    for i in look.kept:
        text = look.blocks[i].text
        kinds_here = phrases().find(text[:_MAX_SPOKEN])
        for kind in kinds_here:
            sizes[kind] += look.sizes[i]
        if "reader" in kinds_here and len(kinds_here) > 1:
            sizes["asked"] += look.sizes[i]
        read += len(text)
        if read > _MAX_SPOKEN:  # of a long text the rest counts as saying nothing of the kind
            break
    row += [_share(sizes[kind], look.total) for kind in ("error", "wall", "reader", "asked")]
    return [*row, float(min(5, sum(kind in _WALL_KINDS for kind in kinds)))]


FEATURES = (
    "og_article", "og_website", "og_shop", "og_any", "linked_articles", "linked_list", "linked_site", "linked_shop",
    "article_body", "headline", "published",
    "address", "depth", "slug_joints", "digits", "path_date", "page_file", "query",
    "title_h1", "h1", "title_length", "description_length", "title_kept", "description_kept", "h1_gap", "h1_distance",
    "kept", "kept_prose", "kept_blocks", "paragraphs", "longest", "sentences", "mean_paragraph", "kept_of_page",
    "prose_of_page", "kept_links", "kept_ends", "kept_lists", "kept_headings", "kept_in_article", "blocks", "chars",
    "hrefs", "page_links",
    "headlines_inside", "headlines_outside", "marks", "headline_share", "longest_run", "filled_runs", "near_headlines",
    "teasers", "paths", "top_path", "dense", "dense_text",
    "groups", "unfinished", "top_group", "dated",
    "dates", "prices", "top_line", "repeated_lines", "top_element", "elements", "top_heading", "headings",
    "linked_headings",
    "error_head", "wall_head", "error_text", "wall_text", "reader_text", "asked_text", "wall_cuts",
)  # fmt: skip
