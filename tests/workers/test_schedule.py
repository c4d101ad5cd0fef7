"""The items of one map: their order, and what becomes of those that lose their worker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsclean.model import Page, Reason, Skip
from newsclean.workers.readahead import lane_of
from newsclean.workers.schedule import Schedule, Task

WHY = (Reason.CRASHED, "the worker ended with status 3")
FIRST = Page("post/0", b"x")


@pytest.fixture
def schedule() -> Iterator[Schedule]:
    """A schedule of five pages that have been read."""
    made = Schedule(Page(str(n), b"x") for n in range(5))
    made.feed.run()  # here, without a thread
    yield made
    made.feed.stop()


def take(schedule: Schedule, limit: int, *, new: bool = False) -> list[Task]:
    return schedule.next_tasks(limit, for_new_worker=new)


def ordinals(tasks: list[Task]) -> list[int]:
    return [task.ordinal for task in tasks]


def done(schedule: Schedule, tasks: list[Task]) -> None:
    schedule.finish(tasks, [f"answer {task.item.source}" for task in tasks], 100)


def test_answers_wait_for_their_turn(schedule: Schedule) -> None:
    first, second = take(schedule, 2), take(schedule, 9)
    done(schedule, second)
    assert not schedule.has_ready
    assert schedule.ready() == []
    done(schedule, first)
    assert [source for source, _ in schedule.ready()] == ["0", "1", "2", "3", "4"]
    assert schedule.is_finished


def test_the_item_in_progress_is_a_suspect_and_the_others_are_done_again(schedule: Schedule) -> None:
    tasks = take(schedule, 5)
    schedule.lose(tasks, 1, WHY)
    assert schedule.has_suspects
    assert [task.item.source for task in take(schedule, 9)] == ["0", "2", "3", "4"]
    assert [task.item.source for task in take(schedule, 9, new=True)] == ["1"]


def test_a_suspect_that_loses_its_worker_again_has_that_for_its_answer(schedule: Schedule) -> None:
    tasks = take(schedule, 5)
    schedule.lose(tasks, 0, WHY)
    done(schedule, take(schedule, 9))
    schedule.lose(take(schedule, 1, new=True), 0, WHY)
    answers = schedule.ready()
    assert answers[0] == ("0", Skip("0", None, *WHY))
    assert len(answers) == 5
    assert schedule.is_finished


def test_an_item_that_loses_its_worker_again_and_again_is_a_suspect(schedule: Schedule) -> None:
    tasks = take(schedule, 1)
    for _ in range(20):
        schedule.lose(tasks, -1, WHY)
        if schedule.has_suspects:
            break
        tasks = [task for task in take(schedule, 1) if task.item.source == "0"]
    assert schedule.has_suspects


def test_skips_are_answers_without_a_worker() -> None:
    schedule = Schedule([Skip("a", None, Reason.EMPTY, ""), Page("b", b"x")])
    schedule.feed.run()
    (task,) = take(schedule, 9)
    assert task.item.source == "b"
    assert [source for source, _ in schedule.ready()] == ["a"]
    schedule.feed.stop()


def test_no_more_is_given_out_than_may_be_in_memory(schedule: Schedule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsclean.workers.schedule._MAX_OUT_BYTES", 1)
    first = take(schedule, 1) + take(schedule, 9)
    assert [task.item.source for task in first] == ["0", "1"]
    assert take(schedule, 9) == []
    schedule.lose(first[:1], 0, WHY)
    schedule.lose(take(schedule, 1, new=True), 0, WHY)
    done(schedule, first[1:])
    assert [task.item.source for task in take(schedule, 9)] == ["2", "3"]


@pytest.fixture
def two_lanes() -> Iterator[Schedule]:
    """A schedule for two workers, of the pages of two sites in turn, which wait in different lanes."""
    first, other = "post", next(name for name in "abcdef" if lane_of(Page(f"{name}/1", b""), 2) != lane_of(FIRST, 2))
    made = Schedule([Page(f"{(first, other)[n % 2]}/{n}", b"x") for n in range(8)], 2)
    made.feed.run()
    yield made
    made.feed.stop()


def test_a_worker_has_the_pages_of_its_sites_and_then_those_of_others(two_lanes: Schedule) -> None:
    lane = lane_of(FIRST, 2)
    assert ordinals(two_lanes.next_tasks(9, for_new_worker=False, lane=lane)) == [0, 2, 4, 6]
    assert ordinals(two_lanes.next_tasks(2, for_new_worker=False, lane=lane)) == [1, 3]
    assert ordinals(two_lanes.next_tasks(9, for_new_worker=False, lane=1 - lane)) == [5, 7]


def test_far_ahead_only_the_item_that_others_wait_for_is_taken(
    two_lanes: Schedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    lane = lane_of(FIRST, 2)
    monkeypatch.setattr("newsclean.workers.schedule._MAX_AHEAD_ITEMS", 2)
    ahead = two_lanes.next_tasks(9, for_new_worker=False, lane=1 - lane)
    assert ordinals(ahead) == [1, 3]
    done(two_lanes, ahead)
    first = two_lanes.next_tasks(9, for_new_worker=False, lane=1 - lane)
    assert ordinals(first) == [0]
    assert two_lanes.next_tasks(9, for_new_worker=False, lane=lane) == []
    done(two_lanes, first)
    assert [source.rpartition("/")[2] for source, _ in two_lanes.ready()] == ["0", "1"]
    assert ordinals(two_lanes.next_tasks(9, for_new_worker=False, lane=lane)) == [2]
