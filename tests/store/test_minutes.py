"""What a meeting or a period decided."""

from datetime import date

import pytest

from hsmonitor.domain.dates import today
from hsmonitor.domain.errors import NotThere
from hsmonitor.store import minutes
from hsmonitor.store.meetings import close_meeting, enter_meeting
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.reviewing import Look, keep_unchanged, save
from hsmonitor.store.themes import assess, exempt, make_case
from tests.store.test_reviewing import KEEP, TODAY, add

ESCALATE = {
    "decision": "escalate", "next_review": "2026-12-25", "escalated_to": "Board", "answer_by": "2026-12-10",
    "likelihood": 5, "impact": 5,
}  # fmt: skip


def test_the_minutes_of_a_meeting(portfolio: Portfolio) -> None:
    person = add(portfolio, "person", name="Njeri")
    project = add(portfolio, "project", title="Kenya")
    rated, fresh = (add(portfolio, title=title, project=project) for title in ("Rated", "Fresh"))
    with portfolio.transaction("Rate") as transaction:
        transaction.update("challenge", rated, {"likelihood": 3, "impact": 3})
    old = add(portfolio, "response", title="Old", challenge=rated, due="2027")
    held = {"name": "Autumn", "held_on": "2026-11-25", "project": project, "attendees": [person]}
    meeting = add(portfolio, "meeting", **held)
    save(portfolio, Look(rated, ESCALATE | {"meeting": meeting}), TODAY)
    save(portfolio, Look(fresh, KEEP | {"meeting": meeting}), TODAY)
    keep_unchanged(portfolio, [fresh], {"meeting": meeting}, TODAY)
    save(portfolio, Look(fresh, ESCALATE), TODAY)
    add(portfolio, "response", title="New", challenge=fresh, due="2026-12", responsible=person)
    add(portfolio, "response", title="Over", challenge=fresh, status="completed")
    found = minutes.of_meeting(portfolio.connection, minutes.find_meeting(portfolio.connection, "autumn"))
    assert (found.title, found.held_on, found.project, found.attendees) == ("Autumn", "2026-11-25", "Kenya", ["Njeri"])
    decided = [(one.challenge.display, one.review.shown("decision"), one.before, one.after) for one in found.decisions]
    assert decided == [
        ("Rated", "Escalate", (3, 3), (5, 5)), ("Fresh", "Keep", None, (4, 5)), ("Fresh", "Keep", (4, 5), (4, 5)),
    ]  # fmt: skip
    assert [(one.level_before, one.level_after) for one in found.changes] == [("moderate", "high"), ("", "high")]
    actions = [(action.what, action.who, action.when, action.new) for action in found.actions]
    assert actions == [
        ("New", "Njeri", "2026-12", True),
        ("Answer on the escalation of Rated", "Board", "2026-12-10", True),
        ("Old", "", "2027", False),
    ]  # fmt: skip
    assert old in dict(portfolio.connection.execute("SELECT id, 1 FROM response").fetchall())
    with pytest.raises(NotThere):
        minutes.of_meeting(portfolio.connection, "gone")


def test_the_minutes_since_a_day(portfolio: Portfolio) -> None:
    project = add(portfolio, "project", title="Kenya")
    here, elsewhere = add(portfolio, title="Here", project=project), add(portfolio, title="Elsewhere")
    save(portfolio, Look(here, KEEP), date(2026, 10, 1))
    save(portfolio, Look(here, KEEP), TODAY)
    save(portfolio, Look(elsewhere, KEEP), TODAY)
    found = minutes.since(portfolio.connection, date(2026, 11, 1), project)
    assert found.title == "Reviews since 1 November 2026"
    assert [one.challenge.display for one in found.decisions] == ["Here"]
    assert found.changes == []
    assert len(minutes.since(portfolio.connection, date(2026, 11, 1)).decisions) == 2


