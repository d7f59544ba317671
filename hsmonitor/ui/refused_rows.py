"""Refused rows, of a file or a paste, are saved as a workbook: where to, and beside the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from hsmonitor.language import _
from hsmonitor.store.identity import documents_folder
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.long_work import Progress

Write = Callable[[Path, Progress, Callable[[], bool]], object]
"""Writes the rows to a file, telling its progress and asking whether it was cancelled."""


def target_of_refused(parent: QWidget, file: str) -> Path | None:
    """Ask where the refused rows of a file are to be saved; None where the user thinks better of it."""
    proposed = documents_folder() / _("refused rows of {file}").format(file=f"{Path(file).stem}.xlsx")
    title, kinds = _("Save refused rows"), _("Excel workbook (*.xlsx)")
    name, _kind = QFileDialog.getSaveFileName(parent, title, str(proposed), kinds)
    return Path(name) if name else None


def save_refused_rows(desk: Desk, target: Path, write: Write) -> None:
    """Have refused rows written to `target` beside the window, and tell when they are there."""
    desk.make(
        _("Refused rows"),
        lambda progress, stop: write(target, progress, stop),
        lambda _nothing: desk.said.emit(_("{name} was made.").format(name=target.name), "ok"),
    )
