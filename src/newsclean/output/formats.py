"""Layouts: which keys a line of the output has, and in which order.

`flat` is the record as `newsclean.output.record` describes it. `dolma` is the document format of AI2's dolma
toolkit, which datatrove and others read, too: `id`, `text`, `source` (the name of the data set), `added`,
`created`, and everything else in `metadata`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from newsclean.errors import UsageError, suggestion
from newsclean.options import Options
from newsclean.output.record import dump, schema

if TYPE_CHECKING:
    from newsclean.model import Article

FLAT, DOLMA = "flat", "dolma"
LAYOUTS = (FLAT, DOLMA)
DEFAULT_SOURCE_NAME = "newsclean"
DUPLICATE_OF = "duplicate_of"
BLOCKS = "blocks"
_EXPLAINED = ("cuts", "origins")
_OUTSIDE = ("id", "text")  # keys of the record that dolma keeps outside `metadata`


@dataclass(frozen=True, slots=True)
class Layout:
    """How an article becomes a line. Frozen and picklable: workers render.

    `fields` are the keys to write, all if empty; with `dolma` they choose what goes into `metadata`. `dedup` adds
    `duplicate_of` in any case.
    `added` is dolma's time of acquisition, in any form of ISO 8601.
    """

    name: str = FLAT
    fields: frozenset[str] = frozenset()
    source_name: str = DEFAULT_SOURCE_NAME
    explain: bool = False
    dedup: bool = False
    added: str | None = None
    blocks: bool = False
    links: bool = False  # in `blocks`

    def for_options(self, options: Options) -> Layout:
        """Return this layout with the keys that the options of the page path add."""
        links = options.links or options.images
        return replace(self, explain=options.explain, blocks=options.blocks, links=options.blocks and links)

    def columns(self) -> tuple[str, ...]:
        """Return the record's keys that a line has somewhere, in their order."""
        every = [*schema()["required"]]
        every += [BLOCKS] if self.blocks else []
        every += _EXPLAINED if self.explain else ()
        every += [DUPLICATE_OF] if self.dedup else []
        always = (*(_OUTSIDE if self.name == DOLMA else ()), DUPLICATE_OF)
        return tuple(key for key in every if not self.fields or key in self.fields or key in always)

    def check(self) -> None:
        """Raise `UsageError` for fields that no line can have."""
        known = schema()["properties"]
        for field in sorted(self.fields - set(known)):
            raise UsageError(f"--fields: there is no field {field!r}{suggestion(field, known)}")
        for field in sorted(self.fields - set(replace(self, name=FLAT, fields=frozenset()).columns())):
            raise UsageError(f"--fields: {field!r} is there only with {_SWITCH[field]}")

    def render(self, article: Article) -> bytes:
        """Return the line, newline included; with `dedup` it lacks `duplicate_of`, which `mark` adds."""
        record = article.to_dict(explain=self.explain)
        if self.fields:
            record = {key: value for key, value in record.items() if key in self.fields}
        return dump(self._dolma(article, record) if self.name == DOLMA else record)

    def _dolma(self, article: Article, record: dict[str, Any]) -> dict[str, Any]:
        created = article.metadata.published or article.fetched_at
        return {
            "id": article.id,
            "text": article.text,
            "source": self.source_name,
            "added": timestamp(self.added),
            "created": timestamp(created),
            "metadata": {key: value for key, value in record.items() if key not in _OUTSIDE},
        }

    def mark(self, line: bytes, first: str | None) -> bytes:
        """Return a rendered line with `duplicate_of`, which is always the record's last key."""
        end = b"}}\n" if self.name == DOLMA else b"}\n"
        body = line.removesuffix(end)
        comma = b"" if body.endswith(b"{") else b","
        return body + comma + dump({DUPLICATE_OF: first})[1:-2] + end

    def flatten(self, line: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the reverse of `render`, for a line that was read back: the record, as far as it was written."""
        if self.name == FLAT:
            return line
        return {**line["metadata"], **{key: line[key] for key in _OUTSIDE}}

    def to_json(self) -> dict[str, Any]:
        """Return what decides about the bytes of a line, as plain values. `added` follows from the run's start."""
        return {
            "name": self.name,
            "fields": sorted(self.fields),
            "source_name": self.source_name,
            "explain": self.explain,
            "dedup": self.dedup,
            "blocks": self.blocks,
            "links": self.links,
        }


_SWITCH = {BLOCKS: "--blocks", "cuts": "--explain", "origins": "--explain", DUPLICATE_OF: "--dedup"}


def timestamp(time: str | None) -> str:
    """Return a time as dolma writes it: "2024-05-31T06:15:00.000Z".

    A time without a zone is taken for UTC, a date for its first moment. An unknown time is "", because dolma's own
    types have no null here.

    >>> timestamp("2024-05-31T08:15:00+02:00"), timestamp("2024-05-31"), timestamp(None)
    ('2024-05-31T06:15:00.000Z', '2024-05-31T00:00:00.000Z', '')
    """
    try:
        moment = datetime.fromisoformat(time or "")
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return moment.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"
