"""Sources given back as inputs."""

from __future__ import annotations

import os
from pathlib import Path

from newsclean.escaping import quote
from newsclean.readers.places import Place, find_place


def test_a_file_of_exactly_that_name_comes_first(tmp_path: Path) -> None:
    file = tmp_path / "a#1.html"
    file.write_text("x")
    assert find_place(str(file)) == Place(os.fsencode(file))
    assert find_place(quote(str(file))) == Place(os.fsencode(file))


def test_what_follows_the_file_is_the_source_of_one_page(tmp_path: Path) -> None:
    file = tmp_path / "pages 100%.jsonl"
    file.write_text("x")
    assert find_place(f"{file}#7") == Place(os.fsencode(file), f"{quote(str(file))}#7")
    assert find_place(f"{quote(str(file))}#7") == find_place(f"{file}#7")


def test_what_is_not_there_is_no_place(tmp_path: Path) -> None:
    for name in (str(tmp_path / "gone.html"), f"{tmp_path}#1", "#1", ""):
        assert find_place(name) is None
