"""Store the profiles of many sites: compressed until needed, read from and written to files."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from newsclean.errors import SitesError
from newsclean.model import Page
from newsclean.sites.key import site_key
from newsclean.sites.tally import ROLES, PathSums, Tally, role_of
from newsclean.sites.validation import Status, status_of

if TYPE_CHECKING:
    from newsclean.sites.profile import Profile

VERSION = 2
_OPEN = 64  # profiles that are kept ready; a profile takes up to some megabytes


def pack(tally: Tally) -> bytes:
    """Return a tally in some kilobytes."""
    return zlib.compress(orjson.dumps(tally.to_json()), 6)


def unpack(packed: bytes) -> Tally:
    """Return the reverse of `pack`."""
    return Tally.from_json(orjson.loads(zlib.decompress(packed)))


class Sites:
    """The profiles of many sites. Frozen and picklable; what it caches changes no answer.

    `beyond` counts the pages of sites that were too many to be learned.
    """

    def __init__(self, packed: Mapping[str, bytes], beyond: int = 0) -> None:
        self._packed = dict(sorted(packed.items()))
        self.beyond = beyond
        self._status: dict[str, Status] = {}
        self._open: OrderedDict[str, Profile | None] = OrderedDict()

    def __getstate__(self) -> dict[str, Any]:
        return {"_packed": self._packed, "beyond": self.beyond, "_status": self._status, "_open": OrderedDict()}

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def tally(self, key: str) -> Tally:
        """Return what was learned of a site. Raises `KeyError` for one that is not there."""
        return unpack(self._packed[key])

    def status(self, key: str) -> Status:
        """Return whether a site's evidence is used. Raises `KeyError` for a site that is not there."""
        found = self._status.get(key)
        if found is None:
            found = self._status[key] = status_of(self.tally(key))
        return found

    def profile_for(self, page: Page) -> Profile | None:
        """Return the profile of a page's site, if its evidence is used or a person has pinned something."""
        if not self._packed:
            return None
        key = site_key(page)
        if key in self._open:
            self._open.move_to_end(key)
            return self._open[key]
        if key not in self._packed:
            return None
        from newsclean.sites.profile import Profile  # what a worker needs, and the main process does not

        tally, trusted = self.tally(key), self.status(key).good
        found = self._open[key] = Profile(key, tally, trusted) if trusted or tally.pins else None
        if len(self._open) > _OPEN:
            self._open.popitem(last=False)
        return found

    def merged(self, other: Sites) -> Sites:
        """Return both together; sites that both know are added up."""
        packed = dict(self._packed)
        for key in other:
            if key in packed:
                tally = self.tally(key)
                tally.merge(other.tally(key))
                packed[key] = pack(tally)
            else:
                packed[key] = other._packed[key]
        return Sites(packed, self.beyond + other.beyond)

    def replaced(self, packed: Mapping[str, bytes]) -> Sites:
        """Return these profiles with other tallies, packed, for some sites."""
        return Sites({**self._packed, **packed}, self.beyond)

    def pinned_by(self, pins: Mapping[str, Mapping[str, str]]) -> Sites:
        """Return these profiles with a person's pins: site -> block path -> "keep" or "drop"."""
        packed = dict(self._packed)
        for key, of_site in pins.items():
            tally = unpack(packed[key]) if key in packed else Tally()
            tally.pins = {**tally.pins, **of_site}
            packed[key] = pack(tally)
        return Sites(packed, self.beyond)

    def pinned(self, key: str, path: str, pin: str | None) -> Sites:
        """Return these profiles with one pin set, or taken away. Raises `KeyError` for a site that is not there."""
        tally = self.tally(key)
        tally.pins.pop(path, None)
        if pin is not None:
            tally.pins[path] = pin
        return Sites({**self._packed, key: pack(tally)}, self.beyond)

    def pins(self) -> dict[str, dict[str, str]]:
        """Return all pins: site -> block path -> "keep" or "drop"."""
        return {key: pins for key in self if (pins := self.tally(key).pins)}

    def summary(self) -> dict[str, Any]:
        """Return how many sites have which status, and which ones disagree with themselves; for reports."""
        statuses: dict[str, list[str]] = {}
        for key in self:
            statuses.setdefault(self.status(key).status, []).append(key)
        return {
            "sites": {status: len(keys) for status, keys in sorted(statuses.items())},
            "disagree": statuses.get("disagrees", []),
            "pages_beyond": self.beyond,
        }

    def to_json(self) -> dict[str, Any]:
        """Return all that is known, as plain values for a program to keep: packed, some kilobytes a site."""
        packed = {key: b64encode(data).decode("ascii") for key, data in self._packed.items()}
        return {"version": VERSION, "beyond": self.beyond, "packed": packed}

    def lines(self) -> Iterator[str]:
        """Yield all that is known, as JSON for people, piece by piece: the content of a file of profiles."""
        yield f'{{\n"version": {VERSION},\n"beyond": {self.beyond},\n"sites": {{'
        for i, key in enumerate(self._packed):
            yield f"{',' if i else ''}\n{_compact(key)}: {{"
            yield from tally_lines(self.tally(key), self.status(key))
            yield "\n}"
        yield "\n}\n}\n"


