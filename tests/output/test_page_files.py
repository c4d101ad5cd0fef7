"""A file per article: names that stay below their directory and that no two pages share; what the files hold."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from support.pages import article, scrape

from newsclean.cli.main import cli
from newsclean.output.page_files import FILE_TYPES, INDEX, PageFiles

pytestmark = pytest.mark.usefixtures("in_process")


def clean(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["--as-of", "2024-01-01", "--no-learn", *map(str, arguments)])


def files(directory: Path) -> dict[str, str]:
    """The files of pages below a directory, by their relative names."""
    found = (path for path in directory.rglob("*") if path.is_file() and not path.name.startswith(INDEX))
    return {str(path.relative_to(directory)): path.read_text() for path in found}


def records(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_files_are_where_the_pages_are(tmp_path: Path) -> None:
    scrape(tmp_path / "in", 8)
    out = tmp_path / "out"
    assert clean(tmp_path / "in", "--output-dir", out).exit_code == 0
    written = records(out / INDEX)
    assert len(written) == 7
    assert set(files(out)) == {str(row["source"]).removeprefix(f"{tmp_path}/in/") + ".txt" for row in written}
    for row in written:
        name = str(row["source"]).removeprefix(f"{tmp_path}/in/") + ".txt"
        assert files(out)[name] == f"{row['title']}\n\n{row['text']}\n"


def test_several_inputs_have_directories_of_their_own(tmp_path: Path) -> None:
    for name in ("a/news", "b/news"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "1.html").write_bytes(article(1))
    (tmp_path / "2.html").write_bytes(article(2))
    out = tmp_path / "out"
    done = clean(tmp_path / "a/news", tmp_path / "b/news", tmp_path / "2.html", "--output-dir", out)
    assert done.exit_code == 0
    assert set(files(out)) == {"news/1.html.txt", "news~2/1.html.txt", "2.html.txt"}


def test_members_of_archives_stay_below_the_directory(tmp_path: Path) -> None:
    names = ["news/a.html", "../../up.html", "/etc/root.html", "news/./a.html", "a.md/b.html"]
    with tarfile.open(tmp_path / "pages.tar", "w") as archive:
        for number, name in enumerate(names):
            member = tarfile.TarInfo(name)
            member.size = len(article(number))
            archive.addfile(member, io.BytesIO(article(number)))
    out = tmp_path / "deep" / "out"
    assert clean(tmp_path / "pages.tar", "--output-dir", out, "--file-type", "md").exit_code == 0
    found = files(out)
    assert len(found) == len(names)
    assert all(name.startswith("pages.tar/") for name in found)
    assert "pages.tar/news/a.html.md" in found
    assert {path.name for path in tmp_path.iterdir()} == {"pages.tar", "deep"}


@pytest.mark.parametrize("file_type", FILE_TYPES)
def test_a_file_is_text_markdown_or_the_record(tmp_path: Path, file_type: str) -> None:
    page = b"<title>[Late] ferry</title><h1>[Late] ferry</h1>" + article(3).partition(b"</h1>")[2]
    (tmp_path / "a.html").write_bytes(page.replace(b"<p>", b"<p><b>Bold</b> "))
    out = tmp_path / "out"
    url = "https://www.harbour-post.example/1"
    arguments: list[str | Path] = [tmp_path / "a.html", "--output-dir", out, "--file-type", file_type, "--url", url]
    assert clean(*arguments).exit_code == 0
    (row,) = records(out / INDEX)
    (text,) = files(out).values()
    if file_type == "json":
        assert json.loads(text) == row
    elif file_type == "txt":
        assert text == f"[Late] ferry\n\n{row['text']}\n"
        assert "**" not in text
    else:
        head, _, body = text.removeprefix("---\n").partition("\n---\n\n")
        values = dict(line.split(": ", 1) for line in head.splitlines())
        assert json.loads(values["title"]) == "[Late] ferry"
        assert json.loads(values["url"]) == url
        assert body == f"# \\[Late\\] ferry\n\n{row['text']}\n"
        assert "**Bold** The" in body


def test_an_interrupted_run_resumes_with_the_same_files(tmp_path: Path) -> None:
    scrape(tmp_path / "in", 9)
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    assert clean(tmp_path / "in", "--output-dir", whole, "--file-type", "json").exit_code == 0
    assert clean(tmp_path / "in", "--output-dir", parts, "--file-type", "json", "--limit", "4").exit_code == 0
    assert 0 < len(files(parts)) < len(files(whole))
    refused = clean(tmp_path / "in", "--output-dir", parts, "--file-type", "json")
    assert "--resume" in str(refused.exception)
    assert clean(tmp_path / "in", "--output-dir", parts, "--file-type", "json", "--resume").exit_code == 0
    assert files(parts) == files(whole)
    other = clean(tmp_path / "in", "--output-dir", parts, "--file-type", "txt", "--resume")
    assert "--file-type was" in str(other.exception)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--file-type", "md"], "--file-type needs --output-dir"),
        (["--output-dir", "{out}", "--fields", "source,title"], "add text to --fields"),
        (["--output-dir", "{page}"], "--output-dir"),
    ],
)
def test_what_cannot_be_written_is_reported_before(tmp_path: Path, arguments: list[str], message: str) -> None:
    (tmp_path / "a.html").write_bytes(article(3))
    typed = [word.format(out=tmp_path / "out", page=tmp_path / "a.html") for word in arguments]
    done = clean(tmp_path / "a.html", *typed)
    assert done.exit_code != 0
    assert message in str(done.exception)


def test_a_file_that_cannot_be_written_ends_the_run_and_its_record_is_not_done(tmp_path: Path) -> None:
    scrape(tmp_path / "in", 3)
    out = tmp_path / "out"
    out.mkdir()
    (out / "1").write_text("in the way of a directory")
    done = clean(tmp_path / "in", "--output-dir", out)
    assert done.exit_code == 3
    assert "cannot write" in done.output
    assert all("/in/1/" not in str(row["source"]) for row in records(out / INDEX))


parts = st.sampled_from(["a", "b", "..", ".", "", "_", "a.md", "a.txt", "a-1", INDEX, "x" * 300, "日本" * 90, "a.html"])
sources = st.lists(parts, min_size=1, max_size=4).map("/".join)


@settings(deadline=None)
@given(st.sets(st.tuples(sources, st.sampled_from(["", "#7", "#a", "#../a", "#_/a"])).map("".join), max_size=8))
def test_no_two_sources_have_one_file_and_none_leads_away(found: set[str]) -> None:
    # A file in an archive and one in a directory of the archive's name cannot both be there.
    wanted = {source.replace("#", "/"): source for source in found if source}
    place = PageFiles("out", "md")
    names = {source: place.name_of(source) for source in wanted.values()}
    assert len({"/".join(name) for name in names.values()}) == len(names)
    for name in names.values():
        assert all(part not in ("", ".", "..") and "/" not in part and len(part.encode()) < 256 for part in name)
        assert name[-1].endswith(".md")
        assert not any(part.endswith(".md") for part in name[:-1])
