"""A field is described once: the base of all descriptions.

A record class declares each of its fields with one of these objects. Form, table, filter, search, Excel column,
import, command line and validation message read the description; the store makes columns and constraints of it.
Values are plain: text, whole numbers, ISO dates as text, tuples of text, `Money`. None is "not recorded".
"""

from dataclasses import dataclass
from typing import Any, Generic, Protocol, Self, TypeVar, overload

from hsmonitor.domain.text import fold
from hsmonitor.language import _

T = TypeVar("T")
Stored = str | int | None

NOT_RECORDED = _("not recorded")


class Holder(Protocol):
    """What holds the values of fields: a record."""

    values: dict[str, Any]


class Cells(Protocol):
    """A row of the database, read by the names of its columns."""

    def __getitem__(self, column: str, /) -> Any:
        """Return what the column holds."""
        ...


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the database: `sql_type` is TEXT or INTEGER, `check` the condition that stands behind it."""

    name: str
    sql_type: str
    check: str = ""
    target: str = ""


class Field(Generic[T]):
    """What is known of one field: how it is called, explained, limited, stored, shown and sorted.

    `width` is in characters of the table; `internal` marks what no donor edition may hold; `group` is the form's.
    `in_table` says whether the table of its kind shows it unasked; `derived` fields are computed, never typed.
    """

    kind_of_value = "text"
    sql_type = "TEXT"
    numeric = False
    stored_plainly = True
    """Whether one column of the field's name holds the value as it is; a kind that has its own `from_row` says no."""

    def __init__(
        self,
        label: str,
        *,
        help: str = "",
        group: str = "",
        required: bool = False,
        internal: bool = False,
        in_table: bool = False,
        derived: bool = False,
        unit: str = "",
        width: int = 16,
    ) -> None:
        self.name = ""
        self.label = label
        self.help = help
        self.group = group
        self.required = required
        self.internal = internal
        self.in_table = in_table
        self.derived = derived
        self.unit = unit
        self.width = width

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: Holder, owner: type) -> T | None: ...
    def __get__(self, instance: Holder | None, owner: type) -> Self | T | None:
        if instance is None:
            return self
        value: T | None = instance.values.get(self.name)
        return value

    def clean(self, value: Any) -> T | None:
        """Return `value` as it is stored, None when it is empty.

        Raises ValueError with a message for the user when the value cannot be taken.
        """
        if value is None or value == "" or value == ():
            return None
        return self._clean(value)

    def _clean(self, value: Any) -> T:
        raise NotImplementedError(type(self).__name__)

    def parse(self, text: str) -> T | None:
        """Return the value that a user means by `text`; blank or "not recorded" is None. Raises ValueError."""
        stripped = text.strip()
        if not stripped or fold(stripped) in ("?", fold(NOT_RECORDED)):
            return None
        return self._parse(stripped)

    def _parse(self, text: str) -> T:
        return self._clean(text)

    def show(self, value: T | None) -> str:
        """Return the words for `value` that screens and workbooks show; an empty text when it is not recorded."""
        return "" if value is None else self._show(value)

    def _show(self, value: T) -> str:
        return str(value)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The database columns that hold the field; none for a derived field."""
        return () if self.derived else (Column(self.name, self.sql_type, self.check),)

    @property
    def quoted(self) -> str:
        """The field's name as SQL can always read it; some names are words of SQL too."""
        return f'"{self.name}"'

    @property
    def check(self) -> str:
        """The SQL condition that every stored value fulfils, or an empty text."""
        return ""

    def to_row(self, value: T | None) -> dict[str, Stored]:
        """Return the stored form of `value`, a column each."""
        return {self.name: self.dump(value)}

    def from_row(self, row: Cells) -> T | None:
        """Return the value that `row` holds, the reverse of `to_row`."""
        return self.load(row[self.name])

    def dump(self, value: T | None) -> Any:
        """Return `value` in the form that JSON holds, as history keeps it."""
        return value

    def load(self, dumped: Any) -> T | None:
        """Return the value from its form in JSON, the reverse of `dump`."""
        value: T | None = dumped
        return value

    def sort_key(self, value: T | None) -> Stored:
        """Return what a table sorts by; None sorts last."""
        return None if value is None else fold(self._show(value))[:SORT_KEY_LENGTH]


SORT_KEY_LENGTH = 60
"""How many letters of a text tables sort by."""
