"""What a page offers for each field."""

from __future__ import annotations

import pytest
from support.metadata_pages import meta, resolved


@pytest.mark.parametrize("name", ["dd:published_time", "shop:article_publication-date", "cms.pubdate", "firstCreated"])
def test_names_that_vendors_make_up_are_read(name: str) -> None:
    assert resolved(meta(name, "2020-04-03T10:00:00Z")).published == "2020-04-03T10:00:00Z"
    assert resolved(meta("vendor:article_author_name", "Ada Byron")).authors == ("Ada Byron",)
    for other in ("lastpublished_time", "publisher", "republish-date"):
        assert resolved(meta(other, "2020-04-03T10:00:00Z")).origins.get("published") != other
