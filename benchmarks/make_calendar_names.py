"""Write the month, weekday and day-period names of CLDR that date lines hold, by Babel.

    python benchmarks/make_calendar_names.py > src/newsclean/metadata/calendar_names.txt

One language a line: its code, twelve months, seven weekdays, the names of the hours before noon, after it, around it,
and of the night; separated by tabs, the spellings of one name by "|". Names of digits or of a single letter are left
out: a printed "2" is no month's name. The file is data of the Unicode CLDR (Unicode License v3).
"""

from __future__ import annotations

from babel import Locale
from babel.dates import get_period_names

# Languages in which news is written on the web, those of the rules first: of two meanings of one spelling the
# page's own language decides, else the first line.
LANGUAGES = (
    "en de fr es pt it nl pl ru uk tr ar sv no da fi cs hu el ca id is hr hi fa zh ja ko ro he sk vi th bg sr sl lt lv"
    " et mk be sq bs az ka hy kk ky uz mn ur bn ta te ml kn gu mr pa ne si km lo my ms fil sw so am ti ha yo ig zu xh"
    " af eu gl cy ga gd lb mt fo nn br eo ps sd ug tk tg ku or as rw"
).split()
# Other spellings of a language, in another script or country.
VARIANTS = {
    "ar": ("ar_DZ", "ar_LB", "ar_MA"),
    "az": ("az_Cyrl",),
    "bs": ("bs_Cyrl",),
    "de": ("de_AT",),
    "en": ("en_AU", "en_GB"),
    "fr": ("fr_CA",),
    "pt": ("pt_PT",),
    "sr": ("sr_Latn", "sr_Latn_ME"),
    "uz": ("uz_Cyrl",),
    "zh": ("zh_Hant", "zh_Hant_HK"),
}
CONTEXTS = ("format", "stand-alone")
WIDTHS = ("wide", "abbreviated")
# CLDR's day periods, for clocks of twelve hours: before noon, after it, around it, and of the night.
HALVES = (
    ("am", "morning1", "morning2"),
    ("pm", "afternoon2", "evening1", "evening2"),
    ("noon", "afternoon1"),
    ("midnight", "night1", "night2"),
)


def spellings(names: list[str]) -> str:
    """Return the spellings of one name, folded as `calendar.fold` folds, each once."""
    folded = (" ".join(name.casefold().replace("i\u0307", "i").split()).strip(". ") for name in names)
    usable = (n for n in folded if len(n) > 1 and not any(c.isdigit() or c in "|\t" for c in n))
    return "|".join(dict.fromkeys(usable)) or "-"


def row(code: str) -> list[str]:
    """Return the fields of one language's line."""
    found = [Locale.parse(each) for each in (code, *VARIANTS.get(code, ()))]
    months = [[each.months[c][w][n] for each in found for c in CONTEXTS for w in WIDTHS] for n in range(1, 13)]
    days = [[each.days[c][w][n] for each in found for c in CONTEXTS for w in WIDTHS] for n in range(7)]
    periods = [get_period_names(w, c, each) for each in found for c in CONTEXTS for w in WIDTHS]
    halves = [[p[key] for p in periods for key in keys if key in p] for keys in HALVES]
    return [code, *map(spellings, months), *map(spellings, days), *map(spellings, halves)]


def main() -> None:
    for code in LANGUAGES:
        print("\t".join(row(code)))


if __name__ == "__main__":
    main()
