"""The folds of the cross-validation, the gold rows, and what is worked out once for each page.

Every model of newsclean is evaluated on pages of sites that it has not seen: a page's fold is `fold_of` its gold row's
`site`, and the models for fold K, trained on the other folds, lie in FOLDS/K under the names that they have in the
package. To take part, a training script writes its model with `newsclean.content.forest.write_model` to
`fold_dir(FOLDS, K) / NAME` and reads it with `load_model(PACKAGE, NAME)`: `crossval.py` then uses it for that fold.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import pickle
from collections.abc import Callable, Iterable
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import newsclean

FOLDS = 5
Row = dict[str, Any]  # of a gold file, with its `set`


def fold_of(site: str) -> int:
    """Return the fold of a site; the same for every model, every set and every year."""
    return int(hashlib.md5(site.encode()).hexdigest(), 16) % FOLDS


def site_of(row: Row) -> str:
    """Return the site of a page; the list pages of the gate set are each of a site of their own."""
    return str(row["file"] if row["site"] == "lists" else row["site"])


def fold_of_page(row: Row) -> int:
    """Return the fold of a page, which is its site's."""
    return fold_of(site_of(row))


def fold_dir(folds: Path, fold: int) -> Path:
    """Return the directory of the models that have not seen the sites of `fold`; it is made if need be."""
    path = folds / str(fold)
    path.mkdir(parents=True, exist_ok=True)
    return path


def read_gold(gold: Path, sets: Iterable[str] = ()) -> list[Row]:
    """Return the rows of all gold files in a directory, or of those of `sets`."""
    wanted = set(sets)
    return [
        {**json.loads(line), "set": path.stem}
        for path in sorted(gold.glob("*.jsonl"))
        if not wanted or path.stem in wanted
        for line in path.open(encoding="utf-8")
    ]


def read_body(pages: Path, row: Row) -> bytes:
    """Return the bytes of a gold row's page."""
    path = pages / row["file"]
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def digest_of_code(*parts: str) -> str:
    """Return a digest of some source files or folders of the package, as "html" or "content/features.py"."""
    root = Path(newsclean.__file__).parent
    digest = hashlib.sha256()
    for part in parts:
        path = root / part
        for source in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(source.read_bytes())
    return digest.hexdigest()[:12]


def digest_of_rows(rows: Iterable[Row]) -> str:
    """Return a digest of gold rows: what a model was trained on."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(json.dumps(row, sort_keys=True).encode())
    return digest.hexdigest()[:12]


def for_each_page(
    function: Callable[[Path, Row], Any], pages: Path, rows: list[Row], cache: Path, version: str, jobs: int = 2
) -> list[Any]:
    """Return `function(pages, row)` for every row, in order, from the cache where it was worked out before.

    `version` stands for all that the result depends on, as `digest_of_code` gives it. The function must be one of a
    module, so that worker processes find it.
    """
    folder = cache / f"{function.__module__}.{function.__name__}-{version}"
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / digest_of_rows([row]) for row in rows]
    missing = [(function, pages, row, path) for row, path in zip(rows, paths, strict=True) if not path.exists()]
    if missing:
        with Pool(jobs) as pool:
            for _ in pool.imap_unordered(_keep, missing, chunksize=8):
                pass
    return [pickle.loads(path.read_bytes()) for path in paths]


def _keep(job: tuple[Callable[[Path, Row], Any], Path, Row, Path]) -> None:
    function, pages, row, path = job
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(pickle.dumps(function(pages, row), protocol=5))
    unfinished.rename(path)


def training_arguments(description: str | None, output: Path) -> argparse.Namespace:
    """Return the command line of a script that trains on the models of all folds; `output` is where its model goes."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("folds", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=output)
    parser.add_argument("-j", "--jobs", type=int, default=2)
    return parser.parse_args()
