"""Bylines in Han and Hangul: what is around the names comes off, rows of names come apart."""

from __future__ import annotations

import pytest

from newsclean.metadata.authors.eastern import bare_byline, names_in_row, unbracketed
from newsclean.metadata.authors.names import clean_names, split_names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报记者 王海 尚 丹", ["王海", "尚丹"]),
        ("王 海", ["王海"]),
        ("周海洋 深圳", ["周海洋"]),
        ("王海 整理", ["王海"]),
        ("王保平 马海洋", ["王保平", "马海洋"]),
        ("王海 定军", ["王海", "定军"]),
        ("海港研究院 王海 李明", ["王海", "李明"]),
        ("海港研究院 王海、李明", ["王海", "李明"]),
        ("文睿", ["文睿"]),
        ("撰文：文睿", ["文睿"]),
        ("文 王海", ["王海"]),
        ("山田太郎", ["山田太郎"]),
        ("高橋 健", ["高橋 健"]),
    ],
)
def test_names_of_a_line(line: str, names: list[str]) -> None:
    assert split_names(line) == names


def test_what_is_around_comes_off() -> None:
    assert bare_byline("王海 北京 综合") == "王海"
    assert bare_byline("北京") == "北京"
    assert bare_byline("김하늘·이바다") == "김하늘、이바다"


def test_a_row_holds_names_alone() -> None:
    assert names_in_row(["王海", "定军"])
    assert not names_in_row(["王海"])
    assert not names_in_row(["王海", "来源"])
    assert not names_in_row(["王海", "北京"])


def test_label_in_brackets() -> None:
    assert unbracketed("【作者：王海】 (编辑：李明)") == "作者：王海 | (编辑：李明)"
    assert unbracketed("（作者：王海）") == "作者：王海"
    assert unbracketed("【海港日报 王海】 5日") == "【海港日报 王海】 5日"


def test_nobody_is_no_author() -> None:
    assert clean_names(["佚名"]) == ()
    assert clean_names(["本站"]) == ()
