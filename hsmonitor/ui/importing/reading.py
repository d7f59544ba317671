"""How a spreadsheet is read, but for its columns: sheet, headings, kind, how days and numbers are written, public source."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCompleter, QGridLayout, QVBoxLayout, QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.kinds import Date
from hsmonitor.domain.money import all_currencies
from hsmonitor.exchange.any_sheet import Found
from hsmonitor.exchange.book import Content
from hsmonitor.exchange.contents import text_of
from hsmonitor.exchange.headings import candidates
from hsmonitor.exchange.local_writing import MARKS, explained
from hsmonitor.exchange.match import Match
from hsmonitor.exchange.matching import texts_of
from hsmonitor.exchange.text_rows import ENCODINGS
from hsmonitor.exchange.unclear import has_numbers, is_mark_open, is_order_open, needs_currency
from hsmonitor.language import _
from hsmonitor.reports.entry_layout import KINDS
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.choice_box import ChoiceBox
from hsmonitor.ui.widgets.layouts import take_out
from hsmonitor.ui.widgets.line import Line

NARROWEST = 230
"""Pixels at 100 % that a choice needs beside another."""

Items = Iterable[tuple[str, object]]


class ReadingChoices(QWidget):
    """Boxes with their names above. `placed` follows another sheet, row or kind; `written` another way of writing or source.

    `encoded` carries the encoding in which a text is to be read again.
    """

    placed = Signal()
    written = Signal()
    encoded = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Found | None = None
        self._grid, self._cells = QGridLayout(self), list[QWidget]()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.encoding = self._box(_("Letters of the text (encoding)"), self._take_encoding)
        self.sheet, self.row = self._box(_("Sheet"), self._take_sheet), self._box(_("Headings"), self.placed.emit)
        self.storeys = self._box(_("Rows of headings"), self.placed.emit)
        self.kind = self._box(_("Kind of record"), self.placed.emit)
        self.order = self._box(_("Order of days in figures"), self._take_order)
        self.mark = self._box(_("Mark before decimals"), self._take_mark)
        self.currency = self._box(_("Currency where none is named"), self._take_currency)
        prompt = _("this file; or the public document it was taken from")
        self.source = Line(_("Source of all rows"), prompt=prompt)
        self.source.editingFinished.connect(self._take_source)
        self._add(_("Source of all rows"), self.source)
        _fill(self.storeys, [(_("one row"), 1), (_("two rows"), 2)], 1)
        _fill(self.kind, [(RECORDS[kind].plural, kind) for kind in KINDS], KINDS[0])
        look().changed.connect(self._lay_out)

    def _box(self, name: str, act: Callable[[], object]) -> ChoiceBox:
        box = ChoiceBox(name)
        box.activated.connect(lambda _index: act())
        self._add(name, box)
        return box

    def _add(self, name: str, widget: QWidget) -> None:
        widget.setAccessibleName(name)
        cell = QWidget(self)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(3))
        column.addWidget(Words(name, font="label", tint="text2"))
        column.addWidget(widget)
        self._cells.append(cell)

    def _lay_out(self) -> None:
        """Put the choices that matter side by side, as many as there is room for."""
        for cell in self._cells:
            take_out(cell)
        wanted = [cell for cell in self._cells if not cell.isHidden()]
        across = max(1, min(len(wanted), self.width() // px(NARROWEST)))
        for place, cell in enumerate(wanted):
            rest = across - place % across if cell is wanted[-1] else 1  # the last one has the rest of its line
            self._grid.addWidget(cell, place // across, place % across, 1, rest)
        for column in range(len(self._cells)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(8))
        self.source.setFixedHeight(px(30))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer beside each other where it is narrow."""
        super().resizeEvent(event)
        self._lay_out()

    @property
    def match(self) -> Match | None:
        """The match that is shown."""
        return self._found.match if self._found else None

    def show_found(self, found: Found) -> None:
        """Show how a spreadsheet is read."""
        self._found, match = found, found.match
        self._show_encoding()
        _fill(self.sheet, [(table.title, table.title) for table in found.tables], match.sheet)
        self._fill_rows(match.row)
        self.storeys.setCurrentIndex(self.storeys.findData(match.depth))
        self.kind.setCurrentIndex(self.kind.findData(match.kind))
        self.source.setText(match.source)
        self._suggest(found.sources)
        self.show_writing()

    def _show_encoding(self) -> None:
        """Show in what the text is written; a workbook tells that itself."""
        used = self._found.encoding if self._found else ""
        items = [(_("{words} ({name})").format(words=words, name=name), name) for name, words in ENCODINGS.items()]
        _fill(self.encoding, items, used)
        _cell(self.encoding).setVisible(bool(used))

    def _take_encoding(self) -> None:
        """Ask for another encoding; what is shown stays that of the rows until they are read in it."""
        chosen = str(self.encoding.currentData())
        self._show_encoding()
        if self._found and chosen != self._found.encoding:
            self.encoded.emit(chosen)

    def _suggest(self, titles: list[str]) -> None:
        completer = QCompleter(titles, self.source)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.source.setCompleter(completer)

    def _fill_rows(self, chosen: int) -> None:
        tables = self._found.tables if self._found else []
        rows = [one for table in tables if table.title == self.sheet.currentData() for one in candidates(table)]
        _fill(self.row, [(_heading_words(row, cells), row) for row, cells in rows], chosen)

    def show_writing(self) -> None:
        """Show what of days, numbers and amounts matters in the columns that are read."""
        if (match := self.match) is None:
            return
        asking = not match.remembered
        days = [(_("Days are written 31/12/2024"), "dmy"), (_("Days are written 12/31/2024"), "mdy")]
        marks = [(explained(mark), mark) for mark in MARKS]
        money = [(code, code) for code in sorted(all_currencies())]
        writing, texts = match.writing, texts_of(match, Date)
        self._ask(self.order, days, writing.order, shown=bool(texts), open_=asking and is_order_open(match))
        self._ask(self.mark, marks, writing.mark, shown=has_numbers(match), open_=asking and is_mark_open(match))
        self._ask(self.currency, money, writing.currency, shown=needs_currency(match), open_=not writing.currency)
        self._lay_out()

    def _ask(self, box: ChoiceBox, items: Items, chosen: str, *, shown: bool, open_: bool) -> None:
        """Fill a box; one whose answer nothing tells begins with a question."""
        _fill(box, [(_("Choose…"), ""), *items] if open_ else items, "" if open_ else chosen)
        _cell(box).setVisible(shown)

    def unanswered(self) -> ChoiceBox | None:
        """Return the first box whose question has no answer yet."""
        asked = (box for box in (self.order, self.mark, self.currency) if box.isVisibleTo(self))
        return next((box for box in asked if box.currentData() == ""), None)

    def _take_sheet(self) -> None:
        self._fill_rows(0)
        self.placed.emit()

    def _take_order(self) -> None:
        self._take("order", self.order)

    def _take_mark(self) -> None:
        self._take("mark", self.mark)

    def _take_currency(self) -> None:
        self._take("currency", self.currency)

    def _take(self, name: str, box: ChoiceBox) -> None:
        if self.match and (chosen := str(box.currentData())):
            self.match.write(name, chosen)
            self.written.emit()

    def _take_source(self) -> None:
        if self.match:
            self.match.source = self.source.text().strip()


def _cell(box: ChoiceBox) -> QWidget:
    """Return what holds a box and its name."""
    cell = box.parentWidget()
    assert cell is not None  # noqa: S101  (laid out above)
    return cell


def _fill(box: ChoiceBox, items: Items, chosen: object) -> None:
    box.clear()
    for words, value in items:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def _heading_words(row: int, cells: list[Content]) -> str:
    """Return the words by which a row is chosen: its number and what stands in its first cells."""
    texts = [" ".join(text_of(cell).split())[:24] for cell in cells]
    return _("{row}: {words}").format(row=row, words="; ".join([text for text in texts if text][:6]))
