"""Context of the page path: everything it needs besides the page. Kept separate so that importing it stays cheap."""

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
    from newsclean.document import Document
    from newsclean.siteconfig.configure import Configured
    from newsclean.siteconfig.files import SiteConfigs
    from newsclean.sites import Profile, Sites


@dataclass(frozen=True, slots=True)
class Context:
    """Everything that the page path needs besides the page. Built once, frozen, picklable."""

    rules: Catalogue
    options: Options = field(default_factory=Options)
    sites: Sites | None = None
    site_configs: SiteConfigs | None = None

    def profile_for(self, page: Page) -> Profile | None:
        """Return the profile of a page's site, if there is one."""
        return self.sites.profile_for(page) if self.sites is not None else None

    def configured(self, document: Document) -> Configured | None:
        """Return what is configured for the site of a page, by rules or site configurations; None on most pages."""
        if self.site_configs is None and not self.rules.for_sites:
            return None
        from newsclean.siteconfig.configure import configure

        return configure(document, self.rules.for_sites, self.site_configs)


def make_context(
    options: Options | None = None,
    rule_files: Sequence[Path] = (),
    sites: Sites | None = None,
    site_configs: str | Path | None = None,
) -> Context:
    """Return a context with the package's rules and those of `rule_files`; `site_configs` is a directory.

    Raises `RuleError` when a rule file cannot be used, `UsageError` for a directory without site configurations.
    """
    configs = None
    if site_configs is not None:
        from newsclean.siteconfig.files import read_site_configs

        configs = read_site_configs(str(site_configs))
    return Context(load_catalogue(rule_files), options or Options(), sites, configs)
