"""What a scrape does to profiles: copies, wire stories, redesigns, no addresses. No article may suffer."""

from __future__ import annotations

import random
import string
from dataclasses import replace

import pytest
from support.newsroom import (
    ASIDE,
    PROMO,
    Story,
    answer_for,
    cleaned,
    holds_whole,
    learned,
    page_of,
    paragraph,
    scrape,
    second_template,
    story,
)

from newsclean.model import Article, Page
from newsclean.sites import Sites
from newsclean.sites.key import site_key

HOST = "www.harbour-post.example"


def assert_all_whole(pairs: list[tuple[Page, Story]], sites: Sites) -> list[Article]:
    found = [cleaned(page, sites) for page, _ in pairs]
    for article, (page, tale) in zip(found, pairs, strict=True):
        assert holds_whole(article, tale), page.source
    return found


def test_a_site_is_learned_and_its_boilerplate_goes() -> None:
    pairs = scrape(HOST, 24)
    sites = learned([page for page, _ in pairs])
    found = assert_all_whole(pairs, sites)
    assert {article.method for article in found} == {"site"}
    assert not any(PROMO in article.text or ASIDE in article.text for article in found)


def test_five_copies_of_one_page_keep_their_body() -> None:
    page, tale = scrape(HOST, 1)[0]
    copies = [replace(page, source=f"{i}.html", body=page.body + b"<!-- %d -->" % i) for i in range(5)]
    for pages in ([page] * 5, copies):
        sites = learned(pages)
        for copy in pages:
            assert holds_whole(cleaned(copy, sites), tale)


def test_copies_among_other_articles_keep_their_body() -> None:
    pairs = scrape(HOST, 12)
    page, tale = pairs[0]
    copies = [(replace(page, source=f"c{i}.html", body=page.body + b"<!-- %d -->" % i), tale) for i in range(5)]
    pairs += copies
    assert_all_whole(pairs, learned([page for page, _ in pairs]))


def test_a_wire_story_on_two_sites_stays_on_both() -> None:
    other = "herald.example"
    pairs = scrape(HOST, 12) + scrape(other, 12, first=500)
    for host in (HOST, other):
        tale = story(77)
        page = Page(f"{host}/wire.html", page_of(host, tale, 77).encode(), url=f"https://{host}/wire")
        pairs.append((page, tale))
    assert_all_whole(pairs, learned([page for page, _ in pairs]))


def test_a_series_with_a_standing_introduction_keeps_its_articles() -> None:
    opening = (
        "In this series we visit the people who keep the county running while everybody else is asleep, from"
        " the bakery to the signal box, and ask them what they think about in the small hours of the night."
    )
    tales = [story(number) for number in range(14)]
    series = [Story(tale.title, (opening, *tale.paragraphs)) if i % 2 else tale for i, tale in enumerate(tales)]
    pages = [
        Page(f"{i}.html", page_of(HOST, tale, i).encode(), url=f"https://{HOST}/{i}") for i, tale in enumerate(series)
    ]
    sites = learned(pages)
    assert sites.status("harbour-post.example").articles >= 9
    assert_all_whole(list(zip(pages, tales, strict=True)), sites)


def test_two_templates_are_both_learned() -> None:
    pairs = scrape(HOST, 16)
    for number in range(16):
        tale = story(300 + number)
        page = Page(f"f{number}.html", second_template(HOST, tale).encode(), url=f"https://{HOST}/f{number}")
        pairs.append((page, tale))
    sites = learned([page for page, _ in pairs])
    methods = [article.method for article in assert_all_whole(pairs, sites)]
    assert methods.count("site") >= 28


def test_a_template_that_was_not_learned_goes_to_the_page_path() -> None:
    sites = learned([page for page, _ in scrape(HOST, 12)])
    tale = story(400)
    page = Page("new.html", second_template(HOST, tale).encode(), url=f"https://{HOST}/new")
    article = cleaned(page, sites)
    assert article.method == "page"
    assert holds_whole(article, tale)


def test_index_and_video_pages_do_not_spoil_the_articles() -> None:
    pairs = scrape(HOST, 14)
    others = []
    for number in range(6):
        teasers = "".join(
            f'<li><h3><a href="https://{HOST}/{number}-{i}">{story(number * 20 + i).title}</a></h3></li>'
            for i in range(20)
        )
        front = f"<html lang=en><head><title>Front</title></head><body><ul>{teasers}</ul></body></html>"
        video = page_of(HOST, Story(f"Film {number}", ()), number, inner="<video src=a.mp4></video>")
        others += [Page(f"i{number}.html", front.encode(), url=f"https://{HOST}/i{number}")]
        others += [Page(f"v{number}.html", video.encode(), url=f"https://{HOST}/v{number}")]
    sites = learned([page for page, _ in pairs] + others)
    assert_all_whole(pairs, sites)
    for page in others:
        answer = answer_for(page, sites)
        assert not isinstance(answer, Article) or answer.method == "page"


