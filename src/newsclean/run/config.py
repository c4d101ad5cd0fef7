"""The configuration of a run: the one place where parsed options are checked together."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import newsclean
from newsclean.errors import InputError, OutputError, UsageError
from newsclean.escaping import quote
from newsclean.options import Options
from newsclean.output.files import codec_of, is_stream
from newsclean.output.formats import DEFAULT_SOURCE_NAME, DOLMA, Layout
from newsclean.output.names import CSV, PARQUET, check_name, format_of
from newsclean.output.page_files import FILE_TYPES
from newsclean.output.parquet import check_installed
from newsclean.output.record import SCHEMA_VERSION
from newsclean.readers.names import ARCHIVES, read_name
from newsclean.readers.streams import STDIN, ReadOptions
from newsclean.run import dedup, journal, known, lock
from newsclean.workers.pool import DEFAULT_MEMORY, DEFAULT_TIMEOUT

_DECIDING_PACKAGES = ("trafilatura", "lxml", "selectolax", "google-re2", "langdetect", "publicsuffixlist", "w3lib")


@dataclass(frozen=True, slots=True)
class RunConfig:
    """A run. `output` None is standard output; `rejects` None is the default place, "-" stderr as JSON.

    `timeout` is in seconds, `memory` in bytes per worker; `jobs` 0 works in this process, without limits.
    """

    paths: tuple[str, ...]  # of inputs, or with `retry` of files of rejects
    reading: ReadOptions = field(default_factory=ReadOptions)
    options: Options = field(default_factory=Options)
    layout: Layout = field(default_factory=Layout)
    dedup_memory: int = dedup.DEFAULT_MEMORY
    rule_files: tuple[str, ...] = ()
    sites_file: str | None = None
    site_configs: str | None = None  # a directory
    learn: bool = True
    output: str | None = None
    output_dir: str | None = None  # where each article has a file of its own, too
    file_type: str = FILE_TYPES[0]
    rejects: str | None = None
    reports: tuple[str, ...] = ()
    jobs: int = 1
    timeout: float = DEFAULT_TIMEOUT
    memory: int = DEFAULT_MEMORY
    limit: int | None = None
    resume: bool = False
    redo: bool = False  # a resumed run may drop pages that are done
    update: bool = False  # clean only what is new or changed, and append it
    overwrite: bool = False
    verbosity: int = 0  # -1: quiet, 1: verbose
    retry: bool = False

    @property
    def rejects_file(self) -> str | None:
        """The file for rejects, if they go to one."""
        if self.rejects is not None:
            return None if self.rejects == "-" else self.rejects
        return self.output + ".rejects.jsonl" if self.output is not None and self.has_run_file else None

    @property
    def has_run_file(self) -> bool:
        """Whether the output is a regular file, next to which other files can be written."""
        return self.output is not None and not is_stream(self.output)

    @property
    def parquet(self) -> bool:
        """Whether the output is Parquet, not lines."""
        return format_of(self.output or "") == PARQUET

    @property
    def csv(self) -> bool:
        """Whether the output is CSV, not lines of JSON."""
        return format_of(self.output or "") == CSV

    @property
    def is_single_page(self) -> bool:
        """Whether the only input is a single page: one file that is not an archive."""
        listed = self.reading.files_from is not None or self.reading.manifest is not None
        if len(self.paths) != 1 or listed or not Path(self.paths[0]).is_file():
            return False
        kind = self.reading.kind if self.reading.kind != "auto" else read_name(self.paths[0]).kind
        return kind not in ARCHIVES

    @property
    def has_lines(self) -> bool:
        """Whether the output is a regular file of lines of JSON."""
        return self.has_run_file and not self.parquet and not self.csv

    @property
    def resumable(self) -> bool:
        """Whether the records have the keys that --resume and --dedup read back."""
        needed = {"source", "text"} if self.layout.dedup else {"source"}
        return self.has_lines and needed <= set(self.layout.columns())

    def written_files(self) -> tuple[str, ...]:
        """Return the files that the user named, or that are next to them, and that no other run may write meanwhile."""
        return tuple(path for path in (self.output, self.rejects_file, *self.reports) if path is not None)

    def own_files(self) -> tuple[str, ...]:
        """Return every file that this run writes; none of them is ever an input."""
        written = [*self.written_files(), *(path + lock.SUFFIX for path in self.written_files())]
        if self.output is not None:
            written += [self.output + end for end in (".run.json", journal.SUFFIX, known.SUFFIX)]
        return tuple(written)

    def described(self) -> dict[str, Any]:
        """Return the options that decide about the output's bytes, as plain JSON values."""
        options = asdict(self.options)
        for key in ("languages", "keep", "drop"):
            options[key] = sorted(options[key])
        reading = asdict(self.reading)
        del reading["own"]
        return {
            "inputs": [quote(path) for path in self.paths],
            "retry": self.retry,
            "reading": reading,
            "options": options,
            "layout": self.layout.to_json(),
            "dedup": [self.dedup_memory, version_of("rensa")] if self.layout.dedup else None,
            "rule_files": [quote(path) for path in self.rule_files],
            "sites": _digest_of_file(self.sites_file),
            "learn": self.learn,
            **({} if self.site_configs is None else {"site_configs": _digest_of_configs(self.site_configs)}),
            "compression": codec_of(self.output or ""),
            "output_dir": None if self.output_dir is None else quote(self.output_dir),
            "file_type": self.file_type,
        }

    def digest(self, rules: str) -> str:
        """Return what must be equal for a run to be continued: options, inputs, versions, and the rules' digest."""
        material = {**self.described(), "rules": rules, "versions": versions(), "schema": SCHEMA_VERSION}
        return hashlib.sha256(json.dumps(material, sort_keys=True).encode()).hexdigest()


