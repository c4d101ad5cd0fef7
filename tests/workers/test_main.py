"""What a worker makes of errors."""

from __future__ import annotations

import pytest
from support.pool_functions import behave

from newsclean.model import Page, Reason, Skip
from newsclean.workers.main import guarded


def test_an_exception_is_a_skip_that_names_its_place() -> None:
    found = guarded(behave, {"name": "a"}, Page("p.html", b"raise", url="https://a.example/p"))
    assert isinstance(found, Skip)
    assert (found.source, found.url, found.reason) == ("p.html", "https://a.example/p", Reason.INTERNAL_ERROR)
    assert found.detail.startswith("ValueError at pool_functions.py:")


def test_running_out_of_memory_is_not_swallowed() -> None:
    def exhaust(context: object, item: object) -> None:
        raise MemoryError

    with pytest.raises(MemoryError):
        guarded(exhaust, None, Page("p.html", b""))
