"""What a meeting or a period decided: decisions, changes of rating, and actions with who and when.

One read for the page, the mail, the PDF and the workbook. `of_meeting(connection, key)` reads one meeting;
`since(connection, day, project)` reads all reviews from a local day on (ISO), of one project or of all. Both return
`Minutes`:

- `title`, `held_on` (ISO or ""), `project` (name or ""), `attendees` (names; internal: not for a donor's edition);
- `decisions`: a `Decided` for each review, in the order in which they were made: `review` and `challenge` are rows of
  those kinds (`row.shown("decision")` gives words), `before` and `after` the ratings (likelihood, impact) or None,
  `level_before` and `level_after` their levels by the portfolio's table ("" for not rated);
- `changes`: those of `decisions` whose rating is another one than before;
- `actions`: an `Action` for each escalation that waits for an answer and each open response of a reviewed challenge: what,
  who, by when (ISO, may be partial or ""), the challenge, and whether it is `new` since the meeting was entered;
- `exempted`: an `Exempted` for each theme of which it was said that it does not occur, and why;
- `later`: the themes (rows) that the project, where it is one, had not answered at the end: they are asked again.

Of a meeting that is closed, actions and themes are told as they were at its end, whatever became of them since.

`find_meeting(connection, text, project)` finds the meeting that a name on the command line means.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from hsmonitor.domain.dates import display_date
from hsmonitor.domain.errors import NotThere
from hsmonitor.domain.levels import LevelTable, level_of
from hsmonitor.domain.terms import Decision
from hsmonitor.language import _
from hsmonitor.store.held import end_of_meeting
from hsmonitor.store.listing import Row, read_rows
from hsmonitor.store.minutes_held import Exempted, Held
from hsmonitor.store.names import only_one
from hsmonitor.store.rows import display_names, level_table
from hsmonitor.store.sqlite import AMONG

Rating = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Decided:
    """One review of the minutes, with the rating before it and after it."""

    review: Row
    challenge: Row
    before: Rating | None
    after: Rating | None
    level_before: str
    level_after: str

    @property
    def moved(self) -> bool:
        """Whether the rating is another one than before."""
        return self.after is not None and self.after != self.before


@dataclass(frozen=True, slots=True)
class Action:
    """Something to be done: what, by whom, by when (ISO, "" where it is not recorded), and for which challenge."""

    what: str
    who: str
    when: str
    challenge: Row
    new: bool


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was decided; see the module."""

    title: str
    held_on: str
    project: str
    attendees: list[str]
    decisions: list[Decided]
    actions: list[Action]
    exempted: list[Exempted]
    later: list[Row]

    @property
    def changes(self) -> list[Decided]:
        """The decisions that changed a rating."""
        return [decided for decided in self.decisions if decided.moved]


def find_meeting(connection: sqlite3.Connection, text: str) -> str:
    """Return the key of the meeting that `text` names by name, reference or key. Raises PortfolioError."""
    return only_one(connection, "meeting", text)


def of_meeting(connection: sqlite3.Connection, meeting: str) -> Minutes:
    """Return the minutes of one meeting. Raises NotThere where there is no such meeting."""
    rows = read_rows(connection, "meeting", [meeting])
    if not rows:
        raise NotThere(_("This meeting exists no more: somebody deleted it."))
    row = rows[0]
    attendees = display_names(connection, {"person": row.values.get("attendees", ())})
    begun, project = _begun(connection, meeting), row.values.get("project")
    held = Held(connection, project, begun, end_of_meeting(connection, meeting))
    head = (row.display, row.values.get("held_on", ""), row.shown("project"), sorted(attendees.values()))
    return _minutes(held, head, _keys(connection, "r.meeting = ?", [meeting]), exempted=bool(project))


def since(connection: sqlite3.Connection, day: date, project: str | None = None) -> Minutes:
    """Return what was decided from `day` on, of one project or of all."""
    reviews = _keys(
        connection, "r.reviewed_on >= ? AND (? IS NULL OR c.project = ?)", [day.isoformat(), project, project]
    )
    names = display_names(connection, {"project": [project]}) if project else {}
    title = _("Reviews since {day}").format(day=display_date(day.isoformat()))
    begun = datetime.combine(day, time()).astimezone().astimezone(UTC).isoformat(timespec="microseconds")
    held = Held(connection, project, begun, None)
    return _minutes(held, (title, "", names.get(project or "", ""), []), reviews)


