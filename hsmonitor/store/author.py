"""Who changes something, and where."""

from typing import NamedTuple


class Author(NamedTuple):
    """A person, and the device that is worked on."""

    person: str
    device: str
