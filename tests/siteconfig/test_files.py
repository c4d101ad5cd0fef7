"""Files of site configurations."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.configured import BOX, CONFIG, cleaned, configs

from newsclean import Cleaner
from newsclean.errors import UsageError
from newsclean.siteconfig.files import read_site_configs


def test_a_file_with_a_dot_is_for_all_hosts_of_a_domain(tmp_path: Path) -> None:
    folder = configs(tmp_path, **{".tide-and-times.example": "strip_id_or_class: deck-"})
    for host in ("tide-and-times.example", "a.b.tide-and-times.example"):
        assert BOX not in cleaned(Cleaner(site_configs=folder), url=f"https://{host}/1").text


def test_broken_lines_are_named_and_skipped(tmp_path: Path) -> None:
    broken = "body: //div[@class='tale'\nbody //p\nbdoy: //p\nbody:\ntitle: nonsense(//p)\nbody: //div[@class='tale']\n"
    folder = configs(tmp_path, **{"tide-and-times.example": broken, "b.example": CONFIG, "global": "strip: ///"})
    found = read_site_configs(str(folder))
    assert [line.partition(".txt:")[2].partition(":")[0] for line in found.problems] == ["1", "2", "3", "4", "5"]
    assert all("skipped" in line for line in found.problems)
    assert "the directive bdoy is unknown" in found.problems[2]
    assert list(found.notes())[-1].startswith("single_page_link and next_page_link (in 1 file) are ignored")
    assert cleaned(Cleaner(site_configs=folder)).method == "config"
    with pytest.raises(UsageError, match="No such file"):
        read_site_configs(str(tmp_path / "nowhere"))
    with pytest.raises(UsageError, match=r"no file like example\.com\.txt"):
        read_site_configs(str(tmp_path))
