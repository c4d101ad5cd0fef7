"""Near-duplicates (extra `dedup`): marked by their text alone, in input order, however the run goes."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.pages import article

pytest.importorskip("rensa", reason="extra `dedup` is not installed")

from newsclean.cli.clean import run_and_report
from newsclean.errors import Exit
from newsclean.options import Options
from newsclean.output.formats import DOLMA, Layout
from newsclean.run import dedup
from newsclean.run.config import RunConfig
from newsclean.run.dedup import ARTICLE_BYTES, HASHES, Index, shingles, signature

pytestmark = pytest.mark.extras
MARKED = Layout(dedup=True)
_STARTS, _ENDS = ("har", "mel", "so", "ti", "ga", "ru"), ("bour", "don", "ne", "sk", "lo", "pan")
_VOCABULARY = [start + end for start in _STARTS for end in _ENDS]


def story(number: int, words: int = 200) -> list[str]:
    return random.Random(number).choices(_VOCABULARY, k=words)


def similarity(one: str, other: str) -> float:
    """The exact Jaccard index of two texts."""
    a, b = set(shingles(one)), set(shingles(other))
    return len(a & b) / len(a | b)


def find(*texts: str, memory: int = 1 << 20) -> list[str | None]:
    index = Index(memory)
    return [index.find_or_add(signature(text), str(n)) for n, text in enumerate(texts)]


def test_the_same_text_is_found_whatever_its_punctuation_case_and_forms() -> None:
    text = " ".join(story(1))
    assert find(text, text.upper(), text.replace(" ", ", "), f"“{text}”", text.replace("a", "ａ")) == [None] + ["0"] * 4


def test_a_text_with_a_few_words_changed_is_found_and_another_is_not() -> None:
    words = story(1)
    edited = list(words)
    edited[50], edited[120] = "changed", "twice"
    longer = [*words, *story(7, 20)]
    assert find(" ".join(words), " ".join(edited), " ".join(longer), " ".join(story(2))) == [None, "0", "0", None]


def test_half_of_a_text_is_not_the_text() -> None:
    words = story(1)
    assert find(" ".join(words), " ".join(words[:100]), " ".join(words[:100] + story(3, 100))) == [None] * 3


@pytest.mark.parametrize(
    "letters", ["市議会橋川港学校予算", "ท่าเรือโรงเรียนตลาด", "시의회항구학교예산다리", "Портшколабюджетмост"]
)
def test_scripts_with_and_without_blanks_are_compared_alike(letters: str) -> None:
    chance = random.Random(4)
    text = "".join(chance.choices(letters, k=300))
    other = "".join(chance.choices(letters, k=300))
    if letters[0] in "시П":
        text, other = (" ".join(t[i : i + 3] for i in range(0, 300, 3)) for t in (text, other))
    assert find(text, text[:150] + letters[0] + text[151:], other) == [None, "0", None]


def test_texts_shorter_than_a_shingle_have_a_signature() -> None:
    assert find("", "one", "one two", "One, two!", "。") == [None, None, None, "2", "0"]


def test_a_mark_never_names_an_article_that_is_marked_itself() -> None:
    """The third is like the second, which is like the first: what it is like is not there to be kept."""
    words = story(1, 300)
    drifting = [list(words) for _ in range(3)]
    drifting[1][:36] = story(8, 36)
    drifting[2][:72] = story(8, 36) + story(9, 36)
    texts = [" ".join(w) for w in drifting]
    assert similarity(texts[0], texts[1]) > 0.75 < similarity(texts[1], texts[2])
    assert similarity(texts[0], texts[2]) < 0.65
    assert find(*texts) == [None, "0", None]


def test_estimates_agree_with_the_exact_index() -> None:
    """Whole runs over edits of growing size: marked above the threshold, not below, but for the estimate's error."""
    for number in range(40):
        words = story(number)
        edited = list(words)
        for place in random.Random(number).sample(range(len(words)), k=number):
            edited[place] = "edited"
        exact = similarity(" ".join(words), " ".join(edited))
        if abs(exact - dedup.THRESHOLD) > 0.1:
            expected = "0" if exact > dedup.THRESHOLD else None
            assert find(" ".join(words), " ".join(edited))[1] == expected, exact


def test_the_index_grows_without_losing_anything() -> None:
    index = Index(ARTICLE_BYTES * 9000)
    chance = random.Random(1)
    marks = [chance.randbytes(2 * HASHES) for _ in range(6000)]
    assert [index.find_or_add(m, str(n)) for n, m in enumerate(marks)] == [None] * 6000
    assert all(index.find_or_add(m, "again") == str(n) for n, m in enumerate(marks))
    assert len(index) == 6000


