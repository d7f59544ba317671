"""The card of files that are kept with a record: dropped or chosen, opened for viewing, saved out, deleted."""

import atexit
import logging
import shutil
import tempfile
from functools import cache, partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from hsmonitor.domain.errors import Cancelled, PortfolioError
from hsmonitor.domain.files import MOST_BYTES, file_name_of, may_be_viewed, why_not_viewed
from hsmonitor.language import _, ngettext
from hsmonitor.store.listing import Row
from hsmonitor.store.opening import is_portfolio_name
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.record.attachment_lines import AttachmentLines, size_in_words
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card
from hsmonitor.ui.widgets.floating import Floating
from hsmonitor.ui.widgets.message import Message

_log = logging.getLogger(__name__)


class Attachments(Card):
    """Shows the attachments of one record after another; files dropped on `page` are attached.

    What becomes of them is said over the page; `told` asks for the card to be scrolled to.
    """

    told = Signal()

    def __init__(self, desk: Desk, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(_("Attachments"), parent=parent)
        self.desk = desk
        self.record: Row | None = None
        self.message = Message()
        self._add = Button(_("Add a file…"), role="link")
        self._add.clicked.connect(lambda: self.choose())
        self.add_action(self._add)
        self.lines = AttachmentLines()
        self.lines.opened.connect(self.open)
        self.lines.wanted.connect(self.choose_target)
        self.lines.unwanted.connect(self.delete)
        self.body.addWidget(self.lines)
        Floating(self.message, page)
        self.message.left.connect(lambda: self._add.setFocus(Qt.FocusReason.OtherFocusReason))
        page.setAcceptDrops(True)
        page.installEventFilter(self)
        desk.changed.connect(self._changed)

    @property
    def _can_change(self) -> bool:
        return not self.desk.portfolio.read_only

    def show_record(self, record: Row) -> None:
        """Show the attachments of a record."""
        if self.record is None or self.record.key != record.key:
            self.message.hide()
        self.record = record
        self._read()

    def _changed(self, touched: dict[str, set[str]]) -> None:
        if "attachment" in touched and self.isVisible():
            self._read()

    def _read(self) -> None:
        record = self.record
        if record:
            from hsmonitor.store.attachments import attachments_of

            self.desk.ask("attachments", lambda c: attachments_of(c, record.kind, record.key), self._show)

    def _show(self, rows: list[Row]) -> None:
        self._say_count(len(rows))
        had_keyboard = self.lines.has_keyboard()
        self.lines.show_rows(rows, can_change=self._can_change)
        self._add.setVisible(self._can_change)
        if had_keyboard and not self.lines.has_keyboard() and self._can_change:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)  # it was on a file that somebody deleted

    def _say_count(self, count: int) -> None:
        nothing = (
            _("drop a file here, up to {most}").format(most=size_in_words(MOST_BYTES))
            if self._can_change
            else _("none")
        )
        self.note.setText(f"{count:,}" if count else nothing)

    # Taking in

    def choose(self) -> None:
        """Ask for files and attach them."""
        if self._can_change and self.record:
            title = _("Attach files, up to {most} each").format(most=size_in_words(MOST_BYTES))
            names, _kind = QFileDialog.getOpenFileNames(self.window(), title)
            self.attach([Path(name) for name in names])

    def attach(self, files: list[Path]) -> None:
        """Keep files with the record, beside the window; those that cannot be kept are named."""
        from hsmonitor.store.attachments import Outcome, attach

        record, portfolio = self.record, self.desk.portfolio
        if not files or record is None:
            return

        def job(progress: Any, cancelled: Any) -> Outcome:
            return attach(portfolio, record, files, progress=progress, cancelled=cancelled)

        self.message.hide()
        self.desk.writing.start(_("Attach files"), job, self._tell, self._failed)

    def _tell(self, outcome: Any) -> None:
        sentences = [*outcome.refused, *outcome.renamed]
        if sentences:
            self.message.say("\n".join(sentences), "error" if outcome.refused else "info")
        self.told.emit()
        if outcome.made:
            count = len(outcome.made)
            words = ngettext("{count} file was attached.", "{count} files were attached.", count).format(count=count)
            self.desk.said.emit(words, "undo")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled | PortfolioError):
            _log.error("work on attachments failed", exc_info=error)
        words = _("It was cancelled. Nothing was changed.") if isinstance(error, Cancelled) else str(error)
        self.message.say(words, "info" if isinstance(error, Cancelled) else "error")
        self.told.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files that are dropped on the page are attached; a portfolio is left to the window, which opens it."""
        kinds = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
        if event.type() == QEvent.Type.DragLeave:
            self._read()
        if event.type() not in kinds or not isinstance(event, QDropEvent) or not self._can_change or not self.record:
            return False
        files = _dropped(event)
        event.setAccepted(bool(files))
        if files and event.type() == QEvent.Type.Drop:
            event.setDropAction(Qt.DropAction.CopyAction)  # never moved: the file stays where it is
            self.attach(files)
            self._read()
        elif files:
            self.note.setText(_("let go to attach it"))
        return bool(files)

    # Giving out

    def open(self, row: Row) -> None:
        """Show a copy with the system's viewer; what might run as a program is never opened."""
        if not may_be_viewed(row.display):
            self.message.say(why_not_viewed(row.display), "warn", [(_("Save it…"), partial(self.choose_target, row))])
            return
        from hsmonitor.store.attachments import copied_to_view

        folder = view_folder()
        job = partial(copied_to_view, key=row.key, folder=folder)
        self.desk.reading.ask("view attachment", job, self._view, self._failed)

    def _view(self, path: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.message.hide()
        else:
            words = _("No program was found that shows {name}. Save it, and open it from there.")
            self.message.say(words.format(name=path.name), "warn")

    def choose_target(self, row: Row) -> None:
        """Ask where to, and save an attachment there."""
        name = file_name_of(row.display, for_disk=True)
        target, _kind = QFileDialog.getSaveFileName(self.window(), _("Save the attachment"), name)
        if target:
            self.save(row, Path(target))

    def save(self, row: Row, target: Path) -> None:
        """Save an attachment as a file, beside the window."""
        from hsmonitor.store.attachments import save_out

        portfolio = self.desk.portfolio

        def job(_progress: Any, _cancelled: Any) -> None:
            with portfolio.reading() as connection:
                save_out(connection, row.key, target)

        said = _("{name} was saved as {target}.").format(name=row.display, target=target)
        title = _("Save the attachment")
        self.desk.making.start(title, job, lambda _done: self.message.say(said, "ok"), self._failed)

    def delete(self, row: Row) -> None:
        """Delete an attachment; undo brings it back."""
        with self.desk.telling():
            self.desk.delete("attachment", [row.key], _("Delete {name}").format(name=row.display))
            self.desk.said.emit(_("{name} was deleted.").format(name=row.display), "undo")
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)


@cache
def view_folder() -> Path:
    """Return this program's own folder of copies for viewing, which only its user can read; it goes with the program."""
    folder = Path(tempfile.mkdtemp(prefix="hsmonitor-"))
    atexit.register(_remove, folder)
    return folder


def _remove(folder: Path) -> None:
    for path in folder.rglob("*"):
        path.chmod(0o700)  # Windows deletes nothing that is for reading only
    shutil.rmtree(folder, ignore_errors=True)


def _dropped(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [] if any(is_portfolio_name(path) for path in files) else files
