"""From witnesses to the record's metadata: each field's order of trust, and who was believed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from newsclean.metadata import address
from newsclean.metadata.authors import clean_names, is_outlet
from newsclean.metadata.bylines import names_in_line, printed_byline
from newsclean.metadata.names import is_agency, is_handle, is_organisation, is_person, is_role
from newsclean.metadata.original import find_original
from newsclean.metadata.page import bylines
from newsclean.metadata.strings import folded, tidy
from newsclean.metadata.text import labelled_tags
from newsclean.metadata.truncated import is_truncated
from newsclean.metadata.when import landmarks, settle_dates
from newsclean.metadata.witness import Said, Witnesses
from newsclean.model import Block, Metadata

_AUTHORS = (
    "article:author", "author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "dc.contributor", "citation_author",
    "og:author", "article:author_name", "twitter:creator:name", "dcsext.author", "cxenseparse:author", "rbauthors", "byline", "og:article:author", "creator", "article.author",
)  # fmt: skip


_NOTICE = re.compile(r"©|\(c\)|copyright|Ⓒ|版权|版權|著作権|저작권", re.IGNORECASE)


class _Origins:
    """The fields as they are decided, and their witnesses."""

    def __init__(self) -> None:
        self.origins: dict[str, str] = {}

    def take(self, field: str, said: Sequence[Said | None]) -> str | None:
        for word in said:
            if word is not None and (value := tidy(word.value)):
                self.origins[field] = word.origin
                return value
        return None


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
    notes = _Origins()
    site = address.site_of(witnesses.url)
    authors = _authors(witnesses, harvest, blocks, body, notes)
    published, modified = settle_dates(witnesses, harvest, blocks, body, language)
    if published:
        notes.origins["published"] = published[1]
    if modified:
        notes.origins["modified"] = modified[1]
    original, original_origin = find_original(witnesses, harvest, site)
    if original_origin:
        notes.origins["original"] = original_origin
    if witnesses.title:
        notes.origins["title"] = witnesses.title_origin or "title"
    if witnesses.url:
        notes.origins["url"] = witnesses.url_origin or "given"
    if language:
        notes.origins["language"] = "text"
    linked, head = witnesses.linked, witnesses.tags
    metas = head.metas if head else {}

    def meta(*names: str) -> list[Said | None]:
        return [Said(v, n) for n in names for v in metas.get(n, ())[:1]]

    ld = [("json-ld", linked)] if linked else []
    return Metadata(
        url=witnesses.url,
        site=site,
        title=witnesses.title,
        authors=authors,
        published=published[0].iso() if published else None,
        modified=modified[0].iso() if modified else None,
        publisher=notes.take("publisher", list(witnesses.said.get("publisher", ()))),
        language=language,
        description=notes.take("description", [
            *meta("og:description", "description", "twitter:description", "dc.description"),
            *(Said(x.description or "", o) for o, x in ld),
        ]),
        section=notes.take("section", [
            *witnesses.said.get("section", ()), *(Said(x.section or "", o) for o, x in ld), *meta("article:section", "parsely-section", "section", "dc.subject.section"),
        ]),
        tags=_tags(witnesses, blocks, notes),
        image=address.clean_url(notes.take("image", [
            *meta("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"), *(Said(x.image or "", o) for o, x in ld),
        ]), witnesses.url),
        original=original,
        copyright=notes.take("copyright", [
            *(Said(v, "rule") for v in sorted(harvest.get("copyright", ()), key=lambda v: _NOTICE.search(v) is None)), *(Said(x.copyright or "", o) for o, x in ld),
        ]),
        truncated=is_truncated(witnesses, blocks, body, text),
        origins=notes.origins,
    )  # fmt: skip


def _tags(witnesses: Witnesses, blocks: Sequence[Block], notes: _Origins) -> tuple[str, ...]:
    head, linked = witnesses.tags, witnesses.linked
    found: list[str] = []
    origin = ""
    if witnesses.said.get("tags"):
        found, origin = [s.value for s in witnesses.said["tags"]], witnesses.said["tags"][0].origin
    if not found and head:
        found, origin = head.all("article:tag"), "article:tag"
    if not found and linked:
        found, origin = list(linked.tags), "json-ld"
    for name in ("parsely-tags", "news_keywords", "keywords", "sailthru.tags") if head else ():
        if not found and head:
            found, origin = [w for v in head.all(name)[:2] for w in v.split(",")], name
    if not found and head:
        found, origin = [w for b in blocks if len(b.text) <= 200 for w in labelled_tags(b.text)], "printed"
    tags = tuple(dict.fromkeys(t for t in (tidy(w, 200) for w in found) if t))[:100]
    if tags:
        notes.origins["tags"] = origin
    return tags


def _authors(
    witnesses: Witnesses,
    harvest: Mapping[str, Sequence[str]],
    blocks: Sequence[Block],
    body: Sequence[bool],
    notes: _Origins,
) -> tuple[str, ...]:
    """Who wrote it: the first witness that names a person or an agency; else the first that names anything."""
    weak: list[tuple[str, tuple[str, ...]]] = []
    outlets = frozenset(folded(o).replace(" ", "") for o in witnesses.outlets)
    for origin, values in _author_witnesses(witnesses, harvest, blocks, body):
        names = clean_names(values, outlets) if values else ()
        if not names:
            continue
        named = [n for n in names if not is_outlet(n, outlets)]
        if any(is_person(n) for n in named) or (origin == "byline" and named and not any(map(is_handle, named))):
            weak = [w for w in weak if w[0] == "byline" or not _outvoted(w[1], names, outlets)]
            if not weak:
                notes.origins["authors"] = origin
                return names
            break
        weak.append((origin, names))
    if not weak:
        return ()
    notes.origins["authors"] = weak[0][0]
    return weak[0][1]


def _outvoted(weak: Sequence[str], names: Sequence[str], outlets: frozenset[str]) -> bool:
    """Whether one name alone, an outlet or a user's name, yields to the people that another witness names."""
    if len(weak) > 1 or is_outlet(weak[0], outlets) or is_organisation(weak[0]) or is_role(weak[0]) or is_handle(weak[0]):
        return True
    return any(folded(weak[0]) in folded(n) for n in names)


def _author_witnesses(
    witnesses: Witnesses, harvest: Mapping[str, Sequence[str]], blocks: Sequence[Block], body: Sequence[bool]
) -> Iterator[tuple[str, Sequence[str]]]:
    linked, head = witnesses.linked, witnesses.tags
    if linked:
        yield "json-ld", [*linked.authors, *filter(is_agency, linked.agencies)] if linked.authors else ()
    if head:
        for name in _AUTHORS:
            yield name, head.all(name)
    if witnesses.said.get("authors"):
        yield "text", [said.value for said in witnesses.said["authors"]]
    elements = bylines(head) if head else []
    for said in elements:
        if said.origin == "itemprop:author":
            yield said.origin, [said.value]
    if head:
        yield "byline", printed_byline(blocks, *landmarks(blocks, body, witnesses.title))
    for said in elements:
        if said.origin != "itemprop:author":
            yield said.origin, names_in_line(said.value)
    if harvest.get("authors"):
        yield "rule", harvest["authors"]
    if linked:
        yield "json-ld", linked.agencies
