"""Site profiles: learned from a sample of a batch, they say which blocks of a site's pages are the article.

sites = load_sites([path])                   # or newsclean.learning.learn
profile = sites.profile_for(page)            # -> Profile | None
votes = profile.votes(blocks)                # -> list[bool] | None: a doubt
"""

from newsclean.sites.profile import Profile
from newsclean.sites.store import Sites, from_json, load_sites

__all__ = ["Profile", "Sites", "from_json", "load_sites"]
