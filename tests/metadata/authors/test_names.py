"""Names of authors out of bylines: what is around them comes off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.metadata.authors.names import clean_names, split_names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ada Byron", ["Ada Byron"]),
        ("Written by Ada Byron and Mary Somerville", ["Ada Byron", "Mary Somerville"]),
        ("Von Max Meier und Eva Müller", ["Max Meier", "Eva Müller"]),
        ("Par Zoé Blanc et Luc Noir", ["Zoé Blanc", "Luc Noir"]),
        ("Por Ana Ruiz y Juan Gil", ["Ana Ruiz", "Juan Gil"]),
        ("di Carla Neri e Ugo Bianchi", ["Carla Neri", "Ugo Bianchi"]),
        ("door Jan de Wit en Els van Dam", ["Jan de Wit", "Els van Dam"]),
        ("Ola Nordmann og Kari Dahl", ["Ola Nordmann", "Kari Dahl"]),
        ("Анна Белова и Пётр Чернов", ["Анна Белова", "Пётр Чернов"]),
        ("佐藤花子、鈴木一郎", ["佐藤花子", "鈴木一郎"]),
        ("김하나 기자", ["김하나"]),
        ("Ada Byron (ada@paper.example)", ["Ada Byron"]),
        ("Ada Byron @adabyron", ["Ada Byron"]),
        ("Ada Byron, PhD", ["Ada Byron, PhD"]),
        ("Ada Byron/Associated Press", ["Ada Byron"]),
        ("Ada Byron The Harbour Ledger", ["Ada Byron"]),
        ("Ada Byron, O", ["Ada Byron"]),
        ("Ada Byron in Turin", ["Ada Byron"]),
        ("Ein Interview von Ada Byron mit Mary Somerville.", ["Ada Byron"]),
        ("Ada Byron | 12 May 2020", ["Ada Byron"]),
        ("dpa/lno", ["dpa/lno"]),
        ("Ada ByronFollow", ["Ada Byron"]),
        ("Ada Byron In", ["Ada Byron"]),
        ("Ada Byron, Home and Garden Editor", ["Ada Byron"]),
        ("Ada Byron, PhD, Senior Fellow", ["Ada Byron, PhD"]),
        ("Ada Byron, Reporter and Max Meier", ["Ada Byron", "Max Meier"]),
    ],
)
def test_bylines_become_lists_of_names(byline: str, names: list[str]) -> None:
    assert split_names(byline) == names


def test_job_titles_and_the_publication_go_where_there_is_a_person() -> None:
    site_names = frozenset({"harbourpost"})
    assert clean_names(["Ada Byron, Staff Writer"], site_names) == ("Ada Byron",)
    assert clean_names(["Ada Byron", "Harbour Post"], site_names) == ("Ada Byron",)
    assert clean_names(["Harbour Post"], site_names) == ("Harbour Post",)
    own = frozenset({"adabyronadalocksexample"})
    assert clean_names(["Ada Byron ada@locks.example"], own) == ("Ada Byron",)
    assert clean_names(["Locks and Gates, Bristol, England"], frozenset({"locksandgates"})) == ("Locks and Gates",)


def test_agencies_stay_with_people() -> None:
    assert clean_names(["Ada Byron", "AFP"]) == ("Ada Byron", "AFP")


def test_nobody_is_called_admin() -> None:
    assert clean_names(["admin"]) == clean_names(["", "http://paper.example/author/7"]) == ()


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Harbour Travel Expert", ["Harbour Travel Expert"]),
        ("Human in the Loop", ["Human in the Loop"]),
        ("Byron & Byron", ["Byron & Byron"]),
        ("Von HAFEN-Online-Experte Robin Meier", ["Robin Meier"]),
        ("Staff writer Ada Byron", ["Ada Byron"]),
        ("Richard Quay Education Editor", ["Richard Quay"]),
        ("Ada Byron/SP-X", ["Ada Byron"]),
        ("harbour.example, Bristol, England", ["harbour.example"]),
        ("Harbour Press GmbH, Bremen, Germany", ["Harbour Press GmbH"]),
        ("Ada Byron For Harbour.Com", ["Ada Byron"]),
        ("Harbour Weekly News 3 Comments", ["Harbour Weekly News"]),
        ("Quaynet December 31", ["Quaynet"]),
        ("MARLOW (AFP", ["AFP"]),
        ("© KYODO", ["KYODO"]),
        ("facebook.example/harbour", []),
        ("q_admin", []),
        ("mq6harbourkpg2ma0ci", []),
        ("5 Great Harbour Walks", []),
        ("Second Edition Edited by Ada Byron", []),
        ("harbour domain", []),
        ("making a donation", []),
        ("our reporter Last", []),
        ("Ada Byron Marlow Weekly Post", ["Ada Byron"]),
        ("Ada Byron Foundation Press", ["Ada Byron Foundation Press"]),
        ("Harbour Press Ltd, Bay Maps Inc", ["Harbour Press Ltd", "Bay Maps Inc"]),
        ("Department for Rivers, Canals and Locks", ["Department for Rivers, Canals and Locks"]),
    ],
)
def test_what_is_no_part_of_a_name_comes_off(value: str, names: list[str]) -> None:
    assert split_names(value) == names


def test_the_site_s_own_name_stays_whole() -> None:
    assert clean_names(["Harbour On"], frozenset({"harbouron"})) == ("Harbour On",)


@given(st.lists(st.text(max_size=120), max_size=5))
def test_any_strings_make_a_clean_list(values: list[str]) -> None:
    for name in clean_names(values):
        assert name == " ".join(name.split()) != ""


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Ada Byron, Mary Somerville, and Ana Ruiz, AFP", ("Ada Byron", "Mary Somerville", "Ana Ruiz")),
        ("Ada Byron | Port of Marlow", ("Ada Byron",)),
        ("By Angela di Marlow", ("Angela di Marlow",)),
        ("Ada Byron, Vice President, Canal Division, Marlow Corp", ("Ada Byron",)),
        ("本报记者 张小舟", ("张小舟",)),
        ("記者張小舟／台北報導", ("張小舟",)),
        ("［山田太郎，港湾ニュース］", ("山田太郎",)),
        ("Ada Byron/dpa", ("Ada Byron",)),
        ("Kal El", ("Kal El",)),
        ("Ada Byron; Mary Somerville; and Bo Quill", ("Ada Byron", "Mary Somerville", "Bo Quill")),
        ("Submitted by Ada Byron on Tue, 03/05/2020 - 10:12", ("Ada Byron",)),
        ("Submitted by editor on Tue, 03/05/2020 - 10:12", ()),
        ("Ada Byron, CNN Business", ("Ada Byron",)),
        ("Ada Byron. Periodista.", ("Ada Byron",)),
        ("Ada B. Byron", ("Ada B. Byron",)),
        ("user-204", ()),
        ("Le", ()),
    ],
)
def test_what_adjoins_names_comes_off(byline: str, names: tuple[str, ...]) -> None:
    assert clean_names([byline]) == names


def test_a_publication_signs_together_with_an_agency() -> None:
    assert clean_names(["Harbour Post and AFP"], frozenset({"harbourpost"})) == ("Harbour Post and AFP",)
    assert clean_names(["Ada Byron and AFP"], frozenset({"harbourpost"})) == ("Ada Byron",)
