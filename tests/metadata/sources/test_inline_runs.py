"""Words of inline elements that run on from each other."""

from newsclean.html.blocks import parse
from newsclean.metadata.sources.inline_runs import InlineRuns


def test_words_of_separate_elements_are_no_name_together() -> None:
    tree = parse("<div><a href=/people/ada>Ada Byron</a><span>Staff Writer</span><span>Share</span></div>")
    assert InlineRuns(tree).separate("Ada ByronStaff WriterShare") == "Ada Byron, Staff Writer, Share"
    assert InlineRuns(tree).separate("Ada McKay") == "Ada McKay"


def test_words_of_scripts_without_case_end_where_their_elements_do() -> None:
    tree = parse("<div><span>بقلم</span><a href=/1>ليلى حداد</a><span>مراسلة</span></div>")
    assert InlineRuns(tree).separate("بقلمليلى حدادمراسلة") == "بقلم, ليلى حداد, مراسلة"
    assert InlineRuns(parse("<p>ليلى حداد</p>")).separate("ليلى حداد") == "ليلى حداد"


def test_a_link_s_text_is_the_longest_that_the_line_has() -> None:
    runs = InlineRuns(parse("<a href=/ada>Ada</a><a href=/ada>Ada Byron</a><a href=/ada>Portrait</a>"))
    assert runs.link_text("/ada", "By Ada Byron, Marlow") == "Ada Byron"
    assert runs.link_text('/"ada', "Ada") is InlineRuns(None).link_text("/ada", "Ada") is None
