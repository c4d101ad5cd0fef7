"""Lines above and below a story that name its authors and say nothing else."""

from __future__ import annotations

import pytest

from newsclean.html.elements import make_element
from newsclean.model import Block
from newsclean.rules.rule import NOTE, SIGNATURE
from newsclean.rules.signature import find_signatures

BODY = make_element(None, "body")
STORY = "The old crane in the harbour was sold on Monday, and nobody knows who is going to take it away from the quay."


def blocks(*lines: str, tag: str = "p") -> list[Block]:
    return [Block(text, tag if text != STORY else "p", make_element(BODY, tag)) for text in lines]


def signatures(page: list[Block], *authors: str) -> list[int]:
    found = find_signatures(page, [True] * len(page), authors)
    return [i for i, rule in sorted(found.items()) if rule is SIGNATURE]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("JANE DOE", "Jane Doe"),
        ("Jane Doe, 04.08.05, 1:21 PM ET", "Jane Doe"),
        ("Posted by Jane Doe, Harbour Desk", "Jane Doe"),
        ("By Jane Doe, Head of the Museum of Cranes and Lighthouses", "Jane Doe"),
        ("Zusammengestellt von Erika Beispiel", "Erika Beispiel"),
        ("From Harbour News' Jane Doe:", "Jane Doe"),
        ("— Rob", "Rob"),
        ("码头日报 记者 王小河", "王小河"),
        ("渡辺花子", "渡辺花子"),
        ("[김나루 항구뉴스 기자]", "김나루"),
        ("항구뉴스 김나루입니다.", "김나루"),
        ("（本文有删节，本报记者王小河整理）", "王小河"),
    ],
)
def test_a_line_with_a_name_and_little_else_signs_above_and_below(line: str, author: str) -> None:
    assert signatures(blocks(line, STORY, STORY), author) == [0]
    assert signatures(blocks(STORY, STORY, line), author) == [2]


@pytest.mark.parametrize(
    "line",
    [
        "Jane Doe wept.",
        "Jane Doe: It was never for sale? I knew that.",
        "A long evening on the quay with Jane Doe",
        "Sign up for the letters that Jane Doe writes from the harbour",
        "码头日报 记者 王小河 昨天在码头，看到吊车已经开走",
        "Doe & Sons",
        "12:30",
    ],
)
def test_sentences_and_other_lines_stay(line: str) -> None:
    assert signatures(blocks(line, STORY, line), "Jane Doe", "王小河", "Doe") == []


def test_a_first_name_alone_has_no_words_beside_it() -> None:
    assert signatures(blocks("Dear Rob", STORY, "Your Rob"), "Rob") == []


def test_names_within_the_story_stay() -> None:
    assert signatures(blocks(STORY, STORY, "Jane Doe", STORY), "Jane Doe") == []


def test_only_the_first_and_last_lines_are_looked_at() -> None:
    assert signatures(blocks(STORY, STORY, "Jane Doe", "One", "Two", "Three"), "Jane Doe") == []


def test_headings_and_pages_without_authors_are_left_alone() -> None:
    assert signatures(blocks("Jane Doe", STORY, tag="h2"), "Jane Doe") == []
    assert signatures(blocks("Jane Doe", STORY)) == []


@pytest.mark.parametrize(
    "note",
    [
        "Jane Doe is a pilot and lives in Harbour Street.",
        "Korrespondentin Jane Doe schreibt seit zehn Jahren über Kräne.",
        "Jane Doe, a pilot, can be reached at jane.doe@example.com.",
    ],
)
def test_a_last_paragraph_that_begins_with_the_author_is_a_note(note: str) -> None:
    page = blocks(STORY, STORY, STORY, note)
    assert find_signatures(page, [True] * 4, ["Jane Doe"]) == {3: NOTE}
    assert find_signatures(page, [True] * 4, ["Jane Doe"], keep={"bio"}) == {}
    assert find_signatures(page[2:], [True] * 2, ["Jane Doe"]) == {}


@pytest.mark.parametrize(
    "line",
    [
        "Jane Doe: Thank you for the talk about the crane and the harbour.",
        "Jane Doe's boat was the last to leave the harbour that night.",
        'Jane Doe said to the council, "I never wanted the crane."',
        "In the end the council gave the crane to Jane Doe and her sister.",
    ],
)
def test_other_last_paragraphs_with_the_name_are_the_story(line: str) -> None:
    assert find_signatures(blocks(STORY, STORY, STORY, line), [True] * 4, ["Jane Doe"]) == {}
