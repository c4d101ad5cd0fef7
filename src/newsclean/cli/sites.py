"""`newsclean sites`: learn profiles into a file, look at them, pin what they say, add them up."""

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

    Profiles say which parts of a site's pages are the article. A run over a directory or an archive learns
    its own; a file of them spares it that: `newsclean --sites FILE`.
    """


@command.command(name="learn")
@click.argument("inputs", nargs=-1, required=True, type=_FILE)
@click.option("-o", "--output", required=True, type=_FILE, help="Write the profiles to this file.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="Worker processes. Default: the machine's cores.")
@click.option("--rules", multiple=True, type=_FILE, help="Add the rules of this TOML file; repeatable.")
def learn_command(inputs: tuple[str, ...], output: str, jobs: int | None, rules: tuple[str, ...]) -> None:
    """Learn the sites of INPUTS (files, directories, archives) into a file.

    Parts of a scrape that are learned one by one and merged give what the whole gives, as long as no site has
    more than 9 pages in all; of larger sites a sample votes. Pins in a file that is written again are kept.
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
    """List the sites of FILE, or what is kept and cut of one SITE, with an example line each."""
    sites = load_sites(file)
    click.echo(overview(sites) if site is None else describe(sites, _known(sites, site, file)))


@command.command(name="merge")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("-o", "--output", required=True, type=_FILE, help="Write the sum to this file.")
def merge_command(files: tuple[str, ...], output: str) -> None:
    """Add up the profiles of FILES. Where two of them pin the same signature, the first one's pin stands."""
    merged = load_sites(files[0])
    for file in files[1:]:
        merged = merged.merged(load_sites(file))
    _write(merged, output)


@command.command(name="pin")
@click.argument("file", type=_FILE)
@click.argument("site")
@click.argument("signature")
@click.argument("verdict", type=click.Choice([KEEP, DROP, "none"]))
def pin_command(file: str, site: str, signature: str, verdict: str) -> None:
    """Pin a SIGNATURE of SITE to keep or drop, whatever was voted; `none` takes the pin away.

    The signature may be shortened from the left: "div.teaser" holds for every <div class="teaser"> and all
    that is in it.
    """
    sites = load_sites(file)
    _write(sites.pinned(_known(sites, site, file), signature, None if verdict == "none" else verdict), file)


def _known(sites: Sites, site: str, file: str) -> str:
    key = site if site in sites else site.lower().removeprefix("www.")
    if key not in sites:
        raise SitesError(f'{file} has no site "{site}"; `newsclean sites show {file}` lists those it has')
    return key


def _write(sites: Sites, path: str) -> None:
    """Write beside the file and rename, so that a file of profiles is never half written."""
    target: Any = Path(path)
    beside = target.with_name(f"{target.name}.part")
    try:
        with beside.open("w", encoding="utf-8") as stream:
            stream.writelines(sites.lines())
        beside.replace(target)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}") from None
