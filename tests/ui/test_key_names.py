"""Keys are named as Qt names them in the user's language, wherever they are shown."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from hsmonitor.ui.keys import sheet_keys
from hsmonitor.ui.widgets.button import on_cap
from hsmonitor.ui.widgets.key_hints import KeyHints
from hsmonitor.ui.widgets.key_names import key_name, with_key


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert translator.load(QLocale("de"), "qtbase", "_", folder)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        ("Ctrl+Del", "Strg+Entf"),
        ("Alt+H, Alt+Shift+H", "Alt+H, Alt+Umschalt+H"),
        ("Ctrl+1 … Ctrl+9", "Strg+1 … Strg+9"),
        ("Ctrl++, Ctrl+-", "Strg++, Strg+-"),
        ("Esc", "Esc"),
        ("↑ ↓", "↑ ↓"),
        ("4", "4"),
    ],
)
@pytest.mark.usefixtures("german")
def test_a_key_is_named_in_the_language(keys: str, named: str) -> None:
    assert key_name(keys) == named


@pytest.mark.usefixtures("german")
def test_all_that_shows_keys_names_them_so(qapp: QApplication) -> None:
    assert on_cap("Ctrl+Return") == "Strg Return"
    assert with_key("Undo", "Ctrl+Z") == "Undo (Strg+Z)"
    assert "Strg+Umschalt+G" in [key.keys for key in sheet_keys()]
    assert KeyHints(((("Del", "Space"), "empty"),)).accessibleName() == "Entf Leertaste: empty"
