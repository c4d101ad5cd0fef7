"""Options of the page path."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newsclean.errors import UsageError, suggestion
from newsclean.kinds import KINDS
from newsclean.language_tags import codes_by_name, normalise

PLAIN, MARKDOWN = "plain", "markdown"
TEXT_FORMATS = (PLAIN, MARKDOWN)


def _language(given: str) -> str:
    """Return the tag of a language. Raises `UsageError` for what is none."""
    tag = normalise(given)
    if tag is None:
        nearest = suggestion(given.lower(), codes_by_name(), "tags are like en, de or pt")
        raise UsageError(f"{given!r} is not a language{nearest}")
    return tag


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may ask of the page path; the command line has options of the same names.

    Collections of names may be given as any iterable of strings. Raises `UsageError` for a value that the command
    line would refuse.

    >>> Options(keep=["bio"]).keep
    frozenset({'bio'})
    """

    min_words: int = 25  # articles with fewer are rejected as too short
    languages: frozenset[str] = frozenset()  # keep only these, like "de", "ger" or "German"; all if empty
    keep: frozenset[str] = frozenset()  # kinds of boilerplate, see `KINDS`, that stay in the text
    drop: frozenset[str] = frozenset()  # kinds that are removed more aggressively
    latest: str | None = None  # latest plausible date of a page without a fetch time (ISO 8601, `--as-of`)
    strict_metadata: bool = False  # leave out what only one weak source gives
    max_size: int = 10 * 1024 * 1024  # bytes of one page, decoded
    explain: bool = False  # keep what `newsclean explain` shows
    text_format: str = PLAIN  # of `Article.text`, one of `TEXT_FORMATS`
    blocks: bool = False  # add `Article.blocks`
    links: bool = False  # in Markdown and in blocks
    images: bool = False  # in Markdown and as blocks, with their captions

    def __post_init__(self) -> None:
        for name in ("languages", "keep", "drop"):
            value = getattr(self, name)
            if isinstance(value, str):
                raise UsageError(f"{name} is a collection of strings, like {{{value!r}}}, not a string")
            object.__setattr__(self, name, frozenset(value))
        for kind in sorted((self.keep | self.drop) - KINDS.keys()):
            raise UsageError(f"{kind!r} is not a kind of boilerplate{suggestion(kind, KINDS)}")
        object.__setattr__(self, "languages", frozenset(map(_language, sorted(self.languages))))
        for name, least in (("min_words", 0), ("max_size", 1)):
            if not isinstance(number := getattr(self, name), int) or number < least:
                raise UsageError(f"{name} is a whole number from {least} on, not {number!r}")
        if self.text_format not in TEXT_FORMATS:
            raise UsageError(f"{self.text_format!r} is not a text format{suggestion(self.text_format, TEXT_FORMATS)}")
        if (self.links or self.images) and not self.reads_structure:
            raise UsageError("links and images need Markdown or blocks: --text-format markdown or --blocks, too")
        if self.latest is not None:
            try:
                datetime.fromisoformat(self.latest)
            except ValueError:
                raise UsageError(f"latest is an ISO 8601 date, like 2024-05-31, not {self.latest!r}") from None

    @property
    def reads_structure(self) -> bool:
        """Whether more of a body than its plain text is asked for."""
        return self.blocks or self.text_format != PLAIN