def test_a_site_with_one_article_has_no_profile() -> None:
    pairs = scrape(HOST, 1)
    sites = learned([page for page, _ in pairs], least_pages=1)
    assert sites.status("harbour-post.example").status == "too few articles"
    assert {article.method for article in assert_all_whole(pairs, sites)} == {"page"}


def without_addresses(folder: str, tale: Story, number: int) -> Page:
    body = page_of("x.example", tale, number).replace("https://x.example", "")
    return Page(f"{folder}/{number}.html", body.encode())


def test_without_any_address_the_directory_is_the_site() -> None:
    tales = [story(number) for number in range(14)]
    pairs = [(without_addresses("scrape/post", tale, i), tale) for i, tale in enumerate(tales)]
    sites = learned([page for page, _ in pairs])
    assert list(sites) == ["scrape/post/"]
    assert {article.method for article in assert_all_whole(pairs, sites)} == {"site"}


def test_a_flat_directory_of_fifty_sites_loses_nothing() -> None:
    chance = random.Random(5)
    pairs = []
    for number in range(50):
        tale = story(600 + number)
        names = ["".join(chance.choices(string.ascii_lowercase, k=9)) for _ in range(4)]
        menu = "".join(f"<li><a href=/{chance.randint(1, 9999)}>{name}</a></li>" for name in names)
        body = "".join(f'<p class="{names[0]}">{text}</p>' for text in tale.paragraphs)
        tag = chance.choice(["div", "section", "article"])
        html = (
            f"<html lang=en><head><title>{tale.title}</title></head><body><ul id={names[1]}>{menu}</ul>"
            f"<{tag} class={names[2]}><h1>{tale.title}</h1>{body}</{tag}><p class={names[3]}>{ASIDE}</p>"
        )
        pairs.append((Page(f"flat/{number}.html", html.encode()), tale))
    assert_all_whole(pairs, learned([page for page, _ in pairs]))


def test_a_canonical_on_another_outlet_is_not_the_site() -> None:
    pairs = []
    for number in range(20):
        tale = story(number)
        republisher = f"https://wire{number % 4}.example.org/{number}"
        head = f'<link rel="canonical" href="{republisher}">' if number % 5 else ""
        pairs.append((Page(f"flat/{number}.html", page_of(HOST, tale, number, head=head).encode()), tale))
    assert {site_key(page) for page, _ in pairs} == {"harbour-post.example"}
    sites = learned([page for page, _ in pairs])
    assert {article.method for article in assert_all_whole(pairs, sites)} == {"site"}


@pytest.mark.parametrize("shape", ["css-{}", "sc-{}", "styles__{}", "promo-{}"])
def test_class_names_that_each_build_makes_anew_do_not_matter(shape: str) -> None:
    chance = random.Random(9)
    pairs = []
    for number in range(14):
        tale = story(number)
        built = "".join(chance.choices(string.ascii_lowercase, k=3)) + "".join(chance.choices("0123456789aB", k=4))
        html = page_of(HOST, tale, number).replace('class="story-text"', f'class="{shape.format("x1" + built)}"')
        pairs.append((Page(f"{number}.html", html.encode(), url=f"https://{HOST}/{number}"), tale))
    sites = learned([page for page, _ in pairs])
    methods = [article.method for article in assert_all_whole(pairs, sites)]
    assert methods.count("site") >= 12


def test_comments_that_outweigh_the_article_stay_out() -> None:
    chance = random.Random(3)
    pairs = []
    for number in range(16):
        tale = story(number, paragraphs=4)
        comments = "".join(
            f'<li class="comment"><span class="user">reader{chance.randint(1, 99999)}</span>'
            f'<a href="#c{i}">Reply</a><p>I think {paragraph(chance, 1)}</p></li>'
            for i in range(30)
        )
        after = f'<section id="comments" class="comments"><h2>30 comments</h2><ul>{comments}</ul></section>'
        html = page_of(HOST, tale, number, after=after)
        pairs.append((Page(f"{number}.html", html.encode(), url=f"https://{HOST}/{number}"), tale))
    sites = learned([page for page, _ in pairs])
    for article in assert_all_whole(pairs, sites):
        assert "I think" not in article.text
