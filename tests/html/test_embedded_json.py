"""Pages that a script would draw: the story in the script's data."""

from __future__ import annotations

import json

import pytest

from newsclean import Article, Context, Page, clean_page
from newsclean.html.blocks import parse
from newsclean.html.embedded_json import scripted_blocks

STORY = "".join(
    f'<p class="t">The ferry to the "old" pier number {n} was late again on Monday, and the harbour master'
    f" said that he would ask the council for {n} more lamps before winter comes to the bay.</p>"
    for n in range(1, 7)
)


def page(script: str) -> str:
    return f"<html><head><title>Late ferries</title></head><body><div id=root></div>{script}</body></html>"


@pytest.mark.parametrize(
    "script",
    [
        f"<script>self.__f.push([1,{json.dumps(json.dumps({'body': STORY}))}])</script>",
        "<script type='application/json'>" + json.dumps({"a": [{"html": STORY}]}).replace("<", "\\u003c") + "</script>",
        f"<script>window.S = {json.dumps({'x': STORY}).replace('</p>', '<' + chr(92) + '/p>')}</script>",
    ],
    ids=["string in a string", "escaped markup", "escaped slash"],
)
def test_the_story_in_a_scripts_data_is_the_text(script: str, context: Context) -> None:
    result = clean_page(Page("a.html", page(script).encode()), context)
    assert isinstance(result, Article)
    assert result.text.count('The ferry to the "old" pier') == 6
    assert "\\" not in result.text


def test_scripts_without_a_story_give_nothing() -> None:
    assert scripted_blocks(parse(page('<script>var a = "</p>"; b = \'x\\"\'; c = "unclosed </p></script>'))) == (
        [],
        None,
    )


def test_a_string_without_end_takes_the_rest_of_the_script() -> None:
    """None of the escaped quotes in it begins another search to the end of the script."""
    endless = '"</p>' + '\\"' * 1_000_000
    blocks, _ = scripted_blocks(parse(page(f"<script>window.S = {json.dumps({'x': STORY})}; cut = {endless}</script>")))
    assert len(blocks) == 6
    assert scripted_blocks(parse(page(f"<script>cut = {endless}</script>"))) == ([], None)
