"""Small pages for tests of the whole run: articles that differ, and pages that are none."""

from __future__ import annotations

import random
from pathlib import Path

_VOCABULARY = """
council harbour ferry winter school teacher budget bridge river market storm orchard festival museum railway
village mayor survey library clinic forest harvest lighthouse tunnel quarry station bakery theatre garden
"""
_WORDS = _VOCABULARY.split()


def article(number: int, paragraphs: int = 4) -> bytes:
    """A page with an article of its own, the same for the same number."""
    chance = random.Random(number)
    title = " ".join(chance.sample(_WORDS, 5)).capitalize()
    body = "".join(
        "<p>The " + " ".join(chance.choices(_WORDS, k=22)) + f" were counted {chance.randint(2, 9999)} times.</p>"
        for _ in range(paragraphs)
    )
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav>"
        f"<article><h1>{title}</h1>{body}</article><footer>Imprint</footer></body></html>"
    ).encode()


def scrape(root: Path, count: int, reject_every: int = 7) -> Path:
    """A directory of `count` pages, each `reject_every`-th of them no article."""
    for number in range(count):
        folder = root / f"{number % 5}"
        folder.mkdir(parents=True, exist_ok=True)
        page = b"<html><body></body></html>" if number % reject_every == 3 else article(number)
        (folder / f"{number:05}.html").write_bytes(page)
    return root
