"""Update an output: clean and append only pages that are new, or changed since its last run.

A page is known by where it was read and what was read there. The files of an output end where its run file says: what
comes after that is of a run that was killed, and is done again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from newsclean.errors import NewscleanError
from newsclean.escaping import quote
from newsclean.model import Page, Skip
from newsclean.readers import Item
from newsclean.readers.opening import load
from newsclean.run.known import Entries, Entry, KnownFile, hash_of
from newsclean.run.resume import Position, read_frames
from newsclean.run.run_file import RunFile, differences

if TYPE_CHECKING:
    from newsclean.run.config import RunConfig
    from newsclean.run.dedup import Marker
    from newsclean.run.writer import Writer
    from newsclean.workers.batch import WorkerBatch

STATE = "update"  # its key in the run file
# What may differ between the runs of one output, with a word about it; inputs, how they are read, and these
# options may differ in silence.
_NOTED = frozenset({"rules", "rule_files", "site_configs", "versions", "learn", "sites"})
_FREE_OPTIONS = frozenset({"latest", "max_size"})


class UpdateError(NewscleanError):
    """An output cannot be updated. The message gives the reason and the next step."""


def content_of(max_size: int, item: Item) -> str | Skip:
    """Return the id of a page, as its record has it: the work of the pass that finds what is new."""
    page = load(item, max_size)
    return page.digest[:32] if isinstance(page, Page) else page


@dataclass
class Update:
    """An update of one output: what it knew before, where its files end, and which pages are new to it."""

    config: RunConfig
    state: dict[str, Any]  # of the last run, {} if there was none
    positions: tuple[Position, Position] = (Position(), Position())
    known: int = 0  # pages among the inputs
    new: int = 0
    changed: int = 0
    changes: list[str] = field(default_factory=list)  # of rules, versions …, since the last run
    _file: KnownFile = field(init=False)
    _kept: int = 0  # entries in the file that count
    _adopted: list[Entry] = field(default_factory=list)  # pages of runs that kept no entries
    _rejected: frozenset[bytes] = frozenset()  # sources of rejects of such runs
    _done: list[str] = field(default_factory=list)  # sources of pages that were done since the last commit
    _fresh: Entries = field(default_factory=lambda: Entries(b""))  # new and changed pages

    def __post_init__(self) -> None:
        self._file = KnownFile(str(self.config.output))

    @property
    def fresh(self) -> int:
        """How many pages are to be cleaned."""
        return len(self._fresh)

    def counts(self) -> dict[str, int]:
        """Return how many pages are known as they are, new, and changed."""
        return {"known": self.known, "new": self.new, "changed": self.changed}

    def kept(self) -> dict[str, Any]:
        """Return what the run file keeps of earlier runs."""
        return {key: self.state[key] for key in ("profiles", "sessions", STATE) if key in self.state}

    def find_new(self, batch: WorkerBatch) -> None:
        """Read all pages, and note which of them are new or changed."""
        before = Entries(self._before())
        fresh = bytearray()
        for source, found in batch.map(content_of, self.config.reading.max_size, batch.items()):
            entry = Entry.of_skip(found) if isinstance(found, Skip) else Entry.of(source, found)
            if entry.source in self._rejected:
                self._adopted.append(entry)
                self.known += 1
            elif before.has_content(entry.content):
                self.known += 1
            else:
                is_changed = before.find(entry.source) is not None
                self.changed += is_changed
                self.new += not is_changed
                fresh += entry.source + entry.content
        self._fresh = Entries(bytes(fresh))

    def only_new(self, items: Callable[[], Iterator[Item]]) -> Callable[[], Iterator[Item]]:
        """Return what yields the items of new and changed pages, as often as it is called."""
        return lambda: (item for item in items() if self._fresh.find(hash_of(item.source)) is not None)

    def note(self, source: str) -> None:
        """Take note that a page's line is in the files."""
        self._done.append(source)

    def commit(self, writer: Writer) -> dict[str, Any]:
        """Keep what is done: return what the run file is to say; {} while the files are not in step."""
        ends = writer.ends()
        if ends is None:
            return {}
        done = [entry for source in self._done if (entry := self._fresh.find(hash_of(source))) is not None]
        self._kept = self._file.write(self._kept, [*self._adopted, *done])
        self._adopted, self._done = [], []
        return {STATE: {"known": self._kept, "output": ends[0], "rejects": ends[1]}}

    def _before(self) -> bytes:
        """Return the entries of earlier runs, and find the ends of the files."""
        ends = self.state.get(STATE)
        if not self.state:
            return b""
        if ends is not None and self._is_whole(ends) and (found := self._file.read(ends["known"])) is not None:
            self._kept = ends["known"]
            self.positions = Position(ends["output"]), Position(ends["rejects"])
            return found
        return self._adopt()

    def _is_whole(self, ends: Mapping[str, int]) -> bool:
        sizes = (_size(self.config.output), _size(self.config.rejects_file))
        return sizes[0] >= ends["output"] and sizes[1] >= ends["rejects"]

    def _adopt(self) -> bytes:
        """Return the entries of what the files hold. Of a reject no content is known: it counts as it is now."""
        ends = [0, 0]
        for end, record in _records(self.config):
            ends[0] = end
            self._adopted.append(Entry.of(record["source"], record["id"]))
        rejected: set[bytes] = set()
        for end, reject in _lines(self.config.rejects_file):
            ends[1] = end
            rejected.add(hash_of(reject["source"]))
        self._rejected = frozenset(rejected - {entry.source for entry in self._adopted})
        self.positions = Position(ends[0]), Position(ends[1])
        return b"".join(part for entry in self._adopted for part in entry)


