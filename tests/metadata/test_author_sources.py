"""Sources of authors: what names them, and what a page's sections keep out."""

from __future__ import annotations

import pytest
from support.metadata_pages import meta, resolved


@pytest.mark.parametrize("label", ["Written by", "Verfasst von", "Escrito por", "Écrit par", "Geschreven door"])
def test_labelled_pairs_name_the_author(label: str) -> None:
    pair = meta("twitter:label1", label) + meta("twitter:data1", "Ada Byron")
    assert resolved(pair).authors == ("Ada Byron",)
    assert resolved(meta("twitter:label1", "Reading time") + meta("twitter:data1", "Ada Byron")).authors == ()
