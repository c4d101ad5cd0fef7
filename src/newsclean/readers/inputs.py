"""What was named as input, opened: directories walked, files and streams read by their kind."""

from __future__ import annotations

import io
import os
import stat
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO

from newsclean.errors import InputError
from newsclean.escaping import quote
from newsclean.model import Reason, Skip
from newsclean.readers import names
from newsclean.readers.items import TEXT_TYPES, Item, PageFile, open_regular, read_page
from newsclean.readers.jsonl import Keys, read_jsonl
from newsclean.readers.limits import Ahead, Stream, expand
from newsclean.readers.sniff import Own, guarded, identities, sniff_stream
from newsclean.readers.walk import Found, Globs, walk

STDIN = "-"
_MAX_DEPTH = 5  # archives within archives
_PAGES = frozenset({"html", "text", "mhtml"})


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are read. `kind` is "auto" or one of `names.KINDS`; `max_size` bytes of one page, decoded.

    `own` are the paths of the run's outputs, never read; `files_from` names a file with one input per
    line ("-" is stdin), separated by NUL with `null`.
    """

    kind: str = "auto"
    max_size: int = 10 * 1024 * 1024
    keys: Keys = field(default_factory=Keys)
    globs: Globs = field(default_factory=Globs)
    own: tuple[str, ...] = ()
    files_from: str | None = None
    null: bool = False


@dataclass
class Inputs:
    """The inputs of a run. `items` can be asked for again when `rereadable`; the order is always the same.

    `passed` counts what the last reading passed over, by extension or kind; `bytes_read` how many bytes
    of the input files it has reached.
    """

    paths: tuple[str, ...]
    options: ReadOptions
    rereadable: bool = True
    passed: Counter[str] = field(default_factory=Counter)
    bytes_read: int = 0
    _list: IO[bytes] | None = None

    def items(self) -> Iterator[Item]:
        """Every page of the inputs, in order. Nothing that goes wrong ends it: it becomes a `Skip`."""
        self.passed.clear()
        self.bytes_read = 0
        own = identities(self.options.own)
        for path in self.paths:
            yield from self._named(os.fsencode(path), own)
        if self.options.files_from is not None:
            for name in self._names():
                yield from self._listed(name)

    def close(self) -> None:
        """Let go of the list of names that was kept."""
        if self._list is not None:
            self._list.close()

    def measure(self) -> tuple[int, int]:
        """Files to be read and their bytes, for a progress bar; takes as long as walking the directories."""
        files = size = 0
        own = identities(self.options.own)
        for path in self.paths:
            if os.path.isdir(path):  # noqa: PTH112 - may be a name that is not UTF-8
                for found in walk(os.fsencode(path), self.options.globs, Counter(), own):
                    if isinstance(found, Found) and self._kind_in_directory(found.relative) is not None:
                        files, size = files + 1, size + found.size
            elif path != STDIN and os.path.isfile(path):  # noqa: PTH113
                files, size = files + 1, size + os.stat(path).st_size  # noqa: PTH116
        return files, size

    def _named(self, path: bytes, own: Own) -> Iterator[Item]:
        if path == STDIN.encode():
            stream = io.FileIO(0, closefd=False)
            yield from guarded(self._stream(stream, STDIN, self._forced(), "", 0), STDIN)
        elif os.path.isdir(path):  # noqa: PTH112 - bytes
            for found in walk(path, self.options.globs, self.passed, own):
                yield from (found,) if isinstance(found, Skip) else self._in_directory(found)
        else:
            yield from self._file(path)

    def _listed(self, name: bytes) -> Iterator[Item]:
        if os.path.isdir(name):  # noqa: PTH112 - bytes; find lists them beside the files in them
            self.passed["directory in --files-from"] += 1
        elif not self.options.globs.takes(os.fsdecode(name)):
            self.passed["not included"] += 1
        else:
            yield from self._file(name)

    def _file(self, path: bytes) -> Iterator[Item]:
        """A file that was named: its kind by its name, else by its first bytes, else it is a page."""
        source = quote(path)
        name = names.read_name(os.fsdecode(path))
        kind = self._forced() or ("" if name.kind == "other" else name.kind)
        try:
            status = os.stat(path)  # noqa: PTH116 - bytes
            if kind in _PAGES and stat.S_ISREG(status.st_mode):
                self.bytes_read += status.st_size
                yield PageFile(source, path, kind, name.codec, _text_type(kind, name.extension))
                return
            opened = open_regular(path) if stat.S_ISREG(status.st_mode) else path
            with _Metered(opened, self) as stream:
                yield from guarded(self._stream(stream, source, kind, name.codec, 0), source)
        except OSError as error:
            yield Skip(source, None, Reason.UNREADABLE, error.strerror or str(error))

    def _in_directory(self, found: Found) -> Iterator[Item]:
        name = names.read_name(found.relative)
        kind = self._kind_in_directory(found.relative)
        source = quote(found.path)
        try:
            if kind == "":
                kind = self._sniff_file(found.path, name.codec)
            if kind is None:
                self.passed[name.extension] += 1
            elif kind in _PAGES:
                self.bytes_read += found.size
                yield PageFile(source, found.path, kind, name.codec, _text_type(kind, name.extension))
            else:
                with _Metered(open_regular(found.path), self) as stream:
                    yield from guarded(self._stream(stream, source, kind, name.codec, 0), source)
        except OSError as error:
            yield Skip(source, None, Reason.UNREADABLE, error.strerror or str(error))

    def _forced(self) -> str:
        return "" if self.options.kind == "auto" else self.options.kind

    def _kind_in_directory(self, relative: str) -> str | None:
        """The kind of a file in a directory or archive; "" if a look inside must tell, None: pass it over."""
        kind = names.read_name(relative).kind
        wanted = self.options.kind
        if wanted not in ("auto", "html"):
            return kind if kind == wanted else None
        if kind in ("other", "text", "jsonl") or (wanted == "html" and kind not in ("", "html")):
            return None
        return kind

    def _sniff_file(self, path: bytes, codec: str) -> str | None:
        with io.FileIO(open_regular(path), "rb") as stream:
            kind = names.sniff_kind(Ahead(expand(stream, codec)).peek(names.SNIFF_BYTES))
        return kind if kind in ("html", "mhtml") else None

    def _stream(self, stream: Stream, source: str, kind: str, codec: str, depth: int) -> Iterator[Item]:
        """The pages of an open stream; `kind` "" is found out by its first bytes."""
        if not kind:
            stream, kind, codec = sniff_stream(stream, codec)
        if kind in _PAGES:
            yield read_page(
                stream, PageFile(source, b"", kind, codec, _text_type(kind, "")), self.options.max_size
            )
        elif depth >= _MAX_DEPTH:
            yield Skip(source, None, Reason.UNREADABLE, "archives nested too deeply")
        elif kind == "jsonl":
            if not codec:
                stream, _, codec = sniff_stream(stream, "") if source != STDIN else (stream, "", "")
            yield from read_jsonl(expand(stream, codec), source, self.options.keys, self.options.max_size)
        elif kind == "warc":
            from newsclean.readers.warc import read_warc

            yield from read_warc(stream, source, self.options.max_size, self.passed)
        else:
            yield from self._members(stream, source, kind, codec, depth)

    def _members(self, stream: Stream, source: str, kind: str, codec: str, depth: int) -> Iterator[Item]:
        from newsclean.readers.archives import read_tar, read_zip

        if not codec and kind == "tar":
            stream, _, codec = sniff_stream(stream, "")
        opened = expand(stream, codec)
        members = (
            read_tar(opened, source, self.passed) if kind == "tar" else read_zip(opened, source, depth > 0)
        )
        for member in members:
            if isinstance(member, Skip):
                yield member
            elif kind == "wacz":
                if member.name.startswith("archive/") and names.read_name(member.name).kind == "warc":
                    yield from self._stream(member.stream, member.source, "warc", "", depth + 1)
            elif not self.options.globs.takes(member.name):
                self.passed["not included"] += 1
            else:
                yield from self._member(member.stream, member.source, member.name, depth + 1)

    def _member(self, stream: Stream, source: str, name: str, depth: int) -> Iterator[Item]:
        read = names.read_name(name)
        inside = self.options.kind in ("auto", "html", "zip", "tar", "wacz")
        kind = _kind_of_member(read.kind) if inside else self._kind_in_directory(name)
        if kind == "":
            stream = Ahead(expand(stream, read.codec))
            read = read._replace(codec="")
            sniffed = names.sniff_kind(stream.peek(names.SNIFF_BYTES))
            kind = sniffed if sniffed in ("html", "mhtml") else None
        if kind is None:
            self.passed[read.extension] += 1
        elif kind in _PAGES:
            page = PageFile(source, b"", kind, read.codec, _text_type(kind, read.extension))
            yield read_page(stream, page, self.options.max_size)
        else:
            yield from self._stream(stream, source, kind, read.codec, depth)

    def _names(self) -> Iterator[bytes]:
        """The names in --files-from. A list from a pipe is kept, so that it can be read again."""
        if self._list is None:
            listed = self.options.files_from or STDIN
            self._list = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the inputs
            with io.FileIO(0, closefd=False) if listed == STDIN else io.FileIO(listed, "rb") as opened:
                while chunk := opened.read(1 << 16):
                    self._list.write(chunk)
        self._list.seek(0)
        rest = b""
        end = b"\0" if self.options.null else b"\n"
        while chunk := self._list.read(1 << 16):
            *whole, rest = (rest + chunk).split(end)
            yield from (name for name in whole if name)
        if rest:
            yield rest


def _kind_of_member(kind: str) -> str | None:
    return None if kind in ("other", "text", "jsonl") else kind


def _text_type(kind: str, extension: str) -> str | None:
    return TEXT_TYPES.get(extension, "text/plain") if kind == "text" else None


class _Metered(io.FileIO):
    """A file that tells the inputs how far it was read."""

    def __init__(self, file: int | bytes, inputs: Inputs) -> None:
        super().__init__(file, "rb")
        self._inputs = inputs

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(-1 if size is None else size) or b""
        self._inputs.bytes_read += len(data)
        return data


def read_stream(stream: Stream, path: str, options: ReadOptions, passed: Counter[str]) -> Iterator[Item]:
    """Every page of an open file, as if it had been named by its `path`, which need not be on this machine.

    `passed` counts what in it is no page.
    """
    inputs, name = Inputs((), options, passed=passed), names.read_name(path)
    kind = inputs._forced() or ("" if name.kind == "other" else name.kind)
    source = quote(path)
    return guarded(inputs._stream(stream, source, kind, name.codec, 0), source)


def open_inputs(paths: Sequence[str], options: ReadOptions) -> Inputs:
    """The inputs that `paths` name ("-" is stdin). Raises `InputError` for a path that does not exist."""
    once = False
    for path in paths:
        if path == STDIN:
            once = True
            continue
        try:
            mode = os.stat(path).st_mode  # noqa: PTH116
        except OSError as error:
            raise InputError(f"cannot read {quote(path)}: {error.strerror}") from None
        once = once or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
    if options.files_from not in (None, STDIN) and not os.path.exists(str(options.files_from)):  # noqa: PTH110
        raise InputError(f"cannot read the list {quote(str(options.files_from))}: it does not exist")
    return Inputs(tuple(paths), options, rereadable=not once)
