"""Taking what was accepted of a spreadsheet: all of it in one transaction, which one undo takes back."""

from collections.abc import Callable, Collection, Iterable

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import Cancelled, NameTaken
from hsmonitor.exchange.outcome import Outcome, RowState
from hsmonitor.store import backups
from hsmonitor.store.names import named
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.transaction import Transaction

Progress = Callable[[int, int], None]
Told = Callable[[int], None]
"""Hears how many rows are done, and raises Cancelled where the user has thought better of it."""

Also = Callable[[Transaction, Collection[Outcome], Told], None]
"""What is written with the rows, in the same transaction."""

STEP = 100

TAKEN_UNASKED = (RowState.NEW, RowState.CHANGED)
"""The states that are taken where nobody says otherwise."""


def ready(rows: Iterable[Outcome], states: Collection[RowState] = TAKEN_UNASKED) -> list[Outcome]:
    """Return the rows of these states, and conflicts that are answered, without those that name a row left behind."""
    chosen = [row for row in rows if row.state in states or (row.state == RowState.CONFLICT and _is_decided(row))]
    new = {row.key for row in chosen if row.state == RowState.NEW}
    while left := [row for row in chosen if not row.after <= new]:
        chosen = [row for row in chosen if row.after <= new]
        new -= {row.key for row in left}
    return chosen


def _is_decided(row: Outcome) -> bool:
    return row.answered and bool(row.values())


def take(
    portfolio: Portfolio,
    rows: Collection[Outcome],
    title: str,
    *,
    also: Also | None = None,
    progress: Progress = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write `rows` in one transaction under `title`, and what `also` adds to it.

    A backup is taken before. Raises Conflict where somebody has changed one of the cells since they were compared, Invalid,
    Cancelled, PortfolioError where no backup can be made; then nothing is written.
    """
    told = _telling(progress, cancelled, len(rows) * (2 if also else 1))
    backups.take(portfolio.path)
    with portfolio.transaction(title) as transaction:
        _load(transaction, rows)
        _create_named(transaction, rows)
        for done, row in enumerate(rows):
            told(done, 0)
            _take_one(transaction, row)
        if also:
            also(transaction, rows, lambda done: told(done, len(rows)))


def _telling(progress: Progress, cancelled: Callable[[], bool], of: int) -> Callable[[int, int], None]:
    """Return what is told how many rows are done, and how many were before those."""

    def told(done: int, before: int) -> None:
        if cancelled():
            raise Cancelled
        if done % STEP == 0:
            progress(before + done, of)

    return told


def _load(transaction: Transaction, rows: Iterable[Outcome]) -> None:
    keys: dict[str, list[str]] = {}
    for row in rows:
        keys.setdefault(row.kind, []).append(row.key)
    for kind, of_kind in keys.items():
        transaction.load(kind, of_kind)


def _create_named(transaction: Transaction, rows: Iterable[Outcome]) -> None:
    """Create what rows name and the user has said is new, each once. Raises NameTaken where it is there by now."""
    for key, (kind, name) in {key: new for row in rows for key, new in row.created().items()}.items():
        if named(transaction.connection, kind, name):
            raise NameTaken(name)
        if title := RECORDS[kind].title_field():
            transaction.create(kind, {title.name: name}, key)


def _take_one(transaction: Transaction, row: Outcome) -> None:
    if row.state == RowState.NEW or row.gone:
        values = row.then | row.values()
        transaction.create(row.kind, {name: value for name, value in values.items() if value is not None}, row.key)
    else:
        transaction.update(row.kind, row.key, row.values(), row.seen())
