"""The table of keys, walked: each is pressed on a real X server, as a keyboard does, and does what is promised of it."""

import subprocess
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hsmonitor.domain.dates import today
from hsmonitor.ui.palette.palette import Palette
from hsmonitor.ui.preferences import preferences
from hsmonitor.ui.theme.look import look
from hsmonitor.ui.widgets.button import IconButton
from tests.ui.conftest import WAIT, Driver
from tests.ui.review.conftest import TITLES, kenya, review, reviews, title

__all__ = ["kenya"]  # a fixture


class Keyboard(QObject):
    """A keyboard at the X server of the tests; keys are named as X names them."""

    def __init__(self, desk: Driver) -> None:
        super().__init__()
        self.desk = desk
        self._released = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count the keys that have come to the window."""
        if event.type() == QEvent.Type.KeyRelease and watched is self.desk.window.windowHandle():
            self._released += 1
        return False

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the desk has done what the one before asked for."""
        application = QApplication.instance()
        assert application
        application.installEventFilter(self)
        for key in keys:
            awaited = self._released + len(key.split("+")) if key != "plus" else 1
            subprocess.run(["xdotool", "key", key], check=True, timeout=10)
            self.desk.qtbot.waitUntil(lambda awaited=awaited: self._released >= awaited, timeout=WAIT)
            self.desk.settle()
        application.removeEventFilter(self)


Walk = list[tuple[str, Callable[[], object], Callable[[], Any], Any]]
"""Keys with spaces between them, what is done before, what is looked at then, and what is seen."""


def walk(desk: Driver, rows: Walk) -> None:
    """Press the keys of each row and look; say of all that go wrong at once."""
    keyboard, wrong = Keyboard(desk), []
    for keys, before, look_at, expected in rows:
        before()
        desk.settle()
        keyboard.press(*keys.split())
        seen = look_at()
        if seen != expected:
            wrong.append(f"{keys}: {seen!r}, not {expected!r}")
    assert not wrong, "\n".join(wrong)


def in_it(widget: QWidget) -> bool:
    """Tell whether the keyboard is in a widget."""
    here = QApplication.focusWidget()
    return here is widget or widget.isAncestorOf(here)


def nothing() -> None:
    """Nothing is done before."""


def test_the_keys_that_work_everywhere(kenya: Driver) -> None:
    desk, window = kenya, kenya.window
    sheet = desk.sheet("challenges")
    page = lambda: window.page  # noqa: E731
    project = lambda: desk.session.desk.project  # noqa: E731
    palette = lambda: bool((found := window.findChild(Palette)) and found.isVisible())  # noqa: E731
    key = desk.key("project", "Kenya")
    pages = (
        "overview",
        "review",
        "projects",
        "partners",
        "challenges",
        "responses",
        "activities",
        "lessons",
        "sources",
    )
    rows: Walk = [(f"ctrl+{number}", nothing, page, name) for number, name in enumerate(pages, 1)]
    rows += [
        ("ctrl+k", nothing, palette, True),
        ("Escape", nothing, palette, False),
        ("ctrl+j", nothing, palette, True),
        ("k e n y a Return", nothing, project, key),
        ("ctrl+shift+j", nothing, project, None),
        ("alt+Next", nothing, lambda: project() is not None, True),
        ("alt+Prior", nothing, project, None),
        ("F1", nothing, page, "help"),
        ("Escape", nothing, page, "sources"),
        ("ctrl+slash", nothing, page, "help"),
        ("Escape", nothing, page, "sources"),
        ("ctrl+plus", nothing, lambda: look().zoom > 100, True),
        ("ctrl+minus ctrl+minus", nothing, lambda: look().zoom < 100, True),
        ("ctrl+0", nothing, lambda: look().zoom, 100),
        ("ctrl+h", nothing, page, "history"),
        ("ctrl+5 F6", nothing, lambda: in_it(sheet.inspector), True),
        ("shift+F6", nothing, sheet.table.hasFocus, True),
        ("ctrl+f", nothing, sheet.search.hasFocus, True),
        ("Escape", nothing, sheet.table.hasFocus, True),
        ("ctrl+n", nothing, lambda: sheet.table.currentIndex().row() == sheet.model.lines, True),
        ("a b Return", nothing, lambda: sheet.model.count, 6),
        ("ctrl+z", nothing, lambda: sheet.model.count, 5),
        ("ctrl+y", nothing, lambda: sheet.model.count, 6),
        ("ctrl+comma", nothing, page, "preferences"),
    ]
    walk(desk, rows)


