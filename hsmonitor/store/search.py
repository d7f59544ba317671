"""The language of the search box.

Words, each found from its beginning, in any field and in any order, case and accents aside; `"a phrase"` as it stands;
`field:word` or `field:"a phrase"` in one field only (its label or its name). All parts must be found. What makes no sense is
taken as words.
"""

import re
from collections.abc import Iterator

from hsmonitor.domain.record import Record
from hsmonitor.domain.text import fold
from hsmonitor.store.sqlite import quoted

_PART = re.compile(r'(?:(?P<field>[^\s:"]+):)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))|"')


def match_expression(record: type[Record], text: str) -> str:
    """Return the full-text expression for what a user typed, an empty text where nothing is asked for."""
    return " AND ".join(_parts(record, text))


def _parts(record: type[Record], text: str) -> Iterator[str]:
    for found in _PART.finditer(text):
        name, phrase, word = found["field"], found["phrase"], found["word"]
        column = _column(record, name) if name else ""
        if name and not column:
            yield from _term(name, prefix=True)
        terms = _term(phrase or "", prefix=False) if phrase is not None else _term(word or "", prefix=True)
        yield from (f"{quoted(column)} : {term}" if column else term for term in terms)


def _term(text: str, *, prefix: bool) -> Iterator[str]:
    folded = fold(text).replace('"', " ").replace("\0", " ").strip()
    if any(letter.isalnum() for letter in folded):
        yield f'"{folded}"{"*" if prefix else ""}'


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