def versions() -> dict[str, str]:
    """Return the versions of newsclean and of the packages that its output depends on."""
    return {"newsclean": newsclean.__version__, **{name: version_of(name) for name in _DECIDING_PACKAGES}}


def version_of(package: str) -> str:
    """Return the version that is installed, or "unknown"."""
    from importlib import metadata  # here: it takes as long as the rest of this module together

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "unknown"


def _digest_of_configs(directory: str) -> str:
    from newsclean.siteconfig.files import digest_of  # here, because most runs have none

    return digest_of(directory)


def _digest_of_file(path: str | None) -> str | None:
    if path is None:
        return None
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(f"cannot read {quote(path)}: {error.strerror}") from None


_STANDARD_OUTPUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")


def check(config: RunConfig) -> RunConfig:
    """Return the config with its own files named to the readers. Raises `UsageError` for what does not go together."""
    if config.output in _STANDARD_OUTPUT:
        config = replace(config, output=None)
    from_stdin = config.paths.count(STDIN) + (config.reading.files_from == STDIN)
    if from_stdin > 1:
        raise UsageError("standard input can be read only once")
    if config.resume and config.output is None:
        raise UsageError("--resume needs -o FILE: a pipe cannot be resumed")
    if config.resume and not config.has_run_file:
        raise UsageError(f"--resume needs -o FILE: {quote(str(config.output))} is a device or a pipe")
    if config.redo and not config.resume:
        raise UsageError("--redo needs --resume")
    if config.resume and STDIN in config.paths:
        raise UsageError("--resume cannot read standard input again: name the input files")
    if config.resume and config.rejects == "-":
        raise UsageError("--resume needs a file for the rejects")
    if config.resume and config.overwrite:
        raise UsageError("--resume and --overwrite are mutually exclusive")
    if config.update:
        _check_update(config)
    if config.reading.url is not None and config.paths != (STDIN,) and not config.is_single_page:
        raise UsageError("--url is that of one page: name one file, or pipe it; --manifest lists pages with their URLs")
    config = replace(config, layout=config.layout.for_options(config.options))
    _check_layout(config)
    _check_directory(config)
    named = [path for path in (config.output, config.rejects_file, *config.reports) if path]
    if len({os.path.realpath(path) for path in named if not is_stream(path)}) < sum(not is_stream(p) for p in named):
        raise UsageError("output, rejects and reports must be different files")
    _check_places(config)
    for path in config.paths:
        if path != STDIN and any(_same_file(path, own) for own in config.own_files()):
            raise UsageError(f"{quote(path)} is both input and output")
    return replace(config, reading=replace(config.reading, own=config.own_files()))


