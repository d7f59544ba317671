"""What is done to many rows of a sheet at once: nobody's change is overwritten, nothing is dropped, Cancel changes nothing."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hsmonitor.store.listing import Query
from hsmonitor.ui.sheet.page import SheetPage
from hsmonitor.ui.widgets.progress import ProgressLine
from tests.ui.conftest import WAIT, Driver, theirs
from tests.ui.test_drafts import CTRL_ENTER, kept, wait_for
from tests.ui.test_sheet import CONTROL, SHIFT, Key, at, newest, recorded

FILL, CLEAR, DELETE = (Key.Key_D, CONTROL), Key.Key_Delete, (Key.Key_Delete, CONTROL)
MANY = 200


def press(*keys: Any) -> None:
    """Press keys and wait for nothing."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), *(key if isinstance(key, tuple) else (key,)))


def keys_of(sheet: SheetPage, count: int) -> list[str]:
    return [str(sheet.model.key(line)) for line in range(count)]


@pytest.fixture
def three(desk: Driver) -> SheetPage:
    """The sheet of partners with three acronyms selected, by a program that does not hear of others in between."""
    desk.hear_no_more()
    sheet = desk.sheet("partners")
    at(sheet, 0, "acronym")
    desk.press((Key.Key_Down, SHIFT), (Key.Key_Down, SHIFT))
    return sheet


@contextmanager
def held(job: Callable[[Callable[[], object]], object]) -> Iterator[None]:
    """Have a thread of the desk busy until the end of the block."""
    go = Event()
    job(lambda: go.wait(WAIT / 1_000))
    try:
        yield
    finally:
        go.set()


def reading_held(desk: Driver) -> Any:
    return held(lambda wait: desk.session.desk.ask("hold", lambda _connection: wait(), lambda _answer: None))


def writing_held(desk: Driver) -> Any:
    return held(lambda wait: desk.session.desk.write("Hold", lambda _p, _c: wait(), lambda _answer: None))


# Others


@pytest.mark.parametrize("keys", [[FILL], [CLEAR], [CTRL_ENTER]])
def test_what_others_changed_in_one_of_many_cells_is_told_and_nothing_is_written(
    keys: list[Any], desk: Driver, three: SheetPage, file: Path
) -> None:
    first, second, third = keys_of(three, 3)
    if keys == [CTRL_ENTER]:
        desk.type("Mine")
    theirs(file, "partner", second, acronym="Theirs")
    theirs(file, "partner", third, note="joined")
    before = [desk.values("partner", key) for key in (first, second, third)]
    desk.press(*keys)
    assert [desk.values("partner", key) for key in (first, second, third)] == before
    assert before[1]["acronym"] == "Theirs"
    said = desk.window.message.words.text()
    assert "José has changed it to Theirs" in said
    assert "Nothing was changed." in said
    desk.portfolio.poll()
    desk.settle()
    at(three, 0, "acronym")
    desk.press((Key.Key_Down, SHIFT), (Key.Key_Down, SHIFT), CLEAR)  # now theirs has been seen
    assert "acronym" not in desk.values("partner", second)
    assert desk.values("partner", third)["note"] == "joined"


def test_a_change_under_the_editor_was_not_seen_when_a_selection_is_filled(
    desk: Driver, three: SheetPage, file: Path
) -> None:
    line = three.table.currentIndex().row()
    key = str(three.model.key(line))
    desk.type("Mine")
    theirs(file, "partner", key, acronym="Theirs")
    desk.portfolio.poll()
    desk.qtbot.waitUntil(lambda: desk.shown("partners", "acronym")[line] == "Theirs", timeout=WAIT)
    desk.press(CTRL_ENTER)
    assert desk.values("partner", key)["acronym"] == "Theirs"
    assert "José has changed it to Theirs" in desk.window.message.words.text()


# What was typed


def test_what_fills_a_selection_is_kept_until_it_is_written(desk: Driver, three: SheetPage) -> None:
    desk.type("Mine")
    wait_for(desk, ["Mine"])
    with writing_held(desk):
        press(CTRL_ENTER)
        desk.session.desk.drafts._write()
        assert three.table.editing.active is False
        assert list(desk.session.desk.drafts._typed) != []
    desk.settle()
    wait_for(desk, [])
    assert desk.shown("partners", "acronym")[:3] == ["Mine"] * 3


def test_what_could_not_fill_a_selection_is_offered_again(desk: Driver, three: SheetPage, file: Path) -> None:
    second = keys_of(three, 2)[1]
    desk.type("Mine")
    wait_for(desk, ["Mine"])
    theirs(file, "partner", second, acronym="Theirs")
    desk.press(CTRL_ENTER)
    desk.qtbot.waitUntil(lambda: len(desk.session.desk.drafts.waiting) == 1, timeout=WAIT)
    assert list(kept(desk).values()) == ["Mine"]


