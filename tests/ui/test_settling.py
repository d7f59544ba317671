"""What was saved is brought into the file beside the window."""

import sqlite3
from contextlib import closing
from pathlib import Path

from hsmonitor.store.sqlite import siblings
from hsmonitor.ui.settling import Settling
from tests.ui.conftest import Driver


def in_the_file_alone(path: Path) -> set[str]:
    """The names of partners as the file has them, whatever stands beside it."""
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM partner")}


def test_what_was_saved_is_soon_in_the_file_itself(desk: Driver) -> None:
    path = desk.portfolio.path
    settling = Settling(path, after=0)
    with desk.portfolio.transaction("Add a partner") as transaction:
        transaction.create("partner", {"name": "Water Board"})
    assert "Water Board" not in in_the_file_alone(path)
    settling.soon()
    desk.qtbot.waitUntil(lambda: "Water Board" in in_the_file_alone(path))
    settling.finish()


def test_a_file_that_is_gone_is_let_be(desk: Driver, tmp_path: Path) -> None:
    gone = tmp_path / "gone.hsm"
    settling = Settling(gone, after=0)
    settling.soon()
    desk.qtbot.wait(20)
    settling.finish()
    assert not any(one.exists() for one in (gone, *siblings(gone)))
