"""Score whether a word belongs to names or to sentences, with a small learned model of letters.

The model is a sum of weights of the word's runs of letters, each found by a hash. It answers where the list of given
names does not: "Budget Travel Guides" is written like a name, "Edzel Tabing" is one.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from math import sqrt
from zlib import crc32

from newsclean.metadata.phrases import DATA_DIR

MODEL = "name_words.bin"
MODEL_VERSION = 1
RUNS = (2, 3, 4, 5)  # letters of the runs, the word's ends counted in
MAX_WORD_CHARS = 24
_LATIN = re.compile("[a-z\u00df-\u024f'’-]+")
_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MIN_WORD_CHARS = 3  # shorter ones are initials, abbreviations, particles
# Log-odds of a name's words, on the mean: of names that begin with no known given name six of seven have more, of
# phrases one of six. After a "By" nearly all are names.
MIN_LIKENESS, MIN_LIKENESS_IN_BYLINE = -1.5, -2.5


def runs_of(word: str, buckets: int) -> set[int]:
    """Return the numbers of a word's runs of letters, the whole word among them."""
    ended = f"^{word}$"
    parts = {ended[i : i + size] for size in RUNS for i in range(len(ended) - size + 1)}
    return {crc32(part.encode()) % buckets for part in (*parts, ended)}


@cache
def _model() -> tuple[memoryview, float, float]:
    """Return the weights in steps, what a step weighs, and the log-odds of a word without any."""
    header, _, body = (DATA_DIR / MODEL).read_bytes().partition(b"\n")
    about = json.loads(header)
    if about["version"] != MODEL_VERSION or tuple(about["runs"]) != RUNS or about["buckets"] != len(body):
        raise ValueError(f"{MODEL} is not of this version: run benchmarks/train_names.py")
    return memoryview(body).cast("b"), float(about["step"]), float(about["bias"])


@lru_cache(maxsize=4096)
def word_likeness(word: str) -> float | None:
    """Return how surely a word is one of names, as log-odds; None for scripts that the model has not learned."""
    word = word.casefold()[:MAX_WORD_CHARS]
    if _LATIN.fullmatch(word) is None:
        return None
    weights, step, bias = _model()
    runs = runs_of(word, len(weights))
    return step * sum(weights[run] for run in runs) / sqrt(len(runs)) + bias


def reads_like_name(text: str, least: float = MIN_LIKENESS) -> bool:
    """Return whether the words of `text` are rather names than words of a sentence.

    >>> reads_like_name("Edda Larsson"), reads_like_name("Budget Travel Guides")
    (True, False)
    """
    known = [
        likeness
        for word in _WORDS.findall(text)
        if len(word) >= _MIN_WORD_CHARS
        if (likeness := word_likeness(word)) is not None
    ]
    return not known or sum(known) / len(known) >= least
