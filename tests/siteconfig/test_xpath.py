"""XPath on pages of any shape: it finds the page's own elements, and nothing that a page holds stops it."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from newsclean.siteconfig.xpath import XPathError, XPathPage, check


def page(body: str) -> XPathPage:
    return XPathPage(LexborHTMLParser(f"<html><body>{body}</body></html>"))


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("//p[@class='a']", ["one"]),
        ("//div/p[2]", ["two"]),
        ("//p[contains(., 'tw')]", ["two"]),
        ("//b/parent::p", ["two"]),
        ("//div//*[contains(@class, 'b')]", ["three"]),
        ("//p[last()]/following-sibling::text()", []),
        ("//h9", []),
    ],
)
def test_elements_are_found(expression: str, found: list[str]) -> None:
    tree = page("<div><p class=a>one<p>t<b>w</b>o</p><i class='b c'>three</i> tail </div>")
    assert [node.text() for node in tree.find(expression).nodes] == found


def test_strings_are_found() -> None:
    tree = page('<p>By <a title="x" href="/ada">Ada</a> &amp; Bo, <time>7 May</time></p>')
    assert tree.find("//a/@href").values == ["/ada"]
    assert tree.find("substring-after(//p, '& ')").values == ["Bo, 7 May"]
    assert tree.find("//p/text()").values == ["By ", " & Bo, "]
    assert tree.find("count(//p)") == ([], [])


def test_no_page_stops_it() -> None:
    deep = page("<div>" * 5000 + "<p id=end>deep</p>")
    assert [node.text() for node in deep.find("//p[@id='end']").nodes] == ["deep"]
    odd = page('<x:y @click="1" xlink:href="/a" a\x01b="2">\x00\x0bodd &#xFFFE;</x:y><svg><g a="b"/></svg><p>end</p>')
    assert odd.find("//p").nodes[0].text() == "end"
    assert XPathPage(LexborHTMLParser("")).find("//p") == ([], [])


@pytest.mark.parametrize("expression", ["//p[", "nonsense(//p)", "$a", "//", "a:b"])
def test_what_is_not_xpath_is_refused(expression: str) -> None:
    with pytest.raises(XPathError):
        check(expression)
    assert page("<p>a</p>").find(expression) == ([], [])
