"""Collect the candidates of every field from a page's elements, once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import partial

from selectolax.lexbor import LexborHTMLParser

from newsclean.metadata.of_site import checked_publisher, without_names
from newsclean.metadata.page_url import choose_url, mirrored, page_urls, syndicated
from newsclean.metadata.publishers import PageWords, choose_publisher
from newsclean.metadata.site_names import SiteNames, letters, words_of
from newsclean.metadata.site_title import named_in_title
from newsclean.metadata.sources.candidates import ALONE, Candidate, Candidates, MetaTags, OfSite, PageSources
from newsclean.metadata.sources.elements import text_of
from newsclean.metadata.sources.headings import Heading, read_heading, read_headings
from newsclean.metadata.sources.jsonld_article import LinkedArticle, read_jsonld_article
from newsclean.metadata.sources.meta_tags import read_meta_tags
from newsclean.metadata.strings import tidy
from newsclean.metadata.title import Hints, choose_title
from newsclean.model import Page
from newsclean.urls import clean_url, host, registrable_domain, slug

# Where pages without headings print their headlines.
_WIDE = "h2,h3,h4,[class*=title i],[class*=headline i],b,strong,font,big,center"
_MAX_ABOVE = 200  # elements that may be above an h1
_MIN_PARAGRAPHS, _MIN_PARAGRAPH_CHARS, _LONG_PARAGRAPH = 2, 100, 4000  # above an h1 in the midst of a text
_MAX_SHOWN = 200  # of these elements
_MAX_BLANK = 100  # characters of white space around a heading in the markup
_MIN_SHARE = 0.5  # of a headline's words that titles have
_LONG_HEADING = 600  # characters of a heading, with what its markup hides
_TITLES = (
    "headline",
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "citation_title",
)
_SITE_NAMES = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "twitter:site:name",
    "dc.publisher",
    "cre",
    "publisher",
    "article:publisher_name",
)
_SECTIONS = ("article:section", "parsely-section", "section", "content_category", "category")
_LANGUAGES = ("og:locale", "content-language", "dc.language", "dcterms.language", "language", "inlanguage")


def collect_candidates(
    tree: LexborHTMLParser, html_text: str, page: Page, *, latest: str | None, of_site: OfSite = ALONE
) -> Candidates:
    """Collect what the page says about itself. `latest` (ISO 8601): no date of the page can be later.

    `of_site` is what the other pages of its site say.
    """
    tags = read_meta_tags(tree)
    hint = tags.first("og:title", "twitter:title")
    canonical = next(iter(tags.links.get("canonical", ())), None)
    linked = read_jsonld_article(tags.scripts, tidy(hint[0] if hint else tags.title), clean_url(canonical))
    found = page_urls(tags, linked, html_text)
    sources = syndicated(tags, found, page.url, _site_names(tags, linked, page.url))
    own = [candidate for candidate in found if candidate not in sources]
    mirror = None if own or page.url else mirrored(page.source)
    url, url_source = choose_url([mirror] if mirror else own, page.url)
    names = _site_names(tags, linked, url)
    sections = _sections(tags, linked)
    chosen = without_names(_title(tree, tags, linked, names, sections, url), of_site)
    named = _publisher(tags, linked, chosen, sections, url) or named_in_title(tags.title, chosen, url)
    publisher = checked_publisher(named, of_site, url)
    return Candidates(
        title=chosen.value if chosen else None,
        title_source=chosen.source if chosen else None,
        article_body=linked.body if linked else None,
        free=linked.free if linked else None,
        declared_languages=_declared(tags, linked),
        url=url,
        url_source=url_source,
        site_names=(*names, *of_site.names),
        latest=page.fetched_at or latest,
        sources=PageSources(tags, linked, html_text),
        fields={
            "url": tuple(found),
            "publisher": (publisher,) if publisher else (),
            "original": tuple(sources),
        },
        of_site=of_site,
    )


def _title(
    tree: LexborHTMLParser,
    tags: MetaTags,
    linked: LinkedArticle | None,
    names: Sequence[str],
    sections: Sequence[str],
    url: str | None,
) -> Candidate | None:
    heads = read_headings(tags.headings)
    known = SiteNames(names, sections, [h.text for h in heads if not h.logo])
    titles = _titles(tags, linked)
    news = linked is not None and linked.kind.endswith("newsarticle")

    def lesser(wanted: Sequence[str] | None) -> list[Heading]:
        if wanted is None:
            known = frozenset(word for each in titles for word in words_of(each.value))
            most = 2 * max((len(each.value) for each in titles), default=0) + _MAX_BLANK
            texts = ((node, node.text()) for node in tree.css(_WIDE)[:_MAX_SHOWN])
            shown = (node for node, text in texts if len(text) <= most and _shares(text, known))
            return read_headings(shown, _MAX_SHOWN, placed=False)
        if not wanted:
            return []
        least, firsts = min(map(len, wanted)), {title[0] for title in wanted}
        nodes = (node for node in tree.css("h2,h3")[:120] if _may_hold(node.text(), wanted, least, firsts))
        return read_headings(nodes, 120, placed=False)

    return choose_title(heads, titles, known, lesser, Hints(news, slug(url), partial(_is_late, tree)))


def _is_late(tree: LexborHTMLParser, heading: str) -> bool:
    """Return whether paragraphs are above an h1."""
    above = 0
    for node in tree.css("h1,p")[:_MAX_ABOVE]:
        if node.tag == "p":
            above += len(text_of(node, _LONG_PARAGRAPH) or "") >= _MIN_PARAGRAPH_CHARS
        elif (found := read_heading(node, placed=False)) is not None and found.text == heading:
            return above >= _MIN_PARAGRAPHS
    return False


def _may_hold(text: str, wanted: Sequence[str], least: int, firsts: Collection[str]) -> bool:
    """Return whether a heading contains a wanted title, or begins one; both are compared by letters.

    Most headings are told by their size and first letter alone: `least` is the shortest title's, `firsts` all theirs.
    """
    text = text[:_LONG_HEADING].strip()
    if len(text) < least and text[:1].isalnum() and text[0].casefold() not in firsts:
        return False
    key = letters(text)
    return bool(key) and any(title in key or title.startswith(key) for title in wanted)


def _shares(text: str, known: Collection[str]) -> bool:
    """Return whether the words of an element are mostly those of the page's titles: most elements need not be read."""
    words = words_of(text)
    return bool(words) and sum(word in known for word in words) >= _MIN_SHARE * len(words)


