"""A file per article, in directories like those of the inputs: Markdown, plain text or JSON."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from newsclean.errors import OutputError
from newsclean.escaping import quote

FILE_TYPES = ("txt", "md", "json")
INDEX = "records.jsonl"  # the records, next to the files
_ENDINGS = tuple(f".{kind}" for kind in FILE_TYPES)
_MAX_NAME_BYTES = 200
_MAX_PATH_BYTES = 1500
_DIGEST_CHARS = 12  # of a name's digest, where a name had to be changed
# What is above the text of a Markdown file, where it is known.
_HEAD = ("title", "authors", "published", "modified", "publisher", "url", "language", "section", "tags", "source")
_SYNTAX = re.compile(r"[\\`*_\[\]<>&#~]")
_ESCAPED = r"\\\g<0>"


class PageFiles:
    """Writes the files of a run below one directory. Every source has a file of its own, the same in every run."""

    def __init__(self, directory: str, file_type: str, inputs: Sequence[str] = ()) -> None:
        """Prepare for a run over `inputs`, the paths that were named: files are placed as pages are below them."""
        self._top = Path(directory)
        self._type = file_type
        self._roots = list(_roots(inputs))
        self._made: set[Path] = set()

    def write(self, record: Mapping[str, Any]) -> None:
        """Write the file of an article's record. Raises `OutputError`."""
        path = self._top.joinpath(*self.name_of(record["source"]))
        data = _content(record, self._type).encode("utf-8", "replace")
        try:
            if path.parent not in self._made:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._made.add(path.parent)
            path.write_bytes(data)
        except OSError as error:
            with contextlib.suppress(OSError):
                path.unlink()
            raise OutputError(f"cannot write {quote(str(path))}: {error.strerror}") from None

    def name_of(self, source: str) -> tuple[str, ...]:
        """Return the directories and the name of a source's file, below the directory of all.

        Where a name would lead elsewhere, or could be that of another source, it ends with a digest of the source.
        """
        below, is_plain = self._below_root(source)
        *directories, name = below.replace("#", "/").split("/")
        safe = [_safe(directory) for directory in directories]
        short = name.encode()[:_MAX_NAME_BYTES].decode("utf-8", "ignore")
        is_plain = is_plain and safe == directories and short == name and name not in ("", ".", "..")
        if not is_plain or "/".join((*safe, name)).startswith(INDEX):
            short = f"{short.strip('.') or 'page'}-{_digest(source)}"
        if sum(len(part.encode()) + 1 for part in safe) > _MAX_PATH_BYTES:
            safe, short = ["_"], _digest(source)
        top = ["_"] if source.startswith("/") and below == source[1:] else []
        return (*top, *safe, f"{short}.{self._type}")

    def _below_root(self, source: str) -> tuple[str, bool]:
        """Return the part of a source that names its file, and whether no other source has the same."""
        for root, name in self._roots:
            if source.startswith(root) and (root.endswith("/") or source[len(root) :][:1] in ("", "#")):
                return name + source[len(root) :], True
        return source.removeprefix("/"), not self._roots


def _roots(inputs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what the sources of each input begin with, and what replaces it in the names of their files.

    Of the only input, a directory, nothing does.
    """
    taken: dict[str, int] = {}
    for path in dict.fromkeys(inputs):
        is_directory = Path(path).is_dir()
        root = quote(path.rstrip("/") + "/") if is_directory else quote(path) if Path(path).exists() else path
        name = quote(Path(path).resolve().name if is_directory else Path(path).name)
        taken[name] = number = taken.get(name, 0) + 1
        name = name if number == 1 else f"{name}~{number}"
        yield root, "" if is_directory and len(inputs) == 1 else name + "/" * is_directory


def _safe(directory: str) -> str:
    """Return the name of a directory that leads neither up nor away, and that no file has."""
    if directory in ("", ".", "..") or len(directory.encode()) > _MAX_NAME_BYTES:
        return "_"
    return directory + "_" if directory == "_" or directory.endswith(_ENDINGS) else directory


def _digest(source: str) -> str:
    from hashlib import sha256  # here, because `newsclean --help` needs this module and not OpenSSL

    return sha256(source.encode("utf-8", "surrogateescape")).hexdigest()[:_DIGEST_CHARS]


def _content(record: Mapping[str, Any], file_type: str) -> str:
    import json

    if file_type == "json":
        return json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    title = str(record.get("title") or "")
    text = str(record["text"])
    if file_type == "txt":
        return (f"{title}\n\n" if title else "") + text + "\n"
    # A JSON string is one of YAML, too.
    head = [f"{key}: {json.dumps(record[key], ensure_ascii=False)}" for key in _HEAD if record.get(key)]
    heading = f"# {_SYNTAX.sub(_ESCAPED, title)}\n\n" if title else ""
    return "---\n" + "\n".join(head) + f"\n---\n\n{heading}{text}\n"
