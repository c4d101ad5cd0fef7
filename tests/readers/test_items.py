"""What readers yield can be sent to a worker."""

from __future__ import annotations

import pickle

from newsclean.readers.items import PageFile, WrappedPage
from newsclean.readers.records import Keys


def test_items_travel_and_compare_by_value() -> None:
    file = PageFile("a.html", b"/in/a.html", codec="gz", extra={"batch": 7})
    wrapped = WrappedPage("a.jsonl#1", b"{}", "json", Keys(html="raw"))
    for item in (file, wrapped):
        assert pickle.loads(pickle.dumps(item)) == item
    assert PageFile("a.html", b"a") != PageFile("a.html", b"b")
