"""What a user has to say before a spreadsheet can be read without a doubt."""

from collections.abc import Iterator
from dataclasses import dataclass

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.kinds import Amount, Choice, Choices, Date, Number
from hsmonitor.exchange.local_writing import NOTHING, is_bare, mark_of, order_of
from hsmonitor.exchange.match import ALIKE, OTHER_NAME, Column, Match
from hsmonitor.exchange.matching import reads, texts_of
from hsmonitor.exchange.parts import parts_of
from hsmonitor.exchange.tables import words_of
from hsmonitor.language import _
from hsmonitor.reports.entry_layout import entered_fields


@dataclass(frozen=True, slots=True)
class Unclear:
    """One thing that is not clear, and the options of the command line that settle it."""

    words: str
    options: str


def sure_words(column: Column) -> str:
    """Return how sure a column is matched, in a word."""
    if not column.field:
        return _("not read")
    return _("sure") if column.sure >= OTHER_NAME else _("likely") if column.sure >= ALIKE else _("a guess")


def is_order_open(match: Match) -> bool:
    """Tell whether days in figures can be read both ways, and the user has not said which."""
    return "order" not in match.answered and order_of(texts_of(match, Date))[1]


def is_mark_open(match: Match) -> bool:
    """Tell whether nothing shows which mark stands before decimals; whole numbers have none."""
    return "mark" not in match.answered and mark_of(texts_of(match, Amount))[1]


def has_numbers(match: Match) -> bool:
    """Tell whether any text is read as a number, so that it matters how they are written."""
    return any(any(letter in ".," for letter in text) for text in texts_of(match, Amount, Number))


def needs_currency(match: Match) -> bool:
    """Tell whether amounts without a currency stand under a heading without one."""
    fields = RECORDS[match.kind].fields
    amounts = [column for column in match.columns if isinstance(fields.get(column.field), Amount)]
    return any(not column.currency and any(map(is_bare, column.samples)) for column in amounts)


def unknown_values(match: Match) -> dict[str, list[str]]:
    """Return the values of choices that nobody has mapped to a term yet, by field."""
    found: dict[str, list[str]] = {}
    for column in match.columns:
        described = RECORDS[match.kind].fields.get(column.field)
        if isinstance(described, Choice | Choices):
            known = match.values.get(column.field, {})
            parts = [part for text in column.few or column.samples for part in parts_of(described, text, known)]
            unknown = [part for part in dict.fromkeys(parts) if not _is_known(described, part, known)]
            if unknown:
                found[column.field] = unknown
    return found


def _is_known(described: Choice | Choices, text: str, known: dict[str, str]) -> bool:
    return words_of(text) in known or text.strip().lower() in NOTHING or reads(described, text)


def unclear(match: Match) -> list[Unclear]:
    """Return what has to be said of a match before it can be used; nothing of one that a user has settled."""
    return [] if match.remembered else [*_columns(match), *_writing(match)]


def _columns(match: Match) -> Iterator[Unclear]:
    fields = RECORDS[match.kind].fields
    for column in match.columns:
        if column.field and column.sure < OTHER_NAME:
            message = _('Column "{heading}" may be {field} ({sure}).')
            words = message.format(
                heading=column.heading, field=fields[column.field].label, sure=sure_words(column)
            )  # fmt: skip
            yield Unclear(words, f'--match "{column.heading}={column.field}", --match "{column.heading}=-"')
    for needed in entered_fields(match.kind):
        if needed.required and match.column_of(needed.name) is None:
            words = _("No column is {field}, without which there is no {kind}.")
            words = words.format(field=needed.label, kind=RECORDS[match.kind].label)
            yield Unclear(words, f'--match "HEADING={needed.name}", --kind KIND, --sheet SHEET, --row ROW')


def _writing(match: Match) -> Iterator[Unclear]:
    if is_order_open(match):
        yield Unclear(_("Days in figures, such as 03/04/2013, can be read both ways."), "--days dmy, --days mdy")
    if is_mark_open(match):
        yield Unclear(_("Numbers such as 12.500 can be read both ways."), "--decimals point, --decimals comma")
    if needs_currency(match) and not match.writing.currency:
        yield Unclear(_("There are amounts without a currency."), "--currency USD")
