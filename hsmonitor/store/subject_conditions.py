"""Conditions on what a record is tied to, by the words that are shown: "Partner: UNDP", "Type". Stored are keys and names."""

import json
from collections.abc import Iterator

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import SORT_KEY_LENGTH
from hsmonitor.domain.kinds import FieldName, Subject
from hsmonitor.domain.record import Record
from hsmonitor.domain.text import fold
from hsmonitor.language import _
from hsmonitor.store.search import Term, rows_found
from hsmonitor.store.sqlite import AMONG, quoted
from hsmonitor.store.subjects import SUBJECT

IN_WORDS = ("contains", "reads", "does not read")
"""The operators that compare words."""


def in_words(record: type[Record], field: Subject | FieldName, operator: str, text: str) -> tuple[str, list[str]]:
    """Return the SQL condition on the grid `g` of a kind for one of `IN_WORDS`, and its parameters."""
    words, whole = fold(text), operator != "contains"
    if isinstance(field, FieldName):
        found, parameters = _of_field(record, field, words, whole)
    else:
        found, parameters = _of_record(record, field, words, whole)
    return f"g.id {'NOT ' if operator == 'does not read' else ''}IN ({found})", parameters


def subject_field(record: type[Record]) -> Subject | None:
    """Return the field that says what a record is tied to, None for kinds that have none."""
    return next((field for field in record.fields.values() if isinstance(field, Subject)), None)


def sorted_by(record: type[Record], name: str) -> str:
    """Return the SQL of what the grid `g` of a kind is sorted and grouped by for a column: what is tied, by kind and name."""
    field, cell = record.fields.get(name), f"g.{quoted('by_' + name)}"
    if not isinstance(field, Subject):
        return cell
    names = (
        f"WHEN {cell} >= '{kind}:' AND {cell} < '{kind};' THEN '{_before_name(other)}' || coalesce("
        f"(SELECT n.by_display FROM {quoted(f'{kind}_grid')} n WHERE n.id = substr({cell}, {len(kind) + 2})), {cell})"
        for kind, other in RECORDS.items()
    )
    return f"(CASE {' '.join(names)} ELSE {cell} END)"


def _before_name(record: type[Record]) -> str:
    """Return the folded words before the name of what something is tied to, such as "partner: ", as they stand in SQL."""
    return fold(_("{kind}: {name}").format(kind=record.label, name="")).replace("'", "''")


def found_by(record: type[Record], field: Subject, term: Term) -> tuple[str, list[str]]:
    """Return the SELECT of the records of a kind that are tied to one whose name, reference or kind holds a term."""
    about, parts, parameters = f"o.{quoted(field.name)}", [], list[str]()
    for kind, other in RECORDS.items():
        tied = f"SELECT o.id FROM {quoted(record.kind)} o WHERE {about} >= '{kind}:' AND {about} < '{kind};'"
        if any(word.startswith(term.words) for word in fold(other.label).split()):
            parts.append(tied)
            continue
        rows = rows_found(other, f"{quoted(f'{kind}_search')} MATCH ?")
        keys = f"SELECT n.id FROM {quoted(f'{kind}_grid')} n WHERE n.row IN ({rows})"
        parts.append(f"{tied} AND substr({about}, {len(kind) + 2}) IN ({keys})")
        parameters += [term.within([*other.name_fields, "reference"])] * 2
    return " UNION ALL ".join(parts), parameters


def _of_record(record: type[Record], field: Subject, words: str, whole: bool) -> tuple[str, list[str]]:
    """Return the SELECT of the records that are tied to one whose kind and name are `words`, or hold them."""
    about, parts, parameters = f"o.{quoted(field.name)}", [], list[str]()
    for kind, other in RECORDS.items():
        # The grid keeps the beginning of a folded name; only where that is not all of it the name is folded anew.
        name = f"iif(length(n.by_display) < {SORT_KEY_LENGTH}, n.by_display, folded(n.display))"
        shown = f"? || {name}"
        parts.append(
            f"SELECT o.id FROM {quoted(record.kind)} o JOIN {quoted(f'{kind}_grid')} n"
            f" ON n.id = substr({about}, {len(kind) + 2}) WHERE {about} >= '{kind}:' AND {about} < '{kind};'"
            f" AND {f'{shown} = ?' if whole else f'instr({shown}, ?)'}"
        )
        parameters += [fold(_("{kind}: {name}").format(kind=other.label, name="")), words]
    return " UNION ALL ".join(parts), parameters


def _of_field(record: type[Record], field: FieldName, words: str, whole: bool) -> tuple[str, list[str]]:
    """Return the SELECT of the records that are tied to a field whose label is `words`, or holds them."""
    kind = f"substr({SUBJECT}, 1, instr({SUBJECT}, ':') - 1)"
    places = [place for place, label in _labels() if (label == words if whole else words in label)]
    sql = f"SELECT id FROM {quoted(record.kind)} WHERE {kind} || '.' || {quoted(field.name)} {AMONG}"
    return sql, [json.dumps(places)]


def _labels() -> Iterator[tuple[str, str]]:
    """Yield each field of each kind, with its folded label."""
    for kind, record in RECORDS.items():
        for name, field in record.fields.items():
            yield f"{kind}.{name}", fold(field.label)
