"""Pages to learn page types from: real ones, and errors, walls and news briefs made out of their boilerplate.

Real sets hold no error pages and hardly a wall. The examples of `content/page_types.toml` are put into the frame of
real pages, in the place of what was kept there; short stories come from the beginnings of long ones.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newsclean.content.page_claims import Claims
from newsclean.content.page_phrases import page_types
from newsclean.html.elements import make_element
from newsclean.html.shape import weight
from newsclean.model import Block, Element

BRIEF_CHARS = (130, 700)  # of a news brief
EASY_CHARS = (15, 60)  # of a sentence
FAR_STEPS = 3  # elements around an article that a known site's boilerplate is outside of

_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Opened:
    """A real page: its blocks, which are kept, the kinds of what rules cut, its claims, its type and fold."""

    name: str
    blocks: Sequence[Block]
    body: Sequence[bool]
    kinds: Sequence[str]
    claims: Claims
    type: str
    fold: int


def without_boilerplate(page: Opened) -> Opened:
    """The page as a known site's profile reads it: elements that hold nothing of the article are not entered."""
    kept = {page.blocks[i].element for i, inside in enumerate(page.body) if inside}
    near: set[str] = set()
    for element in kept:
        around: Element | None = element
        for _ in range(FAR_STEPS):
            around = around.parent if around is not None else None
        if around is not None:
            near.add(around.path)
    stay = [
        inside or any(block.element.path.startswith(path) for path in near)
        for block, inside in zip(page.blocks, page.body, strict=True)
    ]
    return replace(
        page,
        blocks=[block for block, here in zip(page.blocks, stay, strict=True) if here],
        body=[inside for inside, here in zip(page.body, stay, strict=True) if here],
    )


def brief(page: Opened, rng: random.Random) -> Opened | None:
    """The page with only the beginning of its article, as agencies and small papers print news."""
    limit = rng.randint(*BRIEF_CHARS)
    total, last = 0, -1
    for i, inside in enumerate(page.body):
        if inside:
            total += weight(page.blocks[i].text)
            last = i
            if total >= limit:
                break
    if not BRIEF_CHARS[0] <= total <= 2 * BRIEF_CHARS[1]:
        return None
    stay = [not inside or i <= last for i, inside in enumerate(page.body)]
    claims = page.claims
    if rng.random() < 0.3:  # some story's title is one that an error page or a wall may have as well
        title = rng.choice(page_types()["article"]["examples"])[0]
        claims = claims._replace(title=title, document_title=title)
    return replace(
        page,
        blocks=[block for block, here in zip(page.blocks, stay, strict=True) if here],
        body=[inside for inside, here in zip(page.body, stay, strict=True) if here],
        claims=claims,
    )


def easy(page: Opened, rng: random.Random) -> Opened | None:
    """The page with its story as easy language prints it: sentences of a few words, each a paragraph."""
    inside = [block for block, kept in zip(page.blocks, page.body, strict=True) if kept and not block.link_chars]
    sentences = [s for block in inside for s in _SENTENCE.split(block.text) if EASY_CHARS[0] <= len(s) <= EASY_CHARS[1]]
    sentences = sentences[: rng.randint(8, 30)]
    if len(sentences) < 6:
        return None
    at = next(i for i, kept in enumerate(page.body) if kept)
    element = make_element(page.blocks[at].element.parent, "p")
    lines = [Block(sentence, "p", element) for sentence in sentences]
    after = [block for block, kept in zip(page.blocks[at:], page.body[at:], strict=True) if not kept]
    claims = page.claims._replace(description="", article_body=False)
    if rng.random() < 0.5:
        title = page.claims.title
        claims = Claims(title=title, document_title=title, url=page.claims.url if rng.random() < 0.5 else "")
    body = [False] * at + [True] * len(lines) + [False] * len(after)
    return replace(page, blocks=[*page.blocks[:at], *lines, *after], body=body, claims=claims)


