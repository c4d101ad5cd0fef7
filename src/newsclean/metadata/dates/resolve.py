"""Resolve the dates of publication and change: metadata first, then what is printed near the headline."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from newsclean.metadata.dates import parse as dates
from newsclean.metadata.dates.local_day import local_day
from newsclean.metadata.dates.numbers import Numbers
from newsclean.metadata.dates.position import first_printed, only_printed, printed_below, printed_near
from newsclean.metadata.dates.text import printed as printed_date
from newsclean.metadata.dates.value import Printed, Stamp, may_be
from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.sources import elements as page
from newsclean.metadata.sources.candidates import Candidate, Candidates
from newsclean.metadata.sources.time_marks import marks_at_headline
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
# The keys that pages' own scripts keep their article's date under, and the value after one.
_SCRIPT_KEYS = (
    "datePublished", "publishedAt", "published_at", "publishDate", "publish_date", "publicationDate",
    "firstPublished",
    "publishedDate", "pubDate", "publishedTime", "published_time", "displayDate",
)  # fmt: skip
_VALUE = re.compile(
    r"(?:At|Date)?(?:(?:\\{0,3}[\"']|&quot;)\s{0,3}[:,]|\s{0,3}=)\s{0,3}(?:\\{0,3}[\"']|&quot;)"
    r"(\d{4}-\d\d-\d\d(?:[T ][\d:.]{5,15}(?:Z|[+-]\d\d:?\d\d)?)?)"
)


_COMMENT = re.compile(
    r"<!--\s{0,20}(?P<line>(?:by|posted|published?|publish|date|created)\b[^<>\n]{6,80}?)\s{0,20}-->", re.IGNORECASE
)
_MAX_COMMENT = 80  # characters
_REBUILT = 31  # days from the one that a page is filed under to the one of its metadata
_MAX_TIMES = 40
_MAX_SCRIPTS = 400_000  # characters of a page that are searched for its scripts' dates


class Dated:
    """The dates of one article as they are found, with their candidates."""

    def __init__(self, candidates: Candidates, language: str | None) -> None:
        self.candidates = candidates
        self.latest = candidates.latest
        self.language = language
        self.order = dates.number_order(language, candidates.declared_languages, candidates.url)

    def url_date(self) -> Stamp | None:
        url = self.candidates.url
        return dates.not_after(dates.in_url(url), self.latest) if url else None

    def days(self) -> set[date]:
        """Return the days that the page's time elements give for machines, and that of its URL."""
        times = self.candidates.sources.tags.times if self.candidates.sources.tags else ()
        values = [node.attributes.get("datetime") or "" for node in times[:_MAX_TIMES]]
        stamps = [self.url_date(), *(dates.machine(value) for value in values if value[:4].isdecimal())]
        return {stamp.date for stamp in stamps if stamp is not None}

    def stamps(self, candidates: Sequence[Candidate]) -> list[Stamp]:
        """Return the dates of all candidates that are dates."""
        found = (dates.machine(candidate.value, self.order, self.language) for candidate in candidates)
        return [stamp for stamp in found if stamp is not None]

    def first(self, found: Sequence[Candidate]) -> tuple[Stamp, str] | None:
        for candidate in found:
            stamp = dates.not_after(dates.machine(candidate.value, self.order, self.language), self.latest)
            if stamp:
                return stamp, candidate.source
        return None


def resolve_dates(
    candidates: Candidates,
    extracted: Mapping[str, Sequence[str]],
    blocks: Sequence[Block],
    landmarks: Landmarks,
    language: str | None,
) -> tuple[tuple[Stamp, str] | None, tuple[Stamp, str] | None]:
    """Return when the article was published and when it was changed, each with its source, or None."""
    dated = Dated(candidates, language)
    linked, tags = candidates.sources.linked, candidates.sources.tags
    issued = [Candidate(linked.published, "json-ld")] if linked and linked.published else []
    changed = [Candidate(linked.modified, "json-ld")] if linked and linked.modified else []
    if tags:
        issued += tags.candidates(_PUBLISHED)
        issued += [Candidate(v, n) for n, v in tags.similar("published")]
        changed += tags.candidates(_MODIFIED)
        changed += [Candidate(v, n) for n, v in tags.similar("modified")]
    issued += candidates.fields.get("published", ())
    published, modified = dated.first(issued), dated.first(changed)
    numbers = Numbers(blocks, dated.order, dated.days, language)
    if published is None:
        published = _by_page(dated, extracted, numbers, landmarks) or _by_search(dated, modified, numbers, landmarks)
    else:
        printed = printed_below(blocks, landmarks, numbers)
        moment = published[0]
        updated = any(each.changed and may_be(moment, each.stamp.date) for each in printed)
        first = first_printed(numbers, landmarks) if updated else None
        if first is not None and may_be(moment, first.date):
            printed.append(Printed(first, changed=False, issued=True))
        filed = dates.filed_in_url(candidates.url or "")
        if first is not None and first.date < moment.date:
            published = first, "printed"
        elif filed is not None and (moment.date - filed.date).days > _REBUILT:
            published = filed, "url"  # the site was rebuilt
        elif earlier := _before_rebuild(published[0], modified, printed if landmarks.head >= 0 else []):
            published = earlier, "printed"
        else:
            published = local_day(published, dated.stamps(issued), printed, dated.url_date())
    return published, modified


