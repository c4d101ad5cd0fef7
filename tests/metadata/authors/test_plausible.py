"""Names that a page gives and that are no author's: of the site's footer, of lists beside the article."""

from __future__ import annotations

import pytest
from support.metadata_pages import PROSE, TITLED, resolved

_NAMED = "<span class=author>Ada Byron</span>"


@pytest.mark.parametrize(
    "markup",
    [
        f"<footer>{_NAMED}</footer>",
        f"<div class=copyright>{_NAMED}</div>",
        f"<div class=sidebar><ul><li>{_NAMED}</li></ul></div>",
    ],
)
def test_a_name_in_a_footer_or_a_list_beside_the_article_is_nobody(markup: str) -> None:
    apart = "<div>Boats come and go.</div>" * 20
    assert resolved("", f"{markup}{apart}{TITLED}").authors == ()


def test_the_footer_of_the_article_is_its_own() -> None:
    article = f"<article>{TITLED}<p>{PROSE}</p><footer>By {_NAMED}</footer></article>"
    assert resolved("", article).authors == ("Ada Byron",)


def test_capitals_that_read_like_a_name_are_one_in_the_byline() -> None:
    line = "<div class=byline>By {}</div>"
    assert resolved("", TITLED + line.format("ZORA MUMBI LARSSON")).authors == ("ZORA MUMBI LARSSON",)
    assert resolved("", TITLED + line.format("FREE FOREVER PLAN")).authors == ()


def test_elements_that_name_many_people_name_no_author() -> None:
    many = "".join(f"<div class=author>{name}</div>" for name in ("Ada Byron", "Mary Somerville", "Carl Tiller"))
    apart = "<div>Boats come and go.</div>" * 20
    assert resolved("", f"{many}{apart}{TITLED}").authors == ()
