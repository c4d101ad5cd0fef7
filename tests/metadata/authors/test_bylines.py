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
