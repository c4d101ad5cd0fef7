"""The steps for datatrove (extra `datatrove`): the code of docs/cluster.md, equal in result to the command."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from support.pages import article
from support.run_functions import clean_or_die

pytest.importorskip("datatrove", reason="extra `datatrove` is not installed")

from datatrove.data import Document
from datatrove.pipeline.readers import JsonlReader, WarcReader

from newsclean.integrations.datatrove import CleanPages, LearnSites, MergeSites, ReadPages
from newsclean.sites import load_sites

pytestmark = [pytest.mark.extras, pytest.mark.filterwarnings("ignore")]  # the library's own affairs
MANUAL = Path(__file__).resolve().parents[2] / "docs" / "cluster.md"
AS_OF = "2026-01-31"
HOSTS = ("www.harbour-post.example", "news.quarry.example", "aalto-sanomat.example")


def code_of_the_manual() -> dict[str, str]:
    """The scripts of docs/cluster.md by the names that it gives them; the last is for Slurm."""
    blocks = re.findall(r"^```py\n(.*?)^```$", MANUAL.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return dict(zip(("pipeline.py", "local.py", "on_ray.py", "on_slurm.py"), blocks, strict=True))


def page(number: int) -> bytes:
    """A page of one of three sites, each with boilerplate of its own; one in six is no article."""
    if number % 6 == 5:
        return b"<html><body></body></html>"
    boilerplate = '<div class="promo"><p>Sign up for our newsletter</p><p>Get the news of the day.</p></div>'
    html = article(number, 6).decode().replace("</article>", f"{boilerplate}</article>")
    if number % 7 == 4:  # as a browser of 1999 would have it
        return html.replace("<body>", "<body><p>Überraschung in Zürich: die Fähre fährt wieder.</p>").encode("latin-1")
    return html.encode()


def record(number: int) -> bytes:
    url = f"https://{HOSTS[number % 3]}/2024/story-{number}"
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(number)
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2024-05-06T07:08:09Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + body + b"\r\n\r\n", mtime=0)


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two files of 12 pages each: a WARC file, the second one cut off in its last record, and a file of HTML pages."""
    root = tmp_path_factory.mktemp("crawl")
    for name, numbers in (("a.warc.gz", range(12)), ("b.warc.gz", range(12, 24))):
        (root / name).write_bytes(b"".join(map(record, numbers)) + (b"\x1f\x8b\x08torn" if name[0] == "b" else b""))
    return root


def newsclean(*arguments: object) -> None:
    command = [sys.executable, "-m", "newsclean", *map(str, arguments)]
    assert subprocess.run(command, check=False, capture_output=True).returncode in (0, 1)


