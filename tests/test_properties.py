"""Whatever bytes come in, a valid record or a skip comes out, never an exception, and nothing is made up."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from newsclean import Article, Context, Page, Skip, clean, clean_page, make_context
from newsclean.kinds import KINDS, OTHER_CUTS
from newsclean.output import record
from newsclean.output.formats import Layout

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = [
    ROOT / "samples" / "quarrycourier.example" / "0303bus.html",
    ROOT / "samples" / "minato-yukan.example" / "20141208-0031.html",
    ROOT / "samples" / "harborlight.example" / "county-counts-its-bells.html",
    ROOT / "samples" / "meridian-lookout.example" / "the-lock-keeper-who-would-not-sign.md",
]
COMMON = settings(
    deadline=None,  # the first page loads the extractor
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
few, some = settings(COMMON, max_examples=25), settings(COMMON, max_examples=75)

TYPES = ["text/plain", "text/markdown", "text/html; charset=bogus", "", "a/b/c; ="]
SENTENCE = "The ferry was late again and the baker of the island sold his last loaf to the gulls at noon."
TAGS = """
    div p span a b h1 h2 ul ol li table tr td th blockquote figure figcaption article main nav footer aside
    br hr script style title meta pre template svg math iframe noscript x-widget time form label input
"""
NAMES = st.sampled_from(TAGS.split())
KEYS = """
    @type @graph headline author name url datePublished dateModified publisher image keywords
    articleSection articleBody isAccessibleForFree mainEntityOfPage @id
