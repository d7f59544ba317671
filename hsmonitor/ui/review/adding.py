"""One more challenge in the middle of a review: what it needs is asked above the one that is looked at."""

from PySide6.QtCore import QObject, Signal

from hsmonitor.domain.challenge import Challenge
from hsmonitor.domain.dates import today
from hsmonitor.domain.terms import ChallengeStatus
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.record.new_record import NewRecord
from hsmonitor.ui.review.flow import Flow
from hsmonitor.ui.review.work_area import WorkArea
from hsmonitor.ui.widgets.layouts import let_go


class Adding(QObject):
    """`left` tells that nothing is asked any more."""

    left = Signal()

    def __init__(self, desk: Desk, flow: Flow, work: WorkArea) -> None:
        super().__init__(flow)
        self.desk, self.flow, self.work = desk, flow, work
        self._form: NewRecord | None = None

    @property
    def asking(self) -> bool:
        """Whether a new challenge is being asked for."""
        return self._form is not None

    def begin(self) -> None:
        """Ask for one more challenge; it is looked at next."""
        place = self.flow.place
        if self._form is not None or place is None:
            return
        status, day = ChallengeStatus.IDENTIFIED.value, today().isoformat()
        given = {Challenge.status.name: status, Challenge.identified_on.name: day}
        given |= {Challenge.project.name: place.project} if place.project else {}
        self._form = NewRecord(self.desk, "challenge", given)
        self._form.made.connect(self._made)
        self._form.left.connect(self.drop)
        (self.work.end.over if self.work.at_end else self.work.record.over).addWidget(self._form)
        self._form.show()
        self._form.begin()

    def _made(self, _kind: str, key: str) -> None:
        self.drop()
        self.flow.put_in(key)

    def drop(self) -> None:
        """Take away what asks for it."""
        if self._form is not None:
            let_go(self._form)
            self._form = None
            self.left.emit()
