"""What can go wrong, said so that a user can act on it."""

from collections.abc import Sequence
from typing import NamedTuple

from hsmonitor.language import _


class PortfolioError(Exception):
    """Something that the user asked for cannot be done; its text says what is wrong and what to do."""


class Problem(NamedTuple):
    """One field of one record that cannot be stored as it is."""

    kind: str
    field: str
    label: str
    message: str

    def __str__(self) -> str:
        return _("{field}: {message}").format(field=self.label, message=self.message)


class Invalid(PortfolioError):
    """A record breaks a rule; `problems` names each field and what would do."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Clash(NamedTuple):
    """A field that somebody else changed after the user last saw it."""

    kind: str
    record: str
    field: str
    label: str
    seen: object
    theirs: object
    mine: object
    who: str
    theirs_shown: str
    mine_shown: str

    def __str__(self) -> str:
        message = _("{field}: {who} has changed it to {theirs}; you want {mine}.")
        return message.format(field=self.label, who=self.who, theirs=self.theirs_shown, mine=self.mine_shown)


class Conflict(PortfolioError):
    """Somebody changed the same fields meanwhile; `clashes` holds both values and who. Nothing was written."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        self.clashes = tuple(clashes)
        super().__init__("\n".join(str(clash) for clash in self.clashes))


class NameTaken(Conflict):
    """Somebody added a record of this name meanwhile. Nothing was written."""

    def __init__(self, name: str) -> None:
        super().__init__(())
        message = _("Somebody has added {name} meanwhile. Read the file again: it will mean that record.")
        self.args = (message.format(name=name),)


class NotThere(PortfolioError):
    """The record that was asked for does not exist, or exists no more."""


class UnknownName(ValueError):
    """No record is called as was typed; its text says so."""


class Cancelled(Exception):
    """The user stopped the job; what was there before is untouched."""
