"""The project report: all that the portfolio knows of one project, for its file, each fact with its source."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.terms import WorkStatus
from hsmonitor.language import _
from hsmonitor.reports.challenge_figures import of_challenges
from hsmonitor.reports.challenges_report import BY_LEVEL
from hsmonitor.reports.data_sheets import DataSheets
from hsmonitor.reports.heat_maps import CROSSED, challenge_grids
from hsmonitor.reports.moved import movement_columns
from hsmonitor.reports.passages import Item, Passage
from hsmonitor.reports.recipe import ALL, Plan, Recipe
from hsmonitor.reports.sections import Section, counted, present, records
from hsmonitor.reports.workbook import write as write_workbook
from hsmonitor.store.listing import Row

PLANS = (
    Plan("engagement", _("Each partner in the project: role, approach, share of the money"), (("partner", False),),
         heading=_("Partners"), fields=ALL),
    Plan("challenge", _("What stands, or may stand, in the way, and how it has moved"), BY_LEVEL,
         also=("inherent_likelihood", "inherent_impact", "treatment"), crossed=CROSSED, more=movement_columns),
    Plan("review", _("Each look at a challenge: rating then, decision, next review"), (("reviewed_on", True),),
         period="reviewed_on"),
    Plan("response", _("What is done about each challenge"), (("challenge", False),), fields=ALL),
    Plan("activity", _("What the project does"), (("start", False),), fields=ALL),
    Plan("result", _("What changed for people, as reported"), period="reported_on"),
    Plan("lesson", _("What the human security approach added, and what was learned"), period="learned_on"),
    Plan("source", _("The documents that facts come from"), fields=ALL),
    Plan("citation", _("Each fact with its record, field, paragraph, and how sure it is")),
)  # fmt: skip


def _figures(data: DataSheets) -> Sequence[Section]:
    responses = counted(_("Responses by status"), data.sheets["response"], "status", WorkStatus, charted=False)
    return present(records(data.sheets), *of_challenges(data), responses)


def _facts(data: DataSheets) -> list[Passage]:
    """Return all fields of the project by group, each with how sure it is and where it comes from."""
    edition, record = data.edition, RECORDS["project"]
    passages: list[Passage] = []
    for row in edition.rows("project"):
        sources = _sources(data, row)
        for group, fields in record.groups().items():
            told = [field for field in fields if edition.tells(field)]
            items = [Item(field.label, row.shown(field.name), "; ".join(sources[field.name])) for field in told]
            passages.append(Passage(group, items))
        if sources[""]:
            passages.append(
                Passage(_("Sources of the project as a whole"), [Item(row.display, one) for one in sources[""]])
            )
    return passages


def _sources(data: DataSheets, project: Row) -> dict[str, list[str]]:
    """Return, by the project's fields, the words for their citations; those of the whole project under the empty text."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in data.edition.rows("citation"):
        if row.values["subject"] == f"project:{project.key}":
            place = (
                _("paragraph {paragraph}").format(paragraph=row.shown("paragraph")) if row.shown("paragraph") else ""
            )
            parts = [row.shown("certainty"), row.shown("source"), place]
            if not row.values.get("field"):
                parts.append(row.shown("fact"))
            found[row.values.get("field") or ""].append(", ".join(filter(None, parts)))
    return found


RECIPE = Recipe(
    "project",
    PLANS,
    _figures,
    challenge_grids,
    _facts,
    _("Facts"),
    _("All that is recorded of the project itself, with how sure it is and where it comes from"),
)

write = partial(write_workbook, RECIPE)
