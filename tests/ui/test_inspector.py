"""The inspector beside its sheet, and over it where there is no room for both."""

from PySide6.QtCore import QElapsedTimer, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSplitterHandle, QWidget

from hsmonitor.ui.record.rating_glance import RatingGlance
from hsmonitor.ui.sheet.page import SheetPage
from hsmonitor.ui.widgets.button import Button
from tests.ui.conftest import Driver

REST = 80
"""Milliseconds that the cursor rests, as the words of the desk have it."""

RARELY_EARLIER = 0.95
"""What part of its time a timer of Qt waits at least, where nothing finer is asked of it."""


def resized(desk: Driver, width: int) -> None:
    desk.window.resize(width, 700)
    desk.qtbot.waitUntil(lambda: desk.window.width() == width)
    desk.settle()


def press_f9(desk: Driver, sheet: SheetPage) -> None:
    sheet.table.setFocus()
    desk.press(Qt.Key.Key_F9)


def form_top(sheet: SheetPage) -> int:
    form = sheet.inspector.form
    return form.mapTo(sheet.inspector, form.rect().topLeft()).y()


def drag(desk: Driver, sheet: SheetPage, by: int) -> None:
    """Drag the edge of the inspector by some pixels."""
    edge = sheet.beside.findChildren(QSplitterHandle)[1]
    start = edge.rect().center()
    desk.qtbot.mousePress(edge, Qt.MouseButton.LeftButton, pos=start)
    desk.qtbot.mouseMove(edge, start + QPoint(by, 0))
    desk.qtbot.mouseRelease(edge, Qt.MouseButton.LeftButton, pos=start + QPoint(by, 0))


def cell_of(glance: RatingGlance, image: QImage, cell: tuple[int, int]) -> QImage:
    return image.copy(glance.place_of(cell))


def test_beside_the_sheet_it_keeps_the_width_that_it_was_given(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    assert sheet.inspector.isVisible()
    assert sheet.inspector.width() == 340
    drag(desk, sheet, -60)
    wide = sheet.inspector.width()
    assert abs(wide - 400) < 5
    assert desk.sheet("projects").inspector.width() == wide
    press_f9(desk, desk.sheet("projects"))
    assert not desk.sheet("challenges").inspector.isVisible()


def test_in_a_narrow_window_it_comes_over_the_sheet_when_asked_for(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    resized(desk, 860)
    desk.qtbot.waitUntil(lambda: not sheet.inspector.isVisible())
    desk.qtbot.waitUntil(lambda: sheet.table.width() == sheet.width())
    press_f9(desk, sheet)
    assert sheet.inspector.isVisible()
    assert sheet.table.width() == sheet.width()
    press_f9(desk, sheet)
    assert not sheet.inspector.isVisible()
    resized(desk, 1280)
    desk.qtbot.waitUntil(sheet.inspector.isVisible)
    assert sheet.inspector.parentWidget() is not sheet.beside


def test_tab_goes_through_the_fields_to_the_foot(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    desk.qtbot.waitUntil(lambda: bool(sheet.inspector.related.lists))
    inspector, come_to = sheet.inspector, list[QWidget]()
    inspector.form.cells["title"].editor.setFocus()
    while not inspector.whole.hasFocus() and len(come_to) < 100:
        here = QApplication.focusWidget()
        assert here is not None
        come_to.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    editors = [cell.editor for cell in inspector.form.cells.values() if cell.editor.isVisible()]
    assert [editor for editor in come_to if editor in editors] == editors


def test_the_rating_stands_above_the_fields_of_a_challenge_that_has_one(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    glance = sheet.inspector.glance
    assert not glance.isVisible()
    row = sheet.model.row(0)
    assert row is not None
    for likelihood, impact in ((2, 3), (4, 4)):
        with desk.portfolio.transaction("Rate") as transaction:
            transaction.update("challenge", row.key, {"likelihood": likelihood, "impact": impact})
    desk.qtbot.waitUntil(lambda: len(glance.points) == 2)
    assert glance.isVisible()
    assert glance.accessibleName() == "Score 6 → 16, 2 ratings"
    shown = glance.grab().toImage()
    assert glance.mapTo(sheet.inspector, glance.rect().bottomLeft()).y() < form_top(sheet)
    with desk.portfolio.transaction("Rate") as transaction:
        transaction.update("challenge", row.key, {"likelihood": 5, "impact": 5})
    desk.qtbot.waitUntil(lambda: len(glance.points) == 3)
    left = glance.grab().toImage()
    for cell in ((4, 4), (5, 5)):  # ringed and full of its colour only while the challenge sits there
        assert cell_of(glance, shown, cell) != cell_of(glance, left, cell)
    assert cell_of(glance, shown, (1, 5)) == cell_of(glance, left, (1, 5))


def test_at_the_foot_the_challenge_under_the_cursor_is_reviewed(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    (review,) = [button for button in sheet.inspector.findChildren(Button) if button.text() == "Review"]
    desk.qtbot.waitUntil(review.isVisible)
    desk.qtbot.mouseClick(review, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: desk.window.page == "review")


def test_an_empty_sheet_says_what_would_stand_beside_it(desk: Driver) -> None:
    sheet = desk.sheet("assessments")
    assert sheet.inspector.nothing.isVisible()
    assert not sheet.inspector.whole.isVisible()


def test_it_follows_when_the_cursor_has_rested_and_not_before(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    inspector, clock, first = sheet.inspector, QElapsedTimer(), sheet.model.key(0)
    desk.qtbot.waitUntil(lambda: inspector.key == first)
    clock.start()
    for _step in range(4):
        QTest.keyClick(sheet.table, Qt.Key.Key_Down)
        clock.restart()
        QTest.qWait(REST // 4)
        assert inspector.key == first or clock.elapsed() >= REST * RARELY_EARLIER  # on a busy machine a wait is longer
    desk.qtbot.waitUntil(lambda: inspector.key == sheet.model.key(4))
    assert clock.elapsed() >= REST * RARELY_EARLIER
