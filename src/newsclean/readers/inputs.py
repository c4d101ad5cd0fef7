"""Open the named inputs: walk directories, read lists, and read files and streams by their kind."""

from __future__ import annotations

import io
import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from newsclean.errors import InputError
from newsclean.escaping import printable, quote
from newsclean.model import Page, Reason, Skip
from newsclean.readers.file_list import FileList
from newsclean.readers.items import Item, PageFile
from newsclean.readers.kept import Kept, standard_input
from newsclean.readers.limits import Ahead, Meter, Metered, Stream, expand
from newsclean.readers.manifest import read_manifest, with_known
from newsclean.readers.names import PAGE_KINDS, Name, read_name
from newsclean.readers.opening import load, open_regular
from newsclean.readers.places import Place, find_place
from newsclean.readers.sniff import SNIFF_BYTES, sniff_kind
from newsclean.readers.streams import (
    SINGLE,
    STDIN,
    ReadOptions,
    StreamReader,
    errors_as_skips,
    kind_in_directory,
    text_type,
)
from newsclean.readers.walk import Found, Own, walk


@dataclass
class Inputs:
    """The inputs of a run. `items` can be asked for again when `rereadable`; the order is always the same.

    `passed` counts what the last reading ignored, by extension or kind; `bytes_read` how many bytes
    of the input files it has reached.
    """

    paths: tuple[str, ...]
    options: ReadOptions
    rereadable: bool = True
    keeps_stdin: bool = False
    passed: Counter[str] = field(default_factory=Counter)
    bytes_read: int = 0
    _list: FileList | None = None
    _stdin: Kept = field(default_factory=Kept)

    def items(self) -> Iterator[Item]:
        """Yield every page of the inputs, in order. Nothing that goes wrong ends it: it becomes a `Skip`."""
        self.passed.clear()
        self.bytes_read = 0
        own = Own(self.options.own)
        for places in _same_file(self.paths):
            items = self._named(places, own)
            url = self.options.url
            yield from items if url is None else with_known(items, Page(STDIN, b"", url))
        if self.options.manifest is not None:
            yield from self._in_manifest(self.options.manifest)
        if self.options.files_from is not None:
            if self._list is None:
                self._list = FileList(self.options.files_from, self.options.null)
            for name in self._list.names():
                yield from self._listed(name)

    def close(self) -> None:
        """Let go of what was kept to be read again."""
        self._stdin.close()
        if self._list is not None:
            self._list.close()

    def measure(self) -> tuple[int, int]:
        """Count the files to be read and their bytes, for a progress bar; takes as long as walking the directories."""
        files = size = 0
        own = Own(self.options.own)
        for path in self.paths:
            if os.path.isdir(path):  # noqa: PTH112 - may be a name that is not UTF-8
                for found in walk(os.fsencode(path), self.options.globs, Counter(), own):
                    if isinstance(found, Found) and kind_in_directory(found.relative, self.options) is not None:
                        files, size = files + 1, size + found.size
            elif path != STDIN and os.path.isfile(path):  # noqa: PTH113
                files, size = files + 1, size + os.stat(path).st_size  # noqa: PTH116
        return files, size

    def _named(self, places: list[Place], own: Own) -> Iterator[Item]:
        """Yield one input, or several places in the same file."""
        path = places[0].path
        if places[0].source is not None:
            yield from self._only(path, [place.source for place in places if place.source is not None])
        elif path == STDIN.encode():
            meter = Meter()
            reader = StreamReader(self.options, self.passed, meter)
            stream = Metered(self._stdin.open() if self.keeps_stdin else standard_input(), meter)
            yield from errors_as_skips(reader.pages(stream, STDIN, Name(self.options.forced, "", "")), STDIN)
        elif os.path.isdir(path):  # noqa: PTH112 - bytes
            for found in walk(path, self.options.globs, self.passed, own):
                yield from (found,) if isinstance(found, Skip) else self._in_directory(found)
        else:
            yield from self._file(path)

    def _only(self, path: bytes, sources: list[str]) -> Iterator[Item]:
        """Yield the pages of these sources in one file, which is read no further than to the last of them."""
        wanted = dict.fromkeys(sources)
        for item in self._file(path):
            if item.source in wanted:
                yield item
                del wanted[item.source]
                if not wanted:
                    return
        for source in wanted:
            yield Skip(source, None, Reason.UNREADABLE, "the file holds no page of this source")

    def _listed(self, name: bytes) -> Iterator[Item]:
        if os.path.isdir(name):  # noqa: PTH112 - bytes; find lists them together with the files in them
            self.passed["directory in --files-from"] += 1
        elif not self.options.globs.takes(os.fsdecode(name)):
            self.passed["not included"] += 1
        else:
            place = find_place(name) or Place(name)
            yield from self._file(place.path) if place.source is None else self._only(place.path, [place.source])

    def _in_manifest(self, name: str) -> Iterator[Item]:
        try:
            for entry in read_manifest(name, self.options.keys):
                if isinstance(entry, Skip):
                    yield entry
                elif self.options.globs.takes(os.fsdecode(entry[0])):
                    yield from with_known(self._file(entry[0]), entry[1])
                else:
                    self.passed["not included"] += 1
        except OSError as error:
            yield Skip(quote(name), None, Reason.UNREADABLE, f"the rest of the manifest: {error.strerror or error}")

    def _file(self, path: bytes) -> Iterator[Item]:
        """Yield a file that was named: its kind by its name, else by its first bytes, else it is a page."""
        source = quote(path)
        name = read_name(os.fsdecode(path))
        name = name._replace(kind=self.options.forced or name.kind)
        try:
            status = os.stat(path)  # noqa: PTH116 - bytes
            if name.kind in PAGE_KINDS and stat.S_ISREG(status.st_mode):
                self.bytes_read += status.st_size
                yield self._page_file(source, path, name)
                return
            opened = open_regular(path) if stat.S_ISREG(status.st_mode) else path
            yield from self._opened(opened, source, name)
        except OSError as error:
            yield Skip(source, None, Reason.UNREADABLE, error.strerror or str(error))

    def _page_file(self, source: str, path: bytes, name: Name) -> PageFile:
        type_ = text_type(name.kind, name.extension)
        return PageFile(source, path, name.kind, name.codec, type_, is_sure=bool(self.options.forced))

    def _opened(self, file: int | bytes, source: str, name: Name) -> Iterator[Item]:
        meter, ignored = Meter(), self.passed.total()
        is_empty = True
        with _MeteredFile(file, self, meter) as stream:
            pages = StreamReader(self.options, self.passed, meter).pages(stream, source, name)
            for item in errors_as_skips(pages, source):
                is_empty = False
                yield item
        if is_empty and self.passed.total() == ignored:
            self.passed["file without a page"] += 1

    def _in_directory(self, found: Found) -> Iterator[Item]:
        name = read_name(found.relative)
        kind = kind_in_directory(found.relative, self.options)
        source = quote(found.path)
        try:
            if kind == "":
                kind = self._sniff_file(found.path, name.codec)
            if kind is None:
                self.passed[name.extension] += 1
            elif kind in PAGE_KINDS:
                self.bytes_read += found.size
                yield self._page_file(source, found.path, name._replace(kind=kind))
            else:
                yield from self._opened(open_regular(found.path), source, name._replace(kind=kind))
        except OSError as error:
            yield Skip(source, None, Reason.UNREADABLE, error.strerror or str(error))

    def _sniff_file(self, path: bytes, codec: str) -> str | None:
        with io.FileIO(open_regular(path), "rb") as stream:
            kind = sniff_kind(Ahead(expand(stream, codec)).peek(SNIFF_BYTES))
        return kind if kind in SINGLE else None


