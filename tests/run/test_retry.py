"""The failed pages of a run are found again, wherever they were."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from support.pages import article

from newsclean.errors import InputError
from newsclean.model import Skip
from newsclean.readers import PageFile, ReadOptions
from newsclean.readers.records import Keys
from newsclean.run.retry import open_retry


def rejects(path: Path, *rows: tuple[str, str]) -> str:
    lines = [json.dumps({"source": source, "url": None, "reason": reason, "detail": ""}) for source, reason in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def test_failed_pages_are_found_in_files_and_archives_and_findings_are_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a #1.html").write_bytes(article(1))
    with zipfile.ZipFile("b.zip", "w") as archive:
        for number in range(4):
            archive.writestr(f"{number}.html", article(number))
    Path("c.jsonl").write_text("".join(json.dumps({"html": "<p>x", "id": n}) + "\n" for n in range(4)))
    file = rejects(
        Path("r.jsonl"),
        ("a %231.html", "timeout"),
        ("b.zip#3.html", "crashed"),
        ("b.zip#1.html", "crashed"),
        ("b.zip#2.html", "too_short"),
        ("c.jsonl#4", "internal_error"),
        ("gone.html", "unreadable"),
        ("b.zip#9.html", "crashed"),
        ("-#7", "crashed"),
    )
    inputs = open_retry([file], ReadOptions())
    found = list(inputs.items())
    assert [item.source for item in found] == [
        "a %231.html", "b.zip#1.html", "b.zip#3.html", "c.jsonl#4", "gone.html", "b.zip#9.html", "-#7",
    ]  # fmt: skip
    assert [isinstance(item, Skip) for item in found] == [False, False, False, False, True, True, True]
    assert sum(inputs.passed.values()) == 1
    assert [item.source for item in inputs.items()] == [item.source for item in found]


def test_urls_and_what_a_manifest_says_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.html", "b.html"):
        Path(name).write_bytes(article(1))
    lines = [
        {"path": name, "url": f"http://x.example/{name}", "fetched_at": "2020-01-02T00:00:00Z", "id": name}
        for name in ("a.html", "b.html")
    ]
    Path("list.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    Path("r.jsonl").write_text(
        json.dumps({"source": "b.html", "url": "http://x.example/b.html", "reason": "timeout", "detail": ""}) + "\n"
    )
    (item,) = open_retry(["r.jsonl"], ReadOptions()).items()
    assert isinstance(item, PageFile)
    assert (item.url, item.fetched_at) == ("http://x.example/b.html", None)
    (item,) = open_retry(["r.jsonl"], ReadOptions(manifest="list.jsonl", keys=Keys(passed=("id",)))).items()
    assert isinstance(item, PageFile)
    assert (item.fetched_at, item.extra) == ("2020-01-02T00:00:00Z", {"id": "b.html"})


def test_a_file_of_something_else_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "o.jsonl").write_text('{"source": "a", "text": "b"}\n')
    with pytest.raises(InputError, match=r"o\.jsonl, line 1: not a reject"):
        open_retry([str(tmp_path / "o.jsonl")], ReadOptions())
    with pytest.raises(InputError, match="No such file"):
        open_retry([str(tmp_path / "gone")], ReadOptions())
