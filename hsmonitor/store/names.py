"""Finding the record that a typed name means."""

import re
import sqlite3
from collections import Counter
from collections.abc import Sequence

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import NotThere, PortfolioError
from hsmonitor.domain.text import fold
from hsmonitor.language import _
from hsmonitor.store.search import match_expression, rows_found
from hsmonitor.store.sqlite import quoted

Named = tuple[str, str, str]
"""Key, reference and display name."""


def suggest(connection: sqlite3.Connection, kind: str, text: str, limit: int = 20) -> list[Named]:
    """Return records of `kind` for a list beneath what is typed; the first ones by name where nothing is typed.

    Those whose names begin like `text` come first, then others with words that begin like its words. Of the latter no more
    are looked at than a letter typed can wait for: a list that short is for finding, not for counting.
    """
    begun = _beginning(connection, kind, text, limit)
    expression = match_expression(RECORDS[kind], text)
    if not expression or len(begun) == limit or (begun and len(text) > PLAIN_FROM):
        return begun
    match = f"{quoted(f'{kind}_search')} MATCH ?"
    rows = f"SELECT rowid FROM ({rows_found(RECORDS[kind], match)}) LIMIT {LOOKED_AT}"
    worded = _listed(connection, kind, f"g.row IN ({rows})", [expression, expression], limit)
    return list(dict.fromkeys([*begun, *worded]))[:limit]


def proposed(connection: sqlite3.Connection, kind: str, text: str) -> list[str]:
    """Return the words of a list beneath what is typed, see `told_apart`."""
    return told_apart(suggest(connection, kind, text))


def told_apart(records: Sequence[Named]) -> list[str]:
    """Return the names of records, with the reference where several of them share one: "Amina Diallo (PE-1)"."""
    shared = Counter(fold(name) for _key, _reference, name in records)
    return [name if shared[fold(name)] == 1 else f"{name} ({reference})" for _key, reference, name in records]


LOOKED_AT = 500
"""How many records with the words that are typed are put in order, to be proposed."""
PLAIN_FROM = 24
"""Letters from which on a name that begins so is plainly the one that is being typed."""


def _beginning(connection: sqlite3.Connection, kind: str, text: str, limit: int) -> list[Named]:
    start = fold(text.strip())[:60]
    condition = "g.by_display >= ? AND g.by_display < ?" if start else "true"
    return _listed(connection, kind, condition, [start, start + LAST_LETTER] if start else [], limit)


LAST_LETTER = chr(0x10FFFF)
"""Sorts behind every letter that a name may go on with."""


def _listed(connection: sqlite3.Connection, kind: str, condition: str, values: list[str], limit: int) -> list[Named]:
    sql = (
        f"SELECT g.id, r.reference, g.display FROM {quoted(f'{kind}_grid')} g JOIN {quoted(kind)} r ON r.id = g.id"
        f" WHERE {condition} ORDER BY g.by_display, g.by_reference LIMIT {limit}"
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(sql, values)]


def named(connection: sqlite3.Connection, kind: str, text: str) -> list[Named]:
    """Return the records of `kind` whose name, code, reference or key is `text`, case and accents aside; else its acronym.

    Those that share a name are told apart by the reference behind it, see `told_apart`.
    """
    wanted = " ".join(text.split())
    found = _called(connection, kind, wanted)
    if found or not (apart := _TOLD_APART.fullmatch(wanted)):
        return found
    return [one for one in _called(connection, kind, apart["name"]) if one[1] == apart["reference"].upper()]


_TOLD_APART = re.compile(r"(?P<name>.+) \((?P<reference>[^\s()]+)\)")


def _called(connection: sqlite3.Connection, kind: str, wanted: str) -> list[Named]:
    fields = RECORDS[kind].fields
    conditions = ["g.by_display = :folded", "g.id = :text", "r.reference = upper(:text)"]
    if "code" in fields:
        conditions.append("g.by_code = :folded")
    rows = _found(connection, kind, conditions, wanted)
    if not rows and "acronym" in fields and " " not in wanted:  # it has no index: only what may be one is looked for
        return [(row[0], row[1], row[2]) for row in _found(connection, kind, ["g.by_acronym = :folded"], wanted)]
    exact = [(row[0], row[1], row[2]) for row in rows if fold(row[2]) == fold(wanted) or wanted in (row[0], row[1])]
    return exact or [
        (row[0], row[1], row[2]) for row in rows if row[1] == wanted.upper() or fold(row[2])[:60] != fold(wanted)[:60]
    ]


def _found(connection: sqlite3.Connection, kind: str, conditions: list[str], wanted: str) -> list[sqlite3.Row]:
    """Return the records that fulfil one of `conditions`; one at a time, so that each finds its index."""
    one = (
        f"SELECT g.id, r.reference, g.display, g.by_reference FROM {quoted(kind + '_grid')} g"
        f" JOIN {quoted(kind)} r ON r.id = g.id WHERE"
    )
    sql = " UNION ".join(f"{one} {condition}" for condition in conditions) + " ORDER BY by_reference"
    return connection.execute(sql, {"folded": fold(wanted)[:60], "text": wanted}).fetchall()


def words_for_links(connection: sqlite3.Connection, kind: str) -> dict[str, str]:
    """Return the words by which a typed link means each record of `kind`, by key in the order of the names.

    They are its name, or its reference where others share the name.
    """
    sql = (
        f"SELECT g.id, g.display, r.reference FROM {quoted(kind + '_grid')} g JOIN {quoted(kind)} r ON r.id = g.id"
        " ORDER BY g.by_display, g.by_reference"
    )
    rows = [tuple(row) for row in connection.execute(sql)]
    shared = Counter(fold(display) for _key, display, _reference in rows)
    return {key: display if shared[fold(display)] == 1 else reference for key, display, reference in rows}


def only_one(connection: sqlite3.Connection, kind: str, text: str) -> str:
    """Return the key of the one record that `text` names. Raises NotThere, and PortfolioError where there is more than one."""
    found, label = named(connection, kind, text), RECORDS[kind].label.lower()
    if not found:
        message = _("There is no {kind} named {text}. Choose one from the list, or add it first.")
        raise NotThere(message.format(kind=label, text=text))
    if len(found) > 1:
        message = _("More than one {kind} is named {text}. Write its reference: {references}.")
        references = ", ".join(reference for _key, reference, _name in found)
        raise PortfolioError(message.format(kind=label, text=text, references=references))
    return found[0][0]


def find_record(connection: sqlite3.Connection, text: str, kinds: Sequence[str]) -> tuple[str, str]:
    """Return kind and key of the record that `text` names by reference, code or key; a deleted one by its key.

    Raises NotThere, and PortfolioError where a code means more than one.
    """
    found: list[tuple[str, str, str]] = []
    for kind in kinds:
        code = " OR upper(code) = upper(:text)" if "code" in RECORDS[kind].fields else ""
        sql = f"SELECT id, reference FROM {quoted(kind)} WHERE id = :text OR reference = upper(:text){code}"
        found += [(kind, row[0], row[1]) for row in connection.execute(sql, {"text": text.strip()})]
    if not found:
        row = connection.execute("SELECT kind, record FROM change WHERE record = ? LIMIT 1", [text.strip()]).fetchone()
        if row is None:
            raise NotThere(
                _("There is no record {text}. Write its reference, such as C-1, or a project's code.").format(text=text)
            )
        return row[0], row[1]
    if len(found) > 1:
        references = ", ".join(reference for _found, _key, reference in found)
        message = _("{text} means more than one record. Write its reference: {references}.")
        raise PortfolioError(message.format(text=text, references=references))
    return found[0][0], found[0][1]
