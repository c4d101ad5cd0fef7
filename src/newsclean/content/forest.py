"""Learned models: forests of binary trees in a file that says what it was made for.

A model file is an npz of flat arrays and a header: the model's `version`, the digest of the pages that it was trained
on, and for each of its forests the names of the numbers that it asks for, in order. A forest whose names are not the
caller's is refused, so that a feature that moved is an error and not a silent wrong score.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

MODEL_VERSION = 1
_ARRAYS = ("roots", "feature", "threshold", "children", "value")
_MAX_ROWS = 2_000  # that are scored at once: a page may have very many, and each takes memory for every tree
_NODE_BITS = 20  # of the number of a node where it is packed with a feature and a threshold
_LOW = int(sys.byteorder == "big")  # where the low half of 64 bits is among its two halves
# Where model files are looked for before the package; `use_models` changes it.
_directory: list[Path] = []


class Forest:
    """A forest of binary trees as flat arrays: a leaf's threshold is infinite and it leads to itself."""

    def __init__(self, features: Sequence[str], depth: int, arrays: Mapping[str, Any]) -> None:
        import numpy as np

        self._np = np
        self.features = tuple(features)
        self.depth = depth
        self._compiled = _compiled_walk(len(self.features), depth, arrays)
        self._trees = len(arrays["roots"])
        if self._compiled is None:
            self._pack(arrays)

    def _pack(self, arrays: Mapping[str, Any]) -> None:
        """Renumber the nodes so that two children are neighbours, and pack what a step needs of a node in 64 bits.

        These are, from the highest: its feature, its left child, and the bits of its threshold.
        """
        np = self._np
        threshold, children = arrays["threshold"].astype(np.float32), arrays["children"].astype(np.int64).reshape(-1, 2)
        if len(threshold) > 1 << _NODE_BITS or len(self.features) > 1 << (31 - _NODE_BITS):
            raise ValueError(f"a forest of {len(threshold)} nodes and {len(self.features)} features is too large")
        is_leaf = np.isinf(threshold)
        levels = [arrays["roots"].astype(np.int64)]
        while (inner := levels[-1][~is_leaf[levels[-1]]]).size:
            levels.append(children[inner].ravel())
        order = np.concatenate(levels)
        numbers = np.zeros(len(threshold), dtype=np.int64)
        numbers[order] = np.arange(len(order))
        left = np.where(is_leaf[order], numbers[order], numbers[children[order, 0]])
        high = (arrays["feature"][order].astype(np.int64) << _NODE_BITS) | left
        self._packed = (high << 32) | threshold[order].view(np.uint32).astype(np.int64)
        self._value = arrays["value"].astype(np.float32)[order]

    def score(self, rows: Any) -> Any:
        """Return the sum of all trees for each row of an array (rows x features): log-odds."""
        np = self._np
        if len(rows) > _MAX_ROWS:
            parts = [rows[at : at + _MAX_ROWS] for at in range(0, len(rows), _MAX_ROWS)]
            return np.concatenate([self.score(part) for part in parts])
        rows = np.ascontiguousarray(rows, dtype=np.float32)
        if self._compiled is None:
            leaves = self._leaves(rows)
        else:
            leaves = np.empty((self._trees, len(rows)), dtype=np.float32)
            self._compiled(rows, leaves)
        # Tree by tree: sums of floats depend on their order.
        return leaves.sum(axis=0, dtype=np.float64)

    def _leaves(self, rows: Any) -> Any:
        """Return the values of the leaves in which the rows end, for each tree."""
        np = self._np
        # Row by row, as the numbers of a row are few and near, and as one flat array. All steps come from roots, so no
        # bounds are checked: of numpy's ways not to, "wrap" is the fastest.
        count, width = rows.shape
        values = rows.ravel()
        row = np.repeat(width * np.arange(count), self._trees)
        node = np.repeat(np.arange(self._trees)[None], count, axis=0).ravel()  # the roots are the first
        right = np.zeros(len(node), dtype=np.int64)
        is_right = right.view(np.bool_)[7 * _LOW :: 8]  # its lowest bytes: truth values need not be converted
        for _ in range(self.depth):
            packed = self._packed.take(node, mode="wrap")
            node = packed >> 32 + _NODE_BITS
            node += row
            np.greater(values.take(node, mode="wrap"), packed.view(np.float32)[_LOW::2], out=is_right)
            packed >>= 32
            packed &= (1 << _NODE_BITS) - 1
            packed += right
            node = packed
        return self._value.take(np.ascontiguousarray(node.reshape(count, self._trees).T))


