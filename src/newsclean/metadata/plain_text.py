"""Metadata of text inputs (.md, .txt): title, byline, dates, source line and tags from their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.metadata.authors.byline_lines import names_in_line
from newsclean.metadata.authors.prefix import without_prefix
from newsclean.metadata.dates.parse import not_after
from newsclean.metadata.dates.text import Found, dates_in
from newsclean.metadata.page_url import choose_url
from newsclean.metadata.phrases import phrase_pattern
from newsclean.metadata.sources.candidates import Candidate, Candidates
from newsclean.model import Block, Page

_HEAD_BLOCKS, _TAIL_BLOCKS = 16, 14
_LINE = 140  # characters of a metadata line
_PROSE = 160  # characters from which a block is the article's text
_TAGS = phrase_pattern("lines", "tags")
_SECTION = phrase_pattern("lines", "section")
_SOURCE = phrase_pattern("lines", "source")
_LINKED = phrase_pattern("lines", "link")
_SENTENCE_END = re.compile(r"[.!?。！？؟…]['\"”»)]?$")


class _MetadataLines:
    """The metadata lines of a text as they are read."""

    def __init__(self) -> None:
        self.fields: dict[str, list[Candidate]] = {}
        self.kinds: dict[int, str] = {}
        self.title: str | None = None
        self.dated: list[tuple[int, str, Found]] = []  # place, the name before the date, the date

    def add(self, field: str, value: str, i: int, kind: str) -> None:
        self.fields.setdefault(field, []).append(Candidate(value, "text"))
        self.kinds[i] = kind


def collect_from_text(blocks: Sequence[Block], page: Page, *, latest: str | None) -> Candidates:
    """Return what the head and tail of a text say: as `collect_candidates`.

    `line_kinds` of the answer names the blocks that are metadata lines, with their kinds; a text that begins with
    its first paragraph has none, and goes through as it is. `latest`: ISO 8601, no date can be later.
    """
    limit = page.fetched_at or latest
    lines = _MetadataLines()
    first = _first_prose(blocks)
    for i, block in enumerate(blocks[:first]):
        if len(block.text) <= _LINE or block.tag[0] == "h":
            _read_line(lines, i, block, limit)
    for i in range(max(first, len(blocks) - _TAIL_BLOCKS), len(blocks)):
        if len(blocks[i].text) <= 2 * _LINE:
            _read_tags(lines, i, blocks[i].text)
    if lines.title is None and first and 0 not in lines.kinds and _may_be_title(blocks[0]):
        lines.title = blocks[0].text.replace("\n", " ")
        if lines.kinds:  # among metadata lines it is the headline for sure
            lines.kinds[0] = "headline"
    _resolve_dates(lines)
    url, origin = choose_url(list(lines.fields.get("url", ())), page.url)
    return Candidates(
        title=lines.title,
        title_source="text" if lines.title else None,
        url=url,
        url_source=origin,
        latest=limit,
        fields={field: tuple(words) for field, words in lines.fields.items()},
        line_kinds=lines.kinds,
    )


def _first_prose(blocks: Sequence[Block]) -> int:
    """Return the number of the first block that is the article's text; metadata lines are before it."""
    for i, block in enumerate(blocks[:_HEAD_BLOCKS]):
        if block.tag[0] == "h" and block.tag != "hr":
            continue
        if len(block.text) > _PROSE or (len(block.text) > 70 and _SENTENCE_END.search(block.text)):
            return i
    return min(len(blocks), _HEAD_BLOCKS) if len(blocks) > _HEAD_BLOCKS else 0


def _may_be_title(block: Block) -> bool:
    words = block.text.split()
    return 2 <= len(words) <= 40 and len(block.text) <= 220 and not _SENTENCE_END.search(block.text.rstrip("?!"))


def _read_line(lines: _MetadataLines, i: int, block: Block, limit: str | None) -> None:
    text = " ".join(block.text.split())
    if block.tag in ("h1", "h2") and lines.title is None:
        lines.title, lines.kinds[i] = text, "headline"
        return
    if _read_tags(lines, i, text):
        return
    if match := _SECTION.match(text):
        lines.add("section", match["section"], i, "tags")
    elif match := _LINKED.match(text):
        lines.add("url", match[1], i, "navigation")
    elif match := _SOURCE.match(text):
        lines.fields.setdefault("original", []).append(Candidate(match["name"].strip(" ."), "name:text"))
        lines.kinds[i] = "original"
    elif without_prefix(text)[1] and (names := _signed(text)):
        for name in names:
            lines.add("authors", name, i, "byline")
        for found in dates_in(text)[:1]:
            lines.dated.append((i, "", found))
    else:
        _read_date(lines, i, text, limit)


def _signed(text: str) -> list[str]:
    names = names_in_line(text)
    if names:
        return names
    bare = without_prefix(text)[0]
    capitalised = bare[:1].isupper() and all(word[:1].isupper() for word in bare.split() if len(word) > 3)
    return [bare] if len(bare) <= 40 and capitalised else []


def labelled_tags(text: str) -> list[str]:
    """Return the tags of a line such as "Topics: Rivers, Trade"; nothing of other lines."""
    colon = max(text.find(":", 0, 40), text.find("：", 0, 20))
    match = _TAGS.match(text) if colon > 0 else None
    if match is None:
        return []
    return [w.strip(" .#") for w in re.split(r"\s*[,،，、;|]\s*", match["tags"]) if w.strip(" .#") and len(w) <= 80]


def _read_tags(lines: _MetadataLines, i: int, text: str) -> bool:
    tags = labelled_tags(text)
    for tag in tags:
        lines.add("tags", tag, i, "tags")
    return bool(tags)


def _read_date(lines: _MetadataLines, i: int, text: str, limit: str | None) -> None:
    """Read a line that is a date, or a name and a date: "Global Courier, March 29, 2016"."""
    found = [f for f in dates_in(text) if not_after(f.stamp, limit)]
    if not found or len(text) > 90:
        return
    name = text[: found[0].start].strip(" ,|–—-·:()")
    rest = text[found[-1].end :].strip(" ,|–—-·:().")
    if len(rest) > 24 or (name and len(name.split()) > 6):
        return
    named = bool(name) and not (found[0].issued or found[0].changed) and name[:1].isalnum()
    lines.dated.append((i, name if named else "", found[0]))
    lines.kinds[i] = "stamp"


def _resolve_dates(lines: _MetadataLines) -> None:
    """Resolve dated lines: the newest is the publication's own, an older one with a name the source's."""
    if not lines.dated:
        return
    own = max(lines.dated, key=lambda d: (d[2].stamp.date, bool(d[1])))
    for i, name, found in lines.dated:
        value = found.stamp.iso()
        if (i, name, found) == own:
            lines.fields.setdefault("published", []).append(Candidate(value, "text"))
            if name:
                lines.fields.setdefault("publisher", []).append(Candidate(name, "text"))
        elif name:
            lines.fields.setdefault("original", []).append(Candidate(name, "name:text"))
            lines.fields["original"].append(Candidate(value, "date:text"))
            lines.kinds[i] = "original"
