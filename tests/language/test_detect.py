"""The language of a text: what it reads like, what the page declares, and which of them wins."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.language.detect import detect

_TEXTS = {
    "en": "The town has sold its bridge to the river, and nobody knows who "
    "will mend it when the floods come back in the spring.",
    "de": "Die Stadt hat ihre Brücke an den Fluss verkauft, und niemand weiß, wer "
    "sie nach dem nächsten Hochwasser wieder aufbauen wird.",
    "fr": "La ville a vendu son pont à la rivière, et personne ne sait qui va le "
    "réparer après les crues du printemps dans cette vallée.",
    "es": "La ciudad ha vendido su puente al río y nadie sabe quién lo va a reparar "
    "cuando vuelvan las crecidas de la primavera a este valle.",
    "pt": "A cidade vendeu a sua ponte ao rio e ninguém sabe quem vai consertá-la "
    "quando as cheias da primavera voltarem para este vale.",
    "it": "La città ha venduto il suo ponte al fiume e nessuno sa chi lo riparerà "
    "quando le piene della primavera torneranno nella valle.",
    "nl": "De stad heeft haar brug aan de rivier verkocht en niemand weet wie hem "
    "zal herstellen als het water in het voorjaar weer stijgt.",
    "pl": "Miasto sprzedało swój most rzece i nikt nie wie, kto go naprawi, gdy "
    "wiosną wróci powódź, która co roku zalewa tę dolinę.",
    "ru": "Город продал свой мост реке, и никто не знает, кто будет его чинить, "
    "когда весной вернётся паводок, который бывает каждый год.",
    "uk": "Місто продало свій міст річці, і ніхто не знає, хто його полагодить, "
    "коли навесні повернеться повінь, яка буває щороку.",
    "tr": "Kent köprüsünü nehre sattı ve ilkbaharda sel geri geldiğinde onu kimin "
    "onaracağını bilen yok, çünkü bu iş için para da yok.",
    "ar": "باعت المدينة جسرها إلى النهر ولا أحد يعرف من الذي سيصلحه عندما تعود "
    "الفيضانات في الربيع إلى هذا الوادي الذي كان جافا.",
    "zh": "这座城市把桥卖给了河，没有人知道春天洪水再来的时候谁会去修它。",
    "ja": "町は橋を川に売ってしまい、春に洪水が戻ってきたときに誰が直すのか、誰にもわからない。",
    "ko": "그 도시는 다리를 강에 팔았고, 봄에 홍수가 다시 오면 누가 고칠지 아무도 모른다.",
    "is": "Bærinn hefur selt ánni brúna sína og enginn veit hver á að gera við hana "
    "þegar flóðið kemur aftur í vor og það er ekki til fé.",
}


@pytest.mark.parametrize("language", _TEXTS)
def test_plain_texts_are_known_without_and_with_their_declaration(language: str) -> None:
    assert detect(_TEXTS[language], []) == language
    assert detect(_TEXTS[language], [language]) == language


@pytest.mark.parametrize("language", ["de", "fr", "ru", "ar", "ja", "tr"])
def test_a_template_that_claims_english_is_overruled(language: str) -> None:
    assert detect(_TEXTS[language], ["en-US", "en"]) == language


def test_zulu_and_xhosa_are_told_apart_though_pages_claim_english() -> None:
    # Only the function words differ; the sentences mean the same.
    zulu = (
        "Umphakathi uthi awazi ukuthi ibhuloho lizolungiswa nini, kanti uMasipala uthi imali ayikho. "
        "Kusho umuntu ohlala khona ngoba amanzi afika kakhulu lapho."
    )
    xhosa = (
        "Abahlali bathi abazi ukuba ibhulorho iya kulungiswa nini, kwaye uMasipala uthi akukho mali ngoku. "
        "Utsho lowo uhlala apha kuba amanzi afikile kunye nodaka, nangona kunjalo."
    )
    assert detect(zulu, ["en-ZA"]) == "zu"
    assert detect(xhosa, ["en-ZA"]) == "xh"


def test_the_declaration_decides_short_texts_and_languages_unknown_here() -> None:
    assert detect("Kaput", ["de-AT"]) == "de"
    assert detect("Brot", ["nl"]) == "nl"
    assert detect("Mbote na bino nyonso, tozali awa mpo na koyoka nsango ya sika oyo euti na engumba", ["ln"]) == "ln"


def test_a_declaration_in_another_script_is_not_believed() -> None:
    assert detect("Ok", ["ru"]) != "ru"
    assert detect(_TEXTS["ja"], ["en"]) == "ja"


def test_a_text_without_letters_is_what_the_page_says() -> None:
    assert detect("", ["fr"]) == "fr"
    assert detect("12 345 – 678", []) is None


def test_the_answer_is_the_same_every_time() -> None:
    text = "Vino casa tempo mar sol luna monte campo fiore"
    assert len({detect(text, []) for _ in range(12)}) == 1


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300), st.lists(st.text(max_size=12), max_size=3))
def test_any_text_has_a_language_or_none(text: str, declared: list[str]) -> None:
    found = detect(text, declared)
    assert found is None or (found.isascii() and 2 <= len(found) <= 3)


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("The ferry is late again, and the harbour has no place for it.", []),
        (
            "Broen er åpen igjen. Byen har solgt den til elven, og ingen vet hvem som skal reparere den til våren.",
            ["no"],
        ),
    ],
)
def test_letters_are_not_looked_at_where_words_tell(
    text: str, declared: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsclean.language.detect._by_letters", lambda *_: pytest.fail("langdetect was asked"))
    assert detect(text, declared) == (declared or ["en"])[0]