def example_pages(pages: Sequence[Opened], kind: str, copies: int, folds: int, rng: random.Random) -> Iterator[Opened]:
    """The examples of one kind, in the frames of `copies` pages of its own fold, and half as often without any."""
    by_fold: dict[int, list[Opened]] = {}
    for page in pages:
        by_fold.setdefault(page.fold, []).append(page)
    for number, lines in enumerate(page_types()[kind]["examples"]):
        fold = number % folds
        for _ in range(copies // 2):
            yield _framed(None, lines, kind, fold, rng)
        for donor in rng.choices(by_fold[fold], k=copies):
            yield _framed(donor, lines, kind, fold, rng)


def _framed(donor: Opened | None, lines: Sequence[str], kind: str, fold: int, rng: random.Random) -> Opened:
    """One page out of a donor's frame and an example's lines."""
    title, *rest = lines
    if rng.random() < 0.5:  # many print all that they have to say in one paragraph, the name of the page with it
        rest = [" ".join(rest)]
    blocks: list[Block] = []
    body: list[bool] = []
    at = next((i for i, inside in enumerate(donor.body) if inside), 0) if donor else 0
    around = donor.blocks[at].element.parent if donor and donor.blocks else None
    if donor is not None:
        before, after = _frame(donor, at, rng)
    else:
        before, after = [], []
    blocks += before
    body += [False] * len(before)
    if kind == "article" or rng.random() < 0.7:
        blocks.append(Block(title, rng.choice(("h1", "h1", "h1", "h2")), make_element(around, "h1")))
        body.append(kind != "article" and rng.random() < 0.25)
    for line in rest:
        tag = "p" if len(line) > 30 or rng.random() < 0.5 else "div"
        blocks.append(Block(line, tag, make_element(around, tag)))
        body.append(kind == "article" or rng.random() < (0.9 if len(line) > 40 else 0.3))
    if not any(body):
        body[len(before) + rng.randrange(len(body) - len(before))] = True
    blocks += after
    body += [rng.random() < 0.02 for _ in after]
    return Opened(f"{kind}:{title}", blocks, body, (), _claims(donor, title, kind, rng), kind, fold)


def front_pages(pages: Sequence[Opened], copies: int, folds: int, rng: random.Random) -> Iterator[Opened]:
    """Front and section pages: cards of linked headlines, some with a deck, in the frames of real pages or in none."""
    by_fold: dict[int, list[Opened]] = {}
    for page in pages:
        by_fold.setdefault(page.fold, []).append(page)
    stories = page_types()["article"]["examples"]
    for number in range(copies):
        fold = number % folds
        mine = [story for i, story in enumerate(stories) if i % folds == fold]
        donor = rng.choice(by_fold[fold]) if rng.random() < 0.7 else None
        before, after = _frame(donor, 0, rng) if donor else ([], [])
        cards, kept = _cards(mine, rng) if rng.random() < 0.75 else _captions(mine, rng)
        title = rng.choice(
            ("News", "Sport", "Harbour Times", "Politik", "Actualités", "Harbour Times - News and views")
        )
        if rng.random() < 0.25:  # the results of a search say what was searched for
            words = [word for block, here in zip(cards, kept, strict=True) if here for word in block.text.split()]
            title = f"Search: {rng.choice(words)}"
            cards.insert(0, Block(f"{rng.randint(3, 900)} results for {title[8:]}", "p", make_element(None, "p")))
            kept.insert(0, rng.random() < 0.7)
        claims = Claims(
            title=title,
            document_title=title,
            description=rng.choice(("", "", "News, comment and pictures from the harbour and the world.")),
            og_types=frozenset(rng.choice(((), ("website",), ("website",), ("article",)))),
            linked_types=rng.choice(((), (), ("website",), ("collectionpage", "website"))),
            url=rng.choice(
                ("", "https://harbour.example/", "https://harbour.example/news", "https://harbour.example/a/b/")
            ),
        )
        body = [False] * len(before) + kept + [False] * len(after)
        yield Opened(f"front:{number}", [*before, *cards, *after], body, (), claims, "front", fold)


def _cards(stories: Sequence[Sequence[str]], rng: random.Random) -> tuple[list[Block], list[bool]]:
    """Cards of one kind, and which of their blocks a classifier may take for an article."""
    number, decks = rng.choice((rng.randint(3, 9), rng.randint(5, 40))), rng.choice((0.05, 0.1, 0.3, 0.7, 1.0))
    heading, deck_tag = rng.choice(("h2", "h3", "h4", "li", "div")), rng.choice(("p", "div", "span"))
    card = make_element(make_element(None, "main"), "div", rng.choice(("", "card", "item", "teaser")))
    places = {tag: make_element(card, tag) for tag in {heading, deck_tag, "span"}}
    label, more, linked, priced = (rng.random() < chance for chance in (0.5, 0.3, 0.8, 0.2))
    blocks: list[Block] = []
    kept: list[bool] = []
    if rng.random() < 0.5:
        blocks.append(Block("Sport", "h1", make_element(None, "h1")))
    for i in range(number):
        story = rng.choice(stories)
        chars = len(story[0]) if linked else 0
        blocks.append(Block(story[0], heading, places[heading], link_chars=chars, hrefs=(f"/{i}",) if linked else ()))
        if priced:
            blocks.append(Block(f"{rng.randint(5, 300)}.00 €", "span", places["span"]))
        if rng.random() < decks:
            text = story[1] if rng.random() < 0.6 else f"…{story[1][9 : rng.randint(60, 120)]}…"
            blocks.append(Block(text, deck_tag, places[deck_tag]))
            kept += [False] * (len(blocks) - 1 - len(kept)) + [rng.random() < 0.85]
        if label:
            blocks.append(
                Block(rng.choice(("2 hours ago", "4 May 2023", "By Ada Thorne", "Sport")), "span", places["span"])
            )
        if more:
            blocks.append(Block("Read more", "span", places["span"], link_chars=9, hrefs=(f"/{i}",)))
    kept += [False] * (len(blocks) - len(kept))
    if not any(kept):
        kept[rng.randrange(len(kept))] = True
    return blocks, kept


def _captions(stories: Sequence[Sequence[str]], rng: random.Random) -> tuple[list[Block], list[bool]]:
    """A gallery: a headline and captions, no sentence."""
    gallery = make_element(make_element(None, "main"), "div", rng.choice(("", "gallery", "slides")))
    blocks = [Block(rng.choice(stories)[0], "h1", make_element(gallery, "h1"))]
    tag = rng.choice(("figcaption", "p", "div", "li"))
    place, number = make_element(gallery, tag), rng.randint(3, 20)
    for i in range(number):
        caption = rng.choice(stories)[0]
        credit = rng.choice(("", "", "Photo: A. Thorne", "Foto: Joris Maan", "© Harbour Times"))
        blocks.append(
            Block(" ".join(filter(None, (rng.choice(("", f"{i + 1}/{number}")), caption, credit))), tag, place)
        )
    return blocks, [False, *(rng.random() < 0.9 for _ in range(number - 1)), True]


def _frame(donor: Opened, at: int, rng: random.Random) -> tuple[list[Block], list[Block]]:
    """What is around a donor's article. Errors and walls often have only the header or the footer."""
    blocks, body = donor.blocks, donor.body
    before = [block for block in blocks[:at] if block.tag != "h1"]
    after = [block for block, inside in zip(blocks[at:], body[at:], strict=True) if not inside and block.tag != "h1"]
    draw = rng.random()
    if draw < 0.2:
        before = []
    elif draw < 0.4:
        after = after[-rng.randint(0, 30) :]
    elif draw < 0.5:
        before, after = before[: rng.randint(0, 10)], after[-rng.randint(0, 10) :]
    return before, after


def _claims(donor: Opened | None, title: str, kind: str, rng: random.Random) -> Claims:
    plain = Claims(title=title, document_title=title)
    if donor is None:
        return plain
    theirs = donor.claims
    if kind == "article":
        drawn = rng.random()
        if drawn < 0.4:
            return plain._replace(url=theirs.url)
        return theirs._replace(title=title, document_title=title, description=theirs.description[:0], headline="")
    url = theirs.url if rng.random() < 0.5 else ""
    types = rng.choice((frozenset(), frozenset(), frozenset({"website"}), theirs.og_types))
    linked = tuple(t for t in theirs.linked_types if t in ("website", "webpage", "organization"))
    description = theirs.description if rng.random() < 0.2 else ""
    return plain._replace(url=url, og_types=types, linked_types=linked, description=description)
