"""What the overview of a workbook tells: each figure a formula over the data sheets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hsmonitor.domain.vocabulary import Term
from hsmonitor.language import _
from hsmonitor.reports.book import Figure
from hsmonitor.reports.house_style import WHOLE, colours, level_solid
from hsmonitor.reports.table import RecordTable

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

    @property
    def has_chart(self) -> bool:
        """Whether there is anything to draw."""
        return self.charted and any(line.figure.value for line in self.lines)


def present(*sections: Section) -> list[Section]:
    """Return the sections that have lines."""
    return [section for section in sections if section.lines]


def records(sheets: Sheets) -> Section:
    """Count the records of each sheet."""
    return Section(_("Records"), list(_records(sheets)))


def counted(heading: str, table: RecordTable, name: str, vocabulary: type[Term], *, charted: bool = True) -> Section:
    """Count the records of a sheet by the terms of one of its columns."""
    return Section(heading, terms(table, name, vocabulary), charted, table.title)


def of_words(heading: str, table: RecordTable, name: str, words: Sequence[str]) -> Section:
    """Count the records of a sheet by words of the report's own; nothing where there is no record."""
    blue = colours()["accent"]
    lines = [Line(word, table.equal(name, word), colour=blue) for word in words if table.words(name)[word]]
    return Section(heading, lines, charted=True, sheet=table.title)


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


def terms(sheet: RecordTable, name: str, vocabulary: type[Term]) -> list[Line]:
    """Count the terms that occur, and apart from them what is not recorded; nothing where there is no record."""
    counts = sheet.words(name)
    blue = colours()["accent"]
    lines = [Line(term.label, sheet.equal(name, term.label), colour=blue) for term in vocabulary if counts[term.label]]
    missing = sheet.not_recorded(name)
    if missing.value:
        lines.append(Line(_("Not recorded"), missing, colour=level_solid(None)))
    return lines
