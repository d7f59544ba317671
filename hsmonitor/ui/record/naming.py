"""Records that are added by their name alone, because a field is to name them: which can be, and how that is offered."""

from collections.abc import Iterable
from typing import Any

from hsmonitor.domain.catalogue import RECORDS, can_be_named
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Link, Links
from hsmonitor.domain.text import fold
from hsmonitor.language import _


def create_words(field: Field[Any], name: str, known: Iterable[str]) -> str:
    """Return the line of a list that adds a record of this name; none where it is `known`, or where a name is not enough."""
    if not (isinstance(field, Link | Links) and name and can_be_named(field.target)):
        return ""
    if any(fold(one) == fold(name) for one in known):
        return ""
    return create_line(field.target, name)


def create_line(kind: str, name: str) -> str:
    """Return the words that offer to add a record of this kind and name."""
    return _("Create new {kind}: {name}").format(kind=RECORDS[kind].label.lower(), name=name)


def offering(field: Field[Any], wrong: str) -> str:
    """Return what is wrong with a name, and that the list of its field can add the record."""
    if isinstance(field, Link | Links) and can_be_named(field.target):
        return _("{wrong} Alt+Down opens the list, which can create it.").format(wrong=wrong)
    return wrong
