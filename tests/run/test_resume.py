"""A run that was ended in any way and resumed has the same bytes as one that was not."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.model import Page, Reason, Skip
from newsclean.output.files import FRAME_RECORDS, FileLines
from newsclean.output.record import reject_line
from newsclean.run.resume import LineFile, ResumeError, find_position
from newsclean.run.run_file import RunFile, differences

COUNT = 2 * FRAME_RECORDS + 60
REJECTED = {3, 4, 5, 77, 256, 300, 301, COUNT - 1}


def items() -> Iterator[Page]:
    return (Page(f"p{n}", b"") for n in range(COUNT))


def write_on(start: Any, output: Path, rejects: Path, stop: int | None = None) -> None:
    """Continue as a run does, up to the ordinal `stop`."""
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

    found = find_position(items, LineFile(str(output), note), LineFile(str(rejects), note))
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
    more = [*[Page(f"p{n}", b"") for n in range(50)], Page("new", b""), Page("p50", b"")]
    found = find_position(lambda: iter(more), *files(output, rejects))
    assert found.done == 50
    assert next(found.items).source == "new"


def some(*names: str) -> Callable[[], Iterator[Page | Skip]]:
    return lambda: (Page(name, b"") for name in names)


def written(tmp_path: Path, records: str, rejects: str) -> tuple[LineFile, LineFile]:
    """The two files of a run over pages that are named by letters."""
    for name, letters in (("o", records), ("r", rejects)):
        (tmp_path / name).write_text("".join(f'{{"source":"{letter}"}}\n' for letter in letters))
    return files(tmp_path / "o", tmp_path / "r")


def test_pages_that_vanished_keep_their_lines(tmp_path: Path) -> None:
    found = find_position(some(*"acfgh"), *written(tmp_path, "abdfg", "ce"), known_done=7)
    assert (found.done, found.vanished) == (7, (3, "b"))
    assert [item.source for item in found.items] == ["h"]
    found = find_position(some(), *written(tmp_path, "abdfg", "ce"), known_done=7)
    assert (found.done, found.vanished[0], found.output.offset) == (7, 7, (tmp_path / "o").stat().st_size)


def test_inputs_in_another_order_are_done_all_the_same(tmp_path: Path) -> None:
    found = find_position(some(*"gfedcbah"), *written(tmp_path, "abdfg", "ce"), known_done=7)
    assert (found.done, found.vanished[0], [item.source for item in found.items]) == (7, 0, ["h"])


def test_a_new_page_does_not_cost_those_that_are_done(tmp_path: Path) -> None:
    place = written(tmp_path, "bdfg", "ce")
    with pytest.raises(ResumeError, match=r"^a is not in the output, and pages that are done come after it .6 "):
        find_position(some(*"abcdefg"), *place, known_done=6)
    broken: list[Page | Skip] = [
        Page("b", b""),
        Skip("sub", None, Reason.UNREADABLE, "Permission denied"),
        Page("c", b""),
    ]
    with pytest.raises(ResumeError, match=r"^sub cannot be read now \(Permission denied\), and pages"):
        find_position(lambda: iter(broken), *place, known_done=6)
    found = find_position(some(*"abcdefg"), *place, known_done=6, redo=True)
    assert (found.done, found.output.offset, len(list(found.items))) == (0, 0, 7)


def test_lines_that_were_on_their_way_when_a_run_ended_are_done_again(tmp_path: Path) -> None:
    found = find_position(some(*"abcdefg"), *written(tmp_path, "abdf", ""), known_done=2)
    assert (found.done, "".join(item.source for item in found.items)) == (2, "cdefg")


def test_an_output_that_lost_its_end_is_named(tmp_path: Path) -> None:
    with pytest.raises(ResumeError, match="c is not in the output, and of 4 pages that were done 2 are left"):
        find_position(some(*"abcd"), *written(tmp_path, "ab", ""), known_done=4)


@settings(max_examples=200, deadline=None)
@given(
    marks=st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=12),
    new=st.booleans(),
    seed=st.randoms(),
)
def test_nothing_that_is_done_is_ever_dropped_or_done_twice(
    tmp_path_factory: pytest.TempPathFactory, marks: list[tuple[bool, bool]], new: bool, seed: random.Random
) -> None:
    """`marks` say of each page whether it was a record, and whether it is still there."""
    letters = [chr(ord("a") + number) for number in range(len(marks))]
    records = "".join(letter for letter, (kept, _) in zip(letters, marks, strict=True) if kept)
    rejected = "".join(letter for letter in letters if letter not in records)
    there = [letter for letter, (_, stays) in zip(letters, marks, strict=True) if stays]
    if seed.random() < 0.3:
        seed.shuffle(there)
    place = written(tmp_path_factory.mktemp("any"), records, rejected)
    found = find_position(some(*there, *(["new"] * new)), *place, known_done=len(letters))
    assert found.done == len(letters)
    assert [item.source for item in found.items] == ["new"] * new
    assert found.vanished[0] == len(letters) - len(there)


def test_differences_are_named_as_a_user_named_them() -> None:
    old = {"inputs": ["a", "b"], "reading": {"kind": "auto"}, "versions": {"lxml": "5"}, "rules": "1", "learn": True}
    new = {"inputs": ["b", "c"], "reading": {"kind": "warc"}, "versions": {"lxml": "6"}, "rules": "2", "learn": True}
    assert differences(old, new) == [
        "the input a is missing",
        "the input c is new",
        '--from was "auto", is "warc"',
        "the rules changed",
        'the version of lxml was "5", is "6"',
    ]
    assert differences({"inputs": ["a", "b"]}, {"inputs": ["b", "a"]}) == ["the inputs are in another order"]


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
