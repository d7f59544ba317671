"""Commands that open or make something: the desk, a portfolio, a report, a backup, a tour."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _

if TYPE_CHECKING:
    from hsmonitor.store.portfolio import Portfolio

Add = Callable[[str, str, str, Callable[[Namespace], int]], ArgumentParser]

FIRST_NAME = "human-security-portfolio.hsm"
"""The file name of a new user's portfolio, in the documents folder."""


def add_to(add: Add) -> None:
    """Add the commands of this module."""
    command = add("open", _("open the desk on a portfolio"), "open portfolio.hsm", open_desk)
    _file(command)
    command = add("new", _("make a portfolio, with what the source says unless it is to be empty"), "new mine.hsm", new)
    _file(command)
    command.add_argument("--empty", action="store_true", help=_("begin with nothing but the table of levels"))
    command = add(
        "report", _("make an Excel report"), "report portfolio mine.hsm -o report.xlsx --audience internal", report
    )
    command.add_argument("name", choices=["portfolio"], help=_("which report"))
    _file(command)
    command.add_argument("-o", "--output", type=Path, required=True, metavar=_("OUT.xlsx"))
    command.add_argument(
        "--audience", choices=["donor", "internal"], default="donor", help=_("donor leaves out what is internal")
    )
    command.add_argument("--project", metavar="CODE", help=_("one project: its code, reference or key"))
    command = add("backup", _("copy a portfolio, whole and checked, while it is in use"), "backup mine.hsm", back_up)
    _file(command)
    command.add_argument("-o", "--output", type=Path, help=_("where to; else beside the portfolio"))
    command = add(
        "tour", _("write a starting portfolio, its workbook and a picture of every page"), "tour build/tour", tour
    )
    command.add_argument("folder", type=Path, metavar=_("FOLDER"))
    command.add_argument("--portfolio", type=Path, metavar=_("FILE"), help=_("show this portfolio instead"))


def _file(command: ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar=_("FILE"), help=_("a portfolio; it ends in .hsm"))


def desk(options: Namespace) -> int:
    """Open the desk on the last portfolio; a new user's begins with what the source says."""
    from hsmonitor.store.identity import documents_folder, remembered

    last = Path(remembered().get("last", ""))
    if last.is_file():
        return _run_desk(last)
    folder = documents_folder()
    first = folder / FIRST_NAME
    if not first.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _start(first, empty=False).close()
    return _run_desk(first)


def open_desk(options: Namespace) -> int:
    """Open the desk on a portfolio."""
    from hsmonitor.store.opening import recognise

    recognise(options.file, thorough=True)
    return _run_desk(options.file)


def _run_desk(path: Path) -> int:
    from hsmonitor.cli.program import start_log
    from hsmonitor.store.identity import remember
    from hsmonitor.ui.app import run

    start_log()
    try:
        remember(last=str(path.resolve()))
    except OSError as error:
        message = _("The settings cannot be written: {reason}. Make room, or give your settings folder back to you.")
        raise PortfolioError(message.format(reason=error.strerror)) from error
    return run(path)


def _start(path: Path, *, empty: bool) -> "Portfolio":
    from hsmonitor.source.starting import make_starting_portfolio
    from hsmonitor.store.session import new_portfolio

    return new_portfolio(path) if empty else make_starting_portfolio(path)


def new(options: Namespace) -> int:
    """Make a portfolio."""
    with _start(options.file, empty=options.empty) as portfolio:
        print(_("{name} was made.").format(name=portfolio.path))
    return 0


def report(options: Namespace) -> int:
    """Make a report."""
    from hsmonitor.cli.inspecting import opened
    from hsmonitor.reports import portfolio_report
    from hsmonitor.store.names import find_record

    with opened(options.file) as portfolio:
        project = find_record(portfolio.connection, options.project, ("project",))[1] if options.project else None
        portfolio_report.write(portfolio, options.output, audience=options.audience, project=project)
    print(_("{name} was made.").format(name=options.output))
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
