"""The language of the search box.

Words, each found from its beginning, in any field and in any order, case and accents aside; `"a phrase"` as it stands;
`field:word` or `field:"a phrase"` in one field only (its label or its name). All parts must be found. What makes no sense is
taken as words.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hsmonitor.domain.record import Record
from hsmonitor.domain.text import fold
from hsmonitor.store.sqlite import quoted

_PART = re.compile(r'(?:(?P<field>[^\s:"]+):)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))|"')


class Term(NamedTuple):
    """One thing that is asked for: folded words, found from the beginning of the last where `prefix`, in one column or any."""

    column: str
    words: str
    prefix: bool

    def within(self, columns: Iterable[str]) -> str:
        """Return the full-text expression that finds it in some columns."""
        return f"{{{' '.join(map(quoted, columns))}}} : {self}"

    def __str__(self) -> str:
        """Return the full-text expression that finds it in any column."""
        return f'"{self.words}"{"*" if self.prefix else ""}'


def match_expression(record: type[Record], text: str) -> str:
    """Return the full-text expression for what a user typed, an empty text where nothing is asked for."""
    return " AND ".join(map(expression_of, terms_of(record, text)))


def expression_of(term: Term) -> str:
    """Return the full-text expression that finds a term where it is asked for."""
    return f"{quoted(term.column)} : {term}" if term.column else str(term)


def terms_of(record: type[Record], text: str) -> Iterator[Term]:
    """Yield all that a user asks for by what is typed: each of it must be found."""
    for found in _PART.finditer(text):
        name, phrase, word = found["field"], found["phrase"], found["word"]
        column = _column(record, name) if name else ""
        if name and not column:
            yield from _term("", name, prefix=True)
        yield from _term(column, phrase if phrase is not None else word or "", prefix=phrase is None)


def _term(column: str, text: str, *, prefix: bool) -> Iterator[Term]:
    folded = fold(text).replace('"', " ").replace("\0", " ").strip()
    if any(letter.isalnum() for letter in folded):
        yield Term(column, folded, prefix)


def _column(record: type[Record], name: str) -> str:
    wanted = fold(name).replace("_", " ")
    if wanted in ("ref", "reference"):
        return "reference"
    for field in record.fields.values():
        if wanted in (
            fold(field.label).replace(" ", ""),
            fold(field.label),
            field.name.replace("_", " "),
            field.name,
        ):
            return field.name
    return ""


def rows_found(record: type[Record], condition: str) -> str:
    """Return the SELECT of the rows of a kind's grid that are found by `condition` on its search table, one `?` each time.

    A connection that reads the past (see `as_of`) has a search table of its own for the rows that were others: it is asked
    too, and only where there is one. So the parameter of the condition is given twice.
    """
    search = quoted(f"{record.kind}_search")
    there = f"SELECT -count(*) FROM temp.sqlite_schema WHERE name = '{record.kind}_search'"  # no limit, else no row
    return (
        f"SELECT rowid FROM main.{search} WHERE {condition} UNION ALL"
        f" SELECT rowid FROM (SELECT rowid FROM {search} WHERE {condition} LIMIT ({there}))"
    )
