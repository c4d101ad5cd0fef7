"""Readers: from what was named on the command line to pages, one module per kind of input.

Names are loaded when first asked for: the command line needs the kinds of inputs alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsclean.readers.inputs import Inputs, open_inputs
    from newsclean.readers.items import Item, PageFile, WrappedPage
    from newsclean.readers.opening import load
    from newsclean.readers.streams import ReadOptions

__all__ = ["Inputs", "Item", "PageFile", "ReadOptions", "WrappedPage", "load", "open_inputs"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from newsclean.readers import inputs, items, opening, streams

    return next(getattr(module, name) for module in (inputs, items, opening, streams) if hasattr(module, name))
