"""The base of all record classes, and the register of them."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self

from hsmonitor.domain.errors import Invalid, Problem
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Deadline, Level, Link, Links, Text
from hsmonitor.domain.views import View
from hsmonitor.language import _

Values = dict[str, Any]


class Record:
    """One thing that staff keep; a subclass declares its fields in the class itself.

    `values` holds what is recorded, keyed by the name of the field; a field that is not recorded is absent. `prefix` begins
    the short reference that the program gives each record ("C-14"). A `listed` kind has a sheet of its own on the desk;
    an `internal` kind goes into no donor edition. `place_field` names the field by which a list of them is put in order by
    hand, where order matters.
    """

    kind: ClassVar[str] = ""
    label: ClassVar[str]
    plural: ClassVar[str]
    prefix: ClassVar[str]
    internal: ClassVar[bool] = False
    append_only: ClassVar[bool] = False
    fields: ClassVar[dict[str, Field[Any]]] = {}
    required: ClassVar[tuple[str, ...]] = ()
    name_fields: ClassVar[tuple[str, ...]] = ()
    place_field: ClassVar[str] = ""
    views: ClassVar[tuple[View, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls.kind = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        own = {name: value for name, value in vars(cls).items() if isinstance(value, Field)}
        cls.fields = {**cls.fields, **own}
        cls.required = tuple(name for name, field in cls.fields.items() if field.required)

    def __init__(self, values: Mapping[str, Any]) -> None:
        """Take `values` as entered, clean and check them. Raises Invalid naming every field that cannot be taken."""
        self.values: Values = self.cleaned(values)
        if problems := self.problems_together():
            raise Invalid(problems)

    @classmethod
    def of_clean(cls, values: Values) -> Self:
        """Return the record of values that are clean each; what they break together is not looked for."""
        record = cls.__new__(cls)
        record.values = values
        return record

    def problems_together(self) -> list[Problem]:
        """Return what clean values break together: what is needed and missing, and rules between fields."""
        return [*self._missing(), *(self.problem(*broken) for broken in self.broken_rules())]

    @classmethod
    def problem(cls, field: str, message: str) -> Problem:
        """Return the problem of one field of this kind of record."""
        described = cls.fields.get(field)
        return Problem(cls.kind, field, described.label if described else field, message)

    @classmethod
    def cleaned(cls, values: Mapping[str, Any]) -> Values:
        """Return `values` as they are stored, what is empty left out. Raises Invalid."""
        result: Values = {}
        problems: list[Problem] = []
        for name, value in values.items():
            try:
                clean = cls.writable(name).clean(value)
            except ValueError as error:
                problems.append(cls.problem(name, str(error)))
                continue
            if clean is not None:
                result[name] = clean
        if problems:
            raise Invalid(problems)
        return result

    @classmethod
    def writable(cls, name: str) -> Field[Any]:
        """Return the field `name`; raises ValueError where there is none or it is derived."""
        field = cls.fields.get(name)
        if field is None:
            raise ValueError(_("{kind} has no field {name}.").format(kind=cls.label, name=name))
        if field.derived:
            raise ValueError(_("{field} is derived and cannot be typed.").format(field=field.label))
        return field

    def _missing(self) -> Iterable[Problem]:
        for name in self.required:
            if name not in self.values:
                yield self.problem(name, _("This is needed: write something here."))

    def broken_rules(self) -> Iterable[tuple[str, str]]:
        """Yield field and message for each rule between fields that the values break."""
        return ()

    @classmethod
    def settled(cls, before: Values, after: Values) -> Values:
        """Return `after` with what follows from the change by itself (a first rating is the inherent one too)."""
        return after

    @classmethod
    def name_of(cls, values: Mapping[str, Any], names: Mapping[str, str], reference: str) -> str:
        """Return the display name: the first of `name_fields` that is recorded, else the reference.

        `names` gives the display names of linked records by key.
        """
        for name in cls.name_fields:
            value, field = values.get(name), cls.fields[name]
            if value is not None:
                return names.get(value, reference) if isinstance(field, Link) else field.show(value)
        return reference

    @classmethod
    def link_fields(cls) -> list[Link]:
        """Return the fields that link to one record."""
        return [field for field in cls.fields.values() if isinstance(field, Link)]

    @classmethod
    def link_list_fields(cls) -> list[Links]:
        """Return the fields that link to several records."""
        return [field for field in cls.fields.values() if isinstance(field, Links)]

    @classmethod
    def level_field(cls, *, at_first: bool = False) -> Level | None:
        """Return the field that says how high a record stands, now or before anything was done; None for most kinds."""
        levels = (field for field in cls.fields.values() if isinstance(field, Level))
        return next((field for field in levels if field.at_first == at_first), None)

    @classmethod
    def deadline_field(cls) -> Deadline | None:
        """Return the field that says by which day something is to be done about a record."""
        return next((field for field in cls.fields.values() if isinstance(field, Deadline)), None)

    @classmethod
    def home_field(cls) -> Link | None:
        """Return the field that names the project to which a record belongs."""
        return next((field for field in cls.link_fields() if field.target == "project" and field.belongs), None)

    @classmethod
    def groups(cls) -> dict[str, list[Field[Any]]]:
        """Return the fields by the form's groups, both in the order of declaration."""
        result: dict[str, list[Field[Any]]] = {}
        for field in cls.fields.values():
            result.setdefault(field.group, []).append(field)
        return result

    @classmethod
    def title_field(cls) -> Text | None:
        """Return the field in which a user writes the name, if it is text."""
        found = cls.fields.get(cls.name_fields[0]) if cls.name_fields else None
        return found if isinstance(found, Text) else None
