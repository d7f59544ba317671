"""What keys are called, in the words of the system and of the language: wherever a key is shown."""

from PySide6.QtGui import QKeySequence

from hsmonitor.language import _

_BETWEEN = (", ", " … ")
_OWN = {
    "Alt": _("Alt"), "Backspace": _("Backspace"), "Ctrl": _("Ctrl"), "Del": _("Del"), "Down": _("Down"), "End": _("End"),
    "Enter": _("Enter"), "Esc": _("Esc"), "Home": _("Home"), "Ins": _("Ins"), "Left": _("Left"), "PgDown": _("PgDown"),
    "PgUp": _("PgUp"), "Return": _("Return"), "Right": _("Right"), "Shift": _("Shift"), "Space": _("Space"),
    "Tab": _("Tab"), "Up": _("Up"),
}  # fmt: skip
"""For languages of which Qt has no catalogue."""


def with_key(words: str, key: str) -> str:
    """Return what something does, and the key that does it."""
    return _("{words} ({key})").format(words=words, key=key_name(key))


def key_name(keys: str) -> str:
    """Return what is printed on a key, or on each of several: "Ctrl+Del", "Alt+H, Alt+Shift+H", "Ctrl+1 … Ctrl+9".

    Qt names keys as the system does, in the languages that it knows. What is no key, such as "↑ ↓", stays as it is.
    """
    for between in _BETWEEN:
        if between in keys:
            return between.join(map(key_name, keys.split(between)))
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return "+".join(_OWN.get(part, part) for part in native.split("+")) or keys
