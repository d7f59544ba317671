"""The backups of a portfolio: when each was taken and what it holds; look into one, or bring it back."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hsmonitor.domain.dates import display_date
from hsmonitor.language import _, ngettext
from hsmonitor.store.backups import Backup, backups_of, folder_of, held_by, take
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Actions, Button
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.floating import Floating
from hsmonitor.ui.widgets.message import Message
from hsmonitor.ui.widgets.plain_table import PlainTable

Index = QModelIndex | QPersistentModelIndex
Listed = tuple[Backup, str]


class _Backups(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.listed: list[Listed] = []
        self._headings = (_("Taken"), _("Holds"), _("Size"), _("File"))

    def show(self, listed: list[Listed]) -> None:
        self.beginResetModel()
        self.listed = listed
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        return 0 if parent.isValid() else len(self.listed)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        backup, holds = self.listed[index.row()]
        when = _("{day}, {time}").format(
            day=display_date(backup.taken.date().isoformat()), time=backup.taken.strftime("%H:%M")
        )
        size = _("{size} MB").format(size=f"{backup.size / 1_000_000:,.1f}")
        return paint.isolated((when, holds, size, backup.path.name)[index.column()])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._headings[section] if shown else None


class BackupsPage(QWidget):
    """Lists the backups. `looked` carries the file to look into, `wanted` the one to bring back."""

    looked = Signal(object)
    wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.model = _Backups(self)
        self.table = PlainTable(self.model, _("Backups"))
        self.message = Message()
        self.title = Words(_("Backups"), font="title")
        path = desk.portfolio.path
        self.note = Words(str(folder_of(path)), font="body", tint="text2")
        self.now = Button(_("Back up now"), role="plain", icon="add")
        self.look_into = Button(_("Look into it"), role="plain", icon="open", key="Enter")
        self.back = Button(_("Bring it back"), role="primary", icon="undo")
        self._page, self._head = QVBoxLayout(self), QHBoxLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.note, 1)
        self._head.addWidget(Actions(self.now, self.look_into, self.back), 1)
        self._page.addLayout(self._head)
        self._page.addWidget(self.table, 1)
        Floating(self.message, self.table, height=0.5)
        self.message.left.connect(self.table.setFocus)
        self.now.clicked.connect(self.take_now)
        self.look_into.clicked.connect(lambda: self._tell(self.looked))
        self.back.clicked.connect(lambda: self._tell(self.wanted))
        self.table.opened.connect(lambda: self._tell(self.looked))
        look().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), px(12), px(16), px(12))
        self._page.setSpacing(px(10))
        self._head.setSpacing(px(10))
        self.table.set_widths((200, 260, 80))

    def open(self) -> None:
        """Be looked at: list what there is."""
        self.reload()
        self.table.setFocus()

    def reload(self) -> None:
        """List the backups again; what each holds is read beside the window."""
        path = self.desk.portfolio.path
        self.desk.ask("backups", lambda _connection: [(one, _holds(one.path)) for one in backups_of(path)], self._show)

    def _show(self, listed: list[Listed]) -> None:
        self.model.show(listed)
        for button in (self.look_into, self.back):
            button.setEnabled(bool(listed))
        if listed:
            self.table.go(0)
            self.message.hide()
        else:
            self.message.say(_("There is no backup yet. One is taken each day and after changes by itself."), "info")

    def take_now(self) -> None:
        """Take a backup now."""
        path = self.desk.portfolio.path

        def told(taken: Path | None) -> None:
            words = _("The backup {name} was taken.").format(name=taken.name) if taken else ""
            self.desk.said.emit(words or _("The newest backup holds all there is. No other was taken."), "ok")
            self.reload()

        self.desk.make(_("Back up"), lambda _progress, _cancelled: take(path), told)

    def _tell(self, signal: Any) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.model.listed):
            signal.emit(self.model.listed[row][0].path)


def _holds(path: Path) -> str:
    """Return in words what a backup holds; read beside the window."""
    found = held_by(path)
    if found is None:
        return _("cannot be read")
    projects = ngettext("{count} project", "{count} projects", found["project"]).format(count=f"{found['project']:,}")
    challenges = ngettext("{count} challenge", "{count} challenges", found["challenge"])
    return _("{projects}, {challenges}").format(
        projects=projects, challenges=challenges.format(count=f"{found['challenge']:,}")
    )
