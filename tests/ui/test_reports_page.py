"""The reports page as it is used: by keys, beside a window that stays free."""

import email
from email.policy import default
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from hsmonitor.domain.dates import today
from hsmonitor.reports.options import Options
from hsmonitor.reports.register import REPORTS
from hsmonitor.ui.reporting import made
from hsmonitor.ui.reporting.job import Job
from hsmonitor.ui.theme.look import look, text_width
from hsmonitor.ui.widgets.button import Button
from tests.ui.conftest import WAIT, Driver

ROWS = list(REPORTS)


def choose(desk: Driver, name: str) -> Any:
    page = desk.page("reports")
    page.choice.setCurrentRow(ROWS.index(name))
    desk.settle()
    return page


def makes(desk: Driver, page: Any, target: Path) -> None:
    page.card.target.setText(str(target))
    page.start()
    desk.qtbot.waitUntil(lambda: not page.job.busy, timeout=60_000)
    desk.qtbot.waitUntil(lambda: page.message.words.text().endswith("was made."), timeout=60_000)
    desk.settle()


def act(page: Any, label: str) -> None:
    (button,) = [one for one in page.message.findChildren(Button) if one.text() == label and one.isVisibleTo(page)]
    button.click()


def test_all_reports_are_there_with_the_options_that_they_heed(desk: Driver) -> None:
    page = desk.page("reports")
    assert [line.data() for line in page.choice.lines()] == [one.title for one in REPORTS.values()]
    for name, report in REPORTS.items():
        choose(desk, name)
        assert page.card.purpose.text() == report.purpose
        shown = {"audience": page.card.form.audience, "meeting": page.card.form.meeting, **page.card.form.days}
        assert {option for option, widget in shown.items() if widget.isVisibleTo(page)} == set(shown) & set(
            report.options
        )


def test_what_it_will_hold_is_counted_before(desk: Driver) -> None:
    page = choose(desk, "portfolio")
    assert page.held.held.text().startswith("Projects 10")
    assert "Lessons 11" in page.held.held.text()
    page.card.form.days["since"].setText("1 Jan 2020")
    page.card.form.days["since"].editingFinished.emit()
    desk.settle()
    assert "Lessons 0" in page.held.held.text()
    desk.session.desk.narrow(desk.key("project", "Kenya"))
    desk.settle()
    assert page.held.held.text().startswith("Projects 1 ")
    assert page.card.form.project.text() == "Kenya"


def test_a_day_that_is_none_is_told_at_its_field(desk: Driver, tmp_path: Path) -> None:
    page = choose(desk, "challenges")
    page.card.form.days["until"].setText("whenever")
    page.card.form.days["until"].editingFinished.emit()
    desk.settle()
    assert page.card.form.days["until"].property("wrong")
    assert not page.card.make.isEnabled()
    page.card.form.days["until"].clear()
    page.card.form.days["until"].editingFinished.emit()
    desk.settle()
    assert page.card.make.isEnabled()


def note(page: Any, option: str) -> str:
    return str(page.card.form._notes[option].text())


def test_what_a_report_needs_is_said_before_beside_the_option(desk: Driver) -> None:
    page = choose(desk, "review")
    assert note(page, "meeting") == note(page, "since") == "needed: meeting or first day"
    assert page.card.form.meeting.accessibleDescription() == "needed: meeting or first day"
    assert page.held.held.text() == "It cannot be made yet. Choose first: meeting or first day."
    page.card.form.days["since"].setText("1 May 2013")
    page.card.form.days["since"].editingFinished.emit()
    desk.settle()
    assert page.held.held.text().startswith("Nothing: no record fits")
    assert note(page, "meeting") == note(page, "since") == ""
    choose(desk, "portfolio")
    assert note(page, "since") == ""


