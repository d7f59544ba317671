"""The palette over the window: a line, what it finds by groups, and keys alone to use it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from hsmonitor.domain.text import fold
from hsmonitor.language import _
from hsmonitor.ui.palette.choices import Choice
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, look, px
from hsmonitor.ui.widgets.button import paint_key_cap
from hsmonitor.ui.widgets.card import Words

Index = QModelIndex | QPersistentModelIndex
WIDTH = 640
LINE, HEADING = 34, 26
_CHOICE = Qt.ItemDataRole.UserRole
Find = Callable[[str, Callable[[list[Choice]], None]], None]
"""Finds the choices for a text and hands them over, at once or a little later."""


class _Lines(QStyledItemDelegate):
    """Paints a heading or a choice; the letters that were typed are bold and underlined."""

    def __init__(self, palette: "Palette") -> None:
        super().__init__(palette)
        self._palette = palette

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """34 high, headings 26."""
        return QSize(px(200), px(LINE if index.data(_CHOICE) else HEADING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        choice, rect = index.data(_CHOICE), QRect(option.rect)
        painter.save()
        if choice is None:
            heading = rect.adjusted(px(20), 0, -px(20), 0)
            paint.text(painter, heading, str(index.data()), font("label strong"), color("text2"), _start(option))
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                paint.box(painter, rect.adjusted(px(8), 0, -px(8), 0), "accent_soft")
            self._choice(painter, rect.adjusted(px(20), 0, -px(20), 0), choice, option)
        painter.restore()

    def _choice(self, painter: QPainter, rect: QRect, choice: Choice, option: QStyleOptionViewItem) -> None:
        end = rect.width()
        for words, is_key in ((choice.key, True), (choice.note, False)):
            if words:
                face = font("key" if is_key else "body")
                width = QFontMetrics(face).horizontalAdvance(words.replace("+", " ")) + px(10)
                end -= width + px(8)
                place = QRect(rect.x() + end, rect.y(), width, rect.height())
                place = QStyle.visualRect(option.direction, rect, place)
                if is_key:
                    paint_key_cap(painter, place.adjusted(0, px(8), 0, -px(8)), words)
                else:
                    paint.text(painter, place, words, face, color("text2"), Qt.AlignmentFlag.AlignHCenter)
        title = QStyle.visualRect(option.direction, rect, QRect(rect.x(), rect.y(), end - px(8), rect.height()))
        self._title(painter, title, choice.title, option)

    def _title(self, painter: QPainter, rect: QRect, title: str, option: QStyleOptionViewItem) -> None:
        words = QFontMetrics(font("body")).elidedText(title, Qt.TextElideMode.ElideRight, rect.width())
        if option.direction == Qt.LayoutDirection.RightToLeft:
            paint.text(painter, rect, words, font("body"), color("text"), Qt.AlignmentFlag.AlignRight)
            return
        x = rect.x()
        for part, matched in _parts(words, self._palette.line.text()):
            face = font("strong" if matched else "body")
            width = QFontMetrics(face).horizontalAdvance(part)
            painter.setFont(face)
            painter.setPen(color("accent" if matched else "text"))
            painter.drawText(QRect(x, rect.y(), width, rect.height()), Qt.AlignmentFlag.AlignVCenter, part)
            if matched:
                painter.fillRect(QRect(x, rect.center().y() + px(9), width, px(2)), color("accent"))
            x += width


def _start(option: QStyleOptionViewItem) -> Qt.AlignmentFlag:
    right = option.direction == Qt.LayoutDirection.RightToLeft
    return Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft


def _parts(words: str, typed: str) -> list[tuple[str, bool]]:
    """Return `words` in parts, each with whether it was typed; texts whose letters fold to several stay whole."""
    folded = fold(words)
    if len(folded) != len(words):
        return [(words, False)]
    marked = [False] * len(words)
    for word in fold(typed).split():
        start = folded.find(word)
        if start >= 0:
            marked[start : start + len(word)] = [True] * len(word)
    parts: list[tuple[str, bool]] = []
    for letter, matched in zip(words, marked, strict=True):
        if parts and parts[-1][1] == matched:
            parts[-1] = (parts[-1][0] + letter, matched)
        else:
            parts.append((letter, matched))
    return parts


class Palette(QWidget):
    """Over the whole window, on a scrim; `ask` opens it on a way to find choices."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self._find: Find | None = None
        self._came_from: QWidget | None = None
        self.setAccessibleName(_("Palette"))
        self.box = QFrame(self)
        self.line = QLineEdit(self.box)
        self.line.setProperty("wrong", False)
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self._glass = self.line.addAction(icons.icon("search", "accent"), QLineEdit.ActionPosition.LeadingPosition)
        self.list = QListWidget(self.box)
        self.list.setItemDelegate(_Lines(self))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(_("Found"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._take)
        self.hint = Words(_("↑ ↓ move   Enter does it   Esc goes back"), font="label", tint="text2")
        column = QVBoxLayout(self.box)
        column.setSpacing(px(6))
        for widget in (self.line, self.list, self.hint):
            column.addWidget(widget)
        window.installEventFilter(self)
        look().changed.connect(self._place)
        self.hide()

    def ask(self, find: Find, prompt: str) -> None:
        """Open on a way to find choices; Esc gives the keyboard back to where it was."""
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self._find = find
        self.line.setPlaceholderText(prompt)
        self.line.setAccessibleName(prompt)
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.line.text():
            self.line.clear()
        else:
            self._typed("")

    def _typed(self, text: str) -> None:
        if self._find and self.isVisible():
            self._find(text, lambda choices: self._show(text, choices))

    def _show(self, text: str, choices: list[Choice]) -> None:
        if text != self.line.text():
            return
        self.list.clear()
        group = ""
        for choice in choices:
            if choice.group != group:
                group = choice.group
                heading = QListWidgetItem(group, self.list)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
            item = QListWidgetItem(choice.title, self.list)
            item.setData(_CHOICE, choice)
        if not choices:
            nothing = QListWidgetItem(_("Nothing is found. Type fewer or shorter words."), self.list)
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
        self._step(1, start=-1)
        self._place()

    def choices(self) -> list[Choice]:
        """Return what is offered now, from top to bottom."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.data(_CHOICE) for item in items if item.data(_CHOICE)]

    def _step(self, by: int, *, start: int | None = None) -> None:
        row, count = self.list.currentRow() if start is None else start, self.list.count()
        for _try in range(count):
            row = (row + by) % count
            if self.list.item(row).data(_CHOICE):
                self.list.setCurrentRow(row)
                return

    def _take(self, item: QListWidgetItem | None) -> None:
        choice = item.data(_CHOICE) if item else None
        if choice:
            self.leave()
            choice.act()

    def leave(self) -> None:
        """Close, and give the keyboard back."""
        self._find = None
        came_from, self._came_from = self._came_from, None
        if came_from and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def _place(self) -> None:
        self.setGeometry(self._over.rect())
        lines = sum(px(LINE if self.list.item(row).data(_CHOICE) else HEADING) for row in range(self.list.count()))
        room = max(px(200), self.height() - px(160))
        self.list.setFixedHeight(min(lines + px(4), room - px(90)))
        self.line.setFixedHeight(px(40))
        width = min(px(WIDTH), self.width() - px(32))
        self._glass.setIcon(icons.icon("search", "accent"))
        ground, edge = color("raised").name(), color("line2").name()
        self.box.setStyleSheet(
            f"QFrame {{ background: {ground}; border: 1px solid {edge}; border-radius: {px(8)}px; }}"
            f" QLabel, QListWidget {{ border: 0; background: transparent; }}"
            f" QLineEdit {{ border: 0; background: {ground}; color: {color('text').name()}; font-size: {px(15)}px; }}"
        )
        self.box.setGeometry((self.width() - width) // 2, px(96), width, self.box.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the line that move, do and leave; the window's size is followed."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
            key = Qt.Key(event.key())
            if key in steps:
                self._step(steps[key])
            elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
            elif key == Qt.Key.Key_Escape:
                self.leave()
            else:
                return False
            return True
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the box goes back."""
        self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scrim."""
        scrim = QColor(color("bar"))
        scrim.setAlpha(110)
        QPainter(self).fillRect(self.rect(), scrim)
