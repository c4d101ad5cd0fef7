"""Bylines and dates in elements that are named or marked for them."""

from __future__ import annotations

from newsclean.html.blocks import parse
from newsclean.metadata.elements import InlineRuns


def test_words_of_separate_elements_are_no_name_together() -> None:
    tree = parse("<div><a href=/people/ada>Ada Byron</a><span>Staff Writer</span><span>Share</span></div>")
    assert InlineRuns(tree).separate("Ada ByronStaff WriterShare") == "Ada Byron, Staff Writer, Share"
    assert InlineRuns(tree).separate("Ada McKay") == "Ada McKay"