def test_a_project_is_chosen_by_keys(desk: Driver, tmp_path: Path) -> None:
    """Made without one it goes to the field; there a few letters and the list are enough."""
    page, target = choose(desk, "project"), tmp_path / "out.xlsx"
    page.card.target.setText(str(target))
    desk.press((Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier))
    desk.qtbot.waitUntil(page.card.form.project.hasFocus, timeout=WAIT)
    assert note(page, "project") == "needed: project"
    desk.type("ken")
    popup = page.card.form.project.completer().popup()
    desk.qtbot.waitUntil(popup.isVisible, timeout=WAIT)
    desk.press(Qt.Key.Key_Down, Qt.Key.Key_Return, widget=popup)
    assert page.card.form.project.text() == "Kenya"
    desk.settle()
    assert page.held.held.text().startswith("Partners 8")
    assert note(page, "project") == ""
    desk.press((Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier))
    desk.qtbot.waitUntil(lambda: page.message.words.text().endswith("was made."), timeout=60_000)
    assert "Facts" in openpyxl.load_workbook(target).sheetnames


def test_a_project_that_is_none_is_told_at_its_field(desk: Driver) -> None:
    page = choose(desk, "portfolio")
    page.card.form.project.setFocus()
    desk.type("Atlantis")
    desk.press(Qt.Key.Key_Tab)
    assert "There is no project named Atlantis" in note(page, "project")
    assert not page.card.make.isEnabled()


def test_the_project_of_the_bar_is_where_it_begins(desk: Driver) -> None:
    kenya = desk.key("project", "Kenya")
    desk.session.desk.narrow(kenya)
    page = choose(desk, "partners")
    assert page.card.form.project.text() == "Kenya"
    desk.session.desk.narrow(None)
    desk.settle()
    assert page.card.form.project.text() == ""
    with desk.portfolio.transaction("Another one") as tx:
        tx.update("project", desk.key("project", "Mexico"), {"title": "Kenya"})
    desk.session.desk.narrow(kenya)
    desk.settle()
    assert page.card.form.project.text() == desk.reference("project", kenya)


def test_what_a_period_leaves_out_is_counted_before(desk: Driver) -> None:
    page = choose(desk, "donor-annual")
    assert not page.held.left_out.isVisibleTo(page)
    page.card.form.days["since"].setText("1 Jan 2020")
    page.card.form.days["since"].editingFinished.emit()
    desk.settle()
    assert page.held.left_out.text() == "12 records have no date and are left out (Value added 11; Results 1)."


def test_what_was_made_can_be_sent_on(desk: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toLocalFile()))
    page, target = choose(desk, "responses"), tmp_path / "out.xlsx"
    page.card.target.setText(str(target))
    page.start()
    page.choice.setCurrentRow(ROWS.index("partners"))
    desk.qtbot.waitUntil(lambda: page.message.words.text().endswith("was made."), timeout=60_000)
    act(page, "Open")
    act(page, "Show folder")
    assert opened == [str(target), str(tmp_path)]
    act(page, "Copy")
    copied: QMimeData = QGuiApplication.clipboard().mimeData()
    assert [url.toLocalFile() for url in copied.urls()] == [str(target)]
    act(page, "As mail draft")
    draft = email.message_from_bytes((tmp_path / "out.eml").read_bytes(), policy=default)
    assert draft["Subject"] == "Responses: portfolio"  # whichever is chosen by now
    assert draft["X-Unsent"] == "1"
    (attached,) = draft.iter_attachments()
    assert attached.get_content() == target.read_bytes()
    assert opened[-1] == str(tmp_path / "out.eml")


def test_the_page_tells_what_has_changed_since_it_was_made(desk: Driver, tmp_path: Path) -> None:
    page = choose(desk, "partners")
    assert not page.held.last.isVisibleTo(page)
    makes(desk, page, tmp_path / "out.xlsx")
    assert page.held.last.text().endswith("out.xlsx. Nothing has changed since.")
    with desk.portfolio.transaction("Add") as tx:
        tx.create("partner", {"name": "New"})
        tx.create("lesson", {"statement": "Learned"})
    desk.settle()
    assert page.held.last.text().endswith("Since then 2 records have changed: Partners 1; Lessons 1.")
    later = made.Made("x", "2026-01-01T10:00+00:00", 10**6)
    assert made.changed_since(desk.portfolio.connection, later) == {}


