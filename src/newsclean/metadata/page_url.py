"""The page's URL: given, or found in the page; a canonical on another outlet; and what only a path tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from newsclean.metadata.candidates import Said
from newsclean.metadata.jsonld_article import Linked
from newsclean.metadata.meta_tags import Head
from newsclean.metadata.strings import folded
from newsclean.urls import clean_url, has_known_suffix, registrable_domain, saved_from

# Tags by which a republisher names its source.
_SOURCES = ("original-source", "syndication-source", "original_source", "article:original_url", "dcterms.source")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_STORED = re.compile(r"\.(?:gz|zst|zstd|bz2|xz)$")
_FRONT = re.compile(r"(?:^|/)index\.[a-z]{3,5}$")
_LABEL = 4  # letters of a domain's name that must agree with another's to make them one outlet


def syndicated(head: Head, said: Sequence[Said], given: str | None, outlets: Sequence[str]) -> list[Said]:
    """Where a republished page says that it is from: its source tags, and a canonical on another outlet.

    A canonical counts when the given address, or else all other addresses of the page, agree on a site that
    is not the canonical's, and the site's names are not the canonical's either.
    """
    found = [Said(value, name) for name in _SOURCES for value in head.all(name)[:1]]
    canonical = next((s for s in said if s.origin == "canonical"), None)
    if canonical is None:
        return found
    there = registrable_domain(canonical.value)
    here = {registrable_domain(given)} if given else {registrable_domain(s.value) for s in said if s.origin not in _OWN}
    here.discard(None)
    if there and len(here) == 1 and there not in here and not _same_outlet(there, {*here, *outlets}):
        found.append(canonical)
    return found


_OWN = frozenset({"canonical", "amphtml", "shortlink"})


def _same_outlet(site: str, names: set[str | None]) -> bool:
    """Whether a domain's name is, or is part of, one of the names: the outlet's other domain."""
    label = folded(site.split(".")[0]).replace(" ", "")
    keys = {folded(n.split(".")[0] if "." in n else n).replace(" ", "") for n in names if n}
    return any(label == k or (len(min(label, k, key=len)) >= _LABEL and (label in k or k in label)) for k in keys)


def mirrored(source: str) -> Said | None:
    """The address of a page in a directory that a mirror tool named after the page's host.

    "crawl/www.example.org/news/lock.html" was http://www.example.org/news/lock.html. Only names under a
    known public suffix are hosts.
    """
    parts = source.replace("\\", "/").replace("#", "/").split("/")
    for i, part in enumerate(parts[:-1]):
        name = part.lower()
        if _HOST.fullmatch(name) and has_known_suffix(name):
            path = _FRONT.sub("/", _STORED.sub("", "/".join(parts[i + 1 :])))
            url = clean_url(f"http://{name}/{path.lstrip('/')}")
            return Said(url, "mirror-path") if url else None
    return None


def addresses(head: Head, linked: Linked | None, html: str) -> list[Said]:
    """What the page says its address is, most trusted first."""
    noted = saved_from(html)
    saved = Said(*noted) if noted else None
    base = saved.value if saved else None
    said: list[Said] = []

    def add(value: str | None, origin: str) -> None:
        url = clean_url(value, base)
        if url:
            said.append(Said(url, origin))

    for href in head.links.get("canonical", ())[:2]:
        add(href, "canonical")
    for name in ("og:url", "twitter:url", "parsely-link", "dc.identifier", "article:url"):
        for value in head.all(name)[:1]:
            add(value, name)
    if linked is not None:
        add(linked.url, "json-ld")
    if saved:
        said.append(saved)
    for rel in ("shortlink", "amphtml"):
        for href in head.links.get(rel, ())[:1]:
            add(href, rel)
    return said


def choose(said: list[Said], given: str | None) -> tuple[str | None, str | None]:
    """The address of a page and its witness. A bare front page is no article's address when there is better."""
    found = clean_url(given)
    if found:
        return found, "given"
    hosts = [registrable_domain(s.value) for s in said]
    for s in said:
        path = urlsplit(s.value)
        alone = hosts.count(registrable_domain(s.value)) == 1 and len(set(hosts)) > 1 and len(hosts) > 2
        if (path.path.strip("/") or path.query) and not alone and s.origin not in ("shortlink", "amphtml"):
            return s.value, s.origin
    return (said[0].value, said[0].origin) if said else (None, None)
