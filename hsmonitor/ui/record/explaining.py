"""What is said of a field where it is written: what it means, how it is written, and what each of its choices means."""

from collections.abc import Iterator
from typing import Any

from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Amount, Choice, Choices, Date, Number, Rating, Several, Tags, Text
from hsmonitor.domain.typed import LARGEST_NUMBER
from hsmonitor.language import _


def explained(field: Field[Any]) -> str:
    """Return what a field means and how it is written."""
    return " ".join(words for words in (field.help, *_how_to_write(field)) if words)


def _how_to_write(field: Field[Any]) -> Iterator[str]:
    if isinstance(field, Date):
        partly = _("Such as 9 May 2013, 5/2013, 2013, today or +2w.")
        yield partly if field.partial else _("Such as 9 May 2013, today or +2w.")
    elif isinstance(field, Amount):
        yield _("Such as USD 250,000 or USD 8.5 million.")
    elif isinstance(field, Number):
        yield from of_number(field)
    elif isinstance(field, Several) and not isinstance(field, Tags):  # the help of tags says it
        yield _("Several are parted by semicolons.")
    elif isinstance(field, Text) and field.multiline:
        yield _("Alt+Enter begins a new line.")


def of_number(field: Number) -> Iterator[str]:
    """Yield in what a number is counted, and its limits where it has any."""
    if field.unit:
        yield _("In {unit}.").format(unit=field.unit)
    if field.most < LARGEST_NUMBER:
        yield _("From {least} to {most}.").format(least=f"{field.least:,}", most=f"{field.most:,}")


def meanings(field: Field[Any]) -> dict[str, str]:
    """Return what the choices of a field mean, by the words in which they are proposed."""
    if isinstance(field, Choice | Choices):
        return {term.label: term.meaning for term in field.vocabulary}
    return {field.show(step.value): step.meaning for step in field.scale} if isinstance(field, Rating) else {}
