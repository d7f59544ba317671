"""The window: it wires bar, rail, pages and status to the desk, and knows nothing of records."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from hsmonitor.language import _

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

    from hsmonitor.ui.frame.rail import RailEntry

MAKE = Callable[[], "QWidget"]


class Window(QMainWindow):
    """The frame; pages are added by name and made when they are first opened.

    It is shown bare, which takes no longer than any window, and furnished right after its first paint, of which `painted`
    tells. `closed` tells that it is being closed, `escaped` that Esc was pressed where nothing else goes a step back by it,
    `left_over` carries another key, as Qt writes it, for which no page had a use.
    """

    painted = Signal()
    closed = Signal()
    escaped = Signal()
    left_over = Signal(str)

    def __init__(self, *, remember: bool = True) -> None:
        super().__init__()
        self._remember = remember
        self._furnished = self._painted = False
        self.setWindowTitle(_("Human Security Monitor"))
        self.setMinimumSize(640, 420)
        self._restore_place()

    @property
    def remembers(self) -> bool:
        """Whether its place and look are kept for the next start."""
        return self._remember

    def furnish(self, entries: "list[RailEntry]") -> None:
        """Fill the window with bar, rail and status."""
        self._restore_look()
        self._make_parts(entries)
        self._makers: dict[str, MAKE] = {}
        self._pages: dict[str, QWidget] = {}
        self._nets: dict[str, QScrollArea] = {}
        self.page = ""
        self.titles = {entry.key: entry.label for entry in entries}
        self._lay_out()
        self._connect()
        self._add_keys([entry.key for entry in entries])
        self._furnished = True
        self._fit()

    def _make_parts(self, entries: "list[RailEntry]") -> None:
        from PySide6.QtWidgets import QStackedWidget

        from hsmonitor.ui.frame.context_bar import ContextBar
        from hsmonitor.ui.frame.rail import Rail
        from hsmonitor.ui.frame.status_bar import StatusBar
        from hsmonitor.ui.theme.wearing import Wearing
        from hsmonitor.ui.widgets.message import Message

        self.bar, self.rail, self.status = ContextBar(), Rail(entries), StatusBar()
        self.message = Message(passes=True)
        self.stack = QStackedWidget()
        for part in (self.bar, self.rail, self.status, self.message):
            Wearing(part)

    def _connect(self) -> None:
        from hsmonitor.ui.theme.look import look

        self.rail.chosen.connect(self.open_page)
        self.message.left.connect(self._give_back)
        for button in (self.bar.undo_button, self.bar.redo_button, self.bar.theme_button):
            button.clicked.connect(self._give_back_after_mouse)
        look().changed.connect(self._fit)

    def _lay_out(self) -> None:
        from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

        from hsmonitor.ui.widgets.floating import Floating

        inside = QWidget(self)
        self.above = QVBoxLayout()  # for what is said of all pages
        whole, middle, side = QVBoxLayout(inside), QHBoxLayout(), QVBoxLayout()
        for layout in (whole, middle, side, self.above):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        side.addLayout(self.above)
        side.addWidget(self.stack, 1)
        middle.addWidget(self.rail)
        middle.addLayout(side, 1)
        whole.addWidget(self.bar)
        whole.addLayout(middle, 1)
        whole.addWidget(self.status)
        self.setCentralWidget(inside)
        Floating(self.message, self.stack, inside)

    def _add_keys(self, keys: list[str]) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut

        from hsmonitor.ui.theme.look import look

        for number, key in enumerate(keys[:9], 1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, lambda key=key: self.open_page(key))
        QShortcut(QKeySequence("Ctrl++"), self, lambda: look().step_zoom(1))
        QShortcut(QKeySequence("Ctrl+="), self, lambda: look().step_zoom(1))
        QShortcut(QKeySequence("Ctrl+-"), self, lambda: look().step_zoom(-1))
        QShortcut(QKeySequence("Ctrl+0"), self, lambda: look().set_zoom(100))
        QShortcut(QKeySequence("F6"), self, lambda: self._next_region(1))
        QShortcut(QKeySequence("Shift+F6"), self, lambda: self._next_region(-1))

    def add_page(self, key: str, make: MAKE) -> None:
        """Have `make` give the page `key` when it is first opened."""
        self._makers[key] = make

    @property
    def page_keys(self) -> tuple[str, ...]:
        """The keys of all pages, opened or not, in the order in which they were added."""
        return tuple(self._makers)

    def page_widget(self, key: str) -> "QWidget":
        """Return the page `key`, made now if it is the first time."""
        if key not in self._pages:
            self._nets[key] = net = _net(self.stack)
            self._pages[key] = page = self._makers[key]()
            net.setWidget(page)
        return self._pages[key]

    def open_page(self, key: str) -> None:
        """Show a page; it is told by its `open`."""
        if key not in self._makers:
            return
        from hsmonitor.ui.widgets.turning import turn_to

        page = self.page_widget(key)
        self.page = key
        self.rail.mark(key)
        self.status.rows.setText("")
        turn_to(self.stack, self._nets[key])
        if callable(opened := getattr(page, "open_here", None) or getattr(page, "open", None)) and key != "record":
            opened()

    def say(self, words: str, kind: str, actions: Sequence[tuple[str, Callable[[], object]]] | None = None) -> None:
        """Show a message over the page; what went well goes away by itself."""
        self.message.say(words, kind, actions)

    def saved(self) -> None:
        """Say in the status bar that all is saved, and when."""
        self.status.set_saved(_("All changes saved {time}").format(time=datetime.now().astimezone().strftime("%H:%M")))

    def come_forward(self) -> None:
        """Be seen, also where it was minimized or lies behind others."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _next_region(self, step: int) -> None:
        if not self.page:
            return
        page = self.page_widget(self.page)
        own = page.regions() if hasattr(page, "regions") else [page]
        regions: list[QWidget] = [self.bar, self.rail, *own, self.status]
        here = next((i for i, region in enumerate(regions) if region.isAncestorOf(self.focusWidget() or self)), 0)
        for offset in range(1, len(regions) + 1):
            region = regions[(here + step * offset) % len(regions)]
            if target := _first_focusable(region):
                from PySide6.QtCore import Qt

                target.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _give_back_after_mouse(self) -> None:
        """Whoever clicks in the bar goes on with the keys of the page; who came there by keys stays."""
        from PySide6.QtCore import Qt

        if not self.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            self._give_back()

    def _give_back(self) -> None:
        if not self.page:
            return
        from PySide6.QtCore import Qt

        page = self.page_widget(self.page)
        (_first_focusable(page) or page).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        if self._furnished:
            self.rail.fit()

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Tell of the first paint."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """The rail takes the shape that suits the width."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """What no page took."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QKeySequence

        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            self.left_over.emit(QKeySequence(event.keyCombination()).toString())
            super().keyPressEvent(event)

    def _restore_look(self) -> None:
        if self._remember:
            from hsmonitor.ui.preferences import preferences

            preferences().load()

    def _restore_place(self) -> None:
        if not self._remember:
            return
        geometry = QSettings("hsmonitor", "desk").value("geometry")
        if isinstance(geometry, QByteArray) and self.restoreGeometry(geometry):
            return
        screen = self.screen().availableGeometry()
        self.resize(min(1280, screen.width()), min(800, screen.height()))

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Remember place and size."""
        self.closed.emit()
        if self._remember:
            QSettings("hsmonitor", "desk").setValue("geometry", self.saveGeometry())
        super().closeEvent(event)


def _net(stack: "QStackedWidget") -> "QScrollArea":
    """Return what a page is to stand in: where it takes more room than there is, it scrolls and the window does not grow.

    It stands in the window before the page does: each time that much is put into something else, Qt styles all of it anew.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QScrollArea

    from hsmonitor.ui.theme.wearing import Wearing

    net = QScrollArea(stack)
    Wearing(net)
    net.setWidgetResizable(True)
    net.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    stack.addWidget(net)
    return net


def _first_focusable(region: "QWidget") -> "QWidget | None":
    """Return what had the keyboard last in a region, else the first that can have it."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QWidget

    def able(widget: QWidget) -> bool:
        return bool(widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus)

    before = region.focusWidget()
    if before and region.isAncestorOf(before) and able(before):
        return before
    return next(filter(able, region.findChildren(QWidget)), None)
