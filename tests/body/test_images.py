"""The images of an article."""

from __future__ import annotations

import pytest

from newsclean.body.images import Image, ImageReader
from newsclean.html.blocks import locate_blocks, parse, read_blocks

BEFORE = "<h1>Gates</h1>"
TEXT = "<p>The first paragraph of the story.</p>{}<p>The second paragraph of the story.</p>"


def images(inside: str, before: str = BEFORE) -> list[tuple[int, Image]]:
    tree = parse(f"<body>{before}{TEXT.format(inside)}</body>")
    blocks = read_blocks(tree)
    kept = [block.text.startswith("The ") for block in blocks]
    reader = ImageReader(lambda url: f"https://a.example{url}" if url.startswith("/") else None, blocks)
    return [(place, image) for place, _, image in reader.read(tree, locate_blocks(tree), kept)]


def test_an_image_between_paragraphs_has_its_place_and_caption() -> None:
    found = images("<figure><img src=/a.jpg alt='A  gate'><figcaption>Photo: Ada</figcaption></figure>")
    assert found == [(2, Image("https://a.example/a.jpg", "A gate", "Photo: Ada"))]


def test_the_image_between_headline_and_text_counts_and_the_one_above_does_not() -> None:
    before = "<img src=/logo.jpg><h1>Gates</h1><img src=/lead.jpg>"
    assert [image.url for _, image in images("", before)] == ["https://a.example/lead.jpg"]


@pytest.mark.parametrize(
    "other",
    [
        "<img src=/a.jpg width=1 height=1>",
        "<img class=avatar src=/a.jpg>",
        "<aside><img src=/a.jpg></aside>",
        "<a href=/other-story><img src=/a.jpg></a>",
        "<div class=related><img src=/a.jpg></div>",
        "<img src='data:image/gif;base64,AAAA'>",
        "<img>",
    ],
)
def test_icons_teasers_and_advertisements_are_no_images_of_the_article(other: str) -> None:
    assert images(other) == []


def test_an_image_that_is_loaded_later_has_its_real_url_and_appears_once() -> None:
    lazy = "<img src='data:,' data-src=/real.jpg>" * 2
    assert [image.url for _, image in images(lazy)] == ["https://a.example/real.jpg"]
    sets = "<picture><source srcset='/s.jpg 1x, /l.jpg 2x'><img></picture>"
    assert [image.url for _, image in images(sets)] == ["https://a.example/l.jpg"]


def test_a_link_to_the_image_itself_is_no_teaser() -> None:
    assert len(images("<a href=/a-large.jpg><img src=/a.jpg></a>")) == 1
