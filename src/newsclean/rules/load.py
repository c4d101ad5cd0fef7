"""Load the catalogue: the package's rules, which are the files in `data/`, and those that a user's files add."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsclean.errors import RuleError
from newsclean.rules.prepared import PREPARED_FILE, Prepared, shipped, shipped_digests
from newsclean.rules.rule import SETS, WITHOUT_PATTERNS, Catalogue, CatalogueContent, Rule, make_catalogue

if TYPE_CHECKING:  # parsing is imported where it is needed: the package's own rules are parsed by the build
    from newsclean.rules.lists import Lists
    from newsclean.rules.parse import RuleFile

RULES_DIR = Path(__file__).resolve().parent / "data"  # the package's own rules
_SHARED = "any.toml"  # whose lists are every file's


def load_catalogue(files: Sequence[Path] = ()) -> Catalogue:
    """Return the package's rules and those of the user's `files`. Raises RuleError for an unusable file."""
    own = own_catalogue()
    if not files:
        return own
    known = {rule.id: rule.file for rule in own.rules}
    added: list[Rule] = []
    story = list(own.story)
    for path in files:
        file = read_rules(path)
        story.extend(file.story)
        for rule in file.rules:
            if rule.id in known:
                where = f'{path}: rule "{rule.id}", key "id"'
                raise RuleError(f"{where}: {known[rule.id]} has a rule of this id; choose another")
            known[rule.id] = str(path)
            added.append(rule)
    return make_catalogue([*added, *own.rules], story)


def read_rules(path: Path) -> RuleFile:
    """Return the rules of one file. Raises RuleError naming file, rule and key."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RuleError(f"{path}: cannot be read ({error.strerror}); check its name") from error
    from newsclean.rules.parse import parse_rules

    return parse_rules(data, str(path), shared_lists())


@lru_cache(maxsize=1)
def shared_lists() -> Lists:
    """Return the lists that every rule file may refer to."""
    from newsclean.rules.parse import lists_of

    return lists_of((RULES_DIR / _SHARED).read_bytes())


@lru_cache(maxsize=1)
def own_catalogue() -> Catalogue:
    """Return the rules of the package, as they were prepared; from their files where those have changed since."""
    sources = {path.name: path.read_bytes() for path in RULES_DIR.glob("*.toml")}
    ready = shipped_digests()
    if ready is None or ready.sources != sources_digest(sources):
        return read_own_rules(sources)
    return Catalogue(ready.catalogue, _ready_rules)


def _ready_rules() -> CatalogueContent:
    """Return the rules of `prepared.json`."""
    ready = shipped()
    if ready is None:
        raise RuleError(f"{PREPARED_FILE}: it was there when the run began, and is gone; start again")
    return CatalogueContent((*WITHOUT_PATTERNS, *map(_ready_rule, ready.rules)), ready.story)


def _ready_rule(entry: Mapping[str, Any]) -> Rule:
    """Return a rule out of `prepared.json`."""
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    values.update({key: frozenset(values.get(key, ())) for key in SETS})
    return Rule(**values)


def sources_digest(sources: Mapping[str, bytes]) -> str:
    """Return the digest (hex) of rule files, by name, and of the form in which patterns are prepared."""
    digest = hashlib.sha256(" ".join(Prepared._fields).encode())
    for name, data in sorted(sources.items()):
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def read_own_rules(sources: Mapping[str, bytes]) -> Catalogue:
    """Return the package's catalogue from its files: the rules of a language first, as they are more specific.

    The tests lint these files, so that this need not.
    """
    from newsclean.rules.parse import lists_of, parse_rules

    names = sorted(sources, key=lambda name: (name == _SHARED, name != "en.toml", name))
    shared = lists_of(sources[_SHARED])
    files = [parse_rules(sources[name], name, shared, lint=False) for name in names]
    rules = [rule for file in files for rule in file.rules]
    rules.sort(key=lambda rule: rule.kind != "copyright")  # a photo's credit may begin with "Copyright", too
    return make_catalogue((*WITHOUT_PATTERNS, *rules), [pattern for file in files for pattern in file.story])
