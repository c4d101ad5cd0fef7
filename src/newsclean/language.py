"""The language of an article."""

from __future__ import annotations

from collections.abc import Sequence


def detect(text: str, declared: Sequence[str]) -> str | None:
    """The BCP 47 primary tag of `text`; `declared` is what the page says, most trusted first."""
    return declared[0][:2].lower() if declared else None
