"""What a person's or an agency's name looks like, against everything else that stands where names stand."""

from __future__ import annotations

import re
from functools import lru_cache

from newsclean.metadata.calendars import calendar_words
from newsclean.metadata.strings import folded, word_set

# Small words inside names.
_PARTICLES = word_set(
    "de da do das dos del della delle dello degli di du des la le les lo van von vom der den dem ter ten "
    "te zu zum zur af av bin ibn ben "
    "bint al el abu y e i und of the san st mac mc o d l ul bte dan"
)
# Words that no name holds: labels in bylines, roles, calendar words. Folded.
_FOREIGN = word_set(
    "by von posted published updated written author authors share comment comments home news more read "
    "email e-mail name datum date sign "
    "log login in register menu search subscribe follow view all posts about contact minutes minute min "
    "hours ago today yesterday print "
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag "
    "samstag sonntag "
    "january february march april june july august september october november december januar februar märz "
    "juni juli oktober dezember "
    "says sagt wrote is was the we our your you this that with for from and or at on as has have mehr "
    "weiter teilen drucken kommentare "
    "veröffentlicht publiziert publié publicado pubblicato geschrieben eingestellt artikel article photo "
    "foto image bild video podcast "
    "category kategorie kategorien tags tag topics advertisement anzeige newsletter website webseite url "
    "save like likes views reply antworten "
    "reading time lesezeit uhr clock edit bearbeiten guest gast post beitrag listen listening next "
    "previous back zurück privacy policy terms stand filed under table contents link size paid zuletzt "
    "geändert letzte blogroll hi hello full bio quick insights trade program faq frequently asked "
    "questions copyright rights reserved powered skip content close open start jump section top best guide "
    "how why what when where who reviews review tools products services solutions learn study case company "
    "customers customer pricing blog community resources subtotal cart checkout cookie cookies son "
    "güncelleme mail u.s u.k usa artikelübersicht rezept sponsored publisher follow "
    "twitter facebook instagram linkedin whatsapp pinterest rss last numbers states congress programm program tagung"
    " autoreninfo redaktionell weitere informationen deine unser unsere mein your kommentar analyse interview reportage"
)
# Offices, folded; and words that only organisations have in their names.
_ROLES = word_set(
    "staff reporter reporters reporterin correspondent correspondents writer writers editor editors "
    "editorial columnist columnists contributor contributors contributing "
    "journalist journalists journaliste journalistin journalista producer producers bureau critic analyst "
    "analysts professor fellow manager director directors founder "
    "co-founder cofounder ceo cto president specialist expert expertin consultant intern assistant "
    "associate redakteur redakteurin redakteure korrespondent korrespondentin "
    "chefredakteur chefredakteurin volontär volontärin autor autorin autoren ressortleiter ressortleiterin "
    "leiter leiterin geschäftsführer geschäftsführerin rédacteur "
    "rédactrice rédacteurs correspondant correspondante redactor redactora periodista corresponsal "
    "repórter jornalista redattore giornalista redacteur verslaggever "
    "dziennikarz dziennikarka корреспондент редактор журналист обозреватель muhabir editör yazar gazeteci "
    "مراسل محرر senior junior deputy lead head chief officer coach author blogger "
    "bloggerin gardener winemaker reviewer grader educator educators meteorologist photographer fotograf "
    "fotografin former attorney"
)
_ORGANISATION = word_set(
    "gmbh ag ev ltd llc inc corp co verlag media medien magazin magazine zeitung news newsdesk redaktion "
    "redacción redação redazione rédaction redakcja redaksi team admin "
    "webmaster online tv radio university universität institute institut bund verband stiftung foundation "
    "association center centre department ministry ministerium office "
    "agency agentur agence agencia press presse group gruppe company society council club network desk "
    "staff editorial blog daily times post pressestelle committee bank "
    "college school service services marketing board gazette herald tribune journal store shop nachrichten "
    "landesanstalt bundesamt kanzlei division department corporation corps clinic hospital ministry parliament "
    "congress senate government police inc. ltd. llc. federation union party"
)
_EAST_ORGANISATION = ("編集部", "新聞", "通信", "日报", "日報", "新华", "通讯", "통신", "뉴스", "일보", "网")
_DOMAIN = re.compile(r"\w\.(?:[a-z]{2,3}|info|news)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_AGENCIES = word_set(
    "cnn nbc abc cbs npr pbs espn "
    "dpa afp ap reuters efe ansa apa sda ats tass xinhua pti ani ians kyodo jiji yonhap aa dha iha pap "
    "lusa belga anp ntb tt ritzau stt cnw "
    "bloomberg sid epd kna kathpress upi mti ctk interfax ukrinform dts rt bbc dpaafx keystonesda "
    "europapress anadolu agerpres bta hina tanjug "
    "tasr fena delfi bns elta leta aap nzn ria"
)
_FULL = word_set(
    "deutschepresseagentur agencefrancepresse associatedpress theassociatedpress thomsonreuters "
    "agenciaefe anadoluajansı anadoluagency"
    " demirörenhaberajansı ihlashaberajansı austriapresseagentur keystonesda presstrustofindia "
    "bloombergnews pamediagroup pamedia"
    " russiatoday globaltimes xinhuanewsagency kyodonews yonhapnewsagency риановости тасс интерфакс "
    "europapress agênciabrasil 新华社"
    " 共同通信 時事通信 연합뉴스 agenciadpa dpainfocom sportinformationsdienst evangelischerpressedienst"
)
_CASELESS = re.compile("[\u0590-\u08ff\u0900-\u0e7f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Kana and words that stand in sentences, not in names.
_SENTENCE = re.compile(
    "[のをはがでとにへたるすいくもれさり]{2}|を|この|その|した|する|です|ます|から|まで|기사|뉴스|입력|등록|수정|登録|更新|会員|記事|一覧|コメント|ログイン"
)
_NO_EASTERN = re.compile(
    "기사|뉴스|입력|등록|수정|登録|更新|会員|記事|一覧|公開|発表|編集|新闻|来源|责任|发布|本报|本网"
)
_MAX_EASTERN = 24
# Han or Hangul of two to five letters, given names in kana, foreign names with a middle dot.
_EASTERN = re.compile(
    "[\u3400-\u9fff]{1,4}[ \u3000]?[\u3400-\u9fff\u3040-\u309f]{1,3}|[\uac00-\ud7af]{2,4}"
    "|[\u30a0-\u30ff\u3400-\u9fff]{2,12}[・·=＝][\u30a0-\u30ff\u3400-\u9fff・·=＝]{2,14}"
)
# Letters that family names begin with: nearly all Korean ones, the hundred commonest Chinese, and common Japanese.
_FAMILIES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔锺鍾钟鐘谭譚陆陸汪范石廖"
    "贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯歐欧阳司諸葛關关倫伦區区甄岑霍麥麦游簡简詹"
    "佐鈴高伊渡山中小加吉松井木清斎斉橋阿森池橋石前藤岡長後近村遠青坂西福太三原川上今岩竹宮新菊寺町市水荒平内土横関服浜千片杉堀黒安荻相秋浅足大野島増北南東久谷永成河柴桜工栗丸和菅飯津矢奥尾"
)
# The second letters of Japanese family names.
_JAPANESE = frozenset(
    "谷田山川本村井藤野木原島嶋崎橋口上下中林森池沢澤岡松水内辺邊部塚浦倉屋賀坂西宮泉瀬石尾葉江関東津間海畑元羽条城浜塩留保目見門戸"
)
_TOKEN_SPLIT = re.compile(r"[\s\u00a0]+")


