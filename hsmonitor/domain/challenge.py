"""Challenges, what is done about them, and how they are looked at."""

from collections.abc import Iterable

from hsmonitor.domain import terms
from hsmonitor.domain.kinds import Choice, Choices, Date, Deadline, Level, Link, Links, Rating, Tags, Text
from hsmonitor.domain.record import Record, Values
from hsmonitor.domain.views import View
from hsmonitor.language import _

_WHAT = _("What it is")
_RATING = _("Rating")
_WHO = _("Who is concerned")
_COURSE = _("What becomes of it")


class Challenge(Record):
    """What stands, or may stand, in a project's way; without a project it is the portfolio's own."""

    label, plural, prefix = _("Challenge"), _("Challenges"), "C"
    name_fields = ("title",)
    views = (
        View(_("Open"), {"status": "<>closed"}),
        View(_("Due for review"), due=True),
        View(_("High and substantial"), {"status": "<>closed", "level": "=high; substantial"}),
        View(_("No response yet"), {"status": "<>closed"}, without="response"),
        View(_("Not rated"), {"level": "?"}),
        View(_("Not touched for 90 days"), {"status": "<>closed"}, untouched_days=90),
    )

    title = Text(
        _("Challenge"), required=True, in_table=True, width=36, group=_WHAT, help=_("What it is, in one line.")
    )
    project = Link(
        _("Project"), "project", belongs=True, in_table=True, width=24, group=_WHAT,
        help=_("Empty for a challenge of the portfolio as a whole."),
    )  # fmt: skip
    likelihood = Rating(
        _("Likelihood"), terms.Likelihood, in_table=True, width=12, group=_RATING, help=_("As it is now.")
    )
    impact = Rating(_("Impact"), terms.Impact, in_table=True, width=12, group=_RATING, help=_("As it is now."))
    level = Level(
        _("Level"), terms.Level, halves=("likelihood", "impact"), in_table=True, width=13, group=_RATING,
        help=_("Derived from likelihood and impact by the portfolio's table."),
    )  # fmt: skip
    status = Choice(
        _("Status"),
        terms.ChallengeStatus,
        in_table=True,
        width=17,
        group=_COURSE,
        help=_("How far it has come, from identified to closed."),
    )
    next_review = Deadline(
        _("Next review"),
        over=("status", (terms.ChallengeStatus.CLOSED.value,)),
        in_table=True,
        width=19,
        group=_COURSE,
        help=_("The day on which it is to be looked at again."),
    )
    owner = Link(
        _("Owner"),
        "person",
        aside=True,
        internal=True,
        in_table=True,
        width=18,
        group=_WHO,
        help=_("Who sees to it that it is dealt with."),
    )
    category = Choice(
        _("Category"),
        terms.Category,
        in_table=True,
        width=22,
        group=_WHAT,
        help=_("What sort of difficulty it is, in the words of UN risk registers and of the fund."),
    )
    challenge_kind = Choice(
        _("Kind"),
        terms.ChallengeKind,
        in_table=True,
        width=20,
        group=_WHAT,
        help=_("An issue is met already, a risk may be met."),
    )
    description = Text(
        _("Description"), multiline=True, width=50, group=_WHAT, help=_("All that helps to understand it.")
    )
    cause = Text(_("Cause"), multiline=True, width=40, group=_WHAT, help=_("Because of what?"))
    event = Text(_("Event"), multiline=True, width=40, group=_WHAT, help=_("What happens, or may happen?"))
    effect = Text(_("Effect"), multiline=True, width=40, group=_WHAT, help=_("What does it lead to?"))
    theme = Link(
        _("Case of"),
        "challenge",
        aside=True,
        width=30,
        group=_WHAT,
        help=_("The portfolio-wide challenge that this is a case of."),
    )
    inherent_likelihood = Rating(
        _("Likelihood at first"),
        terms.Likelihood,
        width=12,
        group=_RATING,
        help=_("Before anything was done."),
    )
    inherent_impact = Rating(
        _("Impact at first"), terms.Impact, width=12, group=_RATING, help=_("Before anything was done.")
    )
    inherent_level = Level(
        _("Level at first"),
        terms.Level,
        halves=("inherent_likelihood", "inherent_impact"),
        at_first=True,
        width=13,
        group=_RATING,
        help=_("Derived from the rating before anything was done."),
    )
    insecurities = Choices(
        _("Insecurities touched"),
        terms.Insecurity,
        width=24,
        group=_WHO,
        help=_("The dimensions of human security that suffer by it."),
    )
    affected_partners = Links(
        _("Affected partners"), "partner", width=30, group=_WHO, help=_("Partners that it hinders.")
    )
    affected_kinds = Choices(
        _("Affected kinds"),
        terms.AffectedKind,
        in_table=True,
        width=30,
        group=_WHO,
        help=_("Whom it hinders, where they are not named one by one."),
    )
    gap_found_by = Link(
        _("Found by assessment"),
        "assessment",
        aside=True,
        width=24,
        group=_WHO,
        help=_("The assessment that showed this capacity gap."),
    )
    treatment = Choice(
        _("Treatment"),
        terms.Treatment,
        width=12,
        group=_COURSE,
        help=_("Avoid it, transfer it to others, mitigate it, or accept it."),
    )
    closing_reason = Choice(
        _("Closing reason"),
        terms.ClosingReason,
        width=16,
        group=_COURSE,
        help=_("Why nothing more is to be done about it."),
    )
    identified_on = Date(_("Identified on"), partial=True, width=14, group=_COURSE, help=_("When it was first seen."))
    internal_comment = Text(
        _("Internal comment"),
        multiline=True,
        internal=True,
        width=40,
        group=_COURSE,
        help=_("Never in a donor edition."),
    )
    tags = Tags(_("Tags"), width=20, group=_COURSE, help=_("Your own words, separated by semicolons."))

    def broken_rules(self) -> Iterable[tuple[str, str]]:
        """Only a closed challenge has a closing reason."""
        if self.closing_reason and self.status != terms.ChallengeStatus.CLOSED:
            yield (
                "closing_reason",
                _("Only a closed challenge has a closing reason. Set the status to closed first."),
            )

    @classmethod
    def settled(cls, before: Values, after: Values) -> Values:
        """A first rating is the inherent one too; a challenge that is opened again loses its closing reason."""
        settled = dict(after)
        for now, first in (("likelihood", "inherent_likelihood"), ("impact", "inherent_impact")):
            if after.get(now) and not before.get(now) and not after.get(first):
                settled[first] = after[now]
        reopened = before.get("status") == terms.ChallengeStatus.CLOSED != after.get("status")
        if reopened and before.get("closing_reason") == after.get("closing_reason"):
            settled.pop("closing_reason", None)
        return settled


