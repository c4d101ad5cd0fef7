"""The headline of a page: what several witnesses say, reconciled; site names, sections and kickers taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.metadata.strings import folded, tidy
from newsclean.metadata.witness import Said

_SEPARATOR = re.compile(r"\s+[|–—·•»«›‹:/\\~-]{1,3}\s+|\s*[|｜│»«›]\s*|\s+::\s+|\s*_\s+|(?<=\w)\s-(?=\w)|: ")
_MAX_TITLE = 500


def without_site(title: str, outlets: Sequence[str]) -> str:
    """`title` without the names of the site at its ends, where a separator parts them from it."""
    folded_outlets = {f for f in (folded(o).replace(" ", "") for o in outlets) if len(f) > 1}
    for _ in range(4):
        cuts = list(_SEPARATOR.finditer(title))
        if not cuts:
            break
        first, last = cuts[0], cuts[-1]
        tail = folded(title[last.end() :]).replace(" ", "")
        head = folded(title[: first.start()]).replace(" ", "")
        if last.start() > 0 and _is_outlet(tail, folded_outlets):
            title = title[: last.start()].rstrip()
        elif head and _is_outlet(head, folded_outlets):
            title = title[first.end() :].lstrip()
        else:
            break
    return title


def _is_outlet(piece: str, outlets: set[str]) -> bool:
    if not piece:
        return True
    return any(piece == o or (len(piece) > 3 and len(o) > 3 and (piece in o or o in piece)) for o in outlets)


def agree(a: str, b: str) -> bool:
    """Whether two titles are the same headline: one in the other, or most words shared."""
    x, y = folded(a), folded(b)
    if not x or not y:
        return False
    if x in y or y in x:
        return True
    p, q = set(x.split()), set(y.split())
    return len(p & q) >= 0.6 * min(len(p), len(q)) and len(p & q) >= 2


def choose(said: Sequence[Said], outlets: Sequence[str]) -> Said | None:
    """The headline among `said` (most trusted first) and who said it."""
    cleaned = []
    for value, origin in said:
        text = tidy(value, _MAX_TITLE)
        if text:
            text = without_site(text, outlets)
            if text:
                cleaned.append(Said(text, origin))
    heads = [s for s in cleaned if s.origin == "h1"]
    others = [s for s in cleaned if s.origin != "h1"]
    for h in heads:
        if any(agree(h.value, o.value) for o in others):
            return h
    return others[0] if others else (heads[0] if heads else None)
