"""The line for the name of the file to import, and where a name without a folder is looked for."""

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from hsmonitor.language import _
from hsmonitor.store.identity import documents_folder
from hsmonitor.ui.record.dressing import leaves_to_window
from hsmonitor.ui.widgets.line import Line


class PathLine(Line):
    """A line whose undo is the window's while nothing is typed in it, so that it takes back an import just made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        prompt = _("A workbook that came back, or any spreadsheet; type its name, or drop it here")
        super().__init__(_("File to import"), prompt=prompt, parent=parent)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where nothing is typed."""
        if leaves_to_window(event, self.isModified()):
            event.ignore()
            return False
        return super().event(event)


def file_named(text: str) -> Path:
    """Return the file of a name: one that is not in the working folder is looked for in the user's documents."""
    path = Path(text).expanduser()
    if path.is_absolute() or path.exists():
        return path
    in_documents = documents_folder() / path
    return in_documents if in_documents.exists() else path
