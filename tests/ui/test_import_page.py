"""The import page by keys: a workbook is looked at, conflicts are answered, what is wanted is taken in one step."""

import contextlib
import sqlite3
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from hsmonitor.exchange.outcome import RowState
from hsmonitor.reports import data_entry_report
from hsmonitor.ui.importing.page import ImportPage
from hsmonitor.ui.importing.panel import Answer
from tests.exchange import hostile
from tests.exchange.conftest import Sheet
from tests.exchange.test_any_sheet import badly_kept
from tests.ui.conftest import Driver

Key, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
WHO = "World Health Organization"


@pytest.fixture
def book(desk: Driver, tmp_path: Path) -> Path:
    """A workbook that came back with one row of each state among the partners."""
    path = tmp_path / "from kenya.xlsx"
    data_entry_report.write(desk.portfolio, path)
    with desk.portfolio.transaction("Here") as transaction:
        transaction.update("partner", desk.key("partner", WHO), {"website": "here.org"})
    workbook = openpyxl.load_workbook(path)
    sheet = Sheet(workbook["Partners"])
    sheet.set(WHO, "Website", "file.org")
    sheet.set("United Nations Population Fund", "Acronym", "FUND")
    sheet.set("International Labour Organization", "Type", "Guild")
    sheet.add(Name="New NGO")
    Sheet(workbook["Lessons"]).add(Lesson="Listen")
    workbook.save(path)
    return path


def looked_at(desk: Driver, book: Path) -> ImportPage:
    """Type the name of the file on the page, and wait for the preview."""
    page = desk.page("import")
    assert isinstance(page, ImportPage)
    page.choosing.line.setText(str(book))
    page.choosing.line.setFocus()
    desk.press(Key.Key_Return)
    return page


def states(page: ImportPage) -> list[str]:
    model = page.looking.model
    return [str(model.data(model.index(row, 1))) for row in range(model.rowCount())]


def test_a_file_is_looked_at_while_records_are_saved(desk: Driver, book: Path) -> None:
    page = desk.page("import")
    page.read(book)
    page.choosing.export_to(book.with_name("entry.xlsx"))
    assert desk.session.desk.making.busy
    desk.session.desk.create("project", {"title": "Wells"}, "Add project")
    desk.settle()
    assert states(page)[:2] == ["Conflict", "Refused"]
    assert book.with_name("entry.xlsx").exists()


def test_rows_are_shown_those_to_look_at_first_and_nothing_is_written(desk: Driver, book: Path) -> None:
    page = looked_at(desk, book)
    assert states(page)[:5] == ["Conflict", "Refused", "Changed", "New", "Unchanged"]
    assert page.looking.take.text() == "Import 3 rows"
    assert "1 conflict is waiting" in page.looking.foot.text()
    assert "Refused 1" in desk.window.status.rows.text()
    assert desk.sheet("partners").model.count == 15


def test_a_conflict_is_answered_by_one_key_and_all_is_one_undo(desk: Driver, book: Path) -> None:
    page = looked_at(desk, book)
    assert [(one.words, one.note) for one in page.looking.panel.findChildren(Answer)][1] == ("file.org", "in the file")
    desk.press(Key.Key_F, widget=page.looking.table)
    assert page.looking.take.text() == "Import 4 rows"
    desk.press((Key.Key_Return, CONTROL), widget=page.looking.table)
    assert desk.values("partner", desk.key("partner", WHO))["website"] == "file.org"
    assert desk.sheet("partners").model.count == 16
    assert "4 rows were imported." in desk.window.message.words.text()
    desk.session.desk.undo()
    desk.settle()
    assert desk.values("partner", desk.key("partner", WHO))["website"] == "here.org"
    assert desk.sheet("partners").model.count == 15


def test_keeping_what_is_here_leaves_the_row(desk: Driver, book: Path) -> None:
    page = looked_at(desk, book)
    desk.press(Key.Key_M, widget=page.looking.table)
    assert page.looking.take.text() == "Import 3 rows"
    assert page.looking.foot.text() == "Nothing is written yet."


