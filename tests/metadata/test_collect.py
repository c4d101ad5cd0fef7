"""What a page says about itself, before its text is known."""

from __future__ import annotations

from support.metadata_pages import TITLED, json_ld, meta

from newsclean.html.blocks import parse
from newsclean.metadata.collect import collect_candidates
from newsclean.metadata.sources.candidates import Candidates
from newsclean.model import Page


def _collect(html: str, page: Page | None = None, latest: str | None = None) -> Candidates:
    return collect_candidates(parse(html), html, page or Page("t", b""), latest=latest)


def test_title_and_url_are_known_with_their_sources() -> None:
    found = _collect(f"<link rel=canonical href=https://harbourpost.example/gates>{TITLED}")
    assert (found.title, found.title_source) == ("Canal gates leave town", "h1")
    assert (found.url, found.url_source) == ("https://harbourpost.example/gates", "canonical")


def test_the_site_s_name_is_told_from_the_document_s_title_where_nothing_else_names_it() -> None:
    page = f"<title>Canal gates leave town | Harbour Post</title>{TITLED}"
    found = _collect(page)
    assert [candidate.value for candidate in found.fields["publisher"]] == ["Harbour Post"]
    tagged = _collect(meta("og:site_name", "The Post") + page)
    assert [candidate.value for candidate in tagged.fields["publisher"]] == ["The Post"]


def test_the_fetch_time_of_the_page_comes_before_the_runs_latest_date() -> None:
    assert _collect("", latest="2024-06-01").latest == "2024-06-01"
    fetched = Page("t", b"", fetched_at="2020-05-12T12:00:00Z")
    assert _collect("", fetched, "2024-06-01").latest == "2020-05-12T12:00:00Z"


def test_languages_are_declared_in_markup_tags_and_json_ld() -> None:
    page = "<html lang=de>" + meta("og:locale", "de_AT") + json_ld(headline="Tore", inLanguage="de-DE")
    declared = _collect(page).declared_languages
    assert set(declared) >= {"de", "de_AT", "de-DE"}


def test_descriptions_are_those_of_tags_and_json_ld() -> None:
    page = meta("og:description", "Gates gone.") + json_ld(headline="Gates", description="They left.")
    assert _collect(page).descriptions == ("Gates gone.", "They left.")


def test_an_empty_page_says_nothing() -> None:
    found = _collect("")
    assert (found.title, found.url, found.article_body, found.free, found.fields["publisher"]) == (None,) * 4 + ((),)
