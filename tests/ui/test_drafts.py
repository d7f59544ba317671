"""Text that was typed and not saved: kept while it is typed, offered in its field after an unexpected end."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hsmonitor.store import drafts, sqlite
from hsmonitor.store.drafts import SELECTED, Place
from hsmonitor.store.session import open_portfolio
from hsmonitor.ui.drafts.page import KeptPage
from hsmonitor.ui.record.page import RecordPage
from hsmonitor.ui.review.meeting_form import MeetingForm
from hsmonitor.ui.sheet.page import SheetPage
from hsmonitor.ui.sheet.preview import Preview
from hsmonitor.ui.sheet.set_field import SetField
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Words
from tests.store.conftest import AMINA
from tests.store.test_drafts import type_and_die
from tests.ui.conftest import WAIT, Driver, Open, offered_in, related_list

ALT_K = (Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
ALT_SHIFT_K = (Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
CTRL_ENTER = (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def kept(desk: Driver) -> dict[tuple[str, str], str]:
    """What is in the file as drafts, by record and field."""
    rows = desk.portfolio.connection.execute("SELECT record, field, words FROM draft")
    return {(row[0], row[1]): row[2] for row in rows}


def wait_for(desk: Driver, words: list[str]) -> None:
    desk.qtbot.waitUntil(lambda: sorted(kept(desk).values()) == words, timeout=WAIT)


def key_of(path: Path, kind: str, name: str) -> str:
    with open_portfolio(path, author=AMINA) as portfolio:
        sql = f"SELECT id FROM {kind}_grid WHERE display = ?"
        return str(portfolio.connection.execute(sql, [name]).fetchone()[0])


def look(desk: Driver) -> None:
    """What the window does half a second after it has opened."""
    desk.session.desk.drafts.look()
    desk.settle()


def offered(page: RecordPage, field: str) -> str:
    assert page.form
    (words,) = offered_in(page.form.cells[field])
    return words


# Typing


def test_what_is_typed_in_a_field_is_kept_until_it_is_saved(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    assert page.form
    page.form.cells["title"].editor.setFocus()
    desk.type("Wells")
    wait_for(desk, ["Wells"])
    assert kept(desk) == {(page.key, "title"): "Wells"}
    desk.qtbot.waitUntil(lambda: desk.window.status.draft.isVisible(), timeout=WAIT)
    desk.press(Qt.Key.Key_Return)
    wait_for(desk, [])
    assert desk.window.status.saved.text().startswith("All changes saved")


def test_escape_forgets_what_was_typed(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    assert page.form
    page.form.cells["title"].editor.setFocus()
    desk.type("Wells")
    wait_for(desk, ["Wells"])
    desk.press(Qt.Key.Key_Escape)
    wait_for(desk, [])
    assert not desk.window.status.draft.isVisible()


def test_what_cannot_be_taken_is_kept_and_offered_after_a_restart(desk: Driver, open_desk: Open, file: Path) -> None:
    page = desk.record("project", "Kenya")
    assert page.form
    page.form.cells["start"].editor.setFocus()
    desk.type("soonish")
    desk.press(Qt.Key.Key_Return)
    assert page.form.cells["start"].wrong
    wait_for(desk, ["soonish"])
    desk.session.close()
    again = open_desk(file)
    look(again)
    assert "“soonish”" in offered(again.record("project", "Kenya"), "start")


def test_a_form_that_goes_away_leaves_its_text_on_offer(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    assert page.form
    page.form.cells["start"].editor.setFocus()
    desk.type("soonish")
    desk.press(Qt.Key.Key_Return)
    partner = desk.portfolio.connection.execute("SELECT display FROM partner_grid").fetchone()[0]
    desk.record("partner", partner)
    desk.qtbot.waitUntil(lambda: len(desk.session.desk.drafts.waiting) == 1, timeout=WAIT)
    assert "soonish" in offered(desk.record("project", "Kenya"), "start")


def test_what_is_typed_in_a_cell_is_kept_until_it_is_saved(desk: Driver) -> None:
    sheet = desk.sheet("projects")
    sheet.table.go(0, sheet.model.columns.index("title"))
    desk.type("Wells")
    wait_for(desk, ["Wells"])
    desk.press(Qt.Key.Key_Return)
    wait_for(desk, [])
    sheet.table.go(1, sheet.model.columns.index("title"))
    desk.type("Dams")
    wait_for(desk, ["Dams"])
    desk.press(Qt.Key.Key_Escape)
    wait_for(desk, [])


def test_a_text_to_correct_in_a_cell_is_kept_until_it_is_given_up(desk: Driver) -> None:
    sheet = desk.sheet("projects")
    sheet.table.go(0, sheet.model.columns.index("start"))
    desk.type("soonish")
    desk.press(Qt.Key.Key_Return)
    assert sheet.model.held
    wait_for(desk, ["soonish"])
    desk.press(Qt.Key.Key_F2, Qt.Key.Key_Escape)
    wait_for(desk, [])


def test_filling_a_selection_forgets_the_draft_and_a_refusal_offers_it(desk: Driver) -> None:
    sheet = desk.sheet("projects")
    column = sheet.model.columns.index("start")
    sheet.table.go(0, column)
    QTest.keyClick(sheet.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    desk.type("May 2013")
    wait_for(desk, ["May 2013"])
    desk.press(CTRL_ENTER)
    wait_for(desk, [])
    desk.type("soonish")
    wait_for(desk, ["soonish"])
    desk.press(CTRL_ENTER)
    desk.qtbot.waitUntil(lambda: len(desk.session.desk.drafts.waiting) == 1, timeout=WAIT)


def test_the_ready_line_is_kept_until_its_record_is_there(empty_desk: Driver) -> None:
    sheet = empty_desk.sheet("responses")
    empty_desk.press((Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier))
    empty_desk.type("Train")
    empty_desk.press(Qt.Key.Key_Tab)
    wait_for(empty_desk, ["Train"])
    sheet.table.go(sheet.model.count, 0)
    empty_desk.press(Qt.Key.Key_F2)
    empty_desk.type("ing")
    wait_for(empty_desk, ["Training"])
    empty_desk.press(Qt.Key.Key_Escape)
    wait_for(empty_desk, ["Train"])
    empty_desk.press(Qt.Key.Key_Delete)
    wait_for(empty_desk, [])


# After an unexpected end


def test_a_text_is_offered_beside_its_field_and_taken_by_keyboard(open_desk: Open, file: Path) -> None:
    key = key_of(file, "project", "Kenya")
    type_and_die(file, Place("project", key, "title"), "Wells in Turkana")
    desk = open_desk(file)
    page = desk.record("project", "Kenya")
    look(desk)
    assert offered(page, "title").startswith("Kept from ")
    assert page.form
    editor = page.form.cells["title"].editor
    before = desk.values("project", key).get("title")
    editor.setFocus()
    desk.press(ALT_K)
    assert editor.words() == "Wells in Turkana"
    assert not page.form.cells["title"].draft.isVisible()
    assert desk.values("project", key).get("title") == before  # nothing is saved by itself
    desk.press(Qt.Key.Key_Return)
    assert desk.values("project", key)["title"] == "Wells in Turkana"
    wait_for(desk, [])


def test_a_long_text_that_is_taken_can_be_given_back(open_desk: Open, file: Path) -> None:
    key = key_of(file, "project", "Kenya")
    type_and_die(file, Place("project", key, "summary"), "Deep wells\nin Turkana")
    desk = open_desk(file)
    page = desk.record("project", "Kenya")
    look(desk)
    assert page.form
    cell = page.form.cells["summary"]
    old = cell.editor.words()
    cell.editor.setFocus()
    desk.press(ALT_K)
    assert cell.editor.words() == "Deep wells\nin Turkana"
    desk.press(Qt.Key.Key_Escape)
    assert cell.editor.words() == old
    wait_for(desk, [])


def test_a_text_can_be_discarded(open_desk: Open, file: Path) -> None:
    key = key_of(file, "project", "Kenya")
    type_and_die(file, Place("project", key, "title"), "Wells")
    desk = open_desk(file)
    page = desk.record("project", "Kenya")
    look(desk)
    assert page.form
    page.form.cells["title"].editor.setFocus()
    desk.press(ALT_SHIFT_K)
    assert not page.form.cells["title"].draft.isVisible()
    wait_for(desk, [])


def test_an_offer_says_who_changed_the_field_meanwhile(desk: Driver, open_desk: Open, file: Path) -> None:
    key = desk.key("project", "Kenya")
    page = desk.record("project", "Kenya")
    type_and_die(file, Place("project", key, "title"), "Wells")
    look(desk)
    with desk.portfolio.transaction("Rename") as transaction:
        transaction.update("project", key, {"title": "Boreholes"})
    desk.settle()
    assert "Amina has changed the field since; it says now: “Boreholes”" in offered(page, "title")


def test_a_cell_offers_its_text_and_f8_goes_there(open_desk: Open, file: Path) -> None:
    key = key_of(file, "project", "Kenya")
    type_and_die(file, Place("project", key, "title"), "Wells")
    desk = open_desk(file)
    sheet = desk.sheet("projects")
    look(desk)
    sheet.table.go(0, 0)
    desk.press(Qt.Key.Key_F8)
    assert sheet.model.key(sheet.table.currentIndex().row()) == key
    assert offered_in(sheet)
    assert sheet.model.is_kept(sheet.table.currentIndex())
    desk.press(ALT_K)
    assert sheet.table.editing.editor
    assert sheet.table.editing.editor.words() == "Wells"
    assert not offered_in(sheet)
    desk.press(Qt.Key.Key_Return)
    assert desk.values("project", key)["title"] == "Wells"
    wait_for(desk, [])


def test_nothing_is_offered_on_an_earlier_day_and_nothing_is_lost_by_it(open_desk: Open, file: Path) -> None:
    type_and_die(file, Place("project", key_of(file, "project", "Kenya"), "title"), "Wells")
    desk = open_desk(file)
    sheet = desk.sheet("projects")
    look(desk)
    desk.press(Qt.Key.Key_F8)
    assert offered_in(sheet)
    desk.portfolio.looking_back = True
    sheet.table.editing.kept.show()
    assert not offered_in(sheet)
    desk.press(ALT_K, ALT_SHIFT_K)
    desk.portfolio.looking_back = False
    look(desk)
    assert [one.draft.words for one in desk.session.desk.drafts.waiting] == ["Wells"]


def test_a_cell_discards_its_text(open_desk: Open, file: Path) -> None:
    type_and_die(file, Place("project", key_of(file, "project", "Kenya"), "title"), "Wells")
    desk = open_desk(file)
    sheet = desk.sheet("projects")
    look(desk)
    desk.press(Qt.Key.Key_F8, ALT_SHIFT_K)
    assert not offered_in(sheet)
    wait_for(desk, [])


def test_the_ready_line_gets_back_all_that_was_begun(open_desk: Open, file: Path) -> None:
    type_and_die(file, Place("response", "", "title"), "Train the teachers")
    type_and_die(file, Place("response", "", "due"), "May 2014")
    desk = open_desk(file)
    sheet = desk.sheet("responses")
    look(desk)
    sheet.table.go(sheet.model.count, 0)
    (words,) = offered_in(sheet)
    assert "“Train the teachers”" in words
    assert "“May 2014”" in words
    desk.press(ALT_K)
    assert sheet.model.begun == {"title": "Train the teachers"}
    assert sheet.table.editing.editor
    assert sheet.table.editing.editor.words() == "May 2014"
    wait_for(desk, ["May 2014", "Train the teachers"])


def test_a_new_record_on_a_page_offers_what_was_typed_for_it(open_desk: Open, file: Path) -> None:
    key = key_of(file, "project", "Kenya")
    type_and_die(file, Place("challenge", f"project:{key}", "title"), "Drought")
    desk = open_desk(file)
    look(desk)
    page = desk.page("kept")
    assert isinstance(page, KeptPage)
    go, copy, _discard = page.findChildren(Button)
    copy.click()
    assert QApplication.clipboard().text() == "Drought"
    go.click()
    desk.settle()
    record = desk.window.page_widget("record")
    assert isinstance(record, RecordPage)
    card = related_list(record, "challenge")
    (words,) = offered_in(record)
    assert "“Drought”" in words
    desk.qtbot.waitUntil(card.table.hasFocus)
    desk.press(ALT_K)
    assert card.table.editing.editor.words() == "Drought"
    desk.press(Qt.Key.Key_Return)
    assert desk.key("challenge", "Drought")
    wait_for(desk, [])


def test_giving_up_a_new_record_forgets_its_text(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    page.begin("challenge", "project")
    desk.settle()
    desk.type("Drought")
    wait_for(desk, ["Drought"])
    desk.press(Qt.Key.Key_Escape)
    wait_for(desk, [])


def test_what_is_typed_for_a_meeting_is_kept_and_offered_in_its_form(open_desk: Open, file: Path) -> None:
    type_and_die(file, Place("meeting", "", "name"), "June round")
    desk = open_desk(file)
    look(desk)
    desk.window.open_page("review")
    desk.settle()
    desk.session.reviewing.page.start.begin_meeting()
    form = desk.window.findChild(MeetingForm)
    assert form
    form.editors["name"].setFocus()
    desk.press(ALT_K)
    assert form.editors["name"].words() == "June round"
    form.editors["attendees"].setFocus()
    desk.type("Amina")
    wait_for(desk, ["Amina", "June round"])
    desk.press(Qt.Key.Key_Escape)
    wait_for(desk, [])


def test_what_is_to_be_set_in_several_records_is_kept_until_it_is_written(open_desk: Open, file: Path) -> None:
    type_and_die(file, Place("project", SELECTED, "target_groups"), "herders")
    desk = open_desk(file)
    look(desk)
    page = desk.page("kept")
    assert isinstance(page, KeptPage)
    assert "Set a field of several projects: Target groups" in [one.text() for one in page.findChildren(Words)]
    page.findChildren(Button)[0].click()
    desk.settle()
    line = desk.window.findChild(SetField)
    assert line
    assert line.editor
    assert line.fields.currentData() == "target_groups"
    desk.press(ALT_K)
    assert line.editor.words() == "herders"
    wait_for(desk, ["herders"])
    line.look_at.click()
    desk.settle()
    preview = desk.window.findChild(Preview)
    assert preview
    wait_for(desk, ["herders"])
    preview.apply.click()
    wait_for(desk, [])


def test_the_name_of_a_view_is_kept_until_it_is_saved(open_desk: Open, file: Path) -> None:
    type_and_die(file, Place("saved_view", "sheet:project", "name"), "Begun")
    desk = open_desk(file)
    look(desk)
    page = desk.page("kept")
    assert isinstance(page, KeptPage)
    page.findChildren(Button)[0].click()
    desk.settle()
    sheet = desk.sheet("projects")
    sheet.bar.save_view.click()
    desk.press(ALT_K)
    desk.type(" here")
    wait_for(desk, ["Begun here"])
    sheet.table.setFocus()
    desk.qtbot.waitUntil(lambda: len(desk.session.desk.drafts.waiting) == 1, timeout=WAIT)
    sheet.bar.save_view.click()
    desk.press(ALT_K, Qt.Key.Key_Return)
    wait_for(desk, [])
    assert desk.key("saved_view", "Begun here")


def test_the_page_of_kept_texts_lists_even_what_has_no_place_any_more(open_desk: Open, file: Path) -> None:
    key = key_of(file, "project", "Kenya")
    other = key_of(file, "project", "Thailand")
    type_and_die(file, Place("project", key, "title"), "Wells")
    type_and_die(file, Place("project", other, "title"), "Dams")
    desk = open_desk(file)
    with desk.portfolio.transaction("Delete") as transaction:
        transaction.delete("project", key)
    desk.qtbot.waitUntil(lambda: desk.window.message.isVisible(), timeout=WAIT)
    assert desk.window.message.words.text().startswith("2 texts were typed and not saved.")
    page = desk.page("kept")
    words = [one.text() for one in page.findChildren(type(page.title))]
    assert "Kenya: Title" in words
    assert "The record has been deleted since." in words
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.page == "overview"
    desk.page("kept")
    thailand = next(one for one in page.findChildren(Button) if one.accessibleName() == "Go there: Thailand: Title")
    thailand.click()
    desk.settle()
    record = desk.window.page_widget("record")
    assert isinstance(record, RecordPage)
    assert record.key == other
    desk.press(ALT_K, Qt.Key.Key_Return)  # the keyboard is in the field
    assert desk.values("project", other)["title"] == "Dams"
    page = desk.page("kept")
    discards = [one for one in page.findChildren(Button) if one.accessibleName().startswith("Discard")]
    assert len(discards) == 1
    discards[0].click()
    wait_for(desk, [])
    assert "all that was typed is saved" in page.note.text()


def test_a_text_for_the_ready_line_is_gone_to_from_the_page(open_desk: Open, file: Path) -> None:
    type_and_die(file, Place("partner", "", "name"), "UNESCO")
    desk = open_desk(file)
    look(desk)
    page = desk.page("kept")
    next(one for one in page.findChildren(Button) if one.text() == "Go there").click()
    desk.settle()
    sheet = desk.window.page_widget("partners")
    assert isinstance(sheet, SheetPage)
    assert sheet.table.currentIndex().row() == sheet.model.count


def test_a_locked_file_is_written_to_when_it_is_free(desk: Driver) -> None:
    blocker = sqlite.connect(desk.portfolio.path)
    blocker.execute("BEGIN IMMEDIATE")
    desk.session.desk.drafts.note(Place("project", "", "title"), "Wells")
    desk.qtbot.wait(700)
    assert kept(desk) == {}
    blocker.execute("ROLLBACK")
    blocker.close()
    wait_for(desk, ["Wells"])


# The unclean end


def test_after_an_unclean_end_the_portfolio_is_checked_and_said_to_be_sound(open_desk: Open, file: Path) -> None:
    type_and_die(file, Place("project", "", "title"), "Wells")
    desk = open_desk(file)
    said = desk.window.message.words
    desk.qtbot.waitUntil(lambda: "did not end properly" in said.text(), timeout=WAIT)
    assert "it is sound. 1 text was typed" in said.text()
    desk.session.close()
    again = open_desk(file)
    look(again)
    again.qtbot.wait(3_600)
    assert "did not end properly" not in again.window.message.words.text()


def test_damage_after_an_unclean_end_leads_to_the_backups(open_desk: Open, file: Path) -> None:
    type_and_die(file, Place("project", "", "title"), "Wells")
    connection = sqlite.connect(file)
    connection.execute("PRAGMA foreign_keys = OFF")
    columns = "id, reference, revision, created_at, changed_at, title, challenge"
    connection.execute(f"INSERT INTO response ({columns}) VALUES ('r', 'R-99', 1, '', '', 'Train', 'none')")
    connection.close()
    desk = open_desk(file)
    message = desk.window.message
    desk.qtbot.waitUntil(lambda: "Bring back a backup" in message.words.text(), timeout=WAIT)
    assert "links to one of challenge that does not exist" in message.words.text()
    assert any(button.text() == "Backups" for button in message.findChildren(Button))


def test_two_programs_on_one_file_do_not_take_each_others_texts(desk: Driver, file: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from hsmonitor.store import drafts;"
        "from hsmonitor.store.author import Author; from hsmonitor.store.session import open_portfolio\n"
        "p = open_portfolio(Path(sys.argv[1]), author=Author('Amina', 'laptop'))\n"
        "print([one.draft.words for one in drafts.waiting(p.connection, p.author)]); p.close()"
    )
    page = desk.record("project", "Kenya")
    assert page.form
    page.form.cells["title"].editor.setFocus()
    desk.type("Wells")
    wait_for(desk, ["Wells"])
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stdout.strip() == "[]"
    assert drafts.waiting(desk.portfolio.connection, AMINA) == []
