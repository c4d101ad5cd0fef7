"""Copyright notices without menus, addresses, captions and other people's trademarks."""

from __future__ import annotations

import pytest

from newsclean.metadata.notices import copyright_notice, is_bare, owner_of


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
        ("© Bay Post Limited, Quay House, Long Street, Harbourton", "© Bay Post Limited"),
        ("© Bay Post, 2020 Tide Group", "© Bay Post, 2020 Tide Group"),
        ("© 2020 Hafenpost GmbH, D-21149 Hamburg", "© 2020 Hafenpost GmbH"),
        (
            "© Bay Society 2000 - 2026 Registered name: Bay Wine Society, Register Number: 1824R",
            "© Bay Society 2000 - 2026",
        ),
        ("© 1996-2015 Bay SocietyCopyright © 2015-2026 Tide Partners", "© 1996-2015 Bay Society"),
        ("© 2019 Bay GmbH und © 2019 Tide, Inc.", "© 2019 Bay GmbH und © 2019 Tide, Inc."),
        ("© 2025 Bay Media, LLCPear®, the Pear logo are trademarks of Pear Inc.", "© 2025 Bay Media, LLC"),
        ('© Bay Ltd 2008. "BP" and "Bay Post" are trademarks of Bay Ltd.', "© Bay Ltd 2008"),
        ("© 2022 Hafen AG. Hafen is part of Tide", "© 2022 Hafen AG"),
        ("© 2000-2008 baypost.example: boats, locks, gates", "© 2000-2008 baypost.example"),
        ("© Ada Byron The keeper opens the upper gates during a flood at the old canal", None),
        ("Copyright © 2004-2012. Published under a Creative Commons licence", None),
        ("© جميع الحقوق محفوظة", None),
        ("© 2020", None),
        ("© All rights reserved.", None),
        ("© dpa/Ada Byron", None),
        ("© Photo: Ada Byron", None),
        ("© Ada Byron / Getty Images", None),
        ("© Ada Byron/WireTide", None),
        ("© TV HEUTE: Ada Byron", None),
        ("© Provided by Bay Post", None),
        ("© 2020 BayPrivacyTerms", "© 2020 Bay"),
        ("© 2017Bay Media", "© 2017 Bay Media"),
        ("© 2020 HAFENPOST.deKaistraße 222765 Hamburg", "© 2020 HAFENPOST.de"),
        ("© 2019 Bay Network.Tide System, Inc.All Rights Reserved.", "© 2019 Bay Network. All Rights Reserved."),
        ("Copyright 1776 - 2906 - Bay Post", "Copyright Bay Post"),
        ("© 1998-2017 (baypost.example) | All rights reserved.", "© 1998-2017 baypost.example | All rights reserved."),
        ("© [2014] [Bay Post] [Tide-theme] all texts", "© 2014 Bay Post"),
        ("© Wed Mar 29 19:24:37 SAST 2017 Bay Media", "© 2017 Bay Media"),
        ("© 2024 a Tide plc subsidiary", "© 2024 Tide plc"),
        ("© 2022 Eine Marke der Flut Mediengruppe", "© 2022 Flut Mediengruppe"),
        ("© 2022 Bay BV Bay is a trademark of Bay BV", "© 2022 Bay BV"),
        ("©2020 Derechos Reservados. Bahía es una marca registrada de Marea S.A.", "©2020 Derechos Reservados. Bahía"),
        ("Bay Post is a Tide, Inc. publication © 2008 All Rights Reserved", "Bay Post © 2008 All Rights Reserved"),
        ("© Bay Post unless otherwise noted. All rights reserved.", "© Bay Post. All rights reserved."),
        ("© dpa-infocom, dpa:220124-99-835563/5", "© dpa-infocom"),
        ("© HP/BT/regi", "© HP/BT"),
        ("© 2026, Bay Coffee Co..", "© 2026, Bay Coffee Co."),
        ("© 2012 Tide Nations ●", "© 2012 Tide Nations"),
        ("Bay Inc.No reproduction without permission.", "Bay Inc"),
        ("© Todos los derechos reservados - 2022Políticas y estándares", None),
        ("Copyright 2019 - Alle Inhalte sind urheberrechtlich geschützt", None),
        ("Privacy Policy © Copyright 2001-2008", None),
        ("MMXII, All Rights Reserved", None),
        ("Copyright © 2012 Genesis Framework by Tide", None),
        ("Material on Bay is copyrighted", None),
        ("著作権は港新聞社にあります", None),
    ],
)
def test_a_notice_is_the_owner_s_and_has_no_menu(line: str, notice: str | None) -> None:
    assert copyright_notice(line) == notice


def test_a_year_to_come_is_left_out() -> None:
    assert copyright_notice("© 2006-2034 Bay Post", 2026) == "© 2006 Bay Post"
    assert copyright_notice("© 2006-2024 Bay Post", 2026) == "© 2006-2024 Bay Post"


def test_the_owner_is_what_is_left_of_a_notice() -> None:
    assert owner_of("Copyright © 2000-2020 Bay Post. All rights reserved.") == "Bay Post"
    assert [is_bare(notice) for notice in ("© Bay", "© 2020 Bay", "© Bay. All rights reserved.")] == [
        True,
        False,
        False,
    ]


def test_menus_come_off_behind_eastern_marks_too() -> None:
    assert copyright_notice("版权所有 © 2020 海港网 关于我们 联系我们") == "版权所有 © 2020 海港网"
    assert copyright_notice("© 2020 海港新聞社 プライバシーポリシー") == "© 2020 海港新聞社"
