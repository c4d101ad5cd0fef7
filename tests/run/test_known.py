"""The pages that an output knows."""

from __future__ import annotations

from newsclean.run.known import Entries, Entry


def test_entries_are_found_by_source_and_by_content() -> None:
    made = [Entry.of(f"p{n}.html", f"content {n}") for n in range(200)]
    entries = Entries(b"".join(part for entry in made for part in entry))
    assert all(entries.find(entry.source) == entry and entries.has_content(entry.content) for entry in made)
    other = Entry.of("p200.html", "content 1")  # the same content in another file is another page
    assert entries.find(other.source) is None
    assert not entries.has_content(other.content)
