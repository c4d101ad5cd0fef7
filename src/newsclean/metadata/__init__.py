"""Metadata: candidates are collected once per page, then resolved field by field.

`collect_candidates` reads the page before its text is known; `resolve_metadata` decides when it is;
`collect_from_text` reads the head and tail of a text that another tool pulled out of a page.
"""

from newsclean.metadata.collect import collect_candidates
from newsclean.metadata.confidence import without_weak
from newsclean.metadata.of_site import page_values
from newsclean.metadata.plain_text import collect_from_text
from newsclean.metadata.resolve import resolve_metadata
from newsclean.metadata.sources.candidates import ALONE, Candidate, Candidates, OfSite

__all__ = [
    "ALONE",
    "Candidate",
    "Candidates",
    "OfSite",
    "collect_candidates",
    "collect_from_text",
    "page_values",
    "resolve_metadata",
    "without_weak",
]
