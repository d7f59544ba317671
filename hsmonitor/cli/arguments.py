"""What can be typed: the commands with their arguments, helps and examples.

Each command names the function that does it, "module.function" of this room; only that module is imported then, as the desk
must not wait for what the command line needs.
"""

from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from datetime import date
from pathlib import Path

from hsmonitor import __version__
from hsmonitor.language import _


def make_parser() -> ArgumentParser:
    """Return the parser of the command line."""
    parser = ArgumentParser(
        prog="hsmonitor",
        description=_("Projects, partners and challenges of the UN Trust Fund for Human Security."),
        epilog=_("Without a command the desk opens on the last portfolio."),
    )
    parser.add_argument("--version", action="version", version=f"hsmonitor {__version__}")
    parser.set_defaults(command="making.desk")
    commands = Commands(parser)
    _add_making(commands)
    _add_inspecting(commands)
    _add_review(commands)
    _add_seeing(commands)
    return parser


class Commands:
    """The commands of a parser."""

    def __init__(self, parser: ArgumentParser, *, required: bool = False) -> None:
        self._commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=required)

    def add(self, name: str, words: str, example: str, does: str) -> ArgumentParser:
        """Add a command: its name, what it is for, an example, and the function that does it."""
        added: ArgumentParser = self._commands.add_parser(
            name,
            help=words,
            description=words,
            epilog=_("Example:\n  {example}").format(example=f"hsmonitor {example}"),
            formatter_class=RawDescriptionHelpFormatter,
        )
        added.set_defaults(command=does)
        return added


def _file(command: ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar=_("FILE"), help=_("a portfolio; it ends in .hsm"))


def _add_making(commands: Commands) -> None:
    _file(commands.add("open", _("open the desk on a portfolio"), "open portfolio.hsm", "making.open_desk"))
    words = _("make a portfolio, with what the source says unless it is to be empty")
    command = commands.add("new", words, "new mine.hsm", "making.new")
    _file(command)
    command.add_argument("--empty", action="store_true", help=_("begin with nothing but the table of levels"))
    _add_report(commands)
    _add_import(commands)
    words = _("copy a portfolio, whole and checked, while it is in use")
    command = commands.add("backup", words, "backup mine.hsm", "making.back_up")
    _file(command)
    command.add_argument("-o", "--output", type=Path, help=_("where to; else beside the portfolio"))
    words = _("write a starting portfolio, its workbook and a picture of every page")
    command = commands.add("tour", words, "tour build/tour", "making.tour")
    command.add_argument("folder", type=Path, metavar=_("FOLDER"))
    command.add_argument("--portfolio", type=Path, metavar=_("FILE"), help=_("show this portfolio instead"))


def _add_report(commands: Commands) -> None:
    example = "report challenges mine.hsm -o register.xlsx --from 2026-01-01 --audience internal"
    command = commands.add("report", _("make an Excel report, or list all there are"), example, "reporting.report")
    command.add_argument("--list", action="store_true", help=_("say which reports there are, and with which options"))
    command.add_argument("name", nargs="?", metavar=_("NAME"), help=_("which report; with --list all are told"))
    command.add_argument("file", nargs="?", type=Path, metavar=_("FILE"), help=_("a portfolio; it ends in .hsm"))
    command.add_argument("-o", "--output", type=Path, metavar=_("OUT.xlsx"))
    words = _("NAME is a report with its options that was saved in the portfolio")
    command.add_argument("--saved", action="store_true", help=words)
    words = _("donor leaves out what is internal, and is what is made where nothing is said")
    command.add_argument("--audience", choices=["donor", "internal"], help=words)
    command.add_argument("--project", metavar=_("CODE"), help=_("one project: its code, reference or key"))
    command.add_argument("--from", dest="since", type=_day, metavar=_("DAY"), help=_("the first day of the period"))
    command.add_argument("--to", dest="until", type=_day, metavar=_("DAY"), help=_("its last day"))
    command.add_argument("--meeting", metavar=_("M"), help=_("a meeting: its name, reference or key"))
    command.add_argument(
        "--as-of", type=_day, metavar=_("DAY"), help=_("show what was recorded at the end of this day")
    )
    words = _("your own workbook, for the report called template")
    command.add_argument("--template", metavar=_("BOOK.xlsx"), help=words)
    command.add_argument("--paper", choices=["a4", "letter"], help=_("the paper for which it is set up"))
    command.set_defaults(refuse=command.error)


def _day(text: str) -> date:
    """Return the day that is meant by `text`. Raises ArgumentTypeError."""
    from hsmonitor.domain import dates

    try:
        return date.fromisoformat(dates.parse_date(text, partial=False, today=dates.today()))
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


def _add_import(commands: Commands) -> None:
    words = _("take back a workbook that was exported for data entry, or take any other spreadsheet")
    command = commands.add("import", words, "import mine.hsm from-kenya.xlsx --dry-run", "importing.import_")
    _file(command)
    command.add_argument("book", type=Path, metavar=_("BOOK.xlsx"), help=_("a workbook (.xlsx, .ods) or text (.csv)"))
    command.add_argument("--dry-run", action="store_true", help=_("say what it would do, and write nothing"))
    words = _("which rows are written: new,changed (as usual), new or changed; conflicts and refused rows are left")
    command.add_argument("--accept", type=_states, default="new,changed", metavar=_("STATES"), help=words)
    words = _("create a record that a cell names and that is not there yet, such as person=NAME; may be repeated")
    command.add_argument("--create", action="append", default=[], metavar=_("KIND=NAME"), help=words)
    command.add_argument("--json", action="store_true", help=_("for another program to read"))
    _add_settling(command)


