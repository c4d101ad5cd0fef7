"""newsclean: scraped news pages in, clean articles out.

    from newsclean import clean
    print(clean(open("page.html", "rb").read()).to_dict())

Names are loaded when first asked for, so that `import newsclean` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Cleaner",
    "Context",
    "Cut",
    "NewscleanError",
    "Options",
    "Page",
    "Reason",
    "Skip",
    "clean",
    "clean_many",
    "clean_page",
    "make_context",
]

if TYPE_CHECKING:
    from newsclean.api import Cleaner, clean_many
    from newsclean.cleaning import clean, clean_page
    from newsclean.context import Context, make_context
    from newsclean.errors import NewscleanError
    from newsclean.model import Article, Cut, Page, Reason, Skip
    from newsclean.options import Options

_HOMES = {
    "newsclean.api": ("Cleaner", "clean_many"),
    "newsclean.cleaning": ("clean", "clean_page"),
    "newsclean.context": ("Context", "make_context"),
    "newsclean.errors": ("NewscleanError",),
    "newsclean.model": ("Article", "Cut", "Page", "Reason", "Skip"),
    "newsclean.options": ("Options",),
}


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


def __getattr__(name: str) -> Any:
    import importlib

    for module, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
