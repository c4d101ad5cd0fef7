"""Messages that are made to cost time or memory, and the forms that mails really have."""

from __future__ import annotations

import tracemalloc
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.readers.mime import leaves, read_message, time_of

HEAD = b'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="b"\n\n'


@pytest.mark.parametrize("eol", [b"\n", b"\r\n"])
def test_parts_are_found_by_their_boundary(eol: bytes) -> None:
    inner = b"Content-Type: multipart/alternative; boundary=in\n\n--in\nContent-Type: text/html\n\n<p>1\n--in--\n"
    text = b"preamble\n--b\n" + inner + b"--b\nContent-Type: text/plain; charset=x\n\ntwo\n\n--b--\nepilogue"
    found = list(leaves(read_message((HEAD + text).replace(b"\n", eol))))
    assert [part.decoded().replace(b"\r", b"") for part in found] == [b"<p>1", b"two\n"]
    assert [(part.type, part.parameter("charset")) for part in found] == [("text/html", None), ("text/plain", "x")]


def test_a_header_without_end_is_refused_and_one_of_many_fields_is_cut() -> None:
    with pytest.raises(ValueError, match="a header of more than 65536 bytes"):
        read_message(b"Content-Type: multipart/related" + b"; a=b" * 100_000)
    message = read_message(b"A: " + b"x" * 60_000 + b"\nDate: Tue, 5 Mar 2024 10:11:12 -0000\n\nbody")
    assert len(message.fields["a"]) <= 4000
    assert time_of(message) == "2024-03-05T10:11:12+00:00"


@pytest.mark.parametrize(
    "body",
    [b"--b\n" * 500_000, b"--b\n\n" * 400_000, b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 20_000],
    ids=["lines", "parts", "nested"],
)
def test_a_bomb_of_parts_takes_no_more_than_its_bytes(body: bytes) -> None:
    message = read_message(HEAD + body)
    tracemalloc.start()
    count = sum(1 for _ in islice(leaves(message), 100_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count <= 10_000
    assert peak < 4_000_000


@given(st.binary(), st.sampled_from([b"", HEAD, HEAD + b"--b\n", b"Content-Transfer-Encoding: base64\n\n"]))
def test_no_bytes_break_it(data: bytes, head: bytes) -> None:
    for part in leaves(read_message(head + data)):
        assert len(part.decoded()) <= len(head + data)
