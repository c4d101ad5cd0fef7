"""Names of authors out of what bylines and metadata carry: roles, places, handles and prefixes taken off."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsclean.metadata.strings import folded, tidy

# "By" in the languages of bylines, in front of names.
_PREFIX = re.compile(
    r"^(?:(?:(?:written|posted|published|reported|story|words|text|article|reviewed|created|submitted|compiled|edited)\s+)?by"
    r"|authors?|autor(?:in|en|es|as|a|ka)?|auteurs?|autori?|autore|author\(s\)|von|par|por|da|di|de|door|av|af|przez|napisał[ao]?|tekst|redaktor|redaktion|redakcja"
    r"|автор[ы]?|текст|фото|yazan|yazar|haber|hazırlayan|بقلم|كتب(?:ت)?|الكاتب|المؤلف|作者|文|記者|责任编辑|責任編集|編集|text|mit|from|oleh|skrevet av|rédigé par|publié par|escrito por|publicado por|"
    r"publicado em|scritto da|a cura di|geschrieben von|veröffentlicht von|erstellt von|ein beitrag von|ein artikel von|eine analyse von|ein kommentar von|eine kolumne von|interview von|eine reportage von|ein gastbeitrag von|a column by|opinion by|analysis by)"
    r"(?:\s*[:：/]\s*|\s+|(?<=[文者])\s*)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_HANDLE = re.compile(r"(?<!\w)@\w{2,40}")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]{0,120}\)|\[[^\[\]]{0,120}\]|（[^（）]{0,60}）|【[^【】]{0,60}】")
_SPLIT = re.compile(
    r"\s*(?:;|,|、|，|；|\||•|·|\u2022|\+|&|\n|\s/\s|\s(?:and|und|y|et|e|og|och|en|i|и|та|ve|ja|a|és|și|y|with|mit|sowie|avec|con|com)\s|\s+و)\s*",
)
_SPLIT_SURE = re.compile(r"\s*(?:;|、|；|\||•|\s&\s|\s/\s)\s*")
_CUT = re.compile(r"\s+(?:[–—|-]\s|in\s(?=[A-ZÄÖÜ])|für\s|for\s|of\s(?=the\s)|at\s(?=[A-Z])).*$")
_AFTER = re.compile(
    r"\s*(?:\b(?:updated|published|posted|last updated|aktualisiert|veröffentlicht|stand|publié|publicado|mis à jour|actualizado"
    r"|aggiornato|pubblicato|on|am|le|el|vom|date)\b\s*:?\s*)?(?:\d{1,2}[./:-]\d|\d{1,2}\.?\s\w{3,10}\s\d{4}|\w{3,10}\.?\s\d{1,2},?\s\d{4}|\d{4}[-/年]).*$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:staff|reporters?|correspondents?|writers?|editors?|editor-in-chief|columnists?|contributors?|contributing|columnist|journalists?|producers?|bureau chief|critic|analyst|professor|fellow|manager|director|founder|ceo|"
    r"redakteur(?:in|e)?|redaktion|korrespondent(?:in)?|reporterin|chefredakteur(?:in)?|volontär(?:in)?|autor(?:in)?|journalistin|ressortleiter(?:in)?|"
    r"journaliste|rédact(?:eur|rice)|rédaction|envoyée? spéciale?|correspondante?|redactora?|redacción|periodista|corresponsal|redação|repórter|jornalista|redattore|redazione|giornalista|"
    r"redacteur|verslaggever|dziennikarz|redakcja|корреспондент|редактор|журналист|muhabir|editör|gazeteci|مراسل|محرر|記者|編集|デスク|updated|published|follow|subscribe|view all|email|twitter|senior|associate|chief|political|deputy)\b",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    "admin administrator editor editors editorial staff author authors webmaster guest anonymous unknown none null user root "
    "redaktion redaktor redacción redaccion redazione redação redacao rédaction redaction newsdesk online web team the redakcja "
    "редакция редактор webredaktion onlineredaktion press release pressemitteilung contributor contributors wordpress default "
    "superuser siteadmin editorialstaff newsroom autor autorin auteur autore".split()
)
_CREDENTIAL = re.compile(
    r"^(?:ph\.?\s?d|m\.?\s?d|jr|sr|ii|iii|iv|m\.?\s?sc|b\.?\s?sc|mba|mph|rn|rd|rdn|esq|cpa|cfa|cfp|faclm|dds|dvm|jd|ma|ba|ms|do|lcsw|psyd|np|pharmd|edd|msw|dpt|facp|mbbs|frcp)\.?$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_MAX_NAME = 80
_MAX_AUTHORS = 40


def split_names(raw: str) -> list[str]:
    """The names in one byline, cleaned, in order; nothing where it holds none."""
    text = tidy(raw, 1000) or ""
    text = _URL.sub(" ", _HANDLE.sub(" ", _EMAIL.sub(" ", text)))
    text = _BRACKETS.sub(" ", text)
    text = " ".join(text.split())
    for _ in range(2):
        text = _PREFIX.sub("", text, count=1).strip(" :,-–—|/·•")
    text = _AFTER.sub("", text).strip(" :,-–—|/·•")
    if not text:
        return []
    found: list[str] = []
    parts = [p for p in _SPLIT.split(text) if p]
    for part in parts:
        if _CREDENTIAL.match(part) and found:
            found[-1] += ", " + part
            continue
        name = _one(part)
        if name:
            found.append(name)
    return found


def _one(part: str) -> str | None:
    """One name, or None for what is no name: a role, a place after a comma, a number."""
    part = _PREFIX.sub("", part.strip()).strip(" \t:,;-–—|/·•\"'“”„«»")
    part = _CUT.sub("", part).strip(" :,.;-–—|/·•") if not part.endswith(".") else _CUT.sub("", part).strip(" :,;-–—|/")
    if not part or len(part) > _MAX_NAME or not any(c.isalpha() for c in part):
        return None
    if _DIGIT.search(part) and len(_DIGIT.findall(part)) > 3:
        return None
    words = part.split()
    if len(words) > 7:
        return None
    return part


def is_role(name: str) -> bool:
    """Whether `name` is a role or a department instead of a name."""
    return folded(name) in _GENERIC or _ROLE.search(name) is not None


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """`names` without repetitions, the first spelling of each kept."""
    seen: dict[str, str] = {}
    for name in names:
        key = folded(name)
        if key and key not in seen:
            seen[key] = name
    return tuple(seen.values())[:_MAX_AUTHORS]


def clean_names(values: Iterable[str], several: bool = True) -> tuple[str, ...]:
    """The author list of one witness. Roles go where a name stands beside them, and stay where they are all."""
    names = unique(n for value in values for n in (split_names(value) if several else [value]))
    real = tuple(n for n in names if not is_role(n))
    if real:
        return real
    return tuple(n for n in names if folded(n) not in _GENERIC)[:1]
