"""Apply a site's rules and configuration to a page: what they cut, select as main content, and give as metadata."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import compress

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.content.select import score_blocks
from newsclean.document import Document, topic_of
from newsclean.kinds import CONFIG
from newsclean.model import Metadata
from newsclean.options import Options
from newsclean.rules import Catalogue, Rule
from newsclean.rules.apply import RuleResult, apply_rules
from newsclean.rules.rule import make_catalogue
from newsclean.rules.select import applies_to, select, value_of
from newsclean.siteconfig.fields import with_fields
from newsclean.siteconfig.files import FIELDS, SiteConfig, SiteConfigs
from newsclean.siteconfig.xpath import XPathPage
from newsclean.sites.key import host_name, site_key
from newsclean.text import clean_text

_MAX_CLIMB = 300  # elements above a block that are looked at
_RATHER_NOT = -1.0  # log-odds of a block, below which it is pruned from a body
_MIN_BODY_CHARS = 60  # with less, an element is not the body of this page


@dataclass(slots=True)
class _Found:
    """What is configured for a page, while it is looked for."""

    cut: list[tuple[Rule, Sequence[LexborNode]]] = field(default_factory=list)
    body: list[Sequence[LexborNode]] = field(default_factory=list)  # the first that holds text is taken
    values: dict[str, tuple[str, list[str]]] = field(default_factory=dict)  # field -> origin, values as printed
    images: list[LexborNode] = field(default_factory=list)  # that are cut
    prunes: bool = False  # whether boilerplate is left out of the body


@dataclass(frozen=True, slots=True)
class Configured:
    """What is configured for one page. `document` is the page's, as changed by it."""

    document: Document
    cuts: Mapping[int, Rule]
    values: Mapping[str, tuple[str, Sequence[str]]]
    lines: Catalogue | None  # the site's own rules for lines of text

    def with_cuts(self, rules: RuleResult, selected: Sequence[bool], options: Options) -> RuleResult:
        """Return what all rules decide together: the site's own ones come first.

        Where the body is configured, that decides what is text: nothing left out of it is spared.
        """
        cuts, spared = list(rules.cuts), rules.spared
        trimmed, parts, fields = dict(rules.trimmed), dict(rules.parts), dict(rules.fields)
        if self.lines is not None:
            document = self.document
            own = apply_rules(self.lines, document.blocks, selected, document.candidates.title, options)
            cuts = [mine or others for mine, others in zip(own.cuts, cuts, strict=True)]
            trimmed, parts, fields = {**trimmed, **own.trimmed}, {**parts, **own.parts}, {**fields, **own.fields}
            spared |= own.spared
        for i, rule in self.cuts.items():
            if rule.kind not in options.keep:
                cuts[i] = rule
        if self.document.selected is not None:
            spared = frozenset()
        return RuleResult(cuts, trimmed, parts, fields, spared)

    def with_fields(self, metadata: Metadata) -> Metadata:
        """Return the metadata with the fields that are configured: they come before all other sources."""
        return with_fields(metadata, self.values, self.document.candidates) if self.values else metadata


def configure(document: Document, rules: Sequence[Rule], configs: SiteConfigs | None) -> Configured | None:
    """Return what `rules` for some sites, and files of site configurations, say of a page; None if nothing."""
    hosts = _hosts(document)
    own = [rule for rule in rules if any(applies_to(rule, host) for host in hosts)]
    config = next(filter(None, map(configs.for_host, hosts)), None) if configs is not None else None
    if document.tree is None or not (own or config):
        return None
    found = _Found()
    _by_selectors(found, document.tree, [rule for rule in own if rule.selector])
    if config is not None:
        _by_config(found, document.tree, config)
    lines = tuple(rule for rule in own if not rule.selector)
    configured = _configured(document, found, _catalogue(lines) if lines else None)
    for node in {node.mem_id: node for node in found.images}.values():  # each once, when all has been looked at
        node.decompose()
    return configured


def _hosts(document: Document) -> list[str]:
    """Return the hosts that a page may be of: as it was read, as it says itself, as its links and place say."""
    page = document.page
    names = (host_name(page.url), host_name(document.candidates.url), site_key(page))
    return list(dict.fromkeys(name for name in names if name))


@lru_cache(maxsize=64)
def _catalogue(rules: tuple[Rule, ...]) -> Catalogue:
    return make_catalogue([replace(rule, sites=()) for rule in rules])


