"""`newsclean sites`: learn profiles into a file, show, pin and merge them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsclean.cli.clean import clean
from newsclean.cli.click_ext import Command, config_option, long_name
from newsclean.cli.params import Choice, read_options
from newsclean.errors import SitesError, UsageError
from newsclean.output.files import write_atomically
from newsclean.report.sites_text import describe, overview
from newsclean.sites.pins import matches
from newsclean.sites.store import Sites, load_sites, pins_of_file
from newsclean.sites.tally import DROP, KEEP

if TYPE_CHECKING:
    pass

_FILE = click.Path(path_type=str)
_NEAREST_PATHS = 5  # that a refused pin is answered with

# Options of a run that say what is read: the same here, with the same settings.
_SHARED = "from files-from null include exclude html-key url-key fetched-key max-size jobs".split()


@click.group(name="sites")
def command() -> None:
    """Learn, show, pin and merge site profiles.

    A profile records what the pages of a site have in common, as evidence of what is main content on each of them. A
    run over a directory or an archive learns its own profiles, unless it is given a file of them: `newsclean --sites
    FILE`. Wherever a FILE of profiles is expected, the run file of a run that learned (`*.run.json`) works, too.
    """


def _learn(inputs: tuple[str, ...], output: str, **typed: Any) -> None:
    """Learn profiles and write them; the help is below."""
    from newsclean.learning.batch import learn_inputs
    from newsclean.workers.system import available_cores

    if not inputs and typed["files_from"] is None:
        raise UsageError("sites are learned from files: name INPUTS, or a list of them with --files-from")
    pins = pins_of_file(output) if Path(output).exists() else {}
    sites = learn_inputs(inputs, typed["jobs"] or available_cores(), read_options(typed)).pinned_by(pins)
    _write(sites, output)
    click.echo(overview(sites).splitlines()[-1], err=True)


learn_command = Command(
    "learn",
    callback=_learn,
    params=[
        click.Argument(["inputs"], nargs=-1, type=_FILE),
        click.Option(["-o", "--output"], required=True, type=_FILE, help="Write the profiles to this file."),
        *(param for param in clean.params if long_name(param) in _SHARED),
    ],
    shared=_SHARED,
    known=clean,
    short_help="Learn the profiles of the sites in INPUTS.",
    help="Learn the profiles of the sites in INPUTS (files, directories, archives) and write them to a file. Parts of a"
    " scrape that are learned separately and merged give the same as the whole, as long as no site has more pages than"
    " are learned from. If the file exists, its pins are kept.",
    examples="""
        newsclean sites learn scrape/ -o sites.json
        newsclean sites learn pages.jsonl --html-key raw -o sites.json
    """,
)
config_option()(learn_command)
command.add_command(learn_command)


@command.command(name="show", short_help="List the sites of FILE, or describe one SITE.")
@click.argument("file", type=_FILE)
@click.argument("site", required=False)
def show_command(file: str, site: str | None) -> None:
    """List the sites of FILE, or describe one SITE, block path by block path, each with an example line."""
    sites = load_sites(file)
    click.echo(overview(sites) if site is None else describe(sites, _known(sites, site, file)))


@command.command(name="merge", short_help="Merge the profiles in FILES.")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("-o", "--output", required=True, type=_FILE, help="Write all of them to this file.")
def merge_command(files: tuple[str, ...], output: str) -> None:
    """Merge the profiles in FILES. If two of them pin the same block path, the first file's pin wins."""
    merged = load_sites(files[0])
    for file in files[1:]:
        merged = merged.merged(load_sites(file))
    _write(merged, output)


@command.command(name="pin", short_help="Pin a block PATH of SITE to keep or drop.")
@click.argument("file", type=_FILE)
@click.argument("site")
@click.argument("path")
@click.argument("decision", type=Choice([KEEP, DROP, "none"]))
def pin_command(file: str, site: str, path: str, decision: str) -> None:
    """Pin a block PATH of SITE to keep or drop, whatever the evidence; `none` removes the pin.

    `newsclean explain --paths` shows the paths of a page's blocks. A path may be shortened from the left:
    "div.teaser" is every <div class="teaser"> and everything in it.
    """
    if file.endswith(".run.json"):
        raise SitesError(f"{file} belongs to a run: pin in a file of profiles, as `newsclean sites learn` makes it")
    sites = load_sites(file)
    key = _known(sites, site, file)
    if decision == "none":
        if path not in sites.tally(key).pins:
            raise SitesError(f'{file} has no pin "{path}" of {key}; `newsclean sites show {file} {key}` lists them')
        _write(sites.pinned(key, path, None), file)
        return
    tally = sites.tally(key)
    found = matches(path, tally)
    if not found.blocks:
        raise SitesError("".join(_no_match(path, key, found.nearest[:_NEAREST_PATHS])))
    _write(sites.pinned(key, path, decision), file)
    click.echo(f"{decision}: {found.blocks} blocks on {found.pages} of {len(tally.pages)} pages", err=True)


def _no_match(path: str, key: str, nearest: list[str]) -> Iterator[str]:
    yield f'"{path}" matches no block of {key}: it must be a block path, or the end of one, in whole steps'
    if nearest:
        yield "; nearest are:\n" + "\n".join(f"  {one}" for one in nearest)


def _known(sites: Sites, site: str, file: str) -> str:
    from difflib import get_close_matches

    key = site if site in sites else site.lower().removeprefix("www.")
    if key not in sites:
        near = get_close_matches(key, list(sites), n=1, cutoff=0.7)
        meant = f"; did you mean {near[0]}?" if near else f"; `newsclean sites show {file}` lists them"
        raise SitesError(f'{file} has no site "{site}"{meant}')
    return key


def _write(sites: Sites, path: str) -> None:
    write_atomically(path, (line.encode() for line in sites.lines()))
