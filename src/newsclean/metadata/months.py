"""Month names as printed, for reading dates.

They stand in `months.txt`: one language a line, twelve months separated by spaces, the spellings of one month
by "|"; a blank inside a name is "_".
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def month_numbers() -> dict[str, int]:
    """Every spelling, folded, and its number, 1 to 12. One that two languages use differently is the
    first's.
    """
    numbers: dict[str, int] = {}
    text = resources.files("newsclean.metadata").joinpath("months.txt").read_text("utf-8")
    for line in text.splitlines():
        for number, spellings in enumerate(line.split()[1:], 1):
            for spelling in spellings.replace("_", " ").split("|"):
                numbers.setdefault(spelling.casefold(), number)
    return numbers
