"""A page of a site, and rules and site configurations for it."""

from __future__ import annotations

from pathlib import Path

from newsclean import Article, Cleaner

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
