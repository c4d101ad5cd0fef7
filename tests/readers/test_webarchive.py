"""Pages as Safari saves them."""

from __future__ import annotations

import plistlib
from typing import Any

import pytest

from newsclean.model import Page, Reason, Skip
from newsclean.readers.webarchive import read_webarchive


def archive(**resource: Any) -> bytes:
    return plistlib.dumps({"WebMainResource": resource}, fmt=plistlib.FMT_BINARY)


def test_the_main_document_has_its_url_and_charset() -> None:
    data = archive(WebResourceData=b"<p>", WebResourceURL="https://a.example/", WebResourceTextEncodingName="utf-8")
    assert read_webarchive("p", data, 99) == Page("p", b"<p>", "https://a.example/", "text/html; charset=utf-8")


def test_what_is_not_known_is_left_open() -> None:
    assert read_webarchive("p", archive(WebResourceData=b"<p>", WebResourceURL=7), 99) == Page(
        "p", b"<p>", None, "text/html"
    )


@pytest.mark.parametrize(
    "data",
    [b"bplist00", b"bplist00" + b"\xff" * 60, b"<plist><dict>", b"", plistlib.dumps([1]), archive(WebResourceData=7)],
)
def test_what_holds_no_page_is_refused(data: bytes) -> None:
    found = read_webarchive("p", data, 99)
    assert isinstance(found, Skip)
    assert found.reason == Reason.UNREADABLE
    assert "property list" in found.detail


def test_a_page_beyond_the_limit_is_refused() -> None:
    found = read_webarchive("p", archive(WebResourceData=b"x" * 100), 99)
    assert isinstance(found, Skip)
    assert found.reason == Reason.TOO_LARGE
