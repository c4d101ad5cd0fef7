"""Pages to learn page types from: real ones, and errors, walls and news briefs made out of their furniture.

Real sets hold no error pages and hardly a wall. The examples of `content/page_types.toml` are put into the frame of
real pages, in the place of what was kept there; short stories come from the beginnings of long ones.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newsclean.content.page_features import Claims
from newsclean.content.page_phrases import page_types
from newsclean.html.elements import make_element
from newsclean.html.shape import weight
from newsclean.model import Block, Element

BRIEF_CHARS = (130, 700)  # of a news brief
FAR_STEPS = 3  # elements around an article that a known site's furniture is outside of


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


def without_furniture(page: Opened) -> Opened:
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
    if rng.random() < 0.3:  # some story's title says something that an error page or a wall says as well
        title = rng.choice(page_types()["article"]["examples"])[0]
        claims = claims._replace(title=title, document_title=title)
    return replace(
        page,
        blocks=[block for block, here in zip(page.blocks, stay, strict=True) if here],
        body=[inside for inside, here in zip(page.body, stay, strict=True) if here],
        claims=claims,
    )


def example_pages(pages: Sequence[Opened], kind: str, copies: int, folds: int, rng: random.Random) -> Iterator[Opened]:
    """The examples of one kind, each in the frames of `copies` pages of its own fold, and once without any."""
    by_fold: dict[int, list[Opened]] = {}
    for page in pages:
        by_fold.setdefault(page.fold, []).append(page)
    for number, lines in enumerate(page_types()[kind]["examples"]):
        fold = number % folds
        yield _framed(None, lines, kind, fold, rng)
        for donor in rng.choices(by_fold[fold], k=copies):
            yield _framed(donor, lines, kind, fold, rng)


def _framed(donor: Opened | None, lines: Sequence[str], kind: str, fold: int, rng: random.Random) -> Opened:
    """One page out of a donor's frame and an example's lines."""
    title, *rest = lines
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


def _frame(donor: Opened, at: int, rng: random.Random) -> tuple[list[Block], list[Block]]:
    """What stands around a donor's article. Errors and walls often bear but the header or the footer."""
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
