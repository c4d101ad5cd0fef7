"""Steps of a datatrove pipeline (extra `newsclean[datatrove]`): pages in, clean text with all metadata out.

Three stages: `LearnSites` learns the sites of each task's shard, `MergeSites` adds up what the tasks have learned,
`CleanPages` cleans with it. Pages come from any reader of datatrove's, or from `ReadPages`, which reads everything
that the newsclean command reads. docs/cluster.md shows them at work.
"""

from __future__ import annotations

import contextlib
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

try:
    import datatrove as _  # noqa: F401
except ModuleNotFoundError as missing:
    raise ImportError("this needs datatrove: pip install 'newsclean[datatrove]'") from missing

from datatrove.data import Document, DocumentsPipeline
from datatrove.io import DataFolderLike, get_datafolder, open_file
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.readers.base import BaseDiskReader, BaseReader
from datatrove.pipeline.writers import JsonlWriter
from datatrove.pipeline.writers.disk_base import DiskWriter
from datatrove.utils.typeshelper import StatHints

from newsclean.context import Context, make_context
from newsclean.learning.learn import learn
from newsclean.model import Page, Reason, Skip
from newsclean.options import Options
from newsclean.output.formats import Layout
from newsclean.readers import Item, ReadOptions, load
from newsclean.readers.inputs import read_stream
from newsclean.readers.names import read_name
from newsclean.readers.records import Keys, page_of_record
from newsclean.run.item import Job, clean_item, prepare
from newsclean.run.outcome import Outcome, as_outcome
from newsclean.sites.store import Sites, from_json, to_text
from newsclean.workers.batch import WorkerBatch
from newsclean.workers.pool import DEFAULT_TIMEOUT, Pool

REJECTS = "${reason}/${rank}.jsonl.gz"  # where rejects go, in their folder
_NOTES = "newsclean"  # the metadata key in which `ReadPages` passes on what the other steps need


class ReadPages(BaseDiskReader):  # type: ignore[misc]  # datatrove has no types
    """Reads pages from everything that the newsclean command reads: HTML, WARC, WACZ, ZIP, tar, MHTML, JSONL.

    Unlike datatrove's `WarcReader` it leaves charsets to the cleaning, ignores responses that are not pages, and loses
    nothing silently: what cannot be read is a reject of `CleanPages`, what is not a page is in the stats. A document's
    `id` is its place, as `source` in the record; `text` is the page's HTML, bytes that are not UTF-8 being escaped as
    lone surrogates (PEP 383). `kind` says what the files are where their names do not, `html_key` which key holds
    the page in JSONL, `max_size` how many bytes a page may have. All else is as in datatrove's readers.
    """

    name = "🗞 read pages"

    def __init__(
        self,
        data_folder: DataFolderLike,
        kind: str = "auto",
        html_key: str | None = None,
        max_size: int = Options().max_size,
        **reading: Any,
    ) -> None:
        super().__init__(data_folder, **reading)
        self.reading = ReadOptions(kind=kind, max_size=max_size, keys=Keys(html_key))

    def read_file(self, filepath: str) -> Iterator[Document]:
        """Yield the pages of one file, as documents."""
        element = self.data_folder.resolve_paths(filepath)
        passed: Counter[str] = Counter()
        name = read_name(filepath)
        if self.reading.kind == "auto" and name.kind == "other":
            passed[name.extension] += 1  # pictures, styles, scripts: as in a directory that the command reads
        else:
            with self.data_folder.open(filepath, "rb") as stream:
                for item in read_stream(stream, element, self.reading, passed):
                    with self.track_time():
                        document = _document(load(item, self.reading.max_size))
                    document.metadata |= {"file_path": element, **(self.default_metadata or {})}
                    yield document
        for what, count in passed.items():
            self.stat_update(f"ignored_{what}", value=count, unit="input_file")


