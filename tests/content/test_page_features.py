"""One row of numbers about a whole page."""

from __future__ import annotations

import math

from support.story import PAGE

from newsclean.content.page_claims import Claims
from newsclean.content.page_features import FEATURES, page_features
from newsclean.html.blocks import parse, read_blocks


def row(html: str, claims: Claims | None = None, kinds: tuple[str, ...] = ()) -> dict[str, float]:
    blocks = read_blocks(parse(html))
    found = page_features(blocks, [block.tag == "p" for block in blocks], kinds, claims or Claims())
    return dict(zip(FEATURES, found, strict=True))


def test_every_page_has_a_number_for_each_name() -> None:
    for html in (PAGE, "", "<p>", "<h1>Only a heading</h1>", "<a href=/a>" + "x" * 9000):
        assert all(map(math.isfinite, row(html).values()))


def test_a_story_runs_on_and_a_list_does_not() -> None:
    teasers = "".join(f"<h3><a href=/{n}>A headline of the harbour {n}</a></h3><p>A teaser.</p>" for n in range(9))
    differing = [name for name, number in row(PAGE).items() if number != row(teasers)[name]]
    assert len(differing) > 20


def test_claims_and_kinds_are_part_of_it() -> None:
    assert row(PAGE) != row(PAGE, Claims(og_types=frozenset({"article"})))
    wall = "<h1>Subscribe to continue</h1><p>Subscribe to continue reading.</p>"
    assert row(wall) != row(wall, kinds=("subscription",))
