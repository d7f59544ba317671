"""How many keys a new challenge with five fields takes, beside a spreadsheet; the README tells these figures."""

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Driver
from tests.ui.test_sheet import CONTROL, Key, at

TITLE = "Wells run dry"

# Excel, from any cell of a list whose last row is far below: Ctrl+Home, Ctrl+Down and Down reach the empty row. Its
# AutoComplete ends a word that stands in the column already when its beginning tells it from the others, as ours does, so
# that the same letters are typed; Tab goes on, Enter ends the row. Number and level of the record come by themselves here;
# that a spreadsheet has them typed or filled down is not counted.
IN_EXCEL = 3 + len(TITLE) + 1 + len("ken") + 1 + 2 + 2 + len("as") + 1
PRESSES = [
    (Key.Key_N, CONTROL), *TITLE, Key.Key_Tab, *"ken", Key.Key_Tab, "4", Key.Key_Tab, "5", Key.Key_Tab, *"as", Key.Key_Return,
]  # fmt: skip


def press(desk: Driver, key: object) -> None:
    where = QApplication.focusWidget()
    if isinstance(key, tuple):
        QTest.keyClick(where, *key)
    else:
        QTest.keyClick(where, key)  # type: ignore[call-overload]
    desk.settle()


def test_a_new_challenge_takes_fewer_keys_than_in_a_spreadsheet(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    at(sheet, 0, "next_review")
    for key in PRESSES:
        press(desk, key)
    values = desk.values("challenge", desk.key("challenge", TITLE))
    kenya = desk.key("project", "Kenya")
    told = {name: values[name] for name in ("title", "project", "likelihood", "impact", "status")}
    assert told == {"title": TITLE, "project": kenya, "likelihood": 4, "impact": 5, "status": "assessed"}
    assert desk.shown("challenges", "level")[-1] == "High"
    assert len(PRESSES) < IN_EXCEL
    assert sheet.table.currentIndex().row() == sheet.model.lines  # ready for the next one


def test_the_readme_tells_these_figures() -> None:
    readme = " ".join(Path(__file__).parents[2].joinpath("README.md").read_text("utf-8").split())
    told = re.search(r"A new challenge with five fields takes (\d+) keys, in Excel (\d+)", readme)
    assert told
    assert (int(told[1]), int(told[2])) == (len(PRESSES), IN_EXCEL)


def test_esc_and_letters_alone_never_reach_the_window(desk: Driver) -> None:
    """What is typed into a sheet edits; no single letter is a command there."""
    sheet = desk.sheet("challenges")
    at(sheet, 0, "title")
    for letter in "rkeacs":
        press(desk, letter)
        assert sheet.table.editing.active
        press(desk, Qt.Key.Key_Escape)
    assert desk.window.page == "challenges"
