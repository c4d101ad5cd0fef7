"""Every pattern of the package takes time that grows with the text, not with its square.

Texts are made of what a pattern looks for, over and over, in two lengths: where the longer one costs far more than
its share, the pattern begins anew at every place. Patterns of RE2 need no test: it is linear by construction.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import newsclean
from newsclean.metadata import phrases
from newsclean.text import LatePattern

SHORT, LONG = 2_000, 32_000  # characters
MAX_GROWTH = 24  # of the time, where the text grows eightfold: 8 is linear, 64 is quadratic
LEAST_SECONDS = 0.05  # of the longer text: less is noise, and harmless
STEP = 200  # characters of the first try, so that what grows exponentially is found before it hangs
MAX_TEXTS = 60  # per pattern
ENDLESS = 40  # repeats without bound, or with a bound above this

# Where patterns are only given texts of a bounded length, in characters: they are tried up to that length. Metadata's
# candidates are cut to it, and their spaces are single; rules' patterns are no longer, and their users' own.
BOUNDED = {"metadata.": 500, "rules.": 400}

PACKAGE = Path(next(iter(newsclean.__path__)))
SOURCES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path.read_text(encoding="utf-8")
    for path in sorted(PACKAGE.rglob("*.py"))
}
CATEGORIES = {
    codes.CATEGORY_DIGIT: "7", codes.CATEGORY_NOT_DIGIT: "x", codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_NOT_SPACE: "x", codes.CATEGORY_WORD: "x", codes.CATEGORY_NOT_WORD: ".",
}  # fmt: skip


def found_patterns() -> dict[str, re.Pattern[Any]]:
    """The patterns in the modules and classes of the package and in its phrases, by name, each once."""
    patterns: dict[re.Pattern[Any], str] = {}
    for module in pkgutil.walk_packages(newsclean.__path__, "newsclean."):
        if module.name.startswith("newsclean.integrations.") or module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            inner = vars(value).values() if isinstance(value, type) and value.__module__ == module.name else (value,)
            for pattern in (pattern for item in inner for pattern in inside(item)):
                patterns.setdefault(pattern, f"{module.name.removeprefix('newsclean.')}.{name}")
    for file in sorted(phrases.DATA_DIR.glob("*.toml")):  # those of them that no module has compiled yet
        for name, entry in phrases.entries(file.stem).items():
            if phrases.phrase_lists(entry):
                patterns.setdefault(re.compile(*phrases.entry_pattern(entry)), f"metadata.data.{file.stem}.{name}")
    names: dict[str, re.Pattern[Any]] = {}
    for pattern, name in patterns.items():
        number = 1
        while (full := name if number == 1 else f"{name}-{number}") in names:
            number += 1
        names[full] = pattern
    return names


def inside(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, LatePattern):
        yield value.compiled()
    elif isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict) and depth < 4:
        for item in value.values():
            yield from inside(item, depth + 1)
    elif isinstance(value, tuple | list | set | frozenset) and depth < 4:
        for item in islice(value, 2000):
            yield from inside(item, depth + 1)


def examples(nodes: Any) -> list[str]:
    """Short texts that a part of a pattern matches, or nearly; the first is the simplest."""
    texts = [""]
    for node in nodes:
        step = example(*node)
        texts = [*(text + step[0] for text in texts), *(texts[0] + other for other in step[1:])][:6]
    return texts


def example(code: Any, value: Any) -> list[str]:
    if code is codes.LITERAL:
        return [chr(value)]
    if code is codes.ANY:
        return ["x", '"']  # an escaped sign is most often that with which a pattern begins
    if code is codes.NOT_LITERAL:
        return ["x" if value != ord("x") else "y"]
    if code is codes.IN:
        return members(value)
    if code is codes.BRANCH:
        return [text for branch in value[1][:4] for text in examples(branch)[:2]]
    if code is codes.SUBPATTERN:
        return examples(value[-1])
    if code is codes.ATOMIC_GROUP:
        return examples(value)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        low, _, body = value
        return [text * max(low, 1) for text in examples(body)][:4]
    return [""]


def members(value: Any) -> list[str]:
    negated = value[0][0] is codes.NEGATE
    chars = []
    for code, inner in value:
        if code is codes.LITERAL:
            chars.append(chr(inner))
        elif code is codes.RANGE:
            chars.append(chr(inner[0]))
        elif code is codes.CATEGORY:
            chars.append(CATEGORIES.get(inner, "x"))
    if not negated:
        return chars[:4] or ["x"]
    return [char for char in "x <\n7.-" if char not in chars][:3] or ["é"]


def repeats(nodes: Any, before: str = "") -> Iterator[tuple[str, list[str]]]:
    """What comes before each repeat without bound, and what it repeats."""
    for code, value in nodes:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            _, high, body = value
            if high is codes.MAXREPEAT or high > ENDLESS:
                yield before, examples(body)
            yield from repeats(body, before)
        elif code is codes.SUBPATTERN:
            yield from repeats(value[-1], before)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from repeats(branch, before)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from repeats(value[1], before)
        before = (before + example(code, value)[0])[-200:]


def units(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """Beginnings, and what follows each of them over and over."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(source, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)
    found: dict[tuple[str, str], None] = {}
    for before, pumps in repeats(tree):
        for pump in pumps:
            for beginning, repeated in (("", pump), (before, pump), ("", before + pump), ("", before + pump * 9)):
                if repeated:
                    found[beginning, repeated] = None
    for text in examples(tree)[:3]:
        if text:
            found["", text] = None
    return list(found)[:MAX_TEXTS]


