"""The page of a record by keys: where facts come from, what it said before, the records around it, its lists in place."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from hsmonitor.store.author import Author
from hsmonitor.store.record_history import moments
from hsmonitor.store.session import open_portfolio
from hsmonitor.ui.record.citation_panel import CitationPanel
from hsmonitor.ui.record.history_panel import HistoryPanel
from hsmonitor.ui.record.page import RecordPage
from hsmonitor.ui.record.related_card import RelatedCard
from hsmonitor.ui.widgets.button import IconButton
from hsmonitor.ui.widgets.card import Words
from tests.ui.conftest import Driver, offered_in, related_list

Key = Qt.Key
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def focus(page: RecordPage, field: str) -> None:
    assert page.form
    page.form.cells[field].editor.setFocus(Qt.FocusReason.ShortcutFocusReason)


def each(desk: Driver, *keys: object) -> None:
    """Press keys one after the other, each when what the one before asked for is on screen."""
    for key in keys:
        desk.press(key)


def citations(page: RecordPage) -> CitationPanel:
    assert isinstance(page.panels.panel, CitationPanel)
    return page.panels.panel


def history(page: RecordPage) -> HistoryPanel:
    assert isinstance(page.panels.panel, HistoryPanel)
    return page.panels.panel


def test_alt_c_reads_the_paragraph_of_a_field_and_esc_returns_to_it(desk: Driver) -> None:
    page = desk.record("project", "Republic of Moldova")
    focus(page, "summary")
    desk.press((Key.Key_C, ALT))
    panel = citations(page)
    assert panel.cells["paragraph"].editor.words() == "6"
    assert panel.cells["certainty"].editor.words() == "stated"
    assert panel.cells["source"].editor.words().startswith("Address to the High Level Event")
    desk.press(Key.Key_Escape)
    assert page.panels.panel is None
    assert page.form
    assert page.form.field_with_keyboard() == "summary"


def test_a_citation_is_added_made_sure_and_taken_away_by_keys(desk: Driver) -> None:
    page = desk.record("project", "Republic of Moldova")
    before = len(page.view.citations) if page.view else 0
    focus(page, "title")
    each(desk, (Key.Key_C, ALT), Key.Key_Insert)
    panel = citations(page)
    panel.cells["certainty"].editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
    desk.press((Key.Key_A, CONTROL))
    desk.type("assumed")
    desk.press(Key.Key_Return)
    assert page.view
    added = next(one for one in page.view.citations if one.values.get("field") == "title")
    assert added.shown("certainty") == "assumed"
    assert added.values["source"]
    panel.table.setFocus()
    desk.press((Key.Key_Delete, CONTROL))
    assert len(page.view.citations) == before
    desk.press((Key.Key_Z, CONTROL))
    assert len(page.view.citations) == before + 1


def test_the_history_of_a_field_restores_one_value(desk: Driver) -> None:
    page = desk.record("partner", "Government of Moldova")
    for acronym in ("GM", "GoM"):
        with desk.portfolio.transaction("Acronym") as transaction:
            transaction.update("partner", page.key, {"acronym": acronym})
    desk.settle()
    focus(page, "acronym")
    each(desk, (Key.Key_H, ALT), Key.Key_Down)
    panel = history(page)
    assert "Acronym: GM → GoM" in panel.comparison.text()
    desk.press((Key.Key_Return, CONTROL))
    assert desk.values("partner", page.key)["acronym"] == "GM"
    assert moments(desk.portfolio.connection, page.key)[0].name == "Restore Acronym"


def test_two_moments_of_a_record_are_compared_and_the_older_restored(desk: Driver) -> None:
    page = desk.record("partner", "Government of Moldova")
    for values in ({"acronym": "GM"}, {"website": "example.org"}):
        with desk.portfolio.transaction("Change") as transaction:
            transaction.update("partner", page.key, values)
    desk.settle()
    each(desk, (Key.Key_H, ALT | SHIFT), (Key.Key_Down, SHIFT), (Key.Key_Down, SHIFT))
    panel = history(page)
    assert "Acronym: not recorded → GM" in panel.comparison.text()
    assert "Website: not recorded → example.org" in panel.comparison.text()
    assert not panel.restore.isEnabled()
    each(desk, Key.Key_Up, Key.Key_Down, Key.Key_Down)
    desk.press((Key.Key_Return, CONTROL))
    assert "acronym" not in desk.values("partner", page.key)


def test_one_goes_along_the_list_and_back_through_what_was_shown(desk: Driver) -> None:
    sheet = desk.sheet("projects")
    sheet.table.go(1, 0)
    desk.press(Key.Key_Return)
    page = desk.window.page_widget("record")
    assert isinstance(page, RecordPage)
    first = page.key
    assert page.walk.words.text() == "2 of 10"
    desk.press((Key.Key_PageDown, CONTROL))
    assert page.walk.words.text() == "3 of 10"
    second = page.key
    assert second != first
    desk.press((Key.Key_Left, ALT))
    assert page.key == first
    desk.press((Key.Key_Right, ALT))
    assert page.key == second
    each(desk, (Key.Key_PageUp, CONTROL), (Key.Key_PageUp, CONTROL), (Key.Key_PageUp, CONTROL))
    assert page.walk.words.text() == "1 of 10"


def test_a_conflict_is_decided_beside_the_field(desk: Driver, file: Path) -> None:
    page = desk.record("project", "Kenya")
    desk.hear_no_more()
    with open_portfolio(file, author=Author("José", "desktop")) as other, other.transaction("Title") as transaction:
        transaction.update("project", page.key, {"title": "Theirs"})
    focus(page, "title")
    desk.type("Mine")
    desk.press(Key.Key_Return)
    assert page.form
    choice = page.form.cells["title"].choice
    assert choice
    assert choice.theirs.text() == "Take theirs: Theirs"
    assert choice.mine.text() == "Keep mine: Mine"
    choice.mine.setFocus()
    desk.press(Key.Key_Space)
    assert desk.values("project", page.key)["title"] == "Mine"
    assert not choice.isVisible()


def test_f8_goes_to_the_field_to_correct(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    focus(page, "start")
    desk.type("someday")
    each(desk, Key.Key_Tab, Key.Key_Tab)
    assert "1 text to correct" in desk.window.status.correct.text()
    desk.press(Key.Key_F8)
    assert page.form
    assert page.form.field_with_keyboard() == "start"


def listed(desk: Driver, page: RecordPage, kind: str, field: str = "project") -> RelatedCard:
    """A list of the page, with the keyboard on its first cell."""
    card = related_list(page, kind, field)
    desk.qtbot.waitUntil(card.table.isVisible)
    card.table.setFocus()
    card.table.go(0, 0)
    return card


def stand_on(card: RelatedCard, name: str, line: int = 0) -> None:
    card.table.go(line, card.model.columns.index(name))


def test_the_cells_of_a_related_list_are_edited_in_place_and_tab_goes_on(desk: Driver) -> None:
    card = listed(desk, desk.record("project", "Republic of Moldova"), "engagement")
    key = card.model.key(0) or ""
    approach = desk.values("engagement", key).get("approach")
    stand_on(card, "role")
    desk.press(Key.Key_F2)
    desk.type("implementing")
    desk.press(Key.Key_Tab)
    assert desk.values("engagement", key)["role"] == "implementing"
    assert card.table.editing.active
    desk.type("yes")
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Escape)
    values = desk.values("engagement", key)
    assert values["leads"] == 1
    assert values.get("approach") == approach
    assert desk.window.page == "record"


def test_typing_and_enter_begin_to_edit_a_related_record(desk: Driver) -> None:
    card = listed(desk, desk.record("project", "Republic of Moldova"), "engagement")
    key = card.model.key(0) or ""
    stand_on(card, "role")
    desk.type("funding")
    desk.press(Key.Key_Return)
    assert desk.values("engagement", key)["role"] == "funding"
    stand_on(card, "role")
    desk.press(Key.Key_Return)
    assert card.table.editing.active
    desk.press(Key.Key_Escape, Key.Key_Delete)
    assert "role" not in desk.values("engagement", key)


def test_what_a_related_cell_cannot_take_stays_in_it_with_the_reason(desk: Driver) -> None:
    page = desk.record("project", "Republic of Moldova")
    card = listed(desk, page, "engagement")
    stand_on(card, "role")
    desk.type("boss")
    desk.press(Key.Key_Return)
    assert "boss" in card.model.data(card.model.index(0, card.model.columns.index("role")))
    assert "1 field to correct" in [words.text() for words in card.findChildren(Words)]
    assert "1 text to correct" in desk.window.status.correct.text()
    page.setFocus()
    desk.press(Key.Key_F8)
    assert card.table.hasFocus()
    desk.record("project", "Kenya")
    desk.record("project", "Republic of Moldova")
    stand_on(card, "role")
    desk.qtbot.waitUntil(lambda: "“boss”" in "".join(offered_in(page)))


def test_insert_adds_a_line_and_esc_takes_it_away_again(desk: Driver) -> None:
    page = desk.record("project", "Republic of Moldova")
    card = listed(desk, page, "activity")
    before = card.model.lines
    desk.press(Key.Key_Insert)
    assert card.model.ready_line
    desk.press(Key.Key_Escape, Key.Key_Escape)
    assert not card.model.ready_line
    desk.press(Key.Key_Insert)
    desk.type("Radio talks")
    desk.press(Key.Key_Tab)
    row = card.model.row(before)
    assert row is not None
    assert (row.display, row.values["project"]) == ("Radio talks", page.key)
    assert card.table.editing.active
    assert not card.model.ready_line


def test_the_reference_of_a_related_record_opens_it(desk: Driver) -> None:
    page = desk.record("project", "Republic of Moldova")
    card = listed(desk, page, "engagement")
    key = card.model.key(0)
    desk.press(Key.Key_Return)
    assert (page.kind, page.key) == ("engagement", key)
    page = desk.record("project", "Republic of Moldova")
    card = listed(desk, page, "engagement")
    QTest.mouseClick(
        card.table.viewport(), Qt.MouseButton.LeftButton, pos=card.table.visualRect(card.model.index(1, 0)).center()
    )
    desk.settle()
    assert (page.kind, page.key) == ("engagement", card.model.key(1) or page.key)


def test_a_related_record_is_deleted_in_place_and_undone(desk: Driver) -> None:
    card = listed(desk, desk.record("project", "Republic of Moldova"), "engagement")
    key = card.model.key(0)
    desk.press((Key.Key_Delete, CONTROL))
    assert desk.portfolio.connection.execute("SELECT count(*) FROM engagement WHERE id = ?", [key]).fetchone()[0] == 0
    desk.press((Key.Key_Z, CONTROL))
    assert desk.portfolio.connection.execute("SELECT count(*) FROM engagement WHERE id = ?", [key]).fetchone()[0] == 1


def names(card: RelatedCard) -> list[str]:
    return [row.display for line in range(card.model.lines) if (row := card.model.row(line))]


def test_activities_are_put_in_order_by_keys_and_by_mouse(desk: Driver) -> None:
    page = desk.record("project", "Republic of Moldova")
    card = listed(desk, page, "activity")
    first, second = names(card)
    desk.press((Key.Key_Down, ALT | SHIFT))
    assert names(card) == [second, first]
    cell = card.table.visualRect(card.model.index(1, 0)).center()
    QTest.mousePress(card.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    QTest.mouseRelease(card.table.viewport(), Qt.MouseButton.LeftButton, pos=cell - QPoint(0, 40))
    desk.settle()
    assert names(card) == [first, second]
    assert desk.window.page == "record"
    assert page.kind == "project"
    desk.press((Key.Key_Z, CONTROL))
    assert names(card) == [second, first]


def test_while_a_field_is_edited_its_help_and_limits_stand_beside_its_label(desk: Driver) -> None:
    page = desk.record("project", "Republic of Moldova")
    assert page.form
    cell = page.form.cells["people_reached"]
    assert cell.label.text() == "People reached (people)"
    focus(page, "people_reached")
    assert cell.hint.text().startswith("As st")
    assert cell.label.toolTip() == "People reached (people): As stated. In people."
    focus(page, "title")
    assert cell.hint.text() == ""
    assert page.form.cells["title"].label.toolTip().endswith("At most 500 characters.")


def test_the_buttons_of_the_page_are_about_the_field_with_the_keyboard(desk: Driver) -> None:
    page = desk.record("project", "Republic of Moldova")
    cite, tell = (one for one in page.findChildren(IconButton) if "(Alt+" in one.toolTip())
    focus(page, "summary")
    QTest.mouseClick(cite, Qt.MouseButton.LeftButton)
    desk.settle()
    assert citations(page).title.text() == "Where this comes from: Summary"
    desk.press(Key.Key_Escape)
    QTest.mouseClick(tell, Qt.MouseButton.LeftButton)
    desk.settle()
    assert history(page).title.text() == "History: Summary"


def test_a_related_record_that_goes_names_what_goes_with_it(desk: Driver) -> None:
    project = desk.key("project", "Kenya")
    with desk.portfolio.transaction("Add") as transaction:
        challenge = transaction.create("challenge", {"title": "Few trained staff", "project": project})
        transaction.create("response", {"title": "Coaching", "challenge": challenge})
    said: list[str] = []
    desk.session.desk.said.connect(lambda words, _mood: said.append(words))
    page = desk.record("project", "Kenya")
    listed(desk, page, "challenge")
    desk.press((Key.Key_Delete, CONTROL))
    assert said == ["Few trained staff was deleted. What belongs to it went with it: 1 response."]
