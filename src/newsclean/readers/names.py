"""Detection of inputs by name: kind and compression."""

from __future__ import annotations

from typing import NamedTuple

# One file, one page.
PAGE_KINDS = ("html", "text", "mhtml", "eml", "webarchive")
# Files of records, that may hold pages or anything else: read when they are named.
RECORD_KINDS = ("jsonl", "json", "csv", "tsv", "xml", "parquet")
# Files that hold other files or whole answers of servers.
ARCHIVE_KINDS = ("warc", "arc", "wacz", "zip", "tar")
KINDS = (*PAGE_KINDS, *RECORD_KINDS, *ARCHIVE_KINDS)
ARCHIVES = frozenset({*RECORD_KINDS, *ARCHIVE_KINDS})  # kinds with many pages in one file

_KIND_BY_EXTENSION = {
    **dict.fromkeys(("html", "htm", "xhtml", "xht", "shtml", "shtm"), "html"),
    **dict.fromkeys(("txt", "text", "md", "markdown"), "text"),
    **dict.fromkeys(("jsonl", "ndjson", "jl", "jsonlines"), "jsonl"),
    **dict.fromkeys(("mhtml", "mht"), "mhtml"),
    **dict.fromkeys(("xml", "rss", "atom"), "xml"),
    **dict.fromkeys(("tsv", "tab"), "tsv"),
    **{kind: kind for kind in ("eml", "webarchive", "json", "csv", "parquet", *ARCHIVE_KINDS)},
}
_CODEC_BY_EXTENSION = {"gz": "gz", "gzip": "gz", "zst": "zst", "zstd": "zst", "bz2": "bz2", "xz": "xz"}
_SHORT_TARS = {"tgz": "gz", "tbz": "bz2", "tbz2": "bz2", "txz": "xz", "tzst": "zst"}

# Extensions of files that hold no page: not looked into in a directory, and refused when they are named.
_NO_PAGE = frozenset(
    """
css js mjs map ico png jpg jpeg gif webp avif svg bmp tif tiff woff woff2 ttf otf eot
mp3 mp4 m4a m4v ogg oga ogv wav webm avi mov mkv flv swf pdf ps epub doc docx xls xlsx ppt pptx odt ods odp rtf
arrow feather sqlite db pickle pkl npy npz exe dll so dylib bin iso dmg deb rpm apk jar class mbox
pyc py sh bat log cdx cdxj idx emlx msg pst opml yaml yml toml ini cfg conf lock sql torrent 7z rar
""".split()
)


class Name(NamedTuple):
    """What a file's name tells. `kind` is one of `KINDS`, "other" for what is never a page, "" if unknown."""

    kind: str
    codec: str  # "gz", "zst", "bz2", "xz" or ""
    extension: str  # for the count of ignored files: ".jpg", or "(none)"


def read_name(name: str) -> Name:
    """Return kind and compression by the extensions of a file name.

    >>> read_name("crawls/a.warc.gz")
    Name(kind='warc', codec='gz', extension='.warc.gz')
    """
    base = name.rpartition("/")[2]
    parts = [part for part in base.lower().split(".")[-2:] if part.isalnum()] if "." in base else []
    if not parts or len(base.split(".")) < 2:
        return Name("", "", "(none)")
    last = parts[-1]
    if last in _SHORT_TARS:
        return Name("tar", _SHORT_TARS[last], "." + last)
    codec = _CODEC_BY_EXTENSION.get(last, "")
    if codec:
        inner = parts[0] if len(parts) == 2 and base.count(".") >= 2 else ""
        kind = _kind(inner)
        return Name(kind, codec, f".{inner}.{last}" if kind else f".{last}")
    return Name(_kind(last), "", "." + last)


def _kind(extension: str) -> str:
    return _KIND_BY_EXTENSION.get(extension, "other" if extension in _NO_PAGE else "")
