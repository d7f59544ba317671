"""Merging two themes: what belongs to the one goes over to the other, and the one goes. One transaction, so it can be undone."""

from typing import TYPE_CHECKING, Any

from hsmonitor.domain.catalogue import links_to
from hsmonitor.domain.errors import NotThere, PortfolioError
from hsmonitor.domain.kinds import Links, Several, Text
from hsmonitor.domain.record import Values
from hsmonitor.language import _
from hsmonitor.store.derive import referring
from hsmonitor.store.subjects import subject, subjects_of

if TYPE_CHECKING:
    import sqlite3

    from hsmonitor.domain.record import Record
    from hsmonitor.store.portfolio import Portfolio
    from hsmonitor.store.transaction import Transaction

_KIND = "challenge"


def merge_themes(portfolio: "Portfolio", gone: str, kept: str) -> None:
    """Merge the theme `gone` into the theme `kept`.

    Cases, responses, reviews, citations and attachments go over; texts that only the one had are kept. Ratings are those of
    `kept`. Raises NotThere, PortfolioError where one of them is not a theme.
    """
    with portfolio.transaction(_("Merge two themes")) as transaction:
        one, other = transaction.get(_KIND, gone), transaction.get(_KIND, kept)
        if one is None or other is None:
            raise NotThere(_("This theme exists no more: somebody deleted it."))
        if gone == kept or "project" in one or "project" in other:
            raise PortfolioError(_("Choose another theme: a challenge of the portfolio as a whole."))
        transaction.update(_KIND, kept, joined(one, other))
        with portfolio.reading() as connection:
            for record, field in links_to(_KIND):
                for key in referring(connection, record, field, [gone]):
                    _turn(transaction, record, key, field.name, gone, kept, several=isinstance(field, Links))
            for kind, keys in subjects_of(connection, _KIND, [gone]).items():
                transaction.update_many(kind, keys, {"subject": subject(_KIND, kept)})
            for double in _said_twice(connection, gone, kept):
                transaction.delete("theme_exemption", double)
        transaction.delete(_KIND, gone)


def _said_twice(connection: "sqlite3.Connection", gone: str, kept: str) -> list[str]:
    """Return what projects said of `gone` where they said the same of `kept`: that it does not occur."""
    sql = (
        "SELECT x.id FROM theme_exemption x JOIN theme_exemption y ON y.project = x.project"
        " WHERE x.theme = ? AND y.theme = ?"
    )
    return [row[0] for row in connection.execute(sql, [gone, kept])]


def _turn(
    transaction: "Transaction", record: "type[Record]", key: str, field: str, gone: str, kept: str, *, several: bool
) -> None:
    if record.append_only:
        transaction.relink(record.kind, key, field, kept)
        return
    values = transaction.get(record.kind, key) or {}
    new = tuple(kept if one == gone else one for one in values.get(field, ())) if several else kept
    transaction.update(record.kind, key, {field: new})


def joined(gone: Values, kept: Values) -> Values:
    """Return what `kept` takes over of `gone`: texts that it has not, and values of lists that it lacks."""
    from hsmonitor.domain.challenge import Challenge

    taken: dict[str, Any] = {}
    for name, field in Challenge.fields.items():
        if isinstance(field, Text) and name in gone and name not in kept:
            taken[name] = gone[name]
        elif isinstance(field, Several) and name in gone:
            taken[name] = tuple(dict.fromkeys((*kept.get(name, ()), *gone[name])))
    return taken