def begin_update(config: RunConfig, new: Mapping[str, Any], batch: WorkerBatch, marker: Marker | None) -> Update:
    """Find what is new to an output; `new` is the state of the run. `marker` gets to know the records that are there.

    Raises `UpdateError` if its records would not fit to those that are there.
    """
    update = _open_update(config, new)
    update.find_new(batch)
    if marker is not None and update.state:
        for _, record in _records(config):
            marker.recall(record)
    return update


def _open_update(config: RunConfig, new: Mapping[str, Any]) -> Update:
    file = RunFile(str(config.output))
    there = next((path for path in (config.output, config.rejects_file) if _size(path)), None)
    if config.overwrite or not (file.exists() or there):
        return Update(config, {})
    try:
        state = json.loads(Path(file.path).read_bytes())
        state["profiles"], state["layout"]  # what every run file has
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UpdateError(
            f"cannot read the run file {quote(file.path)} of {quote(there or str(config.output))} ({error}):"
            " start over with --overwrite"
        ) from None
    before, now = _comparable(state), _comparable(new)
    fixed = {key for key in now if key not in _NOTED}
    if wrong := differences(_only(before, fixed), _only(now, fixed)):
        raise UpdateError(
            f"the records in {quote(str(config.output))} were written with other options ({'; '.join(wrong)}):"
            " use those, or start over with --overwrite"
        )
    noted = differences(_only(before, _NOTED), _only(now, _NOTED))
    return Update(config, dict(state), changes=noted)


def _comparable(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is compared of a state."""
    options = {key: value for key, value in state.get("options", {}).items() if key not in _FREE_OPTIONS}
    described = ("layout", "dedup", "compression", "output_dir", "file_type", *_NOTED)
    return {**{key: state.get(key) for key in described}, "options": options}


def _only(state: Mapping[str, Any], keys: set[str] | frozenset[str]) -> dict[str, Any]:
    return {key: value for key, value in state.items() if key in keys}


def _size(path: str | None) -> int:
    file = Path(path) if path is not None else None
    return file.stat().st_size if file is not None and file.is_file() else 0


def _records(config: RunConfig) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the records that an output holds, each with the end of its frame in the file."""
    return ((end, config.layout.flatten(line)) for end, line in _lines(config.output))


def _lines(path: str | None) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the lines of an output that is there, as above; nothing of one that is not, or is empty."""
    for frame in read_frames(path) if path is not None and _size(path) else ():
        yield from ((frame.end, orjson.loads(line)) for line in frame.lines)
