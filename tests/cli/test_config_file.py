"""newsclean.toml as click's default map."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from newsclean.cli.config_file import read_config, shown
from newsclean.errors import UsageError

KNOWN = {
    "min-words": click.Option(["--min-words"], type=int),
    "timeout": click.Option(["--timeout"], type=float),
    "keep": click.Option(["--keep"], multiple=True),
    "blocks": click.Option(["--blocks"], is_flag=True),
    "as-of": click.Option(["--as-of"]),
}


def read(tmp_path: Path, text: str | bytes) -> dict[str, object]:
    file = tmp_path / "own.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_config(str(file), KNOWN, {"keep": KNOWN["keep"], "as-of": KNOWN["as-of"], "blocks": KNOWN["blocks"]})


def test_values_become_defaults_of_the_command_and_others_are_only_checked(tmp_path: Path) -> None:
    text = 'keep = "bio"\nas_of = 2024-05-31\nblocks = true\nmin-words = 3\n'
    assert read(tmp_path, text) == {"keep": ["bio"], "as_of": "2024-05-31", "blocks": True}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("min-word = 3", r'own\.toml: "min-word" is not an option; did you mean min-words\?'),
        ("inputs = []", "belongs on the command line"),
        ('min-words = "3"', r"own\.toml: min-words is a whole number without quotes, not \"3\""),
        ("min-words = 3.5", "is a whole number"),
        ("timeout = true", "is a number without quotes"),
        ("keep = [1]", "is a string or a list of strings"),
        ('blocks = "yes"', "is true or false"),
        ("as-of = [1]", "is a string in quotes"),
        ("keep", "not TOML"),
        (b"keep = '\xff'", "not UTF-8 at byte 8"),
    ],
)
def test_faults_name_file_key_and_remedy(tmp_path: Path, text: str | bytes, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read(tmp_path, text)


def test_a_file_that_is_not_there_or_much_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot read .*--config names a TOML file"):
        read_config(str(tmp_path / "gone.toml"), KNOWN, KNOWN)
    with pytest.raises(UsageError, match="too large"):
        read(tmp_path, b"#" * (2 << 20))


def test_values_are_shown_as_toml_writes_them() -> None:
    assert [shown(value) for value in (True, 3, "a\x1b", frozenset({"b", "a"}), ("x",))] == [
        "true",
        "3",
        '"a\\u001b"',
        '["a", "b"]',
        '["x"]',
    ]