def _add_settling(command: ArgumentParser) -> None:
    """Add what says how a spreadsheet from elsewhere is read."""
    words = _("Where it is not clear by itself; what is said is remembered for the next file with these headings.")
    group = command.add_argument_group(_("a spreadsheet from elsewhere"), words)
    group.add_argument("--kind", metavar=_("KIND"), help=_("what its rows are: projects, partners, challenges, ..."))
    group.add_argument("--sheet", metavar=_("SHEET"), help=_("the title of the sheet"))
    group.add_argument(
        "--row", type=_rows, metavar=_("ROW"), help=_("the row of the headings, such as 4, or 3-4 for two")
    )
    words = _("a column and the field that it is, by name; - leaves it out, ref finds the record; may be repeated")
    group.add_argument("--match", action="append", default=[], metavar=_("COLUMN=FIELD"), help=words)
    words = _("what a word in a column means, such as Status:Frozen=monitoring; - leaves it empty; may be repeated")
    group.add_argument("--means", action="append", default=[], metavar=_("COLUMN:WORD=TERM"), help=words)
    group.add_argument("--days", choices=["dmy", "mdy"], help=_("how days in figures are written"))
    group.add_argument("--decimals", choices=["point", "comma"], help=_("the mark before decimals"))
    group.add_argument("--currency", metavar=_("USD"), help=_("the currency of amounts that name none"))
    words = _("in what a text (.csv) is written, such as utf-8 or cp1250, where that is not found by itself")
    group.add_argument("--encoding", default="", metavar=_("NAME"), help=words)
    words = _("the public source that all of it comes from, cited instead of the file")
    group.add_argument("--source", metavar=_("TITLE"), help=words)


def _rows(text: str) -> object:
    from hsmonitor.cli.importing import rows_of_headings

    return rows_of_headings(text)


def _states(text: str) -> object:
    from hsmonitor.cli.importing import states

    return states(text)


def _add_inspecting(commands: Commands) -> None:
    command = commands.add("info", _("say what a portfolio holds"), "info mine.hsm --json", "inspecting.info")
    _file(command)
    command.add_argument("--json", action="store_true", help=_("for another program to read"))
    command = commands.add("check", _("look whether a portfolio is sound"), "check mine.hsm", "inspecting.check")
    _file(command)
    command.add_argument("--repair", action="store_true", help=_("rebuild what can be derived, after a backup"))
    _add_list(commands)
    command = commands.add("history", _("tell what happened to a record"), "history mine.hsm C-1", "inspecting.history")
    _file(command)
    command.add_argument("record", metavar=_("RECORD"), help=_("its reference, code or key"))


def _add_list(commands: Commands) -> None:
    example = 'list challenges mine.hsm --where "drought status:closed" --csv'
    command = commands.add("list", _("list the records of a kind"), example, "inspecting.list_")
    words = _("projects, partners, challenges, responses or any other kind of record")
    command.add_argument("kind", metavar=_("KIND"), type=_kind, help=words)
    _file(command)
    command.add_argument("--where", default="", metavar=_("WORDS"), help=_("what the search box takes"))
    words = _("fields to sort by, the first one first, :desc from high to low: level:desc,title")
    command.add_argument("--sort", default="", metavar=_("FIELDS"), help=words)
    command.add_argument("--columns", default="", metavar=_("FIELDS"), help=_("with -o: what to write, in this order"))
    words = _("write a file, .xlsx or .csv by its name")
    command.add_argument("-o", "--output", type=Path, metavar=_("OUT"), help=words)
    words = _("with -o: donor leaves out what is internal; all is written where nothing is said")
    command.add_argument("--audience", choices=["donor", "internal"], default="internal", help=words)
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=_("for another program to read"))
    form.add_argument("--csv", action="store_true", help=_("for a spreadsheet"))


def _add_review(commands: Commands) -> None:
    command = commands.add("review", _("tell what is due for review, and what reviews said"), "review due mine.hsm", "")
    command.set_defaults(command=None)
    jobs = Commands(command, required=True)
    example = "review due mine.hsm --json"
    job = jobs.add("due", _("list the challenges that are due for review"), example, "reviewing.due")
    _file(job)
    job.add_argument("--project", metavar=_("CODE"), help=_("one project: its code, reference or key"))
    job.add_argument("--json", action="store_true", help=_("for another program to read"))
    example = "review list mine.hsm --project KEN"
    job = jobs.add("list", _("list the reviews of a project's challenges"), example, "reviewing.list_")
    _file(job)
    words = _("the project: its code, reference or key")
    job.add_argument("--project", metavar=_("CODE"), required=True, help=words)
    job.add_argument("--json", action="store_true", help=_("for another program to read"))


def _add_seeing(commands: Commands) -> None:
    project = _("one project: its code, reference or key")
    words = _("tell which challenges there were at the end of a day, and what became of them")
    command = commands.add("as-of", words, "as-of mine.hsm 2025-12-31 --json", "seeing.register")
    _file(command)
    command.add_argument(
        "day", metavar=_("DATE"), help=_("the day, such as 2025-12-31, 31 December 2025, or yesterday")
    )
    command.add_argument("--project", metavar=_("CODE"), help=project)
    command.add_argument("--json", action="store_true", help=_("for another program to read"))
    words = _("write reviews and responses that are due as a calendar file")
    command = commands.add("calendar", words, "calendar mine.hsm -o due.ics", "seeing.calendar")
    _file(command)
    command.add_argument("-o", "--output", type=Path, required=True, metavar=_("OUT.ics"))
    command.add_argument("--project", metavar=_("CODE"), help=project)


def _kind(text: str) -> str:
    from hsmonitor.cli.inspecting import kind_named

    return kind_named(text)