def test_options_are_saved_found_again_and_deleted(desk: Driver, tmp_path: Path) -> None:
    page = choose(desk, "challenges")
    page.card.form.audience.setCurrentIndex(1)
    page.card.form.days["since"].setText("1 May 2013")
    page.save_as("Quarterly")
    desk.settle()
    assert [line.data() for line in page.choice.lines()][-2:] == [
        "Saved with their options",
        "Quarterly",
    ]
    last = page.choice.count() - 1
    page.choice.setCurrentRow(last)
    page.choice.setFocus()
    desk.press(Qt.Key.Key_Up)  # the heading is passed over, both ways
    assert page.choice.currentRow() == last - 2
    desk.press(Qt.Key.Key_Down)
    assert page.choice.currentRow() == last
    choose(desk, "portfolio")
    assert page.card.form.audience.currentData() == "donor"
    page.choice.setCurrentRow(last)
    desk.settle()
    assert page.card.title.text() == "Quarterly"
    assert page.card.form.audience.currentData() == "internal"
    assert page.card.form.days["since"].text() == "1 May 2013"
    makes(desk, page, tmp_path / "out.xlsx")
    cover = [cell.value for row in openpyxl.load_workbook(tmp_path / "out.xlsx")["Cover"].iter_rows() for cell in row]
    assert "from 1 May 2013" in cover
    page.card.forget.click()
    desk.settle()
    assert page.choice.count() == len(REPORTS)
    desk.session.desk.undo()
    desk.settle()
    assert page.choice.at(page.choice.count() - 1).data() == "Quarterly"


