"""What a page says about its own type."""

from __future__ import annotations

import pytest

from newsclean.content.page_claims import Claims, address_shape, declared_types, linked_types


def test_types_are_found_in_json_ld_that_need_not_be_sound() -> None:
    scripts = ['{"@type": "NewsArticle", ', '{"@type":["http://schema.org/WebPage"]}', "nothing"]
    assert linked_types(scripts) == ("newsarticle", "webpage")
    assert len(linked_types(['{"@type": "A"}' * 500])) == 200


def test_declarations_become_numbers() -> None:
    nothing, article = declared_types(Claims()), declared_types(Claims(og_types=frozenset({"article"}), published=True))
    assert set(nothing) == {0.0}
    assert (article[0], article[3], article[10]) == (1.0, 1.0, 1.0)
    shop = declared_types(Claims(linked_types=("product", "offer", "blogposting")))
    assert (shop[4], shop[7]) == (1.0, 2.0)


@pytest.mark.parametrize(
    ("url", "shape"),
    [
        ("", [0.0, -1.0, -1.0, -1.0, 0.0, 0.0, 0.0]),
        ("https://[broken", [0.0, -1.0, -1.0, -1.0, 0.0, 0.0, 0.0]),
        ("https://a.example/", [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]),
        ("https://a.example/2020/05/03/canal-gates-gone.html?id=77", [1.0, 4.0, 2.0, 4.0, 1.0, 1.0, 1.0]),
    ],
)
def test_the_shape_of_a_url_has_no_names(url: str, shape: list[float]) -> None:
    assert address_shape(url) == shape
