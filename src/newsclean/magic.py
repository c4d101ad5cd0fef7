"""First bytes of files: what a file is, whatever its name says. The one table of them."""

from __future__ import annotations

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
)


def find_magic(head: bytes) -> Magic | None:
    """Return what the first bytes of a file show it to be, None for text and for what is not in the table.

    >>> find_magic(b"%PDF-1.7 ...").name
    'PDF'
    """
    return next((magic for magic in _MAGIC if head.startswith(magic.start)), None)
