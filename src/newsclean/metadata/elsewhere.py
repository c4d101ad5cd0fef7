"""Addresses that are not the page's own: a canonical on another outlet; and those that only its path tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.metadata.address import clean_url, has_known_suffix, site_of
from newsclean.metadata.strings import folded
from newsclean.metadata.tags import Head
from newsclean.metadata.witness import Said

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
    there = site_of(canonical.value)
    here = {site_of(given)} if given else {site_of(s.value) for s in said if s.origin not in _OWN}
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
