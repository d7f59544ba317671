"""The line in which a view gets its name; what is typed there is kept like all that is typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from hsmonitor.domain.office import SavedView
from hsmonitor.language import _
from hsmonitor.store.drafts import Place
from hsmonitor.ui.drafts.hub import Drafts
from hsmonitor.ui.drafts.offer import DraftOffer
from hsmonitor.ui.widgets.line import Line


class NameLine(Line):
    """`named` carries the name; Esc gives it up, leaving the line offers it the next time. `asking` tells that it is there."""

    named = Signal(str)
    asking = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Name of the view"), prompt=_("Name of the view"), parent=parent)
        self._draft: DraftOffer | None = None
        self.returnPressed.connect(self._name)
        self.editingFinished.connect(self._leave)
        self.hide()

    def keep_drafts(self, drafts: Drafts, kind: str) -> DraftOffer:
        """Return what offers the name that was typed for a view of `kind` and not saved; it stands somewhere beneath."""
        place = Place(SavedView.kind, f"sheet:{kind}", SavedView.name.name)
        self._draft = DraftOffer(drafts, self, lambda: None if self.isHidden() else (place, ""))
        return self._draft

    def begin(self) -> None:
        """Ask for a name."""
        self.clear()
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self._draft:
            self._draft.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc forgets what was typed."""
        if event.key() == Qt.Key.Key_Escape:
            self._end()
        else:
            super().keyPressEvent(event)

    def _name(self) -> None:
        if name := self.text().strip():
            self.named.emit(name)
        self._end()

    def _end(self) -> None:
        if self._draft:
            self._draft.settle()
        self.hide()

    def _leave(self) -> None:
        if self._draft and not self.isHidden():
            self._draft.let_go()
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Have room made."""
        super().showEvent(event)
        self.asking.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Offer nothing any more."""
        super().hideEvent(event)
        self.asking.emit(False)
        if self._draft:
            self._draft.refresh()
