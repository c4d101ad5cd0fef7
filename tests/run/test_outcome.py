"""What comes of a page, and what is counted of it."""

from __future__ import annotations

from support.explained import PAGE

from newsclean.cleaning import clean
from newsclean.model import Article, Reason, Skip
from newsclean.options import Options
from newsclean.run.outcome import Outcome, as_outcome, count_article, count_record


def found() -> Article:
    result = clean(PAGE, url="https://a.example/1", options=Options(explain=True))
    assert isinstance(result, Article)
    return result


def test_a_record_that_was_written_counts_like_its_article() -> None:
    article = found()
    assert count_record(article.to_dict(explain=True)) == count_article(article)


def test_what_the_fields_left_out_is_unknown() -> None:
    counts = count_record({"source": "a"})
    assert (counts.site, counts.method, counts.words, counts.truncated, counts.known) == (None, "unknown", 0, False, ())
    assert counts.kinds == counts.rules == {}


def test_rules_and_kinds_are_counted_and_lines_to_read_are_short() -> None:
    article = found()
    counts = count_article(article)
    assert sum(counts.rules.values()) == sum(counts.kinds.values()) == sum(article.removed.values())
    assert counts.reading is not None
    assert article.text.startswith(counts.reading.first)
    assert article.text.endswith(counts.reading.last)
    assert max(map(len, (counts.reading.first, counts.reading.last))) <= 160


def test_a_skip_of_the_readers_is_an_outcome_too() -> None:
    skip = Skip("a", None, Reason.UNREADABLE, "gone")
    outcome = Outcome(b"{}", None, None)
    assert as_outcome(skip) == Outcome(None, skip, None)
    assert as_outcome(outcome) is outcome
