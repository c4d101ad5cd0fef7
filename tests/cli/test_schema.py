"""newsclean schema."""

from __future__ import annotations

import json

from click.testing import CliRunner

from newsclean.cli.main import cli
from newsclean.errors import UsageError
from newsclean.output.record import schema


def test_schema_refuses_fields_that_do_not_exist() -> None:
    done = CliRunner().invoke(cli, ["schema", "--fields", "titel"], standalone_mode=False)
    assert isinstance(done.exception, UsageError)


def test_the_schema_is_printed() -> None:
    assert json.loads(CliRunner().invoke(cli, ["schema"]).stdout) == schema()
