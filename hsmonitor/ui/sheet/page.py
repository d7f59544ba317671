"""The sheet of one kind of record: title and actions, search, table."""

from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hsmonitor.domain.catalogue import RECORDS, links_to
from hsmonitor.language import _, ngettext
from hsmonitor.store.listing import Query
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.record.new_record import NewRecord
from hsmonitor.ui.sheet.model import SheetModel
from hsmonitor.ui.sheet.view import SheetView
from hsmonitor.ui.theme import icons
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.message import Message


class SheetPage(QWidget):
    """Shows, sorts, searches, adds and deletes the records of one kind. `counted` carries the words for the status bar."""

    counted = Signal(str)

    def __init__(self, desk: Desk, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.record = RECORDS[kind]
        self._shown_with = {kind, *(field.target for field in self.record.link_fields())}
        self._stale = True
        self._current = ""
        self.model = SheetModel(desk.reading, kind, self)
        self.table = SheetView(self.model)
        self.message = Message()
        self._make_head()
        self._make_search()
        self._page = QVBoxLayout(self)
        self._begun = QVBoxLayout()
        self._page.addLayout(self._head)
        self._page.addLayout(self._begun)
        self._page.addLayout(self._tools)
        self._page.addWidget(self.message)
        self._page.addWidget(self.table, 1)
        self._connect()
        self._measure()

    def _make_head(self) -> None:
        self.title = Words(self.record.plural, font="title")
        self.note = Words(font="body", tint="text2")
        label = _("New {kind}").format(kind=self.record.label.lower())
        self.new = Button(label, role="primary", icon="add", key="Ctrl+N", shortcut=True)
        self.delete = Button(_("Delete"), role="quiet", icon="delete", key="Ctrl+Delete", shortcut=True)
        self._head = QHBoxLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.note)
        self._head.addStretch(1)
        if not self.record.append_only:
            self._head.addWidget(self.delete)
            self._head.addWidget(self.new)
        else:
            self.delete.hide()
            self.new.hide()

    def _make_search(self) -> None:
        self.search = QLineEdit()
        self.search.setProperty("wrong", False)
        self.search.setPlaceholderText(_('Search, such as: drought status:closed "water points"'))
        self.search.setAccessibleName(_("Search in {records}").format(records=self.record.plural))
        self.search.setClearButtonEnabled(True)
        self._glass = self.search.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter = Button("", role="plain", icon="close")
        self.filter.setToolTip(_("Show all again"))
        self.filter.hide()
        self._tools = QHBoxLayout()
        self._tools.addWidget(self.search, 1)
        self._tools.addWidget(self.filter)
        self._tools.addStretch(1)

    def _connect(self) -> None:
        self.new.clicked.connect(self.begin_new)
        self.delete.clicked.connect(self.delete_selected)
        self.search.textChanged.connect(lambda words: self.model.show(words=words))
        self.filter.clicked.connect(lambda: self.show_query(Query(self.record.kind)))
        self.table.opened.connect(self._open)
        self.table.sorting.connect(self._sort)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(lambda error: self.message.say(str(error), "error"))
        self.desk.changed.connect(self._changed)
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        QShortcut(QKeySequence("Ctrl+F"), self, self._go_search)
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape), self.search, self._leave_search, context=Qt.ShortcutContext.WidgetShortcut
        )
        self.search.returnPressed.connect(self._go_table)
        look().changed.connect(self._measure)

    def _measure(self) -> None:
        self._page.setContentsMargins(0, px(12), 0, 0)
        self._page.setSpacing(px(8))
        self._head.setContentsMargins(px(20), 0, px(16), 0)
        self._head.setSpacing(px(10))
        self._tools.setContentsMargins(px(20), 0, px(16), 0)
        self.search.setMinimumWidth(px(320))
        self.search.setFixedHeight(px(30))
        self._glass.setIcon(icons.icon("search", "muted"))
        self._begun.setContentsMargins(px(20), 0, px(16), 0)

    def open(self) -> None:
        """Be looked at: read what has changed since, and take the keyboard."""
        if self._stale:
            self._stale = False
            self.model.reload()
        self.table.setFocus()

    def show_query(self, query: Query) -> None:
        """Show only what `query` finds, and say so."""
        self._stale = False
        self.search.blockSignals(True)
        self.search.setText(query.words)
        self.search.blockSignals(False)
        self.model.show(words=query.words, conditions=query.conditions, project=query.project)

    def _loaded(self) -> None:
        query, count = self.model.query, self.model.count
        words = ngettext("{count} row", "{count} rows", count).format(count=f"{count:,}")
        self.counted.emit(words)
        self.note.setText(words)
        filtered = bool(query.conditions or query.project)
        self.filter.setVisible(filtered)
        self.filter.setText(self._conditions())
        self.filter.updateGeometry()
        self._say_empty(count, filtered or bool(query.words))
        self._return_to_current()

    def _conditions(self) -> str:
        parts = []
        for condition in self.model.query.conditions:
            field = self.record.fields[condition.field]
            parts.append(f"{field.label} {_shown(field, condition.operator, condition.value)}")
        return "; ".join(parts) or _("Filtered")

    def _say_empty(self, count: int, narrowed: bool) -> None:
        if count:
            self.message.hide()
        elif narrowed:
            self.message.say(_("Nothing is found. Search for fewer or shorter words."), "info")
        else:
            words = _("There are no {records} yet. Press Ctrl+N and type the first.")
            self.message.say(
                words.format(records=self.record.plural.lower()), "info", [(self.new.text(), self.begin_new)]
            )

    def _return_to_current(self) -> None:
        if self._current:
            self.model.find(self._current, self._select)
        elif self.model.count:
            self._select(0)

    def _select(self, number: int | None) -> None:
        if self.model.count == 0:
            return
        index = self.model.index(min(number or 0, self.model.count - 1), max(0, self.table.currentIndex().column()))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        if index.row() != self.table.currentIndex().row():
            self.table.selectionModel().setCurrentIndex(index, flags)
            self.table.scrollTo(index)

    def _moved(self) -> None:
        if row := self.model.row(self.table.currentIndex().row()):
            self._current = row.key

    def _changed(self, touched: dict[str, set[str]]) -> None:
        if not self._shown_with & touched.keys():
            return
        if self.isVisible():
            self.model.reload()
        else:
            self._stale = True

    def _open(self, number: int) -> None:
        if row := self.model.row(number):
            self._current = row.key
            self.desk.open_record(self.record.kind, row.key)

    def _sort(self, column: int, descending: bool) -> None:
        self.model.show(order=((self.model.columns[column], descending),))

    def _go_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _leave_search(self) -> None:
        if self.search.text():
            self.search.clear()
        else:
            self._go_table()

    def _go_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin_new(self) -> None:
        """Ask for what a new record needs."""
        if self.findChildren(NewRecord):
            return
        new = NewRecord(self.desk, self.record.kind, {})
        new.made.connect(self._made)
        new.left.connect(self._drop_new)
        self._begun.addWidget(new)
        new.show()
        new.begin()

    def _made(self, kind: str, key: str) -> None:
        self._current = key
        self._drop_new()
        self.desk.open_record(kind, key)

    def _drop_new(self) -> None:
        for new in self.findChildren(NewRecord):
            new.setParent(None)
            new.deleteLater()
        self._go_table()

    def delete_selected(self) -> None:
        """Delete the selected records with what belongs to them; at once, as it can be undone."""
        numbers = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        rows = [row for number in numbers if (row := self.model.row(number))]
        if not rows:
            return
        count = len(rows)
        title = ngettext("Delete {name}", "Delete {count} {records}", count)
        names: dict[str, Any] = {"name": rows[0].display, "count": count, "records": self.record.plural.lower()}
        with self.desk.telling():
            self.desk.delete(self.record.kind, [row.key for row in rows], title.format(**names))
            belonging = sorted(
                record.plural.lower()
                for record, field in links_to(self.record.kind)
                if getattr(field, "belongs", False)
            )
            words = ngettext("{name} was deleted", "{count} {records} were deleted", count).format(**names)
            if belonging:
                words = _("{deleted}, with the {others} that belong to it.").format(
                    deleted=words, others=", ".join(belonging)
                )
            QTimer.singleShot(0, lambda: self.desk.said.emit(words, "undo"))


def _shown(field: Any, operator: str, value: Any) -> str:
    words = {"not recorded": _("not recorded"), "recorded": _("recorded")}
    if operator in words:
        return words[operator]
    if operator == "among":
        return ", ".join(field.show(one) for one in value)
    text = field.show(value) if field.kind_of_value not in ("link", "links", "countries", "choices") else ""
    return f"{operator} {text}".strip()
