"""What one page says about its site: the page path's verdict on each block, added up per signature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsclean.content.select import select_blocks
from newsclean.document import open_page
from newsclean.html.shape import is_paragraph
from newsclean.model import Block, Element, Page, Skip
from newsclean.rules import apply_rules
from newsclean.sites.key import site_key
from newsclean.sites.votes import Observation, Sighting, Votes, block_path, is_check, is_link, page_hash, text_hash

if TYPE_CHECKING:
    from newsclean.context import Context
    from newsclean.rules import Rule

_MARKS = 12  # hashes that mark an article
_MANY_BLOCKS = 3  # of a container that is worth not to be entered
_MAX_VOTES = 2000  # signatures of a page: one with more has no layout that others could share
_MAX_TEXTS = 600  # lines of a page that are remembered


def observe(page: Page, context: Context) -> Observation | Skip | None:
    """What a page adds to its site's tally; `None` for a page that is no HTML."""
    document = open_page(page, context.options)
    if isinstance(document, Skip):
        return document
    if document.selected is not None or document.tree is None:
        return None
    blocks = document.blocks
    # Many pages outvote the classifier's mistakes on one: asking an extractor gains nothing here (measured on sites
    # that the classifier had not seen), and takes half as long again.
    title, article_body = document.candidates.title, document.candidates.article_body
    selected = select_blocks(document.tree, blocks, title, article_body, ask=False)
    # What is kept or dropped by kind is the business of the run that cleans: see `Profile`.
    rules = apply_rules(context.rules, blocks, selected, document.candidates.title)
    return observation(page, blocks, selected, rules.cuts)


def observation(
    page: Page, blocks: Sequence[Block], extracted: Sequence[bool], verdicts: Sequence[Rule | None]
) -> Observation:
    """Add up the verdicts on the blocks of one page. A page without any article does not vote."""
    name = page_hash(page)
    votes: dict[str, Votes] = {}
    elements: dict[Element, Votes] = {}
    kept_chars = prose_chars = 0
    prose: set[str] = set()
    texts: dict[str, None] = {}
    for block, inside, rule in zip(blocks, extracted, verdicts, strict=True):
        kept = inside and rule is None
        tally = elements.get(block.element)
        if tally is None:
            tally = elements[block.element] = votes.setdefault(block_path(block.element), Votes(pages=1))
        tally.count(block, inside, rule.kind if rule is not None else None)
        if kept:
            kept_chars += len(block.text)
        if kept or not is_link(block):
            mark = text_hash(block.text)
            if len(texts) < _MAX_TEXTS:
                texts[mark] = None
            if is_paragraph(block):
                prose_chars += len(block.text)
                if kept:
                    prose.add(mark)
    if is_check(name):
        for tally in votes.values():
            tally.checks[name] = (tally.blocks, tally.chars, tally.kept)
    seen = Sighting(kept_chars, prose_chars, tuple(sorted(prose)[:_MARKS]), tuple(sorted(texts)))
    if not kept_chars or len(votes) > _MAX_VOTES:
        return Observation(site_key(page), name, seen, {})
    busy = [inside or rule is not None for inside, rule in zip(extracted, verdicts, strict=True)]
    return Observation(site_key(page), name, seen, votes, containers(blocks, busy))


def containers(blocks: Sequence[Block], busy: Sequence[bool]) -> dict[str, list[int]]:
    """Which elements of a page hold but links, and which hold text that matters: see `Tally.containers`.

    `busy` says which blocks were extracted or cut by a rule.
    """
    held: dict[Element, list[int]] = {}  # busy blocks, blocks, characters, characters of links
    for block, matters in zip(blocks, busy, strict=True):
        at: Element | None = block.element
        while at is not None:
            counts = held.setdefault(at, [0, 0, 0, 0])
            counts[0] += matters
            counts[1] += 1
            counts[2] += len(block.text)
            counts[3] += block.link_chars
            at = at.parent
    found: dict[str, list[int]] = {}
    for element, (matter, number, chars, links) in held.items():
        if matter:
            found[block_path(element)] = [0, 1]
        elif (
            number >= _MANY_BLOCKS
            and links * 2 > chars
            and (element.parent is None or held[element.parent][0])
            and found.get(block_path(element)) is None
        ):
            found[block_path(element)] = [1, 0]
    return found
