"""How an earlier day, the heat map, movement and the calendar are reached; the pages and the bar of one window."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from hsmonitor.language import _
from hsmonitor.ui.commands import Command, Commands
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.window import Window

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hsmonitor.reports.reminders import Written
    from hsmonitor.ui.reporting.job import Moved, Stop
    from hsmonitor.ui.reporting.told_job import ToldJob
    from hsmonitor.ui.seeing.as_of_bar import AsOfBar
    from hsmonitor.ui.seeing.moves_page import MovesPage


class Seeing(QObject):
    """Gives a window what looks back and ahead. Pages and bar are imported when they are first wanted."""

    def __init__(self, window: Window, desk: Desk, commands: Commands) -> None:
        super().__init__(window)
        self.window, self.desk = window, desk
        self._bar: AsOfBar | None = None
        self.calendar: ToldJob | None = None
        window.add_page("heat map", self._make_heat)
        window.add_page("moves", self._make_moves)
        window.escaped.connect(self._leave_day)
        window.bar.looking_back.connect(self.choose_day)
        desk.narrowed.connect(self._show_day)
        group = _("See")
        commands.add(
            Command("as of", _("As of an earlier day"), self.choose_day, "Ctrl+Shift+H", group, _("date past then")),
            Command("now", _("Back to today"), lambda: desk.look_at(None), "", group),
            Command("heat map", _("Heat map"), self.show_heat, "", group, _("risk matrix likelihood impact")),
            Command("moves", _("What has moved"), self.show_moves, "", group, _("movement up down changed since")),
            Command(
                "calendar", _("Calendar of what is due"), self.save_calendar, "", group, _("reminders ics Outlook")
            ),
        )

    @property
    def bar(self) -> "AsOfBar":
        """The bar that says of which day everything is."""
        if self._bar is None:
            from hsmonitor.ui.seeing.as_of_bar import AsOfBar
            from hsmonitor.ui.theme.wearing import Wearing

            self._bar = AsOfBar()
            Wearing(self._bar)
            self._bar.asked.connect(self._look_at)
            self._bar.left.connect(self._leave_day)
            self._bar.compared.connect(self._compare)
            self.window.above.addWidget(self._bar)
        return self._bar

    def _make_heat(self) -> "QWidget":
        from hsmonitor.ui.seeing.heat_page import HeatPage

        page = HeatPage(self.desk)
        page.moves.connect(self.show_moves)
        page.tabs.wanted.connect(self.window.open_page)
        return page

    def _make_moves(self) -> "QWidget":
        from hsmonitor.ui.seeing.moves_page import MovesPage

        page = MovesPage(self.desk)
        page.tabs.wanted.connect(self.window.open_page)
        return page

    def choose_day(self) -> None:
        """Ask for the day to look at."""
        self.bar.begin()

    def _look_at(self, day: date) -> None:
        self.desk.look_at(day)
        self._go_page()

    def _leave_day(self) -> None:
        """Come back to now; where that is looked at already, the bar goes."""
        if self.desk.portfolio.looking_back:
            self.desk.look_at(None)
        if self._bar and self._bar.isVisible():
            self._bar.hide()
            self._go_page()

    def _go_page(self) -> None:
        """Give the keyboard back to the page."""
        page = self.window.page_widget(self.window.page)
        opened = getattr(page, "open", None)
        if self.window.page != "record" and callable(opened):
            opened()
        else:
            page.setFocus()

    def _show_day(self) -> None:
        if self.desk.day:
            self.bar.show_day(self.desk.day)
            self.bar.show()
        elif self._bar:
            self._bar.hide()

    def _compare(self) -> None:
        """Show what has changed since the day that is looked at."""
        day = self.desk.day
        self.desk.look_at(None)
        self.show_moves(day)

    def show_heat(self) -> None:
        """Open the heat map."""
        self.window.open_page("heat map")

    def show_moves(self, since: date | None = None) -> None:
        """Open what has moved, since a day where one is given."""
        page = cast("MovesPage", self.window.page_widget("moves"))
        page.since(since)
        self.window.open_page("moves")

    def save_calendar(self) -> None:
        """Ask where the calendar is to be written, and write it."""
        from PySide6.QtWidgets import QFileDialog

        from hsmonitor.store.identity import documents_folder

        name = _("{portfolio} due.ics").format(portfolio=self.desk.portfolio.path.stem)
        words, proposed = _("Calendar of what is due"), str(documents_folder() / name)
        target, _kind = QFileDialog.getSaveFileName(self.window, words, proposed, _("Calendar (*.ics)"))
        if target:
            self.write_calendar(Path(target))

    def write_calendar(self, target: Path) -> None:
        """Write the calendar of what is due, of the project that everything is narrowed to, beside the window."""
        from hsmonitor.reports import reminders
        from hsmonitor.ui.reporting.told_job import ToldJob

        portfolio, project = self.desk.portfolio, self.desk.project

        def make(moved: "Moved", stop: "Stop") -> reminders.Written:
            return reminders.write(portfolio, target, project=project, progress=moved, cancelled=stop)

        if self.calendar is None:
            self.calendar = ToldJob(self.window.message, _calendar_words)
        self.calendar.start(target, make)


def _calendar_words(target: Path, count: "Written") -> str:
    from hsmonitor.reports.reminders import written_words

    words = _("{made} Open it in your calendar; later ones move what is there.")
    return words.format(made=written_words(target.name, count))
