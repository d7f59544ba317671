"""Conditions on fields, and how they are asked of the database."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from hsmonitor.domain.catalogue import links_to
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.domain.fields import SORT_KEY_LENGTH, Field
from hsmonitor.domain.kinds import FieldName, Link, Links, Several, Subject, Text
from hsmonitor.domain.record import Record
from hsmonitor.domain.terms import Decision
from hsmonitor.domain.text import fold
from hsmonitor.language import _
from hsmonitor.store import subject_conditions
from hsmonitor.store.rows import link_table
from hsmonitor.store.search import expression_of, match_expression, rows_found, terms_of
from hsmonitor.store.sqlite import AMONG, quoted

OPERATORS = (
    "=", "<>", "<", "<=", ">", ">=", "contains", "reads", "does not read", "recorded", "not recorded", "among",
    "<= or not recorded", "over by", "any",
)  # fmt: skip
OF_RECORDS = ("without", "untouched", "decided", "not reviewed since")
"""Conditions on a record as a whole: none of a kind points at it; nobody has changed it since a moment; what the newest
review of a challenge decided; nobody has reviewed a challenge, that was there then, since a day."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: a field, one of `OPERATORS`, and the value as it is stored (a tuple of them for "among").

    "over by" says that a date, which may be a month or a year, has ended before a day. The value of "any" are lists of other
    conditions on the field: all those of one list hold. Of `OF_RECORDS` the field is empty
    and the value a kind of record, a moment in UTC, a decision with the last day until which it holds ("" for any), or a day.
    """

    field: str
    operator: str
    value: Any = None


def where(record: type[Record], words: str, conditions: Iterable[Condition]) -> tuple[str, list[Any]]:
    """Return the SQL condition on the grid `g` of a kind, and its parameters."""
    parts, parameters = ["1"], list[Any]()
    for sql, more in _searched(record, words):
        parts.append(sql)
        parameters += more
    for condition in conditions:
        sql, more = _one(record, condition)
        parts.append(sql)
        parameters += more
    return " AND ".join(parts), parameters


def _searched(record: type[Record], words: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the conditions that search words make; what is tied to a record is found by that one's name too."""
    search = quoted(f"{record.kind}_search")
    found = f"g.row IN ({rows_found(record, f'{search} MATCH ?')})"
    tied = subject_conditions.subject_field(record)
    if tied is None:
        if expression := match_expression(record, words):
            yield found, [expression] * 2
        return
    for term in terms_of(record, words):
        sql, parameters = subject_conditions.found_by(record, tied, term)
        asked = [expression_of(term)] * 2
        if term.column in ("", tied.name):
            yield f"({found} OR g.id IN ({sql}))", asked + parameters
        else:
            yield found, asked


def one_by_one(condition: str) -> str:
    """Return a condition of `where` that is asked of each record in turn, which is quicker where there are few of them.

    A plus keeps SQLite from taking the rows that hold the words as what it looks through.
    """
    return condition.replace("g.row IN", "+g.row IN")


def _one(record: type[Record], condition: Condition) -> tuple[str, list[Any]]:
    field, operator, value = record.fields.get(condition.field), condition.operator, condition.value
    if operator in OF_RECORDS:
        return _of_record(record, operator, value)
    if field is None or operator not in OPERATORS:
        raise PortfolioError(_("There is no field {name} to filter by.").format(name=condition.field))
    if operator == "any":
        return _any(record, value)
    if isinstance(field, Subject | FieldName) and operator in subject_conditions.IN_WORDS:
        return subject_conditions.in_words(record, field, operator, str(value))
    by_operator = _by_operator(record, field, operator, value)
    return by_operator or _by_kind(record, field, operator, value) or _in_order(field, operator, value)


def _column(field: Field[Any]) -> str:
    return f"g.{quoted('by_' + field.name)}"


def _by_operator(record: type[Record], field: Field[Any], operator: str, value: Any) -> tuple[str, list[Any]] | None:
    """Return the condition of an operator that means the same for fields of every kind."""
    column = _column(field)
    if operator in ("recorded", "not recorded"):
        return f"{column} IS {'NOT ' if operator == 'recorded' else ''}NULL", []
    if operator == "<= or not recorded":
        # Most records are so: with a plus SQLite goes through all, and does not look up one by one what an index finds.
        return f"(+{column} <= ? OR +{column} IS NULL)", [field.sort_key(value)]
    if operator == "over by":
        return f"{column} < substr(?, 1, length({column}))", [value]
    if operator == "contains":
        return _contained(record, field, fold(str(value)))
    if operator in ("reads", "does not read"):
        # Several values are one text of words joined by "; ": one of them is asked for.
        sql = f"instr('; ' || {quoted(field.name)} || '; ', ?) {'>' if operator == 'reads' else '='} 0"
        return _in_words(record, sql), [f"; {fold(str(value))}; "] * 2
    return None


