"""Publishers without slogans, copyright notices without menus, values of one weak source."""

from __future__ import annotations

import pytest

from newsclean.metadata import without_weak
from newsclean.metadata.notices import copyright_notice, publisher_name
from newsclean.model import Metadata


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Harbour Post | News from the bay", "Harbour Post"),
        ("All about canals | Harbour Post", "Harbour Post"),
        ("Harbour Post_News_Sport", "Harbour Post"),
        ("Bay Courier - Everything that floats, sinks or swims", "Bay Courier"),
        ("Canal Office - BCO", "Canal Office - BCO"),
        ("Harbour Post", "Harbour Post"),
        (".:: Bay Courier ::. Templates and more", "Bay Courier"),
        ("/ Bay Courier (@baycourier)", "Bay Courier"),
        ("Bay CourierBay Courier", "Bay Courier"),
        ("Boats - Harbour Post", "Harbour Post"),
        ("Boats - harbourpost.example", "harbourpost.example"),
        ("Harbour Post Board of Works - HARBOURPOST", "Harbour Post Board of Works"),
        ("Harbour Post® > News > Boats", "Harbour Post"),
        ("Bay News and Opinion on www.baynews.example", "Bay News and Opinion"),
    ],
)
def test_a_publisher_is_the_name_among_slogans(value: str, name: str) -> None:
    assert publisher_name(value, "harbourpost.example") == name


@pytest.mark.parametrize(
    ("line", "notice"),
    [
        ("© 2020 Harbour Post · Privacy · Terms", "© 2020 Harbour Post"),
        ("Home | © 2020 Harbour Post | Imprint", "© 2020 Harbour Post"),
        ("© 2020 · Harbour Post · Contact", "© 2020 Harbour Post"),
        ("© 2020 Bay Post. All rights reserved. No copies.", "© 2020 Bay Post. All rights reserved."),
        ("Copyright 2020. Bay Post Ltd. A Tide company.", "Copyright 2020. Bay Post Ltd"),
        ("About Jobs © 2020 Bay & Co. Ltd. Part of Tide.", "© 2020 Bay & Co. Ltd"),
        ("© 2020 Bay Post - boats for everybody", "© 2020 Bay Post"),
        ("© Bay Post 2001 - 2020 - a Tide company", "© Bay Post 2001 - 2020"),
        ("© Bay Post, 12 Quay Street, Harbourton. All rights reserved.", "© Bay Post. All rights reserved."),
        ("2020 © Bay Post. All rights reserved 2020", "2020 © Bay Post. All rights reserved 2020"),
        ("Tide pages. Bay Post © 2020. Times are GMT.", "Bay Post © 2020"),
        ("港口有限公司版權所有", "港口有限公司版權所有"),
        ("© All rights reserved.", None),
        ("© dpa/Ada Byron", None),
        ("© Photo: Ada Byron", None),
        ("© Ada Byron / Getty Images", None),
    ],
)
def test_a_notice_is_the_owner_s_and_has_no_menu(line: str, notice: str | None) -> None:
    assert copyright_notice(line) == notice


def test_what_one_weak_source_gives_can_be_left_out() -> None:
    found = Metadata(
        authors=("Ada Byron",), published="2020-05-03", title="Gates", origins={
            "authors": "byline", "published": "printed+url", "title": "h1"}
    )  # fmt: skip
    strict = without_weak(found)
    assert (strict.authors, strict.published, strict.title) == ((), "2020-05-03", "Gates")
    assert strict.origins == {"published": "printed+url", "title": "h1"}


def test_an_author_that_only_the_site_s_name_tells_is_weak_and_an_outlet_of_json_ld_is_not() -> None:
    owner = Metadata(authors=("Ada Byron",), origins={"authors": "site"})
    outlet = Metadata(authors=("Harbour Post",), origins={"authors": "json-ld:publisher"})
    printed = Metadata(authors=("Harbour Post",), origins={"authors": "byline:publisher"})
    assert [without_weak(found).authors for found in (owner, outlet, printed)] == [(), ("Harbour Post",), ()]
