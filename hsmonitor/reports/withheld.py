"""Names of sensitive partners that stand in other records' words: a donor edition leaves them out there too."""

import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping

from hsmonitor.domain.kinds import Tags, Text
from hsmonitor.domain.record import Record, Values
from hsmonitor.language import _
from hsmonitor.store.listing import read_rows


class Withheld:
    """Replaces the names of some partners wherever they stand in words, whole words only."""

    def __init__(self, names: Collection[str]) -> None:
        """Withhold `names`; upper and lower case are one in a name of several words, but not in a single word or acronym."""
        asked = [re.escape(name) if " " not in name else f"(?i:{re.escape(name)})" for name in names]
        longest_first = "|".join(sorted(asked, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)") if asked else None
        self._words = _("[name withheld]")
        self._read: Mapping[str, str] = {}
        self._cleared: Mapping[str, str] = {}

    @classmethod
    def of_partners(cls, connection: sqlite3.Connection, keys: Collection[str]) -> "Withheld":
        """Withhold the names and acronyms of these partners."""
        partners = read_rows(connection, "partner", sorted(keys))
        return cls({row.shown(name) for row in partners for name in ("name", "acronym")} - {""})

    def text(self, text: str) -> str:
        """Return `text` without the names."""
        return self._pattern.sub(self._words, text) if self._pattern else text

    def values(self, record: type[Record], values: Values) -> Values:
        """Return the values of a record, its words without the names."""
        return values | dict(self._changed(record, values))

    def _changed(self, record: type[Record], values: Values) -> Iterator[tuple[str, object]]:
        for name, value in values.items():
            field = record.fields.get(name)
            if isinstance(field, Text):
                yield name, self.text(value)
            elif isinstance(field, Tags):
                yield name, tuple(map(self.text, value))

    def names(self, names: Mapping[str, str]) -> Mapping[str, str]:
        """Return the names of records, which many rows share, without those that are withheld."""
        if names is not self._read:
            self._read, self._cleared = names, {key: self.text(name) for key, name in names.items()}
        return self._cleared
