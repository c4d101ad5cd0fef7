"""Read the elements that carry metadata in one pass: meta, link, JSON-LD, title, h1, time, itemprop, bylines."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.metadata.sources.candidates import MetaTags

_QUERY = (
    "html,meta,link[rel=canonical],link[rel=shortlink],link[rel=amphtml],script[type*=json],title,h1,time,[itemprop],"
    "#wmtbURL"  # where a web archive has the page's URL, in its bar of captures
)
_MAX_ELEMENTS = 6000
_MAX_VALUES = 400  # of one meta name


def read_meta_tags(tree: LexborHTMLParser) -> MetaTags:
    """Collect the metadata elements of a page, in page order."""
    tags = MetaTags(tree=tree)
    last = 0
    for node in tree.css(_QUERY)[:_MAX_ELEMENTS]:
        if node.mem_id == last:
            continue  # an element is found once for each part of the query that it matches
        last = node.mem_id
        tag = node.tag or ""
        if tag == "meta":
            _meta(tags, node)
        elif tag == "link":
            attributes = node.attributes
            href = attributes.get("href")
            if href:
                for rel in (attributes.get("rel") or "").lower().split():
                    tags.links.setdefault(rel, []).append(href)
        elif tag == "script":
            if "ld+json" in (node.attributes.get("type") or "").lower():
                tags.scripts.append(node.text())
        elif tag == "html":
            tags.lang = node.attributes.get("lang") or node.attributes.get("xml:lang") or ""
        elif tag == "title":
            parent = node.parent
            if not tags.title and (parent is None or parent.tag != "svg"):
                tags.title = node.text()
        else:
            _element(tags, node, tag)
    return tags


def _meta(tags: MetaTags, node: LexborNode) -> None:
    attributes = node.attributes
    value = attributes.get("content")
    if not value:
        return
    if (attributes.get("itemprop") or "").lower() == "author" and node.parent is not None and node.parent.tag != "head":
        tags.props.append(("author", node))  # of the item around it, which may be a teaser
        return
    for kind in ("property", "name", "itemprop", "http-equiv"):
        name = attributes.get(kind)
        if name:
            for part in name.lower().split():
                values = tags.metas.setdefault(part, [])
                if len(values) < _MAX_VALUES:
                    values.append(value)


def _element(tags: MetaTags, node: LexborNode, tag: str) -> None:
    attributes = node.attributes
    if tag == "h1":
        tags.headings.append(node)
    elif tag == "time":
        tags.times.append(node)
    elif tag == "input" and attributes.get("id") == "wmtbURL":
        tags.captured = attributes.get("value") or ""
    prop = attributes.get("itemprop")
    if prop:
        for part in prop.split():
            tags.props.append((part, node))
