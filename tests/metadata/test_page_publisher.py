"""The publisher that the page's host and its copyright notice confirm."""

from __future__ import annotations

import pytest
from support.metadata_pages import TITLED, json_ld, meta, resolved

from newsclean.model import Metadata, Page

_PAGE = Page("t", b"", url="https://www.harbourpost.example/a/1")
_TITLE = "Canal gates leave town"


def _found(name: str, title: str = _TITLE, notice: str = "") -> Metadata:
    head = f"<title>{title}</title>" + (meta("og:site_name", name) if name else "")
    return resolved(head, TITLED, page=_PAGE, extracted={"copyright": [notice]} if notice else {})


@pytest.mark.parametrize("name", ["Boats and Locks", "Security", "The best paper for all who love boats", ""])
def test_a_section_or_a_slogan_gives_way_to_what_the_host_and_the_title_or_the_notice_have(name: str) -> None:
    by_title = _found(name, f"{_TITLE} | Harbour Post Online")
    assert by_title.publisher == "Harbour Post Online"
    assert by_title.origins["publisher"] == "title+url"
    by_notice = _found(name, notice="© 2020 Harbour Post Ltd. All rights reserved.")
    assert by_notice.publisher == "Harbour Post"
    assert by_notice.origins["publisher"] == "copyright+url"


def test_a_name_that_the_host_or_the_notice_has_stays() -> None:
    assert _found("The Post", f"{_TITLE} | Harbour Post").publisher == "The Post"
    assert _found("Tide Weekly", f"{_TITLE} | Harbour Post", "© 2020 Tide Weekly").publisher == "Tide Weekly"
    assert _found("Boats and Locks", f"{_TITLE} | Boats and Locks").publisher == "Boats and Locks"


def test_initials_and_domains_do_not_replace_a_name() -> None:
    page = Page("t", b"", url="https://www.bco.example/a/1")
    head = f"<title>{_TITLE} | BCO</title>" + meta("og:site_name", "Big Canal Office")
    assert resolved(head, TITLED, page=page).publisher == "Big Canal Office"
    assert _found("Boats and Locks", f"{_TITLE} | harbourpost.example").publisher == "Boats and Locks"
    assert _found("", f"{_TITLE} | harbourpost.example").publisher == "harbourpost.example"


def test_a_person_is_no_publisher_but_by_the_notice() -> None:
    linked = json_ld(publisher={"@type": "Organization", "name": "Mary Shelley"})
    assert resolved(linked, TITLED, page=_PAGE).publisher is None
    notice = {"copyright": ["© 2020 Mary Shelley"]}
    assert resolved(linked, TITLED, page=_PAGE, extracted=notice).publisher == "Mary Shelley"


def test_a_section_out_of_the_title_is_none() -> None:
    found = _found("", "Boats and Locks: Canal gates leave town")
    assert found.publisher is None
