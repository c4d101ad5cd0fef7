"""The catalogue of boilerplate rules: read from TOML, checked strictly, frozen.

Rules are data. The package's own stand in the `*.toml` files beside this module; a user's files add to
them. A catalogue pickles (patterns travel as text) and is compiled once per process, when first used.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from newsclean.errors import RuleError
from newsclean.model import KINDS, Block
from newsclean.rules.lint import find_faults, story_faults

if TYPE_CHECKING:
    from newsclean.rules.apply import Judgement

RULES_DIR = Path(__file__).resolve().parent / "data"  # the package's own rules
SCOPES: Mapping[str, str] = {
    "any": "wherever the block stands, also before extraction",
    "head": "before the article's first prose paragraphs",
    "tail": "after the article's last prose paragraph",
    "ends": "head or tail",
    "between": "anywhere in the article, but only as a line, link or prefix of its own",
}
HARVESTS: Mapping[str, str] = {
    "authors": "people or agency that wrote the article",
    "original": "name of the source of a republished piece",
    "original_url": "its address",
    "original_published": "its date, as printed",
    "copyright": "the copyright line",
    "published": "the date of publication, as printed",
    "modified": "the date of the last change, as printed",
    "publisher": "name of the site",
    "section": "the part of the site",
    "tags": "topics, one per value",
}
TAKES: Mapping[str, str] = {
    "links": "a heading that takes the links below it with it",
    "above": "a line under an embed that takes its title, the short line above, with it",
    "next": "a heading at the tail that takes the paragraph below it with it",
}
MAX_CHARS = 200


@dataclass(frozen=True, slots=True)
class Rule:
    """One boilerplate rule. What each field means is said in docs/rules.md."""

    id: str
    kind: str
    language: str
    why: str
    scope: str = "any"
    patterns: tuple[str, ...] = ()
    max_chars: int = MAX_CHARS
    link_share: float | None = None
    near: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    caps: bool = False
    takes: str | None = None
    optional: bool = False
    part: bool = False
    harvest: str | None = None
    drops: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    file: str = field(default="", compare=False)

    @property
    def by_markup(self) -> bool:
        """Whether the rule asks for evidence beside the block's words."""
        return bool(self.near or self.tags or self.link_share)


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """All rules of a run, a user's first: where several rules match a block, the first one speaks.

    Two catalogues with the same `digest` (hex) judge alike, and are equal.
    """

    rules: tuple[Rule, ...]
    digest: str
    story: tuple[str, ...] = ()  # patterns of reported speech, which no phrase alone may cut

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Catalogue) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def judge(self, blocks: Sequence[Block], title: str | None = None, body: Sequence[bool] | None = None) -> Judgement:
        """What the rules say about the blocks of one page, in page order. `title` is its headline.

        `body` says which blocks are the article; then rules are heard in and around it only.
        """
        from newsclean.rules.apply import judge

        return judge(self, blocks, title, body)

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id. Raises RuleError for an unknown one."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise RuleError(f'there is no rule "{rule_id}"; `newsclean rules list` shows all of them')


class RuleFile(NamedTuple):
    """What one file holds."""

    rules: tuple[Rule, ...]
    story: tuple[str, ...] = ()


def make_catalogue(rules: Sequence[Rule], story: Sequence[str] = ()) -> Catalogue:
    """A catalogue of exactly these rules, in this order."""
    digest = hashlib.sha256(repr(tuple(story)).encode("utf-8", "surrogatepass"))
    for rule in rules:
        values = [sorted(v) if isinstance(v, frozenset) else v for v in astuple(rule)[:-1]]
        digest.update(repr(values).encode("utf-8", "surrogatepass"))
    return Catalogue(tuple(rules), digest.hexdigest(), tuple(story))


