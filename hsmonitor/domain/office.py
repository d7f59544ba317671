"""The office that keeps the portfolio: its people, meetings, rules and what it saves for later."""

from collections.abc import Iterable

from hsmonitor.domain import terms
from hsmonitor.domain.kinds import Choice, Date, Flag, Link, Links, Number, Rating, Tags, Text
from hsmonitor.domain.money import is_currency
from hsmonitor.domain.record import Record
from hsmonitor.language import _


class Person(Record):
    """Somebody of the office or near it: owner, reviewer, responsible, attendee. Internal."""

    label, plural, prefix = _("Person"), _("Persons"), "PE"
    internal = True
    name_fields = ("name",)

    name = Text(_("Name"), required=True, internal=True, in_table=True, width=28, help=_("As colleagues write it."))
    office = Text(_("Office"), internal=True, in_table=True, width=28, help=_("Where the person works."))


class Meeting(Record):
    """A meeting in which challenges are reviewed."""

    label, plural, prefix = _("Meeting"), _("Meetings"), "M"
    name_fields = ("name",)

    name = Text(_("Name"), required=True, in_table=True, width=30, help=_("By which it is found again."))
    held_on = Date(_("Date"), in_table=True, width=14, help=_("When it was held."))
    project = Link(
        _("Project"), "project", aside=True, in_table=True, width=24, help=_("Empty for the whole portfolio.")
    )
    attendees = Links(_("Attendees"), "person", aside=True, internal=True, width=30, help=_("Who was there."))
    closed = Flag(_("Closed"), in_table=True, width=8, help=_("Yes when nothing is added to it any more."))


class SavedView(Record):
    """Columns, filters and order of a sheet, kept under a name for all users of the portfolio."""

    label, plural, prefix = _("Saved view"), _("Saved views"), "V"
    name_fields = ("name",)

    name = Text(_("Name"), required=True, in_table=True, width=24, help=_("As its tab says it."))
    sheet = Text(
        _("Sheet"), required=True, longest=40, in_table=True, width=16, help=_("The sheet that it belongs to.")
    )
    definition = Text(
        _("Definition"),
        required=True,
        multiline=True,
        width=40,
        help=_("Columns, filters and order, as the program writes them."),
    )


class ReportDefinition(Record):
    """A report with its options, kept under a name."""

    label, plural, prefix = _("Report definition"), _("Report definitions"), "RD"
    name_fields = ("name",)

    name = Text(_("Name"), required=True, in_table=True, width=24, help=_("By which it is found again."))
    report = Text(
        _("Report"), required=True, longest=40, in_table=True, width=16, help=_("Which of the reports it is.")
    )
    options = Text(_("Options"), multiline=True, width=40, help=_("What was chosen for it, as the program writes it."))


class ImportMatch(Record):
    """How the columns and values of one shape of spreadsheet are read."""

    label, plural, prefix = _("Import match"), _("Import matches"), "IM"
    name_fields = ("name",)

    name = Text(_("Name"), required=True, in_table=True, width=24, help=_("By which it is found again."))
    shape = Text(
        _("Shape"),
        required=True,
        multiline=True,
        width=40,
        help=_("The headings by which such a spreadsheet is known."),
    )
    mapping = Text(
        _("Mapping"),
        required=True,
        multiline=True,
        width=40,
        help=_("Which field each column fills, as the program writes it."),
    )


class LevelCell(Record):
    """One of the 25 cells of the portfolio's table of levels."""

    label, plural, prefix = _("Cell of the level table"), _("Level table"), "LC"

    likelihood = Rating(
        _("Likelihood"), terms.Likelihood, required=True, in_table=True, width=12, help=_("The row of the table.")
    )
    impact = Rating(
        _("Impact"), terms.Impact, required=True, in_table=True, width=12, help=_("The column of the table.")
    )
    level = Choice(
        _("Level"), terms.Level, required=True, in_table=True, width=13, help=_("What the two make together.")
    )


class Office(Record):
    """What the portfolio says of itself: its title and its periods. There is one."""

    label, plural, prefix = _("Portfolio"), _("Portfolio"), "O"
    name_fields = ("title",)

    title = Text(_("Title"), width=40, in_table=True, help=_("What the office calls the portfolio; reports bear it."))
    due_days = Number(
        _("Due ahead"),
        unit=_("days"),
        least=0,
        most=366,
        width=10,
        help=_("How long before its day a review counts as due."),
    )
    review_high = Number(
        _("Review of high"),
        unit=_("days"),
        least=1,
        most=3660,
        width=10,
        help=_("When a challenge of this level is to be looked at again."),
    )
    review_substantial = Number(
        _("Review of substantial"),
        unit=_("days"),
        least=1,
        most=3660,
        width=10,
        help=_("When a challenge of this level is to be looked at again."),
    )
    review_moderate = Number(
        _("Review of moderate"),
        unit=_("days"),
        least=1,
        most=3660,
        width=10,
        help=_("When a challenge of this level is to be looked at again."),
    )
    review_low = Number(
        _("Review of low"),
        unit=_("days"),
        least=1,
        most=3660,
        width=10,
        help=_("When a challenge of this level is to be looked at again."),
    )
    currencies = Tags(
        _("Currencies in use"),
        width=24,
        help=_("Their three letters, such as USD; EUR. An amount typed without a currency is in the first of them."),
    )

    def broken_rules(self) -> Iterable[tuple[str, str]]:
        """Currencies are those of ISO 4217."""
        for code in self.values.get("currencies", ()):
            if not is_currency(code):
                message = _("{code} is not a currency of ISO 4217. Write its three letters, such as USD.")
                yield "currencies", message.format(code=code)
