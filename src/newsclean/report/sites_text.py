"""Describe site profiles in words, for `newsclean sites show`."""

from __future__ import annotations

from newsclean.sites.common_values import shared
from newsclean.sites.lines import SiteLines
from newsclean.sites.store import Sites
from newsclean.sites.tally import ROLES, PathSums, role_of
from newsclean.sites.validation import Status


def overview(sites: Sites) -> str:
    """Return one line per site, with what its profile rests on, and a last line that counts them."""
    width = max((len(key) for key in sites), default=4)
    lines = [f"{key:{width}}  {_status(sites.status(key))}" for key in sites]
    good = sum(sites.status(key).good for key in sites)
    lines.append(f"{len(sites)} sites, {good} with a profile that is used")
    if sites.beyond:
        lines[-1] += f"; {sites.beyond} pages of further sites were left out"
    return "\n".join(lines)


def _status(status: Status) -> str:
    agreement = "" if status.agreement is None else f", agreement {status.agreement:.2f}"
    return f"{status.status} ({status.articles} articles{agreement})"


def describe(sites: Sites, key: str) -> str:
    """Return what the pages of one site say: block paths with counts and an example, most text first."""
    tally = sites.tally(key)
    lines = [f"{key}: {_status(sites.status(key))}, {len(tally.pages)} pages"]
    if tally.pins:
        lines += ["", "PINNED BY HAND"]
        lines += [f"  {pin:5} {path}" for path, pin in sorted(tally.pins.items())]
    rows: dict[str, list[tuple[int, str, str]]] = {name: [] for name in ROLES}
    for path, (pages, sums) in tally.sums().items():
        text = _row(path, pages, sums, tally.examples.get(path, ""))
        rows[role_of(sums)].append((-sums.size, path, text))
    for name, found in rows.items():
        lines += ["", f"{name.upper()}: {len(found)} block paths"]
        lines += [text for _, _, text in sorted(found)]
    values = shared(tally.pages)
    lines += ["", f"WHAT THE PAGES SAY OF THEMSELVES: {len(values)} values on several pages"]
    lines += [f"  {n:4} {name}: {value!r}" for name, value, n in values]
    repeated = len(SiteLines(tally.pages).on_most())
    lines += ["", f"{repeated} lines are on most articles of the site"]
    return "\n".join(lines)


def _row(path: str, pages: int, sums: PathSums, example: str) -> str:
    share = sums.kept / max(1, sums.size)
    return (
        f"  {share:4.0%}  {path}\n"
        f"        {sums.blocks} blocks on {pages} pages, {sums.size} characters\n"
        f"        {example!r}"
    )
