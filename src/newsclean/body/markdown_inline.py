"""Render text as inline Markdown: escape what would be read as syntax, set marks where a parser will recognise them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsclean.body.spans import PLAIN, Marks, Span

_MAX_PASSES = 4  # in which marks that no parser would see are taken out one by one; then all go

# What may be syntax anywhere. "<", "&", "]" and "[" only before what they would need; a span's end may be
# followed by anything.
_SYNTAX = re.compile(
    r"[\\`~]|\*+|_+|<(?=[A-Za-z/!?]|\Z)|&(?=#?[^\W_]{0,40}(?:;|\Z))|\](?=[(\[:]|\Z)|\[(?=\^|[ xX]\]|\Z)"
)
_BRACKETS = re.compile(r"[\[\]]")
# What is syntax at the beginning of a line: markers of items, headings and quotes, underlines, rules of tables.
_LINE_START = re.compile(r"[-+](?=\s|$)|#{1,6}(?=\s|$)|>|=+\s*$|-+\s*$|[|:-][|: -]*$")
_NUMBER_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_HEADING_END = re.compile(r"(^|\s)(#+)$")
_BACKTICKS = re.compile(r"`+")
_ENTITY = re.compile(r"&(?=#?\w{1,40};)")


class _Token(NamedTuple):
    """A piece of the output; `pair` numbers the two marks that belong together, -1 for text.

    `code` is what a span of code holds.
    """

    text: str
    pair: int = -1
    opens: bool = False
    code: str = ""


def inline(spans: Sequence[Span], in_cell: bool = False) -> str:
    """Return spans as one line of Markdown; in a table's cell, "|" is escaped."""
    text = _resolved(list(_tokens(spans)))
    return text.replace("|", "\\|") if in_cell else text


def line_start(line: str) -> str:
    """Return a line of a paragraph with what would make it something else escaped."""
    if _LINE_START.match(line):
        return "\\" + line
    return _NUMBER_START.sub(r"\1\\\2", line, count=1) if line[:1].isdigit() and _NUMBER_START.match(line) else line


def heading_text(line: str) -> str:
    """Return a heading's text with "#" at its end escaped: a parser would take it off."""
    return _HEADING_END.sub(r"\1\\\2", line)


def image(alt: str, url: str) -> str:
    """Return an image."""
    return f"![{_in_brackets(_escaped(alt))}]({destination(url)})"


def destination(url: str) -> str:
    """Return an absolute URL so that it cannot end before its end."""
    url = _ENTITY.sub("&amp;", url)
    return f"<{url}>" if "(" in url or ")" in url else url


def fence(text: str, least: int) -> str:
    """Return backticks, at least so many, that are longer than any run of them in a text."""
    return "`" * max(least, 1 + max(map(len, _BACKTICKS.findall(text)), default=0))


def _tokens(spans: Sequence[Span]) -> Iterator[_Token]:
    """Yield what spans are written as; marks are nested in the order of `Marks`."""
    opened: list[tuple[int, str]] = []  # of the marks that are open: place in `Marks`, and what closes them
    pairs: list[int] = []
    last, count = PLAIN, 0
    for number, span in enumerate((*spans, Span("")), start=1):
        marks = span.marks
        shared = next((k for k in range(3) if marks[k] != last[k]), 3)
        while opened and opened[-1][0] >= shared:
            yield _Token(opened.pop()[1], pairs.pop())
        for k in range(shared, 3):
            if marks[k]:
                begin, end = ("[", f"]({destination(span.href)})") if k == 0 else ("**", "**") if k == 1 else ("*", "*")
                opened.append((k, end))
                pairs.append(-1 if k == 0 else count)
                yield _Token(begin, pairs[-1], opens=True)
                count += 1
        if span.text:
            yield _code(span.text) if marks.code else _Token(_text(span.text, marks, number == len(spans)))
        last = marks


