"""How the review is reached: from the rail, the palette, a sheet (Alt+R), a record; and its pages of one window."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from hsmonitor.domain.dates import today
from hsmonitor.language import _, ngettext
from hsmonitor.store.due import due_queries
from hsmonitor.store.listing import Listing, Row
from hsmonitor.ui.commands import Command, Commands, on_key
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.window import Window

if TYPE_CHECKING:
    from hsmonitor.ui.record.page import RecordPage
    from hsmonitor.ui.review.minutes_page import MinutesPage
    from hsmonitor.ui.review.page import ReviewPage
    from hsmonitor.ui.sheet.page import SheetPage

PERIOD_DAYS = 90
"""Days back that the minutes of a period begin: a quarter."""
COUNT_AFTER = 400
"""Milliseconds after a change at which what is due is counted anew; the next challenge is read first."""


class Reviewing(QObject):
    """Gives a window the pages of the review. They are imported when they are first opened."""

    def __init__(self, window: Window, desk: Desk, commands: Commands) -> None:
        super().__init__(window)
        self.window, self.desk = window, desk
        self._back = "review"
        window.add_page("review", self._make_page)
        window.add_page("minutes", self._make_minutes)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(COUNT_AFTER)
        self._counting.timeout.connect(self._count)
        desk.changed.connect(self._changed)
        desk.narrowed.connect(self._counting.start)
        self._counting.start()
        window.stack.currentChanged.connect(self._show_mode)
        group = _("Review")
        commands.add(
            Command("review due", _("Review everything that is due"), self.review_due, "", group),
            Command("review project", _("Review this project"), self.review_project, "", group),
            Command("resume review", _("Go on with the review"), self.resume, "", group),
            Command("new meeting", _("New review meeting"), self.new_meeting, "", group, _("attendees")),
            Command("minutes", _("Minutes of the last three months"), self.minutes_of_period, "", group),
        )

    def _make_page(self) -> QWidget:
        from hsmonitor.ui.review.page import ReviewPage

        page = ReviewPage(self.desk)
        page.minutes.connect(self.show_minutes)
        page.start.tabs.wanted.connect(self.window.open_page)
        return page

    def _make_minutes(self) -> QWidget:
        from hsmonitor.ui.review.minutes_page import MinutesPage

        page = MinutesPage(self.desk)
        page.left.connect(lambda: self.window.open_page(self._back))
        return page

    def _show_mode(self) -> None:
        """Say in the status bar that a review is under way."""
        here, mode = self.window.page == "review", self.window.status.mode
        if here or mode.text() == _("Review"):
            mode.setText(_("Review") if here else _("Ready"))

    @property
    def page(self) -> "ReviewPage":
        """The review page, shown now."""
        page = cast("ReviewPage", self.window.page_widget("review"))
        self.window.open_page("review")
        return page

    def review_due(self) -> None:
        """Begin a review of all that is due."""
        self.page.begin.due()

    def review_project(self) -> None:
        """Begin the review of the project that everything is narrowed to; without one, say how to choose it."""
        if self.desk.project:
            self.page.begin.project(self.desk.project)
        else:
            self.page.show_start()
            self.desk.said.emit(_("Choose the project first: in the list here, or with Ctrl+J."), "info")

    def resume(self) -> None:
        """Go on with the review that was left."""
        self.page.resume()

    def new_meeting(self) -> None:
        """Ask for a new meeting."""
        page = self.page
        page.show_start()
        page.start.begin_meeting()

    def show_minutes(self, meeting: str) -> None:
        """Show the minutes of a meeting; without one, of what the last three months decided."""
        if not meeting:
            self.minutes_of_period()
            return
        self._open_minutes().show_meeting(meeting)

    def minutes_of_period(self) -> None:
        """Show what the last three months decided, in the project that everything is narrowed to if there is one."""
        self._open_minutes().show_since(today() - timedelta(days=PERIOD_DAYS), self.desk.project)

    def _open_minutes(self) -> "MinutesPage":
        self._back = self.window.page if self.window.page not in ("", "minutes") else "review"
        page = cast("MinutesPage", self.window.page_widget("minutes"))
        self.window.open_page("minutes")
        return page

    # From a sheet and from a record

    def attach_sheet(self, page: "SheetPage") -> None:
        """Have Alt+R review what is selected in a sheet of challenges, Alt+Shift+R all that it shows."""
        review = partial(self._with_selected, page, self._review_rows)
        on_key(page, "Alt+R", review)
        page.inspector.offer(_("Review"), "Alt+R", review)
        on_key(page, "Alt+Shift+R", lambda: self._review_view(page))
        on_key(page, "Alt+Shift+N", lambda: self._with_selected(page, self._keep_unchanged))

    def attach_record(self, page: "RecordPage") -> None:
        """Have Alt+R review the challenge whose page is open."""
        on_key(page, "Alt+R", lambda: self._review_record(page))

    def _with_selected(self, page: "SheetPage", act: Callable[[list[Row]], None]) -> None:
        page.model.with_rows(page.table.lines(), act)

    def _review_rows(self, rows: list[Row]) -> None:
        if rows:
            self.page.begin.keys([row.key for row in rows])

    def _review_view(self, page: "SheetPage") -> None:
        tabs = page.bar.tabs
        here = tabs.currentIndex()
        name = (
            tabs.views[here].name if 0 <= here < len(tabs.views) else page.record.plural
        )  # a tab's text has its count too
        self.page.begin.query(page.model.query, name)

    def _review_record(self, page: "RecordPage") -> None:
        if page.kind == "challenge":
            self.page.begin.keys([page.key])

    def _keep_unchanged(self, rows: list[Row]) -> None:
        """Review all selected challenges with "no change", each on its own, in one step that can be undone."""
        from hsmonitor.store.reviewing import keep_unchanged

        keys, day, portfolio = [row.key for row in rows], today(), self.desk.portfolio
        if not keys:
            return
        with self.desk.telling():
            title = _("Review without change")
            self.desk.write(
                title,
                lambda progress, cancelled: keep_unchanged(
                    portfolio, keys, {}, day, by=portfolio.author.person, progress=progress, cancelled=cancelled
                ),
                self._kept,
            )

    def _kept(self, count: int) -> None:
        words = ngettext(
            "{count} challenge was reviewed without change.", "{count} challenges were reviewed without change.", count
        )
        self.desk.said.emit(words.format(count=f"{count:,}"), "undo")

    # The rail

    def _changed(self, touched: dict[str, set[str]]) -> None:
        if {"challenge", "office"} & touched.keys():
            self._counting.start()

    def _count(self) -> None:
        project, day = self.desk.project, today()

        def count(connection: sqlite3.Connection) -> int:
            return sum(Listing(connection, query).count() for query in due_queries(connection, day, project))

        show = lambda due: self.window.rail.set_counts({"review": f"{due:,}" if due else ""})  # noqa: E731  (used once)
        self.desk.ask("review count", count, show, yielding=True)