def from_json(data: Mapping[str, Any]) -> Sites:
    """Read what `Sites.to_json` or `Sites.lines` gave. Raises `SitesError` on anything else."""
    version = data.get("version") if isinstance(data, Mapping) else None
    if version != VERSION:
        raise SitesError(
            f'not a file of site profiles of version {VERSION}: its "version" is {version!r};'
            " learn it again with `newsclean sites learn`"
        )
    packed: dict[str, bytes] = {}
    key = ""
    if not isinstance(data.get("packed", data.get("sites")), Mapping):
        raise SitesError('not a file of site profiles: it has no "sites"')
    try:
        for key, data_packed in data.get("packed", {}).items():
            packed[key] = b64decode(data_packed, validate=True)
        for key, tally in data["sites"].items() if "packed" not in data else ():
            packed[key] = pack(Tally.from_json(tally))
        return Sites(packed, int(data.get("beyond", 0)))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        where = f' at site "{key}"' if key else ""
        raise SitesError(f"site profiles cannot be used{where}: {type(error).__name__}: {error}") from None


def load_sites(path: Path | str) -> Sites:
    """Read a file of profiles, or what the run of a run file (`*.run.json`) learned.

    Raises `SitesError`, which names the file.
    """
    try:
        data = orjson.loads(Path(path).read_bytes())
    except OSError as error:
        raise SitesError(f"{path}: {error.strerror}") from None
    except ValueError as error:
        raise SitesError(f"{path}: not JSON: {error}") from None
    if isinstance(data, dict) and "profiles" in data:  # a run file
        data = data["profiles"]
        if data is None:
            raise SitesError(f"{path}: that run learned no profiles; `newsclean sites learn` makes a file of them")
    try:
        return from_json(data)
    except SitesError as error:
        raise SitesError(f"{path}: {error}") from None


def pins_of_file(path: Path | str) -> dict[str, dict[str, str]]:
    """Return the pins in a file of profiles of any version, so that learning anew does not lose them.

    Raises `SitesError`, which names the file.
    """
    try:
        data = orjson.loads(Path(path).read_bytes())
        sites = data["sites"]
        return {key: dict(of_site["pins"]) for key, of_site in sites.items() if of_site.get("pins")}
    except OSError as error:
        raise SitesError(f"{path}: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise SitesError(f"{path} is there and no file of profiles: name another one with -o") from None


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def tally_lines(tally: Tally, status: Status) -> Iterator[str]:
    """Return the lines of one site in a file of profiles: what a person reads first, sums of the pages last.

    Read back are pins, block paths and pages; status, shared values, roles and counts are for people.
    """
    from newsclean.sites.common_values import shared  # here, because it needs all that reads metadata

    data, sums = tally.to_json(), tally.sums()
    agreement = None if status.agreement is None else round(status.agreement, 3)
    yield f'\n "status": {_compact([status.status, status.articles, agreement])},'
    yield f'\n "pins": {_compact(data["pins"])},\n "shared": ['
    for i, values in enumerate(shared(tally.pages)):
        yield f"{',' if i else ''}\n  {_compact(values)}"
    yield '\n ],\n "paths": ['
    rows = []
    for row in data["paths"]:
        pages, total = sums.get(row["path"], (0, PathSums()))
        role = role_of(total)
        counts = {"role": role, "pages": pages, "blocks": total.blocks, "size": total.size, "kept": total.kept}
        rows.append((ROLES.index(role), -total.size, row["n"], {"path": row["path"], **counts, **row}))
    for i, (*_, row) in enumerate(sorted(rows, key=lambda row: row[:3])):
        yield f"{',' if i else ''}\n  {_compact(row)}"
    yield '\n ],\n "pages": {'
    for i, (name, seen) in enumerate(data["pages"].items()):
        yield f"{',' if i else ''}\n  {_compact(name)}: {json.dumps(seen, ensure_ascii=False, separators=(',', ':'))}"
    yield "\n }"


def to_text(sites: Sites) -> str:
    """Return a file of profiles: JSON that a person can read, edit and compare; same profiles, same bytes."""
    return "".join(sites.lines())
