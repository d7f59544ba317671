"""The challenge register: all fields of all challenges, where they sit, what has moved, and the scales."""

from collections.abc import Sequence
from functools import partial

from hsmonitor.domain.terms import ChallengeKind, Treatment
from hsmonitor.language import _
from hsmonitor.reports.challenge_figures import of_challenges
from hsmonitor.reports.data_sheets import DataSheets
from hsmonitor.reports.heat_maps import CROSSED, challenge_grids
from hsmonitor.reports.moved import MOVES, has_moved, movement_columns, since_words
from hsmonitor.reports.recipe import ALL, Plan, Recipe
from hsmonitor.reports.sections import Section, counted, of_words, present, records
from hsmonitor.reports.workbook import write as write_workbook

BY_LEVEL = (("level", True), ("next_review", False))

MOVEMENT = Plan(
    "challenge", _("The challenges whose level has moved, that are new, or that were closed"), BY_LEVEL,
    heading=_("Movement"), alias="movement", fields=("title", "project", "likelihood", "impact", "level", "status"),
    more=movement_columns, kept=has_moved,
)  # fmt: skip

PLANS = (
    Plan("challenge", _("Every challenge with all that is recorded of it"), BY_LEVEL, fields=ALL, crossed=CROSSED),
    MOVEMENT,
    Plan("review", _("Each look at a challenge: rating then, decision, next review"), (("reviewed_on", True),),
         always=False, period="reviewed_on"),
)  # fmt: skip


def movement(data: DataSheets) -> Section:
    """Count what became of the challenges."""
    heading = _("Movement since {day}").format(day=since_words(data.edition))
    return of_words(heading, data.sheets["movement"], "move", MOVES)


def _figures(data: DataSheets) -> Sequence[Section]:
    challenges = data.sheets["challenge"]
    return present(
        records(data.sheets),
        *of_challenges(data, movement(data)),
        counted(_("Issues and risks"), challenges, "challenge_kind", ChallengeKind, charted=False),
        counted(_("Challenges by treatment"), challenges, "treatment", Treatment, charted=False),
    )


RECIPE = Recipe("challenges", PLANS, _figures, challenge_grids)

write = partial(write_workbook, RECIPE)
