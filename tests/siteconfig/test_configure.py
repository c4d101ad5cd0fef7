"""Rules and files for single sites: what they cut, where the main content is, which metadata they give."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from support.configured import BOX, CONFIG, FIRST, PAGE, RULES, STORY, URL, cleaned, configs, rules

from newsclean import Article, Cleaner, Options, clean
from newsclean.errors import RuleError


def test_rules_for_a_site_cut_select_and_extract(tmp_path: Path) -> None:
    cleaner = Cleaner(Options(explain=True), rules=[rules(tmp_path)])
    found = cleaned(pickle.loads(pickle.dumps(cleaner)))
    assert found.text == "\n\n".join(STORY)
    assert found.metadata.authors == ("Orla Quince",)
    assert found.metadata.origins["authors"] == "rule:any-tide-author"
    assert found.method == "config"
    cuts = {cut.text: (cut.rule, cut.kind) for cut in found.cuts}
    assert cuts[BOX] == ("any-tide-box", "related")
    assert cuts["Our harbour desk is open on all days."] == ("any-tide-line", "contact")
    assert cuts[FIRST] == ("config", "config")
    assert dict(found.removed) == {"related": 1, "contact": 1, "byline": 1}


def test_rules_for_a_site_change_no_other_site(tmp_path: Path) -> None:
    cleaner = Cleaner(rules=[rules(tmp_path)])
    for url in ("https://www.tide-and-times.example.org/1", "https://news.example/1", None):
        assert cleaned(cleaner, url=url) == clean(PAGE, url=url)
    part = cleaned(cleaner, url="https://sport.tide-and-times.example/1")  # a part of the site
    assert part.metadata.authors == ("Orla Quince",)
    named = PAGE.replace("<title>", f'<link rel=canonical href="{URL}"><title>')
    assert cleaned(cleaner, named, url=None).text == "\n\n".join(STORY)


def test_a_kind_that_is_kept_is_kept_from_selectors_too(tmp_path: Path) -> None:
    found = cleaned(Cleaner(Options(keep=frozenset({"related", "contact"})), rules=[rules(tmp_path)]))
    assert BOX in found.text
    assert "harbour desk" in found.text


def test_a_kind_that_is_kept_stays_where_the_classifier_decides(tmp_path: Path) -> None:
    figure = "<figure><img src=a.jpg><figcaption>The wicks at dusk.</figcaption></figure>"
    page = PAGE.replace('class="tale"', 'class="layout-2"').replace(f"<p>{STORY[1]}", f"{figure}<p>{STORY[1]}")
    for keep, is_there in ((frozenset[str](), False), (frozenset({"caption"}), True)):
        found = cleaned(Cleaner(Options(keep=keep), rules=[rules(tmp_path)]), page)
        assert found.method == "page"
        assert ("The wicks at dusk." in found.text) == is_there


def test_a_body_that_is_not_on_the_page_leaves_it_to_the_classifier(tmp_path: Path) -> None:
    cleaner = Cleaner(rules=[rules(tmp_path)])
    found = cleaned(cleaner, PAGE.replace('class="tale"', 'class="layout-2"'))
    assert found.method == "page"
    assert STORY[0] in found.text
    assert BOX not in found.text


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('selector = "div.who"', 'selector = "div..who"', "is not a CSS selector"),
        ('selector = "div.who"', 'selector = "div.by"', "selects nothing in"),
        ('selector = "div.who"', 'selector = "div, p"', "selects something in"),
        ('sites = ["tide-and-times.example"]\nselector = "div.who"', 'selector = "div.who"', 'needs "sites"'),
        ('"tide-and-times.example"]\nselector = "div.who"', '"https://a/"]\nselector = "div.who"', "is not a host"),
        ('extracts = "authors"', 'extracts = "copyright"', "is not taken from a selector"),
        ('extracts = "authors"', 'patterns = ["^by"]\nkind = "byline"', "has none"),
        ('kind = "contact"', 'kind = "contact"\nextracts = "title"', 'needs "selector"'),
        ('kind = "related"\n', "", '"kind": missing'),
    ],
)
def test_faults_of_rules_for_a_site_are_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in RULES
    with pytest.raises(RuleError, match=r"own\.toml:") as error:
        Cleaner(rules=[rules(tmp_path, RULES.replace(old, new))])
    assert message in str(error.value)


def test_site_configs_select_strip_and_give_metadata(tmp_path: Path) -> None:
    folder = configs(tmp_path, **{"tide-and-times.example": CONFIG, "other.example": "body: //h1\n"})
    found = cleaned(Cleaner(Options(explain=True), site_configs=folder))
    assert found.text == "\n\n".join([*STORY[:2], "Our harbour desk is open on all days.", STORY[2]])
    assert (found.metadata.title, found.metadata.authors) == ("Lanterns lit again", ("Orla Quince",))
    assert found.metadata.published == "2021-05-07"
    assert found.metadata.origins["published"] == "config:tide-and-times.example.txt"
    assert ("tide-and-times.example.txt:7", "config", BOX) in found.cuts
    assert cleaned(Cleaner(site_configs=folder), url="https://a.tide-and-times.example/") == clean(
        PAGE, url="https://a.tide-and-times.example/"
    )


def test_a_body_is_pruned_unless_its_file_says_no(tmp_path: Path) -> None:
    links = "".join(f'<li><a href="/{n}/">{n.title()}</a></li>' for n in ("politics", "weather", "sports", "letters"))
    page = PAGE.replace('<div class="tale">', f'<div class="tale"><nav><ul class="menu">{links}</ul></nav>')
    folder = configs(tmp_path, **{"tide-and-times.example": CONFIG.replace("prune: no\n", "")})
    options = Options(keep=frozenset({"navigation"}))  # rules would cut it, too
    assert "Weather" not in cleaned(Cleaner(options, site_configs=folder), page).text
    (folder / "tide-and-times.example.txt").write_text(CONFIG)
    assert "Weather" in cleaned(Cleaner(options, site_configs=folder), page).text


def test_images_that_are_stripped_are_not_in_the_markdown(tmp_path: Path) -> None:
    pictures = "".join(f'<p><img src="/{name}.jpg" width=600 height=400></p>' for name in ("pixel-1", "mole"))
    page = PAGE.replace('<div class="tale">', f'<div class="tale">{pictures}')
    options = Options(text_format="markdown", images=True)
    folder = configs(tmp_path, **{"tide-and-times.example": CONFIG})
    before = clean(page, url=URL, options=options)
    assert isinstance(before, Article)
    assert "pixel-1" in before.text
    after = cleaned(Cleaner(options, site_configs=folder), page).text
    assert "pixel-1" not in after
    assert "mole.jpg" in after
