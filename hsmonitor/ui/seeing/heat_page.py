"""Heat maps: inherent and residual side by side, or any two days, and what moved between them."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hsmonitor.domain.dates import display_date, today
from hsmonitor.language import _, ngettext
from hsmonitor.store.heat import Asked
from hsmonitor.store.listing import Query
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.review.tabs import review_tabs
from hsmonitor.ui.seeing.as_of_bar import DayLine
from hsmonitor.ui.seeing.heat_filters import HeatFilters
from hsmonitor.ui.seeing.heat_reading import HeatView, Side, read_maps
from hsmonitor.ui.seeing.picture import copy_picture, save_picture
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Actions, Button
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.heat_map import HeatMap

SIDE_BY_SIDE_FROM = 780


class MapCard(Card):
    """One heat map; beside it how many are not rated. `asked` carries the query of a cell or of those."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self.map = HeatMap(height=380, name=_("Heat map"))
        self.unrated = Button("", role="link")
        self.add_action(self.unrated)
        self.body.addWidget(self.map)
        self._side: Side | None = None
        self.map.chosen.connect(self._open_cell)
        self.unrated.clicked.connect(self._open_unrated)

    def show_side(self, title: str, side: Side, came: dict[tuple[int, int], tuple[int, int]]) -> None:
        """Show a map under a title."""
        self._side = side
        rated, unrated = sum(side.heat.cells.values()), side.heat.unrated
        self.title.setText(title)
        self.note.setText(ngettext("{count} rated", "{count} rated", rated).format(count=f"{rated:,}"))
        self.unrated.setText(ngettext("{count} not rated", "{count} not rated", unrated).format(count=f"{unrated:,}"))
        self.unrated.setEnabled(bool(unrated))
        self.unrated.updateGeometry()
        self.map.setAccessibleName(title)
        self.map.set_cells(side.heat.cells, side.levels, came)

    def _open_cell(self, likelihood: int, impact: int) -> None:
        if self._side:
            self.asked.emit(self._side.asked.cell(likelihood, impact))

    def _open_unrated(self) -> None:
        if self._side:
            self.asked.emit(self._side.asked.unrated())


