"""The language of an article: script and function words first, langdetect where they are inconclusive.

langdetect (a naive Bayes over character n-grams, Shuyo 2010) costs milliseconds a call, so it is asked
only when script, function words and the page's own declaration do not decide.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsclean.language.function_words import by_word, languages
from newsclean.language_tags import normalise

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory  # type: ignore[import-untyped]

_WORDS_CHARS = 2000  # of the text for counting words
_FIRST_CHARS = 400  # enough where function words are conclusive and the page declares nothing else
_DETECT_CHARS = 300  # of it for langdetect: more gives the same answer, in more time
_MAX_REMEMBERED_GRAMS = 20_000
_FEW_LETTERS = 60  # a text with fewer is short: what the page declares decides
_WORD = re.compile(r"[^\W\d_]+")
_NOISE = re.compile(r"https?://\S+|www\.\S+|[A-Za-z0-9._+-]{1,64}@\S+|[@#]\w+")

# Scripts, by the first and last characters of the blocks that news is written in; and the language of those that have
# but one in the news.
_SCRIPTS = {
    "kana": "\u3041-\u309f \u30a1-\u30fa \u30fc-\u30ff",
    "han": "\u3400-\u4dbf \u4e00-\u9fff",
    "ko": "\u1100-\u11ff \uac00-\ud7af",
    "cyrillic": "\u0400-\u052f",
    "arabic": "\u0621-\u063a \u0641-\u064a \u066e-\u06d3",
    "el": "\u0370-\u03ff \u1f00-\u1fff",
    "he": "\u05d0-\u05ea",
    "th": "\u0e01-\u0e3a \u0e40-\u0e4e",
    "devanagari": "\u0904-\u0939 \u0958-\u0961",
    "bn": "\u0980-\u09ff",
    "pa": "\u0a00-\u0a7f",
    "gu": "\u0a80-\u0aff",
    "or": "\u0b00-\u0b7f",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff",
    "lo": "\u0e80-\u0eff",
    "my": "\u1000-\u109f",
    "ka": "\u10a0-\u10ff",
    "hy": "\u0530-\u058f",
    "am": "\u1200-\u137f",
    "km": "\u1780-\u17ff",
}
_BLOCKS = sorted((block[0], block[-1], name) for name, blocks in _SCRIPTS.items() for block in blocks.split())
_STARTS = [first for first, _, _ in _BLOCKS]
# Languages of the scripts that several share; "latin" takes every other.
_WRITTEN = {
    "cyrillic": frozenset(str.split("ru uk bg sr mk be kk ky mn tg tt ba cv ce os uz az ro")),
    "arabic": frozenset(str.split("ar fa ur ps ckb ku sd ug arz")),
    "devanagari": frozenset(str.split("hi mr ne sa mai bho kok")),
    "he": frozenset({"he", "yi"}),
    "bn": frozenset({"bn", "as"}),
    "am": frozenset({"am", "ti"}),
}
_LATIN_NOT = frozenset(
    str.split(
        "ru uk bg mk be kk ky mn tg ar fa ur ps ckb sd ug hi mr ne he yi el zh ja ko th bn pa gu or ta "
        "te kn ml si lo my ka hy am km"
    )
)
# Languages so close that their function words overlap: a smaller lead tells one from the other.
_KIN = tuple(
    frozenset(kin.split())
    for kin in (
        "zu xh",
        "da no",
        "cs sk",
        "hr sr sl",
        "es pt gl ca",
        "nl af",
        "ru uk be bg mk sr",
        "id tl",
        "fi et",
    )
)


def detect(text: str, declared: Sequence[str]) -> str | None:
    """Return the BCP 47 primary tag of `text`'s language; None where neither text nor page tells.

    `declared` is what the page declares, most trusted first, in any spelling. It decides short
    texts and languages that nothing here knows, and yields to a text that is plainly another language.
    """
    codes = list(dict.fromkeys(code for code in map(normalise, declared[:10]) if code))
    if len(text) > _FIRST_CHARS:
        found = _detect(text[:_FIRST_CHARS], codes, in_brief=True)
        if found is not None and (not codes or found == codes[0]):
            return found
    return _detect(text[:_WORDS_CHARS], codes)


def _detect(text: str, codes: Sequence[str], in_brief: bool = False) -> str | None:
    """Return the language of a text; `codes` are those declared. `in_brief`: None where words are not conclusive."""
    sample = _NOISE.sub(" ", text)
    script, letters = _script(sample)
    if letters == 0:
        return codes[0] if codes else None
    if script == "han":
        return "ja" if "ja" in codes and letters < _FEW_LETTERS else "zh"
    if script not in ("latin", "cyrillic", "arabic", "devanagari"):
        fitting = _WRITTEN.get(script, frozenset({script}))
        return next((code for code in codes if code in fitting), script)
    fitting_declared = [code for code in codes if _fits(code, script)]
    found = _by_words(sample, script, fitting_declared, in_brief)
    if found is not None or in_brief:
        return found
    if letters < _FEW_LETTERS and fitting_declared:
        return fitting_declared[0]
    return _by_letters(sample, script, fitting_declared)


def _fits(code: str, script: str) -> bool:
    return code not in _LATIN_NOT if script == "latin" else code in _WRITTEN[script]


def _script(sample: str) -> tuple[str, int]:
    """Return the script of most letters, and how many letters there are."""
    if sample.isascii():
        return "latin", sum(map(str.isalpha, sample))
    counts = dict.fromkeys((*_SCRIPTS, "latin"), 0)
    letters = 0
    for char, count in Counter(sample).items():
        letters += count * char.isalpha()
        counts[_script_of(char)] += count
    del counts["latin"]  # whatever is in no block
    # A kanji says as much as two or three letters; kana among them make it Japanese.
    if counts["han"] + counts["kana"] > 0.3 * letters:
        total = counts["han"] + counts["kana"]
        if counts["ko"] > total:
            return "ko", letters
        return ("ja" if counts["kana"] > 0.08 * total else "han"), letters
    del counts["han"], counts["kana"]
    name, most = max(counts.items(), key=lambda pair: pair[1])
    return (name if most > letters - sum(counts.values()) else "latin"), letters


@lru_cache(maxsize=10_000)
def _script_of(char: str) -> str:
    """Return the script in whose blocks a character is; "latin" for what is in none."""
    at = bisect_right(_STARTS, char) - 1
    return _BLOCKS[at][2] if at >= 0 and char <= _BLOCKS[at][1] else "latin"


def _by_words(sample: str, script: str, codes: Sequence[str], in_brief: bool) -> str | None:
    """Return the language whose function words the text is full of, if they are conclusive.

    A language that the page declares needs fewer and, but for a text `in_brief`, no lead; without one a short text may
    have fewer.
    """
    words = _WORD.findall(sample.casefold())
    table = by_word()
    hits: Counter[str] = Counter()
    for word, count in Counter(words).items():
        for language in table.get(word, ()):
            hits[language] += count
    ranked = [(n, code) for code, n in hits.most_common(6) if _fits(code, script)]
    if not ranked:
        return None
    most, best = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0
    stranger = max((n for n, code in ranked[1:] if not any(best in k and code in k for k in _KIN)), default=0)
    if best in codes and most >= max(3, 0.05 * len(words)) and most >= 1.15 * second:
        return best
    if codes and codes[0] not in languages() and most < 0.15 * len(words):
        return codes[0]
    many = most >= max(8, 0.04 * len(words)) or (not codes and most >= max(5, 0.1 * len(words)))
    if many and most >= 2 * stranger and most >= 1.2 * second:
        return best
    own = hits[codes[0]] if codes and not in_brief else 0
    return codes[0] if own >= max(3, 0.04 * len(words)) and 1.25 * own >= most else None


class _GramShares(dict[str, list[float]]):
    """langdetect's table of how often each language has a run of letters, worked out for those that a text has.

    langdetect itself makes it of all that are in its profiles, which takes half a second.
    """

    def __init__(self, profiles: Sequence[Mapping[str, Any]]) -> None:
        super().__init__()
        self._profiles = [(profile["freq"], profile["n_words"]) for profile in profiles]

    def __contains__(self, gram: object) -> bool:
        return isinstance(gram, str) and bool(self[gram])

    def __missing__(self, gram: str) -> list[float]:
        if len(self) >= _MAX_REMEMBERED_GRAMS:
            self.clear()
        shares: list[float] = []
        if any(gram in counts for counts, _ in self._profiles):
            shares = [counts.get(gram, 0) / totals[len(gram) - 1] for counts, totals in self._profiles]
        self[gram] = shares
        return shares


@lru_cache(maxsize=1)
def _factory() -> DetectorFactory:
    """Load langdetect's profiles, once per process, and seed it: it draws its n-grams at random."""
    import orjson
    from langdetect import detector_factory  # type: ignore[import-untyped]

    detector_factory.DetectorFactory.seed = 0
    factory = detector_factory.DetectorFactory()
    files = [path for path in Path(detector_factory.PROFILES_DIRECTORY).iterdir() if path.name[0] != "."]
    profiles = [orjson.loads(path.read_bytes()) for path in files]
    factory.langlist = [profile["name"] for profile in profiles]
    factory.word_lang_prob_map = _GramShares(profiles)
    return factory


def _by_letters(sample: str, script: str, codes: Sequence[str]) -> str | None:
    """Return langdetect's answer where it is sure or nothing is declared; else what the page declares."""
    from langdetect.lang_detect_exception import LangDetectException  # type: ignore[import-untyped]

    detector = _factory().create()
    excerpt = sample[:_DETECT_CHARS]
    # It passes over words all in capitals as names.
    detector.append(excerpt.lower() if excerpt.isupper() else excerpt)
    try:
        ranked = detector.get_probabilities()
    except LangDetectException:
        return codes[0] if codes else None
    found: list[tuple[str, float]] = [(str(a.lang).partition("-")[0], float(a.prob)) for a in ranked]
    answers = [(code, probability) for code, probability in found if _fits(code, script)]
    if not answers:
        return codes[0] if codes else None
    best, probability = answers[0]
    if not codes or best in codes:
        return best
    known = {lang.partition("-")[0] for lang in _factory().get_lang_list()}
    sure = 0.95 if len(sample) >= 200 else 0.99
    if codes[0] in known and probability > sure and len(sample) >= 80:
        return best
    return codes[0]
