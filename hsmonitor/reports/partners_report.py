"""The report on partners: who they are, what they do where, how able they were found, and what became of each gap."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial

from hsmonitor.domain.terms import Approach, CapacityRisk, EngagementRole, PartnerType
from hsmonitor.language import _
from hsmonitor.reports import sections
from hsmonitor.reports.columns import Column
from hsmonitor.reports.data_sheets import DataSheets
from hsmonitor.reports.edition import Edition
from hsmonitor.reports.recipe import ALL, Plan, Recipe
from hsmonitor.reports.sections import Section, counted, present
from hsmonitor.reports.workbook import write as write_workbook
from hsmonitor.store.conditions import Condition
from hsmonitor.store.listing import Row

BETTER, SAME, WORSE, OPEN = _("Better"), _("Unchanged"), _("Worse"), _("Not assessed again")
_TINTS = {BETTER: ("ok", "ok_soft"), WORSE: ("danger", "danger_soft"), OPEN: ("warn", "warn_soft")}


class Chains:
    """The way from the assessment that found a gap, over the responses to it, to the assessment that shows their effect."""

    def __init__(self, edition: Edition) -> None:
        self._assessments = {row.key: row for row in edition.rows("assessment")}
        self._after: dict[str, list[Row]] = defaultdict(list)
        for row in self._assessments.values():
            self._after[row.values.get("after_response", "")].append(row)
        self._responses: dict[str, list[Row]] = defaultdict(list)
        for row in edition.rows("response"):
            self._responses[row.values["challenge"]].append(row)

    def found(self, gap: Row) -> Row | None:
        """Return the assessment that showed a gap."""
        return self._assessments.get(gap.values.get("gap_found_by", ""))

    def responses(self, gap: Row) -> str | None:
        """Return the responses to a gap in words, each with its status."""
        told = [", ".join(filter(None, (row.display, row.shown("status")))) for row in self._responses[gap.key]]
        return "; ".join(told) or None

    def again(self, gap: Row) -> Row | None:
        """Return the newest assessment after any of the responses to a gap."""
        made = [row for response in self._responses[gap.key] for row in self._after[response.key]]
        return max(made, key=lambda row: row.values.get("assessed_on", ""), default=None)

    def change(self, gap: Row) -> str | None:
        """Return in a word what became of the partner's capacity; None where a rating is missing."""
        before, after = self.found(gap), self.again(gap)
        if after is None:
            return OPEN
        old, new = before and before.values.get("rating"), after.values.get("rating")
        if not (old and new):
            return None
        order = list(CapacityRisk)
        step = order.index(CapacityRisk.of(new)) - order.index(CapacityRisk.of(old))
        return SAME if not step else WORSE if step > 0 else BETTER


def _of(assessment: Callable[[Row], Row | None], name: str) -> Callable[[Row], str | None]:
    def shown(gap: Row) -> str | None:
        found = assessment(gap)
        return (found.shown(name) or None) if found else None

    return shown


def _chain_columns(edition: Edition) -> list[Column]:
    chains = Chains(edition)
    first, again = chains.found, chains.again
    return [
        Column("of", _("Partner"), 28, "text", _of(first, "partner"), about=_("Whose capacity was assessed.")),
        Column("found_on", _("Gap found on"), 14, "text", _of(first, "assessed_on"),
               about=_("The day of the assessment that showed the gap.")),
        Column("rating", _("Rating then"), 14, "text", _of(first, "rating"), about=_("HACT's scale of risk.")),
        Column("done", _("Responses"), 44, "text", chains.responses, about=_("What is done about the gap, with its status.")),
        Column("again_on", _("Assessed again on"), 15, "text", _of(again, "assessed_on"),
               about=_("The newest assessment after one of the responses.")),
        Column("again", _("Rating now"), 14, "text", _of(again, "rating"), about=_("HACT's scale of risk.")),
        Column("change", _("Capacity"), 20, "level", chains.change, counted=True, tints=_TINTS,
               about=_("What became of the rating; a lower risk is better.")),
    ]  # fmt: skip


PLANS = (
    Plan("partner", _("Each organization or group once, with its type and its roles in projects"), (("display", False),)),
    Plan("engagement", _("Each partner in each project: role, approach, share of the money"),
         (("partner", False), ("project", False)), heading=_("Roles"), fields=ALL),
    Plan("assessment", _("How able each partner was found to be, the newest first"),
         (("partner", False), ("assessed_on", True)), heading=_("Assessments"), fields=ALL, period="assessed_on"),
    Plan("challenge", _("From the assessment that found a gap over the responses to the next assessment"),
         heading=_("Gap to re-assessment"), alias="chain", fields=("title",),
         conditions=(Condition("gap_found_by", "recorded"),), more=_chain_columns),
)  # fmt: skip


def _figures(data: DataSheets) -> Sequence[Section]:
    sheets = data.sheets
    return present(
        sections.records(sheets),
        counted(_("Partners by type"), sheets["partner"], "type", PartnerType),
        counted(_("Roles of partners"), sheets["engagement"], "role", EngagementRole),
        counted(_("Approach of partners"), sheets["engagement"], "approach", Approach, charted=False),
        counted(_("Assessments by overall rating"), sheets["assessment"], "rating", CapacityRisk),
        sections.of_words(_("What became of gaps"), sheets["chain"], "change", (BETTER, SAME, WORSE, OPEN)),
    )


RECIPE = Recipe("partners", PLANS, _figures)

write = partial(write_workbook, RECIPE)
