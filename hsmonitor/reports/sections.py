"""What the overview of a workbook tells: each figure a formula over the data sheets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.domain.terms import Category, ChallengeStatus, Level, PartnerType
from hsmonitor.domain.vocabulary import Term
from hsmonitor.language import _
from hsmonitor.reports.book import Figure
from hsmonitor.reports.columns import not_rated, number_of, shown_decimals
from hsmonitor.reports.house_style import WHOLE, amount_format, colours, level_solid
from hsmonitor.reports.portfolio_sheets import Gathered
from hsmonitor.reports.table import RecordTable
from hsmonitor.reports.text import shortened
from hsmonitor.store.listing import Row

Sheets = Mapping[str, RecordTable]
"""The data sheets of a workbook by the kind of their records."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what is counted, the figure, how to read it; `colour` (RRGGBB) is its bar's."""

    label: str
    figure: Figure
    note: str = ""
    format: str = WHOLE
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading; a `charted` one has a chart beside it."""

    heading: str
    lines: list[Line]
    charted: bool = False


def sections(sheets: Sheets, stated: list[Line]) -> list[Section]:
    """Return all that the overview tells, in order; a section without lines is left out."""
    every = [
        Section(_("Records"), list(_records(sheets))),
        Section(_("Money"), [*stated, *_recorded_money(sheets["project"])]),
        Section(_("Open challenges by level"), list(_levels(sheets["challenge"])), charted=True),
        Section(_("Partners by type"), _by(sheets["partner"], "type", PartnerType), charted=True),
        Section(_("Challenges by category"), _by(sheets["challenge"], "category", Category), charted=True),
        Section(_("Challenges by status"), _by(sheets["challenge"], "status", ChallengeStatus)),
        Section(_("Projects by country"), list(_countries(sheets["project"]))),
    ]
    return [section for section in every if section.lines]


def stated_lines(statements: RecordTable | None, gathered: Gathered) -> list[Line]:
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


def _records(sheets: Sheets) -> Iterator[Line]:
    notes = {
        "challenge": _("not rated ones included; see below"),
        "engagement": _("a partner in a project, each time it takes part"),
        "citation": _("facts tied to a paragraph of a source"),
    }
    for kind, sheet in sheets.items():
        yield Line(sheet.title, sheet.count(), notes.get(kind, ""))
        if kind == "project":
            yield _country_count(sheet)


def _country_count(projects: RecordTable) -> Line:
    """Each country once, in however many projects it is."""
    words = sorted(projects.words("countries"))
    formula = "+".join(f"({projects.containing('countries', word).formula}>0)" for word in words) or "0"
    return Line(_("Countries of projects"), Figure(formula, len(words)), _("each country counted once"))


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


def _levels(challenges: RecordTable) -> Iterator[Line]:
    """Count the open challenges by level; one without a status is open."""
    closed = ChallengeStatus.CLOSED.label
    for level in reversed(Level):
        figure = challenges.equal_unless("level", level.label, "status", closed)
        yield Line(level.label, figure, colour=level_solid(level))
    figure = challenges.equal_unless("level", not_rated(), "status", closed)
    note = _("likelihood or impact is missing; this is not a low level")
    yield Line(not_rated(), figure, note, colour=level_solid(None))


def _by(sheet: RecordTable, name: str, vocabulary: type[Term]) -> list[Line]:
    """Count the terms that occur, and apart from them what is not recorded; nothing where there is no record."""
    counts = sheet.words(name)
    blue = colours()["accent"]
    lines = [Line(term.label, sheet.equal(name, term.label), colour=blue) for term in vocabulary if counts[term.label]]
    missing = sheet.not_recorded(name)
    if missing.value:
        lines.append(Line(_("Not recorded"), missing, colour=level_solid(None)))
    return lines


def _countries(projects: RecordTable) -> Iterator[Line]:
    for name in sorted(projects.words("countries")):
        yield Line(name, projects.containing("countries", name))
