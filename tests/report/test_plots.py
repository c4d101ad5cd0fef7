"""Charts: their columns, axes and labels."""

from __future__ import annotations

from typing import Any

from newsclean.report.plots import Column, columns, course, dates


def test_the_course_of_a_run_adds_up_in_its_columns() -> None:
    notes = [{"seconds": 10.0 * n, "pages": n * n, "rejects": n} for n in range(3, 200)]
    sessions: dict[str, Any] = {"resumed_at": None, "sessions": [], "profiles": {}}
    found = course({"timeline": notes, **sessions})
    assert found is not None
    titles = [column["title"] for column in found["plot"]["columns"]]
    assert len(titles) == 60
    counts = [title.partition(": ")[2].split()[::2] for title in titles]
    whole = [int(count.replace(",", "")) for pair in counts for count in pair]
    assert abs(sum(whole) - (199 * 199 - 9)) <= len(titles)
    names = [column["name"] for column in found["plot"]["columns"] if column["name"]]
    assert names == ["0", "5 min", "10 min", "15 min", "20 min", "25 min", "30 min"]
    assert course({"timeline": notes[:2], **sessions}) is None


def test_dates_are_shown_by_month_or_by_year() -> None:
    def names(months: dict[str, int]) -> list[str]:
        found = dates({"published_by_month": months})
        assert found is not None
        return [column["title"].partition(":")[0] for column in found["plot"]["columns"]]

    assert names({"2023-11": 1, "2024-02": 2, "unknown": 3}) == ["2023-11", "2023-12", "2024-01", "2024-02"]
    years = names({"1912-01": 5, "2024-02": 2})
    assert years[0] == "< 1985"
    assert years[-1] == "2024"
    assert len(years) == 41


def test_axes_end_at_round_numbers_above_the_highest_column() -> None:
    def axis(*heights: float) -> list[str]:
        plot = columns("x", [Column("", "", (height,)) for height in heights], ("usual",))
        return [line["name"] for line in plot["lines"]]

    assert axis(0) == ["0", "1"]
    assert axis(1, 1) == ["0", "1"]
    assert axis(7) == ["0", "5", "10"]
    assert axis(0.3) == ["0", "0.1", "0.2", "0.3"]
    assert axis(250_000) == ["0", "100,000", "200,000", "300,000"]
