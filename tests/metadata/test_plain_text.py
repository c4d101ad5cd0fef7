"""Text inputs: the head of a text says what it is; a clean text has no head."""

from __future__ import annotations

from newsclean.html.markdown import read_text
from newsclean.metadata import collect_from_text, resolve_metadata
from newsclean.model import Metadata, Page

_PROSE = (
    "The lock gates were lifted out of the canal on Monday, and nobody at the waterways office has said when "
    "they will return to town or who will pay for the crane that took them away."
)
_NOTE = f"""# Canal gates leave town

By [Nordhavn Today](#)

Harbour Post, March 29, 2016

[Nordhavn Today](#) 28 March 2016

Region: [Europe](#)

Topics: [Canals](#), [Ducks](#)

{_PROSE}

{_PROSE}
"""


def _resolve(text: str, page: Page | None = None) -> tuple[Metadata, dict[int, str]]:
    blocks = read_text(text, markdown=True)
    candidates = collect_from_text(blocks, page or Page("t", b""), latest="2024-01-01")
    body = [i not in candidates.line_kinds for i in range(len(blocks))]
    return resolve_metadata(candidates, {}, blocks, body, text, "en"), dict(candidates.line_kinds)


def test_the_head_of_a_note_becomes_its_metadata() -> None:
    found, head = _resolve(_NOTE)
    assert found.title == "Canal gates leave town"
    assert found.authors == ("Nordhavn Today",)
    assert found.published == "2016-03-29"
    assert found.publisher == "Harbour Post"
    assert found.tags == ("Europe", "Canals", "Ducks")
    assert (found.original.name, found.original.published) == ("Nordhavn Today", "2016-03-28")
    assert sorted(head.values()) == ["byline", "headline", "original", "stamp", "tags", "tags"]
    assert found.origins["authors"] == "text"


def test_a_clean_text_has_no_metadata_lines() -> None:
    assert _resolve(f"{_PROSE}\n\n{_PROSE}")[1] == {}
    assert _resolve(f"What happens next\n\n{_PROSE}\n\n{_PROSE}")[1] == {}


def test_prose_that_begins_like_a_byline_stays() -> None:
    line = "By Monday the canal was dry, and the ducks had found the fountain in front of the town hall."
    assert _resolve(f"# Canal gates leave town\n\n{line}\n\n{_PROSE}")[1] == {0: "headline"}


def test_a_given_address_and_fetch_time_are_used() -> None:
    page = Page("t", b"", url="https://harbourpost.example/gates", fetched_at="2016-03-28T23:00:00Z")
    found, _ = _resolve(_NOTE, page)
    assert found.url == "https://harbourpost.example/gates"
    assert found.published == "2016-03-28"


def test_an_empty_text_says_nothing() -> None:
    assert collect_from_text([], Page("t", b""), latest=None).title is None
