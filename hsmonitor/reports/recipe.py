"""What a report consists of: which sheets of records, and what stands before them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.language import _
from hsmonitor.reports.columns import Column
from hsmonitor.reports.edition import Edition
from hsmonitor.store.conditions import Condition
from hsmonitor.store.listing import Row

if TYPE_CHECKING:
    from hsmonitor.reports.data_sheets import DataSheets
    from hsmonitor.reports.grids import Grid
    from hsmonitor.reports.passages import Passage
    from hsmonitor.reports.sections import Section

Order = tuple[tuple[str, bool], ...]
Judge = Callable[[Edition], Callable[[Row], bool]]

TABLE, ALL = ("table",), ("all",)
"""Which fields a sheet shows: those of the desk's table, or all there are; else their names."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One data sheet: its kind of record, what it holds in words, its order and fields.

    `name` tells two sheets of one kind apart. An `always` sheet is there without records too. `period` is the date by which the
    report's period narrows it. Of the `crossed` columns values are counted together. `more` adds columns, `kept` and `first`
    decide of each row whether it is told and whether it comes before the others.
    """

    kind: str
    holds: str
    order: Order = ()
    always: bool = True
    heading: str = ""
    alias: str = ""
    fields: tuple[str, ...] = TABLE
    also: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    period: str = ""
    crossed: tuple[tuple[str, ...], ...] = ()
    more: Callable[[Edition], list[Column]] | None = None
    kept: Judge | None = None
    first: Judge | None = None

    @property
    def name(self) -> str:
        """How the sheet is called in its recipe."""
        return self.alias or self.kind

    @property
    def title(self) -> str:
        """The name of the sheet's tab."""
        return self.heading or RECORDS[self.kind].plural


@dataclass(frozen=True, slots=True)
class Recipe:
    """One report: its name in the register, its data sheets, and what its first sheets tell of them.

    `also_tells` says whether its passages tell of anything that stands in no data sheet: such a report is not empty.
    """

    report: str
    plans: tuple[Plan, ...]
    figures: "Callable[[DataSheets], Sequence[Section]]"
    grids: "Callable[[DataSheets], Sequence[Grid]] | None" = None
    passages: "Callable[[DataSheets], Sequence[Passage]] | None" = None
    passages_title: str = ""
    passages_hold: str = ""
    grids_title: str = _("Heat map")
    grids_hold: str = _("Likelihood by impact, levels by category, and the scales by which a level is derived")
    also_tells: "Callable[[DataSheets], bool] | None" = None
