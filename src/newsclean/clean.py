"""The path of a page: bytes in, an `Article` or a `Skip` out. Pure: no files, no clock, no network, no state."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from newsclean.model import Article, Block, Cut, Options, Page, Reason, Skip

if TYPE_CHECKING:
    from newsclean.rules.catalogue import Catalogue
    from newsclean.sites import Sites

_TEXT_TYPES = ("text/plain", "text/markdown", "text/x-markdown")


@dataclass(frozen=True, slots=True)
class Context:
    """All that the page path needs beside the page. Built once, frozen, picklable."""

    rules: Catalogue
    options: Options = field(default_factory=Options)
    sites: Sites | None = None


def make_context(
    options: Options | None = None, rule_files: Sequence[Path] = (), sites: Sites | None = None
) -> Context:
    """A context with the package's rules and those of `rule_files`.

    Raises `RuleError` when a rule file cannot be used.
    """
    from newsclean.rules.catalogue import load_catalogue

    return Context(load_catalogue(rule_files), options or Options(), sites)
