"""What a paste cannot take is saved as a workbook, corrected there, and brought in like any other."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from hsmonitor.exchange.outcome import RowState
from hsmonitor.ui.refused_rows import target_of_refused
from hsmonitor.ui.widgets.button import Button
from tests.exchange.conftest import Sheet
from tests.ui.conftest import Driver
from tests.ui.test_import_page import looked_at
from tests.ui.test_sheet import CONTROL, Key, at, paste, recorded

APPLY = (Key.Key_Return, CONTROL)


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that is chosen where one is asked for."""
    path = tmp_path / "refused.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))
    return path


def offered(desk: Driver) -> list[str]:
    """What can be done with the refused cells."""
    return [button.text() for button in buttons(desk)]


def buttons(desk: Driver) -> list[Button]:
    return [button for button in desk.window.message.findChildren(Button) if button.isVisible() and button.text()]


def save(desk: Driver) -> None:
    next(button for button in buttons(desk) if "workbook" in button.text()).setFocus()
    desk.press(Key.Key_Space)
    assert desk.window.message.words.text() == "refused.xlsx was made."


def test_refused_cells_are_saved_with_their_rows_corrected_and_imported(desk: Driver, target: Path) -> None:
    sheet = desk.sheet("partners")
    names = recorded(desk, "partner")
    last = desk.shown("partners", "name")[-1]
    at(sheet, sheet.model.count - 1, "name")
    paste(desk, f"Partner\tKind\tTown\n{last}\tguild\t\nHill Radio\tno such type\tGoma\nWater Board\tUN agency\t\n")
    desk.press(APPLY)
    assert "3 cells were refused" in desk.window.message.words.text()
    save(desk)
    workbook = openpyxl.load_workbook(target)
    rows = Sheet(workbook["Partners"])
    assert rows.sheet.max_row == 7
    assert rows.get(last, "Type") == "guild"
    assert "Type: guild is not one of" in rows.get(last, "Why it is refused")
    assert "Town (Goma): No field is called so" in rows.get("Hill Radio", "Why it is refused")
    for name in (last, "Hill Radio"):
        rows.set(name, "Type", "Multilateral")
    workbook.save(target)
    page = looked_at(desk, target)
    assert [(row.state, list(row.cells)) for row in page.looking.model.rows] == [(RowState.CHANGED, ["type"])] * 2
    desk.press(APPLY, widget=page.looking.table)
    assert recorded(desk, "partner") == [*names, "Hill Radio", "Water Board"]
    types = {desk.values("partner", desk.key("partner", name))["type"] for name in (last, "Hill Radio")}
    assert len(types) == 1


def test_a_row_that_was_not_added_is_saved_as_it_was_pasted(desk: Driver, target: Path) -> None:
    sheet = desk.sheet("challenges")
    before = recorded(desk, "challenge")
    at(sheet, sheet.model.count, "title")
    paste(desk, "Challenge\tProject\tLikelihood\nWells run dry\tAtlantis\t5\nRoads close\tKenya\t2\n")
    desk.press(APPLY)
    save(desk)
    workbook = openpyxl.load_workbook(target)
    rows = Sheet(workbook["Challenges"])
    assert rows.sheet.max_row == 6
    assert rows.get("Wells run dry", "Project") == "Atlantis"
    rows.set("Wells run dry", "Project", "Kenya")
    workbook.save(target)
    page = looked_at(desk, target)
    assert [row.state for row in page.looking.model.rows] == [RowState.NEW]
    desk.press(APPLY, widget=page.looking.table)
    assert recorded(desk, "challenge") == [*before, "Roads close", "Wells run dry"]
    assert desk.values("challenge", desk.key("challenge", "Wells run dry"))["likelihood"] == 5


def test_who_thinks_better_of_it_saves_nothing(desk: Driver, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: ("", ""))
    sheet = desk.sheet("partners")
    at(sheet, sheet.model.count, "name")
    paste(desk, "Partner\tKind\nHill Radio\tno such type\n")
    desk.press(APPLY)
    next(button for button in buttons(desk) if "workbook" in button.text()).setFocus()
    desk.press(Key.Key_Space)
    assert not target.exists()


def test_what_has_no_workbook_for_its_kind_can_be_copied(desk: Driver) -> None:
    sheet = desk.sheet("meetings")
    at(sheet, sheet.model.count, "name")
    paste(desk, "Name\tTown\nSteering committee\tGoma\n")
    desk.press(APPLY)
    assert offered(desk) == ["Copy what was refused"]


def test_copying_what_was_refused_says_so_and_can_go_on(desk: Driver, target: Path) -> None:
    sheet = desk.sheet("partners")
    at(sheet, sheet.model.count - 1, "name")
    paste(desk, "Partner\tKind\nHill Radio\tno such type\nLake Radio\tguild\n")
    desk.press(APPLY)
    before = offered(desk)
    next(button for button in buttons(desk) if "Copy" in button.text()).setFocus()
    desk.press(Key.Key_Space)
    assert "Hill Radio" not in QGuiApplication.clipboard().text()
    assert "no such type" in QGuiApplication.clipboard().text()
    assert desk.window.message.words.text().endswith("The refused cells are copied: paste them anywhere.")
    assert offered(desk) == before
    save(desk)


def test_refused_rows_of_a_text_are_offered_the_name_of_a_workbook(
    desk: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(_parent: object, _title: str, proposed: str, _kinds: str) -> tuple[str, str]:
        return proposed, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    target = target_of_refused(desk.window, "office.csv")
    assert target is not None
    assert target.name == "refused rows of office.xlsx"
