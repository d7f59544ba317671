"""The report on responses: what is done about challenges, late ones first, then by due date."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from hsmonitor.domain.dates import last_day
from hsmonitor.domain.terms import ResponseKind, WorkStatus
from hsmonitor.language import _
from hsmonitor.reports import sections
from hsmonitor.reports.columns import Column
from hsmonitor.reports.data_sheets import DataSheets
from hsmonitor.reports.edition import Edition
from hsmonitor.reports.grids import Grid, GridCell
from hsmonitor.reports.house_style import colours
from hsmonitor.reports.recipe import ALL, Plan, Recipe
from hsmonitor.reports.sections import Line, Section, counted, present
from hsmonitor.reports.table import RecordTable, is_empty, is_word
from hsmonitor.reports.workbook import write as write_workbook
from hsmonitor.store.listing import Row

LATE, OPEN, DONE, UNDATED = _("Late"), _("Open"), _("Done"), _("No due date")
STATES = (LATE, OPEN, UNDATED, DONE)
_TINTS = {LATE: ("danger", "danger_soft"), DONE: ("ok", "ok_soft"), OPEN: ("info", "info_soft"),
          UNDATED: ("muted", "sunken")}  # fmt: skip
_ENDED = (WorkStatus.COMPLETED, WorkStatus.CANCELLED)


def state_of(edition: Edition) -> Callable[[Row], str]:
    """Return what tells in a word how a response stands on the day of the report."""

    def state(row: Row) -> str:
        if row.values.get("status") in _ENDED:
            return DONE
        due = row.values.get("due")
        if due is None:
            return UNDATED
        return LATE if last_day(due) < edition.day else OPEN

    return state


def _is_late(edition: Edition) -> Callable[[Row], bool]:
    state = state_of(edition)
    return lambda row: state(row) == LATE


def _state_column(edition: Edition) -> list[Column]:
    about = _(
        "How it stands on the day of the report: late, open, without a due date, or done (completed or cancelled)."
    )
    return [Column("state", _("State"), 14, "level", state_of(edition), counted=True, tints=_TINTS, about=about)]


def _by_partner(edition: Edition) -> list[Column]:
    """Return columns that count the responses for each partner by state."""
    state, found = state_of(edition), Counter[tuple[str, str]]()
    for row in edition.rows("response", period="due"):
        if partner := row.values.get("partner"):
            found[partner, state(row)] += 1
    return [_count_column(found, word) for word in STATES]


def _count_column(found: Counter[tuple[str, str]], word: str) -> Column:
    about = _("How many responses for the partner are in this state.")
    return Column(f"count_{STATES.index(word)}", word, 13, "number", lambda row: found[row.key, word], about=about)


def _has_responses(edition: Edition) -> Callable[[Row], bool]:
    partners = {row.values.get("partner") for row in edition.rows("response", period="due")}
    return lambda row: row.key in partners


PLANS = (
    Plan("response", _("Every response, late ones first, then by due date"), (("due", False), ("challenge", False)),
         fields=ALL, period="due", crossed=(("response_kind", "state"),), more=_state_column, first=_is_late),
    Plan("partner", _("How the responses for each partner stand"), (("display", False),), heading=_("By partner"),
         fields=("name", "type"), more=_by_partner, kept=_has_responses),
)  # fmt: skip


def _figures(data: DataSheets) -> Sequence[Section]:
    table = data.sheets["response"]
    states = [Line(word, table.equal("state", word), colour=colours()["accent"]) for word in STATES]
    return present(
        sections.records(data.sheets),
        Section(_("Responses by state"), states, charted=True, sheet=table.title),
        counted(_("Responses by kind"), table, "response_kind", ResponseKind),
        counted(_("Responses by status"), table, "status", WorkStatus, charted=False),
    )


def _grids(data: DataSheets) -> list[Grid]:
    """Return the responses by kind and state."""
    table: RecordTable = data.sheets["response"]
    used = [(kind.label, is_word("response_kind", kind.label)) for kind in ResponseKind]
    used = [(label, asked) for label, asked in used if table.words("response_kind")[label]]
    used.append((_("Not recorded"), is_empty("response_kind")))
    rows = [
        (label, [GridCell(table.having(asked, is_word("state", word))) for word in STATES]) for label, asked in used
    ]
    inks = [colours()[name] for name in ("danger", "accent", "line2", "ok")]
    return [Grid(_("Responses by kind and state"), "", _("kind"), STATES, rows, inks)]


RECIPE = Recipe(
    "responses", PLANS, _figures, _grids, grids_title=_("By kind"), grids_hold=_("Responses by kind and state")
)

write = partial(write_workbook, RECIPE)
