"""What the cover of a report says."""

from dataclasses import dataclass
from datetime import date, datetime

from hsmonitor.domain.dates import display_date
from hsmonitor.language import _, ngettext
from hsmonitor.reports.cover import CoverText, Entry
from hsmonitor.reports.data_sheets import DataSheets
from hsmonitor.reports.edition import Edition
from hsmonitor.reports.recipe import Recipe
from hsmonitor.reports.register import Report
from hsmonitor.reports.text import shortened
from hsmonitor.reports.undated import in_words, left_out

MOST_ASSUMED = 6
"""How many assumptions the cover tells one by one; the sheet of citations has all, and each whole."""

LONGEST_FACT, LONGEST_NAME, LONGEST_FOOTER = 300, 80, 60
"""Characters; Excel takes at most 255 in a footer, commands for its letters included."""


@dataclass(frozen=True, slots=True)
class Making:
    """Which report, of what, of which day, when and by whom; times are the user's local ones."""

    report: Report
    shown: date
    portfolio: str
    funds: str
    project: str
    meeting: str
    person: str
    made: datetime
    changed: datetime | None

    @property
    def name(self) -> str:
        """What the report is called in its file's properties."""
        about = shortened(self.project or self.portfolio, LONGEST_NAME)
        return _("{report}: {about}").format(report=self.report.title, about=about)

    @property
    def day(self) -> str:
        """The day whose state the report shows."""
        return display_date(self.shown.isoformat())

    @property
    def subtitle(self) -> str:
        """What stands below the title of each sheet."""
        about = shortened(self.project or self.portfolio, LONGEST_NAME)
        return _("{about}, as of {day}. An empty cell means not recorded.").format(about=about, day=self.day)

    @property
    def footer(self) -> str:
        """What stands below each page."""
        about = shortened(self.project or self.portfolio, LONGEST_FOOTER)
        return _("{about}, as of {day}").format(about=about, day=self.day)


def cover_text(making: Making, recipe: Recipe, data: DataSheets, before: list[Entry], after: list[Entry]) -> CoverText:
    """Return all that the cover says; `before` and `after` are the contents around the data sheets."""
    entries = [Entry(plan.title, data.sheets[plan.name].count(), plan.holds) for plan in data.plans]
    return CoverText(
        eyebrow=shortened(making.funds or _("UN Trust Fund for Human Security"), LONGEST_NAME).upper(),
        title=making.report.title,
        beneath=shortened(making.project or making.portfolio, LONGEST_NAME),
        day=making.shown,
        facts=[*_facts(making, data.edition), *_narrowed(making, data.edition, recipe), *_made(making, data.edition)],
        contents=[*before, *entries, *after],
        reading=_reading(),
        assumed=_assumed(data) if "citation" in data.sheets else [],
        nothing=_nothing(recipe, data),
    )


def _nothing(recipe: Recipe, data: DataSheets) -> str:
    """Return what is said of a report that tells nothing, an empty text for any other."""
    if data.rows or (recipe.also_tells and recipe.also_tells(data)):
        return ""
    return _("This report is empty: no record fits what was asked for. The filters below say what that was.")


def _facts(making: Making, edition: Edition) -> list[tuple[str, str]]:
    project = shortened(making.project, LONGEST_FACT) if making.project else _("All projects")
    facts = [
        (_("Portfolio"), shortened(making.portfolio, LONGEST_FACT)),
        (_("What it is for"), making.report.purpose),
        (_("Projects"), project),
    ]
    if edition.options.meeting:
        facts.append((_("Meeting"), shortened(making.meeting, LONGEST_FACT)))
    return facts


def _narrowed(making: Making, edition: Edition, recipe: Recipe) -> list[tuple[str, str]]:
    """Return the period, and what it leaves out because it has no date."""
    if "since" not in making.report.options or (edition.options.meeting and not edition.options.dated):
        return []
    period = edition.options.period() or _("All dates; what has none is told too")
    undated = in_words(left_out(edition, recipe.plans))
    return [(_("Period"), period), *([(_("Without a date"), undated)] if undated else [])]


def _made(making: Making, edition: Edition) -> list[tuple[str, str]]:
    donors = _(
        "For donors. Internal notes, owners, contacts and partners marked as sensitive are left out, their names too."
    )
    internal = _("Internal. Not for sharing outside the office.")
    made = [(_("Made on"), _moment(making.made))]
    if making.changed:
        made.append((_("Last change"), _moment(making.changed)))
    return [*made, (_("Made by"), making.person), (_("Edition"), donors if edition.for_donors else internal)]


def _moment(moment: datetime) -> str:
    day = display_date(moment.date().isoformat())
    return _("{day}, {time}").format(day=day, time=f"{moment:%H:%M} {moment:%Z}".strip())


def _reading() -> list[tuple[str, str]]:
    return [
        (_("Empty cells"), _("Not recorded. They are never counted as zero.")),
        (_("Amounts"), _("In the currency beside them. Amounts of different currencies are never added.")),
        (
            _("Levels"),
            _("Derived from likelihood and impact by the portfolio's own table. Not rated is not the same as low."),
        ),
        (
            _("Totals"),
            _("Formulas below each table. Counts and totals follow the filter; sums by currency are of all rows."),
        ),
        (
            _("How sure"),
            _("Each citation says whether a fact is stated in the source, assumed, or entered by the office."),
        ),
    ]


def _assumed(data: DataSheets) -> list[tuple[str, str]]:
    """Return what is assumed, of most records first: of how many, or the one's name, and the assumption."""
    gathered = sorted(data.gathered.assumed.items(), key=lambda item: (-len(item[1]), item[0]))
    pairs = [(_of_whom(names), shortened(fact, LONGEST_FACT)) for fact, names in gathered[:MOST_ASSUMED]]
    if len(gathered) > MOST_ASSUMED:
        more = _("The sheet of citations has all of them, in the column How sure.")
        pairs.append((_("And more"), more))
    return pairs or [(_("Nothing"), _("No fact in this report is marked as assumed."))]


def _of_whom(names: list[str]) -> str:
    if len(names) == 1 and names[0]:
        return shortened(names[0], LONGEST_NAME)
    return ngettext("{count} record", "{count} records", len(names)).format(count=len(names))
