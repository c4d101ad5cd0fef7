"""A page of which some blocks are kept and others cut, for what explains pages."""

from __future__ import annotations

STORY = " ".join(
    ["The old harbour crane was sold to a museum for one coin and a promise to paint it every spring."] * 3
)


PAGE = f"""<html lang=en><head><title>Crane sold</title></head><body>
<nav><a href=/>Home</a></nav><article><h1>Crane sold</h1>
<p>{STORY} One.</p><p>{STORY} Two.</p><p><a href=/x>Become a member of the Harbour Paper</a></p>
<p>{STORY} Three \x1b[31mred\x1b[0m.</p></article></body></html>"""