"""
WORDS = st.one_of(
    st.just(SENTENCE),
    st.text(max_size=40),
    st.sampled_from(
        [
            "Read more",
            "Sign up for our newsletter",
            "© 2020 X",
            "&amp;",
            "&#0;",
            "&#xD800;",
            "<![CDATA[",
            "\u202e",
            "\x00",
        ]
    ),
)
ATTRIBUTES = st.sampled_from(
    [
        ' class="share author comment gdpr"',
        ' id="content-1 2 3"',
        ' style="display:none"',
        ' hidden role="navigation"',
        ' itemprop="articleBody datePublished"',
        ' datetime="2021-13-45T99:99:99"',
        ' href="http://[::1"',
        ' href="javascript:void(0)"',
        ' content="9999-99-99" property="article:published_time"',
        ' content="" name="author"',
        ' property="og:url" content="http://user:pw@host:99999999/%zz"',
        " class='",
    ]
)
JSON_LD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.just("2020-01-01T00:00:00+99:99"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS.split()),
            inner | st.just("NewsArticle"),
            max_size=5,
        )
    ),
    max_leaves=12,
)


@st.composite
def soup(draw: st.DrawFn) -> str:
    """Markup that nobody closed properly, around sentences long enough to look like an article."""
    parts = []
    for _ in range(draw(st.integers(1, 25))):
        name, words = draw(NAMES), draw(WORDS)
        parts.append(f"<{name}{draw(ATTRIBUTES) if draw(st.booleans()) else ''}>{words}")
        if draw(st.booleans()):
            parts.append(f"</{draw(NAMES)}>")
    if draw(st.booleans()):
        parts.insert(0, f'<script type="application/ld+json">{json.dumps(draw(JSON_LD))}</script>')
    return "".join(parts)


@cache
def context() -> Context:
    """Not a fixture: Hypothesis would write all of it into its failure reports."""
    return make_context()


def assert_sound(result: Article | Skip) -> None:
    """What every result keeps to; `Layout.render` checks the schema (see conftest)."""
    if isinstance(result, Skip):
        record.reject_line(result)
        assert result.detail
        assert not result.reason.is_failure
        return
    Layout(explain=True).render(result)
    assert result.text.strip()
    assert "\n\n\n" not in result.text
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", result.text)
    assert {cut.kind for cut in result.cuts} <= set(KINDS) | set(OTHER_CUTS)
    assert sum(result.removed.values()) == sum(cut.kind in KINDS for cut in result.cuts)


@some
@given(body=st.binary(max_size=3000))
def test_any_bytes_give_a_record_or_a_skip(body: bytes) -> None:
    assert_sound(clean_page(Page("bytes", body), context()))


@few
@given(text=st.text(max_size=600), content_type=st.sampled_from(TYPES))
def test_any_text_of_any_declared_type_gives_a_record_or_a_skip(text: str, content_type: str) -> None:
    body = (SENTENCE + "\n\n" + text + "\n\n" + SENTENCE).encode("utf-8", "surrogatepass")
    assert_sound(clean_page(Page("text", body, content_type=content_type), context()))


@some
@given(markup=soup())
def test_broken_markup_gives_a_record_or_a_skip(markup: str) -> None:
    assert_sound(clean_page(Page("soup", markup.encode("utf-8", "replace")), context()))


@few
@given(data=JSON_LD)
def test_any_structured_data_gives_a_record_or_a_skip(data: object) -> None:
    paragraphs = f"<p>{SENTENCE}</p>" * 4
    page = f'<script type="application/ld+json">{json.dumps(data)}</script><article>{paragraphs}</article>'
    assert_sound(clean_page(Page("json-ld", page.encode()), context()))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
@few
@given(data=st.data())
def test_a_damaged_page_gives_a_record_or_a_skip(path: Path, data: st.DataObject) -> None:
    body = path.read_bytes()
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    damage = data.draw(st.one_of(st.just(b""), st.binary(max_size=20), st.just(b"<div>" * 500)))
    content_type = "text/markdown" if path.suffix == ".md" else None
    page = Page("damaged", body[:start] + damage + body[end:], content_type=content_type)
    assert_sound(clean_page(page, context()))


@few
@given(markup=soup())
def test_the_same_page_gives_the_same_record(markup: str) -> None:
    page = Page("soup", markup.encode("utf-8", "replace"))
    first, second = clean_page(page, context()), clean_page(page, context())
    assert first == second


@few
@given(words=st.lists(st.sampled_from(["wind", "harbour", "clock", "eel", "bell"]), min_size=5, max_size=9))
def test_every_word_of_the_text_is_on_the_page(words: list[str]) -> None:
    sentences = [f"{SENTENCE} On day {n} the {word} was nobody's business." for n, word in enumerate(words)]
    paragraphs = [f"{word.title()} {n}: {sentences[n - 1]} {sentences[n]}" for n, word in enumerate(words)]
    page = f"<h1>A week on the ferry</h1>{''.join(f'<p>{text}</p>' for text in paragraphs)}"
    result = clean_page(Page("words", f"<article>{page}</article>".encode()), context())
    assert isinstance(result, Article), result
    assert set(result.text.split()) <= set(" ".join(paragraphs).split())


@pytest.mark.parametrize(
    "url", ["", "http://[::1", "no url", "http://a\x00b/", "file:///tmp/x", "//x", "http://" + "a" * 5000]
)
def test_a_strange_address_gives_a_record_or_a_skip(url: str) -> None:
    assert_sound(clean(f"<article><p>{SENTENCE}</p><p>{SENTENCE}!</p></article>", url=url))


@pytest.mark.parametrize("time", ["", "yesterday", "9999-12-31", "2020-02-30T25:61:00Z", "0000-00-00"])
def test_a_strange_fetch_time_gives_a_record_or_a_skip(time: str) -> None:
    assert_sound(clean(f"<article><p>{SENTENCE}</p><p>{SENTENCE}!</p></article>", fetched_at=time))


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 20_000 + SENTENCE,
        "<b><i>" * 5_000 + SENTENCE,
        "<table><tr><td>" * 2_000 + SENTENCE,
        "<ul><li>" * 2_000 + SENTENCE,
        "<p>" + SENTENCE * 2_000,
        "<p " + " ".join(f"a{n}='{n}'" for n in range(5_000)) + ">" + SENTENCE,
        "<!--" + "-" * 100_000,
        "&#" * 50_000,
        '<script type="application/ld+json">' + "[" * 50_000 + "</script>" + SENTENCE,
    ],
    ids=["deep", "inline", "tables", "lists", "long", "attributes", "comment", "entities", "json"],
)
def test_hostile_markup_gives_a_record_or_a_skip(markup: str) -> None:
    assert_sound(clean_page(Page("hostile", markup.encode()), context()))
