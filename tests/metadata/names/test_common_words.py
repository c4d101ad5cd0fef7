"""Names that are made up of the page's own words."""

from __future__ import annotations

from support.rule_pages import block

from newsclean.metadata.names.common_words import CommonWords

_WORDS = CommonWords([block("The lock gates were lifted."), block("See www.quillgates.example or ada-gates.")])


def test_words_of_the_text_make_no_name() -> None:
    assert _WORDS.make_up("Lock Gates")
    assert not _WORDS.make_up("Lock Quill")


def test_a_given_name_is_a_name_whatever_the_text_says() -> None:
    assert not CommonWords([block("mark the gates")]).make_up("Mark Gates")


def test_parts_of_urls_are_no_words() -> None:
    assert not _WORDS.make_up("Quillgates")


def test_a_line_in_lower_case_and_an_empty_one_are_not_asked() -> None:
    assert not _WORDS.make_up("lock gates")
    assert not _WORDS.make_up("")


def test_no_more_than_the_beginning_of_a_long_page_is_read() -> None:
    assert not CommonWords([block("x " * 40_000), block("lock gates")]).make_up("Lock Gates")


def test_scripts_without_case_tell_nothing() -> None:
    assert not CommonWords([block("सुनीता नदी तट")]).make_up("सुनीता")
