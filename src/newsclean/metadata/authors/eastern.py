"""Take from a byline in Han or Hangul what is around its names: reporters' titles, papers, places."""

from __future__ import annotations

import re

from newsclean.metadata.names.person_names import is_chinese, is_eastern, is_eastern_word, is_organisation
from newsclean.metadata.phrases import phrase_pattern, phrase_words
from newsclean.text import late_pattern

_HANGUL_JOINT = late_pattern(r"(?<=[\uac00-\ud7af])\s?[·・]\s?(?=[\uac00-\ud7af])")  # a row of Korean names
# Reporters' titles before and after names in Han and Hangul: "本报记者 …", "文／…", "… 기자".
_BEFORE = phrase_pattern("bylines", "eastern_title_before")
_BEHIND = phrase_pattern("bylines", "eastern_title_behind")
_BETWEEN = phrase_pattern("bylines", "eastern_title_between")
_PLACE = phrase_pattern("bylines", "eastern_place_before")
_REPORTED = phrase_pattern("bylines", "eastern_reported")
_AFTER_NAME = phrase_words("names", "eastern_places")
# A name of two letters that is set as wide as those of three.
_WIDE = late_pattern("(?<![^\\s：:、，])([\u3400-\u9fff])[ \u3000]+([\u3400-\u9fff])(?![^\\s、，])")
_MARK = re.compile("[、,，]")
# A label of a few letters and a name, in brackets.
_LABELLED = re.compile(r"^[【（(](?P<inside>[^：:】）)]{1,8}[：:][^】）)]{2,40})[】）)]\s?(?P<rest>.*)$")


def bare_byline(text: str) -> str:
    """Return a byline in Han or Hangul with nothing around its names, which are parted by marks.

    >>> bare_byline("本报记者 王海 北京")
    '王海'
    """
    text = _BETWEEN.sub("、", _BEFORE.sub("", _PLACE.sub("", _REPORTED.sub("", _WIDE.sub(r"\1\2", text)))))
    words = text.split()
    while len(words) > 1 and words[-1] in _AFTER_NAME:
        words.pop()  # "王海 北京"
    if len(words) > 1 and is_organisation(words[0]) and is_chinese(_MARK.split(words[1], maxsplit=1)[0]):
        del words[0]  # "海港日报 王海、李明"
    return joint_hangul(" ".join(words))


def joint_hangul(text: str) -> str:
    """Return a line with a comma where a dot joins two Korean names."""
    return _HANGUL_JOINT.sub("、", text) if is_eastern(text) else text


def without_title_before(part: str) -> str:
    """Return a name without the reporter's title before it."""
    return _BEFORE.sub("", part) if is_eastern(part) else part


def without_title_behind(part: str) -> str:
    """Return a name without the reporter's title behind it."""
    return _BEHIND.sub("", part) if is_eastern(part) else part


def names_in_row(words: list[str]) -> bool:
    """Return whether all of several words are Chinese names, one of them surely."""
    return len(words) > 1 and any(map(is_chinese, words)) and all(map(_may_be_name, words))


def _may_be_name(word: str) -> bool:
    return 2 <= len(word) <= 3 and word not in _AFTER_NAME and is_eastern_word(word)


def unbracketed(text: str) -> str:
    """Return a line that begins with a label and a name in brackets without them, and what follows after a mark.

    >>> unbracketed("【作者：王海】 (编辑：李明)")
    '作者：王海 | (编辑：李明)'
    """
    found = _LABELLED.match(text)
    return f"{found['inside']} | {found['rest']}".rstrip(" |") if found is not None else text
