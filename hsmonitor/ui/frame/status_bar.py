"""The bar at the foot: what the page says of itself, what Ctrl+Z would undo, that all is saved, and the zoom."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from hsmonitor.language import _, ngettext
from hsmonitor.ui.theme import icons
from hsmonitor.ui.theme.look import ZOOM_STEPS, color, look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Words

NARROW = 900
"""Pixels at 100 % below which there is no room for all that the bar can say."""


class StatusBar(QWidget):
    """The bar; plain setters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Status bar"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._stored = ("", False)
        self._draft = False
        self.mode = Words(_("Ready"), font="label strong")
        self.rows, self.unfinished, self.undo, self.saved, self.percent = (
            Words(font="label", tint="text2") for _one in range(5)
        )
        self.correct = Button("", role="danger")
        self.draft = Button(_("Draft kept"), role="link")
        self.draft.setToolTip(_("Go to what is typed and not saved, or to the kept texts"))
        self._tick = QLabel()
        for unasked in (self.correct, self.draft, self._tick):
            unasked.hide()
        self.zoom = _zoom_slider()
        self._lay_out()
        look().changed.connect(self._dress)
        self._dress()

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        for words in (self.mode, self.rows, self.correct, self.unfinished):
            self._row.addWidget(words)
        self._row.addStretch(1)
        for widget in (self.undo, self._tick, self.saved, self.draft, self.zoom, self.percent):
            self._row.addWidget(widget)

    def set_saved(self, words: str, *, sure: bool = True) -> None:
        """Say that all is saved, or what is not; a tick stands before what is sure."""
        self._stored = (words, sure)
        self._show_saved()

    def set_draft(self, kept: bool) -> None:
        """Say that something typed is kept as a draft, or again what was said before."""
        self._draft = kept
        self._show_saved()

    def _show_saved(self) -> None:
        words, sure = ("", False) if self._draft else self._stored
        self.saved.setText(words)
        self._tick.setVisible(sure and bool(words))
        self.draft.setVisible(self._draft)

    def set_to_correct(self, count: int) -> None:
        """Say how many texts wait to be corrected, on a button that leads there."""
        words = ngettext("{count} text to correct (F8)", "{count} texts to correct (F8)", count).format(count=count)
        self.correct.setText(words if count else "")
        self.correct.setVisible(count > 0)

    def set_unfinished(self, words: str) -> None:
        """Say what a new row still wants: it is not wrong, only not finished."""
        self.unfinished.setText(words)

    def _dress(self) -> None:
        self._tick.setPixmap(icons.pixmap("check", color("ok").name(), px(14)))
        self._row.setContentsMargins(px(16), 0, px(12), 0)
        self._row.setSpacing(px(10))
        self.zoom.setFixedSize(px(92), px(18))
        for button in (self.correct, self.draft):  # as high as words, or the page above would move
            button.setFixedHeight(px(22))
        self.setFixedHeight(px(26))
        self.zoom.setValue(ZOOM_STEPS.index(look().zoom))
        self.percent.setText(_("{percent}%").format(percent=look().zoom))
        self._fit()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What Ctrl+Z would undo goes first where a window is narrow: the button of the bar says it too."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.undo.setVisible(self.width() >= px(NARROW))

    def sizeHint(self) -> QSize:
        """26 high."""
        return QSize(px(300), px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the hairline above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("sunken"))
        painter.fillRect(0, 0, self.width(), 1, color("line2"))


def _zoom_slider() -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(0, len(ZOOM_STEPS) - 1)
    slider.setPageStep(1)
    slider.setAccessibleName(_("Zoom"))
    slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    slider.valueChanged.connect(lambda step: look().set_zoom(ZOOM_STEPS[step]))
    return slider
