"""The author of a site that bears a person's name."""

from __future__ import annotations

import pytest

from newsclean import Article, clean

_PROSE = """<p>The lock gates were lifted out of the canal on Monday and nobody has said when they will return.</p>
<p>Boats wait in two rows above the bridge, and their owners have begun to paint them while the water is low.</p>
<p>The council wants to hear from the yard before it decides whether new oak or old steel should go back in.</p>"""


def _authors(head: str, above: str, below: str) -> tuple[tuple[str, ...], str | None]:
    page = f"<head><title>Canal gates leave town</title>{head}</head><body>{above}<h1>Canal gates leave town</h1>"
    result = clean(f"<html>{page}{_PROSE}{below}</body></html>")
    assert isinstance(result, Article)
    return result.metadata.authors, result.metadata.origins.get("authors")


@pytest.mark.parametrize(
    ("head", "above", "below"),
    [
        ("", "<div><a href=/>Ada Byron</a></div>", "<footer>© 2021 Ada Byron. All rights reserved.</footer>"),
        ("<link rel=canonical href=https://adabyron.example/canal>", "<div><a href=/>Ada Byron</a></div>", ""),
        ("<link rel=canonical href=https://byron.example/canal>", "", "<footer>Copyright 2010-2021 ADA BYRON</footer>"),
        ('<meta property=og:site_name content="Ada Byron\'s Notes">', "", "<footer>© 2021 Ada Byron</footer>"),
        ("", "<h1>Ada Byron</h1>", "<footer>© 2021 Ada Byron. This site is a garden.</footer>"),
    ],
)
def test_two_places_that_name_a_person_name_the_author(head: str, above: str, below: str) -> None:
    assert _authors(head, above, below) == (("Ada Byron",), "site")


@pytest.mark.parametrize(
    ("head", "above", "below"),
    [
        ("", "<div><a href=/>Ada Byron</a></div>", ""),
        ("", "<div><a href=/>Harbour Post</a></div>", "<footer>© 2021 Harbour Post</footer>"),
        ("", "<div><a href=/>Quiet Waters</a></div>", "<footer>© 2021 Quiet Waters</footer>"),
        ("", "<div><a href=/people>Ada Byron</a></div>", "<footer>Contact Ada Byron</footer>"),
    ],
)
def test_one_place_or_a_name_that_is_no_persons_names_nobody(head: str, above: str, below: str) -> None:
    assert _authors(head, above, below) == ((), None)


def test_an_author_that_is_the_publisher_has_its_source() -> None:
    head = '<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Harbour Post">'
    assert _authors(head, "", "") == (("Harbour Post",), "author:publisher")
