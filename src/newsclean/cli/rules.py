"""The catalogue for people: `newsclean rules list | show ID | check FILE`, and the table in docs/rules.md.

`python -m newsclean.cli.rules` prints that page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from newsclean.errors import RuleError
from newsclean.model import KINDS
from newsclean.rules.lint import find_faults, story_faults
from newsclean.rules.load import RULES_DIR, load_catalogue, parse_rules
from newsclean.rules.rule import ALSO_REMOVES, EXTRACTS, SCOPES, Catalogue, Rule


def list_lines(catalogue: Catalogue, kind: str | None = None, language: str | None = None) -> Iterator[str]:
    """One line per rule: id, kind, language, scope, parted by tabs."""
    for rule in catalogue.rules:
        if kind in (None, rule.kind) and language in (None, rule.language):
            yield f"{rule.id}\t{rule.kind}\t{rule.language}\t{rule.scope}"


def show_lines(rule: Rule) -> Iterator[str]:
    """All that is known about one rule."""
    yield f"{rule.id}  ({rule.kind}: {KINDS[rule.kind]})"
    yield f"  {rule.why}"
    yield f"  file      {rule.file}"
    yield f"  scope     {rule.scope}: {SCOPES[rule.scope]}"
    yield f"  longest   {rule.max_chars} characters"
    if rule.link_share is not None:
        yield f"  links     at least {rule.link_share:.0%} of the characters"
    if rule.near:
        yield f"  near      {', '.join(sorted(rule.near))}"
    if rule.tags:
        yield f"  tags      {', '.join(sorted(rule.tags))}"
    if rule.caps:
        yield "  capitals  only lines in capitals"
    if rule.also_removes:
        yield f"  removes   {rule.also_removes}: {ALSO_REMOVES[rule.also_removes]}"
    if rule.part:
        yield "  part      only what matches goes, not the block"
    if rule.extracts:
        yield f"  extracts  {rule.extracts}: {EXTRACTS[rule.extracts]}"
    for name, lines in (("pattern", rule.patterns), ("drops", rule.drops), ("keeps", rule.keeps)):
        for line in lines:
            yield f"  {name:<9} {line}"


def check_lines(path: Path) -> Iterator[str]:
    """Every fault of a rule file, one a line; none for a sound one.

    Raises RuleError where the file cannot be read as rules at all.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RuleError(f"{path}: cannot be read ({error.strerror}); check its name") from error
    file = parse_rules(data, str(path), lint=False)
    for pattern in file.story:
        for fault in story_faults(pattern, "any"):
            yield f"{path}: key \"story\": '{pattern}' {fault}"
    for rule in file.rules:
        for key, fault in find_faults(rule):
            yield f'{path}: rule "{rule.id}", key "{key}": {fault}'
    own = {rule.id for rule in load_catalogue().rules}
    for rule in file.rules:
        if rule.id in own and path.resolve().parent != RULES_DIR:
            yield f'{path}: rule "{rule.id}", key "id": the package has a rule of this id; choose another'


_INTRODUCTION = """# The rules

Every rule of the package. `newsclean rules show ID` prints its patterns and examples; `--keep KIND` and
`--drop KIND` choose by kind; `--rules FILE` adds your own. This page is made by
`python -m newsclean.cli.rules > docs/rules.md`.

## A rule file

```toml
language = "en"                     # of all rules in the file; "any" for all languages
story = ['\\bsaid\\b']                # optional: reported speech, which no phrase alone may cut

[[rule]]
id = "en-my-tide-table"             # begins with the language
kind = "ad"                         # one of the kinds below
scope = "any"                       # see below
patterns = ['^see our tide tables?$']
max_chars = 200                     # longer blocks are never touched
link_share = 0.5                    # optional: share of the block's characters inside links
near = ["promo"]                    # optional: a class or id word, "<tag>" or "@role" around, below <article>
tags = ["p", "div"]                 # optional: the block's element
caps = true                         # optional: only lines in capitals
also_removes = "links"              # optional: see below
part = true                         # optional: only the matched part goes
extracts = "copyright"              # optional: field that the block, or (?P<value>...), fills
why = "What this is, and why the pattern has this shape."
drops = ["See our tide tables"]     # must be cut
keeps = ["The tide tables were wrong."]   # must stay
```

Patterns are [RE2](https://github.com/google/re2/wiki/Syntax), matched on folded text: NFKC, lower case,
Turkish ı as i, Russian ё as е, Arabic marks off, straight quotes and dashes, every white space one space.
Patterns are folded the same way. A rule needs patterns or markup with links; quoted text is never
matched. `newsclean rules check FILE` names every fault.
"""


def document(catalogue: Catalogue) -> str:
    """docs/rules.md."""
    lines = [_INTRODUCTION]
    for title, table in (("Scopes", SCOPES), ("Also removes", ALSO_REMOVES), ("Extracts", EXTRACTS)):
        lines += [f"## {title}", "", *(f"- `{name}`: {text}" for name, text in table.items()), ""]
    counts = Counter(rule.kind for rule in catalogue.rules)
    lines += ["## Kinds", "", "| kind | what it is | rules |", "|--|--|--|"]
    lines += [f"| {kind} | {text} | {counts[kind]} |" for kind, text in KINDS.items()]
    for kind in KINDS:
        rules = [rule for rule in catalogue.rules if rule.kind == kind]
        if rules:
            lines += ["", f"## {kind}", "", "| rule | language | why |", "|--|--|--|"]
            lines += [f"| `{rule.id}` | {rule.language} | {_cell(rule.why)} |" for rule in rules]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


_PATH = click.Path(path_type=Path)
_FILES = click.option("--rules", "files", multiple=True, type=_PATH, help="Add the rules of this TOML file.")


@click.group(name="rules")
def command() -> None:
    """List, show and check the boilerplate rules."""


@command.command(name="list")
@click.option("--kind", type=click.Choice(list(KINDS)), help="Only rules of this kind.")
@click.option("--language", help='Only rules of this language: a code, or "any".')
@_FILES
def list_command(kind: str | None, language: str | None, files: tuple[Path, ...]) -> None:
    """One line per rule: id, kind, language, scope."""
    for line in list_lines(load_catalogue(files), kind, language):
        click.echo(line)


@command.command(name="show")
@click.argument("rule_id", metavar="ID")
@_FILES
def show_command(rule_id: str, files: tuple[Path, ...]) -> None:
    """All about one rule: why it is there, its patterns and its examples."""
    for line in show_lines(load_catalogue(files).rule(rule_id)):
        click.echo(line)


@command.command(name="check")
@click.argument("file", type=_PATH)
def check_command(file: Path) -> None:
    """Every fault of a rule file; exit status 2 if there is one."""
    faults = list(check_lines(file))
    for line in faults:
        click.echo(line, err=True)
    if faults:
        raise RuleError(f"{file}: {len(faults)} faults; mend them before you use it with --rules")
    click.echo(f"{file}: {len(parse_rules(file.read_bytes(), str(file)).rules)} rules, no faults")


if __name__ == "__main__":
    print(document(load_catalogue()), end="")
