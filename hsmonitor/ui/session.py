"""A window on a portfolio: which pages there are, and how one leads to the other."""

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.language import _, ngettext
from hsmonitor.store.listing import Query
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.ui.commands import Command, Commands
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.files.aftermath import Aftermath
from hsmonitor.ui.pages.overview import OverviewPage
from hsmonitor.ui.review.wiring import Reviewing
from hsmonitor.ui.seeing.wiring import Seeing
from hsmonitor.ui.window import Window

if TYPE_CHECKING:
    from hsmonitor.store.drafts import Waiting
    from hsmonitor.ui.pages.help import HelpPage
    from hsmonitor.ui.palette.wiring import Finder
    from hsmonitor.ui.record.page import RecordPage
    from hsmonitor.ui.reporting.sheet_export import SheetExport
    from hsmonitor.ui.sheet.page import SheetPage

SHEETS = {
    "projects": "project", "partners": "partner", "challenges": "challenge", "responses": "response",
    "activities": "activity", "results": "result", "lessons": "lesson", "sources": "source",
    "engagements": "engagement", "assessments": "assessment", "contacts": "contact", "meetings": "meeting",
}  # fmt: skip


def _counts(connection: sqlite3.Connection, project: str | None) -> dict[str, int]:
    from hsmonitor.store.figures import counts

    return counts(connection, project)


