"""What is copied here arrives in LibreOffice as the text it is: pasted there by its own keys, from the real clipboard."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Driver
from tests.ui.office import Office
from tests.ui.test_sheet import CONTROL, SHIFT, Key, at
from tests.ui.test_sheet_tools import add

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]  # beside others on one screen its keys are lost now and then

TEXTS = [
    "=1+1", '=HYPERLINK("x","y")', "+1", "-x", "@x", "00123", "1/2", "3-4", "1e5", "12345678901234567890", "12:30", "50%", "TRUE",
    "1,200.50", "plain words", "a <b> & c",
]  # fmt: skip


@pytest.fixture
def office(qapp: QApplication, display: str, tmp_path: Path) -> Iterator[Office]:
    """An empty workbook, open in LibreOffice."""
    book = tmp_path / "empty.xlsx"
    openpyxl.Workbook().save(book)
    program = Office(display, tmp_path / "office", book)
    yield program
    program.close()


def test_text_that_looks_like_something_else_arrives_as_text(office: Office, desk: Driver, tmp_path: Path) -> None:
    sheet = desk.sheet("partners")
    first = sheet.model.count
    add(desk, "partner", *({"name": text, "acronym": f"A{number}"} for number, text in enumerate(TEXTS)))
    add(desk, "partner", {"name": "With a note", "note": "two\nlines, and =1+1"})
    sheet.model.set_columns(["name", "acronym", "note"])
    at(sheet, first, "name")
    desk.press(
        *[(Key.Key_Down, SHIFT)] * len(TEXTS), (Key.Key_Right, SHIFT), (Key.Key_Right, SHIFT), (Key.Key_C, CONTROL)
    )
    office.paste()
    office.save()
    cells = list(openpyxl.load_workbook(tmp_path / "empty.xlsx").active.iter_rows(max_col=3))
    assert [name.value for name, _acronym, _note in cells] == [*TEXTS, "With a note"]
    assert {name.data_type for name, _acronym, _note in cells} == {"s"}
    assert [acronym.value for _name, acronym, _note in cells[:2]] == ["A0", "A1"]
    assert cells[-1][2].value == "two\nlines, and =1+1"