def test_a_band_that_many_share_is_not_searched_without_end() -> None:
    """Pages of one template: a band in common, but no more."""
    chance = random.Random(1)
    shared = chance.randbytes(12)
    marks = [shared + chance.randbytes(2 * HASHES - 12) for _ in range(500)]
    index = Index()
    assert [index.find_or_add(m, str(n)) for n, m in enumerate(marks)] == [None] * 500
    assert len(index._probe(index._signatures[499])[0]) < 100
    assert index.find_or_add(marks[300], "again") == "300"


def test_what_comes_when_the_memory_is_full_is_compared_and_counted() -> None:
    index = Index(2 * ARTICLE_BYTES)
    texts = [" ".join(story(n)) for n in (1, 2, 3, 1, 3)]
    assert [index.find_or_add(signature(t), str(n)) for n, t in enumerate(texts)] == [None, None, None, "0", None]
    assert (len(index), index.beyond) == (2, 2)


def pages(root: Path, count: int = 24) -> Path:
    """Every fourth page is the first of these with a word changed; every sixth is no article."""
    root.mkdir()
    for number in range(count):
        page = article(3, 9).replace(b"were", b"%d" % number, 1) if number % 4 == 3 else article(number, 9)
        page = b"<html><body></body></html>" if number % 6 == 5 else page
        (root / f"{number:03}.html").write_bytes(page)
    return root


def plan(root: Path, name: str, **changes: Any) -> RunConfig:
    standard = RunConfig((str(root / "in"),), layout=MARKED, output=str(root / name), verbosity=-1, learn=False, jobs=0)
    return replace(standard, options=Options(latest="2024-01-01"), **changes)


def marks(path: Path) -> dict[str, str | None]:
    found = {}
    for line in path.read_bytes().splitlines():
        record = json.loads(line)
        record = record.get("metadata", record)
        first = record["duplicate_of"]
        found[Path(record["source"]).stem] = first and Path(first).stem
    return found


def test_a_run_marks_each_article_with_the_first_one_like_it(tmp_path: Path) -> None:
    pages(tmp_path / "in")
    assert run_and_report(plan(tmp_path, "o.jsonl", reports=(str(tmp_path / "r.json"),))) is Exit.DONE
    found = marks(tmp_path / "o.jsonl")
    assert {source: first for source, first in found.items() if first} == dict.fromkeys(("007", "015", "019"), "003")
    report = json.loads((tmp_path / "r.json").read_bytes())
    assert report["duplicates"] == 3
    assert report["dedup"] == {"kept": len(found) - 3, "beyond": 0}


@pytest.mark.parametrize("layout", [MARKED, Layout(DOLMA, frozenset({"source"}), dedup=True)])
def test_jobs_and_resuming_change_nothing(tmp_path: Path, layout: Layout) -> None:
    pages(tmp_path / "in")
    run_and_report(plan(tmp_path, "whole.jsonl", layout=layout))
    run_and_report(plan(tmp_path, "jobs.jsonl", layout=layout, jobs=2))
    report = str(tmp_path / "r.json")
    for limit in (5, 8, 17, None):
        run_and_report(plan(tmp_path, "parts.jsonl", layout=layout, limit=limit, resume=True, reports=(report,)))
    whole = (tmp_path / "whole.jsonl").read_bytes()
    assert (tmp_path / "jobs.jsonl").read_bytes() == whole
    assert (tmp_path / "parts.jsonl").read_bytes() == whole
    assert json.loads((tmp_path / "r.json").read_bytes())["duplicates"] == 3


def test_the_summary_counts_what_was_marked_and_says_when_the_memory_was_full(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages(tmp_path / "in")
    run_and_report(plan(tmp_path, "o.jsonl", verbosity=0))
    assert "20 records (3 near-duplicates), 4 rejected" in capsys.readouterr().err
    run_and_report(plan(tmp_path, "o.jsonl", verbosity=0, overwrite=True, dedup_memory=3 * ARTICLE_BYTES))
    assert "--dedup-memory was full after 3 different articles" in capsys.readouterr().err


def test_marks_go_into_parquet(tmp_path: Path) -> None:
    pq: Any = pytest.importorskip("pyarrow.parquet", reason="extra `parquet` is not installed")
    pages(tmp_path / "in")
    for name in ("o.jsonl", "o.parquet"):
        run_and_report(plan(tmp_path, name))
    found = pq.read_table(tmp_path / "o.parquet").column("duplicate_of").to_pylist()
    assert [first and Path(first).stem for first in found] == list(marks(tmp_path / "o.jsonl").values())


def test_a_pipe_is_marked_too(newsclean: Callable[..., Any], tmp_path: Path) -> None:
    page = article(1).decode()
    lines = "\n".join(json.dumps({"html": page, "url": f"https://harbour.example/{n}"}) for n in range(3))
    done = newsclean("--from", "jsonl", "--dedup", "--fields", "source", "-", stdin=lines.encode())
    assert done.returncode == 0, done.stderr
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"source": "-#1", "duplicate_of": None},
        {"source": "-#2", "duplicate_of": "-#1"},
        {"source": "-#3", "duplicate_of": "-#1"},
    ]