def _by_kind(record: type[Record], field: Field[Any], operator: str, value: Any) -> tuple[str, list[Any]] | None:
    """Return the condition of a field whose values are compared in a way of their own."""
    if isinstance(field, Link):
        return _linked(record, field, operator, value)
    if isinstance(field, Links):
        sql = f"SELECT owner FROM {quoted(link_table(record, field))} WHERE target = ?"
        return f"g.id {_negated(operator)}IN ({sql})", [value]
    if isinstance(field, Several):
        sql = f"SELECT r.id FROM {quoted(record.kind)} r, json_each(r.{quoted(field.name)}) one WHERE one.value = ?"
        return f"g.id {_negated(operator)}IN ({sql})", [value]
    if isinstance(field, Text) and operator in ("=", "<>"):
        return _in_words(record, f"{quoted(field.name)} {operator} ?"), [fold(str(value))] * 2
    return None


def _in_order(field: Field[Any], operator: str, value: Any) -> tuple[str, list[Any]]:
    """Return the condition of a field whose values are compared as they sort."""
    if operator == "among":
        return f"{_column(field)} {AMONG}", [json.dumps([field.sort_key(one) for one in value])]
    if operator == "<>":
        return f"{_column(field)} IS NOT ?", [field.sort_key(value)]  # what is not recorded is another value too
    return f"{_column(field)} {operator} ?", [field.sort_key(value)]


def _any(record: type[Record], several: Iterable[Iterable[Condition]]) -> tuple[str, list[Any]]:
    parts, parameters = [], list[Any]()
    for conditions in several:
        together = [_one(record, condition) for condition in conditions]
        parts.append(" AND ".join(sql for sql, _parameters in together))
        parameters += [parameter for _sql, more in together for parameter in more]
    return f"({' OR '.join(f'({part})' for part in parts)})", parameters


def _contained(record: type[Record], field: Field[Any], words: str) -> tuple[str, list[Any]]:
    """The grid keeps the beginning of a text, which is all of most titles and names; only of longer ones the whole is asked.

    That takes three times as long.
    """
    column, anywhere = f"g.{quoted('by_' + field.name)}", _in_words(record, f"instr({quoted(field.name)}, ?)")
    if isinstance(field, Link | Links):
        length = f"length({column})"
    elif field is record.title_field() and field.kind_of_value == "text":
        length = f"max(length(g.display), length({column}))"  # folded, a text may be shorter or longer than it is
    else:
        return anywhere, [words] * 2
    return f"(instr({column}, ?) OR {length} >= {SORT_KEY_LENGTH} AND {anywhere})", [words] * 3


def _in_words(record: type[Record], condition: str) -> str:
    """Return a condition on the whole folded text of fields; the grid keeps only its beginning."""
    return f"g.row IN ({rows_found(record, condition)})"


def _of_record(record: type[Record], operator: str, value: Any) -> tuple[str, list[Any]]:
    if operator == "untouched":
        return f"g.id IN (SELECT id FROM {quoted(record.kind)} WHERE changed_at < ?)", [value]
    if operator == "decided":
        return _decided(*value)
    if operator == "not reviewed since":
        return f"g.by_reference < ({_FIRST_SINCE}) AND g.id NOT IN ({_REVIEWED})", [value] * 2
    links = [field for other, field in links_to(record.kind) if other.kind == value and isinstance(field, Link)]
    if not links:
        raise PortfolioError(_("No {kind} belongs to {records}.").format(kind=value, records=record.plural.lower()))
    name = quoted(links[0].name)
    return f"NOT EXISTS (SELECT 1 FROM {quoted(str(value))} r WHERE r.{name} = g.id)", []


# Every decision is named, and none: so the index of decisions and days finds the few since, and not all reviews are gone through.
_REVIEWED = (
    "SELECT r.challenge FROM review_grid d JOIN review r ON r.id = d.id"
    f" WHERE (d.by_decision IN ({', '.join(map(str, range(len(Decision))))}) OR d.by_decision IS NULL)"
    " AND d.by_reviewed_on >= ?"
)

# References are numbered as records come; so those that came since begin with the first of them.
_FIRST_SINCE = "SELECT coalesce(min(substr(reference, 3) + 0), 1e15) FROM challenge WHERE created_at >= ?"


def _decided(decision: str, until: str) -> tuple[str, list[Any]]:
    """The grid of reviews has an index of decisions; that a later review decided nothing else is then asked of few."""
    newest = (
        "SELECT r.challenge FROM review_grid d JOIN review r ON r.id = d.id WHERE d.by_decision = ? AND NOT EXISTS"
        " (SELECT 1 FROM review n WHERE n.challenge = r.challenge"
        " AND (n.reviewed_on, n.created_at) > (r.reviewed_on, r.created_at))"
    )
    number = list(Decision).index(Decision.of(decision))
    if until:
        return f"g.id IN ({newest} AND r.accepted_until <= ?)", [number, until]
    return f"g.id IN ({newest})", [number]


def _negated(operator: str) -> str:
    return "NOT " if operator == "<>" else ""


def _linked(record: type[Record], field: Link, operator: str, value: Any) -> tuple[str, list[Any]]:
    keys = json.dumps(list(value) if operator == "among" else [value])
    sql = f"SELECT id FROM {quoted(record.kind)} WHERE {quoted(field.name)} {AMONG}"
    return f"g.id {_negated(operator)}IN ({sql})", [keys]
