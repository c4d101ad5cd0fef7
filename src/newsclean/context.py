"""What the page path needs besides the page. Kept separate so that importing it stays cheap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from newsclean.model import Page
from newsclean.options import Options
from newsclean.rules.load import load_catalogue
from newsclean.rules.rule import Catalogue

if TYPE_CHECKING:
    from newsclean.sites import Profile, Sites


@dataclass(frozen=True, slots=True)
class Context:
    """Everything that the page path needs besides the page. Built once, frozen, picklable."""

    rules: Catalogue
    options: Options = field(default_factory=Options)
    sites: Sites | None = None

    def profile_for(self, page: Page) -> Profile | None:
        """Return the profile of a page's site, if there is one."""
        return self.sites.profile_for(page) if self.sites is not None else None


def make_context(
    options: Options | None = None, rule_files: Sequence[Path] = (), sites: Sites | None = None
) -> Context:
    """Return a context with the package's rules and those of `rule_files`.

    Raises `RuleError` when a rule file cannot be used.
    """
    return Context(load_catalogue(rule_files), options or Options(), sites)
