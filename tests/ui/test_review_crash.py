"""The real program, killed in the middle of a review and started again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from hsmonitor.store.review_place import kept_place, kept_typed
from hsmonitor.store.rows import read_all
from hsmonitor.store.session import open_portfolio
from tests.store.conftest import AMINA
from tests.ui.conftest import Driver, Open

PROGRAM = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtCore import Qt
from hsmonitor.store.session import open_portfolio
from hsmonitor.ui import app
from hsmonitor.ui.session import Session
from hsmonitor.ui.window import Window
from tests.store.conftest import AMINA

application = app.make_application()
app.dress(application)
window = Window(remember=False)
window.furnish(app.entries())
window.show()
session = Session(window, open_portfolio(Path(sys.argv[1]), author=AMINA))
project = session.desk.portfolio.connection.execute("SELECT id FROM project WHERE code = 'KEN'").fetchone()[0]
page = session.reviewing.page
page.begin.project(project)

def when(ready, act):
    poll = QTimer(application)
    def look():
        if ready():
            poll.stop()
            act()
    poll.timeout.connect(look)
    poll.start(5)

def assess():
    page.work.theme.choose("assess")
    when(lambda: page.view is not None, rate)

def rate():
    page.work.record.rating.take_digit(4)
    page.work.record.rating.take_digit(5)
    page.work.decision.answers["comment"].box.setPlainText("Half a thought")
    when(lambda: not page.flow.unsaved.waiting, ready)

def ready():
    print("ready", flush=True)

when(lambda: page.work.asking, assess)
application.exec()
"""


@pytest.mark.usefixtures("display")
def test_a_killed_program_goes_on_where_it_was(file: Path, open_desk: Open) -> None:
    command = [sys.executable, "-c", PROGRAM, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        os.kill(running.pid, signal.SIGKILL)
    with open_portfolio(file, author=AMINA) as portfolio:
        place = kept_place(portfolio.connection, AMINA)
        assert place is not None
        assert place.at in kept_typed(portfolio.connection, AMINA)
        case = dict(read_all(portfolio.connection, "challenge"))[place.at].values
        assert case["theme"] in place.asked
    desk: Driver = open_desk(file)
    page = desk.session.reviewing.page
    page.resume()
    desk.settle()
    assert page.view.row.key == place.at
    assert page.work.record.rating.rating == (4, 5)
    assert page.work.decision.typed().words["comment"] == "Half a thought"
    assert page.work.queue.where.text() == "2 of 3"