class _MeteredFile(io.FileIO):
    """A file that reports to the inputs, and a meter, how far it was read."""

    def __init__(self, file: int | bytes, inputs: Inputs, meter: Meter) -> None:
        super().__init__(file, "rb")
        self._inputs = inputs
        self._meter = meter

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(-1 if size is None else size) or b""
        self._count(len(data))
        return data

    def readinto(self, buffer: Any, /) -> int:
        size = super().readinto(buffer) or 0
        self._count(size)
        return size

    def _count(self, size: int) -> None:
        self._inputs.bytes_read += size
        self._meter.bytes_in += size


def _same_file(paths: Sequence[str]) -> Iterator[list[Place]]:
    """Yield the places that `paths` name, those in the same file that follow each other together."""
    places = (
        Place(STDIN.encode()) if path == STDIN else find_place(path) or Place(os.fsencode(path)) for path in paths
    )
    for (_, whole), group in groupby(places, key=lambda place: (place.path, place.source is None)):
        if whole:
            yield from ([place] for place in group)
        else:
            yield list(group)


def read_stream(stream: Stream, path: str, options: ReadOptions, passed: Counter[str]) -> Iterator[Item]:
    """Yield every page of an open file, as if it had been named by its `path`, which need not be on this machine.

    `passed` counts what in it is no page.
    """
    name, meter = read_name(path), Meter()
    reader = StreamReader(options, passed, meter)
    name = name._replace(kind=options.forced or name.kind)
    source = quote(path)
    return errors_as_skips(reader.pages(Metered(stream, meter), source, name), source)


def open_inputs(paths: Sequence[str], options: ReadOptions, keep_stdin: bool = False) -> Inputs:
    """Return the inputs that `paths` name ("-" is stdin). Raises `InputError` for a path that does not exist.

    With `keep_stdin` standard input is copied to a temporary file, so that it can be read again.
    """
    once = False
    for path in paths:
        if path == STDIN:
            once = once or not keep_stdin
            continue
        place = find_place(path)
        if place is None:
            raise InputError(_cannot_read(path))
        mode = os.stat(place.path).st_mode  # noqa: PTH116
        once = once or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
    if options.files_from not in (None, STDIN) and not os.path.exists(str(options.files_from)):  # noqa: PTH110
        raise InputError(f"cannot read the list {quote(str(options.files_from))}: it does not exist")
    if options.manifest is not None and not os.path.isfile(options.manifest):  # noqa: PTH113
        raise InputError(f"cannot read the manifest {quote(options.manifest)}: it is no file")
    return Inputs(tuple(paths), options, rereadable=not once, keeps_stdin=keep_stdin)


def _cannot_read(path: str) -> str:
    if path.startswith(("http://", "https://")):
        return f"{quote(path)}: newsclean fetches nothing; pipe the page to it: curl -sL URL | newsclean --url URL"
    try:
        os.stat(path)  # noqa: PTH116
    except OSError as error:
        return f"cannot read {quote(path)}: {error.strerror}"
    return f"cannot read {quote(path)}"


def find_page(source: str, max_size: int, **options: object) -> Page:
    """Return the page of a source, or the first page of a file; `options` are those of `ReadOptions`.

    Raises `InputError` if there is none, or if it cannot be read.
    """
    reading = ReadOptions(max_size=max_size, **options)  # type: ignore[arg-type]
    for item in open_inputs([source], reading).items():
        page = load(item, max_size)
        if isinstance(page, Skip):
            raise InputError(f"{printable(page.source)}: {page.reason}: {printable(page.detail)}")
        return page
    raise InputError(f"{printable(source)}: there is no page in it. Name a page, or an archive that holds one.")
