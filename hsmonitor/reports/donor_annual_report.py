"""The annual report to the donor: value added and challenges met, by human security principle, with figures beside words."""

from collections.abc import Iterator, Sequence
from functools import partial

from hsmonitor.domain.terms import Approach, Insecurity, LessonKind, Principle
from hsmonitor.domain.vocabulary import Term
from hsmonitor.language import _
from hsmonitor.reports.challenge_figures import by_category, open_levels
from hsmonitor.reports.challenges_report import BY_LEVEL
from hsmonitor.reports.data_sheets import DataSheets
from hsmonitor.reports.heat_maps import CROSSED
from hsmonitor.reports.house_style import colours
from hsmonitor.reports.moved import movement_columns
from hsmonitor.reports.passages import Item, Passage
from hsmonitor.reports.recipe import Plan, Recipe
from hsmonitor.reports.sections import Line, Section, counted, present, records
from hsmonitor.reports.table import RecordTable
from hsmonitor.reports.workbook import write as write_workbook
from hsmonitor.store.listing import Row

PLANS = (
    Plan("project", _("Each project with what it is about, for whom, and which principles it applies"),
         (("display", False),),
         fields=("title", "countries", "status", "status_on", "start", "end", "contribution", "summary", "threats",
                 "insecurities", "principles", "target_groups", "people_reached", "people_reached_on")),
    Plan("lesson", _("What the human security approach added, and what was learned"),
         (("lesson_kind", False), ("principle", False)), heading=_("Value added"), period="learned_on"),
    Plan("challenge", _("The challenges met, their level, and how it has moved"), BY_LEVEL,
         heading=_("Challenges met"), fields=("title", "project", "category", "insecurities", "affected_partners",
         "affected_kinds", "level", "status", "next_review"), crossed=CROSSED, more=movement_columns),
    Plan("response", _("What was done about them, and what came of it"), (("challenge", False),),
         fields=("title", "challenge", "response_kind", "partner", "status", "completed_on", "outcome")),
    Plan("result", _("What changed for people, as reported"), (("project", False),), period="reported_on"),
    Plan("activity", _("What the projects did"), (("project", False),)),
    Plan("engagement", _("Partners by role and approach: protection and empowerment"), (("project", False),),
         heading=_("Partners")),
    Plan("citation", _("Each fact with its record, field, paragraph, and how sure it is")),
)  # fmt: skip


def _figures(data: DataSheets) -> Sequence[Section]:
    sheets = data.sheets
    challenges = sheets["challenge"]
    return present(
        records(sheets),
        _each(_("Projects by insecurity addressed"), sheets["project"], "insecurities", Insecurity),
        _each(_("Projects by principle applied"), sheets["project"], "principles", Principle),
        _each(_("Challenges by insecurity touched"), challenges, "insecurities", Insecurity),
        counted(_("Partners: protection and empowerment"), sheets["engagement"], "approach", Approach),
        counted(_("Activities: protection and empowerment"), sheets["activity"], "approach", Approach, charted=False),
        counted(_("Value added and lessons"), sheets["lesson"], "lesson_kind", LessonKind, charted=False),
        open_levels(challenges),
        by_category(challenges, charted=False),
    )


def _each(heading: str, table: RecordTable, name: str, vocabulary: type[Term]) -> Section:
    """Count the records that have each term among several, every term of the vocabulary told."""
    lines = [Line(term.label, table.containing(name, term.label), colour=colours()["accent"]) for term in vocabulary]
    note = _("a record that has several is counted under each")
    lines.append(Line(_("Not recorded"), table.not_recorded(name), note, colour=colours()["line2"]))
    return Section(heading, lines, charted=True, sheet=table.title)


def _narrative(data: DataSheets) -> list[Passage]:
    """Return what was added and learned by principle, the challenges met by category, and what changed for people."""
    lessons = list(data.edition.rows("lesson", PLANS[1].order, period="learned_on"))
    passages = [_of_principle(data, principle, lessons) for principle in Principle]
    rest = [_told(row, "statement", "lesson_kind", "project") for row in lessons if not row.values.get("principle")]
    passages.append(Passage(_("Value added and lessons of no single principle"), rest))
    passages += _challenges(data)
    results = [
        _told(row, "statement", "project", "reported_on") for row in data.edition.rows("result", period="reported_on")
    ]
    passages.append(Passage(_("What changed for people"), results))
    return [passage for passage in passages if passage.items]


def _of_principle(data: DataSheets, principle: Principle, lessons: list[Row]) -> Passage:
    applied = data.sheets["project"].containing("principles", principle.label)
    learned = data.sheets["lesson"].equal("principle", principle.label)
    items = [
        Item(_("Projects that apply it"), applied, _("of those whose principles are recorded")),
        Item(_("Lessons and value added"), learned),
    ]
    told = [
        _told(row, "statement", "lesson_kind", "project") for row in lessons if row.values.get("principle") == principle
    ]
    return Passage(principle.label, [*items, *told])


def _told(row: Row, words: str, label: str, note: str) -> Item:
    return Item(row.shown(label) or row.reference, row.shown(words), row.shown(note))


def _challenges(data: DataSheets) -> Iterator[Passage]:
    """Yield the challenges met, those of the whole portfolio first, each with what was done."""
    responses: dict[str, list[str]] = {}
    for row in data.edition.rows("response"):
        responses.setdefault(row.values["challenge"], []).append(row.display)
    told = []
    for row in data.edition.rows("challenge", (("project", False), *BY_LEVEL)):
        about = "\n".join(filter(None, (row.display, row.shown("description"))))
        done = "; ".join(responses.get(row.key, ()))
        note = _("What is done: {responses}").format(responses=done) if done else _("No response is recorded.")
        told.append(Item(row.shown("project") or _("The whole portfolio"), about, note))
        if len(told) == MOST_TOLD:
            break
    count = data.sheets["challenge"].count()
    yield Passage(_("Challenges met"), [Item(_("Challenges"), count, _("all of them are in the sheet")), *told])


MOST_TOLD = 200
"""How many challenges the narrative tells one by one; the sheet has all."""

RECIPE = Recipe(
    "donor-annual",
    PLANS,
    _figures,
    passages=_narrative,
    passages_title=_("Narrative"),
    passages_hold=_("Value added by human security principle, challenges met, what changed for people"),
)

write = partial(write_workbook, RECIPE)