def _document(page: Page | Skip) -> Document:
    if isinstance(page, Skip):
        notes = {"reason": page.reason.value, "detail": page.detail}
        return Document("", page.source, metadata={"url": page.url, _NOTES: notes})
    metadata = {"url": page.url, "fetched_at": page.fetched_at, _NOTES: {"content_type": page.content_type}}
    return Document(page.body.decode("utf-8", "surrogateescape"), page.source, metadata=metadata)


def page_of(document: Document, fetched_key: str | None = None, max_size: int = Options().max_size) -> Page | Skip:
    """Return the page in a document, or why there is none. `fetched_key` names the metadata key of the fetch time."""
    metadata = document.metadata
    notes = metadata.get(_NOTES)
    if notes is None:
        record = {**metadata, "html": document.text}
        if fetched_key is not None:
            record["fetched_at"] = metadata.get(fetched_key)
        return page_of_record(record, document.id, Keys("html"), max_size)
    if "reason" in notes:
        return Skip(document.id, metadata["url"], Reason(notes["reason"]), notes["detail"])
    body = document.text.encode("utf-8", "surrogateescape")
    return Page(document.id, body, metadata["url"], notes["content_type"], metadata["fetched_at"])


class _Step(PipelineStep):  # type: ignore[misc]
    """What learning and cleaning share. See `CleanPages` for the arguments."""

    type = "🗞 - NEWSCLEAN"

    def __init__(
        self, options: Options | None, rule_files: Sequence[str], fetched_key: str | None, jobs: int, timeout: float
    ) -> None:
        super().__init__()
        self.options = options or Options()
        self.rule_files = tuple(rule_files)
        self.site_configs: str | None = None
        self.fetched_key = fetched_key
        self.jobs = jobs
        self.timeout = timeout

    def _context(self, sites: Sites | None = None) -> Context:
        return make_context(self.options, [Path(file) for file in self.rule_files], sites, self.site_configs)

    def _pool(self) -> Pool:
        return Pool(self.jobs, timeout=self.timeout, preload="newsclean.run.item")


