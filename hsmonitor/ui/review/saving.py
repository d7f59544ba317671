"""What a review page writes, and what stands against it by field."""

from hsmonitor.domain.dates import today
from hsmonitor.domain.errors import Conflict, Invalid, PortfolioError
from hsmonitor.domain.record import Values
from hsmonitor.domain.reviewing import problems
from hsmonitor.language import _
from hsmonitor.store.names import named
from hsmonitor.store.review_view import ReviewView
from hsmonitor.store.reviewing import Look, save
from hsmonitor.ui.desk import Desk

_SEEN = ("likelihood", "impact", "status", "treatment", "closing_reason", "next_review")


def reviewer(desk: Desk) -> str:
    """Return the person that this user is in the portfolio's list, added at the first review. Raises PortfolioError."""
    name = desk.portfolio.author.person
    found = named(desk.portfolio.connection, "person", name)
    title = _("Add {kind}").format(kind=_("person"))
    return found[0][0] if found else desk.create("person", {"name": name}, title)


def save_review(desk: Desk, view: ReviewView, values: Values, ending: str) -> dict[str, str]:
    """Write a review of the challenge that `view` shows; return what is wrong by field, "" for what has none."""
    waiting = len(view.open_responses)
    if wrong := problems(values, today(), open_responses=waiting, ending=ending):
        return {problem.field: problem.message for problem in wrong}
    seen = {name: view.row.values.get(name) for name in _SEEN}
    try:
        desk.refuse_while_writing()
        named_too = values | {"reviewer": reviewer(desk)}
        save(desk.portfolio, Look(view.row.key, named_too, seen, ending), today())
    except Invalid as error:
        return {problem.field: problem.message for problem in error.problems}
    except Conflict as error:
        return {"": "\n".join(str(clash) for clash in error.clashes)}
    except PortfolioError as error:
        return {"": str(error)}
    return {}
