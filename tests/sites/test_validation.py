"""Whether what was learned of a site is used."""

from __future__ import annotations

from newsclean.model import Page
from newsclean.sites import from_json
from newsclean.sites.tally import PageSums, PathSums, Tally
from newsclean.sites.validation import agreement, status_of


def sums(kept: int, path: str = "body>p", mark: str = "m") -> PageSums:
    return PageSums((mark,), frozenset((mark,)), {path: PathSums(5, 1000, 10, kept)})


def test_a_site_that_disagrees_with_itself_has_no_say() -> None:
    tally = Tally(examples={"body>p": "x"})
    for number in range(12):  # what is main content on one half of the pages is boilerplate on the other
        name = f"{number:08x}{number:08x}"
        tally.pages[name] = sums(1000 if number % 2 else 0, mark=name[:8])
    sites = from_json({"version": 2, "sites": {"a": tally.to_json()}})
    assert sites.status("a").status == "disagrees"
    assert sites.profile_for(Page("x", b"<p>", url="https://a.example/")) is None
    assert sites.summary()["disagree"] == ["a"]


def test_pages_that_agree_predict_each_other() -> None:
    alike = {f"{n:x}": sums(1000, mark=f"{n:x}") for n in range(4)}
    assert agreement(alike) == 1.0
    assert status_of(Tally(alike)).good


def test_one_page_and_pages_with_nothing_in_common_predict_nothing() -> None:
    assert agreement({}) is None
    assert agreement({"1": sums(1000)}) is None
    apart = {f"{n:x}": sums(1000, f"body>div{n}", f"{n:x}") for n in range(4)}
    assert agreement(apart) is None
    assert status_of(Tally(apart)).status == "nothing in common"


def test_copies_of_one_article_are_too_few() -> None:
    copies = {f"{n:x}": sums(1000) for n in range(4)}
    assert status_of(Tally(copies)) == ("too few articles", 1, 1.0)
