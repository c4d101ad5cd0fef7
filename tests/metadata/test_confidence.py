"""What --strict-metadata leaves out."""

from __future__ import annotations

from newsclean.metadata import without_weak
from newsclean.model import Metadata


def test_what_one_weak_source_gives_can_be_left_out() -> None:
    found = Metadata(
        authors=("Ada Byron",), published="2020-05-03", title="Gates", origins={
            "authors": "rule", "published": "printed+url", "title": "h1"}
    )  # fmt: skip
    strict = without_weak(found)
    assert (strict.authors, strict.published, strict.title) == ((), "2020-05-03", "Gates")
    assert strict.origins == {"published": "printed+url", "title": "h1"}


def test_an_author_that_only_the_site_s_name_tells_is_weak_and_an_outlet_of_json_ld_is_not() -> None:
    owner = Metadata(authors=("Ada Byron",), origins={"authors": "site"})
    outlet = Metadata(authors=("Harbour Post",), origins={"authors": "json-ld:publisher"})
    printed = Metadata(authors=("Harbour Post",), origins={"authors": "rel=author:publisher"})
    assert [without_weak(found).authors for found in (owner, outlet, printed)] == [(), ("Harbour Post",), ()]


def test_a_team_of_a_weak_source_is_weak() -> None:
    found = Metadata(authors=("Harbour Editorial Team",), origins={"authors": "rel=author:team"})
    assert without_weak(found).authors == ()
