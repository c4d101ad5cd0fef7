"""From LightGBM's models to the flat arrays that `newsclean.content.forest` reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

BASE_PARAMS = {
    "objective": "binary", "learning_rate": 0.1, "num_leaves": 31, "max_depth": 10, "min_data_in_leaf": 100,
    "feature_fraction": 0.3, "lambda_l2": 5, "max_bin": 63, "verbose": -1, "num_threads": 2, "seed": 1,
    "deterministic": True, "force_col_wise": True,
}  # fmt: skip


# Weights of the gold sets in training. The gold of modern takes in log-in forms and the like, that of altnews some
# notices; of gate no page is an article's.
SET_WEIGHTS = {"modern": 0.3, "altnews": 0.8, "gate": 0.02}
# A site's weight grows with the root of its number of pages: forty pages of one blog are not forty blogs.
SITE_POWER = 0.5
_PAGE_WEIGHT = 100.0


def page_weight(page: Mapping[str, Any], of_site: int) -> float:
    """Return what the weights of a page's blocks are multiplied by; `of_site` is the number of its site's pages."""
    share = _PAGE_WEIGHT / max(1e-9, page["weights"].sum())
    return float(share * of_site**-SITE_POWER * SET_WEIGHTS.get(page["set"], 1.0))


def flatten(*models: Any, factor: float = 1.0) -> dict[str, Any]:
    """Return the mean of LightGBM models, times `factor`, as the flat arrays that `write_model` takes."""
    share = factor / len(models)
    roots: list[int] = []
    feature: list[int] = []
    threshold: list[float | None] = []
    children: list[int] = []
    value: list[float] = []
    deepest = 0

    def add(node: dict[str, Any], depth: int) -> int:
        nonlocal deepest
        deepest = max(deepest, depth)
        number = len(feature)
        leaf = "leaf_value" in node
        feature.append(0 if leaf else node["split_feature"])
        threshold.append(None if leaf else float(f"{node['threshold']:.5g}"))
        value.append(float(f"{share * node['leaf_value']:.4g}") if leaf else 0)
        children.extend([number, number])
        if not leaf:
            children[2 * number] = add(node["left_child"], depth + 1)
            children[2 * number + 1] = add(node["right_child"], depth + 1)
        return number

    for tree in (tree for model in models for tree in model.dump_model()["tree_info"]):
        roots.append(add(tree["tree_structure"], 0))
    arrays = {"feature": feature, "threshold": threshold, "children": children, "value": value}
    return {"depth": deepest, "roots": roots, **arrays}
