"""Model files: what is written is read again, and what does not fit is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from newsclean.content.forest import Forest, checked, load_model, use_models, write_model

# One tree: 1 where "size" is more than 10, else -1. Another: 0.5 where "links" is more than 0, else 0.
ARRAYS = {
    "roots": [0, 3],
    "feature": [0, 0, 0, 1, 0, 0],
    "threshold": [10.0, None, None, 0.0, None, None],
    "children": [1, 2, 1, 1, 2, 2, 4, 5, 4, 4, 5, 5],
    "value": [0.0, -1.0, 1.0, 0.0, 0.0, 0.5],
    "depth": 1,
}


@pytest.fixture(params=["numpy", "compiled"])
def models(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    if request.param == "compiled":
        pytest.importorskip("newsclean.content._trees", reason="built with NEWSCLEAN_COMPILE=1 alone")
    else:
        monkeypatch.setattr("newsclean.content.forest._compiled_walk", lambda *_: None)
    write_model(tmp_path / "some.npz", {"only": (("size", "links"), ARRAYS)}, "nothing")
    use_models(tmp_path)
    yield tmp_path
    use_models(None)


def test_a_forest_that_was_written_scores_as_it_did(models: Path) -> None:
    forest = load_model("newsclean.content", "some.npz")["only"]
    scores = forest.score(np.array([[10, 0], [11, 0], [11, 1]], dtype=np.float32))
    assert scores.tolist() == [-1.0, 1.0, 1.5]


def test_no_rows_have_no_scores(models: Path) -> None:
    assert load_model("newsclean.content", "some.npz")["only"].score(np.zeros((0, 2))).tolist() == []


def test_each_of_very_many_rows_has_the_score_that_it_has_alone(models: Path) -> None:
    forest = load_model("newsclean.content", "some.npz")["only"]
    rows = np.array([[number % 23, number % 3] for number in range(5_001)], dtype=np.float32)
    assert forest.score(rows).tolist() == [forest.score(rows[at : at + 1])[0] for at in range(len(rows))]


def test_compiled_code_and_numpy_find_the_same_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("newsclean.content._trees", reason="built with NEWSCLEAN_COMPILE=1 alone")
    compiled = load_model("newsclean.content", "classifier.npz")
    load_model.cache_clear()
    monkeypatch.setattr("newsclean.content.forest._compiled_walk", lambda *_: None)
    plain = load_model("newsclean.content", "classifier.npz")
    load_model.cache_clear()
    for name, forest in plain.items():
        for count in (1, 7, 8, 50):
            rows = np.random.default_rng(count).normal(0, 3, (count, len(forest.features))).astype(np.float32)
            rows[0, ::5] = np.nan
            assert forest.score(rows).tobytes() == compiled[name].score(rows).tobytes()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"children": [1, 2, 1, 1, 2, 2, 4, 6, 4, 4, 5, 5]}, "lead out of it"),
        ({"roots": [0, -1]}, "lead out of it"),
        ({"feature": [0, 0, 0, 2, 0, 0]}, "lead out of it"),
        ({"value": [0.0]}, "different lengths"),
    ],
)
def test_compiled_code_gets_no_forest_that_leads_out_of_its_arrays(wrong: dict[str, list[float]], message: str) -> None:
    pytest.importorskip("newsclean.content._trees", reason="built with NEWSCLEAN_COMPILE=1 alone")
    arrays = {
        name: np.array(values, dtype=float) for name, values in ({**ARRAYS, "threshold": [0] * 6} | wrong).items()
    }
    with pytest.raises(ValueError, match=message):
        Forest(("size", "links"), 1, arrays)


def test_a_forest_for_other_features_is_refused_by_name(models: Path) -> None:
    forest = load_model("newsclean.content", "some.npz")["only"]
    assert checked(forest, ("size", "links"), "some.npz") is forest
    with pytest.raises(ValueError, match=r"some.npz: its feature 1 is links, this program's is width"):
        checked(forest, ("size", "width"), "some.npz")
    with pytest.raises(ValueError, match=r"its feature 2 is None, this program's is width"):
        checked(forest, ("size", "links", "width"), "some.npz")


def test_a_file_of_another_version_is_refused(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsclean.content.forest.MODEL_VERSION", 2)
    with pytest.raises(ValueError, match="a model of version 1, not 2: train it anew"):
        load_model("newsclean.content", "some.npz")


def test_models_of_a_directory_come_before_the_packages_and_only_where_it_has_them(models: Path) -> None:
    assert "first" in load_model("newsclean.content", "classifier.npz")
    with pytest.raises(FileNotFoundError):
        load_model("newsclean.content", "none.npz")
    use_models(None)
    with pytest.raises(FileNotFoundError):
        load_model("newsclean.content", "some.npz")
