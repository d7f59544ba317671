"""The settings of the portfolio on one page: what the office is called, its periods and currencies, its table of levels."""

import sqlite3
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.levels import LevelTable as Levels
from hsmonitor.domain.levels import default_table
from hsmonitor.domain.office import Office
from hsmonitor.language import _, ngettext
from hsmonitor.store.level_effect import Cells, Effect, effects, rated, set_table
from hsmonitor.store.listing import Listing, Query
from hsmonitor.store.record_view import RecordView, read_view
from hsmonitor.store.rows import level_table
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.record.form import RecordForm
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Actions, Button
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.level import level_words
from hsmonitor.ui.widgets.level_table import LevelTable

ONE_COLUMN_BELOW = 860
"""Pixels at 100 % under which the level table stands below the rest."""


class _Shown(NamedTuple):
    office: RecordView | None
    stored: Levels
    counts: Cells


class SettingsPage(QWidget):
    """Fields are saved when they are left; a table of levels is tried on screen and then applied as one change."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stored: Levels = {}
        self._counts: Cells = {}
        self.form = RecordForm(desk, RECORDS["office"])
        self.table = LevelTable()
        self.effect = Words(wrap=True)
        self.apply = Button(_("Apply"), role="primary", icon="check")
        self.forget = Button(_("Put back"), role="plain", icon="undo")
        self.default = Button(_("Default table"), role="quiet", icon="history")
        self._lay_out()
        self._connect()
        self._measure()

    def _lay_out(self) -> None:
        card = Card(_("Level table"), note=_("likelihood and impact make the level"))
        hint = _(
            "Arrows move, 1 to 4 set a level, Enter takes the next one. The number is how many challenges sit there."
        )
        for widget in (Words(hint, font="label", tint="text2", wrap=True), self.table, self.effect):
            card.body.addWidget(widget)
        card.body.addWidget(Actions(self.default, self.forget, self.apply))
        card.body.setSpacing(px(8))
        self._sides, head = QBoxLayout(QBoxLayout.Direction.LeftToRight), QHBoxLayout()
        self._sides.addWidget(self.form, 9, Qt.AlignmentFlag.AlignTop)
        self._sides.addWidget(card, 11, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Words(_("Settings of the portfolio"), font="title"))
        head.addWidget(Words(_("they hold for everybody who opens it"), tint="text2"), 1)
        inside, scroll, whole = QWidget(), QScrollArea(), QVBoxLayout(self)
        self._page = QVBoxLayout(inside)
        self._page.addLayout(head)
        self._page.addLayout(self._sides, 1)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _connect(self) -> None:
        self.table.edited.connect(self._show_effect)
        self.apply.clicked.connect(self.apply_table)
        self.forget.clicked.connect(lambda: self._try(self._stored))
        self.default.clicked.connect(lambda: self._try(default_table()))
        self.desk.changed.connect(self._changed)
        look().changed.connect(self._measure)

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), px(14), px(16), px(12))
        self._page.setSpacing(px(12))
        self._sides.setSpacing(px(12))
        narrow = self.width() < px(ONE_COLUMN_BELOW)
        self._sides.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column when narrow."""
        super().resizeEvent(event)
        self._measure()

    def open(self) -> None:
        """Be looked at: read what is stored."""
        self.reload()
        self.form.cells[Office.title.name].editor.setFocus()

    def reload(self) -> None:
        """Read again; a table that is being tried stays on screen."""
        self.desk.ask("settings", _read, self._take)

    def _changed(self, touched: dict[str, set[str]]) -> None:
        if self.isVisible() and {"office", "level_cell", "challenge"} & touched.keys():
            self.reload()

    def _take(self, shown: _Shown) -> None:
        tried = {cell: level for cell, level in self.table.draft.items() if level != self._stored.get(cell)}
        self._stored, self._counts = shown.stored, shown.counts
        if shown.office:
            self.form.setEnabled(not self.desk.portfolio.read_only)
            self.form.show_row(shown.office.row, shown.office.citations)
        self._try({**shown.stored, **tried})

    def _try(self, table: Levels) -> None:
        self.table.show_table(self._counts, self._stored, table)
        self._show_effect()

    def _show_effect(self) -> None:
        """Say what the table on screen would change, before it does."""
        draft = self.table.draft
        cells = sum(level != self._stored.get(cell) for cell, level in draft.items())
        moves = effects(self._counts, self._stored, draft)
        if not cells:
            self.effect.setText(_("This is the table as it is stored."))
        elif not moves:
            self.effect.setText(_("No challenge would change its level."))
        else:
            self.effect.setText("\n".join(map(_effect_words, moves)))
        for button in (self.apply, self.forget):
            button.setEnabled(bool(cells) and not self.desk.portfolio.read_only)
        self.default.setEnabled(draft != default_table())

    def apply_table(self) -> None:
        """Write the table on screen beside the window, and have all levels derived anew, as one change."""
        portfolio, draft, seen = self.desk.portfolio, self.table.draft, dict(self._stored)
        done = _("The level table was changed, and all levels follow it.")
        self.desk.write(
            _("Change the level table"),
            lambda _progress, cancelled: set_table(portfolio, draft, seen, cancelled=cancelled),
            lambda _cells: self.desk.said.emit(done, "undo"),
        )


def _read(connection: sqlite3.Connection) -> _Shown:
    office = next(iter(Listing(connection, Query("office")).first(1)), None)
    view = read_view(connection, "office", office.key) if office else None
    return _Shown(view, level_table(connection), rated(connection))


def _effect_words(move: Effect) -> str:
    words = ngettext(
        "{count} challenge would go from {before} to {after}.",
        "{count} challenges would go from {before} to {after}.",
        move.count,
    )
    return words.format(count=f"{move.count:,}", before=level_words(move.before), after=level_words(move.after))
