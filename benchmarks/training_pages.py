"""Pages of the gold sets as the classifier is trained on them: blocks, labels and weights, trafilatura's votes."""

from __future__ import annotations

import bisect
from pathlib import Path
from typing import Any

import numpy as np
from folds import Row, read_body
from scoring import WORD

from newsclean.content.trafilatura import mark, trafilatura_votes
from newsclean.document import Document, open_page, topic_of
from newsclean.html.shape import prose_size, weight
from newsclean.model import Block, Page, Skip
from newsclean.options import Options

# Sets whose gold has headline, byline or date in it, which are no part of a record's text.
_WITH_HEAD = frozenset({"big9", "chaos", "dragnet", "l3s", "sites"})
_MAX_WEIGHT = 600  # of one block: a long paragraph is no more important than five ordinary ones
_BASE_WEIGHT = 30


def words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def text_labels(texts: list[str], gold: str) -> list[float | None]:
    """Return for each block the share of its 4-grams in the gold.

    Blocks of a few words are in any text by chance: they count where the gold has them between the same long ones.
    """
    gold_words = words(gold)
    grams: dict[tuple[str, ...], int] = {}
    for i in range(len(gold_words) - 3):
        grams.setdefault(tuple(gold_words[i : i + 4]), i)
    offsets, joined = [], " " + " ".join(gold_words) + " "
    at = 0
    for word in gold_words:
        offsets.append(at)
        at += len(word) + 1
    found: list[float | None] = []
    anchors: list[tuple[int, int]] = []
    split = [words(text) for text in texts]
    for i, block in enumerate(split):
        if len(block) < 6:
            found.append(None)
            continue
        hits = [grams.get(tuple(block[k : k + 4])) for k in range(len(block) - 3)]
        share = sum(hit is not None for hit in hits) / len(hits)
        found.append(share)
        first = next((hit for hit in hits if hit is not None), None)
        if share > 0.6 and first is not None:
            anchors.append((i, first))
    indexes = [i for i, _ in anchors]
    for i, block in enumerate(split):
        if found[i] is not None:
            continue
        k = bisect.bisect(indexes, i)
        low = offsets[anchors[k - 1][1]] if k else 0
        high = offsets[anchors[k][1]] if k < len(anchors) else len(joined)
        needle = " " + " ".join(block) + " "
        end = (high if high >= low else len(joined)) + len(needle)
        found[i] = float(bool(block) and bool(anchors) and joined.find(needle, low, end) >= 0)
    return found


def snippet_labels(texts: list[str], row: Row) -> list[float | None]:
    """Return 1 for blocks with a snippet that belongs, 0 for those with one that does not, None for unknown ones."""
    flat = [" ".join(text.split()).lower() for text in texts]
    found: list[float | None] = []
    for text in flat:
        good = any(" ".join(s.split()).lower() in text for s in row.get("with") or ())
        bad = any(" ".join(s.split()).lower() in text for s in row.get("without") or ())
        found.append(1.0 if good else 0.0 if bad else None)
    return found


def _labels(blocks: list[Block], row: Row) -> list[float | None]:
    texts = [block.text for block in blocks]
    if row.get("text"):
        found = text_labels(texts, f"{row.get('deck') or ''}\n{row['text']}")
    elif row.get("article") is False:
        found = [0.0] * len(texts)
    else:
        found = snippet_labels(texts, row)
    if row["set"] in _WITH_HEAD:
        # Whether the gold has the lines above the first paragraph says nothing about the body.
        first = next((i for i, b in enumerate(blocks) if (found[i] or 0) > 0.5 and prose_size(b)), len(blocks))
        found[:first] = [None if share else share for share in found[:first]]
    return found


def _opened(pages: Path, row: Row) -> Document | None:
    """Return the document of a page that the classifier would be asked about; None for others."""
    document = open_page(Page(row["file"], read_body(pages, row), row.get("url")), Options())
    if isinstance(document, Skip) or document.selected is not None or not document.blocks:
        return None
    return document


def page_blocks(pages: Path, row: Row) -> dict[str, Any] | None:
    """Return the page's blocks with their labels and weights (0: unknown), and its topic; None if it has none."""
    document = _opened(pages, row)
    if document is None:
        return None
    blocks = list(document.blocks)
    labels = _labels(blocks, row)
    return {
        **{key: row[key] for key in ("set", "site", "file")},
        "blocks": blocks,
        "topic": topic_of(document.candidates),
        "gold": np.array([share is not None and share > 0.5 for share in labels]),
        "weights": _weights(blocks, labels),
    }


def _weights(blocks: list[Block], labels: list[float | None]) -> Any:
    known = np.array([share is not None for share in labels])
    sizes = np.array([min(weight(b.text), _MAX_WEIGHT) + _BASE_WEIGHT for b in blocks]) * known
    return sizes / max(1, sizes.sum())


def page_votes(pages: Path, row: Row) -> list[bool] | None:
    """Return trafilatura's votes on the page's blocks; None if it has none."""
    document = _opened(pages, row)
    if document is None or document.tree is None:
        return None
    return trafilatura_votes(mark(document.tree))
