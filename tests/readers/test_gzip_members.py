"""Gzip files member by member, whatever lies between them."""

from __future__ import annotations

import gzip
import io

from newsclean.readers.decompressors import TornError
from newsclean.readers.gzip_members import Member, Members

PAGES = [b"first " * 50, b"second " * 50, b"third " * 50]
ONE, TWO, THREE = (gzip.compress(page, mtime=0) for page in PAGES)


def read_all(member: Member) -> bytes:
    parts = []
    while part := member.read(100):
        parts.append(part)
    return b"".join(parts)


def found(data: bytes) -> list[tuple[int, bytes | None]]:
    """Offset and content of each member; None for bytes that are no gzip or are broken."""
    members = Members(io.BytesIO(data), lambda start: start.startswith((b"first", b"second", b"third")))
    rows: list[tuple[int, bytes | None]] = []
    for offset, member in members:
        try:
            rows.append((offset, None if member is None else read_all(member)))
        except TornError:
            rows.append((offset, None))
            members.repair()
    return rows


def test_members_have_their_offsets() -> None:
    assert found(ONE + TWO + THREE) == [(0, PAGES[0]), (len(ONE), PAGES[1]), (len(ONE + TWO), PAGES[2])]


def test_padding_between_members_is_nothing() -> None:
    assert [content for _, content in found(ONE + bytes(512) + TWO)] == PAGES[:2]


def test_a_broken_member_costs_itself() -> None:
    broken = TWO[:12] + b"\xff" * 8 + TWO[20:]
    assert [content for _, content in found(ONE + broken + THREE)] == [PAGES[0], None, PAGES[2]]


def test_bytes_that_are_no_gzip_are_named_once() -> None:
    assert [content for _, content in found(b"noise" * 9 + TWO)] == [None, PAGES[1]]


def test_a_file_may_end_within_a_member() -> None:
    assert [content for _, content in found(ONE + TWO[:-10])] == [PAGES[0], None]