def is_agency(name: str) -> bool:
    """Whether `name` is a news agency's short name, or several with a bureau's ("dpa/lno")."""
    parts = re.split(r"[/-]", name.casefold())
    key = folded(name).replace(" ", "")
    return key in _AGENCIES or key in _FULL or (parts[0] in _AGENCIES and len(name) <= 16)


def names_agency(text: str) -> bool:
    """Whether a news agency's name is among the words of a line."""
    words = folded(text)
    compact = words.replace(" ", "")
    return not _AGENCIES.isdisjoint(words.split()) or any(name in compact for name in _FULL)


@lru_cache(maxsize=4096)
def is_role(text: str) -> bool:
    """Whether a piece of a byline names an office instead of a person."""
    return not _ROLES.isdisjoint(_WORDS.findall(text.casefold()))


@lru_cache(maxsize=4096)
def is_organisation(text: str) -> bool:
    """Whether the words of a name are an organisation's."""
    if not _ORGANISATION.isdisjoint(_WORDS.findall(text.casefold())):
        return True
    return ("." in text and _DOMAIN.search(text) is not None) or (
        not text.isascii() and any(o in text for o in _EAST_ORGANISATION)
    )


def is_calendar_word(text: str) -> bool:
    """Whether `text` is no more than the name of a month or a weekday."""
    return " " not in text and text.casefold().strip(".") in calendar_words()


def looks_like_name(text: str, least: int = 1) -> bool:
    """Whether `text` reads like a person's name of at least `least` words (of scripts without case: any)."""
    if (
        not text
        or len(text) > 60
        or ":" in text
        or "：" in text
        or any(c.isdigit() for c in text)
        or text.count(".") > 4
    ):
        return False
    if _CASELESS.search(text):
        letters = sum(map(str.isalpha, text))
        if _HAN.search(text) and _EASTERN.fullmatch(text):
            return len(text) <= _MAX_EASTERN and not _NO_EASTERN.search(text)
        if _SENTENCE.search(text) or _HAN.search(text):
            return False
        return letters <= 40 and len(text.split()) <= 5
    words = [w for w in _TOKEN_SPLIT.split(text.replace(",", " ")) if w]
    if not least <= len(words) <= 6:
        return False
    capitals = 0
    for word in words:
        bare = word.strip(".'’\"()-")
        if not bare:
            continue
        if bare.casefold() in _FOREIGN and (bare.casefold() not in _PARTICLES or len(words) == 1):
            return False
        if bare[0].isupper():
            capitals += 1
        elif bare.casefold() not in _PARTICLES and bare[:2] not in ("d'", "d’", "l'", "l’", "al"):
            return False
    return capitals >= min(least, 2) and capitals >= 1


def is_eastern(text: str) -> bool:
    """Whether a name is written in Han, kana or Hangul."""
    return _HAN.search(text) is not None


def _has_family(text: str) -> bool:
    """Whether a name in Han or Hangul begins with a family name; of Hangul it has three letters."""
    first = text[0]
    if "\uac00" <= first <= "\ud7af":
        return first in _FAMILIES and len(text) == 3
    return first in _FAMILIES or not "\u3400" <= first <= "\u9fff" or text[1:2] in _JAPANESE


@lru_cache(maxsize=4096)
def is_person(text: str) -> bool:
    """Whether `text` is surely a person's name or an agency's: two words or more, no office, no
    organisation.
    """
    if is_agency(text):
        return True
    if _HAN.search(text) and not _has_family(text):
        return False
    return looks_like_name(text, 2) and not is_role(text) and not is_organisation(text)


def is_handle(text: str) -> bool:
    """Whether `text` is a user's name instead of a person's: one word, lower case or with digits and
    joints.
    """
    return (
        " " not in text.strip()
        and not _CASELESS.search(text)
        and (text[:1].islower() or any(c in "._0123456789" for c in text))
    )
