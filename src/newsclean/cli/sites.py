"""`newsclean sites`: learn profiles into a file, show, pin and merge them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from newsclean.errors import OutputError, SitesError
from newsclean.report.sites_text import describe, overview
from newsclean.sites.store import Sites, load_sites
from newsclean.sites.votes import DROP, KEEP

_FILE = click.Path(path_type=str)


@click.group(name="sites")
def command() -> None:
    """Learn, show, pin and merge site profiles.

    A profile tells which elements of a site's pages are main content. A run over a directory or an archive
    learns its own profiles; `newsclean --sites FILE` uses these instead.
    """


@command.command(name="learn")
@click.argument("inputs", nargs=-1, required=True, type=_FILE)
@click.option("-o", "--output", required=True, type=_FILE, help="Write the profiles to FILE.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="Worker processes. Default: number of cores.")
@click.option("--rules", multiple=True, type=_FILE, help="Add the rules of this TOML file; repeatable.")
def learn_command(inputs: tuple[str, ...], output: str, jobs: int | None, rules: tuple[str, ...]) -> None:
    """Learn site profiles from INPUTS (files, directories, archives).

    Parts of a scrape learned separately and merged give the same profiles as the whole, as long as no site has
    more than 9 pages in all; larger sites are sampled. Pins in an existing file are kept.
    """
    from newsclean.learning.batch import learn_inputs
    from newsclean.workers.pool import available_cores

    old = load_sites(output) if Path(output).exists() else None
    sites = learn_inputs(inputs, jobs or available_cores(), rules)
    if old is not None:
        sites = sites.pinned_by(old.pins())
    _write(sites, output)
    click.echo(overview(sites).splitlines()[-1], err=True)


@command.command(name="show")
@click.argument("file", type=_FILE)
@click.argument("site", required=False)
def show_command(file: str, site: str | None) -> None:
    """List the sites in FILE, or what is kept and removed on one SITE, with examples."""
    sites = load_sites(file)
    click.echo(overview(sites) if site is None else describe(sites, _known(sites, site, file)))


@command.command(name="merge")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("-o", "--output", required=True, type=_FILE, help="Write the merged profiles to FILE.")
def merge_command(files: tuple[str, ...], output: str) -> None:
    """Merge the profiles in FILES by adding their votes. The first file's pin wins."""
    merged = load_sites(files[0])
    for file in files[1:]:
        merged = merged.merged(load_sites(file))
    _write(merged, output)


@command.command(name="pin")
@click.argument("file", type=_FILE)
@click.argument("site")
@click.argument("path")
@click.argument("decision", type=click.Choice([KEEP, DROP, "none"]))
def pin_command(file: str, site: str, path: str, decision: str) -> None:
    """Always keep or drop a block PATH of SITE, overriding its votes; `none` removes the pin.

    The path may be shortened from the left: "div.teaser" applies to every <div class="teaser"> and everything
    inside it.
    """
    sites = load_sites(file)
    _write(sites.pinned(_known(sites, site, file), path, None if decision == "none" else decision), file)


def _known(sites: Sites, site: str, file: str) -> str:
    key = site if site in sites else site.lower().removeprefix("www.")
    if key not in sites:
        raise SitesError(f'{file} has no site "{site}"; `newsclean sites show {file}` lists them')
    return key


def _write(sites: Sites, path: str) -> None:
    """Write to a temporary file and rename it, so that a file of profiles is never half written."""
    target: Any = Path(path)
    partial = target.with_name(f"{target.name}.part")
    try:
        with partial.open("w", encoding="utf-8") as stream:
            stream.writelines(sites.lines())
        partial.replace(target)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}") from None
