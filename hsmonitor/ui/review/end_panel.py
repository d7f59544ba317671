"""What stands where there is nothing to look at: the end of the queue, or a challenge that exists no more."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hsmonitor.language import _, ngettext
from hsmonitor.ui.review.flow import Flow
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words


class EndPanel(QWidget):
    """`minutes` asks for them, `closing` to close the meeting, `leaving` to leave the review, `again` for those skipped."""

    minutes = Signal()
    closing = Signal()
    leaving = Signal()
    again = Signal()

    def __init__(self, flow: Flow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = flow
        self._closed = False
        self.card = Card(_("Through"))
        self.words = Words(wrap=True)
        self.card.body.addWidget(self.words)
        self.read = Button(_("Minutes"), role="primary", icon="report", key="M")
        self.back = Button(_("Those skipped"), role="plain", key="S")
        self.close_meeting = Button(_("Close the meeting"), role="plain", icon="lock")
        self.leave = Button(_("Leave the review"), role="plain", icon="close")
        row = QHBoxLayout()
        for button, signal in (
            (self.read, self.minutes), (self.close_meeting, self.closing), (self.back, self.again), (self.leave, self.leaving),
        ):  # fmt: skip
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        self.card.body.addLayout(row)
        self._column, self.over = QVBoxLayout(self), QVBoxLayout()
        self._column.addLayout(self.over)
        self._column.addWidget(self.card)
        self._column.addStretch(1)
        look().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._column.setContentsMargins(px(20), px(16), px(16), px(12))
        self.card.body.setSpacing(px(12))

    def close_to_changes(self, why: str) -> None:
        """Have the review be looked at only; an empty text opens it again."""
        self._closed = bool(why)
        for button in (self.close_meeting, self.leave, self.back):
            button.setEnabled(not why)

    def show_end(self) -> None:
        """Say how the review stands."""
        flow = self.flow
        if flow.place is None:
            return
        skipped = len(flow.place.skipped - flow.done.keys())
        self.card.title.setText(_("Not there") if flow.key else _("Through"))
        if flow.key and self._closed:
            self.words.setText(_("This challenge was not recorded yet, or had been deleted."))
        elif flow.key:
            self.words.setText(
                _("This challenge exists no more: somebody deleted it. It can be brought back from the history.")
            )
        elif not flow.place.keys:
            self.words.setText(_("Nothing waits here. Ctrl+N adds a challenge."))
        else:
            self.words.setText(_("{done}, {skipped}.").format(done=_done(flow), skipped=_skipped(skipped)))
        self.back.setVisible(bool(skipped))
        self.close_meeting.setVisible(bool(flow.place.meeting))
        self.read.setFocus(Qt.FocusReason.OtherFocusReason)


def _done(flow: Flow) -> str:
    done, total = len(flow.done), len(flow.place.keys) if flow.place else 0
    words = ngettext("{done} of {total} challenge is done", "{done} of {total} challenges are done", total)
    return words.format(done=f"{done:,}", total=f"{total:,}")


def _skipped(count: int) -> str:
    return ngettext("{count} was skipped", "{count} were skipped", count).format(count=f"{count:,}")
