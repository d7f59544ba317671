"""Reports with their options, kept in the portfolio under a name."""

import sqlite3
from dataclasses import dataclass

from hsmonitor.domain.errors import NotThere
from hsmonitor.domain.office import ReportDefinition
from hsmonitor.domain.record import Values
from hsmonitor.domain.text import fold
from hsmonitor.language import _
from hsmonitor.store.rows import read_all


@dataclass(frozen=True, slots=True)
class Saved:
    """One report definition: its key, its name, which report, and its options as `reports.options` dumped them."""

    key: str
    name: str
    report: str
    options: str | None


def definition(name: str, report: str, options: str) -> Values:
    """Return the values of a new report definition."""
    return {
        ReportDefinition.name.name: name,
        ReportDefinition.report.name: report,
        ReportDefinition.options.name: options,
    }


def saved_reports(connection: sqlite3.Connection) -> list[Saved]:
    """Return all report definitions by name."""
    found = [
        Saved(key, state.values["name"], state.values["report"], state.values.get("options"))
        for key, state in read_all(connection, "report_definition")
    ]
    return sorted(found, key=lambda saved: fold(saved.name))


def saved_report(connection: sqlite3.Connection, name: str) -> Saved:
    """Return the definition that is called `name`, case and accents aside. Raises NotThere naming those that exist."""
    known = saved_reports(connection)
    for saved in known:
        if fold(saved.name) == fold(name.strip()):
            return saved
    message = _("No report is saved as {name}. Saved are: {names}.")
    names = ", ".join(saved.name for saved in known) or _("none")
    raise NotThere(message.format(name=name, names=names))
