"""What a report is asked for: its edition, project, period, day and paper. A report definition keeps it as JSON."""

import json
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from hsmonitor.domain.dates import display_date, first_day, last_day
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _

DONOR, INTERNAL = "donor", "internal"
AUDIENCES = (DONOR, INTERNAL)
A4, LETTER = "a4", "letter"
SIZES = (A4, LETTER)


@dataclass(frozen=True, slots=True)
class Options:
    """`project` and `meeting` are keys, `template` is the path of a workbook to fill in; None is open.

    `since` to `until` is the period, `as_of` the day whose end is shown.
    """

    audience: str = DONOR
    project: str | None = None
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    meeting: str | None = None
    paper: str = A4
    template: str | None = None

    def __post_init__(self) -> None:
        """Refuse what makes no sense. Raises PortfolioError."""
        if self.audience not in AUDIENCES:
            raise PortfolioError(_("There is no edition for {audience}.").format(audience=self.audience))
        if self.paper not in SIZES:
            raise PortfolioError(_("There is no paper {name}. Choose a4 or letter.").format(name=self.paper))
        if self.since and self.until and self.until < self.since:
            raise PortfolioError(_("The period ends before it begins. Correct one of the two days."))

    @property
    def for_donors(self) -> bool:
        """Whether internal fields and sensitive partners are left out."""
        return self.audience == DONOR

    @property
    def dated(self) -> bool:
        """Whether there is a period."""
        return bool(self.since or self.until)

    def within(self, stored: str | None) -> bool:
        """Tell whether a stored date, a year or a month too, touches the period; what is not recorded is in no period."""
        if not self.dated:
            return True
        if stored is None:
            return False
        return (not self.since or last_day(stored) >= self.since) and (
            not self.until or first_day(stored) <= self.until
        )

    def period(self) -> str:
        """Return the words for the period, an empty text for an open one."""
        since, until = (display_date(day.isoformat()) if day else "" for day in (self.since, self.until))
        if since and until:
            return _("{first} to {last}").format(first=since, last=until)
        return _("from {day}").format(day=since) if since else _("up to {day}").format(day=until) if until else ""


def dumped(options: Options) -> str:
    """Return `options` as a report definition keeps them; what is as usual is left out."""
    kept = {field.name: getattr(options, field.name) for field in fields(options)}
    usual = {field.name: field.default for field in fields(options)}
    return json.dumps({name: str(value) for name, value in kept.items() if value != usual[name]})


def loaded(definition: str | None) -> Options:
    """Return the options that `dumped` kept; unknown ones are passed over. Raises PortfolioError."""
    try:
        kept = json.loads(definition or "{}")
        values: dict[str, Any] = {field.name: kept[field.name] for field in fields(Options) if field.name in kept}
        days: dict[str, Any] = {
            name: date.fromisoformat(values[name]) for name in ("since", "until", "as_of") if name in values
        }
    except (ValueError, TypeError) as error:
        raise PortfolioError(_("The options of this report cannot be read. Save it anew.")) from error
    return Options(**(values | days))