Result = tuple[list[dict[str, Any]], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def wanted(crawl: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    """Records and rejects of the command, learning included."""
    out = tmp_path_factory.mktemp("command")
    newsclean(crawl, "-o", out / "o.jsonl", "--as-of", AS_OF)
    lines = [(out / name).read_text().splitlines() for name in ("o.jsonl", "o.jsonl.rejects.jsonl")]
    records, rejects = ([json.loads(line) for line in found] for found in lines)
    assert {r["method"] for r in records} == {"site", "page"} or {r["method"] for r in records} == {"site"}
    assert len(records) == 20
    return records, rejects


def unpacked(paths: Iterable[Path]) -> list[Any]:
    """All lines of gzipped JSONL files."""
    return [json.loads(line) for path in sorted(paths) for line in gzip.decompress(path.read_bytes()).splitlines()]


def result(out: Path) -> Result:
    """Records and rejects of a pipeline, as the command writes them."""
    records = [{**a.pop("metadata"), **a} for a in unpacked(out.glob("articles/*"))]
    for one in records:
        del one["file_path"]
    refused = [reject["metadata"] for reject in unpacked(out.glob("rejects/*/*"))]
    return records, sorted(refused, key=lambda reject: reject["source"])


def run_script(name: str, crawl: Path, out: Path) -> None:
    scripts = out / "scripts"
    scripts.mkdir(parents=True)
    for script, code in code_of_the_manual().items():
        (scripts / script).write_text(code)
    environment = {**os.environ, "RAY_USAGE_STATS_ENABLED": "0", "RAY_DISABLE_IMPORT_WARNING": "1"}
    environment["PYTHONPATH"] = os.pathsep.join([str(scripts), *filter(None, [os.environ.get("PYTHONPATH")])])
    command = [sys.executable, name, str(crawl), str(out)]
    done = subprocess.run(command, cwd=scripts, env=environment, capture_output=True, check=False, timeout=400)
    assert done.returncode == 0, done.stderr.decode()[-3000:]


def by_source(found: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {one["source"]: one for one in found}


def assert_equal_to_the_command(out: Path, wanted: Result) -> None:
    records, rejects = result(out)
    assert by_source(records) == by_source(wanted[0])
    assert len(records) == len(wanted[0])
    assert rejects == sorted(wanted[1], key=lambda reject: reject["source"])
    steps = json.loads((out / "logs/clean/stats.json").read_bytes())
    counts = next(step["stats"] for step in steps if step["name"].endswith(": clean pages"))
    stats = {key: n if isinstance(n, int) else n["total"] for key, n in counts.items()}
    assert stats["total"] == len(records) + len(rejects)
    assert {key[9:]: n for key, n in stats.items() if key.startswith("rejected_")} == Counter(
        reject["reason"] for reject in rejects
    )
    kinds: Counter[str] = Counter()
    for one in records:
        kinds.update({cut["kind"]: cut["count"] for cut in one["removed"]})
    assert {key[4:]: n for key, n in stats.items() if key.startswith("cut_")} == kinds
    assert kinds["newsletter"] >= 10


def test_the_local_executor_gives_what_the_command_gives(crawl: Path, wanted: Result, tmp_path: Path) -> None:
    run_script("local.py", crawl, tmp_path / "out")
    assert_equal_to_the_command(tmp_path / "out", wanted)


@pytest.mark.skipif(find_spec("ray") is None, reason="ray is not installed")
def test_the_ray_executor_gives_what_the_command_gives(crawl: Path, wanted: Result, tmp_path: Path) -> None:
    run_script("on_ray.py", crawl, tmp_path / "out")
    assert_equal_to_the_command(tmp_path / "out", wanted)


def test_the_pipeline_for_slurm_is_one_that_datatrove_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As far as can be told without Slurm: the jobs that it would be given."""
    from datatrove.executor.slurm import SlurmPipelineExecutor

    launched: list[Any] = []
    monkeypatch.setattr(SlurmPipelineExecutor, "launch_job", lambda job: launched.append(job))
    monkeypatch.setattr(sys, "argv", ["on_slurm.py", str(tmp_path), str(tmp_path / "out")])
    scripts = code_of_the_manual()
    (tmp_path / "pipeline.py").write_text(scripts["pipeline.py"])
    monkeypatch.syspath_prepend(str(tmp_path))
    exec(compile(scripts["on_slurm.py"], "on_slurm.py", "exec"), {"__name__": "__main__"})
    (clean,) = launched
    assert [clean.tasks, clean.depends.tasks, clean.depends.depends.tasks] == [500, 1, 500]
    assert [type(step) for step in clean.pipeline[:2]] == [ReadPages, CleanPages]
    assert clean.get_sbatch_args()["cpus-per-task"] == 2


def documents(step: Any, data: Any = None) -> list[Document]:
    found: Iterator[Document] = step.run(data, 0, 1)
    return list(found)


def test_shards_add_up_to_what_is_learned_from_the_whole(crawl: Path, tmp_path: Path) -> None:
    for rank in range(2):
        list(LearnSites(ReadPages(str(crawl)), str(tmp_path / "shards"), jobs=0).run(None, rank, 2))
    documents(MergeSites(str(tmp_path / "shards"), str(tmp_path / "merged.json")))
    newsclean("sites", "learn", crawl, "-o", tmp_path / "whole.json")
    assert len(load_sites(tmp_path / "merged.json")) == 3
    assert (tmp_path / "merged.json").read_bytes() == (tmp_path / "whole.json").read_bytes()


def test_jsonl_through_datatroves_reader_is_cleaned_as_by_the_command(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    lines = [
        {"html": article(n).decode(), "url": f"https://{HOSTS[0]}/{n}", "fetched_at": "2024-05-06", "batch": n}
        for n in range(4)
    ]
    lines[2]["html"] = "<p>too short</p>"
    (tmp_path / "in" / "p.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    reader = JsonlReader(str(tmp_path / "in"), text_key="html")
    found = documents(CleanPages(jobs=0, rejects=str(tmp_path / "rejects")), reader.run())
    newsclean(tmp_path / "in" / "p.jsonl", "-o", tmp_path / "o.jsonl", "--no-learn")
    records = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text().splitlines()]
    assert len(found) == len(records) == 3
    for document, one in zip(found, records, strict=True):
        assert {**document.metadata, "id": document.id, "text": document.text, "source": ""} == {
            **one,
            "source": "",
            "batch": document.metadata["batch"],
            "file_path": document.metadata["file_path"],
        }
    (reject,) = unpacked((tmp_path / "rejects").glob("*/00000.jsonl.gz"))
    assert reject["metadata"]["url"] == f"https://{HOSTS[0]}/2"


def test_warc_through_datatroves_reader_keeps_address_and_fetch_time(crawl: Path) -> None:
    try:
        reader = WarcReader(str(crawl), glob_pattern="a.warc.gz")
    except ImportError as error:
        pytest.skip(f"datatrove's WarcReader cannot be used: {error}")
    found = documents(CleanPages(jobs=0, fetched_key="date"), reader.run())
    assert len(found) >= 8
    assert {d.metadata["fetched_at"] for d in found} == {"2024-05-06T07:08:09Z"}
    assert all(d.metadata["url"].startswith("https://") and d.metadata["title"] for d in found)


def test_a_page_that_kills_its_process_costs_a_reject_and_not_the_task(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsclean.integrations.datatrove.clean_item", clean_or_die)
    texts = {"first": article(1).decode(), "deadly": "die", "last": article(2).decode()}
    step = CleanPages()
    found = documents(step, [Document(text, name) for name, text in texts.items()])
    assert [document.metadata["source"] for document in found] == ["first", "last"]
    assert step.stats["rejected_crashed"].total == 1


def test_pages_in_any_file_come_with_their_place_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "old.html").write_bytes(page(4))
    (tmp_path / "b.jsonl").write_text(json.dumps({"html": "<p>one", "url": "https://a.example/"}) + "\nnot JSON\n")
    (tmp_path / "style.css").write_text("p {color: red}")
    reader = ReadPages(str(tmp_path))
    found = {Path(d.id).name: d for d in documents(reader)}
    assert set(found) == {"old.html", "b.jsonl#1", "b.jsonl#2"}
    assert found["old.html"].text.encode("utf-8", "surrogateescape") == page(4)
    assert found["b.jsonl#1"].metadata["url"] == "https://a.example/"
    assert reader.stats["ignored_.css"].total == 1
    step = CleanPages(jobs=0)
    documents(step, [found["b.jsonl#2"]])
    assert step.stats["rejected_bad_record"].total == 1


def test_documents_of_others_may_hold_anything() -> None:
    odd = {"url": 7, "fetched_at": [], "reason": "x", "content_type": None, "newsclean": None}
    texts = [article(1).decode() + "\ud800", "", "\udcff", "%PDF-1.7"]
    step = CleanPages(jobs=0)
    (kept,) = documents(step, [Document(text, str(n), metadata=dict(odd)) for n, text in enumerate(texts)])
    assert (kept.metadata["source"], kept.metadata["url"], kept.metadata["reason"]) == ("0", None, "x")
    assert step.stats["dropped"].total == 3


def test_without_datatrove_the_extra_is_named() -> None:
    code = "import sys; sys.modules['datatrove'] = None; import newsclean.integrations.datatrove"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert b"pip install 'newsclean[datatrove]'" in done.stderr


def test_site_configurations_are_followed(tmp_path: Path) -> None:
    configs = tmp_path / "configs"
    configs.mkdir()
    (configs / "harbour-post.example.txt").write_text("title: //title\nstrip: //p[1]\n")
    document = Document(page(0).decode(), "0", metadata={"url": f"https://{HOSTS[0]}/0"})
    (found,) = CleanPages(site_configs=str(configs), jobs=0).run(iter([document]))
    assert found.metadata["method"] == "page"
    plain = Document(page(0).decode(), "0", metadata={"url": f"https://{HOSTS[0]}/0"})
    (without,) = CleanPages(jobs=0).run(iter([plain]))
    assert len(found.text) < len(without.text)