class Session:
    """Ties the desk of one portfolio to a window, and gives the window its pages.

    `changed` says whether anything was changed since it was opened, here or elsewhere; `files` is what its menu does.
    """

    def __init__(self, window: Window, portfolio: Portfolio) -> None:
        self.window = window
        self.desk = Desk(portfolio)
        self.commands = Commands(window)
        self._from = self._helped = "overview"
        self.changed = False
        self.files: object = None
        self._add_pages()
        self.seeing = Seeing(window, self.desk, self.commands)
        self.reviewing = Reviewing(window, self.desk, self.commands)
        self._connect()
        self._finder: Finder | None = None
        self._exporter: SheetExport | None = None
        for notice in portfolio.notices:
            window.say(notice, "warn")
        self._aftermath = Aftermath(window, self.desk, window.open_page)

    def _add_pages(self) -> None:
        window = self.window
        window.add_page("overview", self._make_overview)
        window.add_page("reports", self._make_reports)
        window.add_page("history", self._make_history)
        window.add_page("import", self._make_import)
        window.add_page("preferences", self._make_preferences)
        window.add_page("settings", self._make_settings)
        window.add_page("help", self._make_help)
        window.add_page("record", self._make_record_page)
        window.add_page("kept", self._make_kept)
        for key, kind in SHEETS.items():
            window.add_page(key, partial(self._make_sheet, kind))

    def _make_overview(self) -> QWidget:
        page = OverviewPage(self.desk)
        page.wanted.connect(self.commands.run)
        page.first_rows.connect(self._furnish, Qt.ConnectionType.SingleShotConnection)
        return page

    # A page is imported when it is first opened: the first rows wait for none of them.

    def _make_reports(self) -> QWidget:
        from hsmonitor.ui.pages.reports import ReportsPage

        return ReportsPage(self.desk)

    def _make_history(self) -> QWidget:
        from hsmonitor.ui.pages.history import HistoryPage

        return HistoryPage(self.desk)

    def _make_import(self) -> QWidget:
        from hsmonitor.ui.importing.page import ImportPage

        page = ImportPage(self.desk)
        page.counted.connect(self.window.status.rows.setText)
        return page

    def _make_preferences(self) -> QWidget:
        from hsmonitor.ui.pages.preferences import PreferencesPage

        return PreferencesPage(self.desk)

    def _make_kept(self) -> QWidget:
        from hsmonitor.ui.drafts.page import KeptPage

        page = KeptPage(self.desk)
        page.wanted.connect(self._go_to_kept)
        page.back.connect(partial(self.window.open_page, "overview"))
        return page

    def _attach(self) -> None:
        """Attach a file to the record whose page is shown."""
        if self.window.page == "record":
            cast("RecordPage", self.window.page_widget("record")).attachments.choose()
        else:
            self.window.say(_("Open a record first; then attach the file to it."), "info")

    def _go_to_kept(self, waiting: "Waiting") -> None:
        """Show the place of a text that was typed and not saved; it is offered there."""
        place = waiting.draft.place
        name, _colon, owner = place.record.partition(":")
        if not place.is_new:
            self.open_record(place.kind, place.record)
        elif owner:
            self.open_record(RECORDS[place.kind].fields[name].target, owner)  # type: ignore[attr-defined]
            cast("RecordPage", self.window.page_widget("record")).begin(place.kind, name)
        else:
            self.open_list(Query(place.kind))
            sheet = cast("SheetPage", self.window.page_widget(self.window.page))
            sheet.model.loaded.connect(sheet.go_to_ready_line, Qt.ConnectionType.SingleShotConnection)

    def _make_settings(self) -> QWidget:
        from hsmonitor.ui.pages.settings import SettingsPage

        return SettingsPage(self.desk)

    def _make_sheet(self, kind: str) -> QWidget:
        from hsmonitor.ui.sheet.page import SheetPage

        page = SheetPage(self.desk, kind)
        page.counted.connect(partial(self._say_rows, page))
        page.mode.connect(self.window.status.mode.setText)
        page.judged.connect(self.window.status.set_to_correct)
        page.kind_wanted.connect(self.open_sheet)
        page.file_wanted.connect(partial(self.window.open_page, "import"))
        if kind == "challenge":
            self.reviewing.attach_sheet(page)
        return page

    def _say_rows(self, page: QWidget, words: str) -> None:
        if page.isVisible():
            self.window.status.rows.setText(words)

    def _make_help(self) -> QWidget:
        from hsmonitor.ui.pages.help import HelpPage

        page = HelpPage(self.commands)
        page.left.connect(lambda: self.window.open_page(self._helped))
        return page

    def help(self, topic: str) -> None:
        """Show the help of the present page, or another topic; Esc leads back."""
        here, record = self.window.page, self.window.page_widget("record")
        if here != "help":
            self._helped = here or "overview"
        kind = SHEETS.get(self._helped, self._helped.removeprefix("list ") if self._helped.startswith("list ") else "")
        if self._helped == "record":
            kind = getattr(record, "kind", "")
        page = self.window.page_widget("help")
        self.window.open_page("help")
        cast("HelpPage", page).show_topic(topic, kind, self._helped)

    def _open_levels(self) -> None:
        from hsmonitor.ui.pages.settings import SettingsPage

        self.window.open_page("settings")
        cast(SettingsPage, self.window.page_widget("settings")).table.setFocus()

    def _make_record_page(self) -> QWidget:
        from hsmonitor.ui.record.page import RecordPage

        page = RecordPage(self.desk)
        page.judged.connect(self.window.status.set_to_correct)
        page.back.connect(lambda: self.window.open_page(self._from))
        self.reviewing.attach_record(page)
        return page

    def _connect(self) -> None:
        desk, window = self.desk, self.window
        desk.go.connect(self.open_record)
        desk.listed.connect(self.open_list)
        desk.said.connect(self._say)
        desk.asked.connect(self._ask)
        desk.steps.connect(self._show_steps)
        desk.steps.connect(window.saved)
        desk.steps.connect(self._note_change)
        desk.drafts.kept.connect(window.status.set_draft)
        desk.steps.connect(self._show_portfolio)
        desk.narrowed.connect(self._show_portfolio)
        window.bar.undo.connect(desk.undo)
        window.bar.help.connect(partial(self.help, "page"))
        window.bar.redo.connect(desk.redo)
        titles = {key: RECORDS[kind].plural for key, kind in SHEETS.items()} | window.titles
        for key, title in titles.items():
            go = partial(window.open_page, key)
            self.commands.add(Command(f"go {key}", _("Go to {page}").format(page=title), go, "", _("Go")))
        self.commands.add(
            Command("undo", _("Undo"), desk.undo, "Ctrl+Z", _("Edit")),
            Command("redo", _("Redo"), desk.redo, "Ctrl+Y", _("Edit")),
            Command("preferences", _("Preferences"), partial(window.open_page, "preferences"), "Ctrl+,", _("Edit")),
            Command(
                "office",
                _("Settings of the portfolio"),
                partial(window.open_page, "settings"),
                "",
                _("Portfolio"),
                _("review periods due days currencies title"),
            ),
            Command("levels", _("Level table"), self._open_levels, "", _("Portfolio")),
            Command("persons", _("Persons"), partial(self.open_list, Query("person")), "", _("Go")),
            Command("attach", _("Attach a file…"), self._attach, "Ctrl+Shift+A", _("Edit"), _("attachment document")),
            Command("kept texts", _("Kept texts"), partial(window.open_page, "kept"), "", _("Edit"), _("draft typed")),
            Command("help", _("Help of this page"), partial(self.help, "page"), "F1", _("Help")),
            Command("keys", _("All keys"), partial(self.help, "keys"), "Ctrl+/", _("Help")),
            Command("about", _("About"), partial(self.help, "about"), "", _("Help"), _("versions licences")),
            Command(
                "export",
                _("Export this sheet"),
                self.export,
                "Ctrl+Alt+E",
                _("Portfolio"),
                _("save as xlsx csv excel"),
            ),
            Command("history", _("Last changes"), partial(window.open_page, "history"), "Ctrl+H", _("Edit")),
        )

    def export(self) -> None:
        """Export the sheet that is shown to a file."""
        from hsmonitor.ui.reporting.sheet_export import SheetExport
        from hsmonitor.ui.sheet.page import SheetPage

        page = self.window.page_widget(self.window.page or "overview")
        if isinstance(page, SheetPage):
            if self._exporter is None:
                self._exporter = SheetExport(self.desk.portfolio, self.window.message)
            self._exporter.ask(page)
        else:
            self.window.say(_("Open a sheet first: what it shows is exported."), "info")

    def open_record(self, kind: str, key: str) -> None:
        """Show the page of a record; Esc leads back to where one came from."""
        if self.window.page != "record":
            self._from = self.window.page or "overview"
        self.finder.remember(kind, key)
        page = self.window.page_widget("record")
        self.window.open_page("record")
        sheet = next((name for name, shown in SHEETS.items() if shown == kind), "")
        self.window.rail.mark(sheet)
        cast("RecordPage", page).open(kind, key)

    def open_sheet(self, wanted: str) -> None:
        """Show the sheet of a kind as it was left, or another page that shares its entry of the rail."""
        self.window.open_page(next((name for name, shown in SHEETS.items() if shown == wanted), wanted))

    def open_list(self, query: Query) -> None:
        """Show the sheet of a kind, filtered."""
        name = next((name for name, kind in SHEETS.items() if kind == query.kind), None)
        if name is None:
            name = f"list {query.kind}"
            self.window.add_page(name, partial(self._make_sheet, query.kind))
        page = self.window.page_widget(name)
        cast("SheetPage", page).show_query(query)
        self.window.open_page(name)

    def _say(self, words: str, kind: str) -> None:
        if kind == "undo":
            self.window.say(words, "info", [(_("Undo"), self._undo_and_hide)])
        else:
            self.window.say(words, kind)

    def _ask(self, words: str, answer: str, act: Callable[[], None]) -> None:
        def take() -> None:
            self.window.message.hide()
            act()

        self.window.say(words, "warn", [(answer, take)])

    def _undo_and_hide(self) -> None:
        self.window.message.hide()
        self.desk.undo()

    @property
    def finder(self) -> "Finder":
        """The palette; made when the first figures are shown, which do not wait for it."""
        if self._finder is None:
            from hsmonitor.ui.palette.wiring import Finder

            self._finder = Finder(self.window, self.desk, self.commands)
        return self._finder

    def _note_change(self) -> None:
        self.changed = True

    def _show_steps(self) -> None:
        undo, redo = self.desk.portfolio.next_undo(), self.desk.portfolio.next_redo()
        self.window.bar.set_steps(undo.name if undo else "", redo.name if redo else "")
        words = _("Ctrl+Z undoes: {name}").format(name=undo.name) if undo else ""
        self.window.status.undo.setText(words if len(words) < 60 else f"{words[:58]}…")

    def _furnish(self) -> None:
        """Have the window painted with its first rows, and fill the frame with what they do not wait for."""
        self.window.setUpdatesEnabled(True)
        self._show_portfolio()
        self._show_steps()

    def _show_portfolio(self) -> None:
        path = self.desk.portfolio.path
        self.window.setWindowTitle(_("{name} – Human Security Monitor").format(name=path.stem))
        self.window.setWindowFilePath(str(path))
        project = self.desk.project
        count = lambda connection: _counts(connection, project)  # noqa: E731  (used once)
        self.desk.ask("counts", count, self._show_counts, yielding=True)

    def _show_counts(self, counts: dict[str, int]) -> None:
        self.finder.show_project()
        self.window.rail.set_counts({key: f"{counts[kind]:,}" for key, kind in SHEETS.items()})
        projects, challenges = counts["project"], counts["challenge"]
        parts = (
            ngettext("{count} project", "{count} projects", projects).format(count=f"{projects:,}"),
            ngettext("{count} challenge", "{count} challenges", challenges).format(count=f"{challenges:,}"),
        )
        caption = _("{projects}, {challenges}").format(projects=parts[0], challenges=parts[1])
        self.window.bar.set_portfolio(self.desk.portfolio.path.stem, caption)

    def close(self) -> None:
        """Stop reading and close the portfolio."""
        self.desk.close()
