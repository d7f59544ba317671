"""How a spreadsheet is read: proposed by the program, corrected by hand, remembered for the next file of its shape."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace

from hsmonitor.exchange.local_writing import Writing, currency_in
from hsmonitor.exchange.meaning import CREATE
from hsmonitor.exchange.tables import words_of

EXACT, OTHER_NAME, ALIKE, BY_VALUES = 1.0, 0.9, 0.7, 0.55
"""How sure a match is: the field's own name, another name in use, nearly its name, only its values fit."""

REFERENCE, SOURCE = "@reference", "@source"
"""What a column may be beside a field: the reference of the row's record, the public source that the row comes from."""

LEFT_EMPTY = "@empty"
"""What a word of a choice may mean beside a term: nothing is recorded."""


@dataclass(slots=True)
class Column:
    """One column: its place (0 is the first), heading, what its rows say, the field that it is, how sure.

    Without a field it is not read. `samples` are the values of its first rows, `texts` those of many more that are texts, not
    numbers or days; `few` holds all its values where they are few, as those of a choice are.
    """

    place: int
    heading: str
    samples: list[str]
    texts: list[str]
    few: list[str]
    field: str = ""
    sure: float = 0.0

    @property
    def currency(self) -> str:
        """The currency that its heading names."""
        return currency_in(self.heading)


@dataclass(slots=True)
class Match:
    """How a spreadsheet is read: sheet, last row of headings and how many they are, kind of record, columns, its writing.

    `values` says what words of the file mean, folded, by field: the value of a term or the code of a country, the key of a
    linked record. `source` is the title of the public source that the whole file comes from; without one the file is cited.
    `answered` are the ways of writing that a user has said, `remembered` that all of it was settled before. `encoding` is that
    of a text where a user has said it.
    """

    sheet: str
    row: int
    kind: str
    columns: list[Column]
    depth: int = 1
    writing: Writing = field(default_factory=Writing)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    source: str = ""
    answered: set[str] = field(default_factory=set)
    remembered: bool = False
    encoding: str = ""

    @property
    def shape(self) -> str:
        """What tells files of one shape: their headings in order."""
        return shape_of([column.heading for column in self.columns])

    def column_of(self, name: str) -> Column | None:
        """Return the column of a field, None where it has none."""
        return next((column for column in self.columns if column.field == name), None)

    def place_of(self, name: str) -> int | None:
        """Return the place of the column of a field."""
        column = self.column_of(name)
        return column.place if column else None

    def assign(self, column: Column, name: str) -> list[Column]:
        """Have a column be the field `name`, as a user says; return those that were it before."""
        taken = [other for other in self.columns if name and other.field == name and other is not column]
        for other in taken:
            other.field = ""
        column.field, column.sure = name, EXACT
        self.remembered = False
        return taken

    def write(self, way: str, value: str) -> None:
        """Have days, decimals or amounts (a field of Writing) be written as a user says."""
        self.writing = replace(self.writing, **{way: value})
        self.answered.add(way)
        self.remembered = False

    def mean(self, name: str, words: str, value: str) -> None:
        """Have `words` in the column of a field mean `value`; an empty one says that nothing is known of them."""
        known = self.values.setdefault(name, {})
        known.pop(words_of(words), None)
        if value:
            known[words_of(words)] = value
        self.remembered = False

    def dumped(self) -> str:
        """Return what is kept of it for the next file of its shape; what is new now is none of it, and is asked again."""
        values = {
            name: {words: meant for words, meant in known.items() if meant != CREATE}
            for name, known in self.values.items()
        }
        kept = {
            "kind": self.kind, "fields": [column.field for column in self.columns], "depth": self.depth,
            "writing": asdict(self.writing), "values": values,
            **({"encoding": self.encoding} if self.encoding else {}),
        }  # fmt: skip
        return json.dumps(kept, ensure_ascii=False)

    def recall(self, mapping: str) -> None:
        """Take what was kept. Raises ValueError, KeyError, TypeError where it was not written by `dumped`."""
        kept = json.loads(mapping)
        self.kind, self.values, self.writing = kept["kind"], kept["values"], Writing(**kept["writing"])
        self.encoding = kept.get("encoding", "")
        fields = [*kept["fields"], *[""] * len(self.columns)]
        for column, name in zip(self.columns, fields, strict=False):
            column.field, column.sure = name, EXACT
        self.remembered = True


def shape_of(headings: Sequence[str]) -> str:
    """Return the shape of a file with these headings; columns without one at its end tell nothing."""
    words = [words_of(heading) for heading in headings]
    while words and not words[-1]:
        words.pop()
    return json.dumps(words, ensure_ascii=False)
