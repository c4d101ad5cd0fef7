"""Evaluate XPath on a page with lxml: on a copy of its elements that leads back to the page's own."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from lxml import etree  # type: ignore[import-untyped]
from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_ELEMENTS = 50_000  # of a page: of a larger one the first
_MAX_DEPTH = 200  # elements below that are put at this depth
_MAX_FOUND = 2000
_MAX_VALUE_CHARS = 2000
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,99}")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class XPathError(ValueError):
    """An expression that is not XPath 1.0, or uses functions that are not there."""


class Found(NamedTuple):
    """What an expression gives: elements of the page, or strings."""

    nodes: list[LexborNode]
    values: list[str]


@lru_cache(maxsize=4096)
def _compiled(expression: str) -> Any:
    try:
        return etree.XPath(expression, smart_strings=False)
    except etree.XPathError as error:
        raise XPathError(str(error)) from None


def check(expression: str) -> None:
    """Raise `XPathError` for what can never be evaluated."""
    try:
        _compiled(expression)(etree.Element("html"))
    except etree.XPathError as error:
        raise XPathError(str(error)) from None


class XPathPage:
    """The elements of a page, ready for XPath. Names that XML does not know are left out, or called "unknown"."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._nodes: dict[Any, LexborNode] = {}
        self._root = etree.Element("html")
        if tree.root is not None:
            self._nodes[self._root] = tree.root
            self._copy(tree.root)

    def find(self, expression: str) -> Found:
        """Return what an expression gives on this page, in page order; nothing where it cannot be evaluated."""
        try:
            result = _compiled(expression)(self._root)
        except (etree.XPathError, XPathError):
            return Found([], [])
        if not isinstance(result, list):
            result = [str(result)] if isinstance(result, str) and result.strip() else []
        nodes = [self._nodes[each] for each in result[:_MAX_FOUND] if not isinstance(each, str) and each in self._nodes]
        values = [each[:_MAX_VALUE_CHARS] for each in result[:_MAX_FOUND] if isinstance(each, str) and each.strip()]
        return Found(nodes, values)

    def _copy(self, root: LexborNode) -> None:
        """Copy what is below the root, without recursion."""
        stack: list[tuple[LexborNode | None, Any]] = [(root.child, self._root)]
        while stack:
            node, parent = stack.pop()
            if node is None:
                continue
            stack.append((node.next, parent))
            depth = len(stack)
            tag = node.tag or ""
            if tag == "-text":
                _add_text(parent, _NOT_XML.sub("", node.text_content or ""))
            elif tag and tag[0] not in "-!" and len(self._nodes) < MAX_ELEMENTS:
                element = etree.SubElement(parent, tag if _NAME.fullmatch(tag) else "unknown", _attributes(node))
                self._nodes[element] = node
                stack.append((node.child, element if depth < _MAX_DEPTH else parent))


def _attributes(node: LexborNode) -> dict[str, str]:
    return {name: _NOT_XML.sub("", value or "") for name, value in node.attributes.items() if _NAME.fullmatch(name)}


def _add_text(parent: Any, text: str) -> None:
    """Add text to what an element holds so far."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