def _text(text: str, marks: Marks, is_last: bool) -> str:
    escaped = _escaped(text + "\n")[:-1] if is_last else _escaped(text)
    return _in_brackets(escaped) if marks.link else escaped


def _code(text: str) -> _Token:
    around = fence(text, 1)
    space = " " if text[:1] == "`" or text[-1:] == "`" or (text[:1] == text[-1:] == " ") else ""
    return _Token(f"{around}{space}{text}{space}{around}", code=text)


def _escaped(text: str) -> str:
    def escape(match: re.Match[str]) -> str:
        found = match[0]
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if found[0] in "*_":
            if before == after == " " or (found[0] == "_" and before.isalnum() and after.isalnum()):
                return found
            return "".join("\\" + char for char in found)
        return "\\" + found

    return _SYNTAX.sub(escape, text)


def _in_brackets(escaped: str) -> str:
    """Return an escaped text with every bracket escaped: within a link or an image they must match."""
    parts = escaped.split("\\\\")  # no backslash of these escapes a bracket
    return "\\\\".join(_BRACKETS.sub(r"\\\g<0>", part.replace("\\[", "[").replace("\\]", "]")) for part in parts)


def _resolved(tokens: list[_Token]) -> str:
    """Return the tokens' text, without the marks that a parser would not take for marks."""
    for _ in range(_MAX_PASSES):
        bad = set(_unseen(tokens))
        if not bad:
            break
        tokens = [token for token in tokens if token.pair not in bad]
    else:
        tokens = [token for token in tokens if token.pair < 0]
    out: list[_Token] = []
    for token in tokens:
        last = out[-1] if out else _Token("")
        if token.code and last.code:
            out[-1] = _code(last.code + token.code)  # two spans of code that touch would not be two
            continue
        if token.opens and token.text == "[" and last.text.endswith("!"):
            out[-1] = last._replace(text=last.text[:-1] + "\\!")
        out.append(token)
    return "".join(token.text for token in out)


def _unseen(tokens: Sequence[_Token]) -> Iterator[int]:
    """Yield the pairs of which a mark would not be seen, by the rules on what is left and right of a run of marks."""
    depth = 0  # marks around the token
    for at, token in enumerate(tokens):
        if token.pair < 0:
            continue
        depth += 1 if token.opens else -1
        begin = end = at  # the run: marks that touch
        while begin > 0 and tokens[begin - 1].pair >= 0:
            begin -= 1
        while end + 1 < len(tokens) and tokens[end + 1].pair >= 0:
            end += 1
        before = tokens[begin - 1].text[-1:] if begin > 0 else ""
        after = tokens[end + 1].text[:1] if end + 1 < len(tokens) else ""
        if any(not tokens[k].opens and tokens[k + 1].opens for k in range(begin, end)):
            if token.opens:
                yield token.pair  # one that opens where another closes
        elif not (_opens(before, after) if token.opens else _opens(after, before)):
            yield token.pair
        elif token.opens and depth > 1 and begin == at and _may_close(before, after):
            yield token.pair  # a parser may take it for the end of the mark around it


def _opens(outside: str, inside: str) -> bool:
    """Return whether a mark between two characters is one for what is inside."""
    if not inside or inside == " ":
        return False
    if not _may_be_punctuation(inside):
        return True
    return outside in ("", " ") or _is_punctuation(outside)


def _may_close(before: str, after: str) -> bool:
    """Return whether some version of CommonMark takes a mark between two characters for one that closes."""
    if before in ("", " "):
        return False
    return not _is_punctuation(before) or after in ("", " ") or _may_be_punctuation(after)


def _is_punctuation(char: str) -> bool:
    """Return whether every version of CommonMark takes a character for punctuation."""
    return (char.isascii() and not char.isalnum() and char.isprintable()) or unicodedata.category(char)[0] == "P"


def _may_be_punctuation(char: str) -> bool:
    return _is_punctuation(char) or unicodedata.category(char)[0] == "S"
