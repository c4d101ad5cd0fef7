"""Walk directories: every file below them, in a fixed order, whatever else is there."""

from __future__ import annotations

import contextlib
import os
import stat
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from newsclean.escaping import quote
from newsclean.model import Reason, Skip


class Own:
    """Tells whether a file is one of the run's own, by device and inode."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._identities = set()
        for path in paths:
            with contextlib.suppress(OSError):
                status = os.stat(path)  # noqa: PTH116
                self._identities.add((status.st_dev, status.st_ino))

    def __call__(self, status: os.stat_result) -> bool:
        return (status.st_dev, status.st_ino) in self._identities


class Found(NamedTuple):
    """A regular file below a directory: its path, its path relative to the directory, its bytes."""

    path: bytes
    relative: str
    size: int


class Globs(NamedTuple):
    """--include and --exclude. A pattern with a slash is matched on the relative path, else on the name."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def takes(self, relative: str) -> bool:
        """Return whether a file of this relative path is wanted."""
        if self.include and not any(_matches(relative, glob) for glob in self.include):
            return False
        return not self.excludes(relative)

    def excludes(self, relative: str) -> bool:
        """Return whether this file, or directory with everything in it, is not wanted."""
        return any(_matches(relative, glob) for glob in self.exclude)


def _matches(relative: str, glob: str) -> bool:
    return fnmatchcase(relative if "/" in glob else relative.rpartition("/")[2], glob)


Directory = tuple[bytes, str]  # its path, and its path relative to the one that was named


class _Walk:
    """One walk below `top`. Links to directories are followed after everything else, each directory once."""

    def __init__(self, top: bytes, globs: Globs, passed: Counter[str], own: Callable[[os.stat_result], bool]):
        self._globs = globs
        self._passed = passed
        self._own = own
        self._seen: set[tuple[int, int]] = set()
        self._linked: deque[Directory] = deque()
        self._stack: list[Iterator[Found | Skip | Directory]] = []
        self._top = top

    def run(self) -> Iterator[Found | Skip]:
        self._linked.append((self._top, ""))
        while self._linked:
            self._stack.append(self._enter(self._linked.popleft()))
            while self._stack:
                entry = next(self._stack[-1], None)
                if entry is None:
                    self._stack.pop()
                elif isinstance(entry, Found | Skip):
                    yield entry
                else:
                    self._stack.append(self._enter(entry))

    def _enter(self, directory: Directory) -> Iterator[Found | Skip | Directory]:
        path, relative = directory
        try:
            status = os.stat(path)  # noqa: PTH116 - bytes
            if (status.st_dev, status.st_ino) in self._seen:
                self._passed["link to a directory that is read already"] += 1
                return
            self._seen.add((status.st_dev, status.st_ino))
            names = sorted(os.listdir(path))  # noqa: PTH208 - bytes
        except OSError as error:
            yield Skip(quote(path), None, Reason.UNREADABLE, f"directory: {error.strerror}")
            return
        prefix = relative + "/" if relative else ""
        for name in names:
            yield from self._look(path.rstrip(b"/") + b"/" + name, prefix + os.fsdecode(name))

    def _look(self, path: bytes, relative: str) -> Iterator[Found | Skip | Directory]:
        if self._globs.excludes(relative):
            self._passed["excluded"] += 1
            return
        try:
            status = os.stat(path)  # noqa: PTH116 - bytes
        except OSError as error:
            yield self._unreadable(path, error)
            return
        if stat.S_ISDIR(status.st_mode):
            if os.path.islink(path):  # noqa: PTH114 - bytes
                self._linked.append((path, relative))
            else:
                yield path, relative
        elif not stat.S_ISREG(status.st_mode):
            self._passed[_KINDS.get(stat.S_IFMT(status.st_mode), "special file")] += 1
        elif self._own(status):
            self._passed["this run's own file"] += 1
        elif not self._globs.takes(relative):
            self._passed["not included"] += 1
        else:
            yield Found(path, relative, status.st_size)

    def _unreadable(self, path: bytes, error: OSError) -> Skip:
        dangling = os.path.islink(path)  # noqa: PTH114 - bytes
        detail = "a link that leads nowhere" if dangling else f"{error.strerror}"
        return Skip(quote(path), None, Reason.UNREADABLE, detail)


_KINDS = {stat.S_IFIFO: "FIFO", stat.S_IFSOCK: "socket", stat.S_IFCHR: "device", stat.S_IFBLK: "device"}


def walk(
    top: bytes, globs: Globs, passed: Counter[str], own: Callable[[os.stat_result], bool]
) -> Iterator[Found | Skip]:
    """Yield every regular file below `top`, sorted by name within each directory; deep trees cost no recursion.

    `own` tells by its status whether a file belongs to this run's outputs. What is not yielded is
    counted in `passed`; what cannot be read is a `Skip`.
    """
    return _Walk(top, globs, passed, own).run()
