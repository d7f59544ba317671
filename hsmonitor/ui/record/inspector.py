"""The inspector: the record under the cursor of a sheet, beside it; every field edited in place as on its page."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.language import _
from hsmonitor.store.record_view import RecordView, read_view
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.record.form import RecordForm
from hsmonitor.ui.record.nothing import Nothing
from hsmonitor.ui.record.panels import Panels
from hsmonitor.ui.record.rating_glance import RatingGlance
from hsmonitor.ui.record.related import RelatedCards
from hsmonitor.ui.theme.look import color, look, px
from hsmonitor.ui.widgets.button import Button, IconButton
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.level import LevelPill

REST = 80
"""Milliseconds for which the cursor rests on a record before it is read."""
WIDTH, WIDE, NARROWEST = 340, 400, 260
WIDE_FROM = 1500


class Inspector(QWidget):
    """Shows one record of a kind after another. `left` asks for the sheet, `opened` for the record's page, `closed` to hide."""

    left = Signal()
    opened = Signal(str, str)
    closed = Signal()

    def __init__(self, desk: Desk, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.kind = kind
        self.key = ""
        self._wanted = ""
        self._offered: list[Button] = []
        self._view: RecordView | None = None
        self.setAccessibleName(_("Inspector"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._read)
        self.panels = Panels(desk)
        self.panels.add_keys(self)
        self._make_head()
        self.glance = RatingGlance()
        self.form = RecordForm(desk, RECORDS[kind], whole=False, beside=True)
        self.related = RelatedCards(desk, can_add=False, flat=True)
        self.nothing = Nothing()
        self._lay_out()
        desk.changed.connect(lambda _touched: self._read_again())
        desk.narrowed.connect(self._read_again)
        look().changed.connect(self._measure)
        self._measure()
        self._show_nothing()

    def _lay_out(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        self._stack = QVBoxLayout(self._inside)
        self._stack.addWidget(self.panels)
        self._stack.addWidget(self.glance)
        self._stack.addWidget(self.form)
        self._stack.addWidget(self.related, 1)
        self._scroll.setWidget(self._inside)
        for ground in (self._inside, self._scroll.viewport()):
            ground.setAutoFillBackground(False)  # that of the inspector shows through
        self._page = QVBoxLayout(self)
        self._page.addLayout(self._head)
        self._page.addWidget(self.title)
        self._page.addWidget(self._scroll, 1)
        self._page.addWidget(self.nothing, 1)
        self._page.addLayout(self._foot)

    def _make_head(self) -> None:
        self.reference = Words(font="label strong", tint="text2")
        self.pill = LevelPill()
        self.title = Words(font="record", wrap=True)
        self.close_button = IconButton("close", _("Hide the inspector (F9)"))
        self.close_button.clicked.connect(self.closed)
        self.whole = Button(_("Open full page"), role="plain", icon="open", key="Enter")
        self.whole.clicked.connect(lambda: self.opened.emit(self.kind, self.key))
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.whole)
        self._foot.addStretch(1)
        self._head = QHBoxLayout()
        self._head.addWidget(self.reference)
        self._head.addWidget(self.pill)
        self._head.addStretch(1)
        for button in (*self.panels.buttons(), self.close_button):
            self._head.addWidget(button)

    def offer(self, words: str, key: str, act: Callable[[], object]) -> None:
        """Offer at the foot what is done to the record most; `key` does it already."""
        button = Button(words, role="primary", key=key)
        button.clicked.connect(act)
        self._foot.addWidget(button)
        self._offered.append(button)
        button.setVisible(bool(self.key))

    def _measure(self) -> None:
        self.setMinimumWidth(px(NARROWEST))
        self._page.setContentsMargins(px(16), px(12), px(12), px(12))
        self._page.setSpacing(px(8))
        self._stack.setContentsMargins(0, px(4), px(4), 0)
        self._stack.setSpacing(px(12))

    def sizeHint(self) -> QSize:
        """340 wide, 400 in a wide window."""
        wide = self.window().width() >= px(WIDE_FROM)
        return QSize(px(WIDE if wide else WIDTH), px(400))

    def follow(self, key: str) -> None:
        """Show the record `key` when the cursor has rested on it; none where the key is empty."""
        self._wanted = key
        if key:
            self._rest.start(REST)
        else:
            self._rest.stop()
            self._show_nothing()

    def _read_again(self) -> None:
        if self.key and self.isVisible():
            self._rest.start(0)

    def _read(self) -> None:
        kind, key = self.kind, self._wanted
        if key and self.isVisible():
            self.desk.ask(f"inspector {kind}", lambda connection: read_view(connection, kind, key), self._take)

    def _take(self, view: RecordView | None) -> None:
        if view is None or view.row.key != self._wanted:
            self._show_nothing()
            return
        if self.key != view.row.key:
            self.panels.show_record(self.form, self.kind, view.row.key)
        self.key = view.row.key
        self.nothing.hide()
        for widget in (self._scroll, self.whole, *self._offered):
            widget.show()
        self.reference.setText(view.row.reference)
        self.title.setText(view.row.display)
        self.pill.set_level(view.row.level)
        self.form.setEnabled(not (RECORDS[self.kind].append_only or self.desk.portfolio.read_only))
        self.form.show_row(view.row, view.citations)
        self._show_rating(view)
        self._view = view
        self._grow()

    def _show_rating(self, view: RecordView) -> None:
        now = view.row.cell() if view.levels else None
        self.glance.show_rating(now, view.row.cell(at_first=True), view.ratings, view.levels)

    def _grow(self) -> None:
        """Make what is still missing of the form, a card an event-loop turn; what is related follows it."""
        if self.form.grow():
            QTimer.singleShot(0, self, self._grow)
        elif self._view:
            self.related.show_view(self._view)
            self._put_foot_last()

    def _put_foot_last(self) -> None:
        """Have Tab reach what stands at the foot after the fields and what is related, which are made later.

        The chain of focus is not walked for it: each widget that `nextInFocusChain` returns becomes a child of the one
        before on Python's side, and where one of them goes, all that follow count as gone.
        """
        fields = [cell.editor for cell in self.form.cells.values()]
        inside = [*fields, *self.related.stops()]
        for before, after in pairwise([*inside[-1:], self.whole, *self._offered]):
            QWidget.setTabOrder(before, after)

    def _show_nothing(self) -> None:
        self.form.keep_all()
        self.key = ""
        self._view = None
        self.reference.setText("")
        self.pill.set_level("")
        self.title.setText("")
        self.nothing.show()
        for widget in (self._scroll, self.whole, *self._offered):
            widget.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the cell."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """What was not read while it was hidden is read now."""
        super().showEvent(event)
        self._measure()
        self._rest.start(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the hairline towards the sheet."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("surface"))
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.fillRect(self.width() - 1 if right else 0, 0, 1, self.height(), color("line2"))
