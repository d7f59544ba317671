"""A record that is not there yet is added from the field that is to name it: on a record's page and in the inspector."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hsmonitor.ui.record.editor import LineEditor
from hsmonitor.ui.record.form import RecordForm
from hsmonitor.ui.record.new_record import NewRecord
from hsmonitor.ui.sheet.cell_editor import CellLine
from hsmonitor.ui.sheet.preview import Preview
from hsmonitor.ui.sheet.set_field import SetField
from hsmonitor.ui.widgets.card import Words
from tests.ui.conftest import Driver
from tests.ui.test_sheet import ALT, CONTROL, SHIFT, Key, at, newest, recorded
from tests.ui.test_while_writing import writing


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


def begun(desk: Driver) -> tuple[NewRecord, LineEditor]:
    """A new engagement, its project named; with the editor of its partner."""
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
    return new, partner


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
    _new, partner = begun(desk)
    desk.type("Hill Radio")
    choose_last(desk, partner)
    before = len(recorded(desk, "engagement"))
    desk.press(Key.Key_Return)
    assert len(recorded(desk, "engagement")) == before + 1
    assert "Hill Radio" in recorded(desk, "partner")
    desk.press((Key.Key_Z, CONTROL))
    assert "Hill Radio" not in recorded(desk, "partner")


def test_a_field_of_many_records_is_set_to_one_that_is_created_with_it(desk: Driver) -> None:
    sheet = desk.sheet("projects")
    funds = recorded(desk, "fund")
    at(sheet, 0, "title")
    desk.press((Key.Key_Down, SHIFT), (Key.Key_B, CONTROL | SHIFT))
    line = sheet.over.widget
    assert isinstance(line, SetField)
    line.choose("fund")
    assert isinstance(line.editor, LineEditor)
    desk.type("Rapid Response Facility")
    assert listed(line.editor) == ["Create new fund: Rapid Response Facility"]
    choose_last(desk, line.editor)
    desk.press(Key.Key_Return)
    preview = sheet.over.widget
    assert isinstance(preview, Preview)
    assert [cell.new for cell in preview.proposal.cells] == ["Rapid Response Facility"] * 2
    assert recorded(desk, "fund") == funds
    desk.press((Key.Key_Return, CONTROL))
    assert recorded(desk, "fund") == [*funds, "Rapid Response Facility"]
    keys = [str(sheet.model.key(row)) for row in range(2)]
    assert {desk.values("project", key)["fund"] for key in keys} == {desk.key("fund", "Rapid Response Facility")}
    desk.press((Key.Key_Z, CONTROL))
    assert recorded(desk, "fund") == funds


def test_a_name_that_many_records_are_to_have_and_nothing_has_is_refused(desk: Driver) -> None:
    sheet = desk.sheet("projects")
    at(sheet, 0, "title")
    desk.press((Key.Key_Down, SHIFT), (Key.Key_B, CONTROL | SHIFT))
    line = sheet.over.widget
    assert isinstance(line, SetField)
    line.choose("fund")
    assert isinstance(line.editor, LineEditor)
    desk.type("Rapid Response Facility")
    QTest.keyClick(line.editor.completer().popup(), Key.Key_Escape)
    desk.press(Key.Key_Return)
    preview = sheet.over.widget
    assert isinstance(preview, Preview)
    assert len(preview.proposal.refused) == 2
    assert preview.proposal.empty


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


def create(editor: LineEditor, name: str) -> None:
    """Type a name and choose the line that adds it, without waiting for what is under way."""
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, name)
    popup = editor.completer().popup()
    QTest.keyClick(popup, Key.Key_Up)
    QTest.keyClick(popup, Key.Key_Return)


def test_what_was_to_be_added_for_one_project_is_not_added_unasked_for_another(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    funds = recorded(desk, "fund")
    with writing(desk):
        create(into(desk, page.form, "fund"), "Rapid Response Facility")
        assert page.form.cells["fund"].wrong == "A larger change is still being written. Try again in a moment."
        egypt = desk.key("project", "Egypt")
        desk.session.open_record("project", egypt)
        desk.qtbot.waitUntil(lambda: page.view is not None and page.view.row.key == egypt)
    into(desk, page.form, "fund")
    desk.type("Rapid Response Facility")
    QTest.keyClick(page.form.cells["fund"].editor.completer().popup(), Key.Key_Escape)
    desk.press(Key.Key_Return)
    assert "There is no fund named" in page.form.cells["fund"].wrong
    assert recorded(desk, "fund") == funds


def test_the_last_of_several_is_completed_however_they_are_spaced(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    editor = into(desk, page.form, "countries")
    for words in ("Kenya;ugan", "Kenya;   ugan"):
        editor.selectAll()
        desk.type(words)
        assert listed(editor) == ["Uganda"]
        QTest.keyClick(editor.completer().popup(), Key.Key_Down)
        assert editor.text() == "Kenya; Uganda"
        QTest.keyClick(editor.completer().popup(), Key.Key_Escape)


def test_a_new_record_adds_only_what_is_named_since_it_was_asked_for(desk: Driver) -> None:
    new, partner = begun(desk)
    partners = recorded(desk, "partner")
    desk.type("Hill Radio")
    choose_last(desk, partner)
    for words in ("Valley Radio", "Hill Radio"):
        partner.selectAll()
        desk.type(words)
        QTest.keyClick(partner.completer().popup(), Key.Key_Escape)
    desk.press(Key.Key_Return)
    assert any("There is no partner named Hill Radio" in words.text() for words in new.findChildren(Words))
    assert recorded(desk, "partner") == partners


def two_of_one_name(desk: Driver) -> list[str]:
    """The keys of two persons who are both called Amina Diallo."""
    with desk.portfolio.transaction("Add") as transaction:
        keys = [transaction.create("person", {"name": "Amina Diallo"}) for _each in range(2)]
    desk.settle()
    return keys


def test_of_two_who_share_a_name_one_is_chosen_by_the_reference_behind_it(desk: Driver) -> None:
    keys = two_of_one_name(desk)
    page = desk.record("challenge", recorded(desk, "challenge")[0])
    editor = into(desk, page.form, "owner")
    desk.type("amina diallo")
    assert listed(editor) == [f"Amina Diallo ({desk.reference('person', key)})" for key in keys]
    choose_last(desk, editor)
    desk.press(Key.Key_Return)
    assert desk.values("challenge", page.key)["owner"] == keys[1]
    assert editor.text() == "Amina Diallo"


def test_only_where_nothing_is_called_so_the_list_is_said_to_create_it(desk: Driver) -> None:
    two_of_one_name(desk)
    sheet = desk.sheet("challenges")
    at(sheet, 0, "owner")
    desk.type("Amina Diallo")
    assert isinstance(sheet.table.editing.editor, CellLine)
    words = [str(line.data()) for line in sheet.table.editing.editor.list.list.lines()]
    assert words == ["Amina Diallo (PE-1)", "Amina Diallo (PE-2)"]
    desk.press(Key.Key_Return)
    held = sheet.model.held[sheet.model.key(0) or "", "owner"]
    assert held.wrong.startswith("More than one person is named Amina Diallo.")
    assert "Alt+Down" not in held.wrong
