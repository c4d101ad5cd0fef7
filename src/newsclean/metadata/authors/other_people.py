"""Tell the people in a byline who did not write it: who took the pictures, edited, reviewed, helped to report."""

from __future__ import annotations

from newsclean.metadata.phrases import phrase_pattern

_OTHERS = phrase_pattern("bylines", "others")
_BEHIND = phrase_pattern("bylines", "others_behind")
_PICTURED = phrase_pattern("bylines", "pictured")


def names_others(text: str) -> bool:
    """Return whether a line names somebody else than the author: a photographer, an editor, a source."""
    return _OTHERS.search(text.strip()) is not None


def without_others(text: str) -> str:
    """Return a byline without those who are named behind the authors for something else than the text.

    >>> without_others("Ada Byron, photos by Mary Somerville")
    'Ada Byron'
    """
    if "(" in text:
        text = _PICTURED.sub("", text)
    behind = _BEHIND.search(text)
    return text[: behind.start()] if behind is not None else text


def apart_from_others(text: str) -> list[str]:
    """Return a part of a line up to, and from, each name of somebody who did not write it."""
    return [text] if names_others(text) else _BEHIND.split(text)