def test_rows_can_be_left_out_and_states_looked_at_alone(desk: Driver, book: Path) -> None:
    page = looked_at(desk, book)
    page.looking.tabs.setCurrentIndex(4)
    assert states(page) == ["New"]
    desk.press(Key.Key_Space, widget=page.looking.table)
    assert page.looking.take.text() == "Import 2 rows"
    page.looking.tabs.setCurrentIndex(0)
    page.looking.table.setCurrentIndex(page.looking.model.index(4, 0))
    desk.press(Key.Key_N, widget=page.looking.table)
    assert page.looking.table.currentIndex().row() == 0
    page.looking.line.sheets.setCurrentIndex(page.looking.line.sheets.findData("Lessons"))
    assert states(page)[0] == "New"


def test_esc_drops_it_and_writes_nothing(desk: Driver, book: Path) -> None:
    page = looked_at(desk, book)
    before = desk.portfolio.next_undo()
    desk.press(Key.Key_Escape, widget=page.looking.table)
    assert page.choosing.isVisible()
    assert desk.portfolio.next_undo() == before


def test_refused_rows_are_saved_corrected_and_imported(desk: Driver, book: Path, tmp_path: Path) -> None:
    page = looked_at(desk, book)
    page.looking.saving.emit(tmp_path / "refused.xlsx")
    desk.settle()
    workbook = openpyxl.load_workbook(tmp_path / "refused.xlsx")
    sheet = Sheet(workbook["Partners"])
    assert sheet.sheet.max_row == 6
    assert "Guild is not one of" in sheet.get("International Labour Organization", "Why it is refused")
    sheet.set("International Labour Organization", "Type", "Multilateral")
    workbook.save(tmp_path / "refused.xlsx")
    desk.press(Key.Key_Escape, widget=page.looking.table)
    page = looked_at(desk, tmp_path / "refused.xlsx")
    assert [row.state for row in page.looking.model.rows] == [RowState.CHANGED]
    assert list(page.looking.model.rows[0].cells) == ["type"]


def test_a_hostile_file_is_told_and_the_page_stays(desk: Driver, tmp_path: Path) -> None:
    page = looked_at(desk, hostile.written(tmp_path, "book.xlsx", hostile.REFUSED["entities"][1]()))
    assert "declares entities" in desk.window.message.words.text()
    assert page.choosing.isVisible()


def test_the_workbook_for_colleagues_is_exported_from_here(desk: Driver, tmp_path: Path) -> None:
    page = desk.page("import")
    page.choosing.export_to(tmp_path / "out.xlsx")
    desk.settle()
    assert (tmp_path / "out.xlsx").stat().st_size > 10_000
    looked_at(desk, tmp_path / "out.xlsx")
    assert not page.looking.take.isEnabled()
    desk.press((Key.Key_Return, CONTROL), widget=page.looking.table)
    assert page.looking.isVisible()


def test_every_cell_is_painted_in_both_themes_and_directions(desk: Driver, book: Path) -> None:
    from hsmonitor.ui.theme.look import look

    page = looked_at(desk, book)
    for theme in ("dark", "light"):
        look().set_theme(theme)
        for direction in (Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight):
            desk.window.setLayoutDirection(direction)
            for row in range(5):
                page.looking.table.setCurrentIndex(page.looking.model.index(row, 0))
                assert not desk.window.grab().isNull()


