"""The history page: what was changed, by whom and when; each transaction can be looked into and taken back."""

from datetime import UTC, date, datetime, time

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from hsmonitor.domain import dates
from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import Conflict
from hsmonitor.language import _, ngettext
from hsmonitor.store.history_list import MOST_CHANGES, Asked, Step, Told, people, told
from hsmonitor.ui.commands import on_key
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.moments import local_time
from hsmonitor.ui.pages.history_model import StepsModel
from hsmonitor.ui.record.dressing import mark_wrong
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Actions, Button
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.choice_box import ChoiceBox
from hsmonitor.ui.widgets.layouts import let_go
from hsmonitor.ui.widgets.line import Line
from hsmonitor.ui.widgets.lines import LineButton
from hsmonitor.ui.widgets.plain_table import PlainTable

BESIDE_FROM = 820
"""Pixels at 100 % from which what was changed stands beside the list."""
BELOW_FROM = 460
"""Pixels at 100 % from which there is room for it below the list."""


class HistoryPage(QWidget):
    """The list with its filters, and beside it what the transaction under the cursor changed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stale = True
        self._looked_into = ""
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
        labels = (_("Words of the change"), _("From, such as May 2013"), _("To, such as today"))
        self.words, self.first, self.last = (Line(label, prompt=label) for label in labels)
        for line in (self.words, self.first, self.last):
            line.setClearButtonEnabled(True)
        self.person, self.kind = ChoiceBox(_("Who")), ChoiceBox(_("Kind of record"))
        self.person.addItem(_("Everybody"), "")
        self.kind.addItem(_("All kinds"), "")
        for key, record in RECORDS.items():
            self.kind.addItem(record.plural, key)

    def _lay_out(self) -> None:
        self._page, self._head, self._filters = QVBoxLayout(self), QHBoxLayout(), QGridLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.note)
        self._head.addWidget(Actions(self.open_record, self.undo), 1)
        self.lines = QWidget()
        self._lines = QVBoxLayout(self.lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.lines)
        for ground in (self.lines, scroll.viewport()):
            ground.setAutoFillBackground(False)  # that of the card shows through
        self.card.body.addWidget(scroll)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        for number, (widget, stretch) in enumerate(((self.table, 3), (self.card, 2))):
            self._split.addWidget(widget)
            self._split.setStretchFactor(number, stretch)
        self._split.setSizes([3000, 2000])  # so that it begins as it is stretched
        self._page.addLayout(self._head)
        self._page.addLayout(self._filters)
        self._page.addWidget(self._split, 1)

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
        for widget in self._filtering:
            widget.setFixedHeight(px(30))
        self.table.set_widths((108, 226, 116, 76, 110), wide=1)
        self._turn()

    @property
    def _filtering(self) -> tuple[QWidget, ...]:
        return self.words, self.person, self.kind, self.first, self.last

    def _turn(self) -> None:
        """Stand what was changed under the list, and the filters in two rows, where the page is narrow and not low."""
        narrow = self.width() < px(BESIDE_FROM) and self.height() >= px(BELOW_FROM)
        self._split.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)
        in_a_row = 3 if narrow else len(self._filtering)
        for number, widget in enumerate(self._filtering):
            self._filters.addWidget(widget, number // in_a_row, number % in_a_row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where the page is narrow."""
        super().resizeEvent(event)
        self._turn()

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

    def _moment(self, line: Line, *, end: bool) -> str:
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
            self.table.go(self.model.row_of(self._looked_into))  # it stays on what it was on, whatever came above it
        self._look_into()

    def current(self) -> Step | None:
        """Return the transaction under the cursor."""
        return self.model.step(self.table.currentIndex().row())

    def _look_into(self) -> None:
        step = self.current()
        can_undo = step is not None and step.entry.mode != "setup"
        self.undo.setEnabled(can_undo and not self.desk.portfolio.read_only)
        if step is None:
            self._show([], 0)
            return
        journal, count = step.entry.id, step.changes
        self._looked_into = journal
        self.desk.ask("told", lambda connection: told(connection, journal), lambda lines: self._show(lines, count))

    def _show(self, lines: list[Told], count: int) -> None:
        while item := self._lines.takeAt(0):
            if widget := item.widget():
                let_go(widget)
        step = self.current()
        self.card.note.setText(_words(step) if step else "")
        for line in lines[:SHOWN]:
            button = LineButton(line.reference, line.what, line.name)
            button.clicked.connect(lambda _checked=False, one=line: self.desk.open_record(one.kind, one.record))
            self._lines.addWidget(button)
        more = count - len(lines[:SHOWN])
        if more > 0:
            words = ngettext("and {count} more change", "and {count} more changes", more)
            self._lines.addWidget(Words(words.format(count=f"{more:,}"), tint="text2"))
        self._lines.addStretch(1)
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
                answer = (_("Undo all the same"), lambda: self.undo_this(force=True))
                self.desk.asked.emit(str(error), [answer])


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
