"""What the page path needs beside the page. Apart from it, so that a run can be set up without loading it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from newsclean.model import Options
from newsclean.rules.catalogue import Catalogue, load_catalogue

if TYPE_CHECKING:
    from newsclean.sites import Sites


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
    return Context(load_catalogue(rule_files), options or Options(), sites)
