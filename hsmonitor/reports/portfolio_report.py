"""The portfolio report: the whole portfolio, or one project of it, as a workbook that can be sent as it is."""

from collections.abc import Sequence
from functools import partial

from hsmonitor.domain.terms import PartnerType
from hsmonitor.language import _
from hsmonitor.reports.challenge_figures import of_challenges
from hsmonitor.reports.data_sheets import DataSheets
from hsmonitor.reports.heat_maps import CROSSED, challenge_grids
from hsmonitor.reports.project_figures import by_country, money
from hsmonitor.reports.recipe import Plan, Recipe
from hsmonitor.reports.sections import Section, counted, present, records
from hsmonitor.reports.workbook import write as write_workbook

PLANS = (
    # A status is read with the day on which it was known.
    Plan("project", _("Each project with countries, status, money, threats and target groups"), (("display", False),),
         also=("status_on",)),
    Plan("partner", _("Each organization or group once, with its type and its roles in projects"), (("display", False),)),
    Plan("engagement", _("Each partner in each project: role, approach, share of the money"),
         (("project", False), ("partner", False)), heading=_("Roles")),
    Plan("challenge", _("What stands, or may stand, in the way, with its level"), (("level", True),), crossed=CROSSED),
    Plan("review", _("Each look at a challenge: rating then, decision, next review"), (("reviewed_on", True),),
         always=False, period="reviewed_on"),
    Plan("response", _("What is done about each challenge"), (("challenge", False),)),
    Plan("activity", _("What the projects do"), (("project", False),), always=False),
    Plan("result", _("What changed for people, as reported"), (("project", False),), always=False,
         period="reported_on"),
    Plan("lesson", _("What the human security approach added, and what was learned"), period="learned_on"),
    Plan("statement", _("What was stated of all projects together; never split over them"), always=False),
    Plan("source", _("The documents that facts come from")),
    Plan("citation", _("Each fact with its record, field, paragraph, and how sure it is")),
)  # fmt: skip


def _figures(data: DataSheets) -> Sequence[Section]:
    sheets = data.sheets
    return present(
        records(sheets),
        money(sheets, data.gathered),
        *of_challenges(data),
        counted(_("Partners by type"), sheets["partner"], "type", PartnerType),
        by_country(sheets["project"]),
    )


RECIPE = Recipe("portfolio", PLANS, _figures, challenge_grids)

write = partial(write_workbook, RECIPE)
