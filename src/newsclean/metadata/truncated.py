"""Whether the text is known to be incomplete: a teaser, or a page behind a wall."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.metadata.witness import Witnesses
from newsclean.model import Block

_WALL = re.compile(r"paywall|piano-offer|subscriber-only|premium-content|meter(?:ed)?-wall|regwall|fade-?out|article-gate", re.IGNORECASE)
_PROMPT = re.compile(
    r"to (?:continue|keep) reading|subscribe to (?:read|continue|unlock)|subscribers only|for subscribers|already a subscriber"
    r"|weiterlesen mit|jetzt (?:weiterlesen|abonnieren und)|nur für abonnenten|artikel freischalten"
    r"|réservé aux abonnés|pour lire la suite|il vous reste|contenido exclusivo para suscriptores|sigue leyendo|suscríbete para"
    r"|conteúdo exclusivo para assinantes|continua a leggere|riservato agli abbonati|contenuto per gli abbonati"
    r"|alleen voor abonnees|lees verder met|dostęp tylko dla|dla prenumeratorów|только для подписчиков|abonelere özel"
    r"|للمشتركين فقط|付费阅读|订阅后|有料会員|会員限定|続きを読むには",
    re.IGNORECASE,
)
_SHORT = 1800  # characters: a body longer than this is hardly a teaser


def is_truncated(witnesses: Witnesses, blocks: Sequence[Block], body: Sequence[bool], text: str) -> bool:
    """Structured data first, then a wall in the markup right behind a short text; phrases support, never decide."""
    linked = witnesses.linked
    full = linked.body if linked is not None else None
    if full and len(full) > 600 and len(text) < 0.5 * len(full):
        return True
    if full and len(full) > 600 and len(text) > 0.9 * len(full):
        return False
    declared = witnesses.free is False or (linked is not None and linked.gated and witnesses.free is not True)
    last = max((i for i, kept in enumerate(body) if kept), default=-1)
    behind = blocks[last + 1 : last + 16]
    wall = any(_WALL.search(b.place.signature) for b in behind)
    prompt = any(_PROMPT.search(b.text) for b in behind)
    if declared:
        return len(text) < _SHORT or wall or prompt
    if witnesses.free is True:
        return False
    return wall and prompt and len(text) < _SHORT
