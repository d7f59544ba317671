"""Finds what Python still holds of a layout though it has left it.

Shiboken makes an object for each item of a layout that is put, filled, into another one. Where a widget leaves such a layout
without `takeAt`, Qt frees the item and tells nobody; the object stays, and whatever is made later at the same address is
mixed up with it. That ended the program, in an hour of use, wherever the next widget happened to go.
"""

import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QApplication, QLayout, QLayoutItem, QWidget
from shiboken6 import Shiboken

_HELD = re.compile(r"key: 0x(\w+), value: 0x(\w+) \(PySide6\.QtWidgets\.Q(?:Widget|Spacer)Item,")


def left_behind(*windows: QWidget) -> list[str]:
    """Describe each item of these windows' layouts that is held though its layout has it no more."""
    held = {int(address, 16): int(number, 16) for address, number in _HELD.findall(_table())}
    there = {Shiboken.getCppPointer(item)[0] for layout in _layouts(windows) for item in _items(layout)}
    gone = {number for address, number in held.items() if address not in there}
    found = [_words(one, windows) for one in Shiboken.getAllValidWrappers() if id(one) in gone] if gone else []
    return [words for words in found if words]


def _table() -> str:
    """Return what Shiboken holds, which it writes to the process's own stderr."""
    sys.stderr.flush()
    with tempfile.TemporaryFile("w+b") as file:
        before = os.dup(2)
        os.dup2(file.fileno(), 2)
        try:
            Shiboken.dumpWrapperMap()
        finally:
            os.dup2(before, 2)
            os.close(before)
        file.seek(0)
        return file.read().decode(errors="replace")


def _layouts(windows: Sequence[QWidget]) -> Iterator[QLayout]:
    for widget in QApplication.allWidgets():
        if widget.window() in windows and (layout := widget.layout()):
            yield layout
            yield from layout.findChildren(QLayout)


def _items(layout: QLayout) -> Iterator[QLayoutItem]:
    for place in range(layout.count()):
        if item := layout.itemAt(place):
            yield item


def _words(item: object, windows: Sequence[QWidget]) -> str:
    """Tell whose item it was; nothing where it was another window's."""
    owner = re.search(r"parent.*at (0x[0-9a-f]+)", Shiboken.dump(item))
    wanted = int(owner[1], 16) if owner else 0
    layout = next((one for one in Shiboken.getAllValidWrappers() if id(one) == wanted), None)
    chain = []
    widget = layout.parentWidget() if isinstance(layout, QLayout) else None
    while widget:
        chain.append(type(widget).__name__)
        widget = widget.parentWidget()
    if not isinstance(layout, QLayout) or not (whose := layout.parentWidget()) or whose.window() not in windows:
        return ""
    return f"{type(item).__name__} of {type(layout).__name__} in {' < '.join(chain)}"
