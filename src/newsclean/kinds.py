"""The kinds of what is removed from a page."""

from __future__ import annotations

from collections.abc import Mapping

# Every kind of boilerplate, with what belongs to it. Rules, options, schema and documents take them from here.
KINDS: Mapping[str, str] = {
    "headline": "the headline repeated, kickers",
    "byline": "author lines",
    "stamp": "date stamps, reading time, audio players",
    "caption": "captions, photo credits",
    "credit": 'wire, agency and "Reporting by …" lines',
    "bio": "about the author",
    "original": "the original-source line of a republished piece",
    "copyright": "copyright lines",
    "membership": "membership prompts",
    "subscription": "subscription and paywall prompts",
    "newsletter": "newsletter and e-mail alert prompts",
    "donation": "donation and support prompts",
    "related": "read also, recommended, more on the subject, also between paragraphs",
    "share": "share buttons and lines",
    "follow": "follow us on …",
    "app": "apps, push messages, messenger channels",
    "comments": "comments and where to leave them, also moved to Facebook",
    "feedback": "ratings, polls, error reports",
    "consent": "cookies, consent, blocked embeds, browser notices",
    "ad": "advertisement labels, sponsored items, shop boxes",
    "disclaimer": "liability, investment, affiliate and translation disclaimers",
    "reuse": "fair use, permission to repost",
    "contact": "tips, inquiries, how to reach the newsroom",
    "tags": "tag and topic lists",
    "navigation": "menus, breadcrumbs, tickers, machine strings",
}

# The method of a page whose main content is configured for its site, and the kind of what that leaves out.
CONFIG = "config"
# Kinds of cuts that no rule made: they appear in `cuts`, never in `removed`.
OTHER_CUTS: Mapping[str, str] = {
    "repeated": "the same text in several articles of the site, or earlier on the page",
    "site": "not main content by the evidence of the site's other pages",
    "page": "not main content by the page's own evidence",
    "config": "outside of the body, or stripped, by a site rule or site configuration",
}
