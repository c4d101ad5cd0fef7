"""Reading ahead in a thread: bounded, and with errors that are not lost."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator

import pytest

from newsclean.model import Page
from newsclean.workers.readahead import Feed


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.001)


def test_an_endless_input_is_read_in_bounds() -> None:
    read = 0

    def pages() -> Iterator[Page]:
        nonlocal read
        for read in itertools.count():
            yield Page(str(read), b"x")

    feed = Feed(pages())
    feed.start()
    wait_for(lambda: feed.is_full)
    held = feed.waiting
    assert read <= held + 1
    taken = [feed.take().source for _ in range(held)]
    assert taken == [str(n) for n in range(held)]
    wait_for(lambda: feed.waiting > 0)
    assert not feed.exhausted
    feed.stop()
    feed.join(30)
    assert not feed.is_alive()


def test_large_pages_count_by_their_bytes() -> None:
    feed = Feed(Page(str(n), bytes(8 << 20)) for n in range(100))
    feed.start()
    wait_for(lambda: feed.is_full)
    assert feed.waiting < 10
    feed.stop()
    feed.join(30)


def test_an_error_comes_after_what_was_read_before() -> None:
    def pages() -> Iterator[Page]:
        yield Page("0", b"x")
        raise RuntimeError("the reader")

    feed = Feed(pages())
    feed.run()
    assert feed.signal.recv(1) == b"!"
    assert feed.take().source == "0"
    assert feed.exhausted
    assert feed.take() is None
    with pytest.raises(RuntimeError, match="the reader"):
        feed.check()
    feed.stop()
