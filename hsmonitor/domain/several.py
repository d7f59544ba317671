"""The kinds of field that hold several values: tags, choices, countries."""

import json
from typing import Any

from hsmonitor.domain import countries
from hsmonitor.domain.chosen import find_term
from hsmonitor.domain.fields import Cells, Field, Stored
from hsmonitor.domain.text import excerpt, nearest
from hsmonitor.domain.typed import Text
from hsmonitor.domain.vocabulary import Term
from hsmonitor.language import _

_ANY_TEXT = Text("")


class Several(Field[tuple[str, ...]]):
    """Several values in a fixed or typed order, stored as a JSON list; the base of choices, countries and tags."""

    kind_of_value = "several"
    stored_plainly = False

    def _one(self, value: str) -> str:
        """Return one value as it is stored; raises ValueError."""
        return Text.clean(_ANY_TEXT, value) or ""

    def _show_one(self, value: str) -> str:
        return value

    def _clean(self, value: Any) -> tuple[str, ...]:
        if isinstance(value, str):
            return self._parse(value)
        ones = (self._one(str(one)) for one in value)
        return tuple(dict.fromkeys(one for one in ones if one))

    def _parse(self, text: str) -> tuple[str, ...]:
        return self._clean([part.strip() for part in text.split(";") if part.strip()])

    def clean(self, value: Any) -> tuple[str, ...] | None:
        """As for every field; a list of nothing is not recorded."""
        return super().clean(value) or None

    def _show(self, value: tuple[str, ...]) -> str:
        return "; ".join(self._show_one(one) for one in value)

    @property
    def check(self) -> str:
        """A JSON list that is not empty."""
        name = self.quoted
        return f"{name} IS NULL OR json_valid({name}) AND json_type({name}) = 'array' AND {name} <> '[]'"

    def to_row(self, value: tuple[str, ...] | None) -> dict[str, Stored]:
        """A list is one JSON text."""
        return {self.name: None if value is None else json.dumps(value, ensure_ascii=False)}

    def from_row(self, row: Cells) -> tuple[str, ...] | None:
        """The reverse of `to_row`."""
        return self.load(json.loads(row[self.name])) if row[self.name] else None

    def dump(self, value: tuple[str, ...] | None) -> list[str] | None:
        """JSON knows lists, not tuples."""
        return None if value is None else list(value)

    def load(self, dumped: Any) -> tuple[str, ...] | None:
        """The reverse of `dump`."""
        return tuple(dumped) if dumped else None


class Tags(Several):
    """Words of the user's own, separated by semicolons."""

    kind_of_value = "tags"


class Choices(Several):
    """Several terms of one vocabulary, kept in the vocabulary's order."""

    kind_of_value = "choices"

    def __init__(self, label: str, vocabulary: type[Term], **described: Any) -> None:
        super().__init__(label, **described)
        self.vocabulary = vocabulary

    def _one(self, value: str) -> str:
        return find_term(self.vocabulary, value).value

    def _show_one(self, value: str) -> str:
        return self.vocabulary.of(value).label

    def _clean(self, value: Any) -> tuple[str, ...]:
        order = [term.value for term in self.vocabulary]
        return tuple(sorted(super()._clean(value), key=order.index))

    @property
    def check(self) -> str:
        """Nothing is left of the list when the vocabulary's values are taken away."""
        rest = self.quoted
        for term in self.vocabulary:
            rest = f"replace({rest}, '\"{term.value}\"', '')"
        return f"{super().check} AND trim({rest}, '[], ') = ''"


class Countries(Several):
    """Countries as ISO 3166-1 alpha-3 codes, shown by the UN's short names."""

    kind_of_value = "countries"

    def _one(self, value: str) -> str:
        code = countries.find_country(value)
        if code is None:
            raise ValueError(_no_country(value))
        return code

    def _show_one(self, value: str) -> str:
        return countries.country_name(value)


def _no_country(text: str) -> str:
    near = nearest(text, countries.all_countries().values())
    if near:
        words = _("{text} is not a country that the program knows. Did you mean {nearest}?")
        return words.format(text=excerpt(text), nearest=near)
    words = _("{text} is not a country that the program knows. Write its UN short name or its code, such as KEN.")
    return words.format(text=excerpt(text))
