"""Writing what a transaction gathered: records, links, history and what is derived, inside its database transaction."""

import json
import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, update

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.kinds import Links
from hsmonitor.store import derive, history
from hsmonitor.store.models import link_table_name, table
from hsmonitor.store.rows import State
from hsmonitor.store.transaction import Key, differing

Changed = list[tuple[Key, State | None, State | None]]
Touched = dict[str, set[str]]


def write(connection: Connection, changed: Changed, entry: history.Entry) -> Touched:
    """Write `changed` under the transaction `entry`; return the keys written, by kind."""
    for kind in dict.fromkeys(kind for (kind, _key), _before, _after in changed):
        of_kind = [(key[1], before, after) for key, before, after in changed if key[0] == kind]
        _delete(connection, kind, [key for key, _before, after in of_kind if after is None])
        _insert(connection, kind, [(key, after) for key, before, after in of_kind if before is None and after])
        edits = [(key, before, after) for key, before, after in of_kind if before and after]
        _update(connection, kind, edits, entry.made_at)
    _write_history(connection, changed, entry)
    touched: Touched = {}
    for (kind, key), _before, _after in changed:
        touched.setdefault(kind, set()).add(key)
    derive.refresh(raw(connection), touched)
    return touched


def raw(connection: Connection) -> Any:
    """Return the sqlite3 connection below `connection`, for what is written in plain SQL."""
    return connection.connection.driver_connection


def _delete(connection: Connection, kind: str, keys: list[str]) -> None:
    if not keys:
        return
    for links in RECORDS[kind].link_list_fields():
        _delete_links(connection, kind, links, keys)
    records = table(kind)
    connection.execute(delete(records).where(records.c.id == bindparam("key")), [{"key": key} for key in keys])


def _insert(connection: Connection, kind: str, made: list[tuple[str, State]]) -> None:
    if not made:
        return
    rows = [{**_own(key, state), **_columns(kind, state, RECORDS[kind].fields)} for key, state in made]
    connection.execute(insert(table(kind)), rows)
    for links in RECORDS[kind].link_list_fields():
        _insert_links(connection, kind, links, made)


def _own(key: str, state: State) -> dict[str, Any]:
    times = {"created_at": state.created_at, "changed_at": state.changed_at}
    return {"id": key, "reference": state.reference, "revision": 1, **times}


def _columns(kind: str, state: State, names: Iterable[str]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name in names:
        field = RECORDS[kind].fields[name]
        if field.columns:
            row |= field.to_row(state.values.get(name))
    return row


def _update(connection: Connection, kind: str, edits: list[tuple[str, State, State]], now: str) -> None:
    by_fields: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for key, before, after in edits:
        names = tuple(sorted(differing(before.values, after.values)))
        row = {f"new_{name}": value for name, value in _columns(kind, after, names).items()}
        by_fields.setdefault(names, []).append({"key": key, "now": now, **row})
    _replace_links(connection, kind, edits)
    records = table(kind)
    for rows in by_fields.values():
        wanted: dict[str, Any] = {
            name.removeprefix("new_"): bindparam(name) for name in rows[0] if name.startswith("new_")
        }
        wanted |= {"changed_at": bindparam("now"), "revision": records.c.revision + 1}
        connection.execute(update(records).where(records.c.id == bindparam("key")).values(wanted), rows)


def _replace_links(connection: Connection, kind: str, edits: list[tuple[str, State, State]]) -> None:
    for links in RECORDS[kind].link_list_fields():
        name = links.name
        other = [(key, after) for key, before, after in edits if before.values.get(name) != after.values.get(name)]
        if other:
            _delete_links(connection, kind, links, [key for key, _after in other])
            _insert_links(connection, kind, links, other)


def _delete_links(connection: Connection, kind: str, links: Links, owners: list[str]) -> None:
    joined = table(link_table_name(RECORDS[kind], links))
    of_owner = delete(joined).where(joined.c.owner == bindparam("key"))
    connection.execute(of_owner, [{"key": key} for key in owners])


def _insert_links(connection: Connection, kind: str, links: Links, owners: list[tuple[str, State]]) -> None:
    joined = table(link_table_name(RECORDS[kind], links))
    rows = [{"owner": key, "target": target} for key, state in owners for target in state.values.get(links.name) or ()]
    if rows:
        connection.execute(insert(joined), rows)


def _write_history(connection: Connection, changed: Changed, entry: history.Entry) -> None:
    row = {name: getattr(entry, name) for name in table("journal").c.keys()}  # noqa: SIM118  (a column collection)
    connection.execute(insert(table("journal")), row)
    rows = [row for change in changed for row in _history_rows(*change)]
    for ordinal, row in enumerate(rows):
        row |= {"journal": entry.id, "ordinal": ordinal}
    if rows:
        connection.execute(insert(table("change")), rows)


def _history_rows(key: Key, before: State | None, after: State | None) -> list[dict[str, Any]]:
    if before is None or after is None:
        action = "create" if before is None else "delete"
        whole = [None if state is None else _json(history.dumped_state(key[0], state)) for state in (before, after)]
        return [_row(key, action, "", *whole)]
    fields = RECORDS[key[0]].fields
    rows = []
    for name in sorted(differing(before.values, after.values)):
        old, new = (_json(fields[name].dump(state.values.get(name))) for state in (before, after))
        rows.append(_row(key, "edit", name, old, new))
    return rows


def _row(key: Key, action: str, field: str, old: str | None, new: str | None) -> dict[str, Any]:
    return {"kind": key[0], "record": key[1], "action": action, "field": field, "old": old, "new": new}


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def new_key() -> str:
    """Return a key that no other office's file will ever hold."""
    return str(uuid.uuid4())
