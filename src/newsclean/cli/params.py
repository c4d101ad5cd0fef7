"""Click types and callbacks that check and convert option values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from newsclean.errors import UsageError, suggestion
from newsclean.kinds import KINDS
from newsclean.options import Options

if TYPE_CHECKING:
    from newsclean.readers.streams import ReadOptions

_SIZES = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}


class Choice(click.Choice):  # type: ignore[type-arg]  # generic in later versions of click only
    """One of some names; the message about a wrong one names the nearest."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the value, or fail with what was meant."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is unknown{suggestion(str(value), map(str, self.choices))}", param, ctx)


def size(ctx: click.Context, param: click.Parameter, value: str) -> int:
    """Return bytes: "500k", "10m", "1g" or a plain number."""
    match = re.fullmatch(r"([0-9]{1,12})([kmg]?)i?b?", value.lower())
    if match is None or int(match[1]) == 0:
        raise click.BadParameter(f"{value!r} is not a size: write it like 500k, 10m or 1g", ctx, param)
    return int(match[1]) * _SIZES[match[2]]


def date(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return an ISO 8601 date or time."""
    try:
        datetime.fromisoformat(value or "2000-01-01")
    except ValueError:
        raise click.BadParameter(f"{value!r} is not an ISO 8601 date, like 2024-05-31", ctx, param) from None
    return value


def url(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return an absolute http(s) URL."""
    from newsclean.urls import clean_url

    if value is not None and clean_url(value) is None:
        raise click.BadParameter(f"{value!r} is not a URL, like https://www.example.com/news/1", ctx, param)
    return value


def kinds(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> frozenset[str]:
    """Return kinds of boilerplate, given one by one or with commas."""
    named = frozenset(name for value in values for name in value.split(",") if name)
    for name in sorted(named - set(KINDS)):
        raise click.BadParameter(f"{name!r} is not a kind of boilerplate{suggestion(name, KINDS)}", ctx, param)
    return named


def languages(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> frozenset[str]:
    """Return language tags, given one by one or with commas, in any spelling."""
    try:
        return Options(
            languages=frozenset(tag.strip() for value in values for tag in value.split(",") if tag)
        ).languages
    except UsageError as error:
        raise click.BadParameter(str(error), ctx, param) from None


def fields(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> frozenset[str]:
    """Return names of fields, given one by one or with commas."""
    return frozenset(name.strip() for value in values for name in value.split(",") if name.strip())


def complete_kinds(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the kinds that begin like that, for shell completion; also after a comma."""
    before, comma, begun = incomplete.rpartition(",")
    return [before + comma + kind for kind in sorted(KINDS) if kind.startswith(begun)]


def page_options(typed: Mapping[str, Any], explain: bool) -> Options:
    """Build `Options` from the parsed command line."""
    return Options(
        min_words=typed["min_words"],
        languages=typed["language"],
        keep=typed["keep"],
        drop=typed["drop"],
        latest=typed["as_of"],
        strict_metadata=typed["strict_metadata"],
        max_size=typed["max_size"],
        explain=explain,
        **{name: typed[name] for name in ("text_format", "blocks", "links", "images") if name in typed},
    )


def read_options(typed: Mapping[str, Any]) -> ReadOptions:
    """Return how inputs are read; options that a command lacks are as by default."""
    from newsclean.readers.records import Keys
    from newsclean.readers.streams import ReadOptions
    from newsclean.readers.walk import Globs

    return ReadOptions(
        kind=typed["kind"],
        max_size=typed["max_size"],
        keys=Keys(typed["html_key"], typed["url_key"], tuple(typed.get("passed", ())), typed["fetched_key"]),
        globs=Globs(tuple(typed["include"]), tuple(typed["exclude"])),
        files_from=typed["files_from"],
        null=typed["null"],
        manifest=typed.get("manifest"),
        url=typed.get("url"),
    )
