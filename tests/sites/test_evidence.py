"""What the other pages of a site say about a block, in numbers."""

from __future__ import annotations

from newsclean.content.forest import checked, load_model
from newsclean.html.blocks import parse, read_blocks
from newsclean.model import Block
from newsclean.sites.evidence import FEATURES, Evidence, features, known_share
from newsclean.sites.pins import matches, pin_of
from newsclean.sites.profile import MODEL
from newsclean.sites.tally import PageSums, Tally, page_sums
from newsclean.sites.validation import agreement

STORY = "The council met again on the question of the old bridge, and nobody could say who is to pay for it."


def page(number: int, *, promo: str = "Read our garden calendar", tag: str = "p") -> tuple[list[Block], list[float]]:
    """Blocks of a page with a story of its own and a promotion that is the same everywhere, and their scores."""
    html = f"<main><div class=story><{tag}>{STORY} {number}</{tag}></div><p class=promo>{promo}</p></main>"
    return read_blocks(parse(html)), [3.0, 1.0]


def seen(number: int, **more: str) -> PageSums:
    blocks, scores = page(number, **more)
    return page_sums(blocks, scores, 0.2)


def row(evidence: Evidence, name: str, number: int, at: int) -> dict[str, float]:
    blocks, scores = page(number)
    rows = features(evidence, name, blocks, scores)
    return dict(zip(FEATURES, rows[at].tolist(), strict=True))


def test_each_feature_has_a_name() -> None:
    blocks, scores = page(0)
    rows = features(Evidence({"a": seen(1)}), "z", blocks, scores)
    assert rows.shape == (2, len(FEATURES))
    assert len(set(FEATURES)) == len(FEATURES)


def test_the_other_pages_speak_and_the_page_itself_does_not() -> None:
    pages = {f"{n:016x}": seen(n) for n in range(4)}
    known, stranger = row(Evidence(pages), f"{0:016x}", 0, 0), row(Evidence(pages), "f" * 16, 9, 0)
    del pages[f"{0:016x}"]
    without = row(Evidence(pages), f"{0:016x}", 0, 0)
    assert known == without
    assert (known["score_path"], known["kept_path"], known["pages_path"]) == (3.0, 1.0, 1.0)
    assert stranger["pages"] > known["pages"]


def test_a_line_on_other_articles_is_known_and_copies_of_the_article_do_not_count() -> None:
    pages = {f"{n:016x}": seen(n) for n in range(4)}
    pages["e" * 16] = seen(0)  # a copy of the first
    assert row(Evidence(pages), f"{0:016x}", 0, 1)["repeats"] == 3.0
    assert row(Evidence(pages), f"{0:016x}", 0, 0)["repeats"] == 0.0


def test_of_a_page_of_another_template_nothing_is_known() -> None:
    evidence = Evidence({f"{n:016x}": seen(n) for n in range(4)})
    blocks = read_blocks(parse(f"<section><div class=new><p>{STORY}</div></section>"))
    assert known_share(features(evidence, "z", blocks, [2.0])) == 0.0


def test_the_nearest_pin_wins() -> None:
    pins = {"main": "drop", "div.story": "keep"}
    assert pin_of("body>main>div.story>p", pins) == "keep"
    assert pin_of("body>main>p.promo", pins) == "drop"
    assert pin_of("body>main>my-div.story>p", {"div.story": "keep"}) is None


def test_a_pin_is_told_what_it_matches() -> None:
    tally = Tally({"1" * 16: seen(1), "2" * 16: seen(2)}, dict.fromkeys(seen(1).paths, "x"))
    assert matches("main", tally)[:2] == (4, 2)
    assert matches("p.promo", tally)[:2] == (2, 2)
    assert matches("p.prom", tally).nearest[0] == "p.promo"


def test_each_page_is_predicted_by_the_others() -> None:
    alike = {f"{n:016x}": seen(n) for n in range(9)}
    assert agreement(alike) == 1.0
    assert agreement({"1" * 16: seen(1)}) is None
    assert agreement({"1" * 16: seen(1), "2" * 16: seen(2, tag="h5")}) == 1.0  # the promotion is common to both


def test_what_the_other_pages_keep_makes_a_block_no_less_likely() -> None:
    """Nor does a line that more of them repeat become more likely, whatever else is known of the block."""
    import numpy as np

    chance = np.random.default_rng(3)
    shape = (200, len(FEATURES))
    rows = np.where(chance.random(shape) < 0.2, -1.0, chance.random(shape) * 3).astype(np.float32)
    model = checked(load_model("newsclean.sites", MODEL)["evidence"], FEATURES, MODEL)
    for name, sign in (("kept_path", 1), ("score_end_6", 1), ("own", 1), ("repeats", -1)):
        more = rows.copy()
        more[:, FEATURES.index(name)] += 2
        changes = sign * (model.score(more) - model.score(rows))
        assert changes.min() > -1e-4, name
        assert changes.max() > 0, name
