"""When the article was published and changed: metadata first, then what the page prints near its headline."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from newsclean.metadata import dates, fallback, page
from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.printed import Found, dates_in, is_period
from newsclean.metadata.stamp import Stamp
from newsclean.metadata.witness import Said, Witnesses
from newsclean.model import Block

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published",
    "datepublished",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.issued",
    "dc.date.created",
    "publish-date", "publishdate", "pubdate", "publication_date", "published_time", "publish_date",
    "published", "published-date",
    "citation_publication_date", "citation_date", "article.published", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "originalpublicationdate", "displaydate", "article_date_original", "rnews:datepublished", "bt:pubdate",
    "analyticsattributes.articledate", "ptime", "iso-8601-publish-date", "og:release_date",
    "release_date", "date_published",
    "datecreated", "article:post_date", "gentime", "weibo: article:create_at", "article:create_at",
    "pub_date", "dc.created",
)  # fmt: skip
# Names that as often carry the date of the file.
_VAGUE = (
    "date",
    "dc.date",
    "dcterms.date",
    "dcterms.available",
    "timestamp",
    "created",
    "eprints.date",
    "last-published",
)
_MODIFIED = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "lastmod",
    "last-modified", "dcterms.modified",
    "dc.date.modified", "revised", "article:modified", "article_date_updated",
    "cxenseparse:modifiedtime", "updated", "dc.modified",
)  # fmt: skip
# The keys that pages' own scripts keep their article's date under, and the value behind one.
_SCRIPT_KEYS = (
    "datePublished", "publishedAt", "published_at", "publishDate", "publish_date", "publicationDate",
    "firstPublished",
    "publishedDate", "pubDate", "publishedTime", "published_time", "displayDate",
)  # fmt: skip
_VALUE = re.compile(
    r"(?:At|Date)?\\{0,3}[\"']\s{0,3}:\s{0,3}\\{0,3}[\"'](\d{4}-\d\d-\d\d(?:[T ][\d:.]{5,15}(?:Z"
    r"|[+-]\d\d:?\d\d)?)?)"
)
_AROUND = frozenset(
    {
        "date",
        "time",
        "datum",
        "fecha",
        "published",
        "publish",
        "pubdate",
        "timestamp",
        "posted",
        "byline",
        "meta",
        "<time>",
    }
)
_ASIDE = frozenset(
    {
        "comment",
        "comments",
        "related",
        "sidebar",
        "footer",
        "<footer>",
        "<aside>",
        "widget",
        "teaser",
        "event",
        "events",
        "calendar",
    }
)
_BEFORE, _AFTER, _TAIL = 14, 24, 12  # blocks around headline and end of the text in which a page dates itself
_LINE = 160  # characters of a line that a date may stand in


class Dated:
    """The dates of one article as they are found, with their witnesses."""

    def __init__(self, witnesses: Witnesses, language: str | None) -> None:
        self.witnesses = witnesses
        self.latest = witnesses.latest
        self.order = dates.number_order(language, witnesses.declared_languages, witnesses.url)

    def first(self, said: Sequence[Said]) -> tuple[Stamp, str] | None:
        for word in said:
            stamp = dates.not_after(dates.machine(word.value, self.order), self.latest)
            if stamp:
                return stamp, word.origin
        return None

    def near_headline(self, blocks: Sequence[Block], marks: Landmarks) -> list[tuple[Stamp, str]]:
        """The page's printed date: the best first; origin "printed", or "printed:updated" for dates of
        change.
        """
        ranked: list[tuple[float, int, Stamp, str]] = []
        for i in _window(len(blocks), marks):
            block = blocks[i]
            if not any(map(str.isdigit, block.text[:_LINE])):
                continue
            if len(block.text) > _LINE and not marks.first <= i <= marks.first + 1:
                continue
            found = dates_in(block.text, self.order, _LINE)
            if not found or is_period(block.text, found):
                continue
            for one in found:
                stamp = dates.not_after(one.stamp, self.latest)
                if stamp and stamp.year >= 1990:
                    score = _score(block, one, i, marks)
                    ranked.append((-score, i, stamp, "printed:updated" if one.changed else "printed"))
        ranked.sort(key=lambda r: r[:2])
        return [(stamp, origin) for score, _, stamp, origin in ranked if score < 0]


def _window(count: int, marks: Landmarks) -> list[int]:
    """The places to look at: around the headline, before the text, behind it."""
    head, first, last = marks
    near: dict[int, None] = {}
    anchor = head if head >= 0 else max(first, 0)
    near.update(dict.fromkeys(range(max(0, anchor - _BEFORE), min(count, anchor + _AFTER))))
    if first >= 0:
        near.update(dict.fromkeys(range(max(0, first - 8), min(count, first + 3))))
        near.update(dict.fromkeys(range(max(0, last - 3), min(count, last + _TAIL))))
    return list(near)


def _score(block: Block, found: Found, i: int, marks: Landmarks) -> float:
    """How surely a printed date is the article's: close to the headline, alone on its line, called a date."""
    head, first, last = marks
    score = 4.0
    if head >= 0:
        distance = i - head if i >= head else 1.5 * (head - i)
        score -= min(distance, 20) * 0.15
    elif first >= 0:
        score -= min(abs(i - first), 20) * 0.12
    if last >= 0 and i > last:
        score -= 1.0
    rest = len(block.text) - (found.end - found.start)
    score -= min(rest, 120) / 60
    score += 1.2 * found.issued - 2.5 * found.changed
    around = block.place.around
    score += 0.8 * (not _AROUND.isdisjoint(around)) - 1.5 * (not _ASIDE.isdisjoint(around))
    if block.link_chars > 0.6 * len(block.text) or len(block.text) > _LINE:
        score -= 1.0
    return score


