"""The reporter whom the dateline of a Chinese, Japanese or Korean text names."""

from __future__ import annotations

import pytest

from newsclean.html.blocks import parse, read_blocks
from newsclean.metadata.authors.reporters import named_reporters
from newsclean.metadata.landmarks import Landmarks


def _reporters(*lines: str) -> list[str]:
    blocks = read_blocks(parse("".join(f"<p>{line}</p>" for line in lines)))
    return named_reporters(blocks, Landmarks(-1, 0, len(blocks) - 1))


_END = "船主们说，水闸什么时候修好，还没有人知道。"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("海港日报 记者 王海 北京报道", ["王海"]),
        ("新华社海口2月5日电（记者王海山）5日，水闸拆除。", ["王海山"]),
        ("海经记者 王海山 李船 海经编辑 陈港", ["王海山", "李船"]),
        ("【港町＝海山花子】港の水門が月曜日に外された。", ["海山花子"]),
        ("김항구 기자 = 수문이 월요일에 철거됐다.", ["김항구"]),
    ],
)
def test_the_dateline_names_the_reporter(line: str, names: list[str]) -> None:
    assert _reporters(line, _END) == names


def test_the_last_line_may_name_the_reporter() -> None:
    assert _reporters(_END, "水闸拆除。（海港日报记者 王海山）") == ["王海山"]


@pytest.mark.parametrize(
    "line",
    [
        "记者从港口获悉，水闸拆除。",
        "王海对海港日报记者表示，水闸拆除。",
        "海港日报 记者 北京报道",
        "수문에 기자들이 모였다.",
    ],
)
def test_reporters_in_the_story_are_nobody(line: str) -> None:
    assert _reporters(line, _END) == []


def test_other_scripts_are_not_searched() -> None:
    assert _reporters("The ferry is back.", "（记者 王海）") == []
