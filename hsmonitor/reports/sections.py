"""What the overview of a workbook tells: each figure a formula over the data sheets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.domain.terms import ChallengeStatus, Decision, Level
from hsmonitor.domain.vocabulary import Term
from hsmonitor.language import _, ngettext
from hsmonitor.reports.book import Figure
from hsmonitor.reports.columns import not_rated, number_of, shown_decimals
from hsmonitor.reports.cover import AS_OF
from hsmonitor.reports.data_sheets import Gathered
from hsmonitor.reports.edition import Edition
from hsmonitor.reports.house_style import WHOLE, amount_format, colours, level_solid
from hsmonitor.reports.table import Criterion, RecordTable, is_before, is_empty, is_up_to, is_word
from hsmonitor.reports.text import shortened
from hsmonitor.store.due import due_days
from hsmonitor.store.listing import Row

Sheets = Mapping[str, RecordTable]
"""The data sheets of a workbook by the names of their plans."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what is counted, the figure, how to read it; `colour` (RRGGBB) is its bar's, `name` the figure's cell's."""

    label: str
    figure: Figure
    note: str = ""
    format: str = WHOLE
    colour: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading, which leads to the `sheet` that they are of; a `charted` one has a chart beside it."""

    heading: str
    lines: list[Line]
    charted: bool = False
    sheet: str = ""


def present(*sections: Section) -> list[Section]:
    """Return the sections that have lines."""
    return [section for section in sections if section.lines]


def records(sheets: Sheets) -> Section:
    """Count the records of each sheet."""
    return Section(_("Records"), list(_records(sheets)))


def money(sheets: Sheets, gathered: Gathered) -> Section:
    """Tell what was stated of all projects together, and what is recorded with each."""
    stated = stated_lines(sheets.get("statement"), gathered)
    return Section(_("Money"), [*stated, *_recorded_money(sheets["project"])], sheet=sheets["project"].title)


def open_levels(challenges: RecordTable) -> Section:
    """Count the open challenges by level."""
    return Section(_("Open challenges by level"), list(_levels(challenges)), charted=True, sheet=challenges.title)


def counted(heading: str, table: RecordTable, name: str, vocabulary: type[Term], *, charted: bool = True) -> Section:
    """Count the records of a sheet by the terms of one of its columns."""
    return Section(heading, _by(table, name, vocabulary), charted, table.title)


def of_words(heading: str, table: RecordTable, name: str, words: Sequence[str]) -> Section:
    """Count the records of a sheet by words of the report's own; nothing where there is no record."""
    blue = colours()["accent"]
    lines = [Line(word, table.equal(name, word), colour=blue) for word in words if table.words(name)[word]]
    return Section(heading, lines, charted=True, sheet=table.title)


def by_country(projects: RecordTable) -> Section:
    """Count the projects of each country."""
    return Section(_("Projects by country"), list(_countries(projects)), sheet=projects.title)


def reviews(sheets: Sheets, edition: Edition) -> Section:
    """Count what is due for review on the day of the report, and the reviews that were made."""
    challenges = sheets["challenge"]
    lines = list(_due(challenges, edition))
    if "review" in sheets:
        period = edition.options.period()
        lines.append(Line(_("Reviews made"), sheets["review"].count(), period, name="Reviews_made"))
        for line in _by(sheets["review"], "decision", Decision):
            lines.append(replace(line, label=_("Decided: {decision}").format(decision=line.label), colour=""))
    return Section(_("Reviews"), lines, sheet=challenges.title)


def _due(challenges: RecordTable, edition: Edition) -> Iterator[Line]:
    """As the desk has it: overdue before the day; due within the portfolio's period; without a next review never planned."""
    closed, day, ahead = is_word("status", ChallengeStatus.CLOSED.label), edition.day, due_days(edition.connection)
    from_day = Criterion("next_review", f'">="&{AS_OF}', lambda content: isinstance(content, date) and content >= day)
    until = is_up_to("next_review", day + timedelta(days=ahead), f"({AS_OF}+{ahead})")
    overdue = challenges.having(is_before("next_review", day, AS_OF), unless=closed)
    yield Line(_("Overdue for review"), overdue, _("open, and the next review lies before this day"), name="Overdue")
    note = ngettext("open, within {count} day", "open, within {count} days", ahead).format(count=ahead)
    yield Line(_("Due for review"), challenges.having(from_day, until, unless=closed), note, name="Due")
    never = challenges.having(is_empty("next_review"), unless=closed)
    yield Line(_("No next review recorded"), never, _("open, and due therefore"), name="Not_planned")


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
        yield Line(sheet.title, sheet.count(), notes.get(kind, ""), name=f"Count_{kind}")
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
    closed = is_word("status", ChallengeStatus.CLOSED.label)
    for level in reversed(Level):
        figure = challenges.having(is_word("level", level.label), unless=closed)
        yield Line(level.label, figure, colour=level_solid(level), name=f"Open_{level.value}")
    figure = challenges.having(is_word("level", not_rated()), unless=closed)
    note = _("likelihood or impact is missing; this is not a low level")
    yield Line(not_rated(), figure, note, colour=level_solid(None), name="Open_not_rated")


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
