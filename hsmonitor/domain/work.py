"""What a project does, what changed for people, and what was learned."""

from collections.abc import Iterable

from hsmonitor.domain.kinds import Choice, Date, Link, Number, Tags, Text
from hsmonitor.domain.project import period_problem
from hsmonitor.domain.record import Record
from hsmonitor.domain.terms import Approach, LessonKind, Principle, WorkStatus
from hsmonitor.language import _


class Activity(Record):
    """What a project does."""

    label, plural, prefix = _("Activity"), _("Activities"), "AC"
    name_fields = ("title",)
    place_field = "place"

    title = Text(_("Activity"), required=True, in_table=True, width=44, help=_("What is done, in one line."))
    project = Link(
        _("Project"), "project", belongs=True, required=True, in_table=True, width=24, help=_("What it is part of.")
    )
    description = Text(_("Description"), multiline=True, in_table=True, width=50, help=_("How, where and with whom."))
    approach = Choice(
        _("Approach"), Approach, in_table=True, width=24, help=_("Top-down protects people, bottom-up empowers them.")
    )
    status = Choice(_("Status"), WorkStatus, in_table=True, width=13, help=_("How far it has come."))
    start = Date(_("Start"), partial=True, in_table=True, width=13, help=_("When it began, or is to begin."))
    end = Date(_("End"), partial=True, in_table=True, width=13, help=_("When it ended, or is to end."))
    place = Number(_("Place"), least=1, most=9999, width=8, help=_("Where it stands among the project's activities."))
    tags = Tags(_("Tags"), width=20, help=_("Your own words, separated by semicolons."))

    def broken_rules(self) -> Iterable[tuple[str, str]]:
        """An activity does not end before it starts."""
        if wrong := period_problem(self.start, self.end):
            yield "end", wrong


class Result(Record):
    """What changed for people, as reported."""

    label, plural, prefix = _("Result"), _("Results"), "RS"
    name_fields = ("statement",)

    statement = Text(
        _("Result"),
        required=True,
        multiline=True,
        in_table=True,
        width=60,
        help=_("What changed for people, as it was reported."),
    )
    project = Link(
        _("Project"), "project", belongs=True, required=True, in_table=True, width=24, help=_("What brought it about.")
    )
    reported_on = Date(_("Reported on"), partial=True, in_table=True, width=14, help=_("When it was reported."))
    tags = Tags(_("Tags"), width=20, help=_("Your own words, separated by semicolons."))


class Lesson(Record):
    """The value that the human security approach added, or what was learned."""

    label, plural, prefix = _("Lesson"), _("Lessons"), "L"
    name_fields = ("statement",)

    statement = Text(
        _("Lesson"),
        required=True,
        multiline=True,
        in_table=True,
        width=60,
        help=_("What was learned, or what the approach added."),
    )
    lesson_kind = Choice(
        _("Kind"),
        LessonKind,
        in_table=True,
        width=16,
        help=_("Value that the human security approach added, or a lesson learned."),
    )
    project = Link(
        _("Project"),
        "project",
        belongs=True,
        in_table=True,
        width=24,
        help=_("Empty for a lesson of the whole portfolio."),
    )
    principle = Choice(
        _("Principle"), Principle, in_table=True, width=26, help=_("The principle of human security that it concerns.")
    )
    learned_on = Date(_("Learned on"), partial=True, in_table=True, width=14, help=_("When it was learned."))
    tags = Tags(_("Tags"), width=20, help=_("Your own words, separated by semicolons."))
