"""Choose the page's copyright notice among its lines: not that of a picture."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.names.person_names import is_organisation, names_agency
from newsclean.metadata.notices import LAST_YEAR, NOTICE, copyright_notice, is_bare, owner_of
from newsclean.metadata.phrases import phrase_pattern
from newsclean.metadata.site_names import letters, words_of
from newsclean.metadata.strings import word_set
from newsclean.model import Block

_MAX_LINE_CHARS = 1000
_CAPTIONS = word_set("<figure> <figcaption> caption <blockquote> blockquote")  # around a line: it is a picture's
_CAPTION = word_set("<figcaption>")  # the same around a line with a year
_PICTURES = word_set(
    "image bild foto photo picture thumbnail thumb teaser gallery webcam livecam"
)  # outside of footers
_FOOTERS = word_set("<footer> footer")
_MAKER = phrase_pattern("notices", "maker")
_CUT = phrase_pattern("notices", "cut")
_MIN_NAME_CHARS, _LONG_NAME_CHARS = 4, 8  # of a site's name in a notice
_MIN_SENTENCE_WORDS, _MIN_LOWER_WORDS = 5, 3  # of a slogan where the owner's name is to be


def page_notice(
    lines: Iterable[str], blocks: Sequence[Block], landmarks: Landmarks, names: Collection[str], latest: str | None
) -> str | None:
    """Return the first notice that is the page's; None if there is none. `names` are the site's, as `letters`.

    Lines with the mark come first: that of a republished story is above the one in the site's footer. Names
    without a year come last, unless they are the site's, an agency's or a firm's: most of them are photographers.
    """
    last_year = int(latest[:4]) + 1 if latest else LAST_YEAR
    unsure = None
    for line in sorted(lines, key=lambda line: NOTICE.search(line) is None):
        notice = copyright_notice(line[:_MAX_LINE_CHARS], last_year)
        if notice is None:
            continue
        owner, bare = owner_of(notice), is_bare(notice)
        front, colon, _ = notice.partition(": ")
        if colon and letters(owner_of(front)) in names:  # "© Harbour Post: Gates leave town"
            return front
        if any(_has_name(owner, name) for name in names):
            return notice
        if _is_slogan(owner) or _is_maker_s(line, owner) or _is_picture_s(line, bare, blocks, landmarks.last):
            continue
        if not bare or is_organisation(owner) or names_agency(owner):
            return notice
        unsure = unsure or notice
    return unsure


def _has_name(owner: str, name: str) -> bool:
    """Return whether an owner is called like the site: one is in the other, a short name as a word of its own."""
    key = letters(owner)
    if len(key) >= _MIN_NAME_CHARS and key in name:
        return True
    return name in key if len(name) >= _LONG_NAME_CHARS else len(name) >= _MIN_NAME_CHARS and name in words_of(owner)


def _is_picture_s(line: str, bare: bool, blocks: Sequence[Block], last: int) -> bool:
    """Return whether a line belongs to a picture: in a caption; if `bare`, in or above the text and not in a footer."""
    place = next((i for i, block in enumerate(blocks) if line in block.text), -1)
    if place < 0:
        return False
    around = blocks[place].element.around
    if not (_CAPTIONS if bare else _CAPTION).isdisjoint(around):
        return True
    return bare and _FOOTERS.isdisjoint(around) and (place <= last or not _PICTURES.isdisjoint(around))


def _is_maker_s(line: str, owner: str) -> bool:
    """Return whether a line names its owner as the maker of the pages, too: "© Tidethemes. Designed by Tidethemes"."""
    maker, key = _MAKER.search(line), letters(owner)
    return maker is not None and len(key) >= _MIN_NAME_CHARS and letters(maker["name"]).startswith(key)


def _is_slogan(owner: str) -> bool:
    """Return whether there is a sentence, or a part of one, where the owner's name is to be."""
    if _CUT.search(owner):
        return True
    words = owner.split()
    lower = sum(word.islower() for word in words)
    sentence = len(words) >= _MIN_SENTENCE_WORDS or lower == len(words)
    return sentence and lower >= _MIN_LOWER_WORDS and not is_organisation(owner)
