"""File signatures: the one table of first bytes that say what a file is, whatever its name."""

from __future__ import annotations

import codecs
from typing import NamedTuple


class Magic(NamedTuple):
    """First bytes, what a person calls such a file, and its codec if it is a compressed one."""

    start: bytes
    name: str
    codec: str = ""


_MAGIC = (
    Magic(b"%PDF-", "PDF"),
    Magic(b"\x89PNG", "PNG image"),
    Magic(b"GIF8", "GIF image"),
    Magic(b"\xff\xd8\xff", "JPEG image"),
    Magic(b"RIFF", "media file"),
    Magic(b"PK\x03\x04", "zip archive"),
    Magic(b"PK\x05\x06", "zip archive"),
    Magic(b"\x1f\x8b", "gzip file", "gz"),
    Magic(b"\x28\xb5\x2f\xfd", "zstd file", "zst"),
    *(Magic(bytes((first,)) + b"\x2a\x4d\x18", "zstd file", "zst") for first in range(0x50, 0x60)),
    Magic(b"BZh", "bzip2 file", "bz2"),
    Magic(b"\xfd7zXZ\x00", "xz file", "xz"),
    Magic(b"7z\xbc\xaf\x27\x1c", "7z archive"),
    Magic(b"Rar!", "rar archive"),
    Magic(b"\x1f\x9d", "compress file"),
    Magic(b"II*\x00", "TIFF image"),
    Magic(b"MM\x00*", "TIFF image"),
    Magic(b"AT&TFORM", "DjVu document"),
    Magic(b"ITSF", "CHM document"),
    Magic(b"\x7fELF", "program"),
    Magic(b"MZ\x90", "program"),
    Magic(b"SQLite format 3", "database"),
    Magic(b"PAR1", "Parquet file"),
    Magic(b"ARROW1", "Arrow file"),
    Magic(b"bplist00", "property list"),
    Magic(b"\xd0\xcf\x11\xe0", "Office document"),
    Magic(b"{\\rtf", "RTF document"),
    Magic(b"OggS", "media file"),
    Magic(b"ID3", "audio file"),
    Magic(b"\x00\x00\x01\x00", "icon"),
    Magic(b"wOFF", "font"),
    Magic(b"wOF2", "font"),
    Magic(b"Obj\x01", "Avro file"),
    Magic(b"FEA1\0\0\0\0", "Feather file"),
    Magic(b"\x89HDF", "HDF5 file"),
    Magic(b"\x93NUMPY", "NumPy file"),
    *(Magic(bytes((0x80, version)), "Python pickle") for version in (2, 3, 4, 5)),
    Magic(b"!<arch>", "Unix archive"),
    Magic(b"MSCF\0\0\0\0", "cabinet archive"),
    Magic(b"\x04\x22\x4d\x18", "LZ4 file"),
    Magic(b"\x5d\x00\x00", "LZMA file"),
    Magic(b"\0asm", "program"),
    Magic(b"%!PS", "PostScript file"),
    Magic(b"d8:announce", "torrent"),
)
_FIRST_BYTES = frozenset(magic.start[:1] for magic in _MAGIC)

_WIDE_MARKS = (  # of UTF-32 first: one of them begins as one of UTF-16 does
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE_NAMES = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")


def find_magic(head: bytes) -> Magic | None:
    """Return what the first bytes of a file show it to be, None for text and for what is not in the table.

    >>> find_magic(b"%PDF-1.7 ...").name
    'PDF'
    """
    if head[:1] not in _FIRST_BYTES:  # as of nearly all pages
        return None
    return next((magic for magic in _MAGIC if head.startswith(magic.start)), None)


def wide_encoding(head: bytes) -> str:
    """Return "utf-16-le", "utf-16-be", "utf-32-le" or "utf-32-be" if the first bytes are text in it, else "".

    Without a mark of the byte order, the first two characters must be ASCII: markup, JSON or names of columns.

    >>> wide_encoding("<p>".encode("utf-16-le")), wide_encoding("<p>".encode("utf-32-be")), wide_encoding(b"<p>")
    ('utf-16-le', 'utf-32-be', '')
    """
    for mark, name in _WIDE_MARKS:
        if head.startswith(mark):
            return name
    first = head[:8] if len(head) >= 8 else head[:4]
    if 0 not in first:  # of two bytes to an ASCII character one is
        return ""
    for name in _WIDE_NAMES:
        text = first.decode(name, "replace")
        if len(first) >= 4 and text.isascii() and all(char.isprintable() or char in "\t\r\n" for char in text):
            return name
    return ""
