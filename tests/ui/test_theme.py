"""Colours that can be told apart, sizes that follow the zoom, and nothing below 10 pixels."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from hsmonitor.ui.theme import icons
from hsmonitor.ui.theme.look import SMALLEST_FONT, ZOOM_STEPS, color, look
from hsmonitor.ui.theme.tokens import tokens
from tests.ui.conftest import Driver


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("pair", tokens()["pairs"]["required"], ids=lambda pair: f"{pair[0]} on {pair[1]}")
def test_contrast(theme: str, pair: tuple[str, str, float]) -> None:
    ink, ground, least = pair
    assert contrast(tokens()[theme][ink], tokens()[theme][ground]) >= least


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("zoom", ZOOM_STEPS)
def test_no_font_is_too_small_to_read(zoom: int) -> None:
    look().set_zoom(zoom)
    for name in ("display", "title", "record", "body", "strong", "missing", "label", "label strong", "key"):
        assert look().font(name).pixelSize() >= SMALLEST_FONT
    assert look().px(100) == zoom
    assert look().px(0) == 0
    assert look().px(0.2) == 1
    look().set_zoom(100)


@pytest.mark.parametrize("name", icons.PATHS)
def test_every_icon_paints_something(name: str, qapp: QApplication) -> None:
    image = icons.pixmap(name, "#000000", 20).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(20) for y in range(20))


def test_a_hidden_page_follows_the_theme_when_it_is_shown_again(desk: Driver) -> None:
    desk.record("project", "Kenya")
    desk.page("overview")
    light = desk.window.status.saved.palette().color(QPalette.ColorRole.WindowText)
    look().set_theme("dark")
    words = desk.window.status.saved.palette().color(QPalette.ColorRole.WindowText)
    assert words == color("text2") != light
    page = desk.record("project", "Kenya")
    assert page.form
    assert color("line2").name() in page.form.cells["title"].editor.styleSheet()
    assert page.title.palette().color(QPalette.ColorRole.WindowText) == color("text")
    look().set_theme("light")
    assert desk.window.status.saved.palette().color(QPalette.ColorRole.WindowText) == light
