"""The four decisions, one above the other."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from hsmonitor.domain.terms import Decision
from hsmonitor.language import _
from hsmonitor.ui.review.decision_button import DecisionButton
from hsmonitor.ui.theme.look import look, px


class Decisions(QWidget):
    """`decided` follows each decision by the user."""

    decided = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        known = (
            (Decision.KEEP, _("stays as planned"), "keep", "K"),
            (Decision.ESCALATE, _("raise it to somebody"), "raise", "E"),
            (Decision.ACCEPT, _("as it is, until a day"), "check", "A"),
            (Decision.CLOSE, _("is over, or never was"), "lock", "C"),
        )
        self._group, self._column = QButtonGroup(self), QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.buttons: dict[str, DecisionButton] = {}
        for decision, hint, icon, key in known:
            button = DecisionButton(decision.value, decision.label, hint, icon, key)
            button.clicked.connect(self.decided)
            self._group.addButton(button)
            self._column.addWidget(button)
            self.buttons[decision.value] = button
        look().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._column.setSpacing(px(6))

    @property
    def value(self) -> str:
        """What is decided, an empty text for nothing yet."""
        return next((value for value, button in self.buttons.items() if button.isChecked()), "")

    def choose(self, decision: str) -> None:
        """Show a decision, or none; this is none by the user."""
        self._group.setExclusive(False)
        for value, button in self.buttons.items():
            button.setChecked(value == decision)
        self._group.setExclusive(True)
