"""What the palette offers for what is typed: commands, records, projects."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.text import fold
from hsmonitor.language import _
from hsmonitor.store.finding import Found, find, named_records
from hsmonitor.store.names import suggest
from hsmonitor.ui.commands import Command
from hsmonitor.ui.desk import Desk

MOST_COMMANDS = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the palette: what it is called, a note, a key cap, what it does, and of which kind of record it is."""

    group: str
    title: str
    act: Callable[[], object]
    note: str = ""
    key: str = ""
    kind: str = ""


def commands_for(
    commands: Iterable[Command], text: str, recent: Sequence[str], run: Callable[[str], object]
) -> list[Choice]:
    """Return the commands whose words hold all that is typed: the `recent` ones by name, then those that begin with it.

    `run` does the one of a name.
    """
    words = fold(text).split()
    found = [one for one in commands if all(word in fold(f"{one.title} {one.words} {one.group}") for word in words)]
    found.sort(key=lambda one: (_rank(recent, one.name), not fold(one.title).startswith(" ".join(words))))
    return [
        Choice(_("Commands"), one.title, partial(run, one.name), one.group, one.key) for one in found[:MOST_COMMANDS]
    ]


def _rank(recent: Sequence[str], name: str) -> int:
    return recent.index(name) if name in recent else len(recent)


def _record(desk: Desk, one: Found, group: str) -> Choice:
    title = _("{reference}  {name}").format(reference=one.reference, name=one.display)
    title = one.reference if one.display == one.reference else title
    return Choice(group, title, partial(desk.open_record, one.kind, one.key), RECORDS[one.kind].label, "", one.kind)


def records_for(desk: Desk, text: str, recent: list[tuple[str, str]]) -> Callable[[sqlite3.Connection], list[Choice]]:
    """Return the job that finds the records for `text`: the recent ones first, and alone where nothing is typed."""
    project, known, words = desk.project, list(recent), fold(text).split()

    def job(connection: sqlite3.Connection) -> list[Choice]:
        first = [one for one in named_records(connection, known) if _is_named(one, words)]
        others = find(connection, text, project=project) if words else []
        rest = [_record(desk, one, RECORDS[one.kind].plural) for one in others if one not in first]
        return [*(_record(desk, one, _("Recent")) for one in first), *rest]

    return job


def _is_named(one: Found, words: list[str]) -> bool:
    """Tell whether each of `words` begins a word of the record's name or its reference."""
    own = fold(f"{one.reference} {one.display}").split()
    return all(any(part.startswith(word) for part in own) for word in words)


def projects_for(desk: Desk, text: str) -> Callable[[sqlite3.Connection], list[Choice]]:
    """Return the job that finds the projects to which all can be narrowed; all of them first."""

    def job(connection: sqlite3.Connection) -> list[Choice]:
        found = suggest(connection, "project", text, 50)
        projects = [
            Choice(_("Projects"), name, partial(desk.narrow, key), reference, kind="project")
            for key, reference, name in found
        ]
        everything = Choice(
            _("Everything"), _("All projects"), partial(desk.narrow, None), "", "Ctrl+Shift+J", "project"
        )
        return projects if text.strip() else [everything, *projects]

    return job
