"""What is to be known of the row under the cursor: a conflict with its two answers, why a row is refused, what would change."""

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.dates import display_date
from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.exchange.meaning import CREATE, MOST_NEAR, Near
from hsmonitor.exchange.outcome import FILE, HERE, Cell, Outcome, RowState
from hsmonitor.language import _
from hsmonitor.ui.importing.cells import paint_state
from hsmonitor.ui.record.naming import create_line
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, look, px
from hsmonitor.ui.widgets.button import paint_key_cap
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.key_hints import KeyHints


class Chip(QWidget):
    """The state of a row."""

    def __init__(self, state: RowState) -> None:
        super().__init__()
        self._state = state
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as a chip."""
        return QSize(px(120), px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip."""
        paint_state(QPainter(self), self.rect(), self._state, self.layoutDirection())


class Answer(QAbstractButton):
    """One of the two answers to a conflict: a value, where it comes from, and the key that chooses it."""

    def __init__(self, words: str, note: str, key: str, *, chosen: bool) -> None:
        super().__init__()
        self.words, self.note, self.key = words, note, key
        self.setCheckable(True)
        self.setChecked(chosen)
        self.setAccessibleName(f"{words}, {note}")
        self.setToolTip(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines high."""
        return QSize(px(120), px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, mark, words, note and key."""
        painter, edge = QPainter(self), "accent" if self.isChecked() else "edge"
        paint.box(painter, self.rect(), "accent_soft" if self.isChecked() else "surface", edge, width=2)
        mark = QRect(px(10), px(10), px(14), px(14))
        paint.box(painter, paint.mirrored(self, mark), "surface", edge, radius=7, width=2)
        if self.isChecked():
            dot = mark.adjusted(px(4), px(4), -px(4), -px(4))
            paint.box(painter, paint.mirrored(self, dot), "accent", radius=3)
        cap = QFontMetrics(font("key")).horizontalAdvance(self.key) + px(10)
        if self.key:
            spot = paint.mirrored(self, QRect(self.width() - cap - px(8), px(8), cap, px(18)))
            paint_key_cap(painter, spot, self.key)
        face = "missing" if self.words == NOT_RECORDED else "strong"
        self._line(painter, QRect(px(30), px(6), self.width() - px(42) - cap, px(22)), self.words, face, "text")
        self._line(painter, QRect(px(30), px(29), self.width() - px(38), px(18)), self.note, "label", "text2")
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            paint.focus_ring(painter, self.rect().adjusted(2, 2, -2, -2))

    def _line(self, painter: QPainter, area: QRect, words: str, face: str, ink: str) -> None:
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        paint.text(painter, paint.mirrored(self, area), words, font(face), color(ink), align)


MOST_CHOICES = MOST_NEAR + 1
"""What is nearly called so, and the record of its own."""


class RowPanel(QScrollArea):
    """Shows one row; `answered` follows each answer to a conflict.

    `meant` carries the row, the cell whose name means nothing, and the key of what the user says that it means.
    """

    answered = Signal()
    meant = Signal(object, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: Outcome | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("The row under the cursor"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        look().changed.connect(self._renew)

    def _renew(self) -> None:
        self.show_row(self.row)

    def show_row(self, row: Outcome | None) -> None:
        """Show a row, or nothing."""
        self.row = row
        inside = QWidget()
        inside.setAutoFillBackground(False)
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(8))
        for widget in self._parts(row) if row else ():
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(inside)

    def _parts(self, row: Outcome) -> Iterator[QWidget]:
        yield Chip(row.state)
        place = _("{sheet}, row {number}").format(sheet=row.line.columns.sheet, number=row.line.number)
        yield Words(place, font="label", tint="text2")
        yield Words(row.name or NOT_RECORDED, font="record", wrap=True)
        if explained := _explained(row):
            yield Words(explained, tint="text2", wrap=True)
        for spot, why in row.refusals:
            yield Words(_("{cell}: {why}").format(cell=spot, why=why) if spot else why, tint="danger", wrap=True)
        for cell in row.cells.values():
            if _choices(cell):
                yield self._near(row, cell)
            elif cell.conflict:
                yield self._conflict(row, cell)
            elif not cell.refused:
                yield _difference(row, cell)
        for new in row.created().values():
            yield Words(create_line(new.kind, new.name), tint="text2", wrap=True)
        if row.conflicts:
            keys = ((("M",), _("keep mine")), (("F",), _("take file")), (("N",), _("next conflict")))
            yield KeyHints(keys, inset=0, height=28)

    def _conflict(self, row: Outcome, cell: Cell) -> QWidget:
        group = QWidget()
        column, answers = QVBoxLayout(group), QHBoxLayout()
        column.setContentsMargins(0, px(6), 0, 0)
        column.setSpacing(px(4))
        column.addWidget(Words(RECORDS[row.kind].fields[cell.name].label, font="label strong"))
        where = {HERE: (cell.here, _told(cell), "M"), FILE: (cell.file, _("in the file"), "F")}
        for answer, (words, note, key) in where.items():
            button = Answer(_short(words), note, key, chosen=row.answers.get(cell.name) == answer)
            button.clicked.connect(lambda _checked=False, name=cell.name, one=answer: self.answer(one, name))
            answers.addWidget(button)
        column.addLayout(answers)
        exported = _("when exported: {words}").format(words=_short(cell.exported))
        column.addWidget(Words(exported, font="label", tint="text2", wrap=True))
        return group

    def _near(self, row: Outcome, cell: Cell) -> QWidget:
        """Return what a name may mean that nothing is called by: what is nearly called so, or a record of its own."""
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, px(6), 0, 0)
        column.setSpacing(px(4))
        column.addWidget(
            Words(_("What {text} means").format(text=_short(cell.meaning)), font="label strong", wrap=True)
        )
        note = _("wherever the file says it")
        for number, (key, name) in enumerate(_choices(cell), 1):
            button = Answer(name, note, str(number) if cell is self._first_open else "", chosen=False)
            button.clicked.connect(lambda _checked=False, one=key: self.meant.emit(row, cell, one))
            column.addWidget(button)
        return group

    @property
    def _first_open(self) -> Cell | None:
        """The first cell whose name means nothing but may mean something: the one whose answers have keys."""
        return next(filter(_choices, self.row.cells.values()), None) if self.row else None

    def choose(self, number: int) -> None:
        """Say that the name of the first such cell has the meaning of this number."""
        cell = self._first_open
        if self.row and cell and number <= len(choices := _choices(cell)):
            self.meant.emit(self.row, cell, choices[number - 1][0])

    def answer(self, answer: str, name: str = "") -> None:
        """Answer the conflict of a field; without one the first that has no answer, or all again where each has."""
        if self.row is None or not self.row.conflicts:
            return
        names = [cell.name for cell in self.row.conflicts]
        waiting = [one for one in names if one not in self.row.answers]
        for one in [name] if name else waiting[:1] or names:
            self.row.answers[one] = answer
        self.show_row(self.row)
        self.answered.emit()


def _choices(cell: Cell) -> Near:
    """Return what the name of a cell may mean, with its words."""
    new = [(CREATE, create_line(cell.creatable, cell.meaning))] if cell.creatable else []
    return [*cell.near, *new]


def _explained(row: Outcome) -> str:
    if row.gone:
        return _("This record was deleted here after the file was exported. Take the file to bring it back.")
    if row.state == RowState.CONFLICT:
        return _("This record was changed here after the file was exported. Choose for each field.")
    if row.state == RowState.NEW and not row.copied:
        return _("It has no record yet, and gets its reference when it is taken.")
    if row.copied:
        return _("It is a copy of row {number}, so it is a new record.").format(number=row.copied)
    return _("Nothing in it differs from what was exported.") if row.state == RowState.UNCHANGED else ""


def _difference(row: Outcome, cell: Cell) -> QWidget:
    label = RECORDS[row.kind].fields[cell.name].label
    if row.fresh:
        words = _("{field}: {new}").format(field=label, new=_short(cell.file))
    else:
        message = _("{field}: {old} › {new}")
        words = message.format(field=label, old=_short(cell.here), new=_short(cell.file))
    return Words(words, wrap=True)


def _short(words: str) -> str:
    one = " ".join(words.split())
    return one if 0 < len(one) <= 200 else f"{one[:199]}…" if one else NOT_RECORDED


def _told(cell: Cell) -> str:
    if not cell.when:
        return _("here")
    day = datetime.fromisoformat(cell.when).astimezone().date()
    return _("{person}, {day}").format(person=cell.who, day=display_date(day.isoformat()))
