"""Reading a spreadsheet in a process of its own, which is ended when it takes too long or the user stops it."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from hsmonitor.domain.errors import Cancelled
from hsmonitor.exchange import guard
from hsmonitor.exchange.guard import BookRefused
from hsmonitor.language import _

PATIENCE = 10.0
"""Seconds without a new row after which a spreadsheet is given up."""

_LOOK_EVERY = 0.05
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


@dataclass(frozen=True, slots=True)
class Fault:
    """What stands in a cell that has no value: an error of Excel, or "=" for a formula whose value was not stored."""

    code: str

    def __str__(self) -> str:
        if self.code == "=":
            return _(
                "The formula in this cell has no stored value. Open and save the file in Excel, or write the value."
            )
        return _("This cell shows the error {code}. Write the value.").format(code=self.code)


Content = str | int | float | bool | date | Fault | None
"""What a cell of a spreadsheet holds."""

Rows = list[tuple[int, list[Content]]]
"""Rows that hold something, each with its number in the sheet; a row ends with its last cell that holds something."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a sheet; the last part of a sheet carries the ranges of its merged cells instead."""

    sheet: str
    rows: Rows
    merged: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheets:
    """What a file begins with: its sheets in order, those that are hidden, and whether it names other files.

    `encoding` is that of a text; an empty one for a workbook.
    """

    titles: list[str]
    hidden: frozenset[str]
    linked: bool
    encoding: str = ""


def read_book(
    path: Path, cancelled: Callable[[], bool] = lambda: False, *, first: str = "", encoding: str = ""
) -> Iterator[Sheets | Part]:
    """Yield the sheets of a spreadsheet, then their rows some hundred at a time, those of the sheet `first` before the others.

    The encoding of a text is found where none is said.
    Raises BookRefused, Cancelled.
    """
    guard.check(path)
    command = [sys.executable, "-m", "hsmonitor.exchange.worker", str(path), first, encoding]
    process = subprocess.Popen(  # noqa: S603  (this program itself)
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=_NO_WINDOW
    )  # fmt: skip
    lines: SimpleQueue[bytes] = SimpleQueue()
    listening = Thread(target=_listen, args=(process, lines), daemon=True)
    listening.start()
    try:
        yield from _told(path, lines, cancelled)
    finally:
        process.kill()
        process.wait()
        listening.join()
        with contextlib.suppress(OSError):
            _stdout(process).close()


def _stdout(process: "subprocess.Popen[bytes]") -> Any:
    assert process.stdout is not None  # noqa: S101  (asked for above)
    return process.stdout


def _listen(process: "subprocess.Popen[bytes]", lines: "SimpleQueue[bytes]") -> None:
    for line in _stdout(process):
        lines.put(line)
    lines.put(b"")


def _told(path: Path, lines: "SimpleQueue[bytes]", cancelled: Callable[[], bool]) -> Iterator[Sheets | Part]:
    while True:
        line = _next(path, lines, cancelled)
        if not line:
            message = _("{file}: It could not be read to its end; it may need too much memory. Nothing was changed.")
            raise BookRefused(message.format(file=path.name))
        told = json.loads(line, object_hook=_content)
        if "refused" in told:
            raise BookRefused(told["refused"])
        if "end" in told:
            return
        if "working" not in told:
            yield _part(told)


def _next(path: Path, lines: "SimpleQueue[bytes]", cancelled: Callable[[], bool]) -> bytes:
    """Return the next line of the process, an empty one when it has ended. Raises BookRefused, Cancelled."""
    for _look in range(int(PATIENCE / _LOOK_EVERY)):
        if cancelled():
            raise Cancelled
        with contextlib.suppress(Empty):
            return lines.get(timeout=_LOOK_EVERY)
    message = _("{file}: Reading it took longer than {seconds} seconds and was ended. Save only what is wanted of it.")
    raise BookRefused(message.format(file=path.name, seconds=round(PATIENCE)))


def _content(told: dict[str, Any]) -> Any:
    if "d" in told:
        return date.fromisoformat(told["d"])
    return Fault(told["e"]) if "e" in told else told


def _part(told: dict[str, Any]) -> Sheets | Part:
    if "sheets" in told:
        sheets = told["sheets"]
        hidden = frozenset(sheet["title"] for sheet in sheets if sheet["hidden"])
        return Sheets([sheet["title"] for sheet in sheets], hidden, told["linked"], told.get("encoding", ""))
    return Part(told["sheet"], [(number, cells) for number, cells in told.get("rows", ())], told.get("merged", []))
