"""Bylines and dates of many languages, on pages without any markup that names them."""

from __future__ import annotations

import pytest

from newsclean.metadata.authors.byline_lines import is_name_line
from newsclean.metadata.authors.names import clean_names, split_names
from newsclean.metadata.names.person_names import looks_like_name


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Un article d’Amélie Keel", ["Amélie Keel"]),
        ("Ada Byron, Plumbing Specialties", ["Ada Byron"]),
        ("Harbour Works Post /AB", ["Harbour Works Post"]),
        ("our editors", []),
        ("Una crónica de Lucía Keel", ["Lucía Keel"]),
        ("Reportagem de Beatriz Keel", ["Beatriz Keel"]),
        ("Dalla nostra inviata Giulia Keel", ["Giulia Keel"]),
        ("Skrevet af Mette Keel", ["Mette Keel"]),
        ("Text: Karin Keel Foto: Erik Keel", ["Karin Keel"]),
        ("Toimittaja Aino Keel", ["Aino Keel"]),
        ("Opracowała Katarzyna Keel", ["Katarzyna Keel"]),
        ("Připravila Jana Keel", ["Jana Keel"]),
        ("Підготувала Олена Кіль", ["Олена Кіль"]),
        ("Της Μαρίας Κιλ", ["Μαρίας Κιλ"]),
        ("מאת דנה קיל", ["דנה קיל"]),
        ("โดย เอดา ไบรอน", ["เอดา ไบรอน"]),
        ("取材・文／海山花子", ["海山花子"]),
        ("김하늘·이바다 기자", ["김하늘", "이바다"]),
        ("本报记者 王小海 李华", ["王小海", "李华"]),
        ("高橋 花子", ["高橋 花子"]),
        ("Von Ada von und zu Keel und Karl Quay", ["Ada von und zu Keel", "Karl Quay"]),
        ("Von unserer Korrespondentin Ada Keel", ["Ada Keel"]),
        ("Notre envoyée spéciale à Dakar Ada Keel", ["Ada Keel"]),
        ("Door onze verslaggever Ada Keel", ["Ada Keel"]),
        ("Ada Keel, Madrid", ["Ada Keel"]),
        ("अदा बायरन, नई दिल्ली", ["अदा बायरन"]),
        ("अदा बायरन, संवाददाता", ["अदा बायरन"]),
        ("القاهرة - آدا بايرون", ["آدا بايرون"]),
        ("אדה ביירון, כתב", ["אדה ביירון"]),
        ("Keel Borbála újságíró", ["Keel Borbála"]),
        ("Επιμέλεια: Άντα Μπάιρον", ["Άντα Μπάιρον"]),
        ("เรื่อง: เอดา ไบรอน ภาพ: แมรี คีล", ["เอดา ไบรอน"]),
        ("글 김하늘 사진 이바다", ["김하늘"]),
    ],
)
def test_a_byline_of_any_language_gives_its_names(line: str, names: list[str]) -> None:
    assert split_names(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ada Byron, Chief Harbour Correspondent", True),
        ("Ada Byron / Harbour", True),
        ("Анна Киль, корреспондент", True),
        ("【海山花子】", True),
        ("Ada Byron, Fernando C. Quay, Karin Keel", True),
        ("Nagy Zsolt és Keel Borbála", True),
        ("Ada Byron, dpa", True),
        ("Harbours, Quays and Locks", False),
        ("Harbour Wall / Quay", False),
        ("Ada Byron and the harbour", False),
    ],
)
def test_a_name_with_a_job_or_a_place_is_a_line_of_a_name(line: str, names: bool) -> None:
    assert is_name_line(line) is names


@pytest.mark.parametrize("line", ["آخر تحديث", "شارك", "शेयर करें", "แชร์", "অদ্য প্রকাশ"])
def test_buttons_and_labels_are_no_names(line: str) -> None:
    assert not looks_like_name(line)


def test_given_names_are_known_with_and_without_accents() -> None:
    assert clean_names(["Jérôme Keel", "Jerome Kiel"]) == ("Jérôme Keel", "Jerome Kiel")
    assert is_name_line("Amélie Keel, Editor")
    assert is_name_line("Amelie Keel, Editor")
