"""Reading ahead in a thread: bounded, and with errors that are not lost."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator

import pytest

from newsclean.model import Page
from newsclean.workers.readahead import Feed, lane_of


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
    taken = [found for _ in range(held) if (found := feed.take()) is not None]
    assert [number for number, _ in taken] == list(range(held))
    assert [item.source for _, item in taken] == [str(n) for n in range(held)]
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
    assert feed.take() == (0, Page("0", b"x"))
    assert feed.exhausted
    assert feed.take() is None
    with pytest.raises(RuntimeError, match="the reader"):
        feed.check()
    feed.stop()


def test_pages_of_one_host_or_folder_are_in_one_lane() -> None:
    urls = [Page(f"crawl#{n}", b"x", f"https://post{n % 40}.example/{n}") for n in range(80)]
    files = [Page(f"scrape/post{n % 40}/{n}.html", b"x") for n in range(80)]
    for pages in (urls, files):
        lanes = [lane_of(page, 3) for page in pages]
        assert lanes[:40] == lanes[40:]
        assert set(lanes) == {0, 1, 2}
        assert {lane_of(page, 1) for page in pages} == {0}


def test_each_lane_has_its_own_order() -> None:
    pages = [Page(f"post{n % 5}/{n}.html", b"x") for n in range(20)]
    feed = Feed(pages, lanes=2)
    feed.run()
    for lane in (1, 0):
        taken = []
        while (found := feed.take(lane)) is not None:
            taken.append(found)
        assert feed.is_empty(lane)
        assert taken == [(n, page) for n, page in enumerate(pages) if lane_of(page, 2) == lane]
        assert feed.first() == (None if lane == 0 else (0, 0))
    feed.stop()
