"""Site profiles: what the other pages of a site say about the blocks of a page, as evidence for the classifier.

sites = load_sites([path])                   # or newsclean.learning.learn
profile = sites.profile_for(page)            # -> Profile | None
scores, is_known = profile.combine(page, blocks, scores)
"""

from newsclean.sites.profile import Profile
from newsclean.sites.store import Sites, from_json, load_sites

__all__ = ["Profile", "Sites", "from_json", "load_sites"]
