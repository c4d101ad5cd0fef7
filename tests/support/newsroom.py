"""Made-up news sites for the tests: pages from a seed, each an article inside the site's boilerplate."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from newsclean.cleaning import clean_page
from newsclean.context import Context, make_context
from newsclean.learning.learn import learn
from newsclean.model import Article, Page, Skip
from newsclean.readers.items import Item
from newsclean.sites import Sites

_SUBJECTS = (
    "The harbour board",
    "A retired teacher",
    "The youth orchestra",
    "Our correspondent",
    "The regional museum",
    "A ferry captain",
    "The bridge inspectors",
    "The school committee",
    "A young baker",
    "The forest service",
    "The tram company",
    "The lighthouse keeper",
)
_VERBS = (
    "has published",
    "will discuss",
    "could not explain",
    "wants to rebuild",
    "has sold",
    "is looking for",
    "had promised",
    "will open",
    "has measured",
    "presented",
    "refused to sign",
    "has restored",
)
_OBJECTS = (
    "the plans for the old market hall",
    "a survey of the northern shore",
    "the accounts of the last winter",
    "a collection of ship models",
    "the road between the two villages",
    "the new timetable",
    "a letter from the ministry",
    "the roof of the town library",
    "an orchard behind the station",
    "the rules for night trains",
    "a map of all wells",
    "the budget of the swimming pool",
)
_ENDS = (
    "after a meeting that lasted until midnight",
    "although nobody had asked for it",
    "before the summer holidays begin",
    "while the neighbours were watching",
    "because the river keeps rising",
    "without a vote in the council",
    "on the day of the autumn fair",
    "and it may cost less than expected",
    "in spite of the heavy rain",
)


def sentence(chance: random.Random) -> str:
    parts = [chance.choice(part) for part in (_SUBJECTS, _VERBS, _OBJECTS, _ENDS)]
    return f"{' '.join(parts)}, {chance.choice(('he', 'she', 'they'))} said on day {chance.randint(2, 9999)}."


def paragraph(chance: random.Random, sentences: int = 3) -> str:
    return " ".join(sentence(chance) for _ in range(sentences))


@dataclass(frozen=True)
class Story:
    """An article: what must come out of its page."""

    title: str
    paragraphs: tuple[str, ...]


def story(seed: int, paragraphs: int = 6) -> Story:
    chance = random.Random(seed)
    title = f"{chance.choice(_SUBJECTS)} {chance.choice(_VERBS)} {chance.choice(_OBJECTS)}"
    return Story(f"{title} {seed}", tuple(paragraph(chance) for _ in range(paragraphs)))


def links(host: str, names: Sequence[str]) -> str:
    return "".join(f'<li><a href="https://{host}/{name}">{name.capitalize()} pages</a></li>' for name in names)


SECTIONS = ("politics", "culture", "harbour", "weather", "sports", "letters")
PROMO = "Our readers make this newsroom possible, and each year we print a calendar of their pictures."
ASIDE = "Every Friday the editors choose the finest garden of the county for the cover of the weekend edition."


def page_of(host: str, tale: Story, number: int, inner: str = "", head: str = "", after: str = "") -> str:
    """The usual template: menu, article with a promotion in it, more stories, footer."""
    body = "".join(f"<p>{escape(text)}</p>" for text in tale.paragraphs)
    more = "".join(
        f'<li><a href="https://{host}/news/{number + i}">{story(9000 + number * 7 + i).title}</a></li>'
        for i in range(5)
    )
    return (
        f"<!doctype html><html lang=en><head><title>{escape(tale.title)}</title>{head}</head><body>"
        f'<nav class="menu"><ul>{links(host, SECTIONS)}</ul></nav><main><article class="story">'
        f"<h1>{escape(tale.title)}</h1>{inner}"
        f'<div class="story-text">{body}</div><div class="promo"><p>{PROMO}</p></div></article>'
        f'<aside class="more"><h2>More from {host}</h2><ul>{more}</ul><p>{ASIDE}</p></aside>{after}</main>'
        f"<footer><ul>{links(host, ('imprint', 'privacy', 'jobs'))}</ul></footer></body></html>"
    )


def second_template(host: str, tale: Story) -> str:
    """Another template of the same site: other elements, other names."""
    body = "".join(f'<div class="absatz">{escape(text)}</div>' for text in tale.paragraphs)
    return (
        f"<!doctype html><html lang=en><head><title>{escape(tale.title)}</title></head><body>"
        f'<div id="top"><ul>{links(host, SECTIONS)}</ul></div><div id="feature"><h1>{escape(tale.title)}</h1>'
        f'<div class="longread">{body}</div></div>'
        f'<div class="teasers"><p><a href="https://{host}/a">{ASIDE}</a></p></div></body></html>'
    )


def scrape(host: str, count: int, first: int = 0, **more: Any) -> list[tuple[Page, Story]]:
    """Pages of the usual template with given addresses."""
    tales = [story(first + number) for number in range(count)]
    return [
        (
            Page(
                f"{host}/{first + i}.html",
                page_of(host, t, i, **more).encode(),
                url=f"https://{host}/{first + i}",
            ),
            t,
        )
        for i, t in enumerate(tales)
    ]


class InProcess:
    """A batch without workers."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = pages
        self.phases: list[str] = []

    def items(self) -> Iterator[Item]:
        return iter(self.pages)

    def map(
        self, function: Callable[[Any, Any], Any], context: object, items: Iterator[Any]
    ) -> Iterator[tuple[str, Any]]:
        for item in items:
            yield item.source, function(context, item)

    def phase(self, name: str, total: int | None = None) -> None:
        self.phases.append(name)


CONTEXT = make_context()


HOST = "www.harbour-post.example"
KEY = "harbour-post.example"
PROMO_PATH = "article.story>div.promo>p"


def pages(count: int, first: int = 0) -> list[Page]:
    """Return pages of the paper that most tests learn."""
    return [page for page, _ in scrape(HOST, count, first)]


def learned(pages: Sequence[Page], least_pages: int = 4) -> Sites:
    return learn(InProcess(pages), CONTEXT, least_pages=least_pages) or Sites({})


def cleaned(page: Page, sites: Sites) -> Article:
    answer = clean_page(page, Context(CONTEXT.rules, CONTEXT.options, sites))
    assert isinstance(answer, Article), answer
    return answer


def answer_for(page: Page, sites: Sites) -> Article | Skip:
    return clean_page(page, Context(CONTEXT.rules, CONTEXT.options, sites))


def holds_whole(article: Article, tale: Story) -> bool:
    return all(text in article.text for text in tale.paragraphs)