def test_a_record_is_begun_and_something_found_from_every_page(kenya: Driver) -> None:
    window = kenya.window
    palette = lambda: bool((found := window.findChild(Palette)) and found.isVisible())  # noqa: E731

    def ready() -> tuple[str, bool]:
        sheet = window.page_widget(window.page)
        return window.page, bool(sheet.table.currentIndex().row() == sheet.model.lines and sheet.table.hasFocus())  # type: ignore[attr-defined]

    def record(kind: str, name: str) -> Callable[[], None]:
        return lambda: (kenya.record(kind, name), None)[1]

    walk(
        kenya,
        [
            ("ctrl+f", lambda: kenya.page("overview"), palette, True),
            ("Escape ctrl+n", nothing, ready, ("challenges", True)),
            ("ctrl+n", record("partner", "Government of Moldova"), ready, ("partners", True)),
            ("ctrl+f", record("partner", "Government of Moldova"), palette, True),
            ("Escape ctrl+n", lambda: kenya.page("history"), ready, ("challenges", True)),
            ("ctrl+n", lambda: kenya.page("preferences"), ready, ("challenges", True)),
        ],
    )


def test_ctrl_s_keeps_what_is_typed_in_a_cell_and_beside_the_sheet(kenya: Driver) -> None:
    sheet = kenya.sheet("challenges")
    key = kenya.key("challenge", TITLES[0])
    row = next(row for row in range(sheet.model.count) if sheet.model.key(row) == key)
    stored = lambda name: lambda: kenya.values("challenge", key)[name]  # noqa: E731

    def inspect() -> None:
        kenya.qtbot.waitUntil(lambda: sheet.inspector.form is not None and sheet.inspector.form.isVisible())
        sheet.inspector.form.cells["cause"].editor.setFocus()

    walk(
        kenya,
        [
            ("n e w ctrl+s", lambda: sheet.table.go(row, sheet.model.columns.index("title")), stored("title"), "new"),
            ("d r y ctrl+s", inspect, stored("cause"), "dry"),
            ("s", nothing, lambda: sheet.inspector.form.cells["cause"].editor.words(), "drys"),
        ],
    )


def test_ctrl_s_keeps_the_field_now_and_escape_brings_the_old_text_back(kenya: Driver) -> None:
    page = kenya.record("challenge", TITLES[0])
    line = page.form.cells["title"].editor
    stored = lambda: kenya.values("challenge", page.key)["title"]  # noqa: E731
    focus = lambda: (line.setFocus(), line.selectAll())  # noqa: E731
    rows: Walk = [
        ("n e w", focus, stored, TITLES[0]),
        ("ctrl+s", nothing, stored, "new"),
        ("x", nothing, line.words, "newx"),
        ("Escape", nothing, line.words, "new"),
        ("Escape", nothing, lambda: kenya.window.page, "overview"),
    ]
    walk(kenya, rows)


