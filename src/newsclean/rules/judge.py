"""The judge: what the rules say about one page's blocks, and which of them go.

Every block is matched once. What a match is worth depends on where the block stands, which is known
after extraction: *head* lies before the article's second prose paragraph, *tail* after its last one. Both
are found from the ends inwards, passing over what is cut, so a footer of notices as long as the article
is still a tail.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from newsclean.model import Block
from newsclean.rules.engine import Engine, Place2Rules, engine_of
from newsclean.rules.fold import FoldMap, fold
from newsclean.rules.headline import find_headline

if TYPE_CHECKING:
    from newsclean.rules.catalogue import Catalogue, Rule

_PROSE = 80  # characters of a paragraph; scripts without blanks say as much in a third of it
_WIDE_PROSE = 30
_SHARE = 0.3  # of a body's characters, the most that phrases alone may take from its midst
_LEFT = 200  # characters that must be left for a longer tail to go
_REACH = 40  # blocks outside the body that still count as its head and tail
_TAKEN = 30  # blocks that a heading takes with it
_LINE = 250  # characters of a link that a heading takes with it
_TITLE = 150  # characters of an embed's title
_ENDS = ".!?…\"”'’»)。！？"  # the last character of what is no title
_CAPTION = 40  # characters of a line without a link between such links: "2 hours ago"

_NOTICES = frozenset({"disclaimer", "reuse", "copyright", "original"})  # "whatever is said above …"
_WIDE = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_QUOTES = '"“„«‘‚「『”»'
_QUOTED = re.compile(r'"[^"]{20,}"|«[^»]{20,}»|「[^」]{8,}」')  # on folded text


def judge(catalogue: Catalogue, blocks: Sequence[Block], title: str | None) -> Judgement:
    """Match all rules against the blocks of one page."""
    engine = engine_of(catalogue)
    known: Place2Rules = {}
    hits: dict[int, tuple[int, ...]] = {}
    for i, block in enumerate(blocks):
        found = engine.match(block.text) + engine.by_place(block.place, known)
        if found:
            found = tuple(n for n in found if engine.fits(n, block))
            if found and engine.all_plain(found) and _out_of_reach(engine, found, block):
                continue
            if found:
                hits[i] = found
    return Judgement(engine, blocks, title, hits)


def _out_of_reach(engine: Engine, found: Sequence[int], block: Block) -> bool:
    """Whether the phrase is somebody's words, which the article quotes."""
    if block.text[0] in _QUOTES:
        return True
    notice = any(engine.rules[n].kind in _NOTICES for n in found)
    if not notice and engine.is_story(block.text):
        return True
    if not block.link_chars and "<blockquote>" in block.place.around:
        return True
    if not any(quote in block.text for quote in _QUOTES):
        return False
    folded = fold(block.text)
    quoted = [match.span() for match in _QUOTED.finditer(folded)]
    if not quoted:
        return False
    starts = [start for n in found for start in engine.starts(n, folded)]
    return bool(starts) and all(any(a < start < b for a, b in quoted) for start in starts)


