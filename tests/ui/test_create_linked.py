"""A record that is not there yet is added from the field that is to name it: on a record's page and in the inspector."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hsmonitor.ui.record.editor import LineEditor
from hsmonitor.ui.record.form import RecordForm
from hsmonitor.ui.record.new_record import NewRecord
from tests.ui.conftest import Driver
from tests.ui.test_sheet import ALT, CONTROL, Key, at, newest, recorded


def into(desk: Driver, form: RecordForm, name: str) -> LineEditor:
    editor = form.cells[name].editor
    assert isinstance(editor, LineEditor)
    editor.setFocus()
    editor.selectAll()
    return editor


def listed(editor: LineEditor) -> list[str]:
    completer = editor.completer()
    assert completer
    assert completer.popup().isVisible()
    model = completer.completionModel()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def choose_last(desk: Driver, editor: LineEditor) -> None:
    """Up from what is typed is the last line of the list."""
    popup = editor.completer().popup()
    QTest.keyClick(popup, Key.Key_Up)
    QTest.keyClick(popup, Key.Key_Return)
    desk.settle()


def test_a_fund_is_added_from_a_project_and_one_undo_takes_both_back(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    funds = recorded(desk, "fund")
    editor = into(desk, page.form, "fund")
    desk.type("Rapid Response Facility")
    assert listed(editor) == ["Create new fund: Rapid Response Facility"]
    choose_last(desk, editor)
    assert recorded(desk, "fund") == [*funds, "Rapid Response Facility"]
    assert editor.text() == "Rapid Response Facility"
    assert newest(desk) == "Change Fund of Kenya"
    assert not page.form.cells["fund"].wrong
    desk.press((Key.Key_Z, CONTROL))
    assert recorded(desk, "fund") == funds
    assert editor.text() == funds[0]


def test_a_name_that_is_not_known_says_where_it_can_be_added(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    editor = into(desk, page.form, "agency")
    desk.type("Lake Basin Office")
    QTest.keyClick(editor.completer().popup(), Key.Key_Escape)
    desk.press(Key.Key_Return)
    assert "Alt+Down opens the list, which can create it" in page.form.cells["agency"].wrong
    assert "Lake Basin Office" not in recorded(desk, "partner")
    desk.press((Key.Key_Down, ALT))
    assert listed(editor)[-1] == "Create new partner: Lake Basin Office"
    choose_last(desk, editor)
    assert "Lake Basin Office" in recorded(desk, "partner")
    assert not page.form.cells["agency"].wrong


def test_what_is_there_is_not_offered_to_be_created(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    editor = into(desk, page.form, "agency")
    desk.type("united nations children's fund")
    assert listed(editor) == ["United Nations Children's Fund"]


def test_the_last_of_several_is_completed_and_created_in_the_inspector(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    at(sheet, 0, "title")
    desk.qtbot.waitUntil(lambda: "affected_partners" in sheet.inspector.form.cells and not desk.session.desk.busy)
    editor = into(desk, sheet.inspector.form, "affected_partners")
    desk.type("World Health Organization; Hill Radio")
    assert listed(editor) == ["Create new partner: Hill Radio"]
    choose_last(desk, editor)
    assert editor.text() == "World Health Organization; Hill Radio"
    desk.press(Key.Key_End)
    desk.type("; international lab")
    assert listed(editor)[0] == "International Labour Organization"
    QTest.keyClick(editor.completer().popup(), Key.Key_Down)
    QTest.keyClick(editor.completer().popup(), Key.Key_Return)
    desk.press(Key.Key_Return)
    assert editor.text() == "Hill Radio; International Labour Organization; World Health Organization"
    names = desk.values("challenge", sheet.model.key(0) or "")["affected_partners"]
    assert len(names) == 3
    assert "Hill Radio" in recorded(desk, "partner")


def test_a_new_record_names_one_that_is_created_with_it(desk: Driver) -> None:
    sheet = desk.sheet("engagements")
    sheet.over.new_record()
    new = sheet.over.widget
    assert isinstance(new, NewRecord)
    project, partner = new.editors["project"], new.editors["partner"]
    assert isinstance(project, LineEditor)
    assert isinstance(partner, LineEditor)
    project.setFocus()
    desk.type("Kenya")
    QTest.keyClick(project.completer().popup(), Key.Key_Escape)
    partner.setFocus()
    desk.type("Hill Radio")
    choose_last(desk, partner)
    before = len(recorded(desk, "engagement"))
    desk.press(Key.Key_Return)
    assert len(recorded(desk, "engagement")) == before + 1
    assert "Hill Radio" in recorded(desk, "partner")
    desk.press((Key.Key_Z, CONTROL))
    assert "Hill Radio" not in recorded(desk, "partner")


def test_each_text_that_is_refused_is_selected_so_that_the_next_replaces_it(desk: Driver) -> None:
    page = desk.record("challenge", recorded(desk, "challenge")[0])
    editor = into(desk, page.form, "next_review")
    for text in ("never", "not soon", "later"):
        desk.type(text)
        desk.press(Key.Key_Return)
        assert QApplication.focusWidget() is editor
        assert (editor.text(), editor.selectedText()) == (text, text)
        assert page.form.cells["next_review"].wrong
    desk.press(Key.Key_Escape)
    assert editor.text() == ""
    assert not page.form.cells["next_review"].wrong
