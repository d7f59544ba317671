"""The command that takes a spreadsheet back: says what it would do, and does what is accepted of it."""

import json
import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hsmonitor.cli.inspecting import opened
from hsmonitor.cli.settling import (
    create_option,
    encoding_of_text,
    refuse_unclear,
    refuse_unsaid,
    settle,
    to_create,
    told,
)
from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.exchange.any_sheet import plan_any, read_any
from hsmonitor.exchange.citing import cite
from hsmonitor.exchange.lines import NoEntryBook
from hsmonitor.exchange.outcome import Cell, Outcome, Plan, RowState
from hsmonitor.exchange.planning import plan
from hsmonitor.exchange.taking import Also, ready, take
from hsmonitor.language import _, ngettext

if TYPE_CHECKING:
    from hsmonitor.store.portfolio import Portfolio


def states(text: str) -> tuple[RowState, ...]:
    """Return the states that `text` names, such as "new,changed". Raises ArgumentTypeError."""
    wanted = [part.strip() for part in text.split(",")]
    able = {state.value: state for state in (RowState.NEW, RowState.CHANGED)}
    if unknown := [part for part in wanted if part not in able]:
        message = _("{text} cannot be accepted; choose from: {states}")
        raise ArgumentTypeError(message.format(text=unknown[0], states=", ".join(able)))
    return tuple(able[part] for part in wanted)


def rows_of_headings(text: str) -> tuple[int, int]:
    """Return the first and the last row that "4" or "3-4" names. Raises ArgumentTypeError."""
    first, _line, last = text.partition("-")
    if not first.isdecimal() or not (last or first).isdecimal() or not 0 <= int(last or first) - int(first) <= 1:
        raise ArgumentTypeError(_("Write the row of the headings, such as 4, or both of them, such as 3-4."))
    return int(first), int(last or first)


def import_(options: Namespace) -> int:
    """Take what is accepted of a workbook; conflicts and refused rows are left and listed."""
    if options.encoding:
        options.encoding = encoding_of_text(options.book, options.encoding)
    with opened(options.file) as portfolio:
        found, also = _planned(portfolio, options)
        refuse_unsaid(portfolio, found, options.create)
        rows = ready(found.rows, options.accept)
        if rows and not options.dry_run:
            take(portfolio, rows, _("Import {file}").format(file=found.file), also=also)
    taken = 0 if options.dry_run else len(rows)
    if options.json:
        print(json.dumps(_facts(found, taken), ensure_ascii=False, indent=2))
    else:
        _tell(found, len(rows), dry=options.dry_run)
    return 1 if found.of(RowState.CONFLICT, RowState.REFUSED) else 0


def _planned(portfolio: "Portfolio", options: Namespace) -> tuple[Plan, Also | None]:
    """Return what taking a book does, and what is written with it; any other spreadsheet is read as the options say.

    Raises BookRefused.
    """
    try:
        return plan(portfolio, options.book, meant=to_create(options.create)), None
    except NoEntryBook:
        found = read_any(portfolio, options.book, lambda: False, options.encoding)
    settle(options, found)
    for line in told(found.match):
        print(line, file=sys.stderr)
    refuse_unclear(options.book, found.match)
    return plan_any(portfolio, options.book, found), cite(portfolio, options.book.name, found.match)


def _facts(found: Plan, taken: int) -> dict[str, Any]:
    return {
        "file": found.file,
        "counts": {state.value: count for state, count in found.counts().items()},
        "written": taken,
        "notices": found.notices,
        "rows": [_row_facts(row) for row in found.rows if row.state != RowState.UNCHANGED],
    }


def _row_facts(row: Outcome) -> dict[str, Any]:
    cells = [
        {
            "field": cell.name, "cell": row.line.cell(cell.name), "here": cell.here or None, "file": cell.file or None,
            "exported": cell.exported or None, "conflict": cell.conflict, "refused": cell.refused or None,
            "create": _create_option(cell) or None,
        }
        for cell in row.cells.values()
    ]  # fmt: skip
    place = {"sheet": row.line.columns.sheet, "row": row.line.number, "copied_from": row.copied or None}
    about = {"kind": row.kind, "reference": row.reference or None, "name": row.name, "state": row.state.value}
    return {**place, **about, "problem": row.problem or None, "cells": cells}


def _tell(found: Plan, ready_count: int, *, dry: bool) -> None:
    for notice in found.notices:
        print(notice, file=sys.stderr)
    counts = found.counts()
    for state, words in _state_words().items():
        print(f"  {words:<12}{counts[state]:>8,}")
    for row in found.of(RowState.CONFLICT, RowState.REFUSED):
        for line in _problems(row):
            print(line, file=sys.stderr)
    if dry:
        words = ngettext("{count} row would be written.", "{count} rows would be written.", ready_count)
    else:
        words = ngettext("{count} row was written.", "{count} rows were written.", ready_count)
    print(words.format(count=f"{ready_count:,}"))


def _state_words() -> dict[RowState, str]:
    return {
        RowState.CONFLICT: _("conflict"),
        RowState.REFUSED: _("refused"),
        RowState.CHANGED: _("changed"),
        RowState.NEW: _("new"),
        RowState.UNCHANGED: _("unchanged"),
    }


def _create_option(cell: Cell) -> str:
    """Return the option that has what a cell names be created, an empty text where that cannot be."""
    return create_option(cell.creatable, cell.meaning) if cell.creatable else ""


def _problems(row: Outcome) -> Iterator[str]:
    place = _('sheet "{sheet}", row {row}').format(sheet=row.line.columns.sheet, row=row.line.number)
    if row.problem:
        yield _("{place}: {why}").format(place=place, why=row.problem)
    if row.gone:
        yield _("{place}: {name} was deleted here since it was exported.").format(place=place, name=row.name)
    for cell in row.cells.values():
        field = RECORDS[row.kind].fields[cell.name].label
        about = {"place": place, "cell": row.line.cell(cell.name), "field": field, "why": cell.refused}
        if option := _create_option(cell):
            about["why"] = _("{why} To create it, say: {option}").format(why=cell.refused, option=option)
        if cell.refused:
            yield _("{place}, cell {cell}, {field}: {why}").format(**about)
        elif cell.conflict and not row.gone:
            words = {name: getattr(cell, name) or NOT_RECORDED for name in ("here", "file", "exported")}
            message = _(
                "{place}, cell {cell}, {field}: here {here} ({who}), in the file {file}, when exported {exported}."
            )
            yield message.format(**about, **words, who=cell.who)
