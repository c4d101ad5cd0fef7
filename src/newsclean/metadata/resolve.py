"""Resolve the record's metadata from candidates: each field by the precedence of its sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from newsclean.metadata.authors.resolve import resolve_authors
from newsclean.metadata.authors.sources import OtherNames
from newsclean.metadata.dates.resolve import resolve_dates
from newsclean.metadata.dates.value import Stamp
from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.of_site import SECTION_NAMES
from newsclean.metadata.original import find_original
from newsclean.metadata.page_notice import page_notice
from newsclean.metadata.page_publisher import page_publisher
from newsclean.metadata.paywall import is_truncated
from newsclean.metadata.plain_text import labelled_tags
from newsclean.metadata.site_names import letters
from newsclean.metadata.sources.candidates import DESCRIPTION_NAMES, Candidate, Candidates
from newsclean.metadata.sources.jsonld_article import LinkedArticle
from newsclean.metadata.strings import tidy
from newsclean.metadata.title_place import place_title
from newsclean.model import Block, Metadata
from newsclean.urls import clean_url, registrable_domain

_IMAGE = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
_KEYWORDS = ("parsely-tags", "news_keywords", "keywords", "sailthru.tags")
_MAX_TAGS = 100
_MAX_LINE = 10_000  # characters of a line of keywords


class _Fields:
    """The plain fields: the first candidate that is not empty is taken, and its source noted."""

    def __init__(self, candidates: Candidates, extracted: Mapping[str, Sequence[str]], blocks: Sequence[Block]) -> None:
        self.origins: dict[str, str] = {}
        self.note("title", candidates.title_source, candidates.title)
        self.note("url", candidates.url_source, candidates.url)
        self.candidates = candidates
        self.extracted = extracted
        self.blocks = blocks
        self.others = OtherNames(candidates, blocks)
        self.linked = candidates.sources.linked or LinkedArticle()

    def note(self, field: str, origin: str | None, known: object = True) -> None:
        if known and origin:
            self.origins[field] = origin

    def note_others(self, language: str | None, authors: str | None, original: str | None) -> None:
        """Note the sources of what is decided elsewhere."""
        self.note("language", "text", language)
        self.note("authors", authors)
        self.note("original", original)

    def take(self, field: str, found: Iterable[Candidate]) -> str | None:
        for candidate in found:
            value = tidy(candidate.value)
            if value:
                self.origins[field] = candidate.source
                return value
        return None

    def candidates_of(
        self, field: str, linked: str | None, names: Sequence[str], linked_first: bool
    ) -> list[Candidate]:
        """Return what the text, the tags under `names` and JSON-LD say of a field, in order of trust."""
        tags = self.candidates.sources.tags
        found = tags.candidates(names) if tags else []
        if linked:
            found.insert(0 if linked_first else len(found), Candidate(linked, "json-ld"))
        constant = self.candidates.of_site.constant  # over the site: another source tells more about this page
        found.sort(key=lambda each: f"{field} {each.source}" in constant)
        return [*self.candidates.fields.get(field, ()), *found]

    def tags(self) -> tuple[str, ...]:
        meta = self.candidates.sources.tags
        found, origin = [s.value for s in self.candidates.fields.get("tags", ())], "text"
        if meta and not found:
            found, origin = meta.all("article:tag"), "article:tag"
        if not found:
            found, origin = list(self.linked.tags), "json-ld"
        for name in _KEYWORDS if meta else ():
            if meta and not found:
                found, origin = [w for v in meta.all(name)[:2] for w in v[:_MAX_LINE].split(",")], name
        if meta and not found:
            lines = (b.text for b in self.blocks if len(b.text) <= 200 and (":" in b.text or "：" in b.text))
            found, origin = [tag for line in lines for tag in labelled_tags(line)], "printed"
        tags = tuple(dict.fromkeys(t for t in (tidy(w, 200) for w in found) if t))[:_MAX_TAGS]
        self.note("tags", origin, tags)
        return tags

    def date(self, field: str, found: tuple[Stamp, str] | None) -> str | None:
        self.note(field, found and found[1])
        return found[0].iso() if found else None

    def copyright(self, landmarks: Landmarks) -> str | None:
        """Return the owner's notice."""
        known = (*self.candidates.site_names, *(c.value for c in self.candidates.fields.get("publisher", ())))
        names = frozenset(map(letters, known))
        lines = self.extracted.get("copyright", ())
        printed = page_notice(lines, self.blocks, landmarks, names, self.candidates.latest)
        return self.take(
            "copyright", [Candidate(printed or "", "rule"), Candidate(self.linked.copyright or "", "json-ld")]
        )


def resolve_metadata(
    candidates: Candidates,
    extracted: Mapping[str, Sequence[str]],
    blocks: Sequence[Block],
    body: Sequence[bool],
    text: str,
    language: str | None,
) -> Metadata:
    """Return the metadata of an article.

    `extracted` holds what the rules took from cut blocks, by field; `body` says which of `blocks` became `text`;
    `language` is the detected one. Every field is a clean value or unknown; nothing raises.
    """
    candidates, landmarks = place_title(candidates, blocks, body, extracted.get("copyright", ()))
    fields = _Fields(candidates, extracted, blocks)
    linked, site, notice = fields.linked, registrable_domain(candidates.url), fields.copyright(landmarks)
    authors = resolve_authors(candidates, extracted, blocks, landmarks, fields.others)
    published, modified = resolve_dates(candidates, extracted, blocks, landmarks, language)
    original, original_origin = find_original(candidates, extracted, blocks, landmarks, site)
    images = fields.candidates_of("image", linked.image, _IMAGE, False)
    description = fields.candidates_of("description", linked.description, DESCRIPTION_NAMES, False)
    fields.note_others(language, authors and authors[0], original_origin)
    return Metadata(
        url=candidates.url,
        site=site,
        title=candidates.title,
        authors=authors[1] if authors else (),
        published=fields.date("published", published),
        modified=fields.date("modified", modified),
        publisher=fields.take("publisher", page_publisher(candidates, fields.others, site, notice)),
        language=language,
        description=fields.take("description", description),
        section=fields.take("section", fields.candidates_of("section", linked.section, SECTION_NAMES, True)),
        tags=fields.tags(),
        image=clean_url(fields.take("image", images), candidates.url),
        original=original,
        copyright=notice,
        truncated=is_truncated(candidates, blocks, body, text),
        origins=fields.origins,
    )