class Judgement:
    """What the rules say about one page. `hits` are the rules that fit each block, by number."""

    def __init__(
        self, engine: Engine, blocks: Sequence[Block], title: str | None, hits: dict[int, tuple[int, ...]]
    ) -> None:
        self._engine = engine
        self._blocks = blocks
        self._title = title
        self._hits = hits

    def rules_for(self, index: int) -> list[Rule]:
        """The rules that fit a block, whether or not they are heard where it stands."""
        return [self._engine.rules[n] for n in self._hits.get(index, ())]

    def sure(self, keep: Collection[str] = ()) -> set[int]:
        """The blocks that go wherever they stand: by markup with text or links, or as whole known lines."""
        rules, firm = self._engine.rules, self._engine.firm
        by_markup: set[int] = set()
        by_phrase: set[int] = set()
        for i, found in self._hits.items():
            for n in found:
                if firm[n] and rules[n].scope == "any" and self._heard(n, keep, ()):
                    if not rules[n].by_markup and is_heading(self._blocks[i]):
                        continue  # it may be a subhead of the story: see `_Pass.spare_subheads`
                    (by_markup if rules[n].by_markup else by_phrase).add(i)
                    break
        prose = sum(len(b.text) for b in self._blocks if is_prose(b))
        if sum(len(self._blocks[i].text) for i in by_phrase) > _SHARE * prose:
            return by_markup
        return by_markup | by_phrase

    def verdicts(
        self, body: Sequence[bool], keep: Collection[str] = (), drop: Collection[str] = ()
    ) -> list[Rule | None]:
        """For each block the rule that cuts it, or None.

        `body` says which blocks were extracted. Blocks outside it are judged too, as head and tail of
        what is inside, so that their values can be harvested. Kinds in `keep` are never cut; kinds in
        `drop` are cut wherever their phrases stand, and without the guard against taking too much.
        """
        return _Pass(self, body, keep, drop).run()

    def harvest(self, verdicts: Sequence[Rule | None]) -> dict[str, list[str]]:
        """What the cut blocks say: field -> values as printed, in page order, each once."""
        values: dict[str, list[str]] = {}
        for i, found in sorted(self._hits.items()):
            if verdicts[i] is None:
                continue
            for n in found:
                if self._engine.rules[n].harvest is not None:
                    self._read(n, self._blocks[i], values)
        return values

    def trimmed(self, keep: Collection[str] = ()) -> dict[int, str]:
        """The texts of the blocks that lose a part (rules with `part`), without it; may be empty."""
        texts: dict[int, str] = {}
        for i, found in self._hits.items():
            for n in found:
                rule = self._engine.rules[n]
                if rule.part and rule.kind not in keep:
                    texts[i] = self._without(n, texts.get(i, self._blocks[i].text))
        return texts

    # -- inner parts, also for _Pass

    def _heard(self, n: int, keep: Collection[str], drop: Collection[str]) -> bool:
        rule = self._engine.rules[n]
        return not rule.part and rule.kind not in keep and (not rule.optional or rule.kind in drop)

    def _without(self, n: int, text: str) -> str:
        lines = []
        for line in text.split("\n"):
            mapped = FoldMap(line)
            left, end = "", 0
            for start, stop, _ in sorted(self._engine.spans(n, mapped), key=lambda span: span[:2]):
                if start >= end:
                    left += mapped.original(end, start) + " "
                    end = stop
            left += mapped.original(end, len(mapped.folded))
            lines.append(" ".join(left.split()))
        return "\n".join(line for line in lines if line)

    def _read(self, n: int, block: Block, values: dict[str, list[str]]) -> None:
        rule = self._engine.rules[n]
        assert rule.harvest is not None
        for _, _, named in self._engine.spans(n, FoldMap(block.text)):
            parts = {rule.harvest if name == "value" else name: text for name, text in named.items()}
            if not parts:
                parts = {rule.harvest: " ".join(block.text.split())}
            for name, text in parts.items():
                for value in text.split(",") if name == "tags" else [text]:
                    value = value.strip(" \t,;:|")
                    if value and value not in values.setdefault(name, []):
                        values[name].append(value)
            break
        if rule.harvest == "original":
            for href in block.hrefs[:1]:
                if href.startswith(("http://", "https://")):
                    values.setdefault("original_url", []).append(href)


def is_prose(block: Block) -> bool:
    """Whether a block reads like a paragraph: long enough, not a heading, not mostly links."""
    length = len(block.text)
    if length < _WIDE_PROSE or block.link_chars * 2 > length or block.tag in _HEADINGS:
        return False
    return length >= _PROSE or len(_WIDE.findall(block.text)) * 2 > length


def is_heading(block: Block) -> bool:
    """Whether a block is a heading, by its element or because all of it is bold, as old pages have it."""
    return block.tag in _HEADINGS or block.strong_chars >= len(block.text) - block.text.count(" ")


def _equals(heading: Block, paragraph: Block) -> bool:
    """Whether both stand in the same element; a heading may be wrapped in an element of its own."""
    parent = heading.place.parent
    return parent is not None and parent in (paragraph.place.parent, paragraph.place)