def test_the_keys_of_a_sheet_move_and_select(kenya: Driver) -> None:
    sheet = kenya.sheet("challenges")
    table, last = sheet.table, len(sheet.model.columns) - 1

    def at(row: int, column: int) -> Callable[[], None]:
        def go() -> None:
            table.setFocus()
            table.go(row, column)

        return go

    def here() -> tuple[int, int]:
        return table.currentIndex().row(), table.currentIndex().column()

    def area() -> tuple[int, int]:
        rows, columns = table.area()
        return len(rows), len(columns)

    walk(
        kenya,
        [
            ("Down", at(1, 1), here, (2, 1)),
            ("Up", at(1, 1), here, (0, 1)),
            ("Left", at(1, 1), here, (1, 0)),
            ("Right", at(1, 1), here, (1, 2)),
            ("Home", at(1, 3), here, (1, 0)),
            ("End", at(1, 3), here, (1, last)),
            ("ctrl+Home", at(1, 3), here, (0, 0)),
            ("ctrl+End", at(1, 3), here, (5, last)),
            ("ctrl+Up", at(3, 3), here, (0, 3)),
            ("ctrl+Down", at(1, 3), here, (4, 3)),
            ("ctrl+Left", at(1, 3), here, (1, 0)),
            ("ctrl+Right", at(1, 3), here, (1, last)),
            ("shift+Down shift+Right", at(1, 1), area, (2, 2)),
            ("shift+End", at(1, 1), area, (1, last)),
            ("ctrl+shift+Down", at(1, 1), area, (4, 1)),
            ("ctrl+shift+End", at(1, 1), area, (5, last)),
            ("ctrl+shift+Home", at(1, 1), area, (2, 2)),
            ("ctrl+space", at(1, 1), area, (5, 1)),
            ("shift+space", at(1, 1), area, (1, last + 1)),
            ("ctrl+a", at(1, 1), area, (5, last + 1)),
            ("Next", at(0, 1), here, (5, 1)),
            ("Prior", at(4, 1), here, (0, 1)),
            ("Tab", at(1, 0), here, (1, 2)),
            ("shift+Tab", at(1, 2), here, (1, 0)),
            ("ctrl+shift+l", at(1, 2), sheet.table.head.cell.hasFocus, True),
            ("Escape", nothing, table.hasFocus, True),
            ("F9", at(1, 2), lambda: sheet.inspector.isVisible(), False),
            ("F9", at(1, 2), lambda: sheet.inspector.isVisible(), True),
            ("ctrl+Next", at(1, 2), lambda: sheet.bar.tabs.currentIndex(), 1),
            ("ctrl+Prior", at(0, 2), lambda: sheet.bar.tabs.currentIndex(), 0),
            ("Return", at(1, 2), lambda: kenya.window.page, "record"),
            ("Escape", nothing, lambda: (kenya.window.page, here()), ("challenges", (1, 2))),
        ],
    )


def test_the_keys_of_a_sheet_write(kenya: Driver) -> None:
    sheet = kenya.sheet("challenges")
    table, columns = sheet.table, sheet.model.columns

    def at(row: int, name: str, rows: int = 1) -> Callable[[], None]:
        def go() -> None:
            table.setFocus()
            table.go(row, columns.index(name))
            for _row in range(1, rows):
                below = table.sheet.index(table.currentIndex().row() + 1, columns.index(name))
                table.selectionModel().setCurrentIndex(below, QItemSelectionModel.SelectionFlag.Select)

        return go

    def column(name: str) -> Callable[[], list[str]]:
        return lambda: kenya.shown("challenges", name)[2:]

    def here() -> tuple[int, str]:
        return table.currentIndex().row(), columns[table.currentIndex().column()]

    titles = column("title")
    first = titles()
    walk(
        kenya,
        [
            ("x y Escape", at(2, "title"), titles, first),
            ("x y Return", at(2, "title"), titles, ["xy", *first[1:]]),
            ("F2 z Tab", at(2, "title"), titles, ["xyz", *first[1:]]),
            ("z Tab", at(2, "title"), here, (2, "project")),
            ("z Return", at(2, "title"), here, (3, "title")),
            ("5 ctrl+Return", at(2, "likelihood", 3), column("likelihood"), ["5 expected"] * 3),
            ("Delete", at(3, "impact"), column("impact"), ["3 intermediate", "not recorded", "3 intermediate"]),
            ("ctrl+d", at(3, "impact"), column("impact"), ["3 intermediate"] * 3),
            (
                "ctrl+semicolon",
                at(3, "next_review"),
                lambda: kenya.values("challenge", sheet.model.key(3) or "")["next_review"],
                today().isoformat(),
            ),
            ("ctrl+c", at(3, "likelihood"), lambda: QGuiApplication.clipboard().text().strip(), "5 expected"),
            ("ctrl+x", at(3, "likelihood"), column("likelihood"), ["5 expected", "not recorded", "5 expected"]),
            ("ctrl+v", at(3, "likelihood"), column("likelihood"), ["5 expected"] * 3),
            ("alt+Down", at(3, "status"), lambda: table.editing.editor.list.isVisible(), True),
            ("Escape Escape", nothing, lambda: table.editing.active, False),
            ("ctrl+Delete", at(4, "title"), lambda: sheet.model.count, 4),
            ("ctrl+z", nothing, lambda: sheet.model.count, 5),
            ("Return", lambda: setattr(table, "enter_opens", False), lambda: kenya.window.page, "challenges"),
            ("ctrl+shift+Return", at(2, "title"), lambda: kenya.window.page, "record"),
            ("Escape alt+r", nothing, lambda: kenya.window.page, "review"),
        ],
    )


