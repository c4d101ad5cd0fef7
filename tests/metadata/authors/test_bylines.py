"""The lines of a page that may be its byline."""

from __future__ import annotations

from newsclean.html.blocks import parse, read_blocks
from newsclean.metadata.authors.bylines import Around, Found, Reader
from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.names.common_words import CommonWords

_PROSE = "<p>The lock gates were lifted out of the canal on Monday and nobody has said when they will return.</p>"


def _reader(line: str) -> Reader:
    tree = parse(f"<body><h1>Lock gates</h1>{line}{_PROSE}</body>")
    blocks = read_blocks(tree)
    return Reader(blocks, Landmarks(0, 2, 2), Around(tree, CommonWords(blocks), frozenset({"harbourpost"})))


def test_a_line_with_a_by_gives_its_names() -> None:
    found = _reader("<div>By Ada Byron</div>").read(1)
    assert found is not None
    assert found.names == ["Ada Byron"]


def test_a_line_without_a_name_gives_nothing() -> None:
    assert _reader("<div>Photo by Ada Byron</div>").read(1) is None


def test_persons_are_told_from_the_site_and_from_newsrooms() -> None:
    reader = _reader("<div>By Ada Byron</div>")
    for name, person in (("Ada Byron", True), ("Harbour Post", False), ("Team Harbour", False)):
        found = Found(1.0, [name])
        assert (reader.names_people(found), reader.names_office(found)) == (person, not person)


def test_a_line_below_the_link_to_another_story_is_that_one_s() -> None:
    card = "<h3><a href=/x>Keeper found asleep</a></h3><p>By Ada Byron</p>"
    blocks = read_blocks(parse(f"<body><h1>Lock gates</h1>{_PROSE}{_PROSE}{card}"))
    reader = Reader(blocks, Landmarks(0, 1, 2), Around(None, CommonWords(blocks), frozenset()))
    assert reader.read(4) is None


def test_a_line_below_a_headline_is_a_deck_where_its_element_is_called_one() -> None:
    assert _reader("<p class=deck>Por Amor al Pan</p>").read(1) is None