def _titles(tags: MetaTags, linked: LinkedArticle | None) -> list[Candidate]:
    titles = [Candidate(linked.headline, "json-ld")] if linked and linked.headline else []
    titles += tags.candidates(_TITLES)
    for prop, node in tags.props:
        if prop == "headline" and node.tag != "h1":
            value = node.attributes.get("content") or text_of(node, 500)
            if value:
                titles.append(Candidate(value, "itemprop:headline"))
    if tags.title:
        titles.append(Candidate(tags.title, "title"))
    return titles


def _publisher(
    tags: MetaTags,
    linked: LinkedArticle | None,
    title: Candidate | None,
    sections: Sequence[str],
    url: str | None,
) -> Candidate | None:
    tagged = [each for name in _SITE_NAMES if (each := tags.first(name))]
    found = [Candidate(value, name) for raw, name in tagged if (value := tidy(raw, 200))]
    if linked and linked.publisher:
        first = bool(found) and found[0].source == _SITE_NAMES[0]
        found.insert(int(first), Candidate(linked.publisher[:200], "json-ld"))
    authors = [*tags.all("author"), *(linked.authors if linked else ())]
    keys = (frozenset(map(letters, names)) for names in (sections, authors))
    return choose_publisher(found, url, PageWords(letters(title.value) if title else "", *keys))


def _sections(tags: MetaTags, linked: LinkedArticle | None) -> list[str]:
    sections = [v for name in _SECTIONS for v in tags.all(name)[:1]]
    return [*sections, linked.section] if linked and linked.section else sections


def _site_names(tags: MetaTags, linked: LinkedArticle | None, url: str | None) -> list[str]:
    """Return the names of the site, for taking them off titles and author lists."""
    names = [v for name in _SITE_NAMES for v in tags.all(name)[:1]]
    if linked and linked.publisher:
        names.append(linked.publisher)
    site = registrable_domain(url)
    if site:
        names += [site, site.split(".")[0], host(url).removeprefix("www.")]
    return [n for n in map(tidy, names) if n]


def _declared(tags: MetaTags, linked: LinkedArticle | None) -> tuple[str, ...]:
    values: Iterable[str] = [tags.lang, *(v for name in _LANGUAGES for v in tags.all(name)[:1])]
    return tuple(v for v in map(tidy, [*values, *(linked.languages if linked else ())]) if v)
