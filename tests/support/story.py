"""A page with a menu, a story and a footer, for tests of what distinguishes them."""

from __future__ import annotations

STORY_LINE = "The keeper of the weir told the court that he had opened the gate twice that night."
_SECTIONS = ("Weather", "Letters", "Harbour", "Sports")
PAGE = (
    "<body><nav class=menu><ul>"
    + "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in _SECTIONS)
    + "</ul></nav><main><article class=story><h1>Keeper opens the weir</h1>"
    + "".join(f"<p>{STORY_LINE} Nobody had asked him, he said on day {n}.</p>" for n in range(8))
    + '</article></main><footer><a href="/imprint">Imprint</a></footer></body>'
)
