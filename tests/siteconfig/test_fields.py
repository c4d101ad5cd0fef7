"""Metadata as it is configured for a site."""

from __future__ import annotations

from newsclean.metadata.sources.candidates import Candidates
from newsclean.model import Metadata
from newsclean.siteconfig.fields import with_fields

BEFORE = Metadata(authors=("Al",), published="2019-01-01", language="en", origins={"authors": "byline"})


def test_configured_values_come_before_others_with_their_origin() -> None:
    values = {"authors": ("rule:any-who", ["Words by Ada Byron"]), "tags": ("config:a.txt", ["Canals", "Canals", " "])}
    after = with_fields(BEFORE, values, Candidates())
    assert (after.authors, after.tags) == (("Ada Byron",), ("Canals",))
    assert after.origins == {"authors": "rule:any-who", "tags": "config:a.txt"}


def test_dates_are_read_for_machines_and_people_and_never_late() -> None:
    values = {"published": ("config:a.txt", ["soon", "3 May 2020"])}
    assert with_fields(BEFORE, values, Candidates()).published == "2020-05-03"
    assert with_fields(BEFORE, values, Candidates(latest="2020-01-01")) == BEFORE


def test_what_says_nothing_changes_nothing() -> None:
    values = {"authors": ("x", ["admin"]), "section": ("x", ["  "]), "published": ("x", ["soon"])}
    assert with_fields(BEFORE, values, Candidates()) == BEFORE
    assert with_fields(BEFORE, {}, Candidates()) is BEFORE
