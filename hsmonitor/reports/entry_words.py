"""What the workbook for data entry says of each field: the note of its heading, and the example above the first row."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from hsmonitor.domain.countries import country_name
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import (
    Amount,
    Choice,
    Choices,
    Countries,
    Date,
    Flag,
    Link,
    Links,
    Number,
    Rating,
    Tags,
    Text,
)
from hsmonitor.language import _
from hsmonitor.reports.columns import Content

EXAMPLE_DAY = date(2024, 5, 9)

MOST_LISTED = 12
"""How many terms a note names; longer lists are seen in the cell."""


def choices_of(field: Field[Any]) -> list[str]:
    """Return the words of a field that has few values, in their order; none for any other field."""
    if isinstance(field, Choice | Choices):
        return [term.label for term in field.vocabulary]
    if isinstance(field, Rating):
        return [field.show(step.value) for step in field.scale]
    return [_("yes"), _("no")] if isinstance(field, Flag) else []


def note_of(field: Field[Any]) -> str:
    """Return the note of a heading: the help of the field, whether it is needed, how to write it."""
    return "\n".join(filter(None, _lines(field)))


def _lines(field: Field[Any]) -> Iterator[str]:
    yield field.help
    if field.required:
        yield _("Needed: a row without it is refused.")
    yield how_to_write(field)
    if field.internal:
        yield _("Internal: never in a donor edition.")


def how_to_write(field: Field[Any]) -> str:
    """Return one sentence on what can be written into a cell of the field."""
    words = choices_of(field)
    listed = "; ".join(words[:MOST_LISTED]) + ("; …" if len(words) > MOST_LISTED else "")
    if isinstance(field, Choices):
        return _("One or several of these, separated by semicolons: {words}").format(words=listed)
    if words:
        return _("One of these: {words}").format(words=listed)
    if isinstance(field, Date):
        return _("A day, a month or a year.") if field.partial else _("A day, such as 9 May 2024.")
    if isinstance(field, Text):
        return _("At most {count} characters.").format(count=f"{field.longest:,}")
    return _how_to_write_others(field)


def _how_to_write_others(field: Field[Any]) -> str:
    if isinstance(field, Amount):
        return _("Currency and number, such as USD 250,000.")
    if isinstance(field, Number):
        return _("A whole number.")
    if isinstance(field, Countries):
        return _("Names or three letters of countries, separated by semicolons.")
    if isinstance(field, Links):
        return _("Names or references, separated by semicolons.")
    return _("Name or reference of the record.") if isinstance(field, Link) else ""


def example_of(field: Field[Any]) -> Content:
    """Return what the example row shows in a column."""
    words = choices_of(field)
    if isinstance(field, Choices):
        return "; ".join(words[:2])
    if words:
        return words[0]
    if isinstance(field, Date):
        return _("May 2024") if field.partial else EXAMPLE_DAY
    if isinstance(field, Text):
        return _("Example: this row is never read") if field.required else _("Any text")
    return _other_example(field)


def _other_example(field: Field[Any]) -> Content:
    if isinstance(field, Amount):
        return "USD 250,000"
    if isinstance(field, Number):
        return 1_200
    if isinstance(field, Countries):
        return "; ".join(map(country_name, ("KEN", "MDA")))
    if isinstance(field, Tags):
        return _("water; youth")
    return _("First name; second name") if isinstance(field, Links) else _("Name as listed")
