"""What narrows a heat map: the fields of a challenge by which it can be filtered, each edited as on a record's page."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from hsmonitor.domain.challenge import Challenge
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.domain.kinds import Links, Several
from hsmonitor.language import _
from hsmonitor.store.conditions import Condition
from hsmonitor.store.meant import meant
from hsmonitor.store.names import proposed
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.record.editor import LineEditor
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.card import Words

FIELDS = tuple(
    field.name
    for field in (
        Challenge.project,
        Challenge.category,
        Challenge.insecurities,
        Challenge.affected_partners,
        Challenge.owner,
    )
)
LEAST = 150
"""Pixels at 100 % that a field needs beside others."""


class HeatFilters(QWidget):
    """One line a field; what is left empty does not narrow. `changed` follows each change."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._across = 0
        self._conditions: dict[str, tuple[Condition, ...]] = {}
        self.lines = {name: LineEditor(Challenge.fields[name], self._suggest) for name in FIELDS}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._labels = {name: Words(Challenge.fields[name].label, font="label", tint="text2") for name in FIELDS}
        for name, line in self.lines.items():
            line.setPlaceholderText(_("all"))
            line.left.connect(lambda name=name: self._take(name))
            line.returnPressed.connect(lambda name=name: self._take(name))
            if completer := line.completer():
                completer.activated.connect(lambda _words, name=name: self._take(name))
        look().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(3))
        self._place()

    def _place(self) -> None:
        """Put as many beside each other as have room."""
        across = min(len(FIELDS), max(1, self.width() // px(LEAST)))
        if across == self._across:
            return
        self._across = across
        for number, name in enumerate(FIELDS):
            row, column = divmod(number, across)
            self._grid.addWidget(self._labels[name], 2 * row, column)
            self._grid.addWidget(self.lines[name], 2 * row + 1, column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._place()

    def _suggest(self, kind: str, text: str) -> list[str]:
        return proposed(self.desk.portfolio.connection, kind, text)

    def narrow(self, project: str) -> None:
        """Show the name of the project that everything is narrowed to; it is chosen in the bar above then."""
        line = self.lines[Challenge.project.name]
        line.setEnabled(not project)
        line.setPlaceholderText(project or _("all"))
        if project and self._conditions.pop(Challenge.project.name, ()):
            line.clear()

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What all lines together ask for."""
        return tuple(condition for conditions in self._conditions.values() for condition in conditions)

    def words(self) -> list[str]:
        """Return what narrows, in words: "Category financial"."""
        pairs = (
            (Challenge.fields[name].label, self.lines[name].text()) for name in FIELDS if self._conditions.get(name)
        )
        return [_("{field}: {words}").format(field=label, words=words) for label, words in pairs]

    def _take(self, name: str) -> None:
        line, field = self.lines[name], Challenge.fields[name]
        try:
            value = meant(self.desk.portfolio.connection, field, line.text())
        except (ValueError, PortfolioError) as error:
            line.set_wrong(True)
            line.setToolTip(str(error))
            line.setAccessibleDescription(str(error))
            return
        line.set_wrong(False)
        line.setToolTip("")
        line.setAccessibleDescription(field.help)
        values = () if value is None else value if isinstance(field, Several | Links) else (value,)
        conditions = tuple(Condition(name, "=", one) for one in values)
        if conditions != self._conditions.get(name, ()):
            self._conditions[name] = conditions
            self.changed.emit()
