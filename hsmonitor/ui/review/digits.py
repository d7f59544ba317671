"""Rating by digits: two in a row are likelihood and impact; after L or I one is for that half alone."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from hsmonitor.domain.review import Review

Rating = tuple[int | None, int | None]
LIKELIHOOD, IMPACT = Review.likelihood.name, Review.impact.name
"""The halves of a rating."""

# The keys of the row of digits by their place. A French keyboard gives "&é"'(" there without Shift; the place is the same.
_X11 = {10: 1, 11: 2, 12: 3, 13: 4, 14: 5}
_MAC = {18: 1, 19: 2, 20: 3, 21: 4, 23: 5}


def digit_of(event: QKeyEvent) -> int | None:
    """Return the digit from 1 to 5 that a key means: the one it writes, else the one of its place in the row of digits."""
    plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
    if plain != Qt.KeyboardModifier.NoModifier:
        return None
    if event.text() in ("1", "2", "3", "4", "5"):
        return int(event.text())
    if event.modifiers() != Qt.KeyboardModifier.NoModifier:
        return None
    return digit_of_place(sys.platform, event.nativeScanCode(), event.nativeVirtualKey())


def digit_of_place(platform: str, scan_code: int, virtual_key: int) -> int | None:
    """Return the digit at the place of a key, whatever the keyboard writes there.

    Windows tells it by a virtual key (VK_1 is 0x31), a Mac by its own numbers, X11 and Wayland by the scan code.
    """
    if platform == "win32":
        return virtual_key - 0x30 if 0x31 <= virtual_key <= 0x35 else None
    return (_MAC.get(virtual_key) if platform == "darwin" else _X11.get(scan_code)) or None


class DigitEntry:
    """What digits typed so far mean; `half` is the half that the next digit is for ("" before the first)."""

    def __init__(self) -> None:
        self.half = ""
        self._alone = False

    def only(self, half: str) -> None:
        """Have the next digit be for one half alone."""
        self.half, self._alone = half, True

    def take(self, digit: int, rating: Rating) -> Rating:
        """Return the rating that follows from one more digit."""
        half = self.half or LIKELIHOOD
        alone, self._alone = self._alone, False
        self.half = IMPACT if half == LIKELIHOOD and not alone else ""
        return (digit, rating[1]) if half == LIKELIHOOD else (rating[0], digit)

    def forget(self) -> None:
        """Begin anew: the next two digits are likelihood and impact."""
        self.half, self._alone = "", False