def _before_rebuild(published: Stamp, modified: tuple[Stamp, str] | None, printed: Sequence[Printed]) -> Stamp | None:
    """Return the date printed at the headline, where metadata give later ones only: the site was rebuilt.

    Where the page prints theirs as one of change, the other must say that it is the one of publication.
    """
    issued = [each for each in printed if not each.changed]
    if not issued or any(may_be(published, each.stamp.date) for each in issued):
        return None
    first = issued[0]
    if any(may_be(published, each.stamp.date) for each in printed) and not first.issued:
        return None
    later = first.stamp.date > published.date or (modified is not None and modified[0].date == first.stamp.date)
    return None if later else first.stamp


def _by_page(
    dated: Dated,
    extracted: Mapping[str, Sequence[str]],
    numbers: Numbers,
    landmarks: Landmarks,
) -> tuple[Stamp, str] | None:
    """Return the date by what the page prints."""
    url_date, tags = dated.url_date(), dated.candidates.sources.tags
    times, changes = page.marked_dates(tags) if tags else ([], [])
    sure = _alone(dated, [s for s in times if s.source.startswith("itemprop")])
    sure = sure or _alone(dated, [s for s in times if s.source == "time"])
    if sure:
        return sure
    marks = marks_at_headline(tags, dated.candidates.sources.html, dated.candidates.title) if tags else []
    if marked := dated.first(marks):
        return marked
    near = printed_near(numbers.blocks, landmarks, numbers, dated.latest) if tags else []
    issued = [n for n in near if n[1] == "printed"]
    if url_date:  # of the printed dates the one that the URL confirms; else the URL's own
        agreed = [n for n in issued if abs((n[0].date - url_date.date).days) <= 1]
        agreed.sort(key=lambda n: n[0].date != url_date.date)
        if not agreed:
            return url_date, "url"
        stamp, source = _timed(agreed[0], times, dated)
        return stamp, f"{source}+url"
    month = dates.month_in_url(dated.candidates.url or "")
    issued.sort(key=lambda n: (n[0].year, n[0].month) != month)
    if issued:
        return _timed(issued[0], times, dated)
    if near:
        return near[0]
    if commented := _commented(dated):
        return commented, "comment"
    by_rule = _alone(dated, [Candidate(v, "rule") for v in extracted.get("published", ())])
    last = (times, changes, page.named_dates(tags) if tags else ())
    return by_rule or _vague(dated) or next(filter(None, (_alone(dated, found) for found in last)), None)


def _alone(dated: Dated, found: Sequence[Candidate]) -> tuple[Stamp, str] | None:
    """Return the first date of `found`, where all of them are one day's: lists of other stories have many."""
    stamps = [
        (stamp, candidate.source)
        for candidate in found
        if (stamp := dates.machine(candidate.value, dated.order, dated.language))
    ]
    if len({stamp.date for stamp, _ in stamps}) != 1:
        return None
    return dated.first(found)


def _timed(found: tuple[Stamp, str], times: Sequence[Candidate], dated: Dated) -> tuple[Stamp, str]:
    """Return `found` with the time of day from a time element of the same day, if there is one."""
    stamp = found[0]
    if stamp.seconds is None:
        for candidate in times[:20]:
            other = dates.machine(candidate.value, dated.order, dated.language)
            if other is not None and other.date == stamp.date and other.seconds is not None:
                return (other, "time") if dates.not_after(other, dated.latest) == other else found
    return found


def _vague(dated: Dated) -> tuple[Stamp, str] | None:
    tags = dated.candidates.sources.tags
    return dated.first(tags.candidates(_VAGUE)) if tags else None


def _by_search(
    dated: Dated, modified: tuple[Stamp, str] | None, numbers: Numbers, landmarks: Landmarks
) -> tuple[Stamp, str] | None:
    """Return the last resorts: vague metadata, the page's scripts, the date of change, the image's URL."""
    candidates = dated.candidates
    vague = _vague(dated)
    if vague:
        return vague
    for key in _SCRIPT_KEYS:
        at = candidates.sources.html.find(key, 0, _MAX_SCRIPTS)
        match = _VALUE.match(candidates.sources.html, at + len(key)) if at >= 0 else None
        stamp = dates.not_after(dates.machine(match.group(1)), dated.latest) if match else None
        if stamp:
            return stamp, "script"
    if modified:
        return modified
    only, changed = only_printed(numbers, landmarks, dated.latest)
    if only:
        return only, "printed"
    if changed:
        return changed, "printed:updated"
    images = candidates.sources.tags.all("og:image")[:1] if candidates.sources.tags else ()
    filed = [stamp for url in images if (stamp := dates.not_after(dates.in_url(url), dated.latest))]
    return (filed[0], "og:image") if filed else None


def _commented(dated: Dated) -> Stamp | None:
    """Return the date in a byline or a date line that the page's template has commented out."""
    for match in _COMMENT.finditer(dated.candidates.sources.html, 0, _MAX_SCRIPTS):
        stamp = dates.not_after(printed_date(match["line"], dated.order, dated.language), dated.latest)
        if stamp and len(match["line"]) <= _MAX_COMMENT:
            return stamp
    return None
