"""URLs: cleaned, their hosts and registrable domains; the rewriting of mirrors and web archives undone."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

_HEAD_CHARS = 4000  # how far into a page a mirror tool's comment may be
_SAVED = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)\s{0,3}(https?://[^\s<>\"]{4,1900})", re.IGNORECASE)
_HTTRACK = re.compile(
    r"<!--\s*(?:Mirrored from|Page saved from:?|Archived from:?) "
    r"((?:https?://)?[\w.-]{4,200}/?[^\s<>\"]{0,1900}) (?:by HTTrack)?",
    re.IGNORECASE,
)
_SINGLEFILE = re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s{0,3}(https?://[^\s<>\"]{4,1900})", re.IGNORECASE)
_ARCHIVE = re.compile(
    r"^https?://(?:web(?:-[\w-]{1,20})?\.archive\.org/web|(?:www\.)?archive\.org/wayback|webarchive\.[\w.]{2,60}"
    r"|[\w.]{0,60}arquivo\.pt/(?:noFrame/)?(?:wayback|replay))"
    r"/(?:\d{4,14}(?:[a-z]{2}_)?|\*)/(.{4,})$"
)
_HOST = re.compile(r"[\w.-]*\.(?=[\w-]*[^\W\d_])[\w-]+")  # the last label is not a number
# URLs that need no cleaning. Only the hosts of `_ARCHIVE` rewrite URLs.
_PLAIN = re.compile(
    r"https?://[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+(?:/[a-zA-Z0-9._~/%,;:+=&!-]*(?:\?[a-zA-Z0-9._~/%,;:+=&!-]+)?)?"
)
# Suffixes that are extensions of files more often than ends of hosts.
_FILE_LIKE = ("zip", "mov", "py", "sh", "pl", "md", "rs")
_BAD = re.compile(r"[\s<>\"{}|\\^`\u0000-\u001f\u007f\ud800-\udfff]")


def unarchived(url: str) -> str:
    """Return the URL that a web archive rewrote; other URLs as they are.

    >>> unarchived("https://web.archive.org/web/20200102030405/http://harbour-post.example/a")
    'http://harbour-post.example/a'
    """
    match = _ARCHIVE.match(url)
    if match is None:
        return url
    inner = match.group(1)
    if not inner.startswith(("http://", "https://")):
        inner = inner.replace(":/", "://", 1) if re.match(r"https?:/[^/]", inner) else "http://" + inner
    return inner


@lru_cache(maxsize=512)
def clean_url(url: str | None, base: str | None = None) -> str | None:
    """Return an absolute http(s) URL without fragment, or None.

    >>> clean_url("../b.html#comments", base="https://harbour-post.example/news/a.html")
    'https://harbour-post.example/b.html'
    >>> clean_url("mailto:desk@harbour-post.example")
    """
    if not url or len(url) > 2048:
        return None
    url = url.strip()
    if _PLAIN.fullmatch(url) and "archive" not in url and "arquivo" not in url:
        return url
    try:
        if base is not None:
            url = urljoin(base, url)
        elif url.startswith("//"):
            url = "https:" + url
        parts = urlsplit(unarchived(url))
        host = parts.hostname or ""
        if parts.scheme.lower() not in ("http", "https") or "." not in host.strip(".") or _BAD.search(parts.netloc):
            return None
        url = urlunsplit((parts.scheme.lower(), parts.netloc, parts.path, parts.query, ""))
    except ValueError:
        return None
    return _BAD.sub(lambda m: "".join(f"%{b:02X}" for b in m.group().encode("utf-8", "replace")), url)


@lru_cache(maxsize=512)
def host(url: str | None) -> str:
    """Return the host of a URL in lower case, "" if it has none.

    >>> host("https://News.Harbour-Post.example:8080/a"), host("no url")
    ('news.harbour-post.example', '')
    """
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower() if url else ""
    except ValueError:
        return ""


_BEGIN, _END = "// ===BEGIN ICANN DOMAINS===", "// ===END ICANN DOMAINS==="


@lru_cache(maxsize=2048)
def _suffixes(last: str) -> PublicSuffixList:
    """Return the public suffixes that end in this label; all of them take a fifth of a second to read."""
    from publicsuffixlist import PublicSuffixList

    if last.isascii() and not last.startswith("xn--"):
        lines = _suffixes_by_label().get(last, ())
        # Asked to encode names, the package encodes those in ASCII, too, and first loads what that needs.
        encoded = (line.encode("idna").decode("ascii") for line in lines if not line.isascii())
        return PublicSuffixList((*lines, *encoded), accept_encoded_idn=False)
    return PublicSuffixList(_suffix_lines())


@lru_cache(maxsize=1)
def _suffix_lines() -> tuple[str, ...]:
    """Return the public part of the list that comes with the package; it is never fetched.

    Domains that companies give away are theirs.
    """
    import publicsuffixlist

    text = Path(publicsuffixlist.PSLFILE).read_text(encoding="utf-8")
    lines = text[text.index(_BEGIN) : text.index(_END)].splitlines()
    return tuple(line for line in lines if line and not line.startswith("//"))


@lru_cache(maxsize=1)
def _suffixes_by_label() -> dict[str, list[str]]:
    """Return the lines of the list, by their last label."""
    found: dict[str, list[str]] = {}
    for line in _suffix_lines():
        found.setdefault(_last_label(line), []).append(line)
    return found


def _last_label(name: str) -> str:
    return name.rstrip(".").rpartition(".")[2].lower()


@lru_cache(maxsize=4096)
def _domain(name: str) -> str | None:
    """Return the registrable domain of a host; an unknown last label is a suffix, by the list's default rule."""
    if not _HOST.fullmatch(name):
        return None
    found: str | None = _suffixes(_last_label(name)).privatesuffix(name)
    return found


