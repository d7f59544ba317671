"""Columns fit paper, and rows are as high as their text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.reports.columns import columns_of, reference_column
from hsmonitor.reports.widths import HIGHEST, PAGE, WIDEST_SHEET, fitted, lines_of, row_height


@pytest.mark.parametrize("kind", ["project", "partner", "challenge", "response", "lesson", "citation"])
def test_columns_of_a_sheet_fit_paper(kind: str) -> None:
    shown = [field for field in RECORDS[kind].fields.values() if field.in_table]
    columns = fitted([reference_column(), *(column for field in shown for column in columns_of(field))])
    assert PAGE - 1 <= sum(column.width for column in columns) <= WIDEST_SHEET * 1.07
    assert all(column.width >= max(map(len, column.heading.split())) for column in columns)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        ("Kenya", 1),
        ("one\ntwo\n\nfour", 4),
        ("word " * 20, 5),
        ("x" * 100, 5),
        ("\u4eba\u7684\u5b89\u5168" * 10, 4),
    ],
)
def test_lines_of_text(text: str, lines: int) -> None:
    assert lines_of(text.strip(), 20) == lines


@given(st.text(st.sampled_from("abc \n\u4eba"), max_size=300), st.floats(5, 90))
def test_more_room_needs_no_more_lines(text: str, width: float) -> None:
    assert lines_of(text, width) >= lines_of(text, width + 5) >= text.count("\n") + 1


def test_no_row_is_higher_than_excel_allows() -> None:
    assert row_height(10_000) == HIGHEST <= 409.5
