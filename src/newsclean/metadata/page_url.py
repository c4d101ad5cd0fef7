"""Find the page's URL, given or on the page; a canonical on another publication; and facts that only a path tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from newsclean.metadata.sources.candidates import Candidate, MetaTags
from newsclean.metadata.sources.jsonld_article import LinkedArticle
from newsclean.metadata.strings import folded
from newsclean.urls import clean_url, has_known_suffix, registrable_domain, saved_from

# Tags by which a republisher names its source.
_SOURCES = ("original-source", "syndication-source", "original_source", "article:original_url", "dcterms.source")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_STORED = re.compile(r"\.(?:gz|zst|zstd|bz2|xz)$")
_FRONT = re.compile(r"(?:^|/)index\.[a-z]{3,5}$")
_PORT = re.compile(r"^(http://[^/:]{1,255}):80(?=/|$)")
_LABEL = 4  # letters of a domain's name that must agree with another's to make them one publication


def syndicated(
    tags: MetaTags, urls: Sequence[Candidate], given: str | None, site_names: Sequence[str]
) -> list[Candidate]:
    """Return where a republished page says that it is from: its source tags, and a canonical on another publication.

    A canonical counts when the given URL, or else all other URLs of the page, agree on a site that
    is not the canonical's, and the site's names are not the canonical's either.
    """
    found = [Candidate(value, name) for name in _SOURCES for value in tags.all(name)[:1]]
    canonical = next((s for s in urls if s.source == "canonical"), None)
    if canonical is None:
        return found
    there = registrable_domain(canonical.value)
    here = {registrable_domain(given)} if given else {registrable_domain(s.value) for s in urls if s.source not in _OWN}
    here.discard(None)
    if there and len(here) == 1 and there not in here and not _same_site(there, {*here, *site_names}):
        found.append(canonical)
    return found


_OWN = frozenset({"canonical", "amphtml", "shortlink"})


def _same_site(site: str, names: set[str | None]) -> bool:
    """Return whether a domain's name is, or is part of, one of the names: the publication's other domain."""
    label = folded(site.split(".")[0]).replace(" ", "")
    keys = {folded(n.split(".")[0] if "." in n else n).replace(" ", "") for n in names if n}
    return any(label == k or (len(min(label, k, key=len)) >= _LABEL and (label in k or k in label)) for k in keys)


def mirrored(source: str) -> Candidate | None:
    """Return the URL of a page in a directory that a mirror tool named after the page's host.

    "crawl/www.example.org/news/lock.html" was http://www.example.org/news/lock.html. Only names under a
    known public suffix are hosts.
    """
    parts = source.replace("\\", "/").replace("#", "/").split("/")
    for i, part in enumerate(parts[:-1]):
        name = part.lower()
        if _HOST.fullmatch(name) and has_known_suffix(name):
            path = _FRONT.sub("/", _STORED.sub("", "/".join(parts[i + 1 :])))
            url = clean_url(f"http://{name}/{path.lstrip('/')}")
            return Candidate(url, "mirror-path") if url else None
    return None


def page_urls(tags: MetaTags, linked: LinkedArticle | None, html: str) -> list[Candidate]:
    """Return what the page says its URL is, most trusted first."""
    noted = saved_from(html) or _captured(tags)
    saved = Candidate(*noted) if noted else None
    base = saved.value if saved else None
    found: list[Candidate] = []

    def add(value: str | None, origin: str) -> None:
        url = clean_url(value, base)
        if url:
            found.append(Candidate(url, origin))

    for href in tags.links.get("canonical", ())[:2]:
        add(href, "canonical")
    for name in ("og:url", "twitter:url", "parsely-link", "dc.identifier", "article:url"):
        for value in tags.all(name)[:1]:
            add(value, name)
    if linked is not None:
        add(linked.url, "json-ld")
    if saved:
        found.append(saved)
    for rel in ("shortlink", "amphtml"):
        for href in tags.links.get(rel, ())[:1]:
            add(href, rel)
    return found


def _captured(tags: MetaTags) -> tuple[str, str] | None:
    """Return the URL of a page that a web archive has put its bar of captures on."""
    url = clean_url(_PORT.sub(r"\1", tags.captured)) if tags.captured[:4] == "http" else None
    return (url, "saved-from") if url else None


def choose_url(urls: list[Candidate], given: str | None) -> tuple[str | None, str | None]:
    """Return the URL of a page and its source. A bare front page is no article's URL when there is better."""
    found = clean_url(given)
    if found:
        return found, "given"
    hosts = [registrable_domain(s.value) for s in urls]
    for s in urls:
        path = urlsplit(s.value)
        alone = hosts.count(registrable_domain(s.value)) == 1 and len(set(hosts)) > 1 and len(hosts) > 2
        if (path.path.strip("/") or path.query) and not alone and s.source not in ("shortlink", "amphtml"):
            return s.value, s.source
    return (urls[0].value, urls[0].source) if urls else (None, None)
