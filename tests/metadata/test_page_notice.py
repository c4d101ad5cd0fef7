"""Which of a page's copyright lines is its owner's."""

from __future__ import annotations

import pytest

from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.page_notice import page_notice
from newsclean.model import Block, Element

BODY = Element("p", (), frozenset(), "", None)
FIGURE = Element("figcaption", ("caption",), frozenset({"caption"}), "", None)
FIGCAPTION = Element("figcaption", (), frozenset({"<figcaption>"}), "", None)
FOOTER = Element("footer", ("footer",), frozenset({"footer"}), "", None)
TEASER = Element("div", ("teaser", "image"), frozenset({"teaser", "image"}), "", None)
NAMES = frozenset({"bayblatt", "stern"})


def notice_of(*lines: tuple[str, Element], latest: str | None = None) -> str | None:
    blocks = [Block(text, element.tag, element) for text, element in [("A story of a lock.", BODY), *lines]]
    return page_notice([text for text, _ in lines], blocks, Landmarks(-1, 0, 0), NAMES, latest)


@pytest.mark.parametrize(
    ("lines", "notice"),
    [
        ([("© Tide Films", FIGURE)], None),
        ([("© Tide Films", FIGURE), ("© 2020 Bay Ltd", FOOTER)], "© 2020 Bay Ltd"),
        ([("© 2019 Ada Byron", FIGCAPTION)], None),
        ([("© Ada Byron", BODY), ("© 2020 Bay Ltd", FOOTER)], "© 2020 Bay Ltd"),
        ([("© Ada Byron", BODY)], "© Ada Byron"),
        ([("© dpa-infocom", BODY), ("© 2020 Bay Ltd", FOOTER)], "© dpa-infocom"),
        ([("© Bayblatt", FIGURE)], "© Bayblatt"),
        ([("© Stern Verlag", FIGURE)], "© Stern Verlag"),
        ([("© Mars Ternby", FIGURE)], None),
        ([("All rights reserved, Tide", BODY), ("© Tide Media Group", FOOTER)], "© Tide Media Group"),
        ([("© 2019. Steady growth under the influence of strong tea", FOOTER)], None),
        (
            [("© 2019 Department for the care of locks and gates", FOOTER)],
            "© 2019 Department for the care of locks and gates",
        ),
        ([("© 2019-2044 Bay Ltd", FOOTER)], "© 2019 Bay Ltd"),
        ([("© Tide Films", TEASER)], None),
        ([("© Office for", FOOTER)], None),
        ([("© 2020 afloat in happiness", FOOTER)], None),
        ([("© Bayblatt: Gates leave town", FOOTER)], "© Bayblatt"),
        ([("© 2016 Tidethemes. All rights reserved. Designed and developed by Tidethemes", FOOTER)], None),
        ([("© 2016 Bayblatt. Designed by Bayblatt", FOOTER)], "© 2016 Bayblatt."),
    ],
)
def test_a_picture_s_credit_and_a_slogan_are_not_the_page_s(
    lines: list[tuple[str, Element]], notice: str | None
) -> None:
    assert notice_of(*lines, latest="2026-11-01") == notice


def test_what_is_above_the_end_of_the_text_is_a_picture_s_but_in_a_footer() -> None:
    blocks = [Block("© Tide Films", "p", BODY), Block("© Bay Films", "p", FOOTER), Block("A story.", "p", BODY)]
    landmarks = Landmarks(-1, 2, 2)
    assert page_notice(["© Tide Films"], blocks, landmarks, NAMES, None) is None
    assert page_notice(["© Bay Films"], blocks, landmarks, NAMES, None) == "© Bay Films"
