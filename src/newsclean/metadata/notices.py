"""The publisher's name and its copyright notice, without the slogans and footer menus that are next to them."""

from __future__ import annotations

import re

from newsclean.metadata.phrases import phrase_pattern
from newsclean.metadata.site_names import letters

_BARS = re.compile(r"\s*\.?:{2,}\.?\s*|\s+[|｜│]+\s*|\s*[|｜│]+\s+|_+|\s+(?:»|·|•)\s+")
_DASHES = re.compile(r"\s+[-–—]\s+|:\s+")
_ADDRESS = re.compile(r"\s+(?:on|at|@)\s+(?:https?://|www\.)\S+$|\s*\(@\w{2,40}\)", re.IGNORECASE)
_MIN_SLOGAN_WORDS = 4  # after a name, the dash counted in; less may be part of the name
_MIN_LABEL_CHARS = 4  # of a domain's name that tells which piece is the site's
NOTICE = phrase_pattern("notices", "notice")
_RIGHTS = phrase_pattern("notices", "rights")
# What begins a footer's menu, or names whoever made the site.
_MENU = phrase_pattern("notices", "menu")
PHOTO = phrase_pattern("notices", "photo")
_MAX_NOTICE_CHARS = 200


def publisher_name(value: str, site: str | None) -> str:
    """Return a publisher's name without what bars, dashes or a colon add to it.

    Of several pieces the one that the site's domain spells is the name, else the first.

    >>> publisher_name("Harbour Post | News, Sport and Weather", "harbourpost.example")
    'Harbour Post'
    """
    label = letters((site or "").split(".")[0])
    value = _ADDRESS.sub("", value)
    pieces = [piece for piece in _BARS.split(value) if letters(piece)]
    name = _spelled(pieces, label) or (pieces[0] if pieces else value)
    parts = [part for part in _DASHES.split(name) if letters(part)]
    slogan = len(parts) > 1 and len(name[len(parts[0]) :].split()) > _MIN_SLOGAN_WORDS
    if slogan or (len(parts) > 1 and parts[0] == _spelled(parts, label)):
        name = parts[0]
    return name.strip(" -–—|:_·•,/").lstrip(".: ")


def _spelled(pieces: list[str], label: str) -> str | None:
    if len(label) < _MIN_LABEL_CHARS:
        return None
    return next((p for p in pieces if (key := letters(p)) and (key == label or label in key or key in label)), None)


def copyright_notice(line: str) -> str | None:
    """Return the owner's notice in a line of a footer; None for a photo's.

    >>> copyright_notice("About us | © 2020 Harbour Post. All rights reserved. Terms | Privacy")
    '© 2020 Harbour Post. All rights reserved.'
    """
    rights = _RIGHTS.search(line)
    if PHOTO.search(line) and rights is None:
        return None
    pieces = [piece for piece in _BARS.split(line) if piece.strip()]
    first = next((i for i, piece in enumerate(pieces) if NOTICE.search(piece)), 0)
    kept = pieces[first : first + 1] + [piece for piece in pieces[first + 1 :] if _RIGHTS.search(piece)]
    if not kept:
        return None
    if not any(map(str.isalpha, NOTICE.sub("", kept[0]))) and first + 1 < len(pieces):
        kept[0] += " " + pieces[first + 1]  # "© 2021 · Harbour Post"
    notice = NOTICE.search(kept[0])
    start = notice.end() if notice else 0
    kept[0] = kept[0][:start] + _MENU.sub("", kept[0][start:])
    text = " | ".join(kept).strip(" |·•-–—,;")
    return text[:_MAX_NOTICE_CHARS].rstrip() if any(map(str.isalnum, text)) else None
