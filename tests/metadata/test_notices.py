"""Publishers without slogans, copyright notices without menus, values of one weak source."""

from __future__ import annotations

import pytest

from newsclean.metadata.notices import copyright_notice, publisher_name


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
        ("© 2020 Bay Post, trading as Tide Ltd. All rights reserved.", "© 2020 Bay Post. All rights reserved."),
        ("© Bay Post Ltd, company number 12345", "© Bay Post Ltd"),
        ("© 2020", None),
        ("© All rights reserved.", None),
        ("© dpa/Ada Byron", None),
        ("© Photo: Ada Byron", None),
        ("© Ada Byron / Getty Images", None),
    ],
)
def test_a_notice_is_the_owner_s_and_has_no_menu(line: str, notice: str | None) -> None:
    assert copyright_notice(line) == notice
