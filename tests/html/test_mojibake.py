"""Text that was encoded twice, on pages that decode rightly."""

from __future__ import annotations

import pytest

from newsclean.html.mojibake import may_be_mojibake, without_mojibake


def garbled(text: str, encoding: str) -> str:
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Der Bürgermeister – müde", "cp1252"),
        ("Im Übrigen wartet die Fähre", "cp1252"),
        ("Prom wraca dziś, mówi załoga", "cp1252"),
        ("Żaglówka łódź", "cp1250"),
        ("渡轮将于周一恢复航行", "cp1252"),
        ("여객선이 다시 다닌다", "cp1252"),
        ("العبّارة تعود إلى البحر", "cp1252"),
        ("Паром снова в море", "cp1251"),
        ("Паром снова в море", "cp1252"),
        ("“It isn’t over”", "mac-roman"),
    ],
)
def test_what_was_taken_for_another_encoding_is_decoded(text: str, encoding: str) -> None:
    html = f"<p>{garbled(text, encoding)}</p>"
    assert may_be_mojibake(html.encode())
    assert without_mojibake(html) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("It isn&acirc;&euro;&trade;t over", "It isn’t over"),
        ("It isn&#226;&#128;&#153;t over", "It isn’t over"),
        ("F&Atilde;&curren;hre &lt;b&gt;", "Fähre &lt;b&gt;"),
        ("It isn\x92t over \x96 \x93never\x94", "It isn’t over – “never”"),
        ("It was\u00c2 over, he said.\u00c2 They left.", "It was over, he said. They left."),
        ("She said \u00e2\u20ac\u0153never\u00e2\u20ac.", "She said “never”."),
    ],
)
def test_entities_controls_and_halves_of_characters(html: str, text: str) -> None:
    assert may_be_mojibake(html.encode())
    assert without_mojibake(html) == text


@pytest.mark.parametrize(
    "text",
    [
        "São João, Ñandú, âge, €",
        "« à\u00a0» et « passé\u00a0»",
        "«CAFÉ» MAÇÃ” SÃO",
        "das „Ä“ steht",
        "рублей США, Т.С.",
        "N&atilde;o, &eacute; a Gr&atilde;-Bretanha",
        "plain",
    ],
)
def test_real_letters_stay(text: str) -> None:
    assert without_mojibake(text) == text


def test_most_pages_need_no_second_look() -> None:
    assert not may_be_mojibake(
        "<p>Der Bürgermeister – müde. L’été, « déjà\u00a0vu », « passé\u00a0» ; Паром снова в море; 渡轮".encode()
    )
