"""The minutes of a meeting, or of a period: what was decided, how ratings changed, and what is to be done."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from hsmonitor.domain.dates import display_date
from hsmonitor.domain.reviewing import OVER
from hsmonitor.domain.terms import Decision, Level
from hsmonitor.language import _
from hsmonitor.reports import sections
from hsmonitor.reports.columns import Column, level_tints, not_rated
from hsmonitor.reports.data_sheets import DataSheets
from hsmonitor.reports.edition import Edition
from hsmonitor.reports.passages import Item, Passage
from hsmonitor.reports.recipe import Plan, Recipe
from hsmonitor.reports.sections import Section, counted, present
from hsmonitor.reports.workbook import write as write_workbook
from hsmonitor.store import minutes
from hsmonitor.store.listing import Row
from hsmonitor.store.minutes import Decided, Minutes


def _minutes(edition: Edition) -> Minutes:
    options = edition.options
    if options.meeting:
        return minutes.of_meeting(edition.connection, options.meeting)
    return minutes.since(edition.connection, options.since or edition.day, options.project)


def _of_minutes(edition: Edition) -> Callable[[Row], bool]:
    told = {
        one.review.key
        for one in _minutes(edition).decisions
        if edition.options.within(one.review.values["reviewed_on"])
    }
    return lambda row: row.key in told


def _still_open(edition: Edition) -> Callable[[Row], bool]:
    reviewed = {one.challenge.key for one in _minutes(edition).decisions}
    return lambda row: row.values["challenge"] in reviewed and row.values.get("status") not in OVER


def _levels(edition: Edition) -> list[Column]:
    """Return the columns of the levels before and after each review."""
    decided = {one.review.key: one for one in _minutes(edition).decisions}

    def before(row: Row) -> str:
        return _level(decided[row.key].level_before)

    def after(row: Row) -> str:
        return _level(decided[row.key].level_after)

    tints = level_tints()
    return [
        Column("before", _("Level before"), 15, "level", before, counted=True, tints=tints,
               about=_("By the rating that the challenge had before this review.")),
        Column("after", _("Level after"), 15, "level", after, counted=True, tints=tints,
               about=_("By the rating that the review gave it.")),
    ]  # fmt: skip


def _level(value: str) -> str:
    return Level.of(value).label if value else not_rated()


PLANS = (
    Plan("review", _("Each challenge that was looked at: rating, decision, comment, next review"),
         (("reviewed_on", False), ("reference", False)), heading=_("Decisions"), kept=_of_minutes, more=_levels,
         fields=("challenge", "reviewed_on", "reviewer", "likelihood", "impact", "status", "decision", "comment",
                 "internal_comment", "escalated_to", "answer_by", "accepted_until", "closing_reason", "evidence",
                 "next_review")),
    Plan("response", _("The open responses to these challenges: what, by when, for whom"), (("due", False),),
         heading=_("Actions"), kept=_still_open,
         fields=("title", "challenge", "response_kind", "partner", "responsible", "due", "status")),
)  # fmt: skip


def _figures(data: DataSheets) -> Sequence[Section]:
    decisions = data.sheets["review"]
    words = [*(level.label for level in reversed(Level)), not_rated()]
    return present(
        sections.records(data.sheets),
        counted(_("Decisions"), decisions, "decision", Decision),
        sections.of_words(_("Levels before"), decisions, "before", words),
        sections.of_words(_("Levels after"), decisions, "after", words),
    )


def _told(data: DataSheets) -> list[Passage]:
    """Return the minutes as they are read: what it was, what was decided, what is to be done."""
    held = _minutes(data.edition)
    kept = _of_minutes(data.edition)
    head = [
        Item(_("Held on"), display_date(held.held_on) if held.held_on else ""),
        Item(_("Project"), held.project or _("All projects")),
    ]
    if not data.edition.for_donors:
        head.append(Item(_("Attendees"), "; ".join(held.attendees)))
    decided = [_decision(one) for one in held.decisions if kept(one.review)]
    actions = list(_actions(held, data.edition))
    parts = [(held.title, head), (_("What was decided"), decided), (_("What is to be done"), actions)]
    return [Passage(heading, items) for heading, items in parts if items]


def _decision(one: Decided) -> Item:
    levels = _level(one.level_after)
    if one.moved:
        levels = _("{before} → {after}").format(before=_level(one.level_before), after=levels)
    words = "\n".join(filter(None, (one.challenge.display, one.review.shown("comment"))))
    return Item(one.review.shown("decision") or _("Looked at"), words, levels)


def _actions(held: Minutes, edition: Edition) -> Iterator[Item]:
    """Yield what is to be done; who is to do it is for the office alone."""
    for action in held.actions:
        when = display_date(action.when) if action.when else _("no day is recorded")
        note = when if edition.for_donors or not action.who else _("{who}, {when}").format(who=action.who, when=when)
        yield Item(action.challenge.display, action.what, note)


RECIPE = Recipe(
    "review",
    PLANS,
    _figures,
    passages=_told,
    passages_title=_("Minutes"),
    passages_hold=_("What was decided, how ratings changed, and what is to be done"),
)

write = partial(write_workbook, RECIPE)
