"""Reading a page's witnesses: everything that its elements say about it, collected once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from selectolax.lexbor import LexborHTMLParser

from newsclean.metadata import elements as page
from newsclean.metadata import site_names as outlets
from newsclean.metadata import title
from newsclean.metadata.candidates import Said, Witnesses
from newsclean.metadata.headings import Heading, read_headings
from newsclean.metadata.jsonld_article import Linked, read_linked
from newsclean.metadata.meta_tags import Head, read_head
from newsclean.metadata.page_url import addresses, choose, mirrored, syndicated
from newsclean.metadata.strings import tidy
from newsclean.model import Page
from newsclean.urls import clean_url, host, registrable_domain, slug

# Where pages without headings print their headlines.
_WIDE = "h2,h3,h4,[class*=title i],[class*=headline i],b,strong,font,big,center"
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
_OUTLETS = (
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


def read_metadata(tree: LexborHTMLParser, html_text: str, page_: Page, *, latest: str | None) -> Witnesses:
    """Everything the page says about itself. `latest` (ISO 8601): no date of the page can be later."""
    head = read_head(tree)
    hint = head.first("og:title", "twitter:title")
    canonical = next(iter(head.links.get("canonical", ())), None)
    linked = read_linked(head.scripts, tidy(hint[0] if hint else head.title), clean_url(canonical))
    found = addresses(head, linked, html_text)
    sources = syndicated(head, found, page_.url, _outlets(head, linked, page_.url))
    own = [said for said in found if said not in sources]
    mirror = None if own or page_.url else mirrored(page_.source)
    url, url_origin = choose([mirror] if mirror else own, page_.url)
    names = _outlets(head, linked, url)
    chosen = _title(tree, head, linked, names, url)
    publisher = _publisher(head, linked) or _named_in_title(head, chosen)
    return Witnesses(
        title=chosen.value if chosen else None,
        title_origin=chosen.origin if chosen else None,
        article_body=linked.body if linked else None,
        free=linked.free if linked else None,
        declared_languages=_declared(head, linked),
        url=url,
        url_origin=url_origin,
        publisher=publisher.value if publisher else None,
        outlets=tuple(names),
        latest=page_.fetched_at or latest,
        tags=head,
        linked=linked,
        html=html_text,
        said={
            "url": tuple(found),
            "publisher": (publisher,) if publisher else (),
            "original": tuple(sources),
        },
    )


def _title(
    tree: LexborHTMLParser, head: Head, linked: Linked | None, names: Sequence[str], url: str | None
) -> Said | None:
    heads = read_headings(head.headings)
    sections = [v for name in _SECTIONS for v in head.all(name)[:1]]
    if linked and linked.section:
        sections.append(linked.section)
    known = outlets.Outlets(names, sections, [h.text for h in heads])
    said = _titles(head, linked)
    news = linked is not None and linked.kind.endswith("newsarticle")

    def lesser(wanted: Sequence[str] | None) -> list[Heading]:
        if wanted is None:
            return read_headings(tree.css(_WIDE), 200)
        nodes = (node for node in tree.css("h2,h3")[:120] if _may_hold(node.text(), wanted))
        return read_headings(nodes, 120)

    return title.choose(heads, said, known, lesser, title.Hints(news, slug(url)))


def _may_hold(text: str, wanted: Sequence[str]) -> bool:
    """Whether a heading's text holds a wanted title, or is the beginning of one. Both are compared by letters."""
    key = outlets.letters(text[:_LONG_HEADING])
    return bool(key) and any(title in key or title.startswith(key) for title in wanted)


def _titles(head: Head, linked: Linked | None) -> list[Said]:
    said = [Said(linked.headline, "json-ld")] if linked and linked.headline else []
    said += head.said(_TITLES)
    for prop, node in head.props:
        if prop == "headline" and node.tag != "h1":
            value = node.attributes.get("content") or page.text_of(node, 500)
            if value:
                said.append(Said(value, "itemprop:headline"))
    if head.title:
        said.append(Said(head.title, "title"))
    return said


def _publisher(head: Head, linked: Linked | None) -> Said | None:
    site_name = head.first("og:site_name")
    if site_name and (value := tidy(site_name[0], 200)):
        return Said(value, "og:site_name")
    if linked and linked.publisher and not linked.publisher.lower().startswith("http"):
        return Said(linked.publisher[:200], "json-ld")
    for name in _OUTLETS[1:]:
        other = head.first(name)
        if other and (value := tidy(other[0], 200)):
            return Said(value, name)
    return None


def _named_in_title(head: Head, chosen: Said | None) -> Said | None:
    """The site's name as the document's title gives it beside a headline that another witness confirms."""
    whole = tidy(head.title, 500)
    if chosen is None or not whole:
        return None
    rest = outlets.beside(whole, chosen.value)
    return Said(rest, "title") if rest else None


def _outlets(head: Head, linked: Linked | None, url: str | None) -> list[str]:
    """The names of the site, for taking them off titles and author lists."""
    names = [v for name in _OUTLETS for v in head.all(name)[:1]]
    if linked and linked.publisher:
        names.append(linked.publisher)
    site = registrable_domain(url)
    if site:
        names += [site, site.split(".")[0], host(url).removeprefix("www.")]
    return [n for n in map(tidy, names) if n]


def _declared(head: Head, linked: Linked | None) -> tuple[str, ...]:
    values: Iterable[str] = [head.lang, *(v for name in _LANGUAGES for v in head.all(name)[:1])]
    return tuple(v for v in map(tidy, [*values, *(linked.languages if linked else ())]) if v)