def test_a_job_that_fails_or_is_stopped_says_so(desk: Driver, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    page = choose(desk, "portfolio")
    page.card.target.setText(str(tmp_path / "out.xlsx"))
    page.start()
    page.card.cancel.click()
    desk.qtbot.waitUntil(lambda: not page.job.busy and page.message.isVisibleTo(page), timeout=30_000)
    assert "cancelled" in page.message.words.text() or "was made" in page.message.words.text()
    told: list[str] = []
    job = Job()
    job.failed.connect(told.append)
    job.start(lambda moved, stop: Path(str(1 / 0)))
    desk.qtbot.waitUntil(lambda: bool(told), timeout=WAIT)
    assert told == ["It could not be made: division by zero"]
    assert "ZeroDivisionError" in caplog.text


def test_a_sheet_is_exported_as_it_is_shown(desk: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet, target = desk.sheet("partners"), tmp_path / "out"
    sheet.search.setText("kenya")
    desk.settle()
    answer = (str(target), "Comma-separated values as shown, internal (*.csv)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked, **_options: answer)
    desk.session.export()
    desk.qtbot.waitUntil(lambda: "out.csv was made" in desk.window.message.words.text(), timeout=30_000)
    lines = target.with_suffix(".csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == sheet.model.count + 1
    fields = sheet.record.fields
    assert lines[0].split(",") == [fields[n].label if n in fields else "Reference" for n in sheet.model.columns]
    desk.page("overview")
    desk.session.export()
    assert "Open a sheet first" in desk.window.message.words.text()


def test_a_sheet_is_exported_for_donors(desk: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For whom it is, is chosen with the kind of file."""
    desk.sheet("challenges")
    offered: list[str] = []

    def choose(_page: Any, _title: str, _name: str, kinds: str) -> tuple[str, str]:
        offered.extend(kinds.split(";;"))
        return str(tmp_path / "out"), next(kind for kind in offered if "for donors" in kind)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    desk.press((Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier))
    desk.qtbot.waitUntil(lambda: "out.xlsx was made" in desk.window.message.words.text(), timeout=30_000)
    assert len(offered) == 4
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Challenges"]
    headings = [cell.value for cell in sheet[4]]
    assert "Challenge" in headings
    assert "Owner" not in headings
    assert "for donors" in str(sheet["A2"].value) + str(sheet["C2"].value)


def test_two_projects_and_two_editions_never_share_a_name(desk: Driver) -> None:
    page = choose(desk, "project")
    names = set()
    for project in ("Kenya", "Mexico"):
        desk.session.desk.narrow(desk.key("project", project))
        for edition in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            page.card.form.audience.setFocus()
            desk.press(edition)
            names.add(page.card.path.name)
    assert len(names) == 4
    assert f"portfolio, Project report, Mexico, internal, {today().isoformat()}.xlsx" in names


def test_two_days_of_which_a_report_tells_never_share_a_name(desk: Driver) -> None:
    page = choose(desk, "challenges")
    names = {page.card.path.name}
    for day in ("24 Nov 2026", "25 Nov 2026"):
        page.card.form.days["as_of"].setText(day)
        page.card.form.days["as_of"].editingFinished.emit()
        desk.settle()
        names.add(page.card.path.name)
    assert len(names) == 3
    assert any("as of 24 Nov 2026" in name for name in names)


def test_a_file_that_is_something_else_is_replaced_only_when_told(desk: Driver, tmp_path: Path) -> None:
    page, target = choose(desk, "partners"), tmp_path / "out.xlsx"
    target.write_text("somebody's notes")
    page.card.target.setText(str(target))
    desk.press((Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier))
    assert page.message.words.text() == "out.xlsx is there already. Name another file, or have it replaced."
    assert target.read_text() == "somebody's notes"
    desk.press(Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: page.message.words.text().endswith("was made."), timeout=60_000)
    makes(desk, page, target)  # the same report once more is no loss
    assert "Partners" in openpyxl.load_workbook(target).sheetnames


def test_one_edition_never_replaces_the_other_unasked(desk: Driver, tmp_path: Path) -> None:
    page, target = choose(desk, "challenges"), tmp_path / "out.xlsx"
    page.card.form.audience.setFocus()
    desk.press(Qt.Key.Key_Down)
    makes(desk, page, target)
    page.card.form.audience.setFocus()
    desk.press(Qt.Key.Key_Up)
    page.card.target.setText(str(target))
    desk.press((Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier))
    assert page.message.words.text() == "out.xlsx is there already. Name another file, or have it replaced."
    desk.press(Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: page.message.words.text().endswith("was made."), timeout=60_000)
    makes(desk, page, target)


def test_what_another_project_has_replaced_is_not_the_last_one_any_more(desk: Driver, tmp_path: Path) -> None:
    kenya, mexico, file = Options(project="k"), Options(project="m"), tmp_path / "portfolio.hsm"
    for options in (kenya, mexico):
        made.note_made(file, "project", options, tmp_path / "out.xlsx", 1)
    assert made.last_made(file, "project", "k") is None
    last = made.last_made(file, "project", "m")
    assert last is not None
    assert last.path == str(tmp_path / "out.xlsx")


def test_what_was_made_last_is_told_of_each_project(desk: Driver, tmp_path: Path) -> None:
    page = choose(desk, "project")
    desk.session.desk.narrow(desk.key("project", "Kenya"))
    desk.settle()
    makes(desk, page, tmp_path / "kenya.xlsx")
    assert "kenya.xlsx" in page.held.last.text()
    desk.session.desk.narrow(desk.key("project", "Mexico"))
    desk.settle()
    assert not page.held.last.isVisibleTo(page)


@pytest.mark.parametrize("name", ["portfolio", "review", "template"])
def test_nothing_scrolls_sideways_at_the_largest_zoom(desk: Driver, name: str) -> None:
    desk.window.resize(1280, 800)
    look().set_zoom(200)
    page = choose(desk, name)
    inside = page.card.parentWidget()
    desk.qtbot.waitUntil(lambda: inside.minimumSizeHint().width() <= inside.parentWidget().width())
    notes = [one for one in page.card.form._notes.values() if one.isVisible()]
    assert bool(notes) == (name != "portfolio")
    desk.qtbot.waitUntil(lambda: all(text_width("label", one.text()) <= one.width() for one in notes))