def _check_places(config: RunConfig) -> None:
    """Raise `OutputError` for files in directories that do not exist, or that are directories."""
    written = (("-o", config.output), ("--rejects", config.rejects), *(("--report", path) for path in config.reports))
    for option, path in written:
        if path is None or is_stream(path):
            continue
        directory = Path(os.path.realpath(path)).parent
        if not directory.is_dir():
            raise OutputError(f"{option} {quote(path)}: there is no directory {quote(str(directory))}; make it first")
        if Path(path).is_dir():
            hint = "; for a file per page: --output-dir" if option == "-o" else ""
            raise OutputError(f"{option} {quote(path)} is a directory: name a file{hint}")


def _check_update(config: RunConfig) -> None:
    """Raise `UsageError` for an output that cannot be updated."""
    if config.csv or config.parquet:
        name = "CSV" if config.csv else "Parquet"
        raise UsageError(
            f"--update appends records, and a {name} file is written as a whole: update -o FILE.jsonl.zst and make"
            f" the {name} from it when it is needed; docs/recipes.md shows how"
        )
    if not config.has_lines:
        raise UsageError("--update needs -o FILE, like articles.jsonl.zst: the file that is updated")
    if config.rejects == "-":
        raise UsageError("--update needs a file for the rejects")
    if config.resume or config.retry:
        raise UsageError(f"--update and --{'resume' if config.resume else 'retry'} are mutually exclusive")
    if missing := {"id", "source"} - set(config.layout.columns()):
        raise UsageError(f"--update knows pages by their records: add {', '.join(sorted(missing))} to --fields")


def _check_layout(config: RunConfig) -> None:
    """Raise `UsageError` for a layout that cannot be written, or not continued."""
    layout = config.layout
    layout.check()
    if config.has_run_file:
        check_name(str(config.output))
    if layout.source_name != DEFAULT_SOURCE_NAME and layout.name != DOLMA:
        raise UsageError("--source-name needs --layout dolma")
    if config.parquet:
        check_installed()
    if config.resume and (config.parquet or config.csv):
        name = "Parquet" if config.parquet else "CSV"
        raise UsageError(f"a {name} file cannot be resumed: write .jsonl.zst if --resume may be needed")
    if config.resume and not config.resumable:
        raise UsageError("--resume reads `source` of finished records, and --dedup `text`: add them to --fields")
    if layout.dedup:
        dedup.check_installed()


def _check_directory(config: RunConfig) -> None:
    """Raise `UsageError` for files per page that cannot be written; make their directory."""
    if config.output_dir is None:
        return
    missing = {"source", "text"} - set(config.layout.columns()) if config.file_type != "json" else set()
    if missing:
        raise UsageError(f"--output-dir writes `text` under the name of `source`: add {', '.join(missing)} to --fields")
    directory = Path(config.output_dir)
    if directory.exists() and not directory.is_dir():
        raise UsageError(f"--output-dir {quote(config.output_dir)} is a file: name a directory, or use -o")
    for path in config.paths if config.reading.kind in ("text", "json") else ():
        if path != STDIN and directory.resolve().is_relative_to(Path(path).resolve()):
            raise UsageError(f"--output-dir {quote(config.output_dir)} lies in the input {quote(path)}")
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"--output-dir {quote(config.output_dir)}: {error.strerror}") from None


def _same_file(a: str, b: str) -> bool:
    try:
        return Path(a).samefile(b)
    except OSError:
        return False