def test_the_keys_of_a_review(kenya: Driver) -> None:
    page = review(kenya)
    rating = lambda: page.work.record.rating.rating  # noqa: E731
    decision = lambda: page.work.decision.typed().decision  # noqa: E731
    shown = lambda: title(page)  # noqa: E731
    answers = page.work.decision.answers
    comment, date = (lambda: in_it(answers["comment"])), (lambda: in_it(answers["next_review"]))
    walk(
        kenya,
        [
            ("4 5", nothing, rating, (4, 5)),
            ("l 2", nothing, rating, (2, 5)),
            ("i 3", nothing, rating, (2, 3)),
            ("Right", nothing, rating, (2, 4)),
            ("Up", nothing, rating, (3, 4)),
            ("k", nothing, decision, "keep"),
            ("e", nothing, decision, "escalate"),
            ("Escape a", nothing, decision, "accept"),
            ("Escape c", nothing, decision, "close"),
            ("k", nothing, decision, "keep"),
            ("alt+m", nothing, comment, True),
            ("k 1 1", nothing, rating, (3, 4)),
            ("Escape alt+n", nothing, date, True),
            ("Escape ctrl+Return", nothing, lambda: len(reviews(kenya)), 1),
            ("k", nothing, lambda: shown() == TITLES[0], False),
            ("Prior", nothing, shown, TITLES[0]),
            ("Next", nothing, lambda: shown() == TITLES[0], False),
            ("s", nothing, lambda: len(reviews(kenya)), 1),
            ("Escape", nothing, page.start.isVisible, True),
        ],
    )


def test_single_letters_of_a_review_can_be_switched_off(kenya: Driver) -> None:
    page = review(kenya)
    preferences().choose("letters", "off")
    try:
        walk(kenya, [("k", nothing, lambda: page.work.decision.typed().decision, "")])
    finally:
        preferences().choose("letters", "on")


def test_the_keys_of_a_review_work_wherever_the_keyboard_is(kenya: Driver) -> None:
    """Also after a save, a skip, a page down, a message that was closed and a click in the bar."""
    page, message = review(kenya), kenya.window.message
    work, decision = page.work, page.work.decision
    close = next(one for one in message.findChildren(IconButton) if one.accessibleName() == "Close this message")
    comment, rating = (lambda: in_it(decision.answers["comment"])), (lambda: work.record.rating.rating)
    click = lambda widget: QTest.mouseClick(widget, Qt.MouseButton.LeftButton)  # noqa: E731

    def said() -> None:
        kenya.session.desk.said.emit("Something", "ok")
        close.setFocus(Qt.FocusReason.TabFocusReason)
        click(close)

    places: dict[str, Callable[[], object]] = {
        "matrix": work.record.rating.matrix.setFocus,
        "queue": work.queue.list.setFocus,
        "order of the queue": work.queue.order.setFocus,
        "chart": work.record.chart.setFocus,
        "a decision": decision.decisions["accept"].setFocus,
        "after a message": said,
        "after a click on the theme": lambda: click(kenya.window.bar.theme_button),
    }
    for keys in ("k ctrl+Return 4 5", "s 3 2", "Prior 1 5", "Next 4 3"):
        expected = tuple(int(key) for key in keys.split()[-2:])
        walk(
            kenya,
            [(keys, nothing, rating, expected), ("alt+m", nothing, comment, True), ("Escape", nothing, comment, False)],
        )
    for number, (place, go) in enumerate(places.items()):
        keys = f"{number % 5 + 1} {(number + 1) % 5 + 1}"
        expected = tuple(map(int, keys.split()))
        rows: Walk = [
            (keys, go, lambda place=place: (place, *rating()), (place, *expected)),
            ("e Escape k", go, lambda place=place: (place, decision.decision), (place, "keep")),
            ("alt+m", go, lambda place=place: (place, comment()), (place, True)),
            ("Escape", nothing, lambda place=place: (place, comment()), (place, False)),
        ]
        walk(kenya, rows)
    look().set_theme("light")