def test_a_badly_kept_register_comes_in_by_keys_alone(desk: Driver, tmp_path: Path) -> None:
    page = looked_at(desk, badly_kept(tmp_path))
    assert page.matching.isVisible()
    fields = [box.currentText() for box in page.matching.columns.boxes]
    assert fields == ["Challenge", "Project", "Likelihood", "Impact", "Identified on", "Status", "(not read)"]
    box = page.matching.words.boxes["status", "Frozen"]
    box.setFocus()
    desk.press(*[Key.Key_Down] * 5, widget=box)
    assert box.currentText() == "Monitoring"
    page.matching.columns.boxes[1].setFocus()
    desk.press(Key.Key_Home, widget=page.matching.columns.boxes[1])
    assert page.matching.columns.boxes[1].currentText() == "(not read)"
    desk.press((Key.Key_Return, CONTROL), widget=page.matching.columns.boxes[1])
    assert states(page) == ["New", "New", "New", "New"]
    desk.press((Key.Key_Return, CONTROL), widget=page.looking.table)
    assert desk.values("challenge", desk.key("challenge", "Clinic strike"))["status"] == "monitoring"
    page = looked_at(desk, badly_kept(tmp_path))
    assert "remembered" in page.matching.foot.text()
    desk.press((Key.Key_Return, CONTROL), widget=page.matching.reading.kind)
    assert states(page) == ["Unchanged"] * 4
    desk.press(Key.Key_Escape, widget=page.looking.table)
    assert page.matching.isVisible()
    desk.press(Key.Key_Escape, widget=page.matching.reading.kind)
    assert page.choosing.isVisible()


def test_another_kind_and_order_of_days_can_be_chosen(desk: Driver, tmp_path: Path) -> None:
    path = hostile.written(
        tmp_path, "list.csv", b"Activity,Project,Start\nRun,Kenya,03/04/2013\nWalk,Kenya,05/06/2013\n"
    )
    page = looked_at(desk, path)
    assert "in two ways" in page.matching.foot.text()
    page.matching.reading.kind.setFocus()
    desk.press((Key.Key_Return, CONTROL), widget=page.matching.reading.kind)
    assert desk.window.focusWidget() is page.matching.reading.order, "the question is answered before it goes on"
    desk.press(Key.Key_Down, Key.Key_Down, widget=page.matching.reading.order)
    desk.press((Key.Key_Return, CONTROL), widget=page.matching.reading.order)
    assert page.looking.model.rows[0].cells["start"].value == "2013-03-04"
    desk.press(Key.Key_Escape, widget=page.looking.table)
    page.matching.reading.kind.setFocus()
    desk.press(Key.Key_Home, widget=page.matching.reading.kind)
    assert page.matching.match is not None
    assert page.matching.match.kind == "project"


