"""Kenya under review, and what every test of reviewing asks for."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hsmonitor.domain.dates import today
from hsmonitor.store.rows import read_all
from hsmonitor.ui.review.page import ReviewPage
from hsmonitor.ui.widgets.lines import LineButton
from tests.ui.conftest import Driver

Key, Control, Alt, Shift = (
    Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip
SAVE = (Key.Key_Return, Control)
TITLES = ("Drought plans lack trained staff", "Youth groups are not on committees", "Vet kits are held at customs")


def later(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


@pytest.fixture
def kenya(desk: Driver) -> Driver:
    """Kenya with three challenges of its own, of which the first is overdue."""
    project = desk.key("project", "Kenya")
    with desk.portfolio.transaction("Add") as transaction:
        for number, title in enumerate(TITLES):
            values = {"title": title, "project": project, "likelihood": 3, "impact": 3, "status": "assessed"}
            key = transaction.create("challenge", {**values, "next_review": later(-2 if number == 0 else 30 + number)})
            if number == 0:
                transaction.create("response", {"title": "Train two officers", "challenge": key, "due": "2020"})
    desk.settle()
    return desk


def review(desk: Driver) -> ReviewPage:
    """Begin the review of Kenya from the start page by keys."""
    desk.press((Key.Key_2, Control))
    page = desk.window.page_widget("review")
    assert isinstance(page, ReviewPage)
    kenya = next(line for line in page.start.projects.findChildren(LineButton) if line.words == "Kenya")
    desk.qtbot.waitUntil(kenya.isVisible)
    kenya.setFocus()
    desk.press(Key.Key_Return)
    return page


def title(page: ReviewPage) -> str:
    return page.work.record.title.text()


def reviews(desk: Driver) -> list[dict[str, Any]]:
    return [state.values for _key, state in read_all(desk.portfolio.connection, "review")]


def in_sight(widget: QWidget) -> bool:
    """Whether all of a widget can be seen: it is not scrolled away."""
    return widget.visibleRegion().boundingRect().height() == widget.height()
