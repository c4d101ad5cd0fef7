"""The pages that are learned from."""

from __future__ import annotations

import random

from newsclean.learning.sample import LARGE, SMALL, Sample, sample_size


def test_the_sample_is_bounded_and_does_not_depend_on_order() -> None:
    names = [f"{random.Random(number).getrandbits(64):016x}" for number in range(500)]
    forward, backward = Sample(), Sample()
    for number, name in enumerate(names):
        forward.add("a", name, number)
        backward.add("a", names[-1 - number], 499 - number)
    assert forward.numbers(4) == backward.numbers(4)
    assert len(forward.numbers(4)) == LARGE
    assert [sample_size(n) for n in (1, SMALL, 25, 10_000)] == [1, SMALL, max(SMALL, 25 // 3), LARGE]


def test_copies_take_one_place_in_the_sample() -> None:
    sample = Sample()
    for number in range(20):
        sample.add("a", f"{7:016x}", number)
    assert sample.numbers(1) == {0}
    assert sample.numbers(2) == set()


def test_sites_beyond_the_bound_are_left_out_and_counted() -> None:
    sample = Sample(max_sites=100)
    for number in range(400):
        for page in range(5 if number < 50 else 1):
            sample.add(f"site{number}", f"{number * 10 + page:016x}", number * 10 + page)
    assert sample.beyond > 0
    assert {number // 10 for number in sample.numbers(4)} == set(range(50))
