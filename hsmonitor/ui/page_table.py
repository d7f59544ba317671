"""The pages of a window, by name, and how each is made when it is first opened: the first rows wait for none of them."""

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hsmonitor.ui.pages.overview import OverviewPage

if TYPE_CHECKING:
    from hsmonitor.ui.record.ahead import Ahead
    from hsmonitor.ui.record.page import RecordPage
    from hsmonitor.ui.session import Session
    from hsmonitor.ui.sheet.page import SheetPage

SHEETS = {
    "projects": "project", "partners": "partner", "challenges": "challenge", "responses": "response",
    "activities": "activity", "results": "result", "lessons": "lesson", "sources": "source",
    "engagements": "engagement", "assessments": "assessment", "contacts": "contact", "meetings": "meeting",
}  # fmt: skip
"""The kind of record of each page that is a sheet."""


def sheet_name(kind: str) -> str:
    """Return the name of the page that is the sheet of a kind; a kind without an entry of its own has a list."""
    return next((name for name, shown in SHEETS.items() if shown == kind), f"list {kind}")


def kind_shown(page: str) -> str:
    """Return the kind of which a page is the sheet, an empty text for another page."""
    return SHEETS.get(page, page.removeprefix("list ") if page.startswith("list ") else "")


class PageTable:
    """Makes the pages of a session, and ties what they ask for to where it is done."""

    def __init__(self, session: "Session") -> None:
        self._session, self._window, self._desk = session, session.window, session.desk
        self._ahead: Ahead | None = None
        pages = {
            "overview": self._overview,
            "record": self._record,
            "history": self._history,
            "import": self._import,
            "reports": self._reports,
            "preferences": self._preferences,
            "settings": self._settings,
            "kept": self._kept,
            "help": self._help,
        }
        for name, make in pages.items():
            self._window.add_page(name, make)
        for kind in SHEETS.values():
            self.add_sheet(kind)

    def add_sheet(self, kind: str) -> str:
        """Have a sheet of a kind among the pages, and return the name of that page."""
        name = sheet_name(kind)
        if name not in self._window.page_keys:
            self._window.add_page(name, partial(self._sheet, kind))
        return name

    def _overview(self) -> QWidget:
        page = OverviewPage(self._desk)
        page.wanted.connect(self._session.commands.run)
        page.first_rows.connect(self._session.frame.furnish, Qt.ConnectionType.SingleShotConnection)
        return page

    def _record(self) -> QWidget:
        from hsmonitor.ui.record.page import RecordPage

        page = RecordPage(self._desk)
        self._session.correcting.add("record", page)
        page.back.connect(self._session.go_back)
        self._session.reviewing.attach_record(page)
        return page

    def _sheet(self, kind: str) -> QWidget:
        from hsmonitor.ui.sheet.page import SheetPage

        page, status = SheetPage(self._desk, kind), self._window.status
        page.counted.connect(lambda words: status.rows.setText(words) if page.isVisible() else None)
        page.mode.connect(status.mode.setText)
        self._session.correcting.add(sheet_name(kind), page)
        page.unfinished.connect(status.set_unfinished)
        page.kind_wanted.connect(self._session.open_sheet)
        page.file_wanted.connect(partial(self._window.open_page, "import"))
        if kind == "challenge":
            self._session.reviewing.attach_sheet(page)
        self._prepare_record(page)
        return page

    def _prepare_record(self, sheet: "SheetPage") -> None:
        """Have the page of a record made while the user looks at a sheet."""
        from hsmonitor.ui.record.ahead import Ahead

        if self._ahead is None:
            self._ahead = Ahead(self._desk, lambda: cast("RecordPage", self._window.page_widget("record")))
        self._ahead.follow(sheet)

    def _history(self) -> QWidget:
        from hsmonitor.ui.pages.history import HistoryPage

        return HistoryPage(self._desk)

    def _import(self) -> QWidget:
        from hsmonitor.ui.importing.page import ImportPage

        page = ImportPage(self._desk)
        page.counted.connect(self._window.status.rows.setText)
        return page

    def _reports(self) -> QWidget:
        from hsmonitor.ui.pages.reports import ReportsPage

        return ReportsPage(self._desk)

    def _preferences(self) -> QWidget:
        from hsmonitor.ui.pages.preferences import PreferencesPage

        return PreferencesPage(self._desk)

    def _settings(self) -> QWidget:
        from hsmonitor.ui.pages.settings import SettingsPage

        return SettingsPage(self._desk)

    def _kept(self) -> QWidget:
        from hsmonitor.ui.drafts.page import KeptPage

        page = KeptPage(self._desk)
        page.wanted.connect(self._session.go_to_kept)
        page.back.connect(partial(self._window.open_page, "overview"))
        return page

    def _help(self) -> QWidget:
        from hsmonitor.ui.pages.help import HelpPage

        page = HelpPage(self._session.commands)
        page.left.connect(self._session.leave_help)
        return page
