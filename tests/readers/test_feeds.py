"""RSS, Atom and Scrapy's XML: entries as pages, nothing resolved, nothing built that grows with the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.reading import read, sources

from newsclean.model import Page, Reason, Skip

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Feed</title><link>http://a.example/</link>
<item><title>Bells &amp; towers</title><link>http://a.example/bells</link><dc:creator>Ann Lee</dc:creator>
<pubDate>Fri, 31 Jan 2020 09:05:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The bells were <b>counted</b>.</p>]]></content:encoded></item>
<item><title>Second</title><guid>http://a.example/2</guid><description>Only words,&#10;two lines.</description></item>
<item><title>Third</title></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>
<entry><title>One</title><link rel="self" href="http://a.example/self"/><link href="http://a.example/1"/>
<author><name>Ann Lee</name></author><updated>2020-02-01T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p class="x">A &lt; b<br/>c</p></div></content></entry>
<entry><title>Two</title><link href="http://a.example/2"/>
<content type="html">&lt;p&gt;Escaped&lt;/p&gt;</content></entry>
</feed>"""


def pages(tmp_path: Path, text: str, name: str = "f.xml", **options: object) -> list[Page | Skip]:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return read(file, **options)


@pytest.mark.parametrize("name", ["f.xml", "f.rss", "feed"])
def test_each_item_of_a_feed_is_a_page(tmp_path: Path, name: str) -> None:
    first, second, third = pages(tmp_path, RSS, name)
    assert isinstance(first, Page)
    assert (first.source.rpartition("#")[2], first.url) == ("1", "http://a.example/bells")
    text = first.body.decode()
    assert "<h1>Bells &amp; towers</h1><p>The bells were <b>counted</b>.</p>" in text
    assert '<meta property="article:published_time" content="2020-01-31T09:05:00+00:00">' in text
    assert '<meta name="author" content="Ann Lee">' in text
    assert isinstance(second, Page)
    assert second.url == "http://a.example/2"
    assert b"<p>Only words,</p><p>two lines.</p>" in second.body
    assert isinstance(third, Skip)
    assert third.reason is Reason.EMPTY


def test_atom_content_is_markup_escaped_or_not(tmp_path: Path) -> None:
    first, second = pages(tmp_path, ATOM)
    assert isinstance(first, Page)
    assert first.url == "http://a.example/1"
    assert b'<div><p class="x">A &lt; b<br>c</p></div>' in first.body
    assert b'content="Ann Lee"' in first.body
    assert isinstance(second, Page)
    assert b"<p>Escaped</p>" in second.body


def test_scrapy_items_have_the_keys_of_records(tmp_path: Path) -> None:
    text = "<items><item><url>http://a.example/</url><html>&lt;p&gt;One&lt;/p&gt;</html></item><item><x>1</x></item></items>"
    first, second = pages(tmp_path, text)
    assert isinstance(first, Page)
    assert (first.url, first.body) == ("http://a.example/", b"<p>One</p>")
    assert isinstance(second, Skip)
    assert "there are x" in second.detail


def test_entities_are_not_expanded_and_files_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden words")
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE rss [<!ENTITY e0 "lol">{levels}<!ENTITY f SYSTEM "{secret}">]>'
    for name in ("e9", "f"):
        text = f"{doctype}<rss><channel><item><description>some &{name}; words</description></item></channel></rss>"
        found = pages(tmp_path, text)
        assert all(len(page.body) < 1000 and b"hidden" not in page.body for page in found if isinstance(page, Page))


def test_an_entry_over_the_limit_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    text = (
        "<rss><item><description>"
        + "x " * 100_000
        + "</description></item><item><description>ok</description></item></rss>"
    )
    assert sources(pages(tmp_path, text, max_size=10_000), tmp_path) == ["f.xml#1: too_large", "f.xml#2"]


def test_other_xml_is_refused_in_one_line(tmp_path: Path) -> None:
    (skip,) = pages(tmp_path, '<?xml version="1.0"?><urlset><url><loc>http://a.example/</loc></url></urlset>')
    assert isinstance(skip, Skip)
    assert skip.detail == "an XML file (<urlset>) without entries: not read"


def test_a_feed_that_breaks_off_gives_what_is_whole_in_it(tmp_path: Path) -> None:
    found = pages(tmp_path, RSS[: RSS.index("<item><title>Third") - 30])
    assert isinstance(found[0], Page)
    assert len([page for page in found if isinstance(page, Page)]) == 1


ITEM = "<item><title>T</title><description>&lt;p&gt;Words&lt;/p&gt;</description></item>"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"<rss>{ITEM}<item><description>Some", "the file ends within this entry"),
        (f"<rss><channel>{ITEM}", "the file ends before its first element does"),
        (f"<rss>{ITEM}</rss><rss>{ITEM}</rss>", "there is text after the end of the feed, which is not read"),
        (f"<rss>{ITEM}<item {'a=b ' * 9_000_000}", "bytes without a tag's beginning"),
    ],
)
def test_what_is_not_read_of_a_broken_feed_is_a_reject(tmp_path: Path, text: str, problem: str) -> None:
    found = pages(tmp_path, text)
    assert sources(found, tmp_path) == ["f.xml#1", "f.xml#2: unreadable"]
    assert isinstance(found[1], Skip)
    assert problem in found[1].detail


def test_declarations_without_end_are_refused(tmp_path: Path) -> None:
    (skip,) = pages(tmp_path, "<!DOCTYPE rss [" + "<!ENTITY a 'b'>" * 90_000 + f"]><rss>{ITEM}</rss>")
    assert isinstance(skip, Skip)
    assert "no element in the first" in skip.detail


@pytest.mark.parametrize(
    "text",
    [
        f'<?xml version="1.0" encoding="utf-16"?><rss>{ITEM}{ITEM}</rss>',
        f'<br />\n<b>Warning</b>: no such table<br />\n<?xml version="1.0"?>\n<rss>{ITEM}{ITEM}</rss>',
        f"<rss>{ITEM.replace('&lt;/p&gt;', '<p>unescaped<br>')}{ITEM}</rss></rss></rss></rss>",
        f"<rss>{ITEM.replace('Words', '<a>' * 150 + 'Words' + '</a>' * 150)}{ITEM}</rss>",
    ],
    ids=["false encoding", "warnings", "unescaped", "deep"],
)
def test_mistakes_of_servers_lose_no_entry(tmp_path: Path, text: str) -> None:
    found = [page for page in pages(tmp_path, text) if isinstance(page, Page)]
    assert [b"Words" in page.body for page in found] == [True, True]
