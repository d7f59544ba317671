"""The queue beside the challenge: where one is, how much is done, and the list itself; narrow it is one line with arrows."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hsmonitor.language import _, ngettext
from hsmonitor.store.review_queue import ORDERS
from hsmonitor.ui.review.flow import Flow
from hsmonitor.ui.review.queue_list import QueueList
from hsmonitor.ui.review.queue_model import QueueModel
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, look, px
from hsmonitor.ui.widgets.button import Button, IconButton
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.choice_box import ChoiceBox

SEEN_AHEAD = 2
"""How many that come after the present one are in sight."""


def order_words() -> dict[str, str]:
    """Return the orders of a queue in words."""
    words = {
        "urgent": _("Most urgent first"), "level": _("Highest level first"), "next review": _("Next review first"),
        "longest untouched": _("Longest untouched first"), "reference": _("By reference"),
    }  # fmt: skip
    return {order: words[order] for order in ORDERS}


def where_words(flow: Flow) -> str:
    """Return "3 of 12"."""
    total = len(flow.place.keys) if flow.place else 0
    if flow.place and not flow.key:
        return _("End of {total}").format(total=f"{total:,}")
    return _("{number} of {total}").format(number=f"{flow.number + 1 if total else 0:,}", total=f"{total:,}")


def done_words(flow: Flow) -> str:
    """Return how many are done."""
    done = len(flow.done)
    return ngettext("{count} done", "{count} done", done).format(count=f"{done:,}")


class ProgressBar(QWidget):
    """How much of the queue is done."""

    def __init__(self, flow: Flow) -> None:
        super().__init__()
        self._flow = flow
        flow.counted.connect(self.update)
        look().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(px(5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is done from the leading edge."""
        painter, place = QPainter(self), self._flow.place
        paint.box(painter, self.rect(), "line2", radius=2)
        if place and place.keys and self._flow.done:
            width = self.width() * len(self._flow.done) // len(place.keys)
            paint.box(painter, paint.mirrored(self, QRect(0, 0, width, self.height())), "accent", radius=2)


class OrderBox(ChoiceBox):
    """The order of the queue; letters and digits are the page's, as everywhere in a review."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose; what would look for a word is passed on."""
        if event.text().isalnum():
            event.ignore()
        else:
            super().keyPressEvent(event)


class QueueColumn(QWidget):
    """The whole column; `ordered` carries another order, `leaving` asks to leave the review."""

    ordered = Signal(str)
    leaving = Signal()

    def __init__(self, flow: Flow, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = flow
        self.name, self.where, self.done = Words(font="label", tint="text2"), Words(font="record"), Words(tint="text2")
        self.order = OrderBox(_("Order of the queue"))
        for order, words in order_words().items():
            self.order.addItem(words, order)
        self.order.activated.connect(lambda _index: self.ordered.emit(str(self.order.currentData())))
        self.list = QueueList(model)
        self.list.chosen.connect(flow.go)
        self.leave = Button(_("Start page"), role="quiet", icon="back", key="Esc")
        self.leave.clicked.connect(self.leaving)
        self._lay_out()
        for signal in (flow.begun, flow.moved, flow.counted):
            signal.connect(self.renew)
        look().changed.connect(self._measure)
        self._measure()

    def _lay_out(self) -> None:
        self._column, self._head, line, foot = QVBoxLayout(self), QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        line.addWidget(self.where)
        line.addStretch(1)
        line.addWidget(self.done)
        self._head.addWidget(self.name)
        self._head.addLayout(line)
        self._head.addWidget(ProgressBar(self.flow))
        self._head.addWidget(self.order)
        foot.addWidget(self.leave)
        foot.addStretch(1)
        self._column.addLayout(self._head)
        self._column.addWidget(self.list, 1)
        self._column.addLayout(foot)

    def _measure(self) -> None:
        self._column.setContentsMargins(0, 0, 0, px(6))
        self._head.setContentsMargins(px(16), px(10), px(14), px(8))
        self._head.setSpacing(px(6))
        self.setFixedWidth(px(252))

    def renew(self) -> None:
        """Say where one is, and show it in the list."""
        flow = self.flow
        if flow.place is None:
            return
        self.name.setText(flow.place.name)
        self.name.setToolTip(flow.place.name)
        self.where.setText(where_words(flow))
        self.done.setText(done_words(flow))
        self.order.setCurrentIndex(list(ORDERS).index(flow.place.order))
        model = self.list.model()
        if flow.key and model.rowCount():
            index, after = model.index(flow.number, 0), min(flow.number + SEEN_AHEAD, model.rowCount() - 1)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(model.index(after, 0))
            self.list.scrollTo(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the hairline towards the challenge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("surface"))
        painter.fillRect(paint.mirrored(self, QRect(self.width() - 1, 0, 1, self.height())), color("line2"))


class QueueStrip(QWidget):
    """The queue where there is no room for it: arrows around "3 of 12". `turned` shows the decision or the challenge."""

    turned = Signal()

    def __init__(self, flow: Flow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = flow
        self.before, self.after = IconButton("back", _("The one before")), IconButton("next", _("The next one"))
        self.before.clicked.connect(lambda: flow.step(-1))
        self.after.clicked.connect(lambda: flow.step(1))
        self.where, self.done = Words(font="strong"), Words(tint="text2")
        self.turn = Button(_("Decision"), role="plain", key="D")
        self.turn.clicked.connect(self.turned)
        self._row = QHBoxLayout(self)
        for widget in (self.before, self.where, self.after, self.done):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self.turn)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for signal in (flow.begun, flow.moved, flow.counted):
            signal.connect(self.renew)
        look().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._row.setContentsMargins(px(12), px(6), px(12), px(4))
        self._row.setSpacing(px(8))

    def renew(self) -> None:
        """Say where one is."""
        self.where.setText(where_words(self.flow))
        self.done.setText(done_words(self.flow))
