"""Rules and files for single sites: what they cut, where the main content is, which metadata they give."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from newsclean import Article, Cleaner, Options, clean
from newsclean.errors import RuleError, UsageError
from newsclean.siteconfig.files import read_site_configs

HOST = "www.tide-and-times.example"
URL = f"https://{HOST}/2021/05/lanterns"
STORY = [
    "The lanterns along the eastern mole were lit again on Tuesday, for the first time in eleven years.",
    "Two apprentices had cleaned the lenses with vinegar, and the harbour office paid for the wicks.",
    "Fishermen said that they could now tell the mole from the shore, even when the mist was thick.",
]
BOX = "Readers who liked lanterns also liked buoys, bells, and the long history of the lighthouse tax."
FIRST = "A column of notes that our desk keeps beside each story, with opinions about lanterns and about the mole."
PAGE = (
    "<!doctype html><html lang=en><head><title>Lanterns lit again</title></head><body>"
    f'<div class="notes"><p>{FIRST}</p></div>'
    '<h1>Lanterns lit again</h1><div class="who">Words by Orla Quince</div><div class="when">day 7, May 2021</div>'
    '<div class="tale"><p>' + STORY[0] + f'</p><div class="deck-box b1"><p>{BOX}</p></div><p>' + STORY[1] + "</p><p>"
    "Our harbour desk is open on all days.</p><p>" + STORY[2] + "</p></div></body></html>"
)
RULES = """
language = "any"

[[rule]]
id = "any-tide-body"
sites = ["tide-and-times.example"]
selector = "div.tale"
extracts = "body"
why = "The site puts all of its articles into this element."
drops = ['<div class="tale"><p>The story.</p></div>']
keeps = ['<div class="tales"><p>Stories.</p></div>']

[[rule]]
id = "any-tide-author"
sites = ["tide-and-times.example"]
selector = "div.who"
extracts = "authors"
why = "The line below the headline, in an element of its own."
drops = ['<div class="who">Words by Orla Quince</div>']
keeps = ['<p class="whose">Orla Quince</p>']

[[rule]]
id = "any-tide-box"
sites = ["tide-and-times.example"]
selector = "div.deck-box"
kind = "related"
why = "Boxes between paragraphs that lead to other stories."
drops = ['<div class="deck-box">Bells</div>']
keeps = ['<div class="deck">Bells</div>']

[[rule]]
id = "any-tide-line"
sites = ["tide-and-times.example"]
patterns = ['^our harbour desk is open on all days[.]$']
kind = "contact"
why = "A line that only this site prints, in an element like any paragraph."
drops = ["Our harbour desk is open on all days."]
keeps = ["Our harbour desk is open on all days of the fair."]
"""
CONFIG = """# a file as people share them
title: //h1
author: substring-after(//div[@class='who'], 'by ')
date: //div[@class='when']
body: //div[@class='story']
body: //div[@class='tale']
strip: //div[contains(@class, 'deck-box')]
strip_image_src: /pixel
single_page_link: //a[@class='all']
prune: no
tidy: no
test_url: https://www.tide-and-times.example/1
"""


def cleaned(cleaner: Cleaner, page: str = PAGE, url: str | None = URL) -> Article:
    result = cleaner.clean(page, url=url)
    assert isinstance(result, Article), result
    return result


def rules(tmp_path: Path, text: str = RULES) -> Path:
    file = tmp_path / "own.toml"
    file.write_text(text)
    return file


def configs(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "configs"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


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


def test_a_file_with_a_dot_is_for_all_hosts_of_a_domain(tmp_path: Path) -> None:
    folder = configs(tmp_path, **{".tide-and-times.example": "strip_id_or_class: deck-"})
    for host in ("tide-and-times.example", "a.b.tide-and-times.example"):
        assert BOX not in cleaned(Cleaner(site_configs=folder), url=f"https://{host}/1").text


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


def test_broken_lines_are_named_and_skipped(tmp_path: Path) -> None:
    broken = "body: //div[@class='tale'\nbody //p\nbdoy: //p\nbody:\ntitle: nonsense(//p)\nbody: //div[@class='tale']\n"
    folder = configs(tmp_path, **{"tide-and-times.example": broken, "b.example": CONFIG, "global": "strip: ///"})
    found = read_site_configs(str(folder))
    assert [line.partition(".txt:")[2].partition(":")[0] for line in found.problems] == ["1", "2", "3", "4", "5"]
    assert all("skipped" in line for line in found.problems)
    assert "the directive bdoy is unknown" in found.problems[2]
    assert list(found.notes())[-1].startswith("single_page_link and next_page_link (in 1 files) are ignored")
    assert cleaned(Cleaner(site_configs=folder)).method == "config"
    with pytest.raises(UsageError, match="No such file"):
        read_site_configs(str(tmp_path / "nowhere"))
    with pytest.raises(UsageError, match=r"no file like example\.com\.txt"):
        read_site_configs(str(tmp_path))
