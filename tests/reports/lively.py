"""The portfolio of an office in the midst of its work: money, ratings that moved, a meeting, assessments, responses, late ones.

It goes on from the starting portfolio. Everything in it is made up for the tests, and dated back from today.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from hsmonitor.domain.dates import today
from hsmonitor.source import starting
from hsmonitor.store.meetings import enter_meeting
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.reviewing import Look, save

SECRET = "Quiet Harbour Collective"
"""A partner that is marked as sensitive; words of other records name it too."""

_CHALLENGES = (
    # title, category, likelihood and impact half a year ago, status
    ("District staff who were trained move to other posts every year", "capacity_gap", 4, 4, "responding"),
    ("Financial reports of local partners come late and without vouchers", "financial", 3, 4, "response_planned"),
    ("Elections delay the permits without which field work cannot begin in the border districts", "political_context", 5, 3,
     "assessed"),
    ("Partners read “empowerment” as training alone", "conceptual_clarity", 2, 3, "monitoring"),
    ("Floods cut the road to three of the seven communities", "social_environmental", 3, 5, "responding"),
    ("Two agencies plan the same survey", "operational", 2, 2, "identified"),
    ("Threats against volunteers of the Quiet Harbour Collective", "safety_security", 4, 5, "assessed"),
    ("Procurement rules of the agencies differ", "regulatory", None, None, "identified"),
)  # fmt: skip

_REVIEWS = (
    # of which challenge, likelihood and impact, decision, comment
    (0, 5, 4, "escalate", "Eleven of the sixteen officers trained last year have left their district. The ministry has been "
     "asked to keep trained staff for two years; no answer so far."),
    (1, 2, 3, "keep", "Coaching helps: two of three reports came in time."),
    (2, 5, 4, "keep", "Elections moved to next spring."),
    (3, 2, 2, "accept", "Said in each workshop now."),
    (4, 3, 3, "keep", "The new bridge holds."),
    (5, 1, 2, "close", "One survey, both agencies."),
)  # fmt: skip

Clock = Callable[[int], None]


@contextmanager
def clock() -> Iterator[Clock]:
    """Give a function that has the program believe that it is so many days ago."""
    with pytest.MonkeyPatch.context() as patch:

        def go_back(days: int) -> None:
            class Then(datetime):
                @classmethod
                def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
                    return datetime.now(tz) - timedelta(days=days)

            patch.setattr("hsmonitor.domain.dates.datetime", Then)
            patch.setattr("hsmonitor.store.portfolio.datetime", Then)

        yield go_back


def fill(portfolio: Portfolio) -> None:
    """Write all of it: what was there half a year ago, what was done since, and the meeting of last week."""
    with clock() as go_back:
        go_back(200)
        starting.fill(portfolio)
        projects = _projects(portfolio)
        go_back(180)
        people, partners = _people(portfolio), _partners(portfolio, projects)
        challenges = _challenges(portfolio, projects, people, partners)
        go_back(60)
        _responses(portfolio, challenges, people, partners)
        _work(portfolio, projects)
        go_back(7)
        _meeting(portfolio, projects[0], challenges)


def _day(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


def _projects(portfolio: Portfolio) -> list[str]:
    keys = [str(row[0]) for row in portfolio.connection.execute("SELECT id FROM project ORDER BY rowid")]
    kenya, moldova = (
        str(portfolio.connection.execute("SELECT id FROM project_grid WHERE display = ?", [name]).fetchone()[0])
        for name in ("Kenya", "Republic of Moldova")
    )
    first = [kenya, moldova, *(key for key in keys if key not in (kenya, moldova))]
    amounts = ("USD 1250000", "USD 985000.50", "EUR 640000", "JPY 120000000")
    with portfolio.transaction("Money") as tx:
        for place, (key, amount) in enumerate(zip(first, amounts, strict=False)):
            tx.update("project", key, {
                "contribution": amount, "title": f"Safe paths, standing ground: human security in the field, phase {place + 1}",
                "principles": ("people_centred", "prevention_oriented"), "people_reached": 1840 + 900 * place,
                "people_reached_on": _day(-30), "status": "implementation", "start": "2024-05", "end": "2027-04-30",
                "summary": "Communities plan with their authorities for drought, migration and disputes over land and water, "
                           "and carry out what they have planned.",
            })  # fmt: skip
    return first


def _people(portfolio: Portfolio) -> list[str]:
    with portfolio.transaction("People") as tx:
        return [tx.create("person", {"name": name}) for name in ("Amina Mwangi", "Ion Ceban", "Maria Lopez")]


def _partners(portfolio: Portfolio, projects: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    with portfolio.transaction("Partners") as tx:
        for name, kind, hidden in (("District Council of Turkana", "local_government", False),
                                   ("Women’s Association for Water and Peace", "national_ngo", False),
                                   (SECRET, "community", True)):  # fmt: skip
            found[name] = tx.create("partner", {"name": name, "type": kind, "sensitive": hidden})
            tx.create("engagement", {"project": projects[0], "partner": found[name], "role": "implementing",
                                     "approach": "bottom_up", "share": "USD 85000"})  # fmt: skip
        for name, rating in zip(found, ("high", "significant", "moderate"), strict=True):
            tx.create("assessment", {
                "partner": found[name], "assessed_on": _day(0), "assessment_kind": "hact_micro", "rating": rating,
                "areas": "Financial management; procurement; staff", "valid_until": _day(365),
                "note": "Vouchers are kept, but no second person looks at them.",
            })  # fmt: skip
        tx.create("assessment", {"partner": found[SECRET], "assessment_kind": "own"})
    return found


def _challenges(portfolio: Portfolio, projects: list[str], people: list[str], partners: dict[str, str]) -> list[str]:
    assessment = portfolio.connection.execute("SELECT id FROM assessment ORDER BY rowid").fetchone()[0]
    keys = []
    with portfolio.transaction("Challenges") as tx:
        for place, (title, category, likelihood, impact, status) in enumerate(_CHALLENGES):
            values: dict[str, Any] = {
                "title": title, "category": category, "project": projects[place % 3], "status": status,
                "owner": people[place % 3], "challenge_kind": "issue" if place % 2 else "risk", "identified_on": _day(0),
                "next_review": _day(90 + 20 * place), "treatment": "mitigate", "internal_comment": "Talk to the minister first.",
                "description": f"{title}. This was found when the field offices met, and again by the evaluation; it touches "
                               "most of the communities in which the project works, above all those far from the road.",
                "affected_partners": tuple(partners.values())[:2], "insecurities": ("community", "economic"),
            }  # fmt: skip
            if likelihood:
                values |= {"likelihood": likelihood, "impact": impact}
            if place < 2:
                values["gap_found_by"] = assessment
            keys.append(tx.create("challenge", values))
    return keys


def _responses(portfolio: Portfolio, challenges: list[str], people: list[str], partners: dict[str, str]) -> None:
    told = (
        ("Train sixteen district officers, and two deputies for each of them", 0, "training", "completed", -20),
        ("Coach the association’s bookkeeper each month", 1, "coaching", "under_way", 30),
        ("Ask the ministry to keep trained staff for two years", 0, "dialogue", "planned", -5),
        ("Carry on with what needs no permit", 2, "adaptation", "under_way", 90),
        ("Tell all partners in one page what the approach is", 3, "information", "planned", None),
        ("Boats for the rainy season", 4, "technical_assistance", "planned", 10),
        ("Meet the Quiet Harbour Collective each week", 6, None, None, 40),
    )
    names = list(partners.values())
    with portfolio.transaction("Responses") as tx:
        keys = [
            tx.create("response", {
                "title": title, "challenge": challenges[of], "response_kind": kind, "status": status,
                "due": None if due is None else _day(60 + due), "partner": names[place % 3], "responsible": people[place % 3],
                "outcome": "Sixteen officers and thirty deputies, fourteen of them women." if status == "completed" else None,
            })
            for place, (title, of, kind, status, due) in enumerate(told)
        ]  # fmt: skip
        tx.create("assessment", {"partner": names[0], "assessed_on": _day(0), "rating": "moderate", "after_response": keys[0],
                                 "assessment_kind": "hact_micro"})  # fmt: skip


def _work(portfolio: Portfolio, projects: list[str]) -> None:
    with portfolio.transaction("Work") as tx:
        for project in projects[:2]:
            for title, approach in (
                ("Peace runs by bicycle", "bottom_up"),
                ("Courts come to the districts", "top_down"),
            ):
                tx.create("activity", {"title": title, "project": project, "approach": approach, "status": "under_way",
                                       "start": _day(-90), "end": _day(200)})  # fmt: skip
            tx.create(
                "result",
                {
                    "project": project,
                    "reported_on": _day(0),
                    "statement": "Disputes over water that end in violence have halved in four districts, as the elders count.",
                },
            )
            tx.create(
                "lesson",
                {
                    "project": project,
                    "lesson_kind": "learned",
                    "principle": "people_centred",
                    "learned_on": _day(0),
                    "statement": "Plans that communities made themselves were carried out; plans made for them were not.",
                },
            )
        tx.create("result", {"project": projects[0], "statement": "A result of which nobody wrote the day."})


def _meeting(portfolio: Portfolio, project: str, challenges: list[str]) -> None:
    meeting = enter_meeting(portfolio, "Quarterly review", today(), ["Amina Mwangi", "Ion Ceban"])
    for place, likelihood, impact, decision, comment in _REVIEWS:
        values: dict[str, Any] = {"likelihood": likelihood, "impact": impact, "decision": decision, "comment": comment,
                                  "meeting": meeting, "internal_comment": "Not for the donor."}  # fmt: skip
        if decision == "close":
            values |= {"closing_reason": "resolved", "evidence": "Plan of the joint survey"}
        else:
            values["next_review"] = _day(30)
        if decision == "escalate":
            values |= {"escalated_to": "Regional office", "answer_by": _day(21)}
        if decision == "accept":
            values["accepted_until"] = _day(180)
        save(portfolio, Look(challenges[place], values, ending="open"), today())


def meeting_of(portfolio: Portfolio) -> str:
    """The key of the meeting."""
    return str(portfolio.connection.execute("SELECT id FROM meeting").fetchone()[0])


def half_a_year_ago() -> date:
    """A day on which its challenges had been rated, and none had moved."""
    return today() - timedelta(days=150)