def test_the_minutes_tell_which_themes_do_not_occur(portfolio: Portfolio) -> None:
    kenya, chad = add(portfolio, "project", title="Kenya"), add(portfolio, "project", title="Chad")
    themes = [add(portfolio, title=title) for title in ("Before", "Meanwhile", "After")]
    exempt(portfolio, themes[0], kenya, "Long known")
    meeting = enter_meeting(portfolio, "Autumn", TODAY, [], kenya)
    exempt(portfolio, themes[1], kenya, "No river here")
    exempt(portfolio, themes[1], chad, "Elsewhere")
    close_meeting(portfolio, meeting)
    exempt(portfolio, themes[2], kenya, "Too late")
    told = [
        (one.theme.display, one.project, one.reason)
        for one in minutes.of_meeting(portfolio.connection, meeting).exempted
    ]
    assert told == [("Meanwhile", "Kenya", "No river here")]
    held = minutes.of_meeting(portfolio.connection, meeting)
    assert [one.said_on for one in held.exempted] == [today().isoformat()]
    assert [row.display for row in held.later] == ["After"]  # it was answered after the end
    everything = minutes.of_meeting(portfolio.connection, enter_meeting(portfolio, "All", TODAY, []))
    assert (everything.exempted, everything.later) == ([], [])
    assert [row.display for row in minutes.since(portfolio.connection, TODAY, chad).later] == ["Before", "After"]
    assert len(minutes.since(portfolio.connection, date(2020, 1, 1), kenya).exempted) == 3
    assert len(minutes.since(portfolio.connection, date(2020, 1, 1)).exempted) == 4


def test_minutes_of_an_old_meeting_say_what_was_so_at_its_end(portfolio: Portfolio) -> None:
    kenya, person = add(portfolio, "project", title="Kenya"), add(portfolio, "person", name="Njeri")
    titles = ("Exempted", "Assessed", "Closed", "Joined", "Gone", "Renamed", "Untouched")
    themes = {title: add(portfolio, title=title) for title in titles}
    own, other = (add(portfolio, title=title, project=kenya) for title in ("Own", "Other"))
    response = {"challenge": own, "due": "2027", "responsible": person}
    done, gone, moved = (add(portfolio, "response", title=title, **response) for title in ("Done", "Dropped", "Moved"))
    meeting = enter_meeting(portfolio, "Autumn", TODAY, [], kenya)
    said = exempt(portfolio, add(portfolio, title="Said"), kenya, "No river here")
    save(portfolio, Look(own, KEEP | {"meeting": meeting}), TODAY)
    close_meeting(portfolio, meeting)
    held = minutes.of_meeting(portfolio.connection, meeting)
    exempt(portfolio, themes["Exempted"], kenya, "Too late")
    assess(portfolio, themes["Assessed"], kenya, TODAY)
    make_case(portfolio, other, themes["Joined"])
    with portfolio.transaction("Later") as transaction:
        transaction.update("challenge", themes["Closed"], {"status": "closed", "closing_reason": "resolved"})
        transaction.update("challenge", themes["Renamed"], {"title": "By another name"})
        transaction.update("meeting", meeting, {"name": "Autumn review"})
        transaction.update("response", done, {"status": "completed", "completed_on": "2026-12-01"})
        transaction.update("response", moved, {"challenge": other})
        for kind, key in (("challenge", themes["Gone"]), ("theme_exemption", said), ("response", gone)):
            transaction.delete(kind, key)
    add(portfolio, title="New")
    add(portfolio, "response", title="Afterwards", challenge=own)
    later = minutes.of_meeting(portfolio.connection, meeting)
    assert [row.display for row in later.later] == list(titles) == [row.display for row in held.later]
    assert [one.reason for one in later.exempted] == ["No river here"]
    assert [action.what for action in later.actions] == ["Done", "Dropped", "Moved"]
    assert [action.new for action in later.actions] == [False] * 3 == [action.new for action in held.actions]
    assert later.title == "Autumn review", "what is said of the meeting itself may be mended"


def test_a_meeting_ends_when_it_was_last_closed(portfolio: Portfolio) -> None:
    kenya = add(portfolio, "project", title="Kenya")
    at_once = add(portfolio, "meeting", name="Long ago", project=kenya, closed=True)
    meeting = enter_meeting(portfolio, "Autumn", TODAY, [], kenya)
    close_meeting(portfolio, meeting)
    add(portfolio, title="Theme")
    with portfolio.transaction("Open again") as transaction:
        transaction.update("meeting", meeting, {"closed": None})
    assert [row.display for row in minutes.of_meeting(portfolio.connection, meeting).later] == ["Theme"]
    close_meeting(portfolio, meeting)
    add(portfolio, title="Afterwards")
    assert [row.display for row in minutes.of_meeting(portfolio.connection, meeting).later] == ["Theme"]
    assert minutes.of_meeting(portfolio.connection, at_once).later == []
