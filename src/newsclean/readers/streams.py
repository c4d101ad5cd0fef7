"""Read an open stream: detect its kind, read its pages and the archives within it."""

from __future__ import annotations

import io
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsclean.magic import find_magic, wide_encoding
from newsclean.model import Reason, Skip
from newsclean.readers.items import Item, PageFile
from newsclean.readers.limits import Ahead, Meter, Stream, expand
from newsclean.readers.names import ARCHIVES, PAGE_KINDS, RECORD_KINDS, Name, read_name
from newsclean.readers.opening import TEXT_TYPES, read_page
from newsclean.readers.records import Keys
from newsclean.readers.sniff import (
    SNIFF_BYTES,
    describe,
    feed_start,
    sniff_codec,
    sniff_kind,
    sniff_stream,
)
from newsclean.readers.walk import Globs

STDIN = "-"
# Kinds by name that the first bytes may tell to be others.
_CHECKED = frozenset({"jsonl", "json", "csv", "tsv", "parquet", "zip", "tar"})
_MAX_DEPTH = 5  # archives within archives
# What may be found inside a file or member with an unknown name: a page, in a wrapping or without.
SINGLE = frozenset({"html", "mhtml", "eml", "webarchive"})


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are read. `kind` is "auto" or one of `names.KINDS`; `max_size` bytes of one page, decoded.

    `own` are the paths of the run's outputs, never read; `files_from` names a file with one input per
    line ("-" is stdin), separated by NUL with `null`. `manifest` is a file that lists pages, see there; `url` is that
    of the only page.
    """

    kind: str = "auto"
    max_size: int = 10 * 1024 * 1024
    keys: Keys = field(default_factory=Keys)
    globs: Globs = field(default_factory=Globs)
    own: tuple[str, ...] = ()
    files_from: str | None = None
    null: bool = False
    manifest: str | None = None
    url: str | None = None

    @property
    def forced(self) -> str:
        """The kind that the user gave, "" if none."""
        return "" if self.kind == "auto" else self.kind


class StreamReader:
    """Reads the streams of one input. `passed` counts what is no page, `meter` what its bytes expand to."""

    def __init__(self, options: ReadOptions, passed: Counter[str], meter: Meter) -> None:
        self._options = options
        self._passed = passed
        self._meter = meter

    def pages(self, stream: Stream, source: str, name: Name, depth: int = 0) -> Iterator[Item]:
        """Yield the pages of a stream. `name` says what is known of it; the kinds "" and "other" are looked into."""
        kind, codec = name.kind, name.codec
        if kind in ("", "other", "xml"):
            stream, head, codec = sniff_stream(stream, codec)
            found = sniff_kind(head)
            if refused := _refusal(head, name, found):
                yield Skip(source, None, Reason.UNREADABLE, refused)
                return
            if kind != "xml" or (found == "html" and feed_start(head) < 0):
                kind = found or "html"
        elif kind in _CHECKED and source != STDIN:  # a pipe that is slow must not be waited for
            stream, head, codec = sniff_stream(stream, codec)
            kind = _kind_by_content(kind, head)
            if kind == "other":
                yield Skip(source, None, Reason.UNREADABLE, f"{describe(head)}: not read")
                return
        if kind in PAGE_KINDS:
            sure = bool(self._options.forced)
            page = PageFile(source, b"", kind, codec, text_type(kind, name.extension), is_sure=sure)
            yield read_page(stream, page, self._options.max_size, self._meter)
        elif depth >= _MAX_DEPTH:
            yield Skip(source, None, Reason.UNREADABLE, "archives nested too deeply")
        elif kind in RECORD_KINDS:
            yield from self._records(stream, source, kind, codec, depth)
        elif kind in ("warc", "arc"):
            from newsclean.readers.arc import read_arc
            from newsclean.readers.warc import read_warc

            read = read_warc if kind == "warc" else read_arc
            yield from read(stream, source, self._options.max_size, self._passed, self._meter)
        else:
            yield from self._members(stream, source, kind, codec, depth)

    def _records(self, stream: Stream, source: str, kind: str, codec: str, depth: int) -> Iterator[Item]:
        if not codec and kind == "parquet":
            stream, _, codec = sniff_stream(stream, "")
        opened = expand(stream, codec, self._meter)
        keys, max_size = self._options.keys, self._options.max_size
        if kind in ("csv", "tsv"):
            from newsclean.readers.tables import read_table

            return read_table(opened, source, keys, max_size, kind)
        if kind == "xml":
            from newsclean.readers.feeds import read_xml

            return read_xml(opened, source, keys, max_size)
        if kind == "parquet":
            return self._parquet(opened, source, depth)
        from newsclean.readers.jsonl import read_json, read_jsonl

        return (read_json if kind == "json" else read_jsonl)(opened, source, keys, max_size)

    def _parquet(self, stream: Stream, source: str, depth: int) -> Iterator[Item]:
        from newsclean.readers.archives import seekable
        from newsclean.readers.parquet import read_parquet

        file = seekable(stream, depth > 0)
        if file is None:
            yield Skip(source, None, Reason.TOO_LARGE, "a Parquet file of this size inside an archive: unpack it")
            return
        with file:
            yield from read_parquet(file, source, self._options.keys, self._options.max_size, self._meter)

    def _members(self, stream: Stream, source: str, kind: str, codec: str, depth: int) -> Iterator[Item]:
        from newsclean.readers.archives import read_zip
        from newsclean.readers.tar import read_tar

        if not codec and kind == "tar":
            stream, _, codec = sniff_stream(stream, "")
        opened = expand(stream, codec, self._meter)
        if kind == "tar":
            members = read_tar(opened, source, self._passed)
        else:
            members = read_zip(opened, source, depth > 0, self._meter)
        before = self._meter.bytes_out
        for member in members:
            if depth == 0:
                self._meter.forgive(before)
                before = self._meter.bytes_out
            if isinstance(member, Skip):
                yield member
            elif kind == "wacz":
                if (inner := read_name(member.name).kind) in ("warc", "wacz"):
                    yield from self.pages(member.stream, member.source, Name(inner, "", ""), depth + 1)
            elif not self._options.globs.takes(member.name):
                self._passed["not included"] += 1
            else:
                yield from self._member(member.stream, member.source, member.name, depth + 1)

    def _member(self, stream: Stream, source: str, name: str, depth: int) -> Iterator[Item]:
        read = read_name(name)
        inside = self._options.kind in ("auto", "html", "zip", "tar", "wacz")
        kind = _kind_of_member(read.kind) if inside else kind_in_directory(name, self._options)
        if kind == "":
            codec = read.codec or ""
            ahead = Ahead(expand(stream, codec, self._meter))
            head = ahead.peek(SNIFF_BYTES)
            if not codec and (codec := sniff_codec(head)):
                head = Ahead(expand(io.BytesIO(head), codec)).peek(SNIFF_BYTES)
            else:
                codec = ""
            read = read._replace(codec=codec)
            found = sniff_kind(head)
            stream, kind = ahead, found if found in SINGLE else None
        if kind is None:
            self._passed[read.extension] += 1
        else:
            yield from self.pages(stream, source, read._replace(kind=kind), depth)


def _kind_by_content(kind: str, head: bytes) -> str:
    """Return how a file that is called `kind` is to be read, by its first bytes; "other" if not at all."""
    found = sniff_kind(head)
    if found in ARCHIVES and (kind, found) != ("json", "jsonl"):  # objects that follow each other are read as either
        return found
    return "other" if kind in RECORD_KINDS and find_magic(head) else kind


def _refusal(head: bytes, name: Name, found: str) -> str:
    """Say why a file is not read whose name says nothing of pages, "" if it is."""
    if name.kind == "xml":
        return ""  # its reader tells what it found
    if not found:
        what = describe(head)
        return f"{what}: not read" if what else ""
    is_page = found in SINGLE and (found != "html" or _begins_as_page(head))
    if name.kind == "other" and not is_page:
        is_known = find_magic(head) is not None
        what = (describe(head) if is_known else None) or f"a {name.extension} file"
        how = {"text": " as plain text", "html": " as a page"}.get(found, "")
        hint = f" (--from {found} reads it{how})" if found in ARCHIVES or not is_known else ""
        return f"{what}: not read{hint}"
    return ""


def _begins_as_page(head: bytes) -> bool:
    """Tell whether a file that is called a script or a picture is a page in spite of that: markup is its first word."""
    start = head.removeprefix(BOM_UTF8).lstrip()
    return start.startswith((b"<", b"HTTP/")) or wide_encoding(head) != ""


def kind_in_directory(relative: str, options: ReadOptions) -> str | None:
    """Return the kind of a file in a directory; "" if its content decides, None if it is not read.

    Files of records are read there only if `--from` asks for them: most of them hold something else.
    """
    kind = read_name(relative).kind
    if options.kind not in ("auto", "html"):
        return kind if kind == options.kind else None
    if kind in ("other", "text", *RECORD_KINDS) or (options.kind == "html" and kind not in ("", "html")):
        return None
    return kind


def _kind_of_member(kind: str) -> str | None:
    return None if kind in ("other", "text", *RECORD_KINDS) else kind


def text_type(kind: str, extension: str) -> str | None:
    """Return the content type of a file of plain text, None for other kinds."""
    return TEXT_TYPES.get(extension, "text/plain") if kind == "text" else None


def errors_as_skips(items: Iterator[Item], source: str) -> Iterator[Item]:
    """Yield the items of one input, and a `Skip` for its rest if reading fails, in whatever way a library does."""
    try:
        yield from items
    except OSError as error:
        yield Skip(source, None, Reason.UNREADABLE, f"the rest: {error.strerror or error}")
    except Exception as error:
        yield Skip(source, None, Reason.UNREADABLE, f"the rest: {type(error).__name__}: {str(error)[:200]}")
