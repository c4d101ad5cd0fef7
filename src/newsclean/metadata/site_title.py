"""The site's name out of a document's title: "Gates leave town | Water | Harbour Post"."""

from __future__ import annotations

import re
from itertools import pairwise

from newsclean.metadata.names.person_names import is_agency, is_eastern, is_organisation
from newsclean.metadata.phrases import phrase_pattern, phrase_words
from newsclean.metadata.publishers import APP, DASHES, ENDS, NO_NAME, is_list
from newsclean.metadata.site_names import STRONG, cuts, in_host, letters
from newsclean.metadata.sources.candidates import Candidate
from newsclean.metadata.strings import tidy, unaccented
from newsclean.urls import host, registrable_domain

_GENERIC = re.compile(r"^\w+ [«\"„“](?P<name>[^«»\"“”]{2,50})[»\"“”]$")
_SENTENCE = phrase_pattern("publishers", "sentence")
_PLATFORMS = phrase_words("publishers", "platforms")
_PLAIN_WORD = re.compile(r"[^\W\d_][a-zß-ÿ]*\Z")
_MAX_TITLE_CHARS = 500
_MIN_LABEL_CHARS = 4  # of a domain's name that a longer word may begin with
_MAX_NAME_WORDS = 5


def spells_site(name: str, site: str | None) -> bool:
    """Return whether a name is a site's domain or its label, or begins with the label, unless that is as "news".

    >>> spells_site("Harbourpost Online", "harbourpost.example"), spells_site("Harbour", "harbourpost.example")
    (True, False)
    """
    key, domain, label = letters(unaccented(name)), letters(site or ""), letters((site or "").partition(".")[0])
    if not label or key in (domain, label, f"the{label}"):
        return bool(label)
    if NO_NAME.search(label):
        return False
    first = letters(unaccented(name.split()[0])) if name.split() else ""
    return first == label or (len(label) >= _MIN_LABEL_CHARS and key.startswith(label))


def site_piece(title: str, site: str | None) -> str | None:
    """Return the piece of a document's title, but for the whole of it, that spells the site's domain."""
    whole = tidy(title, _MAX_TITLE_CHARS) or ""
    places = [(0, 0), *((start, end) for start, end in cuts(whole)), (len(whole), len(whole))]
    pieces = [whole[end:start].strip(ENDS) for (_, end), (start, _) in pairwise(places)]
    found = (each for each in reversed(pieces) if 0 < len(each.split()) <= _MAX_NAME_WORDS and spells_site(each, site))
    return next(found, None) if len(pieces) > 1 else None


def name_in_title(whole: str, headline: str, site: str | None = None) -> str | None:
    """Return the site's name in a document's title: the short piece that a separator divides from the headline.

    Of several the one that the site's domain spells, else the one farthest from the headline.
    """
    at = whole.casefold().find(headline.casefold())
    if at < 0:
        return None
    before, after = whole[:at], whole[at + len(headline) :]
    if bool(before.strip()) == bool(after.strip()):
        return None
    rest = before or after
    pieces = [p.strip(" -–—|:_·•›*") for p in STRONG.split(rest.strip(" -–—|:_·•›"))]
    name = next((piece for piece in pieces if spells_site(piece, site)), pieces[-1] if after else pieces[0])
    if not cuts(f"x{after}" if after else f"{before}x") or not 1 <= len(name.split()) <= _MAX_NAME_WORDS:
        return None
    match = _GENERIC.match(name)
    name = match["name"] if match else name
    return name if 2 <= len(name) <= 50 and sum(map(str.isdigit, name)) < 3 else None


def named_in_title(title: str, headline: Candidate | None, url: str | None) -> Candidate | None:
    """Return the site's name as the document's title gives it next to a headline that another source confirms."""
    whole = tidy(title, _MAX_TITLE_CHARS)
    if headline is None or not whole:
        return None
    name = name_in_title(whole, headline.value, registrable_domain(url))
    return Candidate(name, "title") if name else None


def name_of_site(name: str, url: str | None, copyright_line: str | None, title: str = "") -> str | None:
    """Return the site's name out of a document's `title`; None where it hardly is one.

    Its host or its copyright notice has the name, or it is that of a paper. A blog on a platform may bear any name;
    what is before a colon names a column elsewhere.
    """
    if APP.search(name):
        return None
    own = host(url) if url else ""
    parts = [part.strip(ENDS) for part in DASHES.split(name) if letters(part)] or [name]
    known = [part for part in parts if own and in_host(part, own)]
    if known and len(parts) > 1 and not is_eastern(name):
        return name if in_host(name, own) and len(known) == len(parts) else known[0]
    if known or (copyright_line and letters(name) in letters(copyright_line)):
        return name
    if (len(parts) > 1 and not is_eastern(name)) or is_list(name):
        return None
    on_platform = bool(own) and (registrable_domain(url) or "").partition(".")[0] in _PLATFORMS
    if not on_platform and title.strip().removeprefix(name).lstrip().startswith(":"):
        return None
    if is_agency(name) or is_organisation(name) or (name.startswith("The ") and name.istitle()):
        return name
    if _SENTENCE.search(name) or (_PLAIN_WORD.match(name) and name.isascii()):
        return None
    return name if on_platform or not own or not name.isascii() else None
