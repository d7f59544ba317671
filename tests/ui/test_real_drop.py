"""A portfolio is dragged onto the window from another program, with a real mouse on a real X server."""

import subprocess
import sys
from pathlib import Path

import pytest

from hsmonitor.store.session import new_portfolio
from tests.ui.running import Program

DRAGGING = """
import sys
from PySide6.QtCore import QMimeData, QTimer, Qt, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QLabel

class File(QLabel):
    def mouseMoveEvent(self, event):
        data, drag = QMimeData(), QDrag(self)
        data.setUrls([QUrl.fromLocalFile(sys.argv[1])])
        data.setText(sys.argv[1])
        drag.setMimeData(data)
        drag.actionChanged.connect(lambda action: print(action.name, flush=True))
        drag.exec(Qt.DropAction.CopyAction)

application = QApplication([])
file = File("portfolio")
file.setGeometry(1450, 100, 120, 60)
file.show()
QTimer.singleShot(0, lambda: print("shown", flush=True))
application.exec()
"""


def mouse(*steps: str) -> None:
    subprocess.run(["xdotool", *(word for step in steps for word in step.split())], check=True, timeout=20)


def drag_onto_window(other: "subprocess.Popen[str]") -> None:
    """Let go where the window has said that it takes what is dragged."""
    assert other.stdout
    assert other.stdout.readline() == "shown\n"
    mouse("mousemove --sync 1500 130", "mousedown 1", "mousemove --sync 1490 140", "mousemove --sync 700 600")
    while other.stdout.readline() != "CopyAction\n":
        mouse("mousemove_relative --sync 2 2")
    mouse("mouseup 1")


@pytest.mark.usefixtures("display")
def test_a_portfolio_that_is_dragged_from_another_program_is_opened(tmp_path: Path) -> None:
    here, dragged = tmp_path / "here.hsm", tmp_path / "dragged.hsm"
    for path in (here, dragged):
        new_portfolio(path).close()
    with Program(tmp_path, "open", here) as program:
        program.settled()
        other = subprocess.Popen([sys.executable, "-c", DRAGGING, dragged], stdout=subprocess.PIPE, text=True)
        try:
            drag_onto_window(other)
            state = program.wait_for(lambda state: state["titles"] and "dragged" in state["titles"][0])
        finally:
            other.kill()
            other.communicate()
    assert len(state["titles"]) == 1