def _begun(connection: sqlite3.Connection, meeting: str) -> str:
    """Return the moment at which a meeting was entered (UTC)."""
    return str(connection.execute("SELECT created_at FROM meeting WHERE id = ?", [meeting]).fetchone()[0])


def _keys(connection: sqlite3.Connection, condition: str, parameters: list[str | None]) -> list[str]:
    sql = f"SELECT r.id FROM review r JOIN challenge c ON c.id = r.challenge WHERE {condition} ORDER BY r.created_at, r.rowid"
    return [row[0] for row in connection.execute(sql, parameters)]


def _minutes(held: Held, head: tuple[str, str, str, list[str]], keys: list[str], *, exempted: bool = True) -> Minutes:
    connection = held.connection
    reviews = read_rows(connection, "review", keys)
    wanted = list(dict.fromkeys(row.values["challenge"] for row in reviews))
    challenges = {row.key: row for row in read_rows(connection, "challenge", wanted)}
    before, table = ratings_before(connection, keys), level_table(connection)
    decisions = [_decided(row, challenges[row.values["challenge"]], before, table) for row in reviews]
    actions = [*_escalations(decisions), *_responses(held, challenges)]
    themes = list(held.exempted()) if exempted else []  # only a project is asked about themes
    return Minutes(*head, decisions, sorted(actions, key=lambda action: action.when or "9"), themes, held.later())


def _decided(review: Row, challenge: Row, before: dict[str, Rating | None], table: LevelTable) -> Decided:
    after = _rating(review.values.get("likelihood"), review.values.get("impact"))
    was = before.get(review.key, after)
    levels = [level_of(*rating, table) or "" if rating else "" for rating in (was, after)]
    return Decided(review, challenge, was, after, levels[0], levels[1])


def ratings_before(connection: sqlite3.Connection, reviews: Collection[str]) -> dict[str, Rating | None]:
    """Return the rating that a challenge had before each of `reviews`; those that changed none are left out.

    The history tells it: the transaction of a review holds what the rating was.
    """
    sql = f"""
        SELECT r.id, r.likelihood, r.impact, l.journal, l.old, i.journal, i.old FROM review r
        JOIN change c ON c.record = r.id AND c.field = '' AND c.action = 'create'
        LEFT JOIN change l ON l.journal = c.journal AND l.field = 'likelihood'
            AND l.record = json_extract(c.new, '$.values.challenge')
        LEFT JOIN change i ON i.journal = c.journal AND i.field = 'impact'
            AND i.record = json_extract(c.new, '$.values.challenge')
        WHERE r.id {AMONG} AND (l.journal IS NOT NULL OR i.journal IS NOT NULL)
    """
    found: dict[str, Rating | None] = {}
    for key, likelihood, impact, l_changed, l_old, i_changed, i_old in connection.execute(
        sql, [json.dumps(list(reviews))]
    ):
        halves = (_number(l_old) if l_changed else likelihood, _number(i_old) if i_changed else impact)
        found[key] = _rating(*halves)
    return found


def _number(dumped: str | None) -> int | None:
    return None if dumped is None else int(dumped)


def _rating(likelihood: int | None, impact: int | None) -> Rating | None:
    return (likelihood, impact) if likelihood and impact else None


def _escalations(decisions: list[Decided]) -> Iterator[Action]:
    for one in decisions:
        if one.review.values.get("decision") == Decision.ESCALATE:
            what = _("Answer on the escalation of {challenge}").format(challenge=one.challenge.display)
            who, when = one.review.shown("escalated_to"), one.review.values.get("answer_by", "")
            yield Action(what, who, when, one.challenge, new=True)


def _responses(held: Held, challenges: dict[str, Row]) -> Iterator[Action]:
    rows = held.responses(challenges)
    new = held.new([row.key for row in rows])
    for row in rows:
        challenge = challenges[row.values["challenge"]]
        yield Action(row.display, row.shown("responsible"), row.values.get("due", ""), challenge, row.key in new)
