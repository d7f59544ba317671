"""The desk as its user drives it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from hsmonitor.domain.money import Money
from hsmonitor.store import figures, opening
from hsmonitor.store.author import Author
from hsmonitor.store.history import entries
from hsmonitor.store.listing import Listing
from hsmonitor.store.session import open_portfolio
from hsmonitor.ui.session import SHEETS
from hsmonitor.ui.theme.look import look
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.figures import FigureButton
from hsmonitor.ui.widgets.lines import LineButton
from tests.ui.conftest import WAIT, Driver, Open, related_list, theirs

Key, Control, Alt = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


def test_each_figure_opens_the_records_behind_it(desk: Driver) -> None:
    overview = desk.page("overview")
    buttons = {button.figure.key: button for button in overview.strip.findChildren(FigureButton)}
    assert buttons["project"].figure.value == "10"
    assert buttons["stated"].figure.value == "USD 8.5 million"
    assert buttons["recorded"].figure.value == "none yet"
    for key, opened in (
        ("project", "projects"),
        ("challenge", "challenges"),
        ("due", "challenges"),
        ("stated", "list statement"),
    ):
        desk.window.open_page("overview")
        QTest.mouseClick(overview.strip.findChildren(FigureButton)[list(buttons).index(key)], LEFT)
        desk.settle()
        assert desk.window.page == opened
        query = desk.window.page_widget(opened).model.query
        assert desk.window.page_widget(opened).model.count == Listing(desk.portfolio.connection, query).count()


def test_what_is_not_recorded_opens_as_a_filtered_sheet(desk: Driver) -> None:
    overview = desk.page("overview")
    line = next(line for line in overview.missing.findChildren(LineButton) if line.words == "Projects: Status")
    assert line.note == "8 of 10"
    QTest.mouseClick(line, LEFT)
    desk.settle()
    assert desk.window.page_widget("projects").model.count == 8
    chips = desk.window.page_widget("projects").chips
    clear = next(button for button in chips.findChildren(QAbstractButton) if button.text() == "Clear")
    QTest.mouseClick(clear, LEFT)
    desk.settle()
    assert desk.window.page_widget("projects").model.count == 10


def test_the_heat_map_opens_a_cell_by_keyboard(desk: Driver) -> None:
    with desk.portfolio.transaction("Rate") as transaction:
        transaction.update("challenge", desk.key("challenge", THEME), {"likelihood": 5, "impact": 2})
    overview = desk.page("overview")
    assert overview.shown.cells == {(5, 2): 1}
    overview.map.setFocus()
    desk.press(Key.Key_Right, Key.Key_Return)
    assert desk.shown("challenges", "title") == [THEME]


THEME = "Local partners are not fully equipped for a people-centred approach"


def test_rail_keys_open_pages(desk: Driver) -> None:
    for number, name in enumerate(("overview", "review", "projects", "partners"), 1):
        desk.press((Key(Key.Key_0 + number), Control))
        assert desk.window.page == name


def test_a_sheet_sorts_by_any_column_and_back(desk: Driver) -> None:
    sheet = desk.sheet("projects")
    header = sheet.table.horizontalHeader()
    column = sheet.model.columns.index("countries")
    spot = header.viewport().rect().topLeft()
    spot.setX(header.sectionViewportPosition(column) + 10)
    spot.setY(8)
    QTest.mouseClick(header.viewport(), LEFT, pos=spot)
    desk.settle()
    assert desk.shown("projects", "countries")[0] == "Costa Rica"
    sheet.table.setFocus()
    sheet.table.setCurrentIndex(sheet.model.index(0, column))
    desk.press((Key.Key_Down, Alt | Qt.KeyboardModifier.ShiftModifier))
    assert desk.shown("projects", "countries")[0] == "Thailand"


def test_search_narrows_while_typing_and_enter_goes_to_the_rows(desk: Driver) -> None:
    sheet = desk.sheet("projects")
    desk.press((Key.Key_F, Control))
    assert sheet.search.hasFocus()
    desk.type("pastoral")
    assert desk.shown("projects", "countries") == ["Kenya"]
    desk.press(Key.Key_Return)
    assert sheet.table.hasFocus()
    desk.press(Key.Key_Return)
    assert desk.window.page == "record"
    assert desk.window.page_widget("record").title.text() == "Kenya"
    desk.press(Key.Key_Escape)
    assert desk.window.page == "projects"
    assert sheet.model.row(sheet.table.currentIndex().row()).display == "Kenya"


def test_nothing_found_says_so(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    desk.press((Key.Key_F, Control))
    desk.type("zzzz")
    assert sheet.model.count == 0
    assert "Nothing is found" in sheet.message.words.text()


def cell(desk: Driver, kind: str, name: str, field: str) -> QLineEdit:
    return desk.record(kind, name).form.cells[field].editor


def retype(desk: Driver, editor: QWidget, text: str) -> None:
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, text)


def test_leaving_a_field_saves_it_with_history_and_undo(desk: Driver) -> None:
    editor = cell(desk, "project", "Kenya", "title")
    retype(desk, editor, "Peace and pasture")
    desk.press(Key.Key_Tab)
    key = desk.key("project", "Peace and pasture")
    assert desk.values("project", key)["title"] == "Peace and pasture"
    newest = entries(desk.portfolio.connection, 1)[0]
    assert (newest.name, newest.person) == ("Change Title of Kenya", "Amina")
    assert desk.window.page_widget("record").title.text() == "Peace and pasture"
    assert "Change Title" in desk.window.status.undo.text()
    assert desk.window.status.saved.text().startswith("All changes saved")
    desk.press((Key.Key_Z, Control))
    assert "title" not in desk.values("project", key)
    assert editor.words() == ""
    desk.press((Key.Key_Y, Control))
    assert editor.words() == "Peace and pasture"


def test_a_wrong_value_stays_beside_its_message_and_is_not_written(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    field = page.form.cells["end"]
    retype(desk, field.editor, "31/02/2028")
    desk.press(Key.Key_Return)
    assert "February" in field.message.text()
    assert field.message.isVisible()
    assert field.editor.words() == "31/02/2028"
    with desk.portfolio.transaction("Elsewhere") as transaction:
        transaction.update("project", page.key, {"code": "KE"})
    desk.settle()
    assert field.editor.words() == "31/02/2028", "a change elsewhere does not take away what was typed"
    assert "end" not in desk.values("project", page.key)
    field.editor.setFocus()
    desk.press(Key.Key_Escape)
    assert field.editor.words() == ""
    assert not field.message.isVisible()


def test_a_rule_between_fields_is_said_under_the_field(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    for field, typed in (("start", "2014"), ("end", "2013")):
        retype(desk, page.form.cells[field].editor, typed)
        desk.press(Key.Key_Return)
    assert "lies before the start" in page.form.cells["end"].message.text()
    assert desk.values("project", page.key).get("end") is None


def test_choices_countries_money_and_links_are_typed_as_words(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    typed = {
        "status": "closed",
        "countries": "Kenya; ethiopia",
        "contribution": "usd 1.25 million",
        "agency": "united nations development programme",
    }
    for field, words in typed.items():
        retype(desk, page.form.cells[field].editor, words)
        QTest.keyClick(page.form.cells[field].editor, Key.Key_Return)
        desk.settle()
    values = desk.values("project", page.key)
    assert (values["status"], values["countries"]) == ("closed", ("KEN", "ETH"))
    assert page.form.cells["contribution"].editor.words() == "USD 1,250,000"
    assert values["agency"] == desk.key("partner", "United Nations Development Programme")


def test_a_changed_cited_field_says_entered(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    assert page.form.cells["threats"].cited.text() == "¶7 stated"
    editor = page.form.cells["threats"].editor
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "Drought")
    desk.press((Key.Key_Return, Control))
    assert page.form.cells["threats"].cited.text() == "¶7 entered"
    desk.press((Key.Key_Z, Control))
    assert page.form.cells["threats"].cited.text() == "¶7 stated"


def test_a_rating_shows_its_level_at_once(desk: Driver) -> None:
    page = desk.record("challenge", THEME)
    assert page.form.cells["level"].pill.level == ""
    for field, digit in (("likelihood", "4"), ("impact", "5")):
        retype(desk, page.form.cells[field].editor, digit)
        QTest.keyClick(page.form.cells[field].editor, Key.Key_Return)
        desk.settle()
    assert page.form.cells["likelihood"].editor.words() == "4 highly likely"
    assert page.form.cells["level"].pill.level == page.pill.level == "high"


@pytest.mark.parametrize("heard", [True, False])
def test_somebody_elses_change_is_a_conflict_beside_the_field(heard: bool, desk: Driver, file: Path) -> None:
    """Whether the desk has heard of it before the field is left, or not yet."""
    page = desk.record("project", "Kenya")
    cell = page.form.cells["title"]
    if not heard:
        desk.hear_no_more()
    retype(desk, cell.editor, "Mine")
    theirs(file, "project", page.key, title="Theirs")
    if heard:
        desk.qtbot.waitUntil(lambda: cell.row.values.get("title") == "Theirs", timeout=WAIT)
    assert cell.editor.words() == "Mine"
    desk.press(Key.Key_Return)
    assert "José has changed it to Theirs; you want Mine" in cell.message.text()
    assert desk.values("project", page.key)["title"] == "Theirs"
    desk.press(Key.Key_Escape)
    desk.settle()
    assert (desk.window.page, cell.message.text()) == ("record", "")
    if heard:
        assert cell.editor.words() == "Theirs"


def test_what_others_write_in_a_field_meanwhile_is_not_taken_back_by_leaving_it(desk: Driver, file: Path) -> None:
    page = desk.record("project", "Kenya")
    cell = page.form.cells["title"]
    before = cell.editor.words()
    retype(desk, cell.editor, f"{before}!")
    theirs(file, "project", page.key, title="Theirs")
    desk.qtbot.waitUntil(lambda: cell.row.values.get("title") == "Theirs", timeout=WAIT)
    desk.press(Key.Key_Backspace)
    assert cell.editor.words() == before
    desk.press(Key.Key_Tab)
    assert desk.values("project", page.key)["title"] == "Theirs"
    assert (cell.editor.words(), cell.message.text()) == ("Theirs", "")


def test_a_field_is_changed_twice_without_leaving_it(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    cell = page.form.cells["contribution"]
    for words, stored in (("usd 5000", Money(500_000, "USD")), ("eur 7", Money(700, "EUR"))):
        retype(desk, cell.editor, words)
        desk.press(Key.Key_Return)
        assert cell.message.text() == ""
        assert desk.values("project", page.key)["contribution"] == stored


def test_another_programs_change_appears_within_two_seconds(desk: Driver, file: Path) -> None:
    sheet = desk.sheet("partners")
    with open_portfolio(file, author=Author("José", "desktop")) as other, other.transaction("Add") as transaction:
        transaction.create("partner", {"name": "Red Crescent"})
    desk.qtbot.waitUntil(lambda: sheet.model.count == 16, timeout=2_000)


@pytest.mark.parametrize(
    ("page", "kind", "name"),
    [("projects", "project", "Wells"), ("partners", "partner", "UNHCR"), ("challenges", "challenge", "Drought")],
)
def test_a_record_is_added_and_deleted_by_keys(page: str, kind: str, name: str, desk: Driver) -> None:
    before = desk.sheet(page).model.count
    desk.press((Key.Key_N, Control))
    desk.type(name)
    desk.press(Key.Key_Tab)
    sheet = desk.window.page_widget(page)
    assert sheet.table.hasFocus()
    desk.press(Key.Key_Return)
    assert desk.window.page == "record"
    assert desk.window.page_widget("record").title.text() == name
    desk.press(Key.Key_Escape)
    assert sheet.model.count == before + 1
    assert sheet.model.row(sheet.table.currentIndex().row()).display == name
    desk.press((Key.Key_Delete, Control))
    desk.qtbot.waitUntil(lambda: name in desk.window.message.words.text())
    desk.settle()
    assert desk.sheet(page).model.count == before
    undo = next(button for button in desk.window.message.findChildren(QAbstractButton) if button.text() == "Undo")
    QTest.mouseClick(undo, LEFT)
    desk.settle()
    assert desk.sheet(page).model.count == before + 1
    assert kind in SHEETS.values()


def test_what_is_missing_is_said_where_it_is_asked_for(desk: Driver) -> None:
    sheet = desk.sheet("responses")
    desk.press((Key.Key_N, Control))
    desk.type("Train")
    desk.press(Key.Key_Tab)
    assert "1 new row wants: challenge (F8)" in desk.window.status.unfinished.text()
    assert sheet.model.count == 7
    desk.press(Key.Key_Home, Key.Key_F8)
    desk.type("C-1")
    desk.press(Key.Key_Tab)
    assert sheet.model.count == 8
    assert desk.window.status.unfinished.text() == ""
    assert desk.shown("responses", "title")[7] == "Train"


def test_a_related_record_is_added_in_place(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    before = len(list(desk.portfolio.connection.execute("SELECT 1 FROM challenge")))
    card = related_list(page, "challenge")
    card.findChildren(Button)[-1].click()
    desk.type("Wells run dry")
    desk.press(Key.Key_Return)
    assert len(list(desk.portfolio.connection.execute("SELECT 1 FROM challenge"))) == before + 1
    row = card.model.row(0)
    assert row is not None
    assert (row.display, row.values["project"]) == ("Wells run dry", page.key)


def test_a_record_deleted_elsewhere_offers_undo(desk: Driver, file: Path) -> None:
    page = desk.record("partner", "Government of Moldova")
    with open_portfolio(file, author=Author("José", "desktop")) as other, other.transaction("Delete") as transaction:
        transaction.delete("partner", page.key)
    desk.qtbot.waitUntil(lambda: "was deleted" in page.message.words.text(), timeout=3_000)


def test_an_empty_portfolio_says_how_to_begin(empty_desk: Driver) -> None:
    for name in SHEETS:
        sheet = empty_desk.sheet(name)
        assert sheet.model.count == 0
        assert sheet.card.isVisible()
    assert empty_desk.page("overview").due_rows == []


def test_the_report_is_made_beside_the_window(desk: Driver, tmp_path: Path) -> None:
    page = desk.page("reports")
    page.card.target.setText(str(tmp_path / "report.xlsx"))
    desk.press((Key.Key_E, Control))
    desk.qtbot.waitUntil(lambda: "report.xlsx was made" in page.message.words.text(), timeout=30_000)
    assert (tmp_path / "report.xlsx").exists()
    page.card.target.setText(str(tmp_path / "nowhere" / "report.xlsx"))
    page.start()
    desk.qtbot.waitUntil(lambda: "nowhere" in page.message.words.text(), timeout=30_000)


def every_page(desk: Driver) -> list[str]:
    return [*desk.window.rail.buttons, "record"]


def test_every_control_has_a_name(desk: Driver) -> None:
    desk.record("project", "Kenya")
    for name in every_page(desk):
        desk.window.open_page(name)
        desk.settle()
        for widget in desk.window.findChildren(QWidget):
            named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
            hidden = not widget.isVisible() or widget.objectName().startswith("qt_")
            assert hidden or widget.focusPolicy() == Qt.FocusPolicy.NoFocus or named, f"{name}: {widget}"


@pytest.mark.parametrize("zoom", [80, 100, 150, 200])
def test_the_window_keeps_the_size_it_is_given(zoom: int, desk: Driver) -> None:
    desk.record("project", "Kenya")
    look().set_zoom(zoom)
    for size in ((1280, 720), (1366, 700)):
        for name in every_page(desk):
            desk.window.resize(*size)
            desk.window.open_page(name)
            desk.settle()
            QApplication.processEvents()
            assert (desk.window.width(), desk.window.height()) == size, name


def test_long_texts_are_cut_and_do_not_widen_the_window(desk: Driver) -> None:
    with desk.portfolio.transaction("Long") as transaction:
        transaction.update(
            "project", desk.key("project", "Kenya"), {"title": "Unbreakable" * 40, "summary": "word " * 5_000}
        )
    desk.settle()
    desk.record("project", "Unbreakable" * 40)
    for name in ("record", "projects", "overview"):
        desk.window.open_page(name)
        desk.settle()
        QApplication.processEvents()
        assert (desk.window.width(), desk.window.height()) == (1280, 800), name


def test_zoom_and_theme_by_keys(desk: Driver) -> None:
    desk.press((Key.Key_Plus, Control))
    assert look().zoom == 110
    assert desk.window.status.percent.text() == "110%"
    desk.press((Key.Key_0, Control))
    assert look().zoom == 100
    QTest.mouseClick(desk.window.bar.theme_button, LEFT)
    assert look().theme == "dark"


def test_f6_walks_the_regions(desk: Driver) -> None:
    desk.sheet("projects")
    seen = []
    for _ in range(4):
        desk.press(Key.Key_F6)
        focused = QApplication.focusWidget()
        regions = (desk.window.bar, desk.window.rail, desk.window.stack, desk.window.status)
        seen.append(next((type(region).__name__ for region in regions if region.isAncestorOf(focused)), ""))
    assert set(seen) >= {"Rail", "QStackedWidget", "StatusBar"}


def test_a_portfolio_for_reading_only_says_so_and_cannot_be_changed(open_desk: Open, file: Path) -> None:
    from tests.store.test_opening import version

    version(opening.SCHEMA + 1, str(opening.SCHEMA))(file)
    desk = open_desk(file)
    assert "reading only" in desk.window.message.words.text()
    page = desk.record("project", "Kenya")
    assert not page.form.isEnabled()


def test_figures_are_the_stores_own(desk: Driver) -> None:
    from hsmonitor.domain.dates import today

    overview = figures.overview(desk.portfolio.connection, today())
    assert sum(overview.levels.values()) == Listing(desk.portfolio.connection, figures.open_challenges()).count()
    for one in overview.missing:
        assert Listing(desk.portfolio.connection, one.query).count() == one.count
    for query, count in ((overview.due, overview.due_count), (overview.overdue, overview.overdue_count)):
        assert Listing(desk.portfolio.connection, query).count() == count


def test_undo_of_what_somebody_changed_since_asks_first(desk: Driver, file: Path) -> None:
    page = desk.record("project", "Kenya")
    retype(desk, page.form.cells["title"].editor, "Mine")
    desk.press(Key.Key_Return)
    with open_portfolio(file, author=Author("José", "desktop")) as other, other.transaction("Title") as transaction:
        transaction.update("project", page.key, {"title": "Theirs"})
    desk.session.desk.undo()
    assert "José has changed it to Theirs" in desk.window.message.words.text()
    assert desk.values("project", page.key)["title"] == "Theirs"
    answer = next(b for b in desk.window.message.findChildren(QAbstractButton) if b.text() == "Undo all the same")
    QTest.mouseClick(answer, LEFT)
    desk.settle()
    assert "title" not in desk.values("project", page.key)


def test_the_record_says_how_sure_it_is(desk: Driver) -> None:
    assert desk.record("project", "Egypt").sure.text() == "¶5 assumed"


def test_tab_leads_into_the_fields_of_a_record(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    first, second = list(page.form.cells.values())[:2]
    desk.press(Qt.Key.Key_Tab)
    assert first.editor.hasFocus()
    desk.press(Qt.Key.Key_Tab)
    assert second.editor.hasFocus()


def test_what_was_undone_is_not_offered_to_be_undone_any_more(desk: Driver) -> None:
    desk.record("partner", "Government of Moldova")
    desk.press((Key.Key_Delete, Control))
    message = desk.window.message
    assert "Government of Moldova was deleted" in message.words.text()
    assert message.isVisible()
    desk.press((Key.Key_Z, Control))
    assert not message.isVisible()


def test_recorded_sums_of_two_currencies_stand_side_by_side(desk: Driver) -> None:
    amounts = {"Kenya": Money(125_000_000, "USD"), "Mexico": Money(90_000_000, "EUR")}
    with desk.portfolio.transaction("Funding") as transaction:
        for name, amount in amounts.items():
            transaction.update("project", desk.key("project", name), {"contribution": amount})
    shown = {figure.key: figure for figure in desk.page("overview").shown.figures}["recorded"]
    assert (shown.value, shown.caption) == ("USD 1.25 million", "and EUR 900,000; 2 of 10 projects")
