"""Readers: from what was named on the command line to pages, one module per kind of input.

Names are loaded when first asked for: the command line needs the kinds of inputs alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsclean.readers.inputs import Inputs, ReadOptions, open_inputs
    from newsclean.readers.items import Item, PageFile, load

__all__ = ["Inputs", "Item", "PageFile", "ReadOptions", "load", "open_inputs"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from newsclean.readers import inputs, items

    return getattr(inputs, name, None) or getattr(items, name)
