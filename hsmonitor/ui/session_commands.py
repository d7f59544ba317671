"""The commands that go with every portfolio: where one can go, undo and redo, settings, help."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.language import _
from hsmonitor.store.listing import Query
from hsmonitor.ui.commands import Command
from hsmonitor.ui.page_table import SHEETS

if TYPE_CHECKING:
    from hsmonitor.ui.session import Session

WITHOUT_ENTRY = ("person", "fund", "review", "citation", "statement")
"""Kinds whose sheet has no entry or tab of the rail."""


def session_commands(session: "Session") -> Iterator[Command]:
    """Yield the commands of a session."""
    yield from _places(session)
    yield from _editing(session)
    yield from _settings(session)
    yield from _help(session)


def _places(session: "Session") -> Iterator[Command]:
    titles = {name: RECORDS[kind].plural for name, kind in SHEETS.items()} | session.window.titles
    group = _("Go")
    for name, title in titles.items():
        words = _("Go to {page}").format(page=title)
        yield Command(f"go {name}", words, partial(session.window.open_page, name), "", group)
    for kind in WITHOUT_ENTRY:
        yield Command(f"list {kind}", RECORDS[kind].plural, partial(session.open_list, Query(kind)), "", group)


def report_commands(session: "Session") -> Iterator[Command]:
    """Yield a command a report; they come with the palette, as no start waits for the register of reports."""
    from hsmonitor.reports.register import REPORTS

    for name, report in REPORTS.items():
        act = partial(session.open_report, name)
        yield Command(f"report {name}", report.title, act, "", _("Reports"), f"{name} {report.purpose}")


def _editing(session: "Session") -> Iterator[Command]:
    desk, open_page, group = session.desk, session.window.open_page, _("Edit")
    yield Command("undo", _("Undo"), desk.undo, "Ctrl+Z", group)
    yield Command("redo", _("Redo"), desk.redo, "Ctrl+Y", group)
    yield Command("history", _("Last changes"), partial(open_page, "history"), "Ctrl+H", group)
    yield Command("correct", _("Next text to correct"), session.correcting.go, "F8", group, _("wrong invalid error"))
    yield Command("kept texts", _("Kept texts"), partial(open_page, "kept"), "", group, _("draft typed"))
    words = _("attachment document")
    yield Command("attach", _("Attach a file…"), session.attach, "Ctrl+Shift+A", group, words)
    yield Command("preferences", _("Preferences"), partial(open_page, "preferences"), "Ctrl+,", group)


def _settings(session: "Session") -> Iterator[Command]:
    open_page, group = session.window.open_page, _("Portfolio")
    words = _("review periods due days currencies title")
    yield Command("office", _("Settings of the portfolio"), partial(open_page, "settings"), "", group, words)
    yield Command("levels", _("Level table"), session.open_levels, "", group)
    words = _("save as xlsx csv excel")
    yield Command("export", _("Export this sheet"), session.export, "Ctrl+Alt+E", group, words)


def _help(session: "Session") -> Iterator[Command]:
    group = _("Help")
    yield Command("help", _("Help of this page"), partial(session.help, "page"), "F1", group)
    yield Command("keys", _("All keys"), partial(session.help, "keys"), "Ctrl+/", group)
    yield Command("about", _("About"), partial(session.help, "about"), "", group, _("versions licences"))
