"""Build `prepared.json` from the package's rules: `python -m newsclean.rules.build`."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from newsclean.rules.analysis import analyse
from newsclean.rules.load import RULES_DIR, read_own_rules, sources_digest
from newsclean.rules.prepared import PREPARED_FILE, Digests
from newsclean.rules.rule import WITHOUT_PATTERNS, Rule


def document() -> str:
    """Return the text of `prepared.json` for the package's rules: the digests, then one rule or pattern a line."""
    sources = {path.name: path.read_bytes() for path in RULES_DIR.glob("*.toml")}
    catalogue = read_own_rules(sources)
    patterns = sorted({p for rule in catalogue.rules for p in rule.patterns} | set(catalogue.story))
    numbers = {pattern: n for n, pattern in enumerate(patterns)}
    rules = [_plain(rule, numbers) for rule in catalogue.rules if rule not in WITHOUT_PATTERNS]
    made = [(p, analyse(p)) for p in patterns]
    digests = Digests(sources_digest(sources), catalogue.digest)
    parts = (
        f'"story":{_json(catalogue.story)}',
        '"rules":[\n' + ",\n".join(map(_json, rules)) + "\n]",
        '"patterns":[\n' + ",\n".join(_json([p, m.folded if m.folded != p else "", *m[1:]]) for p, m in made) + "\n]",
    )
    return _json(digests._asdict()) + "\n{" + ",\n".join(parts) + "}\n"


def _plain(rule: Rule, numbers: dict[str, int]) -> dict[str, Any]:
    """Return the fields of a rule that are not at their defaults; its patterns by number."""
    values = {f.name: getattr(rule, f.name) for f in fields(rule) if getattr(rule, f.name) != f.default}
    values["patterns"] = [numbers[pattern] for pattern in rule.patterns]
    return {key: sorted(v) if isinstance(v, frozenset) else v for key, v in values.items()}


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


if __name__ == "__main__":
    PREPARED_FILE.write_text(document(), encoding="utf-8")
