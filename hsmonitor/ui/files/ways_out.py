"""What a window offers whose portfolio cannot be opened: its newest backup, another portfolio."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from hsmonitor.language import _
from hsmonitor.store.backups import backups_of
from hsmonitor.store.identity import documents_folder

if TYPE_CHECKING:
    from hsmonitor.ui.files.windows import Windows
    from hsmonitor.ui.window import Window


def ways_out(windows: "Windows", window: "Window", path: Path) -> list[tuple[str, Callable[[], object]]]:
    """Return the answers to the message that `path` cannot be opened, with what each does."""
    answers: list[tuple[str, Callable[[], object]]] = [
        (_("Open another portfolio…"), lambda: _ask(windows, window)),
    ]
    if backups := backups_of(path):
        answers.insert(0, (_("Look into the newest backup"), lambda: windows.show(backups[0].path, instead_of=window)))
    return answers


def _ask(windows: "Windows", window: "Window") -> None:
    kinds = _("Portfolios (*.hsm)")
    name, _kind = QFileDialog.getOpenFileName(window, _("Open portfolio"), str(documents_folder()), kinds)
    if name:
        windows.show(Path(name), instead_of=window)
