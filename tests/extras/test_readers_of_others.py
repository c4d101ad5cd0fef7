"""Records drop into datatrove, dolma and Hugging Face `datasets` as they are, by those programs' own readers."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsclean import Article, clean
from newsclean.output.formats import DOLMA, Layout
from newsclean.output.types import as_datasets

os.environ |= {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_DATASETS_DISABLE_PROGRESS_BARS": "1"}
datasets = pytest.importorskip("datasets", reason="`datasets` is not installed")
pytestmark = [pytest.mark.extras, pytest.mark.filterwarnings("ignore")]  # the libraries' own affairs
LAYOUTS = [Layout(), Layout(DOLMA, added="2026-01-01"), Layout(explain=True), Layout(DOLMA, explain=True)]
CHUNK = 10 << 20  # of the JSON that `datasets` looks at at a time


def page(number: int, late: bool) -> bytes:
    """A page of about 20 kB of text; `late` ones have a time of change and a lead image."""
    words = " ".join(f"word{(number * 7919 + i * 104729) % 9973}" for i in range(40))
    body = "".join(f"<p>Paragraph {i} of story {number}, which says {words}.</p>" for i in range(60))
    more = (
        '<meta property="article:modified_time" content="2024-05-07T08:09:10Z">'
        '<meta property="og:image" content="https://www.harbour-post.example/lead.jpg">'
    )
    return (
        f"<html lang=en><head><title>Story {number}</title>{more if late else ''}"
        f'<meta property="article:published_time" content="2024-05-06{"T07:08:09+02:00" if late else ""}"></head>'
        f"<body><article><h1>Story {number} of the harbour</h1>{body}</article></body></html>"
    ).encode()


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    """Two articles: one without time of change and image, one with both."""
    found = [clean(page(n, late=bool(n)), fetched_at="2024-06-01T00:00:00Z") for n in (0, 1)]
    assert [isinstance(a, Article) and a.metadata.image is not None for a in found] == [False, True]
    assert [isinstance(a, Article) and a.metadata.modified is not None for a in found] == [False, True]
    return [a for a in found if isinstance(a, Article)]


def write(path: Path, layout: Layout, articles: list[Article]) -> int:
    """A file of more than two chunks; only what is behind the first has `modified` and `image`."""
    early, late = (layout.render(a) for a in articles)
    count = CHUNK // len(early) + 2
    with path.open("wb") as file:
        file.writelines([early] * count)
        file.writelines([late] * count)
    assert path.stat().st_size > 2 * CHUNK
    return 2 * count


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda x: x.name + "+explain" * x.explain)
def test_datasets_loads_what_is_null_at_first_and_set_later(
    tmp_path: Path, layout: Layout, articles: list[Article]
) -> None:
    count = write(tmp_path / "o.jsonl", layout, articles)
    printed: dict[str, Any] = {}
    exec(as_datasets(layout), printed)
    found = datasets.load_dataset(
        "json",
        data_files=str(tmp_path / "o.jsonl"),
        features=printed["features"],
        split="train",
        cache_dir=str(tmp_path / "cache"),
    )
    assert len(found) == count
    for row, expected in ((found[0], articles[0]), (found[-1], articles[1])):
        assert row == json.loads(layout.render(expected))


@pytest.mark.parametrize("layout", LAYOUTS[:2], ids=lambda x: x.name)
def test_datatrove_reads_lines_with_text_and_all_metadata(
    tmp_path: Path, layout: Layout, articles: list[Article]
) -> None:
    readers = pytest.importorskip("datatrove.pipeline.readers", reason="extra `datatrove` is not installed")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "o.jsonl").write_bytes(b"".join(layout.render(a) for a in articles))
    documents = list(_read(readers.JsonlReader(str(tmp_path / "in"))))
    assert [(d.id, d.text) for d in documents] == [(a.id, a.text) for a in articles]
    for document, expected in zip(documents, articles, strict=True):
        line = json.loads(layout.render(expected))
        record = {**line, **line.get("metadata", {})} if layout.name == DOLMA else line
        for key in ("url", "title", "published", "modified", "image", "authors", "original", "removed", "words"):
            assert document.metadata[key] == record[key]


def _read(reader: Any) -> Iterator[Any]:
    yield from reader.run()


def test_dolmas_own_type_takes_the_lines(articles: list[Article]) -> None:
    """The fields and types of dolma's `InputSpecWithMetadata`: strings that may be empty, never null."""
    unknown = Article("0" * 32, "a.html", type(articles[0].metadata)(), "text", 1, "page")
    for one in (*articles, unknown):
        line = json.loads(Layout(DOLMA).render(one))
        assert set(line) == {"id", "text", "source", "created", "added", "metadata"}
        assert all(isinstance(line[key], str) for key in ("id", "text", "source", "created", "added"))