def _compiled_walk(width: int, depth: int, arrays: Mapping[str, Any]) -> Callable[[Any, Any], None] | None:
    """Return what writes the leaves of rows to an array, by compiled code; None where the package has none.

    What it is given does not leave its arrays; numpy would check that at each step.
    """
    try:
        leaves = import_module("newsclean.content._trees").leaves
    except ImportError:
        return None
    import numpy as np

    nodes = len(arrays["feature"])
    roots, feature, children = (
        np.ascontiguousarray(arrays[name].ravel(), dtype=np.int32) for name in ("roots", "feature", "children")
    )
    threshold, value = (np.ascontiguousarray(arrays[name], dtype=np.float32) for name in ("threshold", "value"))
    steps = np.concatenate([roots, children])
    if steps.min() < 0 or steps.max() >= nodes or feature.min() < 0 or feature.max() >= width:
        raise ValueError("a forest whose nodes lead out of it: train the model anew")
    if not nodes == len(threshold) == len(value) == len(children) / 2:
        raise ValueError("a forest with arrays of different lengths: train the model anew")

    def walk(rows: Any, out: Any) -> None:
        if rows.shape[1] != width:
            raise ValueError(f"rows of {rows.shape[1]} numbers, not {width}")
        leaves(rows, width, depth, roots, feature, threshold, children, value, out)

    return walk


def use_models(directory: Path | None) -> None:
    """Take the model files of `directory`, where it has them, in the place of the package's; None: the package's.

    For benchmarks, which score each page with models that have not seen its site; holds for the whole process.
    """
    _directory[:] = [] if directory is None else [directory]
    load_model.cache_clear()


@cache
def load_model(package: str, name: str) -> dict[str, Forest]:
    """Return the forests of model file `name` of `package`, by their names."""
    import numpy as np

    places = [*_directory, Path(import_module(package).__path__[0])]
    path = next(place / name for place in places if place is places[-1] or (place / name).exists())
    with np.load(io.BytesIO(path.read_bytes())) as data:
        header = json.loads(data["header"].tobytes())
        if header["version"] != MODEL_VERSION:
            raise ValueError(f"{path}: a model of version {header['version']}, not {MODEL_VERSION}: train it anew")
        return {
            forest: Forest(about["features"], about["depth"], {key: data[f"{forest}.{key}"] for key in _ARRAYS})
            for forest, about in header["forests"].items()
        }


def checked(forest: Forest, features: Sequence[str], name: str) -> Forest:
    """Return `forest` if it asks for exactly these features; raise a ValueError that names the first difference."""
    if forest.features == tuple(features):
        return forest
    pairs = zip((*forest.features, None), (*features, None), strict=False)
    at, (theirs, ours) = next((i, pair) for i, pair in enumerate(pairs) if pair[0] != pair[1])
    raise ValueError(f"{name}: its feature {at} is {theirs}, this program's is {ours}: train the model anew")


def write_model(path: Path, forests: Mapping[str, tuple[Sequence[str], Mapping[str, Any]]], trained_on: str) -> None:
    """Write a model file: for each forest its features and its flat arrays with their `depth`."""
    import numpy as np

    about = {
        name: {"features": list(names), "depth": int(arrays["depth"])} for name, (names, arrays) in forests.items()
    }
    header = {"version": MODEL_VERSION, "trained_on": trained_on, "forests": about}
    out: dict[str, Any] = {"header": np.frombuffer(json.dumps(header).encode(), dtype=np.uint8)}
    for name, (_, arrays) in forests.items():
        nodes = len(arrays["feature"])
        out[f"{name}.roots"] = np.array(arrays["roots"], dtype=np.uint32)
        out[f"{name}.feature"] = np.array(arrays["feature"], dtype=np.uint16)
        out[f"{name}.threshold"] = np.array([np.inf if t is None else t for t in arrays["threshold"]], dtype=np.float32)
        out[f"{name}.children"] = np.array(arrays["children"], dtype=np.uint32 if nodes >= 2**16 else np.uint16)
        out[f"{name}.value"] = np.array(arrays["value"], dtype=np.float32)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **out)
    path.write_bytes(buffer.getvalue())
