"""Steps ahead beside a day that is typed: in two weeks, in a month, in three, each with the day that it is."""

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hsmonitor.domain.dates import display_date, parse_date, today
from hsmonitor.language import _
from hsmonitor.ui.widgets.button import Button

STEPS = ("+2w", "+1m", "+3m")


class NextSteps(QWidget):
    """`taken` carries the day (ISO) of a step."""

    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.buttons = {step: Button(step, role="link") for step in STEPS}
        for step, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, step=step: self.taken.emit(_day(step)))
            row.addWidget(button)
        row.addStretch(1)
        self.renew()

    def renew(self) -> None:
        """Show the days as they are from today."""
        for step, button in self.buttons.items():
            day = _day(step)
            short = QLocale().toString(QDate(*map(int, day.split("-"))), "d MMM")
            button.setText(_("{step}  {day}").format(step=step, day=short))
            button.updateGeometry()
            button.setAccessibleName(_("Next review {day}").format(day=display_date(day)))


def _day(step: str) -> str:
    return parse_date(step, partial=False, today=today())