def settle_dates(
    witnesses: Witnesses,
    harvest: Mapping[str, Sequence[str]],
    blocks: Sequence[Block],
    marks: Landmarks,
    language: str | None,
) -> tuple[tuple[Stamp, str] | None, tuple[Stamp, str] | None]:
    """When the article was published and when it was changed, each with its witness; None where nothing
    says.
    """
    dated = Dated(witnesses, language)
    linked, head = witnesses.linked, witnesses.tags
    issued = [Said(linked.published, "json-ld")] if linked and linked.published else []
    changed = [Said(linked.modified, "json-ld")] if linked and linked.modified else []
    if head:
        issued += [Said(v, n) for n in _PUBLISHED for v in head.all(n)[:1]]
        changed += [Said(v, n) for n in _MODIFIED for v in head.all(n)[:1]]
    issued += witnesses.said.get("published", ())
    published, modified = dated.first(issued), dated.first(changed)
    if published is None or published[0].offset == 0:
        published = _by_page(dated, published, harvest, blocks, marks)
    if published is None:
        published = _by_search(dated, modified)
    return published, modified


def _by_page(
    dated: Dated,
    published: tuple[Stamp, str] | None,
    harvest: Mapping[str, Sequence[str]],
    blocks: Sequence[Block],
    marks: Landmarks,
) -> tuple[Stamp, str] | None:
    """The date by what the page prints; a date in UTC gets the local day that the page prints beside it."""
    witnesses = dated.witnesses
    url_date = dates.not_after(dates.in_url(witnesses.url), dated.latest) if witnesses.url else None
    if published is not None:
        return _local(published, url_date)
    head = witnesses.tags
    times, changes = page.dates(head) if head else ([], [])
    sure = dated.first([s for s in times if s.origin.startswith("itemprop")])
    if sure:
        return sure
    near = dated.near_headline(blocks, marks) if head else []
    issued = [n for n in near if n[1] == "printed"]
    if url_date and not any(abs((stamp.date - url_date.date).days) <= 1 for stamp, _ in issued[:1]):
        issued = [n for n in issued if abs((n[0].date - url_date.date).days) <= 1]
        if not issued:
            return url_date, "url"
    if issued:
        return _timed(issued[0], times, dated)
    harvested = dated.first([Said(v, "rule") for v in harvest.get("published", ())])
    if harvested:
        return harvested
    if url_date:
        return url_date, "url"
    return dated.first(times) or (near[0] if near else None) or dated.first(changes)


def _local(published: tuple[Stamp, str], url_date: Stamp | None) -> tuple[Stamp, str]:
    """A moment in UTC as the local day that the page's address files it under, where that is the day before.

    A day after says nothing: addresses of newspapers bear the date of the next morning's edition.
    """
    stamp, origin = published
    if url_date is None or stamp.seconds is None or stamp.offset != 0:
        return published
    evening = (stamp.date - url_date.date).days == 1 and stamp.seconds < 11 * 3600
    return (url_date, origin) if evening else published


def _timed(found: tuple[Stamp, str], times: Sequence[Said], dated: Dated) -> tuple[Stamp, str]:
    """`found` with the time of day from a time element of the same day, if there is one."""
    stamp = found[0]
    if stamp.seconds is None:
        for word in times[:20]:
            other = dates.machine(word.value, dated.order)
            if other is not None and other.date == stamp.date and other.seconds is not None:
                return (other, "time") if dates.not_after(other, dated.latest) == other else found
    return found


def _by_search(dated: Dated, modified: tuple[Stamp, str] | None) -> tuple[Stamp, str] | None:
    """The last resorts: vague metadata, the page's scripts, the date of change, htmldate."""
    witnesses = dated.witnesses
    head = witnesses.tags
    vague = dated.first([Said(v, n) for n in _VAGUE for v in head.all(n)[:1]]) if head else None
    if vague:
        return vague
    for key in _SCRIPT_KEYS:
        at = witnesses.html.find(key)
        match = _VALUE.match(witnesses.html, at + len(key)) if at >= 0 else None
        stamp = dates.not_after(dates.machine(match.group(1)), dated.latest) if match else None
        if stamp:
            return stamp, "script"
    if modified:
        return modified
    if witnesses.html:
        stamp = dates.not_after(fallback.find_date(witnesses.html, witnesses.url, dated.latest), dated.latest)
        if stamp:
            return stamp, "htmldate"
    return None
