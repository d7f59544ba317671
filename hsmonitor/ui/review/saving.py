"""What a review page writes, and what stands against it by field."""

from hsmonitor.domain.challenge import Challenge
from hsmonitor.domain.dates import today
from hsmonitor.domain.errors import Conflict, Invalid, PortfolioError
from hsmonitor.domain.record import Values
from hsmonitor.domain.reviewing import problems
from hsmonitor.store.review_view import ReviewView
from hsmonitor.store.reviewing import Look, save
from hsmonitor.ui.desk import Desk

_SEEN = (
    Challenge.likelihood,
    Challenge.impact,
    Challenge.status,
    Challenge.treatment,
    Challenge.closing_reason,
    Challenge.next_review,
)
"""What a review can change of its challenge."""


def save_review(desk: Desk, view: ReviewView, values: Values, ending: str) -> dict[str, str]:
    """Write a review of the challenge that `view` shows; return what is wrong by field, "" for what has none."""
    waiting = len(view.open_responses)
    if wrong := problems(values, today(), open_responses=waiting, ending=ending):
        return {problem.field: problem.message for problem in wrong}
    seen = {field.name: view.row.values.get(field.name) for field in _SEEN}
    try:
        desk.refuse_while_writing()
        save(desk.portfolio, Look(view.row.key, values, seen, ending, by=desk.portfolio.author.person), today())
    except Invalid as error:
        return {problem.field: problem.message for problem in error.problems}
    except Conflict as error:
        return {"": "\n".join(str(clash) for clash in error.clashes)}
    except PortfolioError as error:
        return {"": str(error)}
    return {}
