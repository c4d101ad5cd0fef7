"""Entities and tags that were escaped once too often."""

from __future__ import annotations

import pytest

from newsclean.html.escaped import may_be_escaped, without_escaping


@pytest.mark.parametrize(
    "entity",
    [
        "&quot;",
        "&#39;",
        "&#8217;",
        "&#xe9;",
        "&eacute;",
        "&bdquo;",
        "&oslash;",
        "&deg;",
        "&frac12;",
        "&shy;",
        "&trade;",
    ],
)
def test_an_entity_is_escaped_once(entity: str) -> None:
    assert may_be_escaped(f"<p>a&amp;{entity[1:]}b".encode())
    assert may_be_escaped(f"<p>a&#038;{entity[1:]}b".encode())
    assert without_escaping(f"<p>a&amp;{entity[1:]}b") == f"<p>a{entity}b"
    assert without_escaping(f"<p>a&amp;amp;{entity[1:]}b") == f"<p>a{entity}b"
    assert without_escaping(f"<p>a&#038;{entity[1:]}b") == f"<p>a{entity}b"


@pytest.mark.parametrize(
    "html",
    [
        "<p>AT&amp;T; R&amp;D; &amp;lt;b&amp;gt;",
        "<p>Write <code>&amp;nbsp;</code> or &amp;nbsp;",
        "<p>Lines were ended by a &lt;br&gt; then, and a &lt;div&gt; held them.",
        "<a href='?a=1&amp;copy=2'>",
    ],
)
def test_what_is_meant_stays(html: str) -> None:
    assert without_escaping(html) == html


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("one&lt;br/&gt;&lt;br/&gt;two", "one<br/><br/>two"),
        ("&lt;span class=&quot;x&quot;&gt;one&lt;/span&gt;", '<span class="x">one</span>'),
        ("&lt;h2&gt;one&lt;/h2&gt; 30 m&lt;sup&gt;2&lt;/sup&gt;", "<h2>one</h2> 30 m<sup>2</sup>"),
        ("&lt;!-- wp:paragraph --&gt;one", "one"),
        ("one&lt;img src=&quot;/a.jpg&quot;&gt;&lt;/p&gt;", "one</p>"),
        ("one&lt;iframe src=&quot;/a&quot;&gt;&lt;/iframe&gt;", "one"),
        ("one&lt;script async&gt;a()&lt;/script&gt;", "one"),
    ],
)
def test_escaped_tags_are_tags(html: str, plain: str) -> None:
    assert may_be_escaped(html.encode())
    assert without_escaping(f"<p>{html}") == f"<p>{plain}"