class HeatPage(QWidget):
    """Each cell opens its challenges, as they were on the day of its map. `moves` asks for the list of what moved."""

    moves = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.first: date | None = None
        self.second: date | None = None
        self.view: HeatView | None = None
        self._stale = True
        self.tabs = review_tabs("heat map")
        self.tabs.add_keys(self)
        self.filters = HeatFilters(desk)
        self.first_line = DayLine(_("First map: end of the day"), _("at first"))
        self.second_line = DayLine(_("Second map: end of the day"), _("now"))
        self.copy = Button(_("Copy picture"), role="quiet", icon="copy", key="Ctrl+Shift+C", shortcut=True)
        self.save = Button(_("Save picture"), role="quiet", icon="report", key="Ctrl+Shift+E", shortcut=True)
        self.moved = Button(_("List what has moved"), role="plain", icon="history")
        self.picture = QWidget()
        self.caption, self.legend = Words(font="strong"), Words(font="label", tint="text2")
        self.cards = (MapCard(), MapCard())
        self._lay_out()
        self._connect()
        self._measure()
        self.filters.narrow(self._project())

    def _lay_out(self) -> None:
        inside, head, days = QWidget(), QHBoxLayout(), QHBoxLayout()
        self._page, drawn = QVBoxLayout(inside), QVBoxLayout(self.picture)
        head.addWidget(self.tabs)
        head.addWidget(Actions(self.moved, self.copy, self.save), 1)
        for words, line in ((_("Compare"), self.first_line), (_("with"), self.second_line)):
            days.addWidget(Words(words, font="label", tint="text2"))
            days.addWidget(line)
        days.addStretch(1)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for card in self.cards:
            self._sides.addWidget(card, 1)
        drawn.addWidget(self.caption)
        drawn.addLayout(self._sides)
        drawn.addWidget(self.legend)
        self._drawn = drawn
        self._page.addLayout(head)
        self._page.addWidget(self.filters)
        self._page.addLayout(days)
        self._page.addWidget(self.picture)
        self._page.addStretch(1)
        scroll, whole = QScrollArea(), QVBoxLayout(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _connect(self) -> None:
        for number, card in enumerate(self.cards):
            card.asked.connect(partial(self._open, number))
        self.first_line.chosen.connect(partial(self._set_day, "first"))
        self.second_line.chosen.connect(partial(self._set_day, "second"))
        self.filters.changed.connect(self.reload)
        self.copy.clicked.connect(self.copy_picture)
        self.save.clicked.connect(self._choose_file)
        self.moved.clicked.connect(lambda: self.moves.emit(self.first))
        self.desk.changed.connect(self._changed)
        self.desk.narrowed.connect(self._narrowed)
        look().changed.connect(self._measure)

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), px(14), px(16), px(12))
        for layout in (self._page, self._sides, self._drawn):
            layout.setSpacing(px(12))
        self._drawn.setContentsMargins(0, 0, 0, 0)
        for line in (self.first_line, self.second_line):
            line.setFixedWidth(px(190))
        wide = self.width() >= px(SIDE_BY_SIDE_FROM)
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below each other when narrow."""
        super().resizeEvent(event)
        self._measure()

    def open(self) -> None:
        """Be looked at: read what has changed since, and take the keyboard."""
        if self._stale:
            self.reload()
        self.cards[1].map.setFocus()

    def _changed(self, touched: dict[str, set[str]]) -> None:
        self._stale = self._stale or bool(touched.keys() & {"challenge", "level_cell", "partner", "person"})
        if self.isVisible() and self._stale:
            self.reload()

    def _narrowed(self) -> None:
        self.filters.narrow(self._project())
        self._changed({"challenge": set()})

    def _set_day(self, which: str, day: date | None) -> None:
        setattr(self, which, day)
        self.reload()

    def reload(self) -> None:
        """Read both maps."""
        self._stale = False
        asked, portfolio = Asked(self.filters.conditions, self.desk.project), self.desk.portfolio
        first, second = self.first, self.second
        self.desk.ask("heat map", lambda one: read_maps(one, portfolio, asked, first, second), self._take)

    def _take(self, view: HeatView) -> None:
        self.view = view
        first = _as_of(self.first) if self.first else _("At first (inherent)")
        day = self.second or self.desk.day
        second = _as_of(day) if day else _("Now (residual)")
        self.cards[0].show_side(first, view.first, {})
        self.cards[1].show_side(second, view.second, view.came)
        self.caption.setText(self._caption())
        legend = _("▲ came up to the cell, ▼ came down to it, from the first map to the second.")
        self.legend.setText(legend if view.came else _("No challenge has moved from the first map to the second."))

    def _caption(self) -> str:
        day = self.second or self.desk.day or today()
        parts = [_("Open challenges"), display_date(day.isoformat()), *self.filters.words()]
        if self.desk.project:
            parts.insert(1, self._project())
        return " · ".join(parts)

    def _project(self) -> str:
        from hsmonitor.store.finding import named_records

        narrowed = [("project", self.desk.project)] if self.desk.project else []
        found = named_records(self.desk.portfolio.connection, narrowed)
        return found[0].display if found else ""

    def _open(self, number: int, query: Query) -> None:
        day = (self.first, self.second)[number]
        if day:
            self.desk.look_at(day)
        self.desk.open_list(query)

    def copy_picture(self) -> None:
        """Put both maps into the clipboard."""
        copy_picture(self.picture)
        self.desk.said.emit(_("The picture is in the clipboard."), "ok")

    def _choose_file(self) -> None:
        from hsmonitor.store.identity import documents_folder

        proposed = documents_folder() / _("Heat map {day}.png").format(day=today().isoformat())
        kinds = _("Picture (*.png);;Drawing (*.svg)")
        target, _kind = QFileDialog.getSaveFileName(self, _("Picture"), str(proposed), kinds)
        if target:
            self.save_picture(Path(target))

    def save_picture(self, target: Path) -> None:
        """Write both maps to a file, PNG or SVG by its name."""
        with self.desk.telling():
            save_picture(self.picture, target, self.caption.text())
            self.desk.said.emit(_("{name} was made.").format(name=target.name), "ok")


def _as_of(day: date) -> str:
    return _("As of {day}").format(day=display_date(day.isoformat()))
