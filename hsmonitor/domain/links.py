"""The kinds of field that name other records."""

from typing import Any

from hsmonitor.domain.fields import Column, Field, Stored
from hsmonitor.domain.several import Several
from hsmonitor.domain.typed import Text
from hsmonitor.language import _


class Link(Field[str]):
    """The key of one record of another kind (`target`).

    `belongs`: the record goes when the other goes; else the link is emptied. Its words are the other's name, which
    the store looks up. `aside`: what names the other so is added elsewhere;
    its page tells of it only where there is any.
    """

    kind_of_value = "link"

    def __init__(
        self, label: str, target: str, *, belongs: bool = False, aside: bool = False, **described: Any
    ) -> None:
        super().__init__(label, **described)
        self.target = target
        self.belongs = belongs
        self.aside = aside

    def _clean(self, value: Any) -> str:
        return str(value)

    @property
    def columns(self) -> tuple[Column, ...]:
        """One column with a foreign key."""
        return (Column(self.name, "TEXT", "", self.target),)


class Links(Several):
    """The keys of several records of another kind, kept in a table of their own with foreign keys; `aside` as for `Link`."""

    kind_of_value = "links"

    def __init__(self, label: str, target: str, *, aside: bool = False, **described: Any) -> None:
        super().__init__(label, **described)
        self.target = target
        self.aside = aside

    @property
    def columns(self) -> tuple[Column, ...]:
        """None in the record's own table."""
        return ()

    def _clean(self, value: Any) -> tuple[str, ...]:
        return tuple(sorted(super()._clean(value)))

    def to_row(self, value: tuple[str, ...] | None) -> dict[str, Stored]:
        """Nothing in the record's own table."""
        return {}


class Subject(Field[str]):
    """Any record at all, written "kind:key": what a citation or an attachment is of."""

    kind_of_value = "subject"

    def _clean(self, value: Any) -> str:
        kind, separator, key = str(value).partition(":")
        if not (kind and separator and key):
            raise ValueError(_("Name the record that this is about."))
        return f"{kind}:{key}"

    @property
    def check(self) -> str:
        """A kind, a colon, a key."""
        return f"{self.quoted} GLOB '?*:?*'"


class FieldName(Text):
    """The name of one field of the record that the same record's subject names: what a citation is of."""
