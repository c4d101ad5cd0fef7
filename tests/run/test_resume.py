"""A run that was ended in any way and resumed has the same bytes as one that was not."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.model import Page, Reason, Skip
from newsclean.output.files import FRAME_RECORDS, FileLines
from newsclean.output.record import reject_line
from newsclean.run.resume import LineFile, ResumeError, find_position
from newsclean.run.run_file import RunFile

COUNT = 2 * FRAME_RECORDS + 60
REJECTED = {3, 4, 5, 77, 256, 300, 301, COUNT - 1}


def items() -> Iterator[Page]:
    return (Page(f"p{n}", b"") for n in range(COUNT))


def write_on(start: Any, output: Path, rejects: Path, stop: int | None = None) -> None:
    """Go on as a run does, up to the ordinal `stop`."""
    out = FileLines(str(output), start.output.offset, list(start.output.pending))
    refused = FileLines(str(rejects), start.rejects.offset, list(start.rejects.pending))
    for number, item in enumerate(start.items, start=start.done):
        if number == stop:
            break
        if number in REJECTED:
            refused.write(reject_line(Skip(item.source, None, Reason.EMPTY, "")))
        else:
            out.write(b'{"source":"%s","text":"%d"}\n' % (item.source.encode(), number * 7919))
        if number % 5 == 0:
            out.flush()
            refused.flush()
    out.close()
    refused.close()


def files(output: Path, rejects: Path) -> tuple[LineFile, LineFile]:
    return LineFile(str(output), lambda _: None), LineFile(str(rejects), lambda _: None)


def position(output: Path, rejects: Path) -> Any:
    seen: list[str] = []

    def note(line: Mapping[str, Any]) -> None:
        seen.append(line["source"])

    found = find_position(items(), LineFile(str(output), note), LineFile(str(rejects), note))
    assert seen == [f"p{n}" for n in range(found.done)]
    return found


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
@settings(max_examples=25, deadline=None)
@given(stop=st.integers(0, COUNT), tear=st.tuples(st.integers(0, 400), st.integers(0, 120)), zeros=st.booleans())
def test_resuming_after_any_tear_gives_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, stop: int, tear: tuple[int, int], zeros: bool
) -> None:
    root = tmp_path_factory.mktemp("resume")
    whole, refused = root / f"whole{suffix}", root / "whole.rejects"
    output, rejects = root / f"o{suffix}", root / "o.rejects"
    write_on(position(whole, refused), whole, refused)
    write_on(position(output, rejects), output, rejects, stop)
    for path, lost in zip((output, rejects), tear, strict=True):
        data = path.read_bytes()
        kept = data[: max(len(data) - lost, 0)]
        path.write_bytes(kept + bytes(50 if zeros else 0))
    write_on(position(output, rejects), output, rejects)
    assert output.read_bytes() == whole.read_bytes()
    assert rejects.read_bytes() == refused.read_bytes()


def test_resuming_again_and_again_gives_the_same_bytes(tmp_path: Path) -> None:
    whole, refused = tmp_path / "whole.zst", tmp_path / "whole.rejects"
    output, rejects = tmp_path / "o.zst", tmp_path / "o.rejects"
    write_on(position(whole, refused), whole, refused)
    chance = random.Random(5)
    at = 0
    while at < COUNT:
        at += chance.randint(1, 150)
        write_on(position(output, rejects), output, rejects, at)
    write_on(position(output, rejects), output, rejects)
    assert output.read_bytes() == whole.read_bytes()
    assert rejects.read_bytes() == refused.read_bytes()


def test_a_page_that_came_up_since_is_where_the_run_goes_on(tmp_path: Path) -> None:
    output, rejects = tmp_path / "o", tmp_path / "r"
    write_on(position(output, rejects), output, rejects, 100)
    more = iter([*[Page(f"p{n}", b"") for n in range(50)], Page("new", b""), Page("p50", b"")])
    found = find_position(more, *files(output, rejects))
    assert found.done == 50
    assert next(found.items).source == "new"


def test_a_run_file_of_another_run_is_refused(tmp_path: Path) -> None:
    file = RunFile(str(tmp_path / "o.jsonl"))
    assert not file.exists()
    file.save({"digest": "a", "profiles": None, "options": {"min_words": 25}})
    assert file.load({"digest": "a"})["profiles"] is None
    with pytest.raises(ResumeError, match=r"--min-words was 25, is 9.*--overwrite"):
        file.load({"digest": "b", "options": {"min_words": 9}})
    Path(file.path).write_bytes(b"{torn")
    with pytest.raises(ResumeError, match="cannot read the run file"):
        file.load({"digest": "a"})