@lru_cache(maxsize=4096)
def has_known_suffix(name: str) -> bool:
    """Return whether a host's name ends in a public suffix that the list knows, with a name before it."""
    suffix = _suffixes(_last_label(name)).publicsuffix(name, accept_unknown=False)
    return suffix is not None and suffix != name and not suffix.endswith(_FILE_LIKE)


def registrable_domain(url: str | None) -> str | None:
    """Return the registrable domain of a URL: "bbc.co.uk" of "https://www.bbc.co.uk/news", None for an IP address.

    >>> registrable_domain("https://www.bbc.co.uk/news")
    'bbc.co.uk'
    """
    name = host(url)
    return _domain(name) if name else None


_SLUG_WORD = re.compile("[a-z0-9]+")


def slug(url: str | None) -> frozenset[str]:
    """Return the words of a URL's most specific segment: "repairs", "canal" of "/news/12/canal-repairs.html".

    >>> sorted(slug("/news/12/canal-repairs.html"))
    ['canal', 'repairs']
    """
    if not url:
        return frozenset()
    parts = unquote(urlsplit(url).path).lower().split("/")
    words: list[list[str]] = [_SLUG_WORD.findall(_EXTENSION.sub("", part)) for part in parts]
    longest = max(words, key=len)
    return frozenset(longest)


_EXTENSION = re.compile(r"\.[a-z]{3,5}$")


def saved_from(html: str) -> tuple[str, str] | None:
    """Return the URL that a browser or mirror tool noted in a comment at the head of a page, and the tool's kind."""
    head = html[:_HEAD_CHARS]
    if "<!--" not in head:
        return None
    for pattern, origin in ((_SAVED, "saved-from"), (_SINGLEFILE, "saved-from"), (_HTTRACK, "mirror")):
        match = pattern.search(head)
        if match:
            url = match.group(1)
            found = clean_url(url if "://" in url else "http://" + url)
            if found:
                return found, origin
    return None