def load_catalogue(files: Sequence[Path] = ()) -> Catalogue:
    """The package's rules and those of the user's `files`. Raises RuleError for an unusable file."""
    own = _own_catalogue()
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
    """The rules of one file. Raises RuleError naming file, rule and key."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RuleError(f"{path}: cannot be read ({error.strerror}); check its name") from error
    return parse_rules(data, str(path))


@lru_cache(maxsize=1)
def _own_catalogue() -> Catalogue:
    """The rules of the package, as they were prepared; from their files where those have changed since."""
    from newsclean.rules.build import shipped
    from newsclean.rules.headline import HEADLINE_RULES

    sources = {path.name: path.read_bytes() for path in RULES_DIR.glob("*.toml")}
    ready = shipped()
    if ready is None or ready.sources != sources_digest(sources):
        return read_own_rules(sources)
    rules = [_ready_rule(entry) for entry in ready.rules]
    return Catalogue((*HEADLINE_RULES, *rules), ready.digest, ready.story)


def _ready_rule(entry: Mapping[str, Any]) -> Rule:
    """A rule out of `prepared.json`."""
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    values.update({key: frozenset(values.get(key, ())) for key in _SETS})
    return Rule(**values)


def sources_digest(sources: Mapping[str, bytes]) -> str:
    """The digest (hex) of rule files, by name."""
    digest = hashlib.sha256()
    for name, data in sorted(sources.items()):
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def read_own_rules(sources: Mapping[str, bytes]) -> Catalogue:
    """The package's catalogue from its files: the rules of a language first, as they say more about a line.

    The tests lint these files, so that this need not.
    """
    from newsclean.rules.headline import HEADLINE_RULES

    names = sorted(sources, key=lambda name: (name == "any.toml", name != "en.toml", name))
    files = [parse_rules(sources[name], name, lint=False) for name in names]
    rules = [rule for file in files for rule in file.rules]
    rules.sort(key=lambda rule: rule.kind != "copyright")  # a photo's credit may begin with "Copyright", too
    return make_catalogue((*HEADLINE_RULES, *rules), [pattern for file in files for pattern in file.story])


def parse_rules(data: bytes, name: str, lint: bool = True) -> RuleFile:
    """The rules in the TOML text of a file called `name`. Raises RuleError naming file, rule and key."""
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"{name}: not a rule file in TOML and UTF-8 ({error}); mend it there") from error
    unknown = sorted(table.keys() - {"language", "story", "rule"})
    if unknown:
        raise RuleError(f'{name}: key "{unknown[0]}" is unknown; a file has language, story and [[rule]]')
    story = table.get("story", [])
    if not isinstance(story, list) or not all(isinstance(pattern, str) for pattern in story):
        raise RuleError(f'{name}: key "story": must be a list of strings')
    language = table.get("language")
    if not isinstance(language, str) or not language:
        raise RuleError(f'{name}: key "language" is missing; write language = "en", or "any" for all')
    entries = table.get("rule", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise RuleError(f'{name}: key "rule" must be a list of tables; write [[rule]] above each rule')
    rules = [_rule(entry, language, name, number, lint) for number, entry in enumerate(entries, 1)]
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise RuleError(f'{name}: rule "{rule.id}", key "id": used twice; rename one of the two')
        seen.add(rule.id)
    for pattern in story if lint else ():
        for fault in story_faults(pattern, language):
            raise RuleError(f"{name}: key \"story\": '{pattern}' {fault}")
    return RuleFile(tuple(rules), tuple(story))


# What each key of a rule holds: its type, and how an error names that type.
_STRINGS = "a list of strings"
_SETS = frozenset({"near", "tags"})
_KEYS: Mapping[str, tuple[type | tuple[type, ...], str]] = {
    "id": (str, "a string"),
    "kind": (str, "a string"),
    "why": (str, "a string"),
    "scope": (str, "a string"),
    "takes": (str, "a string"),
    "harvest": (str, "a string"),
    "max_chars": (int, "a number"),
    "link_share": ((int, float), "a number from 0 to 1"),
    "optional": (bool, "true or false"),
    "caps": (bool, "true or false"),
    "part": (bool, "true or false"),
    "patterns": (list, _STRINGS),
    "near": (list, _STRINGS),
    "tags": (list, _STRINGS),
    "drops": (list, _STRINGS),
    "keeps": (list, _STRINGS),
}


def _rule(entry: Mapping[str, Any], language: str, name: str, number: int, lint: bool) -> Rule:
    """One checked rule. Raises RuleError at its first fault."""
    shown = entry.get("id") if isinstance(entry.get("id"), str) else f"number {number}"
    where = f'{name}: rule "{shown}"'
    for key, value in entry.items():
        if key not in _KEYS:
            raise RuleError(f'{where}, key "{key}": unknown; a rule may have {", ".join(_KEYS)}')
        kind, wanted = _KEYS[key]
        good = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
        if good and kind is list:
            good = all(isinstance(item, str) for item in value)
        if not good:
            raise RuleError(f'{where}, key "{key}": must be {wanted}')
    for key in ("id", "kind", "why"):
        if not entry.get(key):
            raise RuleError(f'{where}, key "{key}": missing; every rule states it')
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    for key in _SETS:
        values[key] = frozenset(item.lower() for item in values.get(key, ()))
    rule = Rule(language=language, file=name, **values)
    for choice, choices in (("kind", KINDS), ("scope", SCOPES), ("harvest", HARVESTS), ("takes", TAKES)):
        value = getattr(rule, choice)
        if value is not None and value not in choices:
            raise RuleError(f'{where}, key "{choice}": "{value}" is unknown; choose {", ".join(choices)}')
    for key, fault in find_faults(rule) if lint else ():
        raise RuleError(f'{where}, key "{key}": {fault}')
    return rule
