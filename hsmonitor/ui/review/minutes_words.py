"""Minutes in words: as HTML for the page, the printer and the PDF, and as plain text for a mail."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import chain, repeat

from PySide6.QtGui import QGuiApplication

from hsmonitor.domain.dates import display_date
from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.domain.review import Review
from hsmonitor.language import _, ngettext
from hsmonitor.store.minutes import Action, Decided, Minutes, Rating
from hsmonitor.ui.theme.paint import isolated
from hsmonitor.ui.widgets.level import level_words

REFERENCE_WIDTH = 7
"""Per cent of a table's width for references."""


def head_words(minutes: Minutes) -> list[str]:
    """Return what stands under the title: day, project, attendees."""
    parts = [display_date(minutes.held_on)] if minutes.held_on else []
    parts.append(minutes.project or _("Whole portfolio"))
    if minutes.attendees:
        parts.append(_("Attendees: {names}").format(names=", ".join(minutes.attendees)))
    return parts


def rating_words(rating: Rating | None, level: str) -> str:
    """Return a rating with its level: "4 × 5 High"."""
    if rating is None:
        return _("not rated")
    return _("{likelihood} × {impact} {level}").format(likelihood=rating[0], impact=rating[1], level=level_words(level))


def decision_words(decided: Decided) -> str:
    """Return what was decided and what it needs: to whom, by when, until when, why."""
    review = decided.review
    words = review.shown(Review.decision) or _("reviewed")
    if review.shown(Review.escalated_to):
        words = _("{decision} to {whom}, answer by {day}").format(
            decision=words, whom=review.shown(Review.escalated_to), day=review.shown(Review.answer_by) or NOT_RECORDED
        )
    elif review.shown(Review.accepted_until):
        words = _("{decision} until {day}").format(decision=words, day=review.shown(Review.accepted_until))
    elif review.shown(Review.closing_reason):
        words = _("{decision}: {reason}").format(decision=words, reason=review.shown(Review.closing_reason))
    return words


def _decisions(minutes: Minutes) -> Iterator[tuple[str, ...]]:
    for one in minutes.decisions:
        said = one.review.shown(Review.comment) or one.review.shown(Review.evidence)
        again = one.review.shown(Review.next_review)
        yield one.challenge.reference, one.challenge.display, decision_words(one), said, again


def _changes(minutes: Minutes) -> Iterator[tuple[str, ...]]:
    for one in minutes.changes:
        before, after = rating_words(one.before, one.level_before), rating_words(one.after, one.level_after)
        yield one.challenge.reference, one.challenge.display, before, after


def _actions(minutes: Minutes) -> Iterator[tuple[str, ...]]:
    for action in minutes.actions:
        yield action.challenge.reference, action.what, action.who or NOT_RECORDED, _when(action)


def _when(action: Action) -> str:
    return display_date(action.when) if action.when else NOT_RECORDED


def _exempted(minutes: Minutes) -> Iterator[tuple[str, ...]]:
    for one in minutes.exempted:
        yield one.theme.reference, one.theme.display, one.project, one.reason


def _later(minutes: Minutes) -> Iterator[tuple[str, ...]]:
    for row in minutes.later:
        yield row.reference, row.display


def sections(minutes: Minutes) -> list[tuple[str, tuple[str, ...], list[tuple[str, ...]]]]:
    """Return the parts of the minutes: title, headings and lines."""
    reference, name = _("Ref"), _("Challenge")
    decisions, changes, actions = list(_decisions(minutes)), list(_changes(minutes)), list(_actions(minutes))
    exempted, later = list(_exempted(minutes)), list(_later(minutes))
    not_here = [(_("Themes not applicable"), (reference, _("Theme"), _("Project"), _("Reason")), exempted)]
    to_ask = [(_("Themes left for later"), (reference, _("Theme")), later)]
    return [
        (_("Decisions"), (reference, name, _("Decision"), _("Said"), _("Next review")), decisions),
        (_("Changes of rating"), (reference, name, _("Before"), _("After")), changes),
        (_("Actions"), (reference, _("What"), _("Who"), _("By when")), actions),
        *(not_here if exempted else []),
        *(to_ask if later else []),
    ]


def as_html(minutes: Minutes, *, ink: str, line: str) -> str:
    """Return the minutes for a page, in the direction of the language; `ink` and `line` are colours (#RRGGBB)."""
    parts = [f"<h2>{escape(minutes.title)}</h2>", f"<p>{escape(' · '.join(head_words(minutes)))}</p>"]
    for title, headings, lines in sections(minutes):
        parts.append(f"<h3>{escape(title)}</h3>")
        parts.append(_table(headings, lines, line) if lines else f"<p><i>{escape(_('none'))}</i></p>")
    direction = "rtl" if QGuiApplication.isRightToLeft() else "ltr"
    return f"<div style='color: {ink}' dir='{direction}'>{''.join(parts)}</div>"


def _table(headings: Iterable[str], lines: Iterable[Iterable[str]], line: str) -> str:
    right = QGuiApplication.isRightToLeft()  # Qt lays columns out from the left all the same
    side, style = "right" if right else "left", f"border-bottom: 1px solid {line}"

    def row(tag: str, cells: Iterable[str]) -> str:
        widths = chain((f" width='{REFERENCE_WIDTH}%'",), repeat(""))
        made = [
            f"<{tag}{width} align='{side}' style='{style}'>{escape(isolated(cell))}</{tag}>"
            for width, cell in zip(widths, cells, strict=False)
        ]
        return f"<tr>{''.join(reversed(made) if right else made)}</tr>"

    rows = row("th", headings) + "".join(row("td", cells) for cells in lines)
    return f"<table width='100%' cellspacing='0' cellpadding='5'>{rows}</table>"


def as_text(minutes: Minutes) -> str:
    """Return the minutes for a mail."""
    parts = [minutes.title, *head_words(minutes)]
    for title, headings, lines in sections(minutes):
        parts += ["", title.upper()]
        parts += [_text_line(headings, cells) for cells in lines] or [_("none")]
    return "\n".join(parts) + "\n"


def _text_line(headings: Iterable[str], cells: tuple[str, ...]) -> str:
    named = [f"{heading}: {cell}" for heading, cell in list(zip(headings, cells, strict=True))[2:] if cell]
    return "\n    ".join([f"- {cells[0]} {cells[1]}", *named])


def count_words(minutes: Minutes) -> str:
    """Return how many decisions there are."""
    count = len(minutes.decisions)
    return ngettext("{count} decision", "{count} decisions", count).format(count=f"{count:,}")
