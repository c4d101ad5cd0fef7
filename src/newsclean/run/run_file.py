"""The run file next to an output: what must be the same for a run to be resumed, and the profiles it learned."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from newsclean.escaping import quote
from newsclean.output.files import write_json
from newsclean.run.resume import ResumeError


class RunFile:
    """`FILE.run.json`, as plain JSON values: see `run.start.new_state`."""

    def __init__(self, output: str) -> None:
        self.path = output + ".run.json"

    def exists(self) -> bool:
        return Path(self.path).exists()

    def load(self, new: Mapping[str, Any]) -> dict[str, Any]:
        """Return the state of the run. Raises `ResumeError` if it is not that of the run that `new` would resume."""
        try:
            state = json.loads(Path(self.path).read_bytes())
            known = state["digest"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ResumeError(f"cannot read the run file {quote(self.path)}: {error}; use --overwrite") from None
        if known != new["digest"]:
            raise ResumeError(
                f"{quote(self.path)} belongs to a run with other inputs, options, rules or versions"
                f" ({'; '.join(differences(state, new)) or 'no details'}):"
                " resume with those, or start over with --overwrite"
            )
        return dict(state)

    def save(self, state: Mapping[str, Any]) -> None:
        """Write it atomically. Raises `OutputError`."""
        write_json(self.path, state)


_MAX_NAMED = 6  # differences that a message names
_MAX_VALUE_CHARS = 60
# Options by where the run file holds them; others go by their last name.
_OPTIONS = {
    "reading.kind": "--from",
    "reading.keys": "--html-key, --url-key, --pass",
    "reading.globs": "--include, --exclude",
    "options.languages": "--language",
    "options.latest": "--as-of",
    "layout.name": "--layout",
    "sites": "the file of --sites",
    "learn": "learning (--no-learn)",
    "rule_files": "--rules",
    "rules": "the rules",
    "site_configs": "the files of --site-configs",
}
_NOT_OPTIONS = frozenset("digest started profiles sessions finished done inputs update before coverage".split())


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return in words what differs between the states of two runs.

    >>> differences({"inputs": ["a", "b"], "learn": {"min_words": 25}}, {"inputs": ["a"], "learn": {"min_words": 9}})
    ['the input b is missing', '--min-words was 25, is 9']
    >>> differences({"options": {"explain": False}, "layout": {"explain": False}}, {"options": {}, "layout": {}})
    ['--explain was false, is not given']
    """
    found = list(_changed_inputs(list(old.get("inputs", ())), list(new.get("inputs", ()))))
    before, after = dict(_leaves(old)), dict(_leaves(json.loads(json.dumps(new))))  # as it would be read back
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            found.append(_difference(key, before.get(key), after.get(key)))
    found = list(dict.fromkeys(found))  # an option may decide about pages and about lines
    more = len(found) - _MAX_NAMED
    return [*found[:_MAX_NAMED], f"and {more} more"] if more > 0 else found


def _changed_inputs(old: list[str], new: list[str]) -> Iterator[str]:
    yield from (f"the input {name} is missing" for name in old if name not in new)
    yield from (f"the input {name} is new" for name in new if name not in old)
    if old != new and sorted(old) == sorted(new):
        yield "the inputs are in another order"


def _leaves(values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        if not prefix and key in _NOT_OPTIONS:
            continue
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def _difference(key: str, old: Any, new: Any) -> str:
    name = _OPTIONS.get(key)
    if name is None and key.startswith("versions."):
        name = f"the version of {key.partition('.')[2]}"
    if name is None:
        name = "--" + key.rpartition(".")[2].replace("_", "-")
    if key in ("rules", "sites", "site_configs"):
        return f"{name} changed"
    return f"{name} was {_shown(old)}, is {_shown(new)}"


def _shown(value: Any) -> str:
    if value is None or value in ([], ""):
        return "not given"
    is_plain = isinstance(value, list) and all(isinstance(item, str) for item in value)
    text = ",".join(value) if is_plain else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _MAX_VALUE_CHARS else text[:_MAX_VALUE_CHARS] + "…"
