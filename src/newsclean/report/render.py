"""Render the templates: standalone HTML in which inserted text stays text.

Jinja2 escapes every value, so nothing that a scraped page or a file name says can become markup. The files need no
network and no scripts, and their policy forbids both.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from newsclean.escaping import printable


def render(template: str, **values: object) -> str:
    """Return a template of this package filled with `values`."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("newsclean.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(digits=digits, share=share)
    return environment


def _finalize(value: Any) -> Any:
    """Make text fit for a UTF-8 file: no lone surrogates, control characters as visible escapes."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return "\n".join(map(printable, value.encode("utf-8", "replace").decode().split("\n")))
    return value


def digits(value: float, short: bool = False) -> str:
    """Return a number as people read it; a `short` one has few digits.

    >>> digits(1234567), digits(2.25), digits(12_000_000, short=True)
    ('1,234,567', '2.2', '12.0 M')
    """
    for size, word in (10**9, "bn"), (10**6, "M"):
        if short and value >= 10 * size:
            return f"{value / size:,.1f} {word}"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"


def share(count: float, total: float) -> str:
    """Return a percentage; only nothing is rounded to 0 %, only all to 100 %.

    >>> share(12, 100), share(1, 1000), share(999, 1000), share(1, 0)
    ('12 %', '< 1 %', '> 99 %', '')
    """
    if not total:
        return ""
    percent = 100 * count / total
    if 0 < percent < 1:
        return "< 1 %"
    if 99 < percent < 100:
        return "> 99 %"
    return f"{percent:.0f} %"
