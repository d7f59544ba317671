"""Pastes that go over recorded rows and past the last one; lists with their scale; views that a colleague has."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from hsmonitor.store.author import Author
from hsmonitor.store.session import open_portfolio
from hsmonitor.ui.sheet.preview import Preview
from tests.ui.conftest import Driver
from tests.ui.test_sheet import ALT, CONTROL, LEFT, SHIFT, Key, at, paste, recorded
from tests.ui.test_sheet_tools import add


def test_a_paste_goes_over_columns_and_past_the_last_row(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    count, before = sheet.model.count, recorded(desk, "partner")
    last = before and desk.shown("partners", "acronym")[-1]
    at(sheet, count - 1, "name")
    paste(desk, '"Lake\nBoard"\t\tLB\nHill Board\t\tHB\nSea Board\t\tSB\n')
    preview = sheet.findChild(Preview)
    assert (len(preview.proposal.changes), len(preview.proposal.new)) == (1, 2)
    desk.press((Key.Key_Return, CONTROL))
    assert desk.shown("partners", "acronym")[-3:] == ["LB", "HB", "SB"]
    assert sheet.model.count == count + 2
    desk.press((Key.Key_Z, CONTROL))
    assert recorded(desk, "partner") == before
    assert desk.shown("partners", "acronym")[-1] == last


def test_a_list_shows_its_scale(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    at(sheet, 0, "likelihood")
    desk.press((Key.Key_Down, ALT))
    lines = [line.data() for line in sheet.table.editing.editor.list.list.lines()]
    assert len(lines) == 5
    assert lines[4] == "5 expected"


def test_deleting_counts_what_goes(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    (challenge,) = add(desk, "challenge", {"title": "Floods"})
    add(desk, "response", *({"title": t, "challenge": challenge} for t in "abc"))
    at(sheet, sheet.model.count - 1, "title")
    desk.press((Key.Key_Delete, CONTROL))
    assert "Floods was deleted" in desk.window.message.words.text()
    assert "3 responses" in desk.window.message.words.text()


def test_copy_of_a_range_quotes_line_breaks(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, 0, "acronym")
    desk.press((Key.Key_Down, SHIFT), (Key.Key_Right, SHIFT), (Key.Key_C, CONTROL))
    text = QGuiApplication.clipboard().text()
    assert len(text.splitlines()) == 2
    assert text.count("\t") == 2


def test_merging_by_keys_moves_the_links(desk: Driver) -> None:
    desk.sheet("partners")
    first, second = add(desk, "partner", {"name": "Water Board"}, {"name": "the Wáter Board (WB)", "acronym": "WB"})
    (engagement,) = add(desk, "engagement", {"project": desk.key("project", "Kenya"), "partner": second})
    desk.press((Key.Key_M, CONTROL | SHIFT))
    desk.press(Key.Key_Return)
    desk.press((Key.Key_Return, CONTROL))
    assert desk.values("engagement", engagement)["partner"] == first
    desk.press((Key.Key_Z, CONTROL))
    assert desk.values("engagement", engagement)["partner"] == second


def test_a_colleague_has_the_saved_view(desk: Driver, file: Path) -> None:
    sheet = desk.sheet("partners")
    at(sheet, 0, "acronym")
    desk.press((Key.Key_L, CONTROL | SHIFT))
    desk.type("un")
    QTest.mouseClick(sheet.bar.save_view, LEFT)
    desk.type("The UN")
    desk.press(Key.Key_Return)
    with open_portfolio(file, author=Author("José", "desktop")) as other:
        rows = [tuple(row) for row in other.connection.execute("SELECT * FROM saved_view")]
    assert any("The UN" in row for row in rows)
