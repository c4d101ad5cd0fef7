"""Characters that not every text has, as bits of a number: what a pattern needs of them, and what it cannot match.

Comparing two numbers spares running most patterns: an English line holds a "y", or no digit. All digits are one bit,
and whatever is beyond ASCII is another.
"""

from __future__ import annotations

_COMMON = b" abcdefghilmnoprstuv"  # of which most lines have most, whatever they are written in
_DIGITS = b"0123456789"
_OTHERS = b"jkqwxyz!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_SCRIPTS = frozenset(range(0xCE, 0xEE)) - {0xE1, 0xE2}  # first bytes of letters that are not Latin, in UTF-8
DIGIT, NOT_ASCII, NOT_LATIN = 1, 2, 4
_SIZE = len(_OTHERS) + 3  # bits
ALL = (1 << _SIZE) - 1


def _bits_of(byte: int) -> int:
    if byte in _DIGITS:
        return DIGIT
    if byte >= 0x80:
        return NOT_ASCII | (NOT_LATIN if byte in _SCRIPTS else 0)
    return 8 << _OTHERS.index(byte) if byte in _OTHERS else 0


_BITS = tuple(map(_bits_of, range(256)))


def characters_in(text: bytes) -> int:
    """Return which of the characters are in a folded text."""
    found = 0
    for byte in set(text.translate(None, _COMMON)):
        found |= _BITS[byte]
    return found


def misfits(needed: int, allowed: int) -> int:
    """Return what a text that matches a pattern has no bit of in its `faults`."""
    return needed | (ALL & ~allowed) << _SIZE


def faults(text: bytes) -> int:
    """Return the characters that a folded text lacks, and behind them those that it has."""
    found = characters_in(text)
    return (ALL ^ found) | found << _SIZE
