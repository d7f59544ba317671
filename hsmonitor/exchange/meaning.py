"""What the texts of a file mean: values of fields, records and countries by their names, or as a user has said."""

import sqlite3
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple
from uuid import uuid4

from hsmonitor.domain.catalogue import can_be_named
from hsmonitor.domain.countries import all_countries
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Countries, Link, Links
from hsmonitor.domain.text import fold
from hsmonitor.exchange.tables import words_of
from hsmonitor.language import _
from hsmonitor.store.meant import Reader
from hsmonitor.store.names import named, words_for_links
from hsmonitor.store.since import Since

COUNTRY = "country"

CREATE = "@new"
"""What a user may say of a name that nothing is called by: it is that of a record to be created with the rows."""

Meant = Mapping[str, Mapping[str, str]]
"""What words of a file mean, folded, as a user has said: keys (or CREATE) by the kind of record, codes under COUNTRY."""

Near = list[tuple[str, str]]
"""Key (or code) and name of what is nearly called so."""

MOST_NEAR, NEARNESS, LEAST_WORD = 3, 0.72, 5


class NearMiss(ValueError):
    """A name that means nothing, with what is nearly called so; none of these is ever taken unasked.

    `creatable` is the kind of which a record could be created by this name alone, an empty text for none.
    """

    def __init__(self, why: str, text: str, near: Near, creatable: str = "") -> None:
        names = "; ".join(name for _key, name in near)
        super().__init__(_("{why} Near to it: {names}.").format(why=why, names=names) if near else why)
        self.text, self.near, self.creatable = text.strip(), near, creatable


class Named(NamedTuple):
    """A record that is created by its name alone."""

    kind: str
    name: str


class Meanings:
    """Reads texts over a connection; names are those of now, those of when the file was exported, and those of new rows."""

    def __init__(self, connection: sqlite3.Connection, since: Since, meant: Meant) -> None:
        self._connection, self._since, self._meant = connection, since, meant
        self._reader = Reader(connection)
        self._words: dict[str, dict[str, str]] = {}
        self.new_names: dict[str, dict[str, str]] = {}
        """By kind: the keys of new rows by their folded names."""
        self._created: dict[tuple[str, str], str] = {}
        self._names: dict[str, Named] = {}

    def add(self, kind: str, name: str, key: str) -> None:
        """Let links mean a new row by its name; the first of several that share it."""
        self.new_names.setdefault(kind, {}).setdefault(fold(name), key)

    def words(self, kind: str) -> Mapping[str, str]:
        """Return the words for records of a kind as they were when the file was exported."""
        if kind not in self._words:
            words = words_for_links(self._connection, kind)
            self._words[kind] = words | self._since.old_names(kind)
        return self._words[kind]

    def said(self, kind: str, text: str) -> str:
        """Return the record that a user has said a text means, an empty text where nobody has."""
        return self._meant.get(kind, {}).get(words_of(text), "")

    def value(self, field: Field[Any], text: str, row: str) -> tuple[Any, frozenset[str]]:
        """Return what a text means in a field of the row `row`, and the new rows that it names.

        Raises ValueError whose text tells the user why and what would do, NearMiss for a name that means nothing.
        """
        if isinstance(field, Link) and text.strip():
            key, new = self._linked(field, text, row)
            return key, frozenset([key] if new else [])
        if isinstance(field, Links) and text.strip():
            one = Link(field.label, field.target)
            found = [self._linked(one, part, row) for part in _parted(text)]
            return field.clean([key for key, _new in found]), frozenset(key for key, new in found if new)
        if isinstance(field, Countries) and text.strip():
            return field.clean([self._country(field, part) for part in _parted(text)]), frozenset()
        return self._reader.value(field, text), frozenset()

    def _linked(self, field: Link, text: str, row: str) -> tuple[str, bool]:
        """Return the record that a name means: as it is called now or was when exported; or a new row, and that it is one."""
        kind, said = field.target, self.said(field.target, text)
        if known := self._since.once_named(kind, text) or ("" if said == CREATE else said):
            return known, False
        try:
            return str(self._reader.value(field, text)), False
        except ValueError as error:
            key = self.new_names.get(kind, {}).get(fold(text.strip()))
            if key is not None and key != row:
                return key, True
            creatable = self._creatable(kind, text)
            if creatable and said == CREATE:
                return self._create(kind, text), False
            raise NearMiss(str(error), text, _nearest(text, self.words(kind)), creatable) from error

    def created_in(self, field: Field[Any], value: Any) -> dict[str, Named]:
        """Return the records of a value that a user has said are to be created."""
        keys = value if isinstance(field, Links) else [value] if isinstance(field, Link) else []
        return {key: self._names[key] for key in keys or () if key in self._names}

    def _creatable(self, kind: str, text: str) -> str:
        """Return the kind where its records can be created by a name, and none is called so; else an empty text."""
        return kind if can_be_named(kind) and not named(self._connection, kind, text.strip()) else ""

    def _create(self, kind: str, text: str) -> str:
        """Return the key that the record of a name will get: the same one wherever the file says the name."""
        name = " ".join(text.split())
        key = self._created.setdefault((kind, fold(name)), str(uuid4()))
        self._names.setdefault(key, Named(kind, name))
        return key

    def _country(self, field: Countries, text: str) -> str:
        try:
            return self.said(COUNTRY, text) or (field.parse(text) or ("",))[0]
        except ValueError as error:
            raise NearMiss(str(error), text, _nearest(text, all_countries())) from error


def _nearest(text: str, names: Mapping[str, str]) -> Near:
    """Return what is nearly called `text`: the whole of its name, or where that is longer one of its words."""
    wanted = fold(text.strip())
    known: dict[str, tuple[str, str]] = {}
    for key, name in names.items():
        words = [fold(word) for word in name.split() if len(word) >= LEAST_WORD] if " " not in wanted else []
        for one in (fold(name), *words):
            known.setdefault(one, (key, name))
    return list(dict.fromkeys(known[one] for one in get_close_matches(wanted, known, MOST_NEAR, NEARNESS)))


def _parted(text: str) -> list[str]:
    return [part for part in map(str.strip, text.split(";")) if part]
