"""A window on a portfolio: how one page leads to the other."""

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.kinds import Link, Links
from hsmonitor.language import _
from hsmonitor.store.listing import Query
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.ui.commands import Commands
from hsmonitor.ui.correcting import Correcting
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.everywhere import Everywhere
from hsmonitor.ui.files.aftermath import Aftermath
from hsmonitor.ui.frame.saying import FrameSaying
from hsmonitor.ui.page_table import SHEETS as SHEETS  # asked for here, as sheets are opened here
from hsmonitor.ui.page_table import PageTable, kind_shown, sheet_name
from hsmonitor.ui.pages.page_words import KINDS
from hsmonitor.ui.review.wiring import Reviewing
from hsmonitor.ui.seeing.wiring import Seeing
from hsmonitor.ui.session_commands import report_commands, session_commands
from hsmonitor.ui.window import Window

if TYPE_CHECKING:
    from hsmonitor.store.drafts import Waiting
    from hsmonitor.ui.pages.help import HelpPage
    from hsmonitor.ui.pages.reports import ReportsPage
    from hsmonitor.ui.pages.settings import SettingsPage
    from hsmonitor.ui.palette.wiring import Finder
    from hsmonitor.ui.record.page import RecordPage
    from hsmonitor.ui.reporting.sheet_export import SheetExport
    from hsmonitor.ui.sheet.page import SheetPage


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
        self._finder: Finder | None = None
        self._exporter: SheetExport | None = None
        self.frame = FrameSaying(self)
        self.correcting = Correcting(lambda: window.page, self._show, window.status.set_to_correct, window)
        self._pages = PageTable(self)
        self._everywhere = Everywhere(self)
        self.seeing = Seeing(window, self.desk, self.commands)
        self.reviewing = Reviewing(window, self.desk, self.commands)
        self.commands.add(*session_commands(self))
        self._connect()
        for notice in portfolio.notices:
            window.say(notice, "warn")
        self._aftermath = Aftermath(window, self.desk, window.open_page)

    def _connect(self) -> None:
        self.desk.go.connect(self.open_record)
        self.desk.listed.connect(self.open_list)
        self.desk.steps.connect(self._note_change)
        self.window.status.correct.clicked.connect(self.correcting.go)
        self.window.status.draft.clicked.connect(self.go_to_typed)
        self.window.bar.help.connect(partial(self.help, "page"))

    def _note_change(self) -> None:
        self.changed = True

    @property
    def finder(self) -> "Finder":
        """The palette; made when the first figures are shown, which do not wait for it."""
        if self._finder is None:
            from hsmonitor.ui.palette.wiring import Finder

            self.commands.add(*report_commands(self))
            self._finder = Finder(self.window, self.desk, self.commands)
        return self._finder

    # From page to page

    def open_record(self, kind: str, key: str) -> None:
        """Show the page of a record; Esc leads back to where one came from."""
        if self.window.page != "record":
            self._from = self.window.page or "overview"
        self.finder.remember(kind, key)
        page = self._record_page()
        self.window.open_page("record")
        self.window.rail.mark(sheet_name(kind))
        page.open(kind, key)

    def _record_page(self) -> "RecordPage":
        return cast("RecordPage", self.window.page_widget("record"))

    def _show(self, name: str) -> None:
        """Show a page as it was left."""
        self.window.open_page(name)
        if name == "record":
            self.window.rail.mark(sheet_name(self._record_page().kind))

    def go_to_typed(self) -> None:
        """Go to what was typed and is not saved: where it stands, else to the list of all that was kept."""
        if self.desk.drafts.waiting or not self.correcting.go():
            self.window.open_page("kept")

    @property
    def kind_here(self) -> str:
        """The kind of record that the present page is about, an empty text where it is about none."""
        return self._kind_of(self.window.page)

    def _kind_of(self, page: str) -> str:
        return self._record_page().kind if page == "record" else kind_shown(page)

    def go_back(self) -> None:
        """Go back to where the record that is shown was opened."""
        self.window.open_page(self._from)

    def open_sheet(self, wanted: str) -> None:
        """Show the sheet of a kind as it was left, or another page that shares its entry of the rail."""
        self.window.open_page(self._pages.add_sheet(wanted) if wanted in RECORDS else wanted)

    def open_list(self, query: Query) -> None:
        """Show the sheet of a kind, filtered."""
        name = self._pages.add_sheet(query.kind)
        cast("SheetPage", self.window.page_widget(name)).show_query(query)
        self.window.open_page(name)

    def _sheet_of(self, kind: str) -> "SheetPage":
        self.open_list(Query(kind))
        return cast("SheetPage", self.window.page_widget(self.window.page))

    def open_levels(self) -> None:
        """Show the table of levels."""
        self.window.open_page("settings")
        cast("SettingsPage", self.window.page_widget("settings")).table.setFocus()

    def go_to_kept(self, waiting: "Waiting") -> None:
        """Show the place of a text that was typed and not saved; it is offered there."""
        place = waiting.draft.place
        name, _colon, owner = place.record.partition(":")
        field = RECORDS[place.kind].fields.get(name)
        if place.is_for_selected:
            self._sheet_of(place.kind).over.set_field(place.field)
        elif not place.is_new:
            self.open_record(place.kind, place.record)
            self._record_page().go_to_field(place.field)
        elif isinstance(field, Link | Links):
            self.open_record(field.target, owner)
            self._record_page().begin(place.kind, name)
        elif owner:
            self._sheet_of(owner).bar.name.begin()
        else:
            sheet = self._sheet_of(place.kind)
            sheet.model.loaded.connect(sheet.go_to_ready_line, Qt.ConnectionType.SingleShotConnection)

    def open_report(self, name: str) -> None:
        """Show the page of reports with one of them chosen."""
        self.window.open_page("reports")
        cast("ReportsPage", self.window.page_widget("reports")).choice.choose(name)

    # Help

    def help(self, topic: str) -> None:
        """Show the help of the present page, or another topic; Esc leads back."""
        here = self.window.page
        if here != "help":
            self._helped = here or "overview"
        kind = self._kind_of(self._helped) or KINDS.get(self._helped, "")
        page = cast("HelpPage", self.window.page_widget("help"))
        self.window.open_page("help")
        page.show_topic(topic, kind, self._helped)

    def leave_help(self) -> None:
        """Go back to the page that was explained."""
        self.window.open_page(self._helped)

    # Files

    def attach(self) -> None:
        """Attach a file to the record whose page is shown."""
        if self.window.page == "record":
            self._record_page().attachments.choose()
        else:
            self.window.say(_("Open a record first; then attach the file to it."), "info")

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

    def close(self) -> None:
        """Stop reading and close the portfolio."""
        self.desk.close()
