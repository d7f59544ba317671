"""The command that makes reports, and tells which there are."""

from argparse import Namespace
from dataclasses import replace
from typing import Any

from hsmonitor.cli.inspecting import opened
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _
from hsmonitor.reports.options import Options, loaded
from hsmonitor.reports.register import REPORTS, report_named

_WORDS = {
    "audience": "--audience donor|internal", "project": "--project CODE", "since": "--from DAY", "until": "--to DAY",
    "as_of": "--as-of DAY", "meeting": "--meeting M", "paper": "--paper a4|letter", "template": "--template BOOK.xlsx",
}  # fmt: skip


def report(options: Namespace) -> int:
    """Make a report, or list all."""
    if options.list:
        return _list()
    if options.name is None or options.file is None or options.output is None:
        options.refuse(_("say which report, of which portfolio, and where to: NAME FILE -o OUT.xlsx; or --list"))
    from hsmonitor.reports.making import make

    with opened(options.file) as portfolio:
        name, asked = _asked(portfolio.connection, options)
        told = make(portfolio, name, options.output, asked)
    for words in told:
        print(words)
    print(_("{name} was made.").format(name=options.output))
    return 0


def _list() -> int:
    for one in REPORTS.values():
        options = "  ".join(_WORDS[name] for name in one.options)
        print(f"{one.name}\n  {one.purpose}\n  {options}\n")
    return 0


def _asked(connection: Any, options: Namespace) -> tuple[str, Options]:
    """Return which report is asked for and its options: those that were saved, and over them those that were typed."""
    name, kept = options.name, Options()
    if options.saved:
        from hsmonitor.store.report_definitions import saved_report

        found = saved_report(connection, options.name)
        name, kept = found.report, loaded(found.options)
    known = report_named(name).options
    typed = {option: value for option in _WORDS if (value := getattr(options, option, None)) is not None}
    if unheeded := [option for option in typed if option not in known]:
        message = _("The report {name} has no option {option}.")
        raise PortfolioError(message.format(name=name, option=_WORDS[unheeded[0]].split()[0]))
    if "project" in typed:
        from hsmonitor.store.names import find_record

        typed["project"] = find_record(connection, typed["project"], ("project",))[1]
    if "meeting" in typed:
        from hsmonitor.store.minutes import find_meeting

        typed["meeting"] = find_meeting(connection, typed["meeting"])
    return name, replace(kept, **typed)
