"""Metadata of a page, field by field, each with its source."""

from __future__ import annotations

from support.metadata_pages import json_ld, meta, resolved


def test_each_field_names_its_source() -> None:
    found = resolved(
        meta("og:site_name", "Harbour Post")
        + meta("article:published_time", "2020-05-12T10:00:00Z")
        + meta("article:author", "Ada Byron")
        + meta("og:description", "Gates gone.")
        + '<link rel="canonical" href="https://www.harbourpost.example/news/gates">',
        "<h1>Canal gates leave town</h1>",
    )
    assert found.publisher == "Harbour Post"
    assert found.site == "harbourpost.example"
    assert found.published == "2020-05-12T10:00:00Z"
    assert found.authors == ("Ada Byron",)
    assert found.origins["published"] == "article:published_time"
    assert found.origins["authors"] == "article:author"
    assert found.origins["url"] == "canonical"
    assert found.origins["description"] == "og:description"


def test_json_ld_is_trusted_before_tags_and_tags_before_print() -> None:
    printed = "<h1>Canal gates leave town</h1><div>Carl Tiller</div><div>3 May 2020</div>"
    tags = meta("author", "Bea Sander") + meta("article:published_time", "2020-05-02")
    ld = json_ld(author={"name": "Al Fischer"}, datePublished="2020-05-01")
    assert resolved(tags + ld, printed).authors == ("Al Fischer",)
    assert resolved(tags, printed).authors == ("Bea Sander",)
    assert resolved("", printed).authors == ("Carl Tiller",)
    assert resolved(tags + ld, printed).published == "2020-05-01"
    assert resolved(tags, printed).published == "2020-05-02"
    assert resolved("", printed).published == "2020-05-03"


def test_a_headline_in_the_publisher_s_place_is_no_publisher() -> None:
    title = "Canal gates leave town and nobody knows whether they return"
    found = resolved(meta("og:title", title) + meta("og:site_name", title), f"<h1>{title}</h1>")
    assert found.publisher is None


def test_the_lines_that_rules_cut_fill_what_nothing_else_says() -> None:
    found = resolved(
        extracted={"authors": ["By Ada Byron"], "copyright": ["All rights reserved.", "© Harbour Post 2020"]}
    )
    assert found.authors == ("Ada Byron",)
    assert found.copyright == "© Harbour Post 2020"
    assert found.origins["copyright"] == "rule"


def test_wrong_types_and_dirty_strings_leave_clean_fields() -> None:
    dirty = "Gates\u0000 \u202egone\ud800"
    found = resolved(
        json_ld(
            headline=["Canal gates leave town"],
            author=[{"name": {"x": 1}}, 7, None],
            articleSection=dirty,
            image=3,
        )
    )
    assert found.title == "Canal gates leave town"
    assert found.authors == ()
    assert found.section == "Gates gone"
    assert found.image is None


def test_tags_come_from_tags_json_or_print() -> None:
    assert resolved(meta("article:tag", "Canals") + meta("article:tag", "Ducks")).tags == ("Canals", "Ducks")
    assert resolved(json_ld(keywords="Canals, Ducks; Canals")).tags == ("Canals", "Ducks")
    assert resolved("", "<div>Topics: Canals, Ducks</div>").tags == ("Canals", "Ducks")


def test_a_heading_on_the_text_is_the_title_where_the_document_s_is_printed_nowhere() -> None:
    found = resolved("<title>Harbour Post online</title>", "<h4>Canal gates leave town</h4>")
    assert (found.title, found.origins["title"]) == ("Canal gates leave town", "heading")
    told = resolved("<title>Canals</title>" + meta("og:title", "Canals of Bay"), "<h4>Canal gates leave town</h4>")
    assert told.title == "Canals of Bay"


def test_a_section_at_the_end_of_the_title_is_no_publisher() -> None:
    head = "<title>Canal gates leave town | {}</title><link rel=canonical href='https://harbourpost.example/arts/x'>"
    headline = "<h1>Canal gates leave town</h1>"
    assert resolved(head.format("Harbour Post"), headline).publisher == "Harbour Post"
    assert resolved(head.format("Arts"), headline).publisher is None
    assert resolved(head.format("by Ada Byron"), headline).publisher is None


def test_who_confirms_a_publisher_out_of_the_document_s_title_is_in_its_origin() -> None:
    head, body = "<title>Canal gates leave town | {}</title>", "<h1>Canal gates leave town</h1>"
    link = "<link rel=canonical href='https://harbourpost.example/arts/x'>"
    assert resolved(head.format("Harbour Post") + link, body).origins["publisher"] == "title+url"
    assert resolved(head.format("Tide Gazette") + link, body).origins["publisher"] == "title"
    with_notice = {"copyright": ["© 2020 Tide Gazette Ltd"]}
    found = resolved(head.format("Tide Gazette") + link, body, extracted=with_notice)
    assert (found.copyright, found.origins["publisher"]) == ("© 2020 Tide Gazette Ltd", "title+copyright")


def test_a_section_in_the_site_s_place_leaves_the_place_to_the_document_s_title() -> None:
    head = "<title>Canal gates leave town | Harbour Post</title>" + meta("og:site_name", "Arts")
    found = resolved(head + meta("article:section", "Arts"), "<h1>Canal gates leave town</h1>")
    assert (found.publisher, found.section) == ("Harbour Post", "Arts")
