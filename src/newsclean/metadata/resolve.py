"""From witnesses to the record's metadata: each field's order of trust, and who was believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from newsclean.metadata.authors import settle_authors
from newsclean.metadata.candidates import Said, Witnesses
from newsclean.metadata.date_value import Stamp
from newsclean.metadata.dates import settle_dates
from newsclean.metadata.jsonld_article import Linked
from newsclean.metadata.landmarks import find_landmarks
from newsclean.metadata.original import find_original
from newsclean.metadata.paywall import is_truncated
from newsclean.metadata.plain_text import labelled_tags
from newsclean.metadata.strings import tidy
from newsclean.model import Block, Metadata
from newsclean.urls import clean_url, registrable_domain

_DESCRIPTION = ("og:description", "description", "twitter:description", "dc.description", "dcterms.abstract")
_SECTION = ("article:section", "parsely-section", "section", "dc.subject.section")
_IMAGE = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
_KEYWORDS = ("parsely-tags", "news_keywords", "keywords", "sailthru.tags")
_NOTICE = re.compile(r"©|\(c\)|copyright|Ⓒ|版权|版權|著作権|저작권", re.IGNORECASE)
_MAX_TAGS = 100
_MAX_LINE = 10_000  # characters of a line of keywords


class _Fields:
    """The plain fields: the first witness with something to say is believed, and noted."""

    def __init__(self, witnesses: Witnesses, harvest: Mapping[str, Sequence[str]], blocks: Sequence[Block]) -> None:
        self.origins: dict[str, str] = {}
        self.note("title", witnesses.title_origin, witnesses.title)
        self.note("url", witnesses.url_origin, witnesses.url)
        self.witnesses = witnesses
        self.harvest = harvest
        self.blocks = blocks
        self.linked = witnesses.linked or Linked()

    def note(self, field: str, origin: str | None, known: object = True) -> None:
        if known and origin:
            self.origins[field] = origin

    def settled(self, language: str | None, authors: str | None, original: str | None) -> None:
        """Note the witnesses of what was decided elsewhere."""
        self.note("language", "text", language)
        self.note("authors", authors)
        self.note("original", original)

    def take(self, field: str, said: Iterable[Said]) -> str | None:
        for word in said:
            value = tidy(word.value)
            if value:
                self.origins[field] = word.origin
                return value
        return None

    def said(self, field: str, linked: str | None, names: Sequence[str], linked_first: bool) -> list[Said]:
        """What the text, the tags under `names` and JSON-LD say of a field, in order of trust."""
        head = self.witnesses.tags
        words = head.said(names) if head else []
        if linked:
            words.insert(0 if linked_first else len(words), Said(linked, "json-ld"))
        return [*self.witnesses.said.get(field, ()), *words]

    def tags(self) -> tuple[str, ...]:
        head = self.witnesses.tags
        found, origin = [s.value for s in self.witnesses.said.get("tags", ())], "text"
        if head and not found:
            found, origin = head.all("article:tag"), "article:tag"
        if not found:
            found, origin = list(self.linked.tags), "json-ld"
        for name in _KEYWORDS if head else ():
            if head and not found:
                found, origin = [w for v in head.all(name)[:2] for w in v[:_MAX_LINE].split(",")], name
        if head and not found:
            lines = (b.text for b in self.blocks if len(b.text) <= 200 and (":" in b.text or "：" in b.text))
            found, origin = [tag for line in lines for tag in labelled_tags(line)], "printed"
        tags = tuple(dict.fromkeys(t for t in (tidy(w, 200) for w in found) if t))[:_MAX_TAGS]
        self.note("tags", origin, tags)
        return tags

    def date(self, field: str, found: tuple[Stamp, str] | None) -> str | None:
        self.note(field, found and found[1])
        return found[0].iso() if found else None

    def copyright(self) -> str | None:
        cut = sorted(self.harvest.get("copyright", ()), key=lambda line: _NOTICE.search(line) is None)
        said = [Said(line, "rule") for line in cut]
        return self.take("copyright", [*said, Said(self.linked.copyright or "", "json-ld")])


def settle(
    witnesses: Witnesses,
    harvest: Mapping[str, Sequence[str]],
    blocks: Sequence[Block],
    body: Sequence[bool],
    text: str,
    language: str | None,
) -> Metadata:
    """The metadata of an article.

    `harvest` holds what the rules took from cut blocks, by field; `body` says which of `blocks` became
    `text`; `language` is the detected one. Every field is a clean value or unknown; nothing raises.
    """
    fields = _Fields(witnesses, harvest, blocks)
    marks = find_landmarks(blocks, body, witnesses.title)
    linked, site = fields.linked, registrable_domain(witnesses.url)
    authors = settle_authors(witnesses, harvest, blocks, marks)
    published, modified = settle_dates(witnesses, harvest, blocks, marks, language)
    original, original_origin = find_original(witnesses, harvest, site)
    image = fields.take("image", fields.said("image", linked.image, _IMAGE, False))
    description = fields.said("description", linked.description, _DESCRIPTION, False)
    fields.settled(language, authors and authors[0], original_origin)
    return Metadata(
        url=witnesses.url,
        site=site,
        title=witnesses.title,
        authors=authors[1] if authors else (),
        published=fields.date("published", published),
        modified=fields.date("modified", modified),
        publisher=fields.take("publisher", witnesses.said.get("publisher", ())),
        language=language,
        description=fields.take("description", description),
        section=fields.take("section", fields.said("section", linked.section, _SECTION, True)),
        tags=fields.tags(),
        image=clean_url(image, witnesses.url),
        original=original,
        copyright=fields.copyright(),
        truncated=is_truncated(witnesses, blocks, body, text),
        origins=fields.origins,
    )
