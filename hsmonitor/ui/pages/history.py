"""The history page: what was changed, by whom and when; each transaction can be looked into and taken back."""

from datetime import UTC, date, datetime, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from hsmonitor.domain import dates
from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import Conflict
from hsmonitor.language import _, ngettext
from hsmonitor.store.history_list import MOST_CHANGES, Asked, Step, Told, people, told
from hsmonitor.ui.commands import on_key
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.moments import local_time
from hsmonitor.ui.pages.history_model import StepsModel
from hsmonitor.ui.record.editor import mark_wrong
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.lines import LineButton
from hsmonitor.ui.widgets.plain_table import PlainTable


class HistoryPage(QWidget):
    """The list with its filters, and beside it what the transaction under the cursor changed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stale = True
        self.model = StepsModel(desk, self)
        self.table = PlainTable(self.model, _("Changes"))
        self.title, self.note = Words(_("History"), font="title"), Words(font="body", tint="text2")
        self.undo = Button(_("Undo this"), role="plain", icon="undo", key="Ctrl+Shift+Z", shortcut=True)
        self.open_record = Button(_("Open record"), role="quiet", icon="open", key="Enter")
        self.card = Card(_("What it changed"))
        self._make_filters()
        self._lay_out()
        self._connect()
        self._measure()

    def _make_filters(self) -> None:
        self.words, self.first, self.last = QLineEdit(), QLineEdit(), QLineEdit()
        labels = (_("Words of the change"), _("From, such as May 2013"), _("To, such as today"))
        for line, label in zip((self.words, self.first, self.last), labels, strict=True):
            line.setProperty("wrong", False)
            line.setPlaceholderText(label)
            line.setAccessibleName(label)
            line.setClearButtonEnabled(True)
        self.person, self.kind = QComboBox(), QComboBox()
        self.person.setAccessibleName(_("Who"))
        self.kind.setAccessibleName(_("Kind of record"))
        self.person.addItem(_("Everybody"), "")
        self.kind.addItem(_("All kinds"), "")
        for key, record in RECORDS.items():
            self.kind.addItem(record.plural, key)

    def _lay_out(self) -> None:
        self._page, self._head, self._filters = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.note)
        self._head.addStretch(1)
        self._head.addWidget(self.open_record)
        self._head.addWidget(self.undo)
        for widget in (self.words, self.person, self.kind, self.first, self.last):
            self._filters.addWidget(widget, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.card)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self._page.addLayout(self._head)
        self._page.addLayout(self._filters)
        self._page.addWidget(split, 1)

    def _connect(self) -> None:
        for line in (self.words, self.first, self.last):
            line.textChanged.connect(self.ask)
        for box in (self.person, self.kind):
            box.currentIndexChanged.connect(self.ask)
        self.table.selectionModel().currentRowChanged.connect(self._look_into)
        self.table.opened.connect(self._open)
        self.open_record.clicked.connect(self._open)
        self.undo.clicked.connect(self.undo_this)
        self.model.loaded.connect(self._loaded)
        self.desk.changed.connect(self._changed)
        self.desk.narrowed.connect(self.ask)
        on_key(self, "Ctrl+F", self.words.setFocus)
        look().changed.connect(self._measure)

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), px(12), px(16), px(12))
        self._page.setSpacing(px(10))
        self._head.setSpacing(px(10))
        self._filters.setSpacing(px(8))
        for widget in (self.words, self.first, self.last, self.person, self.kind):
            widget.setFixedHeight(px(30))
        self.table.set_widths((118, 330, 130, 70, 110))

    def open(self) -> None:
        """Be looked at: read what has changed since, and take the keyboard."""
        if self._stale:
            self._stale = False
            self._fill_people()
            self.ask()
        self.table.setFocus()

    def _fill_people(self) -> None:
        known = {self.person.itemData(row) for row in range(self.person.count())}
        for name in people(self.desk.portfolio.connection):
            if name not in known:
                self.person.addItem(name, name)

    def _changed(self, touched: dict[str, set[str]]) -> None:
        self._stale = True
        if self.isVisible():
            self._stale = False
            self._fill_people()
            self.ask()

    def ask(self) -> None:
        """Ask for the transactions that fit the filters; a date that is none is marked and left out."""
        first, last = self._moment(self.first, end=False), self._moment(self.last, end=True)
        project = self.desk.project or ""
        person, kind = str(self.person.currentData()), str(self.kind.currentData())
        self.model.ask(Asked(self.words.text().strip(), person, kind, project, first, last))

    def _moment(self, line: QLineEdit, *, end: bool) -> str:
        """Return the beginning or the end of the day that is typed, in UTC as the history keeps it."""
        text, wrong = line.text().strip(), ""
        found = ""
        try:
            iso = dates.parse_date(text, partial=True, today=dates.today()) if text else ""
            found = _utc(dates.last_day(iso) if end else dates.first_day(iso), end=end) if iso else ""
        except ValueError as error:
            wrong = str(error)
        mark_wrong(line, bool(wrong))
        line.setToolTip(wrong)
        return found

    def _loaded(self) -> None:
        count = self.model.rowCount()
        words = ngettext("{count} change", "{count} changes", count).format(count=f"{count:,}")
        self.note.setText(_("the newest {changes}").format(changes=words) if self.model.more else words)
        if count and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._look_into()

    def current(self) -> Step | None:
        """Return the transaction under the cursor."""
        return self.model.step(self.table.currentIndex().row())

    def _look_into(self) -> None:
        step = self.current()
        self.undo.setEnabled(bool(step) and not self.desk.portfolio.read_only and step.entry.mode != "setup")  # type: ignore[union-attr]
        if step is None:
            self._show([], 0)
            return
        journal, count = step.entry.id, step.changes
        self.desk.ask("told", lambda connection: told(connection, journal), lambda lines: self._show(lines, count))

    def _show(self, lines: list[Told], count: int) -> None:
        while item := self.card.body.takeAt(0):
            if widget := item.widget():
                widget.setParent(None)
                widget.deleteLater()
        step = self.current()
        self.card.note.setText(_words(step) if step else "")
        for line in lines[:SHOWN]:
            button = LineButton(line.reference, line.what, line.name)
            button.clicked.connect(lambda _checked=False, one=line: self.desk.open_record(one.kind, one.record))
            self.card.body.addWidget(button)
        more = count - len(lines[:SHOWN])
        if more > 0:
            words = ngettext("and {count} more change", "and {count} more changes", more)
            self.card.body.addWidget(Words(words.format(count=f"{more:,}"), tint="text2"))
        self.card.body.addStretch(1)
        self.open_record.setEnabled(bool(lines))

    def _open(self) -> None:
        step = self.current()
        if step:
            lines = told(self.desk.portfolio.connection, step.entry.id)[:1]
            for line in lines:
                self.desk.open_record(line.kind, line.record)

    def undo_this(self, *, force: bool = False) -> None:
        """Take back the transaction under the cursor; where somebody has changed the same since, ask first."""
        step = self.current()
        if step is None:
            return
        with self.desk.telling():
            try:
                self.desk.undo_entry(step.entry.id, force=force)
                words = _("Taken back: {name}").format(name=step.entry.name)
                self.desk.said.emit(words, "undo")
            except Conflict as error:
                self.desk.asked.emit(str(error), _("Undo all the same"), lambda: self.undo_this(force=True))


SHOWN = 60
"""Changes that are shown of one transaction; `MOST_CHANGES` are read at most, and how many more there are is said."""
assert SHOWN <= MOST_CHANGES  # noqa: S101


def _words(step: Step) -> str:
    return _("{time}, {person}, {device}").format(
        time=local_time(step.entry.made_at), person=step.entry.person, device=step.entry.device
    )


def _utc(day: date, *, end: bool) -> str:
    moment = datetime.combine(day, time.max if end else time.min).astimezone()
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
