"""Read blocks from text that another tool already extracted from a page: plain text and Markdown.

Markdown's links, emphasis and escapes are read only where a text is Markdown beyond doubt (by its name, or
by headings and links in it), so that a clean text comes out as it went in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.html.elements import make_element
from newsclean.model import Block, Element
from newsclean.text import clean_text

_LOOKS_MARKDOWN = re.compile(r"^#{1,6} \S|\]\([^()\s]*\)", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6})\s+(.*)$")
_UNDERLINE = re.compile(r"^(=+|-+)\s*$")
_RULE = re.compile(r"^\s*([-*_])(?:\s*\1){2,}\s*$")
_ITEM = re.compile(r"^( *)(?:[-*+]|\d{1,3}[.)]) +(?=\S)")
_PLAIN_ITEM = re.compile(r"^( *)- +(?=\S)")
_IMAGE = re.compile(r"!\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_LINK = re.compile(r"\[([^\[\]]*)\]\(<?([^()\s<>]*)>?(?:\s+\"[^\"]*\")?\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1(?![\w*])")
_UNDERSCORED = re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^_]*[^\s_])\1(?![\w_])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_QUOTE = re.compile(r"^(?:> ?)+")

_BODY = make_element(None, "body")
_ELEMENTS: dict[str, Element] = {
    tag: make_element(_BODY, tag) for tag in ("p", "li", "tr", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6")
}


def read_text(text: str, markdown: bool | None = None) -> list[Block]:
    """Return the blocks of a text: paragraphs at blank lines, every line a block, items as list blocks.

    `markdown` says whether the text is Markdown; by default that is decided by its looks.
    """
    if markdown is None:
        markdown = _LOOKS_MARKDOWN.search(text) is not None
    paragraphs = re.split(r"\n(?:[^\S\n]*\n)+", text.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
    blocks: list[Block] = []
    for paragraph in paragraphs:
        blocks += _paragraph(paragraph, markdown)
    return blocks


def _paragraph(paragraph: str, markdown: bool) -> Iterator[Block]:
    lines = paragraph.split("\n")
    if markdown and len(lines) == 2 and _UNDERLINE.match(lines[1]) and lines[0].strip():
        lines = [("# " if lines[1][0] == "=" else "## ") + lines[0]]
    level, glued = 0, False
    for line in _joined(lines) if markdown else lines:
        tag, strong = "p", False
        if markdown:
            if _RULE.match(line):
                level, glued = 0, False
                continue
            heading = _HEADING.match(line)
            if heading:
                tag, line = f"h{len(heading[1])}", heading[2].rstrip().rstrip("#").rstrip()
            elif quote := _QUOTE.match(line):
                tag, line = "blockquote", line[quote.end() :]
            elif line.count("|") > 1 and line.lstrip().startswith("|"):
                tag, line = "tr", " | ".join(cell.strip() for cell in line.strip().strip("|").split("|"))
                if not line.strip("|-: "):
                    continue
        item = (_ITEM if markdown else _PLAIN_ITEM).match(line) if tag == "p" else None
        if item:
            level, glued, tag, line = 1 + len(item[1]) // 2, False, "li", line[item.end() :]
        elif level and glued and tag == "p":
            tag = "li"  # a further line of the item
        block = _block(line, tag, level if tag == "li" else 0, glued and tag in ("p", "li"), markdown)
        strong = block is not None and block.tag not in ("p", "li")
        if block is not None:
            yield block
            glued = not strong


def _joined(lines: list[str]) -> Iterator[str]:
    """Yield lines of a Markdown paragraph: a soft break is a space, two spaces or a backslash make a line break."""
    held = ""
    for line in lines:
        starts_anew = _ITEM.match(line) or _HEADING.match(line) or line.lstrip()[:1] in (">", "|")
        if held and starts_anew:
            yield held
            held = ""
        hard = line.endswith(("  ", "\\"))
        line = line.rstrip().removesuffix("\\") if hard else line
        held = f"{held} {line.strip()}" if held else line
        if hard or _HEADING.match(line):
            yield held
            held = ""
    if held:
        yield held


def _block(line: str, tag: str, level: int, glued: bool, markdown: bool) -> Block | None:
    hrefs: list[str] = []
    link_chars = strong_chars = 0
    if markdown:
        line = _IMAGE.sub("", line)

        def link(match: re.Match[str]) -> str:
            nonlocal link_chars
            hrefs.append(match[2])
            link_chars += len(match[1])
            return match[1]

        def bare(match: re.Match[str]) -> str:
            nonlocal link_chars
            hrefs.append(match[1])
            link_chars += len(match[1])
            return match[1].removeprefix("mailto:")

        line = _AUTOLINK.sub(bare, _LINK.sub(link, line))
        # Escaped marks are text: they sit out the emphasis in a place of their own.
        line = _ESCAPE.sub(lambda m: chr(0xE000 + ord(m[1])), line)
        for pattern in (_EMPHASIS, _UNDERSCORED):
            plain = pattern.sub(r"\2", line)
            strong_chars += (len(line) - len(plain)) and len(plain)
            line = plain
        line = re.sub("[\ue000-\ue07f]", lambda m: chr(ord(m[0]) - 0xE000), line)
    text = clean_text(line)
    if not text:
        return None
    size = len(text)
    return Block(text, tag, _ELEMENTS[tag], level, min(link_chars, size), min(strong_chars, size), tuple(hrefs), glued)
