"""What the build works out about the package's rules."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsclean.errors import RuleError
from newsclean.rules import build, load, prepared
from newsclean.rules.analysis import analyse
from newsclean.rules.patterns import prepare_pattern
from newsclean.rules.rule import make_catalogue


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a file that is read in the place of `prepared.json`."""
    path = tmp_path / "prepared.json"
    monkeypatch.setattr(prepared, "PREPARED_FILE", path)
    caches = (prepared.shipped, prepared.shipped_digests, load.own_catalogue)
    for cache in caches:
        cache.cache_clear()
    yield path
    for cache in caches:
        cache.cache_clear()


def test_the_build_says_what_reading_the_files_says(built: Path) -> None:
    built.write_text(build.document(), encoding="utf-8")
    ready = prepared.shipped()
    assert ready is not None
    sources = {path.name: path.read_bytes() for path in load.RULES_DIR.glob("*.toml")}
    assert prepared.shipped_digests() == (load.sources_digest(sources), load.read_own_rules(sources).digest)
    assert load.own_catalogue() == load.read_own_rules(sources)
    assert load.own_catalogue().rules == load.read_own_rules(sources).rules
    pattern = next(iter(ready.patterns))
    assert ready.patterns[pattern] == analyse(pattern)


def test_the_build_needs_no_other_package() -> None:
    source = str(Path(load.__file__).parents[2])
    code = "import sys; sys.path.insert(0, sys.argv[1]); from newsclean.rules.build import document; document()"
    done = subprocess.run([sys.executable, "-S", "-B", "-c", code, source], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_build_of_other_rules_is_not_used(built: Path) -> None:
    built.write_text(json.dumps({"sources": "0" * 64, "catalogue": "0" * 64}) + "\n")
    assert len(load.own_catalogue().rules) > 1000


def test_the_rules_are_read_when_they_are_needed(built: Path) -> None:
    sources = {path.name: path.read_bytes() for path in load.RULES_DIR.glob("*.toml")}
    digests = {"sources": load.sources_digest(sources), "catalogue": "0" * 64}
    built.write_text(json.dumps(digests) + "\n" + json.dumps({"story": [], "rules": [], "patterns": []}))
    catalogue = pickle.loads(pickle.dumps(load.own_catalogue()))
    assert catalogue.digest == "0" * 64
    built.unlink()
    with pytest.raises(RuleError, match="is gone"):
        print(catalogue.rules)


def test_a_catalogue_with_rules_of_its_own_pickles() -> None:
    catalogue = make_catalogue(load.own_catalogue().rules[:3], ["^so"])
    again = pickle.loads(pickle.dumps(catalogue))
    assert (again, again.rules, again.story) == (catalogue, catalogue.rules, ("^so",))


def test_patterns_that_the_build_does_not_know_are_analysed() -> None:
    made = prepare_pattern("^Never seen before: [0-9]+$")
    assert made.folded.startswith("^never")
    assert made.words == ("never seen b",)
    assert made.latest == 0
