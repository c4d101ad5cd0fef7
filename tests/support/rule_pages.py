"""Small pages for the rules' tests: a block of interest among paragraphs of an article."""

from __future__ import annotations

from newsclean.html.elements import make_element
from newsclean.model import Block, Element
from newsclean.rules import Rule

BODY = make_element(None, "body")
ARTICLE = make_element(BODY, "div", "article-body")
PROSE = (
    "The lighthouse was built of grey stone by three brothers, and for eighty winters its lamp was lit"
    " by hand each night at dusk, whatever the weather."
)


def block(text: str, tag: str = "p", parent: Element = ARTICLE, **more: object) -> Block:
    return Block(text, tag, make_element(parent, tag), **more)  # type: ignore[arg-type]


def linked(text: str, tag: str = "p", parent: Element = ARTICLE) -> Block:
    return block(text, tag, parent, link_chars=len(text), hrefs=("https://example.com/a",))


def prose(number: int = 1) -> list[Block]:
    return [block(PROSE)] * number


def as_asked(rule: Rule, text: str) -> Block:
    """A block with the markup that `rule` asks for."""
    tag = min(rule.tags) if rule.tags else "p"
    parent = BODY
    if rule.near:
        name = min(rule.near)
        if name.startswith("<"):
            parent = make_element(BODY, name[1:-1])
        elif name.startswith("@"):
            parent = make_element(BODY, "div", role=name[1:])
        else:
            parent = make_element(BODY, "div", name)
    return linked(text, tag, parent) if rule.link_share else block(text, tag, parent)


def where_it_works(rule: Rule, candidate: Block) -> tuple[list[Block], int]:
    """A page with the block where the rule's scope has it, and the block's number."""
    if rule.scope == "head":
        return [candidate, *prose(4)], 0
    if rule.scope in ("tail", "head_or_tail"):
        return [*prose(4), candidate], 4
    return [*prose(2), candidate, *prose(3)], 2