def is_searched(name: str) -> bool:
    """Whether the pattern is tried at every place of a text, or only at one: `match`, `fullmatch`."""
    module, _, own = name.partition("-")[0].rpartition(".")
    files = [SOURCES[module]] if own.startswith("_") and module in SOURCES else SOURCES.values()
    calls = {call for text in files for call in re.findall(rf"\b{re.escape(own)}\.(\w+)", text)} or {"search"}
    return not calls <= {"match", "fullmatch"}


def seconds(
    pattern: re.Pattern[Any], beginning: str, repeated: str, size: int, *, search: bool = True, spaces: bool = True
) -> float:
    text: Any = (beginning + repeated * (size // len(repeated) + 1))[:size] + "\0"
    if not spaces:
        text = " ".join(text.split())
    if isinstance(pattern.pattern, bytes):
        text = text.encode("latin-1", "replace")
    best = float("inf")
    for _ in range(2):
        began = time.process_time()
        if search:
            for _match in islice(pattern.finditer(text), 100_000):
                pass
        else:
            pattern.match(text)
        best = min(best, time.process_time() - began)
        if best < LEAST_SECONDS:
            break
    return best


def test_there_are_patterns() -> None:
    assert len(found_patterns()) > 100


@pytest.mark.parametrize("name", found_patterns())
def test_a_pattern_takes_time_that_grows_with_the_text(name: str) -> None:
    pattern = found_patterns_once()[name]
    longest = next((chars for start, chars in BOUNDED.items() if name.startswith(start)), LONG)
    search, spaces = is_searched(name), not name.startswith("metadata.")
    for beginning, repeated in units(pattern):
        for size in (STEP, min(SHORT, longest), longest):
            took = seconds(pattern, beginning, repeated, size, search=search, spaces=spaces)
            if took > LEAST_SECONDS:
                shorter = max(seconds(pattern, beginning, repeated, size // 8, search=search, spaces=spaces), 1e-5)
                assert took / shorter < MAX_GROWTH, f"{size} characters of {beginning!r} and {repeated!r}: {took:.2f} s"


_ONCE: dict[str, re.Pattern[Any]] = {}


def found_patterns_once() -> dict[str, re.Pattern[Any]]:
    if not _ONCE:
        _ONCE.update(found_patterns())
    return _ONCE


@pytest.mark.parametrize("source", [r"(a+)+$", r"<p [^>]*>", r"\s+$", r"x.*y.*z", r"(?:a|a)*b", r'"(?:[^"\\]|\\.)*"'])
def test_the_test_finds_what_it_looks_for(source: str) -> None:
    pattern = re.compile(source)
    sizes = (16, 20, 22, 24, STEP, SHORT, 2 * SHORT, 4 * SHORT, 8 * SHORT, LONG)  # the first that shows it is enough
    for beginning, repeated in units(pattern):
        times = []
        for size in sizes:
            times.append(seconds(pattern, beginning, repeated, size))
            if times[-1] > LEAST_SECONDS:
                return
    pytest.fail(f"{units(pattern)} do not show it")
