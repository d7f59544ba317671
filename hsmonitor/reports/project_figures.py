"""What the overview of a workbook tells of projects: their money, a currency each, and their countries."""

from collections.abc import Iterator

from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.language import _
from hsmonitor.reports.book import Figure
from hsmonitor.reports.columns import number_of, shown_decimals
from hsmonitor.reports.data_sheets import Gathered
from hsmonitor.reports.house_style import amount_format
from hsmonitor.reports.sections import Line, Section, Sheets
from hsmonitor.reports.table import RecordTable
from hsmonitor.reports.text import shortened
from hsmonitor.store.listing import Row


def money(sheets: Sheets, gathered: Gathered) -> Section:
    """Tell what was stated of all projects together, and what is recorded with each."""
    stated = _stated_lines(sheets.get("statement"), gathered)
    return Section(_("Money"), [*stated, *_recorded_money(sheets["project"])], sheet=sheets["project"].title)


def by_country(projects: RecordTable) -> Section:
    """Count the projects of each country."""
    return Section(_("Projects by country"), list(_countries(projects)), sheet=projects.title)


def _stated_lines(statements: RecordTable | None, gathered: Gathered) -> list[Line]:
    """Return what was stated of all projects together, each with its paragraph."""
    lines = []
    for place, row in enumerate(gathered.statements if statements else ()):
        value = row.values.get("value")
        if value and statements:
            label = _("Stated total value, {currency}").format(currency=value.currency)
            figure = Figure(statements.cell("value", place), number_of(value))
            lines.append(
                Line(
                    label,
                    figure,
                    _about(row, gathered.paragraphs.get(row.key, [])),
                    amount_format(shown_decimals(value)),
                )
            )
    return lines


def _about(row: Row, paragraphs: list[str]) -> str:
    """Return of what a total was stated, and where."""
    count, agency = row.shown("projects"), shortened(row.shown("agency"), 80)
    of = _("for {count} projects of {agency}").format(count=count, agency=agency) if count and agency else row.reference
    if not paragraphs:
        return of
    return _("{of}; paragraph {paragraph} of the source").format(of=of, paragraph=", ".join(paragraphs))


def _recorded_money(projects: RecordTable) -> Iterator[Line]:
    """What is recorded of the fund's money, a currency each; what nobody recorded is not zero."""
    recorded = projects.recorded("contribution")
    of = _("of all projects have this amount recorded")
    yield Line(_("Projects with a recorded contribution"), recorded, of)
    currencies = projects.currencies("contribution")
    for currency in currencies:
        label = _("Trust Fund contributions recorded, {currency}").format(currency=currency)
        note = _("only what is recorded; other currencies are not added")
        yield Line(
            label, projects.sum_in("contribution", currency), note, projects.money_format("contribution", currency)
        )
    if not currencies:
        formula = (
            f'IF(COUNT({projects.cells("contribution")})=0,"{NOT_RECORDED}",SUM({projects.cells("contribution")}))'
        )
        yield Line(_("Trust Fund contributions recorded"), Figure(formula, NOT_RECORDED), _("of no project so far"))


def _countries(projects: RecordTable) -> Iterator[Line]:
    for name in sorted(projects.words("countries")):
        yield Line(name, projects.containing("countries", name))