class LearnSites(_Step):
    """Learns the sites of each task's shard and writes what it learned to `folder`, a file for each task.

    It is a pipeline of its own. `reader` is the reader of the cleaning stage: its pages are read twice.
    """

    name = "learn sites"

    def __init__(
        self,
        reader: BaseReader,
        folder: DataFolderLike,
        *,
        options: Options | None = None,
        rule_files: Sequence[str] = (),
        fetched_key: str | None = None,
        jobs: int = 1,
        timeout: float = DEFAULT_TIMEOUT,
    ) -> None:
        super().__init__(options, rule_files, fetched_key, jobs, timeout)
        self.reader = reader
        self.folder = get_datafolder(folder)

    def run(self, data: DocumentsPipeline = None, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Learn this task's shard. No documents go in or come out."""
        yield from data or ()

        def pages() -> Iterator[Item]:
            for document in self.reader.run(None, rank, world_size):
                yield page_of(document, self.fetched_key, self.options.max_size)

        with self._pool() as pool, self.track_time("shard"):
            learned = learn(WorkerBatch(pages, pool, prepare), self._context(), least_pages=1) or Sites({})
        self.stat_update("sites", value=len(learned), unit="shard")
        with self.folder.open(f"{rank:05d}.json", "wt") as file:
            file.write(to_text(learned))


class MergeSites(PipelineStep):  # type: ignore[misc]
    """Adds up the profiles in `folder` and writes them to the file `output`. A pipeline of its own, with one task."""

    type = _Step.type
    name = "merge sites"

    def __init__(self, folder: DataFolderLike, output: str) -> None:
        super().__init__()
        self.folder = get_datafolder(folder)
        self.output = output

    def run(self, data: DocumentsPipeline = None, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Merge, in the first task; others have nothing to do."""
        yield from data or ()
        if rank:
            return
        merged = Sites({})
        for name in sorted(self.folder.list_files(glob_pattern="*.json")):
            with self.folder.open(name, "rb") as file:
                merged = merged.merged(from_json(orjson.loads(file.read())))
            self.stat_update("shards")
        self.stat_update("sites", value=len(merged))
        with open_file(self.output, "wt") as file:
            file.write(to_text(merged))


class CleanPages(_Step):
    """Cleans: pages in, articles out. `text` becomes the article's, `metadata` gets the record's other keys.

    `sites` is the file of `MergeSites`, or any file of profiles. `rejects`, a folder or a writer, gets a document for
    each page without a record, in a file for each reason and task; they are counted in the stats (`rejected_REASON`),
    as cuts are by kind (`cut_KIND`). `options`, `rule_files` and `site_configs` (a directory that every task can read)
    are those of the command. `fetched_key` names the metadata key that holds the time of the fetch, if it is not
    `fetched_at`: "date" for datatrove's `WarcReader`.
    Each task has `jobs` worker processes, in which a page that takes more than `timeout` seconds is killed; with
    `jobs=0` there is no such limit.
    """

    name = "clean pages"

    def __init__(
        self,
        sites: str | None = None,
        rejects: DataFolderLike | DiskWriter | None = None,
        *,
        options: Options | None = None,
        rule_files: Sequence[str] = (),
        site_configs: str | None = None,
        fetched_key: str | None = None,
        jobs: int = 1,
        timeout: float = DEFAULT_TIMEOUT,
    ) -> None:
        super().__init__(options, rule_files, fetched_key, jobs, timeout)
        self.site_configs = site_configs
        self.sites = sites
        self.rejects = rejects if rejects is None or isinstance(rejects, DiskWriter) else JsonlWriter(rejects, REJECTS)

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Clean this task's documents, in their order."""
        job = Job(self._context(self._load_sites()), Layout().for_options(self.options))
        with self._pool() as pool, self.rejects or contextlib.nullcontext():
            for document, outcome in self._clean(pool, job, data):
                self.stat_update(StatHints.total)
                if outcome.skip is not None:
                    self._reject(document, outcome.skip, rank)
                else:
                    yield self._accept(document, outcome)

    def _load_sites(self) -> Sites | None:
        if self.sites is None:
            return None
        with open_file(self.sites, "rb") as file:
            return from_json(orjson.loads(file.read()))

    def _clean(self, pool: Pool, job: Job, data: Iterable[Document]) -> Iterator[tuple[Document, Outcome]]:
        waiting: deque[Document] = deque()  # documents whose answers have not come; the pool bounds them

        def pages() -> Iterator[Item]:
            for document in data:
                page = page_of(document, self.fetched_key, self.options.max_size)
                document.text = ""
                waiting.append(document)
                yield page

        for _, answer in WorkerBatch(pages, pool, prepare).map(clean_item, job, pages()):
            yield waiting.popleft(), as_outcome(answer)

    def _accept(self, document: Document, outcome: Outcome) -> Document:
        assert outcome.line is not None
        assert outcome.counts is not None
        record = orjson.loads(outcome.line)
        document.text = record.pop("text")
        document.id = record.pop("id")
        document.metadata.pop(_NOTES, None)
        document.metadata |= record
        self.stat_update(StatHints.forwarded, f"method_{outcome.counts.method}")
        self.stat_update("words", value=outcome.counts.words)
        for kind, count in outcome.counts.kinds.items():
            self.stat_update(f"cut_{kind}", value=count)
        self.update_doc_stats(document)
        return document

    def _reject(self, document: Document, skip: Skip, rank: int) -> None:
        self.stat_update(StatHints.dropped, f"rejected_{skip.reason.value}")
        if self.rejects is not None:
            metadata = {"source": skip.source, "url": skip.url, "reason": skip.reason.value, "detail": skip.detail}
            self.rejects.write(Document(skip.detail, document.id, metadata=metadata), rank)
