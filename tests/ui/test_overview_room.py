"""The overview shows as many lines as its height has room for, and stays within it."""

from hypothesis import given
from hypothesis import strategies as st

from hsmonitor.ui.pages.overview_room import CARD, GAP, HIGHEST_MAP, LEAST, LINE, LOWEST_MAP, Lines, share
from hsmonitor.ui.widgets.figures import FigureButton, FigureStrip
from tests.ui.conftest import Driver

COUNTS = st.builds(Lines, st.integers(0, 24), st.integers(0, 6), st.integers(0, 8))


@given(st.integers(2 * CARD + GAP + LOWEST_MAP + LEAST * LINE, 1_200), COUNTS)
def test_both_columns_stay_within_the_room(room: int, there: Lines) -> None:
    shown, height = share(room, there)
    assert 2 * CARD + GAP + (shown.due + shown.missing) * LINE <= room
    assert 2 * CARD + GAP + height + shown.recent * LINE <= room


@given(st.integers(0, 1_200), COUNTS)
def test_no_card_is_left_without_lines_that_there_are(room: int, there: Lines) -> None:
    shown, height = share(room, there)
    assert all(min(LEAST, count) <= lines <= count for lines, count in zip(shown, there, strict=True))
    assert LOWEST_MAP <= height <= HIGHEST_MAP


def test_at_every_usual_size_all_of_it_is_in_sight(desk: Driver) -> None:
    page = desk.page("overview")
    for width, height in ((1280, 720), (1366, 688), (1280, 800), (1920, 1080)):
        desk.window.resize(width, height)
        desk.qtbot.waitUntil(lambda size=(width, height): (desk.window.width(), desk.window.height()) == size)
        desk.settle()
        desk.qtbot.waitUntil(lambda: page.recent.mapTo(page, page.recent.rect().bottomLeft()).y() <= page.height())
        assert page.missing.mapTo(page, page.missing.rect().bottomLeft()).y() <= page.height()


def test_figures_stand_in_one_row_at_the_smallest_usual_width(desk: Driver) -> None:
    desk.page("overview")
    strip = desk.window.findChild(FigureStrip)
    assert strip is not None
    assert len({button.y() for button in strip.findChildren(FigureButton)}) == 1
