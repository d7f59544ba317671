"""Commands that open or make something: the desk, a portfolio, a backup, a tour."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from hsmonitor.language import _

if TYPE_CHECKING:
    from hsmonitor.store.portfolio import Portfolio

FIRST_NAME = "human-security-portfolio.hsm"
"""The file name of a new user's portfolio, in the documents folder."""


def desk(options: Namespace) -> int:
    """Open the desk on the last portfolio; a new user's begins with what the source says."""
    from hsmonitor.store.identity import documents_folder, remembered

    last = Path(remembered().get("last", ""))
    if last.is_file():
        return _run_desk(last, named=False)
    folder = documents_folder()
    first = folder / FIRST_NAME
    if not first.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _start(first, empty=False).close()
    return _run_desk(first, named=False)


def open_desk(options: Namespace) -> int:
    """Open the desk on a portfolio."""
    from hsmonitor.store.opening import recognise

    recognise(options.file, thorough=False)  # the desk looks for damage beside its first paint
    return _run_desk(options.file)


def _run_desk(path: Path, *, named: bool = True) -> int:
    import gc

    gc.disable()  # nothing is garbage yet; the desk looks for it in its window's thread alone (ui/garbage.py)
    from hsmonitor.cli.program import start_log
    from hsmonitor.ui.app import run

    return run(path.resolve(), named=named, after_rows=start_log)


def _start(path: Path, *, empty: bool) -> "Portfolio":
    from hsmonitor.source.starting import make_starting_portfolio
    from hsmonitor.store.session import new_portfolio

    return new_portfolio(path) if empty else make_starting_portfolio(path)


def new(options: Namespace) -> int:
    """Make a portfolio."""
    with _start(options.file, empty=options.empty) as portfolio:
        print(_("{name} was made.").format(name=portfolio.path))
    return 0


def back_up(options: Namespace) -> int:
    """Copy a portfolio."""
    from hsmonitor.store.backup import back_up as copy
    from hsmonitor.store.backup import backup_name
    from hsmonitor.store.opening import recognise

    recognise(options.file)
    target = copy(options.file, options.output or backup_name(options.file))
    print(_("{name} was made.").format(name=target))
    return 0


def tour(options: Namespace) -> int:
    """Write what there is to see."""
    from hsmonitor.ui.tour import run

    return run(options.folder, options.portfolio)
