"""Manifests and --url: what is known of loose pages besides their files."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.pages import article

from newsclean.cli.main import cli
from newsclean.model import Page, Reason, Skip
from newsclean.readers.inputs import open_inputs
from newsclean.readers.opening import load
from newsclean.readers.records import Keys, page_of_record
from newsclean.readers.streams import ReadOptions

URL = "https://www.harbour-post.example/1"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A directory with pages, some with odd names, and an archive."""
    place = tmp_path / "pages"
    (place / "sub").mkdir(parents=True)
    for number, name in enumerate(["a.html", "sub/b.html", "c#1 é.html"]):
        (place / name).write_bytes(article(number))
    with zipfile.ZipFile(place / "two.zip", "w") as archive:
        archive.writestr("x.html", article(8))
        archive.writestr("y.html", article(9))
    return place


def listed(manifest: Path, **options: object) -> list[Page | Skip]:
    reading = ReadOptions(manifest=str(manifest), **options)  # type: ignore[arg-type]
    return [load(item, reading.max_size) for item in open_inputs([], reading).items()]


ROWS = [
    {"path": "a.html", "url": URL, "fetched_at": "2024-02-03T04:05:06Z", "batch": "7"},
    {"path": "sub/b.html", "url": "", "fetched_at": "", "batch": "8"},
    {"path": "c#1 é.html", "url": URL + "#c", "fetched_at": "never", "batch": "9"},
]


def write(place: Path, name: str) -> Path:
    file = place / name
    if name.endswith(".jsonl"):
        file.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    else:
        mark = "\t" if name.endswith(".tsv") else ","
        file.write_text("\n".join(mark.join(row) for row in [list(ROWS[0]), *(list(r.values()) for r in ROWS)]) + "\n")
    return file


@pytest.mark.parametrize("name", ["list.csv", "list.tsv", "list.jsonl"])
def test_a_manifest_lists_pages_with_their_urls(pages: Path, name: str) -> None:
    found = listed(write(pages, name), keys=Keys(passed=("batch",)))
    assert all(isinstance(page, Page) for page in found)
    assert [(page.source, page.url) for page in found] == [
        (f"{pages}/a.html", URL),
        (f"{pages}/sub/b.html", None),
        (f"{pages}/c%231 é.html", URL + "#c"),
    ]
    assert [page.fetched_at for page in found if isinstance(page, Page)] == ["2024-02-03T04:05:06Z", None, None]
    assert [page.extra for page in found if isinstance(page, Page)] == [{"batch": row["batch"]} for row in ROWS]
    assert isinstance(found[0], Page)
    assert found[0].body == article(0)


def test_lines_of_a_manifest_that_lead_to_no_page_are_rejects(pages: Path) -> None:
    manifest = pages / "list.jsonl"
    lines = [{"path": "gone.html", "url": URL}, {"uri": URL, "more": {"name": "a"}}, {"path": " "}, {"path": "two.zip"}]
    manifest.write_text("".join(json.dumps(line) + "\n" for line in lines) + "{broken\n")
    found = listed(manifest)
    assert all(isinstance(skip, Skip) for skip in found[:3])
    details = [skip.detail for skip in found if isinstance(skip, Skip)]
    assert details[0] == "No such file or directory"
    assert details[1] == "no string under path (there are uri, more.name; --html-key names the key of the files' paths)"
    assert details[2] == "no file is named under path"
    assert "one page in it" in details[3]
    assert details[4].startswith("not JSON")
    assert [skip.source for skip in found][:2] == [f"{pages}/gone.html", f"{manifest}#2"]
    assert [skip.url for skip in found][:2] == [URL, URL]


def test_a_manifest_is_asked_for_where_it_is_not_there(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["--manifest", str(tmp_path / "gone.csv")])
    assert "cannot read the manifest" in str(done.exception)


def test_columns_of_a_manifest_can_be_named(pages: Path) -> None:
    (pages / "list.csv").write_text(f"file,where\na.html,{URL}\n")
    (page,) = listed(pages / "list.csv", keys=Keys(html="file", url="where"))
    assert (page.source, page.url) == (f"{pages}/a.html", URL)


pytestmark = pytest.mark.usefixtures("in_process")


def clean(*arguments: str | Path, stdin: bytes = b"") -> Result:
    common = ["--no-learn", "--fields", "source,url"]
    return CliRunner().invoke(cli, [*map(str, arguments), *common], input=stdin)


def test_a_run_over_a_manifest_resumes(pages: Path, tmp_path: Path) -> None:
    manifest = write(pages, "list.csv")
    output = tmp_path / "o.jsonl"
    assert clean("--manifest", manifest, "-o", output, "--limit", "1").exit_code == 0
    assert clean("--manifest", manifest, "-o", output, "--resume").exit_code == 0
    rows = [json.loads(line) for line in output.read_bytes().splitlines()]
    assert [row["url"] for row in rows] == [URL, None, URL]


def test_the_url_of_one_page_can_be_given(pages: Path, tmp_path: Path) -> None:
    output = tmp_path / "o.jsonl"
    assert clean(pages / "a.html", "--url", URL, "-o", output).exit_code == 0
    assert json.loads(output.read_bytes())["url"] == URL


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["{pages}", "--url", URL], "--manifest lists pages with their URLs"),
        (["{pages}/a.html", "{pages}/sub/b.html", "--url", URL], "--url is that of one page"),
        (["{pages}/two.zip", "--url", URL], "--url is that of one page"),
        ([URL], "newsclean fetches nothing; pipe the page to it: curl -sL URL | newsclean --url URL"),
    ],
)
def test_more_than_one_page_has_no_single_url(pages: Path, arguments: list[str], message: str) -> None:
    done = clean(*(word.format(pages=pages) for word in arguments))
    assert done.exit_code != 0
    assert message in str(done.exception)


def test_a_url_that_is_none_is_refused(pages: Path) -> None:
    done = clean(pages / "a.html", "--url", "harbour post")
    assert "is not a URL" in done.output


def test_steps_of_a_key_may_be_in_another_case() -> None:
    record = {"Response": {"Body": "<p>a", "Meta": {"URI": URL}}}
    page = page_of_record(record, "a#1", Keys("response.body", "response.meta.uri"), 1000)
    assert isinstance(page, Page)
    assert (page.body, page.url) == (b"<p>a", URL)


def test_a_missing_key_names_those_inside_objects() -> None:
    skip = page_of_record({"response": {"body_text": "x", "status": 200}, "id": 1}, "a#1", Keys(), 1000)
    assert isinstance(skip, Skip)
    assert skip.reason is Reason.BAD_RECORD
    assert "(there are response.body_text, response.status, id;" in skip.detail
