"""The ways in which a review begins: what is due, a project, a selection, a view, a meeting."""

import sqlite3
from collections.abc import Callable, Collection

from PySide6.QtCore import QObject, Signal

from hsmonitor.domain.dates import today
from hsmonitor.domain.office import Meeting
from hsmonitor.language import _
from hsmonitor.store import review_queue
from hsmonitor.store.finding import named_records
from hsmonitor.store.listing import Query, read_rows
from hsmonitor.store.review_queue import Gathered
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.review.flow import Flow


class Beginnings(QObject):
    """Gathers what is to be gone through beside the window and has `flow` begin with it; `begun` tells that it has."""

    begun = Signal()

    def __init__(self, desk: Desk, flow: Flow) -> None:
        super().__init__(flow)
        self.desk, self.flow = desk, flow

    def due(self) -> None:
        """Begin with all that is due, in the project that everything is narrowed to if there is one."""
        project, day = self.desk.project, today()
        self._gather(
            _("Everything that is due"), lambda connection: review_queue.due(connection, "urgent", day, project)
        )

    def project(self, project: str, meeting: str = "") -> None:
        """Begin with a project: its challenges, and the themes that it was not asked about."""
        day, found = today(), named_records(self.desk.portfolio.connection, [("project", project)])
        self._gather(
            found[0].display if found else "",
            lambda connection: review_queue.of_project(connection, project, "urgent", day),
            project=project,
            meeting=meeting,
        )

    def keys(self, keys: Collection[str]) -> None:
        """Begin with chosen challenges."""
        day = today()
        self._gather(_("Selection"), lambda connection: review_queue.of_selection(connection, keys, "urgent", day))

    def query(self, query: Query, name: str) -> None:
        """Begin with all that a view of challenges finds."""
        day = today()
        self._gather(name, lambda connection: review_queue.of_query(connection, query, "urgent", day))

    def meeting(self, meeting: str) -> None:
        """Begin, or go on with, the review of a meeting: of its project, or of all that is due."""
        if self.flow.place is not None and self.flow.place.meeting == meeting:
            self.begun.emit()
            return
        rows = read_rows(self.desk.portfolio.connection, "meeting", [meeting])
        project = rows[0].of(Meeting.project) if rows else None
        if project:
            self.project(project, meeting)
        elif rows:
            day = today()
            self._gather(
                rows[0].display, lambda connection: review_queue.due(connection, "urgent", day), meeting=meeting
            )

    def _gather(
        self, name: str, job: Callable[[sqlite3.Connection], Gathered], *, project: str = "", meeting: str = ""
    ) -> None:
        def take(found: Gathered) -> None:
            self.flow.begin(name, found, project=project, meeting=meeting)
            self.begun.emit()

        if why := self.desk.portfolio.why_read_only:
            self.desk.said.emit(why, "info")
        else:
            self.desk.ask("review gathering", job, take)
