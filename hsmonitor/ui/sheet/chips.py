"""What a sheet is filtered and grouped by, as chips beneath its rows: none of them moves when a chip comes or goes."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from hsmonitor.language import _
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button


class Chips(QWidget):
    """A line of chips; not there where nothing is filtered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self.hide()
        look().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._row.setContentsMargins(px(20), 0, px(16), px(8))
        self._row.setSpacing(px(8))

    def show_filters(self, chips: Sequence[tuple[str, Callable[[], None]]], clear: Callable[[], None]) -> None:
        """Show filters, each with what takes it away, and what takes all away."""
        while item := self._row.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for words, drop in chips:
            self._add(Button(words, role="chip", icon="close"), _("Take this filter away"), drop)
        if chips:
            self._add(Button(_("Clear"), role="link"), _("Show all again"), clear)
            self._row.addStretch(1)
        self.setVisible(bool(chips))

    def _add(self, button: Button, told: str, act: Callable[[], None]) -> None:
        button.setToolTip(told)
        button.clicked.connect(act)
        self._row.addWidget(button)
