"""Names of authors out of what bylines and metadata carry: roles, places, handles and prefixes taken off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newsclean.metadata.person_names import is_agency, is_organisation, is_person, is_role, looks_like_name
from newsclean.metadata.strings import DIGIT, folded, tidy, word_set

# "By" in the languages of bylines, in front of names; the short ones only where a whole name follows.
_BY = (
    r"(?:(?:(?:re)?written|words|text|story|report(?:ed|ing)?|article|posted|published|publiziert"
    r"|submitted|compiled|created|authored|recipe|contributed|uploaded|medically reviewed)\s+)?by"
    r"|authors?|written by|by-?line|autor(?:in|en|es|as|a|ka|ka:)?|auteurs?|autori|autore|author\(s\)|von"
    r"|vom|par|por|door|przez|napisał[ao]?|autorzy|tekst|texte?|texto|testo|tekst:"
    r"|автор[ы]?|текст|материал подготовил[аи]?|подготовил[аи]?|yazan|yazar|haber|hazırlayan|muhabir|بقلم"
    r"|كتب(?:ت)?|كتبه|الكاتب|المؤلف|إعداد|作者|文/|文|撰文|記者|记者|责任编辑|執筆"
    r"|post author|über|about|oleh|skrevet av|skrivet av|rédigé par|écrit par|publié par|propos recueillis "
    r"par|escrito por|publicado por|redactado por|scritto da|pubblicato da|a cura di|geschreven door"
    r"|geplaatst door"
    r"|(?:geschrieben|veröffentlicht|erstellt|eingestellt|verfasst|gepostet|publiziert)\s+(?:am .{1,20} "
    r")?von|(?:ein|eine)\s(?:beitrag|artikel|analyse|kommentar|kolumne|reportage|interview|gastbeitrag"
    r"|essay)\svon"
    r"|(?:artikel|beitrag|text|foto|fotos|interview)\s+von|words|opinion by|analysis by|a column by|view "
    r"all posts by|more (?:posts|articles|stories) (?:by|from)|alle (?:beiträge|artikel) von|posts by|from"
)
_PREFIX = re.compile(rf"^(?:{_BY})(?:\s*[:：]\s*|\s+|(?<=[文者/])\s*)", re.IGNORECASE)
# How those begin, by their first two letters: most lines are told from a byline by these alone.
_STARTS = word_set(
    "ab af al an ar au av be by co cr da de di do ed ei el er es fo fr ge ha in me mo mu na ol op pa po pr pu re sc sk "
    "st su te up ve vi vo wo wr ya"
)
_SHORT_PREFIX = re.compile(r"^(?:[Dd]i|[Dd]e|[Dd]a|[Aa]v|[Aa]f|[Ee]ld)\s+(?=[^\W\d_]\S*\s+\S)")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_HANDLE = re.compile(r"(?<!\w)@\w{2,40}")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]{0,120}\)|\[[^\[\]]{0,120}\]|（[^（）]{0,60}）|【[^【】]{0,60}】")
_HARD = re.compile(r"\s*(?:;|、|；|\||•|·|—|\n|\s/\s|\s[–-]\s)\s*")
_SOFT = re.compile(
    r"\s*(?:,|،|，|\+|\s(?:and|und|y|et|e|og|och|en|i|и|та|ve|ja|a|és|și|with|mit|sowie|avec|con|com|&"
    r"|u\.)\s|\s&\s|\s+و(?=\w))\s*",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s+(?:in\s(?=[A-ZÄÖÜ])|für\s|for\s|at\s(?=[A-Z])|aus\s(?=[A-ZÄÖÜ])|is\s|ist\s|has\s|hat\s|was\s"
    r"|\d).*$|\s+(?:on|in|am|le|el|von|by|view|follow|folgen|share|shares|updated|published|posted|reviewed"
    r"|sponsored|veröffentlicht|→)$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:\b(?:updated|published|posted|last updated|aktualisiert|veröffentlicht|stand|publié|publicado"
    r"|mis à jour|actualizado|aggiornato|pubblicato"
    r"|on|am|le|el|vom|date|datum|den)\b\s*:?\s*)?(?:\d{1,2}[./:-]\d|\d{1,2}\.?\s\w{3,10}\.?,?\s\d{2,4}"
    r"|\w{3,10}\.?\s\d{1,2},?\s\d{4}|\d{4}[-/年]|\d{1,3}\s?(?:min|hour|stund|day|tag)).*$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\s+(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*$|\s+(?:montag|dienstag|mittwoch"
    r"|donnerstag|freitag|samstag|sonntag)\b.*$",
    re.IGNORECASE,
)
_TITLES_CJK = re.compile(r"\s*(?:記者|기자|특파원|논설위원|編集委員|特派員|记者)(?:\s?=.*)?$")
_CREDENTIAL = re.compile(
    r"^(?:(?:ph|m|d|j|ed|psy|pharm)\.?\s?d|jr|sr|m\.?\s?sc|b\.?\s?sc|esq"
    r"|[A-Z][A-Za-z]?[A-Z][A-Za-z.-]{0,6}|[A-Z]{2,7}(?:-[A-Z]{1,4})?(?: \d{2,3})?|(?:[A-Z]\.){2,4})\.?$"
)
_JUNIOR = re.compile(r"^(?:ph\.?\s?d|m\.?d|jr|sr|esq)\.?$", re.IGNORECASE)
_GENERIC = word_set(
    "admin administrator editor editors editorial staff author authors webmaster guest anonymous unknown "
    "none null user root test "
    "web default superuser siteadmin editorialstaff autor autorin auteur autore wordpress wordpressadmin "
    "adm gast nan undefined"
)
_MAX_NAME = 90
_MAX_AUTHORS = 40


def _may_lead(text: str) -> bool:
    """Whether a line can begin with a "By" at all."""
    start = text[:2].lower()
    return start in _STARTS or start == "a " or not start.isascii()


def without_prefix(text: str) -> tuple[str, bool]:
    """A byline without its "By", and whether it had one."""
    if not _may_lead(text):
        return text.strip(" :,-–—|/·•"), False
    bare = _PREFIX.sub("", text, count=1)
    if bare == text:
        bare = _SHORT_PREFIX.sub("", text, count=1)
    return bare.strip(" :,-–—|/·•"), bare != text


def split_names(raw: str) -> list[str]:
    """The names in one byline, cleaned, in order; nothing where it holds none."""
    text = tidy(raw, 1000) or ""
    if "@" in text or "/" in text or "www." in text:
        text = _URL.sub(" ", _HANDLE.sub(" ", _EMAIL.sub(" ", text)))
    if not text.isalpha():
        text = " ".join(_BRACKETS.sub(" ", text).split())
    text = _JOINT.sub(" ", text)  # "ByronFollow": the page's elements stood without a blank
    for _ in range(2):
        text, _had = without_prefix(text)
    if DIGIT.search(text):
        text = _AFTER.sub("", text)
    text = text.strip(" :,-–—|/·•")
    found: list[str] = []
    for part in _HARD.split(text):
        found.extend(_soft_split(part))
    return found


def _soft_split(part: str) -> list[str]:
    """The names in a part: commas and "and" part names, but also a name from an office or a degree."""
    whole = _one(part)
    pieces = [p for p in _SOFT.split(part) if p and p.strip()]
    if len(pieces) < 2:
        return [whole] if whole else []
    found: list[str] = []
    rest = 0
    for piece in pieces:
        if found and is_role(piece) and is_person(found[0]) and not is_agency(found[0]):
            continue  # "Ada Byron, Home and Garden Editor"
        name = _one(piece)
        if name is None:
            continue
        if found and (
            (_CREDENTIAL.match(name) and not is_agency(name) and not is_organisation(name)) or _JUNIOR.match(name)
        ):
            found[-1] += ", " + name
        elif looks_like_name(name) or is_agency(name) or not found:
            found.append(name)
        else:
            rest += 1
    people = any(map(is_person, found))
    if whole and not people and (not found or is_organisation(whole) or (rest and len(whole.split()) < 8)):
        return [whole]
    return found


def _one(part: str) -> str | None:
    """One name, or None for what is no name."""
    part = without_prefix(part.strip())[0].strip(" \t:,;-–—|/·•\"'“”„«»*")
    part = _without_office(
        _WEEKDAY.sub("", _TITLES_CJK.sub("", part if is_organisation(part) else _CUT.sub("", part))).strip(
            " :,;-–—|/·•"
        )
    )
    if part.endswith(".") and len(part) > 3 and part[-3] != " " and part[-3] != ".":
        part = part[:-1] if len(part.split()[-1]) > 4 else part
    if not part or len(part) > _MAX_NAME or not any(c.isalpha() for c in part) or "{" in part or "%" in part:
        return None
    if sum(c.isdigit() for c in part) > 4 or len(part.split()) > 9:
        return None
    return part


def _without_office(part: str) -> str:
    """A name without the office that follows it, as in "Ada Byron Senior Reporter"."""
    if not is_role(part):
        return part
    words = part.split()
    if is_agency(words[0]):  # "AP Science Writer"
        return part
    for count in range(len(words) - 1, 1, -1):
        name = " ".join(words[:count])
        if not is_role(name) and is_role(words[count]):
            return name if is_person(name) else part
    return part


_JOINT = re.compile(r"(?<=[a-zß-ÿ])(?=(?:In|Follow|Folgen|Founder|Shares?|Published|Posted|Updated|Editor|Author)\b)")


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """`names` without repetitions, the first spelling of each kept."""
    seen: dict[str, str] = {}
    for name in names:
        key = folded(name)
        if key and key not in seen:
            seen[key] = name
    return tuple(seen.values())[:_MAX_AUTHORS]


def clean_names(values: Sequence[str], site_names: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The author list of one source.

    Offices, and the site's own names (`site_names`, folded without spaces), go where a person stands beside
    them, and stay where they are all there is.
    """
    names = unique(name for value in values for name in split_names(value))
    names = tuple(n for n in names if folded(n).replace(" ", "") not in _GENERIC)
    people = [n for n in names if is_person(n) and not is_site_name(n, site_names)]
    if any(not is_agency(n) for n in people):
        return tuple(
            n for n in names
            if n in people
            or (looks_like_name(n) and not (is_role(n) or is_site_name(n, site_names) or is_organisation(n)))
        )  # fmt: skip
    if people and len(people) < len(names) and len(values) == 1:  # the outlet with an agency, as it signs
        whole = tidy(values[0], _MAX_NAME)
        return (without_prefix(whole)[0],) if whole else names
    plain = tuple(n for n in names if not is_role(n) or is_organisation(n))
    return plain or names[:1]


def is_site_name(name: str, site_names: frozenset[str]) -> bool:
    """Whether `name` is the site's own ("MDR", "MDR THÜRINGEN" for mdr.de). `site_names` are folded, without
    spaces.
    """
    words = folded(name).split()
    return "".join(words) in site_names or (len(words) > 1 and len(words[0]) > 2 and words[0] in site_names)
