"""How the options of `import` say how a spreadsheet from elsewhere is read, and what is told where they do not say enough."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from hsmonitor.domain.catalogue import RECORDS, can_be_named
from hsmonitor.domain.chosen import find_term
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Choice, Choices, Link, Links
from hsmonitor.domain.text import fold
from hsmonitor.exchange.any_sheet import Found
from hsmonitor.exchange.guard import TEXT_ENDINGS, BookRefused, is_text
from hsmonitor.exchange.match import LEFT_EMPTY, REFERENCE, SOURCE, Column, Match
from hsmonitor.exchange.meaning import CREATE
from hsmonitor.exchange.outcome import Plan
from hsmonitor.exchange.tables import words_of
from hsmonitor.exchange.text_rows import encoding_named
from hsmonitor.exchange.unclear import sure_words, unclear
from hsmonitor.language import _
from hsmonitor.reports.entry_layout import KINDS, entered_fields
from hsmonitor.store.names import named

if TYPE_CHECKING:
    from hsmonitor.store.portfolio import Portfolio

_MARKS = {"point": ".", "comma": ","}


def encoding_of_text(book: Path, name: str) -> str:
    """Return the encoding that is meant. Raises BookRefused for one that cannot be chosen, and for what is no text."""
    if not is_text(book):
        message = _("{file}: An encoding is said of a text alone ({endings}); a workbook tells its own.")
        raise BookRefused(message.format(file=book.name, endings=", ".join(TEXT_ENDINGS)))
    return encoding_named(name)


def settle(options: Namespace, found: Found) -> None:
    """Have a spreadsheet be read as the options say.

    Raises BookRefused for a sheet, row, kind, column or word that is not there.
    """
    _place(options, found)
    match = found.match
    match.source = options.source or ""
    if options.days:
        match.write("order", options.days)
    if options.decimals:
        match.write("mark", _MARKS[options.decimals])
    if options.currency:
        match.write("currency", options.currency.upper())
    for heading, name in map(_pair, options.match):
        match.assign(_column(match, heading), _field_named(match, name))
    for column, meaning in map(_pair, options.means):
        heading, _colon, words = column.rpartition(":")
        _mean(match, _column(match, heading), words, meaning)
    for kind, names in to_create(options.create).items():
        for field in RECORDS[match.kind].fields.values():
            if isinstance(field, Link | Links) and field.target == kind:
                match.values.setdefault(field.name, {}).update(names)


def to_create(options: list[str]) -> dict[str, dict[str, str]]:
    """Return which names, folded, are those of records to be created, by kind. Raises BookRefused."""
    found: dict[str, dict[str, str]] = {}
    for text, name in map(_pair, options):
        found.setdefault(_nameable(text), {})[words_of(name)] = CREATE
    return found


def refuse_unsaid(portfolio: "Portfolio", found: Plan, options: list[str]) -> None:
    """Raise BookRefused for a name to be created that no cell says, with those that can be created.

    One that is there by now is none: the same file may be taken a second time.
    """
    said = {(new.kind, words_of(new.name)) for row in found.rows for new in row.named.values()}
    for kind, name in ((_nameable(text), name) for text, name in map(_pair, options)):
        if (kind, words_of(name)) not in said and not named(portfolio.connection, kind, name):
            raise BookRefused(_unsaid(RECORDS[kind].label, name, _creatable(found)))


def _creatable(found: Plan) -> list[str]:
    """Return the options for what is named in a file and is not there, each once however it is written."""
    cells = [cell for row in found.rows for cell in row.cells.values() if cell.creatable]
    first = {(cell.creatable, words_of(cell.meaning)): cell for cell in reversed(cells)}
    return [create_option(cell.creatable, cell.meaning) for cell in reversed(first.values())]


def create_option(kind: str, name: str) -> str:
    """Return the option that has a record be created that a cell names."""
    return f'--create "{kind}={name}"'


def _unsaid(kind: str, name: str, others: list[str]) -> str:
    if not others:
        message = _("No cell names a {kind} called {name}. Nothing else that is named there is to be created.")
        return message.format(kind=kind, name=name)
    message = _("No cell names a {kind} called {name}. What can be created: {options}.")
    return message.format(kind=kind, name=name, options=", ".join(others))


def _nameable(text: str) -> str:
    kinds = [kind for kind in RECORDS if can_be_named(kind)]
    if kind := next((kind for kind in kinds if fold(text) in (kind, fold(RECORDS[kind].label))), ""):
        return kind
    message = _("{text} is no kind that a name is enough for; choose from: {kinds}.")
    raise BookRefused(message.format(text=text, kinds=", ".join(kinds)))


def _place(options: Namespace, found: Found) -> None:
    if not (options.sheet or options.row or options.kind):
        return
    match = found.match
    wanted = options.sheet or match.sheet
    table = next((table for table in found.tables if fold(table.title) == fold(wanted)), None)
    if table is None:
        raise BookRefused(_("There is no sheet {sheet}.").format(sheet=wanted))
    first, last = options.row or (match.row - match.depth + 1, match.row)
    found.place(table.title, last, last - first + 1, _kind(options.kind) if options.kind else match.kind)


def _kind(text: str) -> str:
    wanted = fold(text)
    for kind in KINDS:
        if wanted in (kind, fold(RECORDS[kind].label), fold(RECORDS[kind].plural)):
            return kind
    raise BookRefused(_("{text} is no kind; choose from: {kinds}.").format(text=text, kinds=", ".join(KINDS)))


def _pair(text: str) -> tuple[str, str]:
    before, _sign, after = text.rpartition("=")
    if not before:
        raise BookRefused(_("{text}: Write it with a sign of equality between, such as Titel=title.").format(text=text))
    return before.strip(), after.strip()


def _column(match: Match, heading: str) -> Column:
    wanted = words_of(heading)
    for column in match.columns:
        if wanted and words_of(column.heading) == wanted:
            return column
    headings = ", ".join(column.heading for column in match.columns if column.heading)
    raise BookRefused(
        _("There is no column {heading}. There are: {headings}.").format(heading=heading, headings=headings)
    )


def _field_named(match: Match, text: str) -> str:
    """Return the field that is meant by its name or label, an empty text for "-"."""
    special = {"-": "", "ref": REFERENCE, "source": SOURCE}
    wanted = fold(text)
    for field in entered_fields(match.kind):
        if wanted in (fold(field.name), fold(field.label)):
            return field.name
    if wanted in special:
        return special[wanted]
    names = ", ".join([*(field.name for field in entered_fields(match.kind)), *special])
    raise BookRefused(_("{text} is no field; choose from: {names}.").format(text=text, names=names))


def _mean(match: Match, column: Column, words: str, meaning: str) -> None:
    field = RECORDS[match.kind].fields.get(column.field)
    if not isinstance(field, Choice | Choices):
        message = _("{words}: Words are given a meaning in columns of choices alone.")
        raise BookRefused(message.format(words=words))
    match.assign(column, column.field)
    match.mean(column.field, words, LEFT_EMPTY if meaning == "-" else _term(field, meaning))


def _term(field: Choice | Choices, text: str) -> str:
    try:
        return find_term(field.vocabulary, text).value
    except ValueError as error:
        raise BookRefused(str(error)) from error


def told(match: Match) -> Iterator[str]:
    """Yield how a spreadsheet is read, for the user to see."""
    fields = RECORDS[match.kind].fields
    place = _('sheet "{sheet}", headings in row {row}: {kind}')
    yield place.format(sheet=match.sheet, row=match.row, kind=RECORDS[match.kind].plural)
    for column in match.columns:
        words = {"heading": column.heading or "-", "field": _shown(fields, column.field), "sure": sure_words(column)}
        yield _("  {heading}: {field} ({sure})").format(**words)


def _shown(fields: dict[str, Field[object]], name: str) -> str:
    return {"": "-", REFERENCE: _("Ref"), SOURCE: _("Source")}.get(name) or fields[name].label


def refuse_unclear(book: Path, match: Match) -> None:
    """Raise BookRefused where something has to be said first; the text names each thing and the options that say it."""
    found = unclear(match)
    if not found:
        return
    lines = [_("{file}: It is not clear how it is to be read.").format(file=book.name)]
    lines += [_("  {what} Say: {options}").format(what=one.words, options=one.options) for one in found]
    lines.append(_("Or settle it once on the page Import; it is remembered for files with these headings."))
    raise BookRefused("\n".join(lines))
