"""Pages that are no article: fronts, sections, result lists, consent walls, log-ins, errors.

Judged by what was kept and how it stands on the page. Every test here is meant to let an odd article pass
rather than to lose one: a listing in the output is a nuisance, a lost article is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.html.elements import HEADINGS
from newsclean.html.shape import ends_sentence, prose_size, weight
from newsclean.model import Block

_LITTLE = 700  # characters: beyond this a text is no notice on a wall or an error page
_LINE = 60  # of a sentence that says something
_HEAD, _HEADS = 80, 6  # characters of a heading, and how many of them say what page it is
_NOTICE = 1500  # of a consent text
_BRIEF = 450  # a short item of news
_ITEMS = 3  # so many linked headings with their teasers make a list of them
_TEASER = 450  # characters: more below a heading is a text of its own
_TEASER_SHARE = 0.6  # of the kept prose
_LINKED = 0.6  # of a teaser's heading is its link
_MIN_HEADING = 15  # characters
_MAX_HEADING = 250

# An error page says so in its title or main heading.
_ERROR = re.compile(
    r"^\W*(?:error\W*)?(?:40[0-9]|41[0-9]|50[0-9])\b|\b(?:http|error|fehler|erreur|errore?|erro)\W{0,3}[45]\d\d\b"
    r"|\b(?:page|document|site|article|file) (?:was |could |can ?)?not (?:be )?(?:found|available)|\bnot found\b"
    r"|access (?:to this page )?(?:has been )?denied|\bforbidden\b|are you (?:a )?(?:human|robot)|\bcaptcha\b"
    r"|just a moment|attention required|security check|checking your browser|service unavailable"
    r"|internal server error|bad gateway|(?:under|planned|scheduled) maintenance"
    r"|be (?:right )?back|no longer available|temporarily unavailable"
    r"|seite (?:wurde )?nicht gefunden|nicht (?:mehr )?(?:gefunden|verfügbar)|zugriff verweigert|wartungsarbeiten"
    r"|(?:cette )?page (?:n.existe|introuvable|non trouvée)|introuvable|accès (?:refusé|interdit)|en maintenance"
    r"|página no encontrada|no (?:se ha )?encontrad[ao]|error del servidor|acceso denegado"
    r"|página não encontrada|não encontrad[ao]|acesso negado|pagina non trovata|non trovat[ao]|accesso negato"
    r"|pagina niet gevonden|niet gevonden|nie znaleziono|nie została znaleziona|strona nie istnieje"
    r"|страница не найдена|не найден[ао]?|доступ (?:запрещ[её]н|закрыт)|sayfa bulunamadı|bulunamadı"
    r"|الصفحة غير موجودة|غير موجود|页面不存在|找不到|未找到|頁面不存在"
    r"|ページが見つかりません|見つかりません|찾을 수 없",
    re.IGNORECASE,
)
# A wall asks for consent, a log-in or a subscription before it shows anything; with little text beside it.
_WALL_KINDS = frozenset({"consent", "subscription", "membership"})
_WALL = re.compile(
    r"\b(?:log ?in|sign ?in|anmelden|einloggen|se connecter|connexion|iniciar sesión|entrar|accedi|inloggen|zaloguj"
    r"|ad ?block(?:er)?|werbeblocker|cookies?|captcha|consent|your privacy|subscribe"
    r"|subscription|abonnieren"
    r"|not a robot|you are (?:a )?human|security of your connection|datenschutz|vie privée"
    r"|privacidad)\b|войти|вход|cookie|giriş yap|تسجيل الدخول|登录|登入|ログイン|会員登録",
    re.IGNORECASE,
)

# A wall speaks to its reader and of itself.
_READER = re.compile(
    r"\b(?:you|your|we|our|wir|uns(?:ere?[rnms]?)?|ihre?[rnm]?|sie|nous|nos|notre|vous|vos|votre|nosotros|nuestr[ao]s?|usted"
    r"|sus?|tus?|nós|nosso?s?|você|seus?|noi|nostr[aoie]|tuo|tua|tuoi|wij|onze|ons|uw|jouw|jij|nasz[ae]?|twoj[ae]|twój)\b"
    r"|\b(?:мы|наш[аеи]?|вы|ваш[аеиу]?|biz|siz|sizin)\b|我们|您|私たち|お客様|نحن|موقعنا",
    re.IGNORECASE,
)
_QUOTES = '"“„«‚‘「『»'


def why_no_article(
    blocks: Sequence[Block], body: Sequence[bool], kinds: Sequence[str], title: str | None, says_article: bool
) -> str | None:
    """Why a page is no article, in a few words, or `None` if it may be one.

    `body` says which blocks are kept, `kinds` names the kinds of what the rules cut;
    `says_article` tells that the page calls itself an article, to machines.
    """
    kept = [block for block, inside in zip(blocks, body, strict=True) if inside]
    size = sum(weight(block.text) for block in kept if not _is_linked_heading(block))
    prose = sum(map(prose_size, kept))
    if not prose and not says_article and not _sentences(kept):
        return "no paragraph and no sentence on it, only headings, links or figures"
    heads = [title or "", *(b.text for b in blocks if len(b.text) <= _HEAD)][:_HEADS]
    if size < _LITTLE and any(_ERROR.search(head) for head in heads):
        return "an error page"
    if says_article:
        return None
    if size < _NOTICE and _is_wall(kept, kinds, heads):
        return "a consent, log-in or subscription page"
    if not prose and _linked(blocks) > size:
        return "a list of links with little text of its own"
    teasers = _teasers(blocks, body)
    if teasers > _TEASER_SHARE * size and size - teasers < _BRIEF:
        return "a list of headings with their teasers"
    return None


def _linked(blocks: Sequence[Block]) -> int:
    """The weight of links that could be headlines of other pages, if there are a few."""
    sizes = [weight(block.text) for block in blocks if _is_linked_heading(block)]
    return sum(sizes) if len(sizes) >= _ITEMS else 0


def _sentences(kept: Sequence[Block]) -> int:
    return sum(
        1
        for block in kept
        if weight(block.text) >= _LINE
        and ends_sentence(block.text)
        and block.link_chars * 2 < len(block.text)
        and block.tag not in HEADINGS
    )


def _is_wall(kept: Sequence[Block], kinds: Sequence[str], heads: Sequence[str]) -> bool:
    """Whether the little that was kept asks the reader for something: a story about walls speaks of others."""
    total = sum(weight(block.text) for block in kept)
    if total < _LITTLE and any(_WALL.search(head) for head in heads):
        return True
    plain = [block for block in kept if block.text[0] not in _QUOTES]
    said = sum(weight(b.text) for b in plain if _WALL.search(b.text))
    asked = sum(weight(b.text) for b in plain if _WALL.search(b.text) and _READER.search(b.text))
    if 2 * asked > total:
        return True
    return total < _LITTLE and (2 * said > total or (said > 0 and any(kind in _WALL_KINDS for kind in kinds)))


def _teasers(blocks: Sequence[Block], body: Sequence[bool]) -> int:
    """The weight of kept blocks that stand as short teasers below linked headings, if there are enough of them."""
    items: list[int] = []
    open_item = False
    for block, inside in zip(blocks, body, strict=True):
        if _is_linked_heading(block):
            items.append(0)
            open_item = True
        elif block.tag in HEADINGS:
            open_item = False
        elif open_item and inside:
            items[-1] += weight(block.text)
    teasers = [taken for taken in items if 0 < taken < _TEASER]
    return sum(teasers) if len(teasers) >= _ITEMS else 0


def _is_linked_heading(block: Block) -> bool:
    size = len(block.text)
    return block.link_chars > _LINKED * size and _MIN_HEADING <= size <= _MAX_HEADING