def test_sheet_row_and_kind_are_chosen_by_keys(desk: Driver, tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.active.append(["Challenge", "Project"])
    workbook.active.append(["Wells", "Kenya"])
    other = workbook.create_sheet("Quién")
    for row in (["Lista", "2013"], ["Qué", "Dónde"], [None, "País"], ["Pozos", "Kenya"], ["Rutas", "Mexico"]):
        other.append(row)
    workbook.save(tmp_path / "dos.xlsx")
    page = looked_at(desk, tmp_path / "dos.xlsx")
    reading = page.matching.reading
    assert (reading.sheet.hasFocus(), reading.row.currentText()) == (True, "1: Challenge; Project")
    desk.press(Key.Key_Down)
    assert (reading.sheet.currentText(), reading.row.count()) == ("Quién", 4)
    reading.row.setFocus()
    desk.press(Key.Key_Down)
    assert reading.row.currentText() == "2: Qué; Dónde"
    assert page.matching.match is not None
    assert page.matching.match.row == 2
    reading.storeys.setFocus()
    desk.press(Key.Key_Down)
    assert [column.heading for column in page.matching.match.columns] == ["Lista: Qué", "2013: Dónde"]
    desk.press(Key.Key_Up)
    reading.kind.setFocus()
    desk.press(Key.Key_Home)
    assert page.matching.match.kind == "project"
    assert page.matching.columns is not None
    page.matching.columns.boxes[1].setFocus()
    desk.press(Key.Key_C, Key.Key_O, Key.Key_U)
    assert page.matching.columns.boxes[1].currentText() == "Countries"
    page.matching.columns.boxes[0].setFocus()
    desk.press(Key.Key_T, Key.Key_I)
    assert page.matching.columns.boxes[0].currentText() == "Title"
    reading.source.setFocus()
    desk.type("Census of 2013")
    desk.press((Key.Key_Return, CONTROL))
    assert states(page) == ["New", "New"]
    desk.press((Key.Key_Return, CONTROL))
    cited = desk.portfolio.connection.execute(
        "SELECT DISTINCT title FROM source JOIN citation ON citation.source = source.id WHERE citation.subject = ?",
        [f"project:{desk.key('project', 'Rutas')}"],
    )
    assert [row[0] for row in cited] == ["Census of 2013"]


def test_a_name_that_is_nearly_one_is_chosen_by_its_key(desk: Driver, tmp_path: Path) -> None:
    rows = b"Challenge;Project;Impact\nWells;Keny;4\nRoads;keny;9\nBridges;Nowhere;1\n"
    page = looked_at(desk, hostile.written(tmp_path, "risks.csv", rows))
    desk.press((Key.Key_Return, CONTROL))
    assert states(page) == ["Refused"] * 3
    desk.press(Key.Key_Space, Key.Key_1)
    assert states(page) == ["Refused", "Refused", "New"]
    assert {row.name: row.state for row in page.looking.model.rows}["Wells"] == RowState.NEW
    answers = page.looking.panel.findChildren(Answer)
    assert [one.words for one in answers] == [], "what is left to say of Roads is its impact"
    desk.press((Key.Key_Return, CONTROL))
    again = looked_at(desk, hostile.written(tmp_path, "risks.csv", rows))
    desk.press((Key.Key_Return, CONTROL))
    assert again.looking.model.rows[-1].state == RowState.UNCHANGED, "what Keny means was remembered"


def test_a_near_name_is_chosen_in_a_workbook_that_came_back_too(desk: Driver, book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    Sheet(workbook["Lessons"]).add(Lesson="Speak", Project="Keny")
    workbook.save(book)
    page = looked_at(desk, book)
    desk.press(Key.Key_F)
    page.looking.line.sheets.setCurrentIndex(page.looking.line.sheets.findData("Lessons"))
    page.looking.table.setFocus()
    assert states(page)[:2] == ["Refused", "New"]
    desk.press(Key.Key_1)
    assert states(page)[:2] == ["New", "New"]
    assert page.looking.line.sheets.currentData() == "Lessons"
    assert page.looking.take.text() == "Import 5 rows", "the conflict that was answered before stays answered"


def test_a_person_who_is_not_there_is_created_by_key(desk: Driver, tmp_path: Path) -> None:
    rows = b"Challenge;Owner;Impact\nWells;Amina Diallo;4\nRoads;amina diallo;3\n"
    page = looked_at(desk, hostile.written(tmp_path, "risks.csv", rows))
    desk.press((Key.Key_Return, CONTROL))
    assert states(page) == ["Refused"] * 2
    (answer,) = page.looking.panel.findChildren(Answer)
    assert answer.words == "Create new person: Amina Diallo"
    desk.press(Key.Key_1)
    assert states(page) == ["New", "New"]
    assert [new.name for new in page.looking.model.rows[0].created().values()] == ["Amina Diallo"]
    desk.press((Key.Key_Return, CONTROL))
    assert desk.key("person", "Amina Diallo")


def test_the_encoding_of_a_text_is_chosen_by_keys(desk: Driver, tmp_path: Path) -> None:
    rows = "Challenge;Project;Impact\nRéseau électrique;Kenya;4\n"
    page = looked_at(desk, hostile.written(tmp_path, "risks.csv", rows.encode("cp850")))
    reading = page.matching.reading
    assert reading.encoding.isVisible()
    assert reading.encoding.currentData() == "cp1252", "found by itself, and wrong"
    reading.encoding.setFocus()
    desk.press(Key.Key_Home, Key.Key_Return)
    assert desk.window.message.words.text().startswith("risks.csv: Line 2 is not written in utf-8")
    assert reading.encoding.currentData() == "cp1252", "what is shown is what the rows were read in"
    desk.press(Key.Key_End, Key.Key_Return)
    assert reading.encoding.currentData() == "cp850"
    assert reading.encoding.hasFocus()
    desk.press((Key.Key_Return, CONTROL))
    assert [row.name for row in page.looking.model.rows] == ["Réseau électrique"]


def test_a_workbook_tells_its_encoding_itself(desk: Driver, tmp_path: Path) -> None:
    page = looked_at(desk, badly_kept(tmp_path))
    assert page.matching.isVisible()
    assert not page.matching.reading.encoding.isVisible()


def type_name(desk: Driver, name: str) -> ImportPage:
    """Type the name of a file on the page, key by key, and wait for the preview."""
    page = desk.page("import")
    assert isinstance(page, ImportPage)
    page.choosing.line.setFocus()
    desk.type(name)
    desk.press(Key.Key_Return)
    return page


def test_undo_by_key_takes_the_import_back_right_after_it(desk: Driver, tmp_path: Path) -> None:
    rows = b"Challenge;Project;Impact\nWells;Kenya;4\n"
    page = type_name(desk, str(hostile.written(tmp_path, "risks.csv", rows)))
    before = desk.portfolio.next_undo()
    desk.press((Key.Key_Return, CONTROL))
    desk.press((Key.Key_Return, CONTROL))
    assert desk.key("challenge", "Wells")
    assert page.choosing.isVisible()
    desk.press((Key.Key_Z, CONTROL))
    assert page.choosing.line.text() == ""
    assert desk.portfolio.next_undo() == before


def test_what_is_typed_in_the_line_is_undone_there(desk: Driver) -> None:
    page = desk.page("import")
    before = desk.portfolio.next_undo()
    desk.type("risks")
    desk.press((Key.Key_Z, CONTROL))
    assert page.choosing.line.text() == ""
    assert desk.portfolio.next_undo() == before


def test_a_bare_name_is_found_in_the_documents_and_a_failed_try_is_forgotten(
    desk: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_documents_dir", lambda: str(tmp_path))
    type_name(desk, "nowhere.csv")
    assert desk.window.message.isVisible()
    hostile.written(tmp_path, "risks.csv", b"Challenge;Project\nWells;Kenya\n")
    page = type_name(desk, "risks.csv")
    assert page.matching.isVisible()
    assert not desk.window.message.isVisible()


def test_the_refused_rows_are_told_and_saved_after_the_import_by_keys(
    desk: Driver, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "refused.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    page = looked_at(desk, book)
    desk.press((Key.Key_Return, CONTROL), widget=page.looking.table)
    told = "3 rows were imported. 1 row was refused; save it to correct it."
    assert desk.window.message.words.text() == told
    desk.press(Key.Key_Space)
    sheet = Sheet(openpyxl.load_workbook(target)["Partners"])
    assert "Guild is not one of" in sheet.get("International Labour Organization", "Why it is refused")


def test_rows_that_are_being_taken_are_not_taken_twice(desk: Driver, book: Path) -> None:
    page = looked_at(desk, book)
    told: list[str] = []
    desk.session.desk.said.connect(lambda words, _kind: told.append(words))
    page.looking.accepted.emit()
    assert desk.session.desk.writing.busy
    page.looking.accepted.emit()
    assert "still being written" in told[-1]
    desk.settle()
    assert not [words for words in told if "already" in words]
    assert desk.sheet("partners").model.count == 16


def test_another_file_that_is_looked_at_meanwhile_stays(desk: Driver, book: Path, tmp_path: Path) -> None:
    page = looked_at(desk, book)
    other = hostile.written(tmp_path, "risks.csv", b"Challenge;Impact\nWells;4\n")
    with contextlib.closing(sqlite3.connect(desk.portfolio.path, isolation_level=None)) as somebody:
        somebody.execute("BEGIN IMMEDIATE")  # the rows cannot be written before this ends
        page.looking.accepted.emit()
        page.read(other)
        desk.qtbot.waitUntil(page.matching.isVisible, timeout=5_000)
        assert desk.session.desk.writing.busy
    desk.settle()
    assert desk.sheet("partners").model.count == 16
    desk.page("import")
    assert page.matching.isVisible()