def _by_selectors(found: _Found, tree: LexborHTMLParser, rules: Iterable[Rule]) -> None:
    for rule in rules:
        nodes = select(tree, rule.selector)
        if rule.extracts == "body":
            found.body.append(nodes)
        elif rule.extracts is not None:
            values = [text for node in nodes if (text := value_of(node, rule.extracts))]
            if values:
                found.values.setdefault(rule.extracts, (f"rule:{rule.id}", values))
        if rule.kind:
            found.cut.append((rule, nodes))
            found.images += _images(nodes)


def _by_config(found: _Found, tree: LexborHTMLParser, config: SiteConfig) -> None:
    page = XPathPage(tree)
    for name, target in FIELDS.items():
        for directive in config.named(name):
            nodes, values = page.find(directive.value)
            values = values or [value_of(node, target) for node in nodes]
            values = [text for value in values if (text := clean_text(value))]
            if values:
                found.values.setdefault(
                    target, (f"config:{config.file}", values if target == "authors" else values[:1])
                )
                break
    found.prunes = not found.body and all(directive.value != "no" for directive in config.named("prune"))
    found.body += [page.find(directive.value).nodes for directive in config.named("body")]
    for rule, stripped in _strips(page, config):
        found.cut.append((rule, stripped))
        found.images += _images(stripped)


def _strips(page: XPathPage, config: SiteConfig) -> Iterator[tuple[Rule, Sequence[LexborNode]]]:
    for directive in config.directives:
        value = directive.value.replace('"', "")
        if directive.name == "strip":
            nodes = page.find(directive.value).nodes
        elif directive.name == "strip_id_or_class":
            nodes = page.find(f'//*[contains(@class, "{value}") or contains(@id, "{value}")]').nodes
        elif directive.name == "strip_image_src":
            nodes = page.find(f'//img[contains(@src, "{value}")]').nodes
        else:
            continue
        rule = Rule(f"{config.file}:{directive.number}", CONFIG, "any", f"{directive.name}: {directive.value}")
        yield rule, nodes


def _images(nodes: Iterable[LexborNode]) -> Iterator[LexborNode]:
    for node in nodes:
        yield from (node,) if node.tag == "img" else node.css("img")


def _configured(document: Document, found: _Found, lines: Catalogue | None) -> Configured:
    """Return what was found, by the blocks of the page."""
    within: Callable[[Sequence[LexborNode]], Sequence[bool]] | None = None
    if document.starts is not None and (found.cut or found.body):
        within = _Within([run[0] for run in document.starts])
    cuts: dict[int, Rule] = {}
    selected: Sequence[bool] | None = None
    if within is not None:
        for rule, nodes in found.cut:
            for i, inside in enumerate(within(nodes)):
                if inside:
                    cuts.setdefault(i, rule)
        sizes = [len(block.text) for block in document.blocks]
        masks = map(within, found.body)
        selected = next((mask for mask in masks if sum(compress(sizes, mask)) >= _MIN_BODY_CHARS), None)
        if selected is not None and found.prunes:
            selected = _pruned(document, selected)
    candidates = document.candidates
    if title := found.values.get("title"):
        candidates = replace(candidates, title=title[1][0], title_source=title[0])
    document = replace(document, candidates=candidates)
    if selected is not None:
        document = replace(document, selected=selected, method=CONFIG)
    return Configured(document, cuts, found.values, lines)


def _pruned(document: Document, body: Sequence[bool]) -> Sequence[bool]:
    """Return the blocks of a body without those that the classifier takes for boilerplate."""
    scores = score_blocks(document.tree, document.blocks, topic_of(document.candidates), starts=document.starts)
    pruned = [inside and score > _RATHER_NOT for inside, score in zip(body, scores, strict=True)]
    return pruned if any(pruned) else body


class _Within:
    """Tells which blocks of a page are inside some elements."""

    def __init__(self, starts: Sequence[LexborNode]) -> None:
        self._around = [tuple(_upwards(node)) for node in starts]

    def __call__(self, nodes: Sequence[LexborNode]) -> Sequence[bool]:
        wanted = {node.mem_id for node in nodes}
        return [not wanted.isdisjoint(around) for around in self._around]


def _upwards(node: LexborNode) -> Iterator[int]:
    """Yield the node and the elements around it, the nearest first, by their addresses."""
    at: LexborNode | None = node
    for _ in range(_MAX_CLIMB):
        if at is None:
            return
        yield at.mem_id
        at = at.parent
