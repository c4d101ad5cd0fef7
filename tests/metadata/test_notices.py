"""Copyright notices without menus, addresses, captions and other people's trademarks."""

from __future__ import annotations

import pytest

from newsclean.metadata.notices import copyright_notice


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
    ],
)
def test_a_notice_is_the_owner_s_and_has_no_menu(line: str, notice: str | None) -> None:
    assert copyright_notice(line) == notice
