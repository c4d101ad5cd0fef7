"""Pages that are no article give no record.

`not_article` holds in `index` front pages, sections, tags and results, in `wall` consent, login and
subscription pages, in `error` error messages, and in `little` pages with a line or nothing at all.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from newsclean import Context, Page, Skip, clean_page
from newsclean.model import Reason

DATA = Path(__file__).resolve().parent / "not_article"
PAGES = sorted(path.relative_to(DATA) for path in DATA.rglob("*.html"))
# Where next to nothing is left of a page, "too short" is as true.
ALLOWED = {
    "index": {Reason.NO_ARTICLE, Reason.TOO_SHORT},
    "wall": {Reason.NO_ARTICLE, Reason.TOO_SHORT},
    "error": {Reason.NO_ARTICLE, Reason.TOO_SHORT},
    "little": {Reason.NO_ARTICLE, Reason.TOO_SHORT, Reason.EMPTY},
}


@pytest.mark.parametrize("name", PAGES, ids=str)
def test_a_page_that_is_no_article_is_skipped(name: Path, context: Context) -> None:
    result = clean_page(Page(str(name), (DATA / name).read_bytes()), context)
    assert isinstance(result, Skip), result.text
    assert result.reason in ALLOWED[name.parts[0]], result.detail
    assert result.detail
    assert "\n" not in result.detail


def test_the_set_has_at_least_forty_pages() -> None:
    assert len(PAGES) >= 40


def test_a_page_without_any_text_is_empty(context: Context) -> None:
    for name in ("little/en-frameset.html", "little/de-leer.html"):
        result = clean_page(Page(name, (DATA / name).read_bytes()), context)
        assert isinstance(result, Skip)
        assert result.reason is Reason.EMPTY
