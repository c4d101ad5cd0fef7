"""Learning from files, without a cleaning run."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.newsroom import scrape

from newsclean.errors import InputError
from newsclean.learning.batch import learn_inputs


def test_sites_are_learned_from_files(tmp_path: Path) -> None:
    for number, (page, _) in enumerate(scrape("harbour-post.example", 4)):
        (tmp_path / f"{number}.html").write_bytes(page.body)
    sites = learn_inputs([str(tmp_path)], jobs=0)
    assert [len(sites.tally(key).pages) for key in sites] == [4]


def test_nothing_to_learn_from_gives_no_sites(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("A note.")
    assert len(learn_inputs([str(tmp_path)], jobs=0)) == 0


def test_standard_input_is_refused() -> None:
    with pytest.raises(InputError, match="reading twice"):
        learn_inputs(["-"], jobs=0)
