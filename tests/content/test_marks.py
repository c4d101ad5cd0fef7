"""Marks: an extractor's answer names the blocks, whatever it does to their text."""

from __future__ import annotations

from newsclean.content.marks import marked_runs, marker, open_tag


def test_every_run_has_a_mark_of_its_own_that_is_found_again() -> None:
    marks = [marker(number) for number in range(5_000)]
    assert len(set(marks)) == len(marks)
    text = "".join(f"{mark}Text of run {number}.\n" for number, mark in enumerate(marks) if number % 3)
    assert marked_runs(text) == {number for number in range(5_000) if number % 3}


def test_text_without_marks_names_no_run() -> None:
    assert marked_runs("The crane, the Kran, ο γερανός, 起重机, кран.") == set()


def test_tags_have_what_extractors_look_at_and_nothing_that_ends_them() -> None:
    made = open_tag("div", {"class": 'a"><script>', "id": None, "onclick": "x()"})
    assert made == '<div class="a&quot;&gt;&lt;script&gt;" id="">'
