"""Pages for people: self-contained HTML, in which whatever text is put is text.

Elements are built as a tree and escaped when the tree is written, so nothing that a scraped page or a file name
says can become markup. The pages need no network and no scripts, and forbid themselves both.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from importlib import resources

from newsclean.escaping import printable

Child = ET.Element | str | None

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def el(tag: str, *children: Child, **attributes: object) -> ET.Element:
    """An element: `el("td", "12", class_="n")`. In names of attributes `_` is "-", at the end nothing.

    Attributes that are None or False, and children that are None, are left out; True is an attribute
    without a value.
    """
    element = ET.Element(tag)
    for name, value in attributes.items():
        if value is not None and value is not False:
            element.set(name.rstrip("_").replace("_", "-"), "" if value is True else _plain(str(value)))
    return add(element, *children)


def add(element: ET.Element, *children: Child) -> ET.Element:
    """Put more children into an element; returns it."""
    for child in children:
        if isinstance(child, str):
            last = element[-1] if len(element) else None
            if last is None:
                element.text = (element.text or "") + _plain(child)
            else:
                last.tail = (last.tail or "") + _plain(child)
        elif child is not None:
            element.append(child)
    return element


def _plain(text: str) -> str:
    """`text` without what a file in UTF-8 cannot hold, and with control characters as visible escapes."""
    return "\n".join(map(printable, text.encode("utf-8", "replace").decode().split("\n")))


def page(title: str, *children: Child) -> str:
    """A whole document with the common style."""
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", title),
    )
    style = ET.SubElement(head, "style")
    style.text = "\n" + resources.files("newsclean.report").joinpath("style.css").read_text(encoding="utf-8")
    document = el("html", head, el("body", el("main", *children)), lang="en")
    return "<!DOCTYPE html>\n" + ET.tostring(document, encoding="unicode", method="html") + "\n"


def number(value: float, *, short: bool = False) -> ET.Element:
    """A number as people read it, with its exact value beside: 1,234,567. A `short` one has few digits."""
    shown = f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"
    for size, word in (10**9, "bn"), (10**6, "M"):
        if short and value >= 10 * size:
            shown = f"{value / size:,.1f} {word}"
            break
    return el("data", shown, value=value)


def legend(*entries: tuple[str, str]) -> ET.Element:
    """A line that says what colours stand for: pairs of a tone of the style sheet and its meaning."""
    keys = [child for tone, meaning in entries for child in (el("span", class_=f"key {tone}"), meaning)]
    return el("p", *keys, class_="note")


def table(head: tuple[str, ...], rows: Sequence[Sequence[Child]], class_: str | None = None) -> ET.Element:
    """A table; the first cell of a row names it. A heading that begins with "#" is of a column of numbers."""
    kinds = ["n" if name.startswith("#") else None for name in head]
    top = [el("th", name.lstrip("#"), scope="col", class_=kind) for name, kind in zip(head, kinds, strict=True)]
    body = []
    for first, *others in rows:
        cells = [el("td", cell, class_=kind) for cell, kind in zip(others, kinds[1:], strict=True)]
        body.append(el("tr", el("th", first, scope="row"), *cells))
    return el(
        "div", el("table", el("thead", el("tr", *top)), el("tbody", *body)), class_=f"scroll {class_ or ''}".strip()
    )


def details(summary: str, *children: Child) -> ET.Element:
    """What is shown when it is asked for."""
    return el("details", el("summary", summary), *children)


def section(title: str, *children: Child, id: str) -> ET.Element:
    """A part of a page with its heading."""
    return el("section", el("h2", title), *children, id=id)
