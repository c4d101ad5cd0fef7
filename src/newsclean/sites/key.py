"""Determine which site a page belongs to, from its bytes alone, so that learning and cleaning agree.

A given URL decides. Else the page's evidence does: what it calls itself (canonical, og:url) as far as
its links and resources agree, else the domain that most of them point to. Else its directory is the site.
Everything here is searching for literal bytes, because it is done for every page, twice.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from newsclean.model import Page
from newsclean.urls import host, registrable_domain, saved_from, unarchived

_LOOKED_AT = 262_144  # bytes of a page whose links count
_HEAD = 65_536  # bytes in which a page names itself
_HOST = re.compile(rb"://([A-Za-z0-9][A-Za-z0-9.-]{2,80})")
_VALUE = re.compile(rb"""(?:href|content)\s{0,3}=\s{0,3}["']?([^"'\s>]{4,1000})""", re.IGNORECASE)
_PATH_HOST = re.compile(r"(?:[a-z0-9-]{1,60}\.){1,6}[a-z]{2,20}")
_FILES = (".html", ".htm", ".php", ".asp", ".xml", ".json", ".txt", ".gz", ".zip", ".tar", ".warc", ".zst")
_SPAN = 1200  # bytes of one <link> or <meta> element

_FEW = 5  # absolute links: fewer contradict nothing
_MOST_SHARE = 0.3  # of the links, which a domain must have that is a site without saying so
_LEAST = 3  # links

# Domains that are on everybody's pages: networks, trackers, libraries, archives.
_EVERYWHERE_NAMES = """
    addthis.com adobe.com akamaihd.net akamaized.net amazon-adsystem.com amazonaws.com
    ampproject.org apple.com archive.org bit.ly blogblog.com bootstrapcdn.com brightcove.com
    brightcove.net chartbeat.com cloudflare.com cloudfront.net cookielaw.org criteo.com del.icio.us
    digg.com disqus.com doubleclick.net facebook.com facebook.net fastly.net feedburner.com
    flipboard.com fontawesome.com gigya.com github.com google-analytics.com google.com
    googleadservices.com googleapis.com googlesyndication.com googletagmanager.com
    googletagservices.com gravatar.com gstatic.com imgix.net instagram.com jquery.com jsdelivr.net
    jwpcdn.com jwplatform.com linkedin.com microsoft.com newrelic.com nr-data.net ogp.me
    onetrust.com optimizely.com outbrain.com parastorage.com parsely.com pinterest.com purl.org
    quantserve.com reddit.com schema.org scorecardresearch.com sharethis.com shopifycdn.com
    squarespace-cdn.com squarespace.com statcounter.com stumbleupon.com t.co t.me taboola.com
    technorati.com telegram.me threads.net tiktok.com twimg.com twitter.com typekit.net
    typography.com unpkg.com vimeo.com vk.com w.org w3.org website-files.com weibo.com whatsapp.com
    wikipedia.org wixstatic.com wp.com wsimg.com x.com xmlns.com youtu.be youtube-nocookie.com
    youtube.com ytimg.com
"""
_EVERYWHERE = frozenset(_EVERYWHERE_NAMES.split())


def site_key(page: Page) -> str:
    """Return the name of a page's site in profiles: a host without "www.", else a directory with its "/"."""
    given = host_name(page.url)
    if given:
        return given
    body = page.body[:_LOOKED_AT]
    names = [name for word in (b"og:url", b"canonical") if (name := _named(body, word))]
    if names and len(set(names)) == 1 and _often(body, names[0]):
        return names[0]
    counts = _linked(body)
    return (
        _declared(body, names, counts)
        or _from_path(page.source, counts)
        or _most_linked(counts)
        or place_of(page.source)
    )


def host_name(url: str | None) -> str:
    """Return the host of a URL, lower case, without "www."; "" if there is none.

    >>> host_name("https://WWW.Harbour-Post.example/a"), host_name(None)
    ('harbour-post.example', '')
    """
    name = host(unarchived(url) if url else None).strip(".")
    return name.removeprefix("www.") if "." in name else ""


@lru_cache(maxsize=16_384)
def _domain(name: bytes) -> str | None:
    """Return the registrable domain of a host, unless it is one that occurs everywhere."""
    # Blogs of one host stay one site: they share its templates, and apart each has fewer pages to learn from
    # (measured on 49 pages of typepad.com: F1 of all 701 pages of their set .0009 lower).
    found = registrable_domain("http://" + name.decode("ascii").lower())
    return None if found in _EVERYWHERE else found


def _linked(body: bytes) -> Counter[str]:
    """Return how often the page names each domain in an absolute URL."""
    counts: Counter[str] = Counter()
    for name, n in Counter(_HOST.findall(body)).items():
        domain = _domain(name)
        if domain:
            counts[domain] += n
    return counts


def _named(body: bytes, word: bytes) -> str:
    """Return the host of the URL in the first <link> or <meta> element that has `word`."""
    at = -1
    for _ in range(3):
        at = body.find(word, at + 1, _HEAD)
        if at < 0:
            return ""
        start, end = body.rfind(b"<", max(0, at - _SPAN), at), body.find(b">", at, at + _SPAN)
        if start < 0 or end < 0 or body[start + 1 : start + 5].lower() not in (b"link", b"meta"):
            continue
        match = _VALUE.search(body, start, end)
        if match:
            url = match.group(1).decode("utf-8", "replace")
            if "://" in url:
                return host_name(url[url.rfind("http", 0, url.rfind("://") + 1) :])
    return ""


def _often(body: bytes, name: str) -> bool:
    """Return whether a page names its own site again and again: much cheaper than reading all links."""
    domain = _domain(name.encode("ascii", "ignore"))
    if domain is None:
        return False
    word, at = domain.encode("ascii", "ignore"), -1
    for _ in range(3 * _LEAST):
        at = body.find(word, at + 1)
        if at < 0:
            return False
    return True


def _declared(body: bytes, names: list[str], counts: Counter[str]) -> str | None:
    """Return the site that the page declares.

    Where its two names differ, and where its links name another site throughout, the links decide: syndicated pages
    name the publication that they come from.
    """
    total = counts.total()
    named: list[tuple[int, str]] = []
    for name in names:
        own = counts[_domain(name.encode("ascii", "ignore")) or name]
        if own >= _LEAST or total - own < _FEW:
            named.append((own, name))
    if named:
        return max(named, key=lambda item: item[0])[1]
    saved = saved_from(body[:4000].decode("latin-1"))
    return host_name(saved[0]) if saved else None


def _from_path(source: str, counts: Counter[str]) -> str | None:
    """Return a directory that has a host's name, as mirrors make them, unless the page's links contradict."""
    for part in source.lower().replace("#", "/").split("/")[:-1]:
        if _PATH_HOST.fullmatch(part) and not part.endswith(_FILES):
            domain = _domain(part.encode("ascii"))
            if domain and (counts[domain] or counts.total() < _FEW):
                return part.removeprefix("www.")
    return None


def _most_linked(counts: Counter[str]) -> str | None:
    """Return the domain that the page's links and resources agree on."""
    if not counts:
        return None
    domain, n = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return domain if n >= _LEAST and n >= _MOST_SHARE * counts.total() else None


def place_of(source: str) -> str:
    """Return where a page was read: its directory, with a slash at the end, or the archive that it is in.

    >>> place_of("scrape/post/1.html"), place_of("crawl.zip#post/1.html"), place_of("1.html")
    ('scrape/post/', 'crawl.zip#post/', './')
    """
    outer, _, member = source.rpartition("#")
    folder = member.rpartition("/")[0]
    if outer:
        return f"{outer}#{folder}/" if folder else f"{outer}/"
    return f"{folder}/" if "/" in source else "./"
