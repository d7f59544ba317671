"""Loading the starting portfolio: facts of one source, each with its paragraph and how sure it is.

The file under `resources/` is read by people too; it says itself how it is written. It goes through the same transaction as
everything else.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.domain.kinds import Link, Links
from hsmonitor.language import _
from hsmonitor.shipped import resource
from hsmonitor.store.author import Author
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.session import new_portfolio
from hsmonitor.store.subjects import subject
from hsmonitor.store.transaction import Transaction

Entry = Mapping[str, Any]

_NOT_FIELDS = ("ref", "cite", "cite_fields")
_SOURCE = "speech"


def make_starting_portfolio(path: Path, *, author: Author | None = None) -> Portfolio:
    """Make the portfolio `path` with the facts of the source and open it. Raises PortfolioError as `new_portfolio` does."""
    return new_portfolio(path, author=author, fill=fill)


def fill(portfolio: Portfolio) -> None:
    """Write the facts of the source into an empty portfolio, in one transaction."""
    entries = tomllib.loads(resource("starting_portfolio.toml").read_text("utf-8"))
    with portfolio.transaction(_("Starting portfolio"), mode="setup") as transaction:
        keys: dict[str, str] = {}
        for kind, entry in _in_order(entries):
            try:
                key = transaction.create(kind, _values(kind, entry, keys))
            except (PortfolioError, KeyError) as error:
                raise PortfolioError(f"starting_portfolio.toml, {kind}, {_named(entry)}: {error}") from error
            if "ref" in entry:
                keys[entry["ref"]] = key
            _cite(transaction, keys[_SOURCE], kind, key, entry)


def _in_order(entries: Mapping[str, list[Entry]]) -> Iterator[tuple[str, Entry]]:
    for kind, records in entries.items():
        for entry in records:
            yield kind, entry


def _named(entry: Entry) -> str:
    return str(entry.get("ref") or entry.get("title") or entry.get("statement") or dict(entry))


def _values(kind: str, entry: Entry, keys: Mapping[str, str]) -> dict[str, Any]:
    fields, values = RECORDS[kind].fields, {}
    for name, value in entry.items():
        if name in _NOT_FIELDS:
            continue
        if isinstance(fields[name], Link):
            value = keys[value]
        elif isinstance(fields[name], Links):
            value = [keys[one] for one in value]
        values[name] = value
    return values


def _cite(transaction: Transaction, source: str, kind: str, key: str, entry: Entry) -> None:
    cited = {"": entry["cite"], **entry.get("cite_fields", {})}
    for field, said in cited.items():
        values = {
            "subject": subject(kind, key),
            "field": field,
            "source": source,
            "paragraph": said["paragraph"],
            "certainty": said["sure"],
            "fact": said["fact"],
            "as_of": said.get("as_of"),
        }
        transaction.create("citation", values)
