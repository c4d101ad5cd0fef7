"""Read site configurations as FiveFilters collects them: one file per host, one directive per line, in XPath.

Read are `title`, `body`, `author`, `date`, `strip`, `strip_id_or_class` and `strip_image_src`. What is about fetching
or about other programs is known, and ignored.
"""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from newsclean.errors import UsageError
from newsclean.escaping import printable, quote
from newsclean.siteconfig.xpath import XPathError, check

FIELDS = {"title": "title", "author": "authors", "date": "published"}  # by directive
_READ = frozenset({*FIELDS, "body", "prune", "strip", "strip_id_or_class", "strip_image_src"})
_FETCHING = frozenset({"single_page_link", "single_page_link_in_feed", "next_page_link"})
_KNOWN = frozenset(
    (
        "autodetect_next_page autodetect_on_failure convert_double_br_tags date_format description dissolve find_string"
        " footnotes http_header if_page_contains insert_detected_image login_extra_fields login_password_field"
        " login_uri login_username_field move_into native_ad_clue not_logged_in_xpath parser"
        " replace_string requires_login skip_id_check skip_json_ld src_lazy_load_attr strip_attr strip_comments"
        " test_contains test_url tidy wrap_in"
    ).split()
)
_DIRECTIVE = re.compile(r"([a-z_]{2,40})(?:\([^)]*\))?\s*:(.*)")
_MAX_FILE_BYTES = 1 << 18
_MAX_LINE_CHARS = 2000
_SHOWN = 5  # problems that are listed without --verbose
_SHARED_FILES = frozenset({"global.txt", "license.txt", "readme.txt"})  # in the collection, and of no site


class Directive(NamedTuple):
    """One line of a file. `value` is XPath, or a part of a class, id or URL."""

    name: str
    value: str
    number: int


class SiteConfig(NamedTuple):
    """What one file says. Those of `.example.com.txt` are for all hosts below it, too."""

    file: str
    directives: tuple[Directive, ...]

    def named(self, name: str) -> Iterator[Directive]:
        """Yield the directives of one name, in order."""
        return (directive for directive in self.directives if directive.name == name)


@dataclass(frozen=True, slots=True)
class SiteConfigs:
    """All files of a directory: by host, or "." and a domain. Picklable: XPath travels as text."""

    by_host: dict[str, SiteConfig]
    problems: tuple[str, ...] = ()  # lines that are skipped: file, line, and why
    fetching: int = 0  # files that would fetch other pages

    def notes(self, all_of_them: bool = False) -> Iterator[str]:
        """Yield what a user should know about the files, a line for each."""
        shown = len(self.problems) if all_of_them else _SHOWN
        yield from self.problems[:shown]
        if more := len(self.problems[shown:]):
            yield f"… {more:,} more lines of site configurations are skipped; --verbose lists all"
        if self.fetching:
            files = f"{self.fetching:,} file{'s' * (self.fetching != 1)}"
            yield f"single_page_link and next_page_link (in {files}) are ignored: newsclean fetches nothing"

    def for_host(self, host: str) -> SiteConfig | None:
        """Return the configuration of a host: its own, else that of the nearest domain around it.

        >>> config = SiteConfig(".harbour.example.txt", ())
        >>> SiteConfigs({".harbour.example": config}).for_host("news.harbour.example") is config
        True
        """
        found = self.by_host.get(host)
        while found is None and host:
            found = self.by_host.get(f".{host}")
            host = host.partition(".")[2]
        return found


def read_site_configs(directory: str) -> SiteConfigs:
    """Read the `*.txt` of a directory. Raises `UsageError` if there are none."""
    by_host: dict[str, SiteConfig] = {}
    problems: list[str] = []
    fetching = 0
    for path in _files(directory):
        try:
            data = path.read_bytes()[: _MAX_FILE_BYTES + 1]
        except OSError as error:
            problems.append(f"{path}: {error.strerror}")
            continue
        if len(data) > _MAX_FILE_BYTES:
            problems.append(f"{path}: larger than {_MAX_FILE_BYTES >> 10} KiB; skipped")
            continue
        config, faults, fetches = parse(path.name, data)
        problems += [f"{quote(str(path))}:{fault}" for fault in faults]
        fetching += fetches
        by_host[path.stem.lower().removeprefix("www.")] = config
    return SiteConfigs(by_host, tuple(problems), fetching)


def digest_of(directory: str) -> str:
    """Return what changes with the files of a directory."""
    digest = sha256()
    for path in _files(directory):
        with contextlib.suppress(OSError):
            data = path.read_bytes()
            digest.update(f"{path.name} {len(data)}\n".encode("utf-8", "replace") + data)
    return digest.hexdigest()


def _files(directory: str) -> list[Path]:
    try:
        files = sorted(path for path in Path(directory).iterdir() if path.suffix == ".txt" and path.is_file())
    except OSError as error:
        raise UsageError(f"--site-configs {quote(directory)}: {error.strerror}") from None
    files = [path for path in files if path.name.lower() not in _SHARED_FILES]
    if not files:
        raise UsageError(f"--site-configs {quote(directory)}: there is no file like example.com.txt in it")
    return files


def parse(name: str, data: bytes) -> tuple[SiteConfig, Sequence[str], bool]:
    """Return what a file says, its faulty lines with number, reason and remedy, and whether it would fetch pages."""
    found: list[Directive] = []
    faults: list[str] = []
    ignored: Counter[str] = Counter()
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        match = _DIRECTIVE.fullmatch(line) if len(line) <= _MAX_LINE_CHARS else None
        if match is None:
            faults.append(f"{number}: not a directive like `body: //article`; skipped: {printable(line[:60])}")
            continue
        directive, value = match[1], match[2].strip()
        if directive in _READ:
            if fault := _fault(directive, value):
                faults.append(f"{number}: {fault}; skipped: {printable(line[:60])}")
            else:
                found.append(Directive(directive, value.strip("'\"") if "_" in directive else value, number))
        elif directive in _FETCHING | _KNOWN:
            ignored[directive] += 1
        else:
            faults.append(f"{number}: the directive {directive} is unknown; skipped")
    return SiteConfig(name, tuple(found)), faults, any(ignored[directive] for directive in _FETCHING)


def _fault(directive: str, value: str) -> str:
    """Return what is wrong with the value of a directive that is read, "" if nothing is."""
    if not value:
        return f"{directive} names nothing"
    if directive == "prune":
        return "" if value in ("yes", "no") else "prune is yes or no"
    if "_" in directive:
        return ""
    try:
        check(value)
    except XPathError as error:
        return f"not XPath ({error})"
    return ""