def test_what_is_typed_anew_while_a_selection_is_filled_is_kept(desk: Driver, three: SheetPage) -> None:
    desk.type("Mine")
    with writing_held(desk):
        press(CTRL_ENTER)
        press(Key.Key_F2, Key.Key_End, Key.Key_X)
    desk.settle()
    assert three.table.editing.active
    wait_for(desk, [three.table.editing.editor.words() if three.table.editing.editor else ""])


# What waits for its rows


@pytest.fixture
def long(desk: Driver) -> SheetPage:
    """The sheet of partners by name, more than are at hand."""
    with desk.portfolio.transaction("Fill") as transaction:
        for number in range(MANY):
            transaction.create("partner", {"name": f"Partner {number:03}"})
    sheet = desk.sheet("partners")
    sheet.model.show_query(Query("partner", order=(("name", False),)))
    desk.settle()
    return sheet


def test_what_waits_for_rows_is_done_whatever_comes_in_between(desk: Driver, long: SheetPage, file: Path) -> None:
    names = recorded(desk, "partner")
    at(long, 0, "name")
    with reading_held(desk):
        press((Key.Key_A, CONTROL), (Key.Key_C, CONTROL), DELETE)  # copying and deleting wait, and sums do
        theirs(file, "partner", desk.key("partner", names[0]), note="meanwhile")
        desk.portfolio.poll()
        long.model.reload()
        press(Key.Key_Down, (Key.Key_Down, SHIFT))
    desk.settle()
    copied = QGuiApplication.clipboard().text()
    assert all(name in copied for name in names)
    assert recorded(desk, "partner") == []
    desk.press((Key.Key_Z, CONTROL))
    assert recorded(desk, "partner") == names


def test_what_is_done_while_rows_are_read_anew_is_done_to_those_that_were_seen(
    desk: Driver, long: SheetPage, file: Path
) -> None:
    line = MANY - 20
    seen = str(desk.portfolio.connection.execute(
        "SELECT display FROM partner_grid ORDER BY by_name, by_reference LIMIT 1 OFFSET ?", [line]
    ).fetchone()[0])  # fmt: skip
    first = desk.key("partner", desk.shown("partners", "name")[0])
    before = len(recorded(desk, "partner"))
    with reading_held(desk):
        theirs(file, "partner", first, name="zz last")
        long.model.reload()
        at(long, line, "name")
        press(DELETE)
    desk.settle()
    assert newest(desk) == f"Delete {seen}"
    assert len(recorded(desk, "partner")) == before - 1


# Cancel


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Another program writes until the end of the block."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def seen(desk: Driver) -> list[ProgressLine]:
    """What tells how far work beside the window is."""
    return [line for line in desk.window.findChildren(ProgressLine) if line.isVisible()]


def cancelled(desk: Driver, page: Any, file: Path, act: Callable[[], object]) -> None:
    """Do something that must wait for another program, and press Cancel meanwhile."""
    before = newest(desk)
    with locked(file):
        act()
        desk.qtbot.waitUntil(lambda: desk.session.desk.writing.busy, timeout=WAIT)
        desk.qtbot.waitUntil(lambda: bool(seen(desk)), timeout=WAIT)
        seen(desk)[0].cancel.click()
    desk.settle()
    assert "It was cancelled. Nothing was changed." in desk.window.message.words.text()
    assert newest(desk) == before


@pytest.mark.parametrize("key", [FILL, CLEAR, DELETE])
def test_what_is_done_to_a_selection_can_be_cancelled(key: Any, desk: Driver, three: SheetPage, file: Path) -> None:
    before = [desk.values("partner", one) for one in keys_of(three, 3)]
    cancelled(desk, three, file, lambda: press(key))
    assert [desk.values("partner", one) for one in keys_of(three, 3)] == before


def test_a_merge_can_be_cancelled(desk: Driver, file: Path) -> None:
    sheet = desk.sheet("partners")
    at(sheet, 0, "name")
    desk.press((Key.Key_Down, SHIFT), (Key.Key_M, CONTROL))
    before = recorded(desk, "partner")
    cancelled(desk, sheet, file, lambda: press((Key.Key_Return, CONTROL)))
    assert recorded(desk, "partner") == before


def test_a_large_paste_can_be_cancelled(desk: Driver, file: Path) -> None:
    sheet = desk.sheet("partners")
    at(sheet, sheet.model.lines, "name")
    before = recorded(desk, "partner")
    QGuiApplication.clipboard().setText("\n".join(f"Office {number}\tO{number}" for number in range(2_000)))
    desk.press((Key.Key_V, CONTROL))
    cancelled(desk, sheet, file, lambda: press((Key.Key_Return, CONTROL)))
    assert recorded(desk, "partner") == before
