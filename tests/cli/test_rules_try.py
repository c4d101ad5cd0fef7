"""newsclean rules new and rules try."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from newsclean.cli.rules import check_file, command


def test_the_file_that_new_prints_is_sound_and_try_shows_what_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    made = CliRunner().invoke(command, ["new", "--site", "harbour-post.example"])
    file.write_text(made.output, encoding="utf-8")
    found, faults = check_file(file)
    assert faults == []
    assert {site for rule in found.rules for site in rule.sites} == {"harbour-post.example"}
    story = "<p>The council met on Monday, and nobody could find the minutes of the last meeting.</p>" * 3
    page = tmp_path / "page.html"
    page.write_text(
        f"<html><head><title>Council loses its minutes</title></head><body><h1>Council loses its minutes</h1>"
        "<p>By Bo Sand</p>"
        f"<div class=article-text>{story}<div class=promo><p>Another council, in another town, has kept its own"
        " minutes for three hundred years.</p></div>"
        "<p>They were found on Friday, under the cushion of the chair, and read aloud twice.</p></div>"
        "<p class=author-line>Ada Quill</p></body></html>"
    )
    done = CliRunner().invoke(command, ["try", str(file), str(page), "--url", "https://www.harbour-post.example/1"])
    assert "- Another council, in another town, has kept" in done.output
    assert "[related: any-site-promo]" in done.output
    assert "authors: Bo Sand → Ada Quill  (rule:any-site-author)" in done.output
    assert done.output.endswith("1 of 1 pages change\n")
    other = CliRunner().invoke(command, ["try", str(file), str(page)])
    assert "0 of 1 pages change" in other.output
    assert "its rules are for harbour-post.example: name the pages' site with --url" in other.output
