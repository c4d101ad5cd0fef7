"""What names and first bytes say: kinds of inputs, compressions, and names that are safe to print."""

from __future__ import annotations

import re
from typing import NamedTuple

KINDS = ("html", "text", "jsonl", "warc", "wacz", "zip", "tar", "mhtml")
ARCHIVES = frozenset({"warc", "wacz", "zip", "tar", "jsonl"})  # kinds with many pages in one file

_KIND_BY_EXTENSION = {
    **dict.fromkeys(("html", "htm", "xhtml", "xht", "shtml", "shtm"), "html"),
    **dict.fromkeys(("txt", "text", "md", "markdown"), "text"),
    **dict.fromkeys(("jsonl", "ndjson", "jl"), "jsonl"),
    **dict.fromkeys(("mhtml", "mht"), "mhtml"),
    "warc": "warc",
    "wacz": "wacz",
    "zip": "zip",
    "tar": "tar",
}
_CODEC_BY_EXTENSION = {"gz": "gz", "gzip": "gz", "zst": "zst", "zstd": "zst", "bz2": "bz2", "xz": "xz"}
_SHORT_TARS = {"tgz": "gz", "tbz": "bz2", "tbz2": "bz2", "txz": "xz", "tzst": "zst"}

# Extensions that are never pages: passed over in a directory without a look inside.
_OTHER_NAMES = """
css js mjs map json xml rss atom ico png jpg jpeg gif webp avif svg bmp tif tiff woff woff2 ttf otf eot
mp3 mp4 m4a m4v ogg oga ogv wav webm avi mov mkv flv swf pdf ps epub doc docx xls xlsx ppt pptx odt ods rtf
csv tsv parquet arrow feather sqlite db pickle pkl npy npz exe dll so dylib bin iso dmg deb rpm apk jar class
pyc py sh bat log cdx cdxj idx yaml yml toml ini cfg conf lock sql torrent 7z rar
"""
_OTHER = frozenset(_OTHER_NAMES.split())

_MAGIC = (
    (b"\x1f\x8b", "gz"),
    (b"\x28\xb5\x2f\xfd", "zst"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\x00", "xz"),
)

# The first bytes of a page: any tag that only a page has. A closed list, so no pattern can run away.
_TAGS = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|script|style|link|div|span|p|a|h[1-6]|table|ul|article|main"
    rb"|section|header|nav|br|img|center|font|frameset)[\s>/]",
    re.IGNORECASE,
)

SNIFF_BYTES = 4096


class Name(NamedTuple):
    """What a file's name says. `kind` is one of `KINDS`, "other" for what is never a page, "" if unknown."""

    kind: str
    codec: str  # "gz", "zst", "bz2", "xz" or ""
    extension: str  # for the count of what was passed over: ".jpg", or "(none)"


def read_name(name: str) -> Name:
    """Kind and compression by the extensions of a file name: "a.warc.gz" is `("warc", "gz", ".warc.gz")`."""
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
    return _KIND_BY_EXTENSION.get(extension, "other" if extension in _OTHER else "")


def sniff_codec(head: bytes) -> str:
    """The compression that the first bytes show, or ""."""
    return next((codec for magic, codec in _MAGIC if head.startswith(magic)), "")


def sniff_kind(head: bytes) -> str:
    """The kind of an input by its first (decompressed) 4 KiB; "" if they look like nothing known."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith((b"WARC/1.", b"WARC/0.")):
        return "warc"
    if head[257:262] == b"ustar":
        return "tar"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{") and b'"' in start[:200]:
        return "jsonl"
    if is_mhtml(head):
        return "mhtml"
    return sniff_text(head)


def sniff_text(head: bytes) -> str:
    """ "html", "text" or "" for bytes that are neither."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[1:2] == b"\0" or head[:1] == b"\0":
        head = head.replace(b"\0", b"")  # UTF-16: the tags show without their other bytes
    if _TAGS.search(head):
        return "html"
    if head.startswith((b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff")) or b"\0" in head:
        return ""
    controls = sum(
        head.count(byte) for byte in (b"\x01", b"\x02", b"\x03", b"\x04", b"\x0e", b"\x0f", b"\x7f")
    )
    return "text" if head.strip() and controls * 50 <= len(head) else ""


def is_mhtml(head: bytes) -> bool:
    """Whether these are the first bytes of a page saved as MHTML."""
    lowered = head[:2048].lower()
    return b"multipart/related" in lowered and (b"mime-version:" in lowered or b"snapshot-content" in lowered)
