"""Site profiles in words: for `newsclean sites show`."""

from __future__ import annotations

from newsclean.sites.profile import Profile
from newsclean.sites.store import Sites
from newsclean.sites.trust import Trust, is_unclear
from newsclean.sites.votes import Votes

_EXAMPLE = 60  # characters


def overview(sites: Sites) -> str:
    """Return one line per site, with what its profile rests on; a last line that counts them."""
    lines = []
    width = max((len(key) for key in sites), default=4)
    for key in sites:
        lines.append(f"{key:{width}}  {_trust(sites.trust(key))}")
    good = sum(sites.trust(key).good for key in sites)
    lines.append(f"{len(sites)} sites, {good} with a profile that is used")
    if sites.beyond:
        lines[-1] += f"; {sites.beyond} pages of further sites were left out"
    return "\n".join(lines)


def _trust(trust: Trust) -> str:
    agreement = "" if trust.agreement is None else f", agreement {trust.agreement:.2f}"
    return f"{trust.status} ({trust.articles} articles{agreement})"


def describe(sites: Sites, key: str) -> str:
    """Return what is kept and cut of one site: signatures with share, evidence and an example, most text first."""
    tally = sites.tally(key)
    profile = Profile(key, tally)
    lines = [f"{key}: {_trust(sites.trust(key))}"]
    if tally.pins:
        lines += ["", "PINNED BY HAND"]
        lines += [f"  {pin:5} {path}" for path, pin in sorted(tally.pins.items())]
    kept: list[tuple[str, Votes, float]] = []
    cut: list[tuple[str, Votes, float]] = []
    unclear: list[tuple[str, Votes, float | None]] = []
    for path, votes in tally.votes.items():
        share = profile.share_of(path)
        if share is None or is_unclear(share):
            unclear.append((path, votes, share))
        elif share >= 0.5:
            kept.append((path, votes, share))
        else:
            cut.append((path, votes, share))
    for title, rows in (("KEPT", kept), ("CUT", cut), ("UNDECIDED: left to the page itself", unclear)):
        lines += ["", f"{title}: {len(rows)} signatures"]
        for path, votes, share in sorted(rows, key=lambda row: (-row[1].chars, row[0])):
            lines += _row(path, votes, share)
    repeats = profile.repeats
    lines += ["", f"{len(repeats)} texts occur in several articles and are removed wherever they occur"]
    return "\n".join(lines)


def _row(path: str, votes: Votes, share: float | None) -> list[str]:
    shown = "   ?" if share is None else f"{share:4.0%}"
    kinds = ", ".join(f"{kind} {chars}" for kind, chars in sorted(votes.cut.items()))
    rules = f"; by rules: {kinds}" if kinds else ""
    example = votes.example if len(votes.example) <= _EXAMPLE else votes.example[: _EXAMPLE - 1] + "…"
    return [
        f"  {shown}  {path}",
        f"        {votes.chars} characters in {votes.blocks} blocks on {votes.pages} pages{rules}",
        f"        {example!r}",
    ]
