"""Making one record of two: field by field, with all that points at the one that goes moved to the one that stays."""

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hsmonitor.domain.catalogue import RECORDS, links_to
from hsmonitor.domain.errors import NotThere, PortfolioError
from hsmonitor.domain.kinds import Several, Text
from hsmonitor.domain.record import Record, Values
from hsmonitor.language import _
from hsmonitor.store.derive import referring
from hsmonitor.store.listing import Row
from hsmonitor.store.subjects import subject, subjects_of
from hsmonitor.store.transaction import Transaction

if TYPE_CHECKING:
    from hsmonitor.store.portfolio import Portfolio

_THEME = "challenge"


def merged(record: type[Record], kept: Row, gone: Row, from_gone: Mapping[str, bool]) -> Values:
    """Return the values of the record that stays: a field is taken from the one that goes where `from_gone` says so.

    Unasked, a field is taken from it where the one that stays has nothing recorded.
    """
    values: Values = {}
    for name, field in record.fields.items():
        other = from_gone.get(name, kept.values.get(name) is None)
        if not field.derived:
            values[name] = (gone if other else kept).values.get(name)
    return values


def moving(connection: sqlite3.Connection, kind: str, key: str) -> dict[str, int]:
    """Return how many records of each kind point at a record or are tied to it, and so go along when it is merged."""
    found: dict[str, set[str]] = {}
    for record, field in links_to(kind):
        found.setdefault(record.kind, set()).update(referring(connection, record, field, [key]))
    for owner, tied in subjects_of(connection, kind, [key]).items():
        found.setdefault(owner, set()).update(tied)
    return {owner: len(keys) for owner, keys in found.items() if keys}


def merge(transaction: Transaction, kind: str, kept: str, gone: str, values: Mapping[str, Any]) -> None:
    """Give `kept` the values, have what points at `gone` point at it, and take `gone` away.

    What reviews say never changes; the challenge that they are of does. A citation of a field goes along where the value
    that it is for is taken. Raises NotThere, Invalid; PortfolioError for a record and itself.
    """
    if kept == gone:
        raise PortfolioError(_("A record cannot be merged with itself. Choose two."))
    before = transaction.get(kind, gone) or {}
    transaction.update(kind, kept, _not_of_itself(RECORDS[kind], values, {kept, gone}))
    for record, field in links_to(kind):
        transaction.redirect(record, field, gone, kept)
    after = transaction.get(kind, kept) or {}
    same = {name for name in RECORDS[kind].fields if _holds(after.get(name), before.get(name))}
    for owner, keys in transaction.tied(kind, [gone]).items():
        for key in keys:
            about = (transaction.get(owner, key) or {}).get("field")
            if about is None or about in same:
                transaction.update(owner, key, {"subject": subject(kind, kept)})
    transaction.delete(kind, gone)


def _holds(value: Any, part: Any) -> bool:
    """Tell whether what was said of `part` holds for `value`: it is the same, or a list that has all of it."""
    both_lists = isinstance(value, tuple) and isinstance(part, tuple)
    return set(part) <= set(value) if both_lists else value == part


def _not_of_itself(record: type[Record], values: Mapping[str, Any], own: set[str]) -> Values:
    """Return `values` without links to the record that they are to be of: no challenge is a case of itself."""
    result = dict(values)
    for link in record.link_fields():
        if result.get(link.name) in own:
            result[link.name] = None
    return result


def merge_themes(portfolio: "Portfolio", gone: str, kept: str) -> None:
    """Merge the theme `gone` into the theme `kept`.

    Cases, responses, reviews, citations and attachments go over; texts that only the one had are kept. Ratings are those of
    `kept`. Raises NotThere, PortfolioError where one of them is not a theme.
    """
    with portfolio.transaction(_("Merge two themes")) as transaction:
        one, other = transaction.get(_THEME, gone), transaction.get(_THEME, kept)
        if one is None or other is None:
            raise NotThere(_("This theme exists no more: somebody deleted it."))
        if gone == kept or "project" in one or "project" in other:
            raise PortfolioError(_("Choose another theme: a challenge of the portfolio as a whole."))
        with portfolio.reading() as connection:
            for double in _said_twice(connection, gone, kept):
                transaction.delete("theme_exemption", double)
        merge(transaction, _THEME, kept, gone, joined(one, other))


def _said_twice(connection: sqlite3.Connection, gone: str, kept: str) -> list[str]:
    """Return what projects said of `gone` where they said the same of `kept`: that it does not occur."""
    sql = (
        "SELECT x.id FROM theme_exemption x JOIN theme_exemption y ON y.project = x.project"
        " WHERE x.theme = ? AND y.theme = ?"
    )
    return [row[0] for row in connection.execute(sql, [gone, kept])]


def joined(gone: Values, kept: Values) -> Values:
    """Return what `kept` takes over of `gone`: texts that it has not, and values of lists that it lacks."""
    taken: dict[str, Any] = {}
    for name, field in RECORDS[_THEME].fields.items():
        if isinstance(field, Text) and name in gone and name not in kept:
            taken[name] = gone[name]
        elif isinstance(field, Several) and name in gone:
            taken[name] = tuple(dict.fromkeys((*kept.get(name, ()), *gone[name])))
    return taken
