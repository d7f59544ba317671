"""The look at a challenge: what was judged and decided on a day, or that a theme does not occur in a project."""

from collections.abc import Iterable

from hsmonitor.domain import terms
from hsmonitor.domain.kinds import Choice, Date, Link, Rating, Text
from hsmonitor.domain.record import Record
from hsmonitor.language import _


class Review(Record):
    """One look at one challenge, on a day; never edited afterwards."""

    label, plural, prefix = _("Review"), _("Reviews"), "RV"
    append_only = True
    name_fields = ("reviewed_on",)

    challenge = Link(
        _("Challenge"),
        "challenge",
        aside=True,
        belongs=True,
        required=True,
        in_table=True,
        width=36,
        help=_("What was looked at."),
    )
    reviewed_on = Date(_("Reviewed on"), required=True, in_table=True, width=14, help=_("When it was looked at."))
    reviewer = Link(
        _("Reviewer"), "person", aside=True, internal=True, in_table=True, width=18, help=_("Who looked at it.")
    )
    meeting = Link(_("Meeting"), "meeting", aside=True, width=24, help=_("Where it was spoken of, if it was."))
    likelihood = Rating(_("Likelihood"), terms.Likelihood, in_table=True, width=12, help=_("As it was judged then."))
    impact = Rating(_("Impact"), terms.Impact, in_table=True, width=12, help=_("As it was judged then."))
    status = Choice(
        _("Status"), terms.ChallengeStatus, in_table=True, width=17, help=_("As it was left by the review.")
    )
    decision = Choice(
        _("Decision"),
        terms.Decision,
        in_table=True,
        width=12,
        help=_("Keep it as it is, escalate, accept or close it."),
    )
    comment = Text(
        _("Comment"),
        multiline=True,
        in_table=True,
        width=40,
        help=_("Donor editions hold it too; what is not for them belongs in the internal comment."),
    )
    internal_comment = Text(
        _("Internal comment"), multiline=True, internal=True, width=40, help=_("For the office alone.")
    )
    escalated_to = Text(_("Escalated to"), width=24, help=_("Who is to decide."))
    answer_by = Date(_("Answer by"), width=14, help=_("When that decision is needed."))
    accepted_until = Date(_("Accepted until"), width=14, help=_("The day until which it is borne."))
    closing_reason = Choice(
        _("Closing reason"), terms.ClosingReason, width=16, help=_("Why nothing more is to be done about it.")
    )
    evidence = Text(_("Evidence"), multiline=True, width=40, help=_("What shows that it can be closed."))
    next_review = Date(
        _("Next review"), in_table=True, width=14, help=_("The day on which it was to be looked at again.")
    )

    def broken_rules(self) -> Iterable[tuple[str, str]]:
        """A rating has both its halves."""
        if (self.likelihood is None) != (self.impact is None):
            missing = "likelihood" if self.likelihood is None else "impact"
            yield missing, _("A rating needs likelihood and impact. Choose the other one too.")


class ThemeExemption(Record):
    """That a theme of the portfolio does not occur in a project, and why."""

    label, plural, prefix = _("Theme not applicable"), _("Themes not applicable"), "TX"
    name_fields = ("theme",)

    theme = Link(
        _("Theme"),
        "challenge",
        aside=True,
        belongs=True,
        required=True,
        in_table=True,
        width=36,
        help=_("The challenge of the whole portfolio."),
    )
    project = Link(
        _("Project"),
        "project",
        aside=True,
        belongs=True,
        required=True,
        in_table=True,
        width=28,
        help=_("Where it does not occur."),
    )
    reason = Text(
        _("Reason"), required=True, multiline=True, in_table=True, width=40, help=_("Why it does not occur there.")
    )
