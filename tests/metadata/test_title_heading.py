"""The headline in an h1, by its markup and by what the metadata have of it."""

from __future__ import annotations

import pytest

from newsclean.metadata.site_names import SiteNames
from newsclean.metadata.sources.candidates import Candidate
from newsclean.metadata.sources.headings import Heading
from newsclean.metadata.title_heading import headline_of

_NAMES = SiteNames(["Harbour Post"], [], [])
_KNOWN = [Candidate("Ferry landing to be rebuilt", "og:title")]


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Ferry landing to be rebuilt (Page 2)", "Ferry landing to be rebuilt"),
        ("Ferry landing to be rebuilt（1/2 ページ）", "Ferry landing to be rebuilt"),
        ("Ferry landing to be rebuilt [3 of 4]", "Ferry landing to be rebuilt"),
        ("Ferry landing to be rebuilt (in 2025)", "Ferry landing to be rebuilt"),
        ("Ferry landing to be rebuilt (video)", "Ferry landing to be rebuilt (video)"),
        ("New ferry landing (2 piers)", "New ferry landing (2 piers)"),
        ("Water: Ferry landing to be rebuilt", "Ferry landing to be rebuilt"),
        ('"At last": Ferry landing to be rebuilt', '"At last": Ferry landing to be rebuilt'),
    ],
)
def test_what_the_metadata_leave_out_of_a_heading(text: str, headline: str) -> None:
    assert headline_of(Heading(((text, False),), logo=False), _KNOWN, _NAMES) == headline


def test_a_kicker_that_json_ld_leaves_out_goes_unless_the_url_spells_it() -> None:
    text = "Water: Ferry landing to be rebuilt"
    heading = Heading(((text, False),), logo=False)
    linked = Candidate("Ferry landing to be rebuilt", "json-ld")
    known = [linked, Candidate(text, "og:title"), Candidate(text, "title")]
    assert headline_of(heading, known, _NAMES) == linked.value
    assert headline_of(heading, known, _NAMES, frozenset({"ferry", "new", "piers"})) == linked.value
    assert headline_of(heading, known, _NAMES, frozenset("water ferry landing to be rebuilt".split())) == text
    assert headline_of(heading, [Candidate("to be rebuilt", "json-ld"), known[1]], _NAMES) == text
