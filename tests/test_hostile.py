"""Over 200 hostile inputs: each ends as a record or a reject, none as an error of ours."""

from __future__ import annotations

import json
from pathlib import Path

from support import hostile

from newsclean.cli.clean import run_and_report
from newsclean.errors import Exit
from newsclean.options import Options
from newsclean.run.config import RunConfig

OURS = ("internal_error", "crashed", "timeout", "out_of_memory")


def test_every_hostile_input_is_a_record_or_a_reject(tmp_path: Path) -> None:
    count = hostile.make(tmp_path / "in", large=False)
    assert count > 200
    output = tmp_path / "o.jsonl"
    hostile_run = RunConfig(
        (str(tmp_path / "in"),),
        options=Options(latest="2024-01-01"),
        output=str(output),
        jobs=0,
        learn=False,
        verbosity=-1,
    )
    assert run_and_report(hostile_run) is Exit.FAILED_PAGES
    rejects = output.with_name(output.name + ".rejects.jsonl").read_bytes().splitlines()
    lines = [json.loads(line) for line in output.read_bytes().splitlines() + rejects]
    sources = [line["source"] for line in lines]
    assert len(sources) == len(set(sources))
    seen = {source.removeprefix(f"{tmp_path}/in/").partition("#")[0] for source in sources}
    names = {hostile.quoted(path.name) for path in (tmp_path / "in").iterdir()}
    assert names - seen == hostile.NOT_PAGES
    assert [line for line in lines if line.get("reason") in OURS] == []
