"""Site profiles: what the other pages of a site say about the blocks of a page, as evidence for the classifier.

sites = load_sites([path])                   # or newsclean.learning.learn
profile = sites.profile_for(page)            # -> Profile | None
scores, is_known = profile.combine(page, blocks, scores)

Names are loaded when first asked for: a run that only counts pages by site needs no classifier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsclean.sites.profile import Profile
    from newsclean.sites.store import Sites, from_json, load_sites

__all__ = ["Profile", "Sites", "from_json", "load_sites"]


def __getattr__(name: str) -> Any:
    import importlib

    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module("newsclean.sites." + ("profile" if name == "Profile" else "store")), name)
