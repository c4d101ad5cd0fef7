"""Train the model that tells words of names from words of sentences: src/newsclean/metadata/data/name_words.bin.

    pip install -e '.[train]'
    newsclean PAGES -o records.jsonl
    python benchmarks/train_names.py records.jsonl

Names are the given and family names of Faker's locales (MIT licence); words of sentences are those that the records'
texts write in lower case, and in German after an article, on two sites at least. Prints how well a model without a
fifth of the words tells them apart, then writes the one of all words.
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import pkgutil
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

import faker.providers.person as locales
import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from newsclean.metadata.names.name_words import MAX_WORD_CHARS, MODEL, MODEL_VERSION, RUNS, runs_of
from newsclean.metadata.phrases import DATA_DIR, phrase_words

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LATIN = re.compile(r"[a-z\u00df-\u024f'’-]{2,24}")
_BEHIND_ARTICLE = re.compile(
    r"\b(?:de[rnms]|die|das|eine?[nmrs]?|im|am|zu[mr]|ihre|seine|diese[rnms]?|keine|alle|viele|neuen?)\s+([^\W\d_]+)"
)
_MIN_SITES = 2  # that must have a word
_PENALTY = 2e-6
_KNOWN = 10  # locales that a name of our own list counts as


def read_names() -> Counter[str]:
    """Return the words of given and family names, with the number of locales that have each."""
    found: Counter[str] = Counter()
    for module in pkgutil.iter_modules(locales.__path__):
        provider = importlib.import_module(f"{locales.__name__}.{module.name}").Provider
        names: set[str] = set()
        for key in dir(provider):
            value = getattr(provider, key)
            if key.startswith(("first_name", "last_name")) and isinstance(value, Mapping | tuple | list | set):
                names.update(each if isinstance(each, str) else each[0] for each in value)
        found.update({word for name in names for word in _WORD.findall(name.casefold()) if _LATIN.fullmatch(word)})
    return found


def read_words(path: Path) -> dict[str, int]:
    """Return the words of sentences, with the number of sites that write each."""
    sites: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            site = record["site"] or record["source"]
            words = {word for word in _WORD.findall(record["text"]) if word.islower()}
            if record["language"] == "de":
                words.update(word.casefold() for word in _BEHIND_ARTICLE.findall(record["text"]))
            for word in words:
                sites[word].add(site)
    return {w: len(s) for w, s in sites.items() if len(s) >= _MIN_SITES and _LATIN.fullmatch(w)}


def fit(rows: Any, labels: Any, weights: Any) -> tuple[Any, float]:
    """Return the weights of the runs and the bias of a logistic regression."""
    weights = weights / weights.sum()

    def loss(at: Any) -> tuple[float, Any]:
        odds = rows @ at[:-1] + at[-1]
        error = weights * (1 / (1 + np.exp(-odds)) - labels)
        value = (weights * (np.logaddexp(0, odds) - labels * odds)).sum() + _PENALTY * (at[:-1] ** 2).sum() / 2
        return float(value), np.concatenate([rows.T @ error + _PENALTY * at[:-1], [error.sum()]])

    best = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return best[:-1], float(best[-1])


def as_rows(words: list[str], buckets: int) -> Any:
    """Return the words as rows of a sparse array, the runs of each as the model weighs them."""
    runs = [sorted(runs_of(word, buckets)) for word in words]
    ends = np.cumsum([0, *map(len, runs)])
    values = np.concatenate([np.full(len(row), 1 / math.sqrt(len(row)), np.float32) for row in runs])
    return csr_matrix((values, np.concatenate(runs), ends), shape=(len(words), buckets))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("records", type=Path)
    options.add_argument("--buckets", type=int, default=1 << 16)
    options.add_argument("-o", "--output", type=Path, default=DATA_DIR / MODEL)
    given = options.parse_args()
    names, plain = read_names(), read_words(given.records)
    names.update(dict.fromkeys(filter(_LATIN.fullmatch, phrase_words("given", "given")), _KNOWN))
    words = [word[:MAX_WORD_CHARS] for word in (*sorted(names), *sorted(plain))]
    labels = np.array([1.0] * len(names) + [0.0] * len(plain))
    weights = np.array(
        [1 + math.log(names[w]) / 2 for w in sorted(names)] + [1 + math.log(plain[w]) for w in sorted(plain)]
    )
    rows = as_rows(words, given.buckets)
    held = np.array([crc32(b"held " + word.encode()) % 5 == 0 for word in words])
    trained, bias = fit(rows[~held], labels[~held], weights[~held])
    right = ((rows[held] @ trained + bias > 0) == labels[held]).mean()
    print(f"{len(names)} words of names, {len(plain)} of sentences; of a fifth unseen {right:.3f} right")
    trained, bias = fit(rows, labels, weights)
    step = float(np.abs(trained).max()) / 127
    about = {
        "version": MODEL_VERSION, "runs": RUNS, "buckets": given.buckets, "step": float(f"{step:.6g}"),
        "bias": float(f"{bias:.6g}"), "trained_on": sha256("\n".join(words).encode()).hexdigest()[:16],
    }  # fmt: skip
    body = np.round(trained / step).astype(np.int8).tobytes()
    given.output.write_bytes(json.dumps(about).encode() + b"\n" + body)


if __name__ == "__main__":
    main()
