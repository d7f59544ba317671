"""The minutes of a meeting, or of a period: what was decided, how ratings changed, and what is to be done."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from weakref import WeakKeyDictionary

from hsmonitor.domain.dates import display_date
from hsmonitor.domain.terms import OVER, Decision, Level
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

_read = WeakKeyDictionary[Edition, Minutes]()
"""The minutes of a report that is being made: several of its sheets tell them."""


def _minutes(edition: Edition) -> Minutes:
    options, connection = edition.options, edition.connection
    if edition not in _read:
        _read[edition] = (
            minutes.of_meeting(connection, options.meeting)
            if options.meeting
            else minutes.since(connection, options.since or edition.day, options.project)
        )
    return _read[edition]


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
        Column("follows", _("What follows"), 30, "text", _what_follows,
               about=_("To whom it is escalated and by when; until when it is accepted; why it is closed, and the evidence.")),
        Column("before", _("Level before"), 15, "level", before, counted=True, tints=tints,
               about=_("By the rating that the challenge had before this review.")),
        Column("after", _("Level after"), 15, "level", after, counted=True, tints=tints,
               about=_("By the rating that the review gave it.")),
    ]  # fmt: skip


def _level(value: str) -> str:
    return Level.of(value).label if value else not_rated()


def _what_follows(row: Row) -> str | None:
    """Return what a decision asks for in words: to whom and by when, until when, or why and on what evidence."""
    parts = [words.format(value=row.shown(name)) for name, words in _FOLLOWS.items() if row.values.get(name)]
    return "; ".join(parts) or None


_FOLLOWS = {
    "escalated_to": _("to {value}"),
    "answer_by": _("answer by {value}"),
    "accepted_until": _("until {value}"),
    "closing_reason": _("closed: {value}"),
    "evidence": _("evidence: {value}"),
}


PLANS = (
    Plan("review", _("Each challenge that was looked at: rating, decision, comment, next review"),
         (("reviewed_on", False), ("reference", False)), heading=_("Decisions"), kept=_of_minutes, more=_levels,
         fields=("challenge", "reviewed_on", "reviewer", "likelihood", "impact", "status", "decision", "comment",
                 "internal_comment", "next_review")),
    Plan("response", _("The open responses to these challenges: what, by when, for whom"), (("due", False),),
         heading=_("Open responses"), kept=_still_open,
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
    edition, held, kept = data.edition, _minutes(data.edition), _of_minutes(data.edition)
    decided = [_decision(one, edition) for one in held.decisions if kept(one.review)]
    parts = [
        (edition.told(held.title), list(_head(held, edition))),
        (_("What was decided"), decided),
        (_("What is to be done"), list(_actions(held, edition))),
        (_("Themes not applicable"), list(_exempted(held, edition))),
        (_("Themes left for later"), [Item(row.reference, edition.told(row.display)) for row in held.later]),
    ]
    return [Passage(heading, items) for heading, items in parts if items]


def _head(held: Minutes, edition: Edition) -> Iterator[Item]:
    """Yield when it was held and of what; who attended is for the office alone."""
    if edition.options.meeting:
        yield Item(_("Held on"), display_date(held.held_on) if held.held_on else "")
    yield Item(_("Project"), edition.told(held.project) or _("All projects"))
    if held.attendees and not edition.for_donors:
        yield Item(_("Attendees"), "; ".join(held.attendees))


def _decision(one: Decided, edition: Edition) -> Item:
    levels = _level(one.level_after)
    if one.moved:
        levels = _("{before} → {after}").format(before=_level(one.level_before), after=levels)
    words = edition.told("\n".join(filter(None, (one.challenge.display, one.review.shown("comment")))))
    return Item(one.review.shown("decision") or _("Looked at"), words, levels)


def _actions(held: Minutes, edition: Edition) -> Iterator[Item]:
    """Yield what is to be done; who is to do it is for the office alone."""
    for action in held.actions:
        when = display_date(action.when) if action.when else _("no day is recorded")
        note = when if edition.for_donors or not action.who else _("{who}, {when}").format(who=action.who, when=when)
        yield Item(edition.told(action.challenge.display), edition.told(action.what), note)


def _exempted(held: Minutes, edition: Edition) -> Iterator[Item]:
    """Yield which themes do not occur, why, and in which project."""
    for one in held.exempted:
        if edition.options.within(one.said_on):
            yield Item(edition.told(one.theme.display), edition.told(one.reason), edition.told(one.project))


def _tells_themes(data: DataSheets) -> bool:
    """Tell whether the minutes tell of themes, which have no sheet of their own."""
    held = _minutes(data.edition)
    return bool(held.later) or any(True for _one in _exempted(held, data.edition))


RECIPE = Recipe(
    "review",
    PLANS,
    _figures,
    passages=_told,
    passages_title=_("Minutes"),
    passages_hold=_("What was decided, how ratings changed, what is to be done, and which themes do not occur"),
    also_tells=_tells_themes,
)

write = partial(write_workbook, RECIPE)
