"""Readers: from what was named on the command line to pages, one module per kind of input."""

from newsclean.readers.inputs import Inputs, ReadOptions, open_inputs
from newsclean.readers.items import Item, PageFile, load

__all__ = ["Inputs", "Item", "PageFile", "ReadOptions", "load", "open_inputs"]
