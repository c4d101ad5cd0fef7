"""The judge: what the rules say about one page's blocks, and which of them go.

Every block in and around the article is matched once. What a match is worth where the block stands is
settled in verdicts.py.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from newsclean.model import Block
from newsclean.rules.catalogue import MAX_CHARS
from newsclean.rules.fold import FoldMap, fold
from newsclean.rules.match import Engine, engine_of
from newsclean.rules.position import Verdicts, around

if TYPE_CHECKING:
    from newsclean.rules.catalogue import Catalogue, Rule


_NOTICES = frozenset({"disclaimer", "reuse", "copyright"})  # "whatever is said above …"
_QUOTES = '"“„«‘‚「『”»'
# A word of every copyright line, in the languages that have a rule for one.
_RIGHTS = re.compile(
    "©|\\([cC]\\)|opyright|COPYRIGHT|[rR]eserv|[rR]echte|[dD]roits|[dD]erechos|[dD]ireitos|[dD]iritti|[pP]rawa"
    "|[пП]рав|版权|版權|著作権|無断|転載|저작권|حقوق"
).search
_QUOTED = re.compile(r'"[^"]{20,}"|«[^»]{20,}»|「[^」]{8,}」')  # on folded text


def judge(
    catalogue: Catalogue, blocks: Sequence[Block], title: str | None, body: Sequence[bool] | None = None
) -> Judgement:
    """Match all rules against the blocks of one page: those in and around the article, if `body` tells it."""
    engine = engine_of(catalogue)
    hits: dict[int, tuple[int, ...]] = {}
    for i in range(len(blocks)) if body is None else _heard(blocks, body):
        block = blocks[i]
        found = engine.match(block.text) + engine.by_element(block.element)
        if found:
            found = tuple(n for n in found if engine.fits(n, block))
            if found and engine.all_plain(found) and _out_of_reach(engine, found, block):
                continue
            if found:
                hits[i] = found
    return Judgement(engine, blocks, title, hits)


def _heard(blocks: Sequence[Block], body: Sequence[bool]) -> list[int]:
    """The blocks near the article, and what may be the copyright line of the page: it stands in its footer."""
    reach = around(body)
    return [i for i, block in enumerate(blocks) if i in reach or (len(block.text) <= MAX_CHARS and _RIGHTS(block.text))]


def _out_of_reach(engine: Engine, found: Sequence[int], block: Block) -> bool:
    """Whether the phrase is somebody's words, which the article quotes."""
    if block.text[0] in _QUOTES:
        return True
    notice = any(engine.rules[n].kind in _NOTICES for n in found)
    if not notice and engine.is_story(block.text):
        return True
    if not block.link_chars and "<blockquote>" in block.element.around:
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
        self.engine = engine
        self.blocks = blocks
        self.title = title
        self.hits = hits

    def rules_for(self, index: int) -> list[Rule]:
        """The rules that fit a block, whether or not they are heard where it stands."""
        return [self.engine.rules[n] for n in self.hits.get(index, ())]

    def verdicts(
        self, body: Sequence[bool], keep: Collection[str] = (), drop: Collection[str] = ()
    ) -> list[Rule | None]:
        """For each block the rule that cuts it, or None.

        `body` says which blocks were extracted. Blocks outside it are judged too, as head and tail of
        what is inside, so that their values can be harvested. Kinds in `keep` are never cut; kinds in
        `drop` are cut wherever their phrases stand, and without the guard against taking too much.
        """
        return Verdicts(self, body, keep, drop).run()

    def harvest(self, verdicts: Sequence[Rule | None]) -> dict[str, list[str]]:
        """What the cut blocks say: field -> values as printed, in page order, each once."""
        values: dict[str, list[str]] = {}
        for i, found in sorted(self.hits.items()):
            verdict = verdicts[i]
            if verdict is None:
                continue
            for n in found:
                rule = self.engine.rules[n]
                # A rule for the head or the tail is heard where the block was cut for standing there.
                here = rule.scope not in ("head", "tail") or verdict.scope in (rule.scope, "ends")
                if rule.harvest is not None and here:
                    self._read(n, self.blocks[i], values)
        return values

    def trimmed(self, keep: Collection[str] = ()) -> dict[int, str]:
        """The texts of the blocks that lose a part (rules with `part`), without it; may be empty."""
        texts: dict[int, str] = {}
        for i, found in self.hits.items():
            for n in found:
                rule = self.engine.rules[n]
                if rule.part and rule.kind not in keep:
                    texts[i] = self._without(n, texts.get(i, self.blocks[i].text))
        return texts

    def heard(self, n: int, keep: Collection[str], drop: Collection[str]) -> bool:
        """Whether rule `n` may cut whole blocks at all, as the user has it."""
        rule = self.engine.rules[n]
        return not rule.part and rule.kind not in keep and (not rule.optional or rule.kind in drop)

    def _without(self, n: int, text: str) -> str:
        lines = []
        for line in text.split("\n"):
            mapped = FoldMap(line)
            left, end = "", 0
            for start, stop, _ in sorted(self.engine.spans(n, mapped), key=lambda span: span[:2]):
                if start >= end:
                    left += mapped.original(end, start) + " "
                    end = stop
            left += mapped.original(end, len(mapped.folded))
            lines.append(" ".join(left.split()))
        return "\n".join(line for line in lines if line)

    def _read(self, n: int, block: Block, values: dict[str, list[str]]) -> None:
        rule = self.engine.rules[n]
        assert rule.harvest is not None
        for _, _, named in self.engine.spans(n, FoldMap(block.text)):
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