def is_title(text: str) -> bool:
    """Whether a line may be the title of what stands below it."""
    return len(text) <= _TITLE and text[-1] not in _ENDS


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class _Pass:
    """One passing of verdicts over a page."""

    def __init__(
        self, judgement: Judgement, body: Sequence[bool], keep: Collection[str], drop: Collection[str]
    ) -> None:
        self.judgement = judgement
        self.engine = judgement._engine
        self.blocks = judgement._blocks
        self.body = body
        self.keep = keep
        self.drop = drop
        self.cuts: list[Rule | None] = [None] * len(self.blocks)
        self.soft: list[int] = []  # cuts in the midst of the body by a phrase alone
        inside = [i for i, wanted in enumerate(body) if wanted]
        self.first, self.last = (inside[0], inside[-1]) if inside else (0, -1)

    def run(self) -> list[Rule | None]:
        scopes = ("any", "between")
        for i, found in self.judgement._hits.items():
            for n in found:
                rule = self.engine.rules[n]
                if self.heard(n) and (rule.scope in scopes or rule.kind in self.drop):
                    self.cuts[i] = rule
                    if not rule.by_markup and self.body[i] and rule.kind not in self.drop:
                        self.soft.append(i)
                    break
        self.spare_subheads()
        self.take_links()
        head = self.head()
        tail = self.tail()
        self.guard(set(head), set(tail))
        return self.cuts

    def heard(self, n: int) -> bool:
        return self.judgement._heard(n, self.keep, self.drop)

    def by(self, i: int, scope: str) -> Rule | None:
        for n in self.judgement._hits.get(i, ()):
            if self.engine.rules[n].scope in (scope, "ends") and self.heard(n):
                return self.engine.rules[n]
        return None

    def stands(self, i: int) -> bool:
        """Whether block `i` is a paragraph of the article."""
        return self.body[i] and self.cuts[i] is None and is_prose(self.blocks[i])

    def spare_subheads(self) -> None:
        """A heading cut for its words that stands among the paragraphs as their equal is one of theirs."""
        for i, rule in enumerate(self.cuts):
            if rule is None or rule.by_markup or rule.kind in self.drop or rule.takes:
                continue
            block = self.blocks[i]
            if is_heading(block) and self.first < i < self.last:
                above, below = self.neighbour(i, -1), self.neighbour(i, 1)
                if above and below and is_prose(below) and _equals(block, above) and _equals(block, below):
                    self.cuts[i] = None

    def neighbour(self, i: int, step: int) -> Block | None:
        """The nearest block of the body that is not cut, above or below block `i`."""
        j = i + step
        while self.first <= j <= self.last and (not self.body[j] or self.cuts[j] is not None):
            j += step
        return self.blocks[j] if self.first <= j <= self.last else None

    def take_links(self) -> None:
        """A heading such as "Read also" takes the links below it with it."""
        for i, rule in [(i, rule) for i, rule in enumerate(self.cuts) if rule is not None]:
            if rule.takes == "links":
                for j in range(i + 1, self.links_below(i + 1)):
                    self.cuts[j] = self.cuts[j] or rule
            elif rule.takes == "above" and i and is_title(self.blocks[i - 1].text):
                self.cuts[i - 1] = self.cuts[i - 1] or rule

    def links_below(self, start: int) -> int:
        """The end of the run of links that begins at `start`."""
        end = start
        for j in range(start, min(start + _TAKEN, len(self.blocks))):
            block = self.blocks[j]
            length = len(block.text)
            if length <= _LINE and block.link_chars * 2 > length:
                end = j + 1
            elif length > _CAPTION or block.tag in _HEADINGS:
                break
        return end

    def head(self) -> list[int]:
        """Cut by the head's rules; the blocks of the head."""
        paragraphs = 0
        zone: list[int] = []
        for i in range(max(0, self.first - _REACH), self.last + 1):
            if self.cuts[i] is None:
                self.cuts[i] = self.by(i, "head")
            if self.stands(i):
                paragraphs += 1
                if paragraphs == 2:
                    break
            zone.append(i)
        if "headline" not in self.keep:
            inside = [i for i in zone if self.body[i] and self.cuts[i] is None]
            for i, rule in find_headline(self.blocks, inside, self.judgement._title).items():
                self.cuts[i] = rule
        return zone

    def tail(self) -> list[int]:
        """Cut by the tail's rules; the blocks of the tail."""
        zone: list[int] = []
        for i in range(min(len(self.blocks), self.last + 1 + _REACH) - 1, self.first - 1, -1):
            if self.cuts[i] is None:
                self.cuts[i] = self.by(i, "tail")
            if self.stands(i):
                heading = self.introduced(i)
                if heading is None:
                    break
                self.cuts[i] = self.cuts[heading] = self.by(heading, "tail")
            zone.append(i)
        return zone

    def introduced(self, i: int) -> int | None:
        """The block just above `i` if it is a heading that takes the next paragraph with it."""
        above = next((j for j in range(i - 1, max(-1, i - 3), -1) if self.body[j]), None)
        if above is None:
            return None
        rule = self.by(above, "tail")
        return above if rule is not None and rule.takes == "next" else None

    def guard(self, head: set[int], tail: set[int]) -> None:
        """No phrases take more than 30 % from the midst of a body, nor all of it from its end."""
        inside = [i for i, wanted in enumerate(self.body) if wanted]
        total = sum(len(self.blocks[i].text) for i in inside)
        soft = [i for i in self.soft if i not in tail and i not in head]
        if sum(len(self.blocks[i].text) for i in soft) > _SHARE * total:
            for i in soft:
                self.cuts[i] = None
        left = sum(len(self.blocks[i].text) for i in inside if self.cuts[i] is None)
        if left < min(_LEFT, (1 - _SHARE) * total):
            for i in inside:
                rule = self.cuts[i]
                if rule is not None and not rule.by_markup and rule.kind not in self.drop:
                    self.cuts[i] = None
