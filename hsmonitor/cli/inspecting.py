"""Commands that tell what a portfolio holds, and whether it is sound."""

import csv
import json
import sqlite3
import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.domain.money import Money, display_money
from hsmonitor.domain.text import fold
from hsmonitor.language import _
from hsmonitor.reports.export import Shown, export, harmless
from hsmonitor.store import figures
from hsmonitor.store.listing import Listing, Query, Row
from hsmonitor.store.names import find_record
from hsmonitor.store.record_view import trail
from hsmonitor.store.sqlite import pragma

if TYPE_CHECKING:
    from hsmonitor.store.portfolio import Portfolio

_PLURAL_KEYS = {
    "projects": "project", "partners": "partner", "challenges": "challenge", "responses": "response",
    "activities": "activity", "results": "result", "lessons": "lesson", "citations": "citation",
}  # fmt: skip


def _kinds() -> list[str]:
    return [_plural(kind) for kind in RECORDS]


def _plural(kind: str) -> str:
    found = next((plural for plural, one in _PLURAL_KEYS.items() if one == kind), None)
    if found:
        return found
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}es" if kind.endswith("ch") else f"{kind}s"


def kind_named(text: str) -> str:
    """Return the kind that `text` names in singular or plural. Raises ArgumentTypeError naming all kinds."""
    wanted = fold(text).replace("-", "_")
    for kind in RECORDS:
        if wanted in (kind, _plural(kind)):
            return kind
    raise ArgumentTypeError(
        _("{text} is no kind of record; choose from: {kinds}").format(text=text, kinds=", ".join(_kinds()))
    )


@contextmanager
def opened(path: Path) -> Iterator["Portfolio"]:
    """Open a portfolio, and say on the error channel what the user should know of it."""
    from hsmonitor.store.session import open_portfolio

    with open_portfolio(path) as portfolio:
        for notice in portfolio.notices:
            print(notice, file=sys.stderr)
        yield portfolio


def info(options: Namespace) -> int:
    """Say what a portfolio holds."""
    with opened(options.file) as portfolio:
        facts = _facts(portfolio.connection)
    if options.json:
        print(json.dumps(facts, ensure_ascii=False, indent=2))
        return 0
    print(options.file)
    for words, value in _in_words(facts):
        print(f"  {words:<42} {value}")
    return 0


def _facts(connection: sqlite3.Connection) -> dict[str, Any]:
    counts = figures.counts(connection)
    facts: dict[str, Any] = {plural: counts[kind] for plural, kind in _PLURAL_KEYS.items()}
    stated, recorded = figures.stated(connection), figures.recorded_money(connection)
    value = stated.value if stated else None
    facts["countries"] = figures.countries(connection)
    facts["stated_projects"] = stated.projects if stated else None
    facts["stated_value"] = _number(value) if value else None
    facts["stated_currency"] = value.currency if value else None
    facts["recorded_value"] = {code: _number(money) for code, money in recorded.items()} or None
    facts["schema"] = pragma(connection, "user_version")
    return facts


def _number(money: Money) -> int | float:
    major = money.major
    return int(major) if major == major.to_integral_value() else float(major)


def _in_words(facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for plural, kind in _PLURAL_KEYS.items():
        yield RECORDS[kind].plural, f"{facts[plural]:,}"
    yield _("Countries of projects"), f"{facts['countries']:,}"
    stated = facts["stated_value"]
    words = display_money(Money.of(str(stated), facts["stated_currency"])) if stated is not None else NOT_RECORDED
    yield _("Stated of the portfolio as a whole"), words
    sums = [display_money(Money.of(str(value), code)) for code, value in (facts["recorded_value"] or {}).items()]
    yield _("Trust Fund contributions recorded"), "; ".join(sums) or NOT_RECORDED
    yield _("Schema"), str(facts["schema"])


def check(options: Namespace) -> int:
    """Look whether a portfolio is sound."""
    from hsmonitor.store.check import find_problems, repair
    from hsmonitor.store.opening import recognise

    if options.repair:
        print(_("A backup was made: {name}").format(name=repair(options.file)))
    found = recognise(options.file, thorough=False)
    if found.outdated:
        words = _(
            "An older version of the program made this portfolio: only the file itself is looked at. Open it once, which"
            " brings it up to date, to have all of it checked."
        )
        found.notices.append(words)
    for notice in found.notices:
        print(notice, file=sys.stderr)
    count = 0
    for count, problem in enumerate(find_problems(options.file), 1):  # noqa: B007  (counted)
        print(problem)
    if not count:
        print(_("{name} is sound.").format(name=options.file))
    return 1 if count else 0


def list_(options: Namespace) -> int:
    """List the records of a kind."""
    query = Query(options.kind, words=options.where, order=_order(options.sort))
    with opened(options.file) as portfolio:
        if options.output:
            return _export(portfolio, query, options)
        rows = Listing(portfolio.connection, query).rows()
        if options.json:
            _print_json(rows)
        elif options.csv:
            _print_csv(options.kind, rows)
        else:
            _print_table(options.kind, rows)
    return 0


def _order(text: str) -> tuple[tuple[str, bool], ...]:
    """Return the order that "level:desc,title" asks for."""
    parts = [part.strip().partition(":") for part in text.split(",") if part.strip()]
    return tuple((name, way.casefold() == "desc") for name, _colon, way in parts)


def _export(portfolio: "Portfolio", query: Query, options: Namespace) -> int:
    record = RECORDS[query.kind]
    own = ["reference", *(name for name, field in record.fields.items() if field.in_table)]
    columns = [name.strip() for name in options.columns.split(",") if name.strip()] or own
    if unknown := [name for name in columns if name not in record.fields and name != "reference"]:
        message = _("There is no field {name}. Choose from: {names}.")
        raise PortfolioError(message.format(name=unknown[0], names=", ".join(["reference", *record.fields])))
    filters = [options.where] if options.where else []
    made = export(portfolio, Shown(query, columns, filters, audience=options.audience), options.output)
    print(made.words(options.output))
    return 0


def _print_json(rows: Iterable[Row]) -> None:
    print("[", end="")
    for number, row in enumerate(rows):
        fields = RECORDS[row.kind].fields
        words = {name: row.shown(name) for name in row.values}
        values = {name: fields[name].dump(value) for name, value in row.values.items()}
        whole = {"id": row.key, "reference": row.reference, "name": row.display, "values": values, "words": words}
        print(",\n " if number else "\n ", json.dumps(whole, ensure_ascii=False), end="")
    print("\n]")


def _print_csv(kind: str, rows: Iterable[Row]) -> None:
    names = list(RECORDS[kind].fields)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["reference", *names])
    for row in rows:
        writer.writerow([row.reference, *(harmless(row.shown(name)) for name in names)])


def _print_table(kind: str, rows: Iterable[Row]) -> None:
    names = [name for name, field in RECORDS[kind].fields.items() if field.in_table][:5]
    for row in rows:
        cells = [row.reference, *(" ".join(row.shown(name).split()) or NOT_RECORDED for name in names)]
        print("  ".join(cell if len(cell) <= 48 else f"{cell[:47]}…" for cell in cells))


def history(options: Namespace) -> int:
    """Tell what happened to a record."""
    with opened(options.file) as portfolio:
        _found, key = find_record(portfolio.connection, options.record, tuple(RECORDS))
        for line in trail(portfolio.connection, key):
            moment = datetime.fromisoformat(line.made_at).astimezone().strftime("%Y-%m-%d %H:%M:%S")
            print("  ".join((moment, line.person, line.name, line.what)))
    return 0
