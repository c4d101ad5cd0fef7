"""Values of options: sizes, dates, lists with commas."""

from __future__ import annotations

import click
import pytest

from newsclean.cli import params

CONTEXT = click.Context(click.Command("newsclean"))
OPTION = click.Option(["--x"])


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("500", 500), ("2k", 2048), ("10M", 10 << 20), ("1g", 1 << 30), ("4KiB", 4096), ("3mb", 3 << 20)],
)
def test_sizes_have_units(typed: str, wanted: int) -> None:
    assert params.size(CONTEXT, OPTION, typed) == wanted


@pytest.mark.parametrize("typed", ["", "0", "k", "1t", "-1", "1.5m", "1 k", "9" * 20])
def test_other_sizes_are_refused(typed: str) -> None:
    with pytest.raises(click.BadParameter, match="is not a size: write it like"):
        params.size(CONTEXT, OPTION, typed)


def test_lists_may_have_commas() -> None:
    assert params.languages(CONTEXT, OPTION, ("DE, fra", "pt-BR")) == {"de", "fr", "pt"}
    assert params.kinds(CONTEXT, OPTION, ("ad,bio", "")) == {"ad", "bio"}
    assert params.fields(CONTEXT, OPTION, ("a, b", "c,")) == {"a", "b", "c"}
    with pytest.raises(click.BadParameter, match="did you mean newsletter"):
        params.kinds(CONTEXT, OPTION, ("ad,newsleter",))


def test_kinds_are_completed_after_a_comma() -> None:
    assert params.complete_kinds(CONTEXT, OPTION, "ad,cap") == ["ad,caption"]
    assert len(params.complete_kinds(CONTEXT, OPTION, "")) > 20


def test_a_page_has_an_absolute_url() -> None:
    assert params.url(CONTEXT, OPTION, None) is None
    assert params.url(CONTEXT, OPTION, "https://pier.example/a") == "https://pier.example/a"
    with pytest.raises(click.BadParameter, match="is not a URL"):
        params.url(CONTEXT, OPTION, "pier.example")