class Response(Record):
    """What is done about a challenge."""

    label, plural, prefix = _("Response"), _("Responses"), "R"
    name_fields = ("title",)

    title = Text(
        _("Response"), required=True, in_table=True, width=44, help=_("What is done about the challenge, in one line.")
    )
    challenge = Link(
        _("Challenge"), "challenge", belongs=True, required=True, in_table=True, width=36, help=_("What it answers.")
    )
    response_kind = Choice(_("Kind"), terms.ResponseKind, in_table=True, width=22, help=_("The means that is used."))
    partner = Link(_("For partner"), "partner", in_table=True, width=26, help=_("Whom it is done for."))
    responsible = Link(
        _("Responsible"), "person", aside=True, internal=True, width=18, help=_("Who sees to it that it is done.")
    )
    due = Deadline(
        _("Due"), over=("status", terms.OVER), partial=True, in_table=True, width=13, help=_("When it is to be done.")
    )
    status = Choice(_("Status"), terms.WorkStatus, in_table=True, width=13, help=_("How far it has come."))
    completed_on = Date(_("Completed on"), partial=True, in_table=True, width=14, help=_("When it was done."))
    verified_by = Link(
        _("Verified by"), "person", aside=True, internal=True, width=18, help=_("Who has seen that it was done.")
    )
    outcome = Text(_("What came of it"), multiline=True, width=50, help=_("What it changed, and what is left."))
    tags = Tags(_("Tags"), width=20, help=_("Your own words, separated by semicolons."))
