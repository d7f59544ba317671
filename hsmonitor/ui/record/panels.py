"""The place above a record's form where one thing at a time is looked into: a history, or where a fact comes from."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from hsmonitor.language import _
from hsmonitor.ui.commands import on_key
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.record.form import RecordForm
from hsmonitor.ui.widgets.button import IconButton
from hsmonitor.ui.widgets.card import Card
from hsmonitor.ui.widgets.layouts import let_go


class Panel(Card):
    """What stands in the place; `begin` gives it the keyboard."""

    def begin(self) -> None:
        """Take the keyboard."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def delete_here(self) -> None:
        """Delete what the keyboard is on, where there is anything that can be deleted."""


class Panels(QWidget):
    """Shows one panel at a time, and gives the keyboard back to the field that it was opened from."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.panel: Panel | None = None
        self._came_from: QWidget | None = None
        self._before: QWidget | None = None
        self._buttons: list[IconButton] = []
        self._form: RecordForm | None = None
        self._kind = self._key = ""
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def add_keys(self, page: QWidget) -> None:
        """Have `page` open panels by keys: Alt+C where a fact comes from, Alt+H the history of what the keyboard is on."""
        on_key(page, "Alt+C", self._cite)
        on_key(page, "Alt+H", self._tell)
        on_key(page, "Alt+Shift+H", lambda: self._tell(whole=True))

    def buttons(self) -> list[IconButton]:
        """Return buttons for the same; they are about the field that the keyboard came from."""
        cite = IconButton("source", _("Where this comes from (Alt+C)"))
        tell = IconButton("history", _("History (Alt+H)"))
        cite.clicked.connect(self._cite)
        tell.clicked.connect(lambda: self._tell())
        self._buttons = [cite, tell]
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._remember)
        return self._buttons

    def _remember(self, old: QWidget | None, new: QWidget | None) -> None:
        if new in self._buttons:
            self._before = old if old and self._form and self._form.isAncestorOf(old) else None

    def _here(self) -> QWidget | None:
        """Return what the keyboard is on, for a button what it came from."""
        focused = self.window().focusWidget()
        return self._before if focused in self._buttons else focused

    def show_record(self, form: RecordForm | None, kind: str, key: str) -> None:
        """Be about another record from now on; what was open is closed."""
        self._form, self._kind, self._key = form, kind, key
        self._before = None
        self.close_panel(refocus=False)

    def _field(self) -> str:
        return self._form.field_of(self._here()) if self._form else ""

    def _cite(self) -> None:
        self.cite(self._field())

    def cite(self, field: str = "") -> None:
        """Show where a field comes from, or the record as a whole."""
        from hsmonitor.ui.record.citation_panel import CitationPanel

        if self._key:
            self._open(CitationPanel(self.desk, self._kind, self._key, field))

    def _tell(self, *, whole: bool = False) -> None:
        self.tell("" if whole else self._field())

    def tell(self, field: str = "") -> None:
        """Show the history of a field, or of the record as a whole."""
        from hsmonitor.ui.record.history_panel import HistoryPanel

        if self._key:
            self._open(HistoryPanel(self.desk, self._kind, self._key, field))

    def _open(self, panel: Panel) -> None:
        came_from = self._here()
        self.close_panel(refocus=False)
        self._came_from = came_from
        self.panel = panel
        self._place.addWidget(panel)
        self.show()
        panel.begin()

    def close_panel(self, *, refocus: bool = True) -> None:
        """Take away what is open."""
        if self.panel is None:
            return
        panel, self.panel = self.panel, None
        if refocus and self._came_from:
            self._came_from.setFocus(Qt.FocusReason.ShortcutFocusReason)
        let_go(panel)
        self.hide()

    def delete_here(self) -> bool:
        """Have the open panel delete what the keyboard is on; tell whether the keyboard is in it."""
        inside = self.panel is not None and self.panel.isAncestorOf(self.window().focusWidget() or self)
        if self.panel and inside:
            self.panel.delete_here()
        return inside

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes what is open."""
        if event.key() == Qt.Key.Key_Escape and self.panel:
            self.close_panel()
        else:
            super().keyPressEvent(event)
