"""What the overview of a workbook tells of challenges: their levels, what is due for review, their categories and statuses."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from hsmonitor.domain.terms import Category, ChallengeStatus, Decision, Level
from hsmonitor.language import _, ngettext
from hsmonitor.reports.columns import not_rated
from hsmonitor.reports.cover import AS_OF
from hsmonitor.reports.data_sheets import DataSheets
from hsmonitor.reports.edition import Edition
from hsmonitor.reports.house_style import level_solid
from hsmonitor.reports.sections import Line, Section, Sheets, counted, terms
from hsmonitor.reports.table import Criterion, RecordTable, is_before, is_empty, is_up_to, is_word
from hsmonitor.store.due import due_days


def of_challenges(data: DataSheets, *more: Section) -> list[Section]:
    """Return what every report on challenges tells of them; what `more` it tells stands after the levels."""
    challenges = data.sheets["challenge"]
    return [
        open_levels(challenges),
        *more,
        reviews(data.sheets, data.edition),
        by_category(challenges),
        by_status(challenges),
    ]


def open_levels(challenges: RecordTable) -> Section:
    """Count the open challenges by level."""
    return Section(_("Open challenges by level"), list(_levels(challenges)), charted=True, sheet=challenges.title)


def by_category(challenges: RecordTable, *, charted: bool = True) -> Section:
    """Count the challenges by category."""
    return counted(_("Challenges by category"), challenges, "category", Category, charted=charted)


def by_status(challenges: RecordTable) -> Section:
    """Count the challenges by status."""
    return counted(_("Challenges by status"), challenges, "status", ChallengeStatus, charted=False)


def reviews(sheets: Sheets, edition: Edition) -> Section:
    """Count what is due for review on the day of the report, and the reviews that were made."""
    challenges = sheets["challenge"]
    lines = list(_due(challenges, edition))
    if "review" in sheets:
        period = edition.options.period()
        lines.append(Line(_("Reviews made"), sheets["review"].count(), period, name="Reviews_made"))
        for line in terms(sheets["review"], "decision", Decision):
            lines.append(replace(line, label=_("Decided: {decision}").format(decision=line.label), colour=""))
    return Section(_("Reviews"), lines, sheet=challenges.title)


def _due(challenges: RecordTable, edition: Edition) -> Iterator[Line]:
    """As the desk has it: overdue before the day; due within the portfolio's period; without a next review never planned."""
    closed, day, ahead = is_word("status", ChallengeStatus.CLOSED.label), edition.day, due_days(edition.connection)
    from_day = Criterion("next_review", f'">="&{AS_OF}', lambda content: isinstance(content, date) and content >= day)
    until = is_up_to("next_review", day + timedelta(days=ahead), f"({AS_OF}+{ahead})")
    overdue = challenges.having(is_before("next_review", day, AS_OF), unless=closed)
    yield Line(_("Overdue for review"), overdue, _("open, and the next review lies before this day"), name="Overdue")
    note = ngettext("open, within {count} day", "open, within {count} days", ahead).format(count=ahead)
    yield Line(_("Due for review"), challenges.having(from_day, until, unless=closed), note, name="Due")
    never = challenges.having(is_empty("next_review"), unless=closed)
    yield Line(_("No next review recorded"), never, _("open, and due therefore"), name="Not_planned")


def _levels(challenges: RecordTable) -> Iterator[Line]:
    """Count the open challenges by level; one without a status is open."""
    closed = is_word("status", ChallengeStatus.CLOSED.label)
    for level in reversed(Level):
        figure = challenges.having(is_word("level", level.label), unless=closed)
        yield Line(level.label, figure, colour=level_solid(level), name=f"Open_{level.value}")
    figure = challenges.having(is_word("level", not_rated()), unless=closed)
    note = _("likelihood or impact is missing; this is not a low level")
    yield Line(not_rated(), figure, note, colour=level_solid(None), name="Open_not_rated")
