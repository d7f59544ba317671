"""Views of a sheet that come with the program: filters under a name."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class View:
    """Filters in the words that a user would type, by field.

    `without` names a kind of record of which none may point here; `untouched_days` asks for what nobody has changed for so
    long; `due` asks for what is to be reviewed, as the portfolio's periods say.
    """

    name: str
    filters: Mapping[str, str] = field(default_factory=dict)
    without: str = ""
    untouched_days: int = 0
    due: bool = False
