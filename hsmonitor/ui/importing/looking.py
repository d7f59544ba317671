"""Step 2: what a file would do, row by row; conflicts are answered here, and rows left out."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from hsmonitor.exchange.outcome import FILE, HERE, Outcome, RowState
from hsmonitor.exchange.taking import ready
from hsmonitor.language import _, ngettext
from hsmonitor.ui.commands import on_key
from hsmonitor.ui.importing.cells import RowDelegate
from hsmonitor.ui.importing.file_line import FileLine
from hsmonitor.ui.importing.panel import MOST_CHOICES, RowPanel
from hsmonitor.ui.importing.rows import REFERENCE, ROW, TAKE, RowsModel, Shelf, state_words
from hsmonitor.ui.importing.state_tabs import StateTabs
from hsmonitor.ui.refused_rows import target_of_refused
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.plain_table import PlainTable

NARROW = 720
"""Pixels at 100 % below which only what matters most is shown."""


class RowTable(PlainTable):
    """The rows; Space takes or leaves one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space toggles the row under the cursor."""
        model = self.model()
        if event.key() == Qt.Key.Key_Space and isinstance(model, RowsModel):
            model.toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class Looking(QWidget):
    """`accepted` follows Ctrl+Enter, `dropped` Esc; `saving` carries the file that refused rows are saved to.

    `meant` carries what a name in the file means, as the user says: row, cell, key.
    """

    accepted = Signal()
    dropped = Signal()
    saving = Signal(Path)
    meant = Signal(object, object, str)

    def __init__(self) -> None:
        super().__init__()
        self.shelf: Shelf | None = None
        self.model = RowsModel(self)
        self.table = RowTable(self.model, _("Rows of the file"))
        self.table.setItemDelegate(RowDelegate(self.table))
        self.panel = RowPanel()
        self.tabs = StateTabs()
        self.title, self.step = Words(_("Import preview"), font="title"), Words(tint="text2")
        self.line = FileLine()
        self.foot = Words(tint="text2", wrap=True)
        self.cancel = Button(_("Cancel"), role="plain", key="Esc")
        self.take = Button("", role="primary", icon="check", key="Ctrl+Enter")
        self._lay_out()
        self._connect()
        self._measure()

    def _lay_out(self) -> None:
        self._page, self._head, self._foot = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.step)
        self._head.addStretch(1)
        self._foot.addWidget(self.foot, 1)
        self._foot.addWidget(self.cancel)
        self._foot.addWidget(self.take)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.table)
        self.split.addWidget(self.panel)
        self.split.setStretchFactor(0, 1)
        self._page.addLayout(self._head)
        self._page.addWidget(self.line)
        self._page.addWidget(self.tabs)
        self._page.addWidget(self.split, 1)
        self._page.addLayout(self._foot)

    def _connect(self) -> None:
        self.tabs.picked.connect(self._show_sheet)
        self.line.sheets.currentIndexChanged.connect(self._show_sheet)
        self.table.selectionModel().currentRowChanged.connect(self._look_into)
        self.table.clicked.connect(lambda index: self.model.toggle(index.row()) if index.column() == TAKE else None)
        self.panel.answered.connect(lambda: self.model.tell(self.table.currentIndex().row()))
        self.model.chosen.connect(self._count)
        self.line.save.clicked.connect(self._save)
        self.line.change.clicked.connect(self.dropped)
        self.cancel.clicked.connect(self.dropped)
        self.take.clicked.connect(self._accept)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            on_key(self, key, self._accept)
        on_key(self, "Esc", self.dropped.emit)
        for key, act in (("M", lambda: self.panel.answer(HERE)), ("F", lambda: self.panel.answer(FILE))):
            on_key(self.table, key, act)
        self.panel.meant.connect(self.meant)
        for number in range(1, MOST_CHOICES + 1):
            on_key(self.table, str(number), partial(self.panel.choose, number))
        on_key(self.table, "N", self.next_conflict)
        look().changed.connect(self._measure)

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), px(14), px(16), px(10))
        self._page.setSpacing(px(8))
        for layout in (self._head, self._foot):
            layout.setSpacing(px(10))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave away what there is no room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where it is narrow, row and reference stand in the panel alone, and states without rows have no tab."""
        narrow = self.width() < px(NARROW)
        self.tabs.be_narrow(narrow)
        self.line.be_narrow(narrow)
        for column in (ROW, REFERENCE):
            self.table.setColumnHidden(column, narrow)
        self._set_widths()
        self.panel.setMinimumWidth(px(190 if narrow else 250))
        self.split.setSizes([px(340), px(200)] if narrow else [px(820), px(320)])

    def _set_widths(self) -> None:
        self.table.set_widths((50, 130, 48, 78, 250, *[140] * (self.model.columnCount() - 5)))

    def show_rows(self, shelf: Shelf) -> None:
        """Show what a file would do, the sheet with most to look at first; compared again, it keeps place and answers."""
        again = self.shelf is not None and self.isVisible()
        place = (self.line.sheets.currentData(), self.table.currentIndex().row()) if again else ("", 0)
        self.model.left = shelf.carried_over(self.shelf, self.model.left) if self.shelf and again else set()
        self.shelf = shelf
        self.step.setText(_("Step 2 of 2") if shelf.plan.stamp else _("Step 3 of 3"))
        self.line.show_plan(shelf.plan, refused=shelf.totals[RowState.REFUSED] > 0)
        self.line.fill_sheets(shelf.to_look_at(), str(place[0]))
        self._show_sheet()
        self.table.setCurrentIndex(self.model.index(min(place[1], self.model.rowCount() - 1), TAKE))

    def forget(self) -> Shelf | None:
        """Show no file any more; return what was shown."""
        shelf, self.shelf = self.shelf, None
        self.model.show_nothing()
        self.panel.show_row(None)
        return shelf

    def _show_sheet(self) -> None:
        if self.shelf is None:
            return
        sheet = str(self.line.sheets.currentData())
        self.tabs.set_counts(self.shelf.counts(sheet))
        self._fit()
        self.model.show(self.shelf, sheet, self.tabs.state)
        self._set_widths()
        if self.model.rows:
            self.table.setCurrentIndex(self.model.index(0, TAKE))
        self._look_into()
        self._count()

    def _look_into(self) -> None:
        self.panel.show_row(self.model.row(self.table.currentIndex().row()))

    def accepted_rows(self) -> list[Outcome]:
        """Return the rows that would be written, of all sheets."""
        left = self.model.left
        return ready(row for row in self.shelf.telling if id(row) not in left) if self.shelf else []

    def _count(self) -> None:
        count = len(self.accepted_rows())
        words = ngettext("Import {count} row", "Import {count} rows", count).format(count=f"{count:,}")
        self.take.setText(words)
        self.take.setEnabled(count > 0)
        self.take.updateGeometry()
        self.foot.setText(self._waiting())

    def _waiting(self) -> str:
        rows = self.shelf.telling if self.shelf else []
        waiting = sum(row.state == RowState.CONFLICT and not row.answered for row in rows)
        if not waiting:
            return _("Nothing is written yet.")
        words = ngettext(
            "Nothing is written yet. {count} conflict is waiting; rows without an answer are left as they are.",
            "Nothing is written yet. {count} conflicts are waiting; rows without an answer are left as they are.",
            waiting,
        )
        return words.format(count=f"{waiting:,}")

    def next_conflict(self) -> None:
        """Go to the next row of this sheet whose conflict has no answer."""
        here, rows = self.table.currentIndex().row(), self.model.rows
        for step in range(1, len(rows) + 1):
            number = (here + step) % len(rows)
            if rows[number].state == RowState.CONFLICT and not rows[number].answered:
                self.table.setCurrentIndex(self.model.index(number, TAKE))
                return

    def _accept(self) -> None:
        if self.take.isEnabled():
            self.accepted.emit()

    def _save(self) -> None:
        if self.shelf and (target := target_of_refused(self, self.shelf.plan.file)):
            self.saving.emit(target)


def summary(shelf: Shelf) -> str:
    """Return the counts of all states in words, for the status bar."""
    return "   ".join(f"{state_words(state)} {count:,}" for state, count in shelf.totals.items() if count)
