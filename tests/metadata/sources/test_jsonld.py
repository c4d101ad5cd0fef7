"""JSON-LD: broken blocks are repaired or ignored, wrong types never raise, sizes are bounded."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.html.blocks import parse, read_blocks
from newsclean.metadata import collect_candidates, resolve_metadata
from newsclean.metadata.sources import jsonld
from newsclean.metadata.sources.jsonld_article import read_jsonld_article
from newsclean.model import Metadata, Page

_GOOD = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Canal gates leave town",
    "author": {"@type": "Person", "name": "Ada Byron"},
    "datePublished": "2020-05-12T10:00:00+02:00",
}


def _resolved(*scripts: str) -> Metadata:
    blocks = "".join(f'<script type="application/ld+json">{s}</script>' for s in scripts)
    html = f"<html><head>{blocks}</head><body><p>Some text.</p></body></html>"
    tree = parse(html)
    candidates = collect_candidates(tree, html, Page("t", b""), latest="2021-01-01")
    found = read_blocks(tree)
    return resolve_metadata(candidates, {}, found, [False] * len(found), "", None)


def _is_good(found: Metadata) -> bool:
    return (found.title, found.authors, found.published) == (
        "Canal gates leave town",
        ("Ada Byron",),
        "2020-05-12T10:00:00+02:00",
    )


@pytest.mark.parametrize(
    "script",
    [
        json.dumps(_GOOD),
        json.dumps([_GOOD]),
        json.dumps({"@graph": [{"@type": "WebSite", "name": "Post"}, _GOOD]}),
        json.dumps({"@type": "WebPage", "mainEntity": _GOOD}),
        "<!-- " + json.dumps(_GOOD) + " -->",
        "//<![CDATA[\n" + json.dumps(_GOOD) + "\n//]]>",
        json.dumps(_GOOD)[:-1] + ", /* a comment */ }",
        "// a comment\n" + json.dumps(_GOOD) + ";",
        json.dumps(_GOOD).replace("Canal gates", "Canal\n gates"),
        json.dumps(_GOOD).replace('"', "&quot;"),
        json.dumps(_GOOD)[:-1] + ', "description": "an unescaped " quote" }',
        json.dumps(_GOOD) + json.dumps({"@type": "BreadcrumbList"}),
        json.dumps(_GOOD)[:-1] + ', "articleBody": "cut off in the mid',
    ],
    ids=range(13),
)
def test_blocks_are_read_whatever_is_wrong_with_them(script: str) -> None:
    assert _is_good(_resolved(script))


def test_a_broken_block_does_not_cost_the_others() -> None:
    assert _is_good(_resolved("{{{ not json", json.dumps(_GOOD), "]"))


def test_authors_may_be_references_into_the_graph() -> None:
    graph = {
        "@graph": [
            {**_GOOD, "author": {"@id": "#ada"}},
            {"@type": "Person", "@id": "#ada", "name": "Ada Byron"},
        ]
    }
    assert _is_good(_resolved(json.dumps(graph)))


def test_the_article_is_chosen_among_teasers_of_others() -> None:
    other = {**_GOOD, "headline": "Another story", "author": {"name": "Mary Somerville"}}
    linked = read_jsonld_article([json.dumps([other, _GOOD])], "Canal gates leave town", None)
    assert linked is not None
    assert linked.headline == "Canal gates leave town"


def test_nesting_and_size_are_bounded() -> None:
    deep = "[" * 100_000 + "]" * 100_000
    assert jsonld.load(deep) is None
    nested: Any = _GOOD
    for _ in range(200):
        nested = {"@graph": [nested]}
    assert len(jsonld.nodes([json.dumps(nested)])[0]) <= 200
    assert jsonld.nodes(['{"@type": "Article", "headline": "' + "a" * 3_000_000 + '"}'])[0] == []


_KEYS = [
    "@type", "@id", "@graph", "headline", "name", "author", "creator", "publisher", "datePublished",
    "dateModified", "image", "url", "keywords", "articleSection", "articleBody", "inLanguage", "hasPart",
    "isAccessibleForFree", "isBasedOn", "mainEntity", "mainEntityOfPage", "description", "copyrightNotice",
]  # fmt: skip
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=6),
    max_leaves=25,
)
_TYPES = st.sampled_from(["NewsArticle", "Article", "WebPage", "Person", ["Article", "BlogPosting"], 7, None])


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(_KEYS), _JSON, max_size=12), _TYPES)
def test_any_json_makes_valid_metadata(node: dict[str, Any], kind: Any) -> None:
    found = _resolved(json.dumps({**node, "@type": kind}).replace("</", "<\\/"))
    for value in (
        found.title,
        found.published,
        found.publisher,
        found.description,
        found.section,
        found.image,
    ):
        assert value is None or (isinstance(value, str) and value.strip())
    assert all(isinstance(name, str) and name for name in (*found.authors, *found.tags))
    json.dumps([found.title, found.authors, found.tags], ensure_ascii=False).encode("utf-8")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_in_place_of_json_is_ignored(script: str) -> None:
    jsonld.nodes([script])
    jsonld.nodes(['{"headline": "' + script])
