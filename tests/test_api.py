"""The Python API: one page, many pages, a cleaner that travels."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import newsclean
from newsclean import Article, Cleaner, NewscleanError, Options, Page, Reason, Skip, clean, clean_many
from newsclean.output.formats import Layout

STORY = " ".join(["The ferry was late again, and nobody on the pier had brought a book or an umbrella."] * 6)


def html(n: int) -> str:
    return f"<html lang=en><title>Ferry {n} late</title><h1>Ferry {n} late</h1><p>{STORY} No. {n}.</p><p>{STORY}</p>"


def test_clean_takes_bytes_and_strings_alike() -> None:
    for page in (html(1), html(1).encode()):
        article = clean(page, url="https://news.example.org/a", fetched_at="2021-01-01T00:00:00Z")
        assert isinstance(article, Article)
        assert article.metadata.url == "https://news.example.org/a"
        assert article.fetched_at == "2021-01-01T00:00:00Z"
        assert article.text.startswith("The ferry was late")


def test_a_page_without_an_article_is_a_skip_with_a_reason() -> None:
    skip = clean(b"")
    assert isinstance(skip, Skip)
    assert skip.reason is Reason.EMPTY


def test_a_lone_surrogate_in_a_string_costs_nothing_else() -> None:
    article = clean(html(1) + "<p>And \ud800 more of " + STORY)
    assert isinstance(article, Article)
    Layout().render(article)


@pytest.mark.parametrize("jobs", [0, 2])
def test_clean_many_keeps_the_order(jobs: int) -> None:
    pages = [Page(f"p{n}", html(n).encode() if n % 3 else b"") for n in range(12)]
    results = list(clean_many(iter(pages), jobs=jobs))
    assert [r.source for r in results] == [p.source for p in pages]
    assert [isinstance(r, Skip) for r in results] == [n % 3 == 0 for n in range(12)]


def test_cleaners_and_what_they_give_pickle() -> None:
    cleaner = pickle.loads(pickle.dumps(Cleaner(Options(min_words=5))))
    result = cleaner.clean("<p>Only a few words in this one, but enough of them for a short item of news today.")
    assert pickle.loads(pickle.dumps(result)) == result


def test_articles_carry_their_cuts() -> None:
    article = Cleaner().clean(html(1) + "<p><a href=/m>Become a member of the Pier Post</a></p>")
    assert isinstance(article, Article)
    assert "membership" in {cut.kind for cut in article.cuts}
    assert article.to_dict(explain=True)["cuts"]


def test_the_package_and_the_main_process_of_a_run_load_nothing_heavy() -> None:
    code = (
        "import sys, newsclean, newsclean.learning.grow, newsclean.run.run;"
        "names = {m.split('.')[0] for m in sys.modules};"
        "print(sorted(names & {'trafilatura', 'langdetect', 'lxml', 'numpy', 'click'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_is_there() -> None:
    for name in newsclean.__all__:
        assert getattr(newsclean, name)


def test_options_are_checked_as_the_command_line_is() -> None:
    for wrong, message in (
        ({"keep": ["newslettr"]}, "did you mean newsletter"),
        ({"drop": "bio"}, "not a string"),
        ({"languages": ["Englsh"]}, "did you mean english"),
        ({"min_words": -1}, "from 0 on"),
        ({"latest": "yesterday"}, "ISO 8601"),
    ):
        with pytest.raises(NewscleanError, match=message):
            Options(**wrong)
    assert Options(keep=["bio", "ad"]) == Options(keep=frozenset({"ad", "bio"}))  # type: ignore[arg-type]


def test_clean_many_takes_plain_html_and_rules_and_sites_by_name(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        'language = "en"\n'
        '[[rule]]\nid = "en-pier-notice"\nkind = "ad"\nscope = "any"\npatterns = [\'^pier notice number\']\n'
        'max_chars = 80\nwhy = "A notice of the pier that stands in every page."\n'
        'drops = ["Pier notice number 4"]\nkeeps = ["The pier notice number was missing from the old plank."]\n'
    )
    story = "".join(f"<p>The boat of gate {n} came back with {n} crates of oranges and a letter.</p>" for n in range(9))
    pages = [html(1) + story + "<p>Pier notice number 12</p>" + story.replace("oranges", "lemons")]
    (with_rule,) = clean_many(pages, jobs=0, rules=[tmp_path / "own.toml"])
    (with_one,) = clean_many(pages, jobs=0, rules=str(tmp_path / "own.toml"))
    assert with_one == with_rule
    (without,) = clean_many(pages, jobs=0)
    assert isinstance(with_rule, Article)
    assert isinstance(without, Article)
    assert "en-pier-notice" in {cut.rule for cut in with_rule.cuts}
    assert "en-pier-notice" not in {cut.rule for cut in without.cuts}
    with pytest.raises(NewscleanError, match=r"nothing\.json"):
        Cleaner(sites=tmp_path / "nothing.json")


def test_values_show_themselves_in_a_line() -> None:
    article = clean(html(1))
    assert repr(article).startswith("<Article 'Ferry 1 late', ")
    assert "Cleaner: " in repr(Cleaner())
    assert repr(Page("a.html", b"12345")) == "<Page a.html, 5 bytes>"
    assert {"clean", "Options", "__version__"} <= set(dir(newsclean))
