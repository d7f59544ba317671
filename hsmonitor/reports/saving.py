"""Putting a finished file in the place of an old one, and stopping on the way.

A report is written beside its target and gets the target's name when it is whole; whatever goes wrong before, the old
file is as it was.
"""

import contextlib
import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hsmonitor.domain.errors import Cancelled, PortfolioError
from hsmonitor.language import _
from hsmonitor.store import opening

STEP = 200
"""How many rows are written between two looks at whether the user has stopped the job."""


class ReportError(PortfolioError):
    """A report could not be written; the text says why and what to do. An older file is as it was."""


class Progress:
    """How far a report is, told to whoever waits for it; stops the job when it is asked to."""

    def __init__(
        self,
        total: int,
        tell: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self.total = max(total, 1)
        self._done = 0
        self._told = 0
        self._tell = tell
        self._cancelled = cancelled

    def step(self, count: int = 1) -> None:
        """Say that `count` more units are done. Raises Cancelled."""
        self._done = min(self._done + count, self.total)
        if self._done - self._told >= STEP:
            self.look()

    def look(self) -> None:
        """Tell how far it is. Raises Cancelled."""
        self._told = self._done
        if self._cancelled and self._cancelled():
            raise Cancelled
        if self._tell:
            self._tell(self._done, self.total)

    def finish(self) -> None:
        """Say that all is done."""
        self._done = self.total
        self.look()


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a new file beside `target`, readable by its owner only; it takes the place of `target` when the block ends.

    Raises ReportError when there is no room, no folder or no right to write, or a portfolio would be lost; then `target` is
    as it was.
    """
    _refuse_unwritable(target)
    beside: Path | None = None
    try:
        beside = _new_file(target)
        yield beside
        beside.replace(target)
    except OSError as error:
        raise ReportError(_told(target, error)) from error
    finally:
        if beside is not None:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)


def _new_file(target: Path) -> Path:
    number, name = tempfile.mkstemp(prefix=f".{target.stem[:40]}.", suffix=".part", dir=target.parent)
    os.close(number)
    return Path(name)


def _refuse_unwritable(target: Path) -> None:
    """Raise ReportError for what can be told before any work is done."""
    if not target.parent.is_dir():
        message = _("The folder {name} does not exist. Make it first, or choose another one.")
        raise ReportError(message.format(name=target.parent))
    if target.is_dir():
        raise ReportError(_("{name} is a folder. Choose a name for the report.").format(name=target))
    if _is_portfolio(target):
        message = _(
            "{name} is a portfolio, or named like one, and was left as it is. Choose another name for the file."
        )
        raise ReportError(message.format(name=target))
    if target.exists() and _is_open_elsewhere(target):
        raise ReportError(_open_elsewhere(target))


def _is_portfolio(target: Path) -> bool:
    if opening.is_portfolio_name(target):
        return True
    try:
        opening.recognise(target, thorough=False)
    except opening.IsPortfolio:
        return True
    except PortfolioError:
        return False
    return True


def _is_open_elsewhere(target: Path) -> bool:
    """Excel keeps a file "~$name" beside each workbook that it has open, and on Windows locks the workbook."""
    if target.with_name(f"~${target.name}").exists():
        return True
    if os.name != "nt":
        return False
    try:
        target.open("r+b").close()
    except PermissionError:
        return os.access(target, os.W_OK)
    return False


def _open_elsewhere(target: Path) -> str:
    message = _("{name} is open in Excel. Close it there and try again, or choose another name.")
    return message.format(name=target)


def _told(target: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        message = _(
            "There is no room left to write {name}. Make room, or choose another folder. The old file is as it was."
        )
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        message = _("You may not write {name}. Choose another folder. The old file is as it was.")
    else:
        message = _("{name} could not be written: {reason}. Choose another folder. The old file is as it was.")
    return message.format(name=target, reason=error.strerror or error)
