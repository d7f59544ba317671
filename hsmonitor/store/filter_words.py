"""What is typed into the filter cell of a column.

`text` is contained; `=x` and `<>x` are it and are not; `>x`, `>=x`, `<x`, `<=x` compare; `a..b` lies between, ends included;
`a; b` and `=a; b` are one of several, `<>a; b` none of them, and what holds a semicolon itself stands in quotes; `?` is not
recorded, `<>?` is recorded. Dates are written as everywhere: `>=May 2013`, `<=+2w`.
"""

import re
from collections.abc import Iterable
from typing import Any

from hsmonitor.domain import dates
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import (
    Amount,
    Choice,
    Date,
    FieldName,
    Flag,
    Level,
    Link,
    Links,
    Number,
    Rating,
    Several,
    Subject,
)
from hsmonitor.domain.text import fold
from hsmonitor.language import _
from hsmonitor.store.conditions import Condition

_SIGN = re.compile(r"(<>|>=|<=|=|<|>)\s*(.*)", re.DOTALL)
_PART = re.compile(r'\s*(?:"((?:[^"]|"")+)"|([^;]*?))\s*(?:;|$)')
_NEVER_COMPARED = (Link, Links, Several, Subject, FieldName)


def parts_of(text: str) -> list[str]:
    """Return what stands between the semicolons of a filter."""
    parts = (found[1].replace('""', '"') if found[1] else found[2] for found in _PART.finditer(text))
    return [part for part in parts if part]


def one_of(values: Iterable[str]) -> str:
    """Return the filter that finds what has one of `values`, as they are shown; an empty one is not recorded."""
    quoted = ('"' + value.replace('"', '""') + '"' if ";" in value or value[:1] == '"' else value for value in values)
    words = [value or "?" for value in quoted]
    return "?" if words == ["?"] else f"={'; '.join(words)}"


def conditions_of(field: Field[Any], text: str) -> list[Condition]:
    """Return what `text` asks of `field`. Raises ValueError with what to write instead."""
    text = text.strip()
    if not text:
        return []
    if found := _SIGN.fullmatch(text):
        return _signed(field, found[1], found[2].strip())
    if text == "?":
        return [Condition(field.name, "not recorded")]
    first, between, last = text.partition("..")
    if between and first.strip() and last.strip():
        return [*_compared(field, ">=", first.strip()), *_compared(field, "<=", last.strip())]
    return [_contained(field, text)]


def _signed(field: Field[Any], sign: str, text: str) -> list[Condition]:
    if text in ("?", ""):
        wanted = {"=": "not recorded", "<>": "recorded"}.get(sign)
        if wanted is None:
            raise ValueError(_("Write what to compare with, such as >=3."))
        return [Condition(field.name, wanted)]
    return _compared(field, sign, text)


def _compared(field: Field[Any], sign: str, text: str) -> list[Condition]:
    if sign in ("=", "<>"):
        return _one_of(field, sign, parts_of(text))
    if isinstance(field, _NEVER_COMPARED):
        raise ValueError(_("{field} has no order. Write words, =words, <>words or ?.").format(field=field.label))
    if isinstance(field, Date):
        return [Condition(field.name, sign, _day(field, text, last=sign in ("<=", ">")))]
    return [Condition(field.name, sign, field.parse(text))]


def _one_of(field: Field[Any], sign: str, parts: list[str]) -> list[Condition]:
    """Return that one of `parts` is the value, or that none is."""
    each = [_signed(field, sign, part) if part == "?" else _equal(field, sign, part) for part in parts]
    if sign == "=" and len(parts) > 1 and isinstance(field, Choice) and "?" not in parts:
        return [Condition(field.name, "among", tuple(field.parse(part) for part in parts))]  # one look into the index
    if sign == "=" and len(parts) > 1:
        return [Condition(field.name, "any", tuple(map(tuple, each)))]
    return [condition for conditions in each for condition in conditions]


def _equal(field: Field[Any], sign: str, text: str) -> list[Condition]:
    if isinstance(field, Date) and sign == "=":
        return [
            Condition(field.name, ">=", _day(field, text, last=False)),
            Condition(field.name, "<=", _day(field, text, last=True)),
        ]
    if isinstance(field, Number | Rating | Choice | Flag | Amount | Date):
        return [Condition(field.name, sign, field.parse(text))]
    return [Condition(field.name, "reads" if sign == "=" else "does not read", text)]


def _day(field: Field[Any], text: str, *, last: bool) -> str:
    iso = dates.parse_date(text, partial=True, today=dates.today())
    return dates.last_day(iso).isoformat() if last else iso


def _contained(field: Field[Any], text: str) -> Condition:
    if isinstance(field, Choice | Rating | Flag):
        return Condition(field.name, "among", tuple(_choices(field, text)))
    if isinstance(field, Number):
        try:
            return Condition(field.name, "=", field.parse(text))
        except ValueError:
            pass  # half a number is looked for in the words
    return Condition(field.name, "contains", text)


def _choices(field: Choice | Rating | Flag, text: str) -> list[Any]:
    """Return the values whose words hold one of the parts of `text`."""
    values: list[Any] = [0, 1]
    if isinstance(field, Choice):
        values = [term.value for term in field.vocabulary]
    elif isinstance(field, Rating):
        values = [step.value for step in field.scale]
    parts = [fold(part.strip()) for part in text.split(";") if part.strip()]
    return [value for value in values if any(part in fold(field.show(value)) for part in parts)]


def help_words(field: Field[Any]) -> str:
    """Return what can be written in the filter cell of `field`, in one line."""
    if isinstance(field, Level | Choice | Rating):
        return _("words, a; b, =x, <>x, >=x, a..b, ?")
    if isinstance(field, _NEVER_COMPARED):
        return _("words, =x, =a; b, <>x, ?")
    return _("words, =x, =a; b, <>x, >=x, a..b, ?")
