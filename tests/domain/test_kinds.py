"""What each kind of field takes, refuses, shows, stores and sorts."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsmonitor.domain import kinds
from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.errors import Invalid
from hsmonitor.domain.fields import Field
from hsmonitor.domain.money import Money
from hsmonitor.domain.project import Project
from hsmonitor.domain.terms import Insecurity, Likelihood, ProjectStatus
from hsmonitor.store import reference_data

reference_data.install()


def named(field: Field[Any]) -> Field[Any]:
    field.name = "field"
    return field


TEXT = named(kinds.Text("Text"))
LONG = named(kinds.Text("Long", multiline=True))
NUMBER = named(kinds.Number("Number", most=1_000))
RATING = named(kinds.Rating("Rating", Likelihood))
CHOICE = named(kinds.Choice("Choice", ProjectStatus))
CHOICES = named(kinds.Choices("Choices", Insecurity))
COUNTRIES = named(kinds.Countries("Countries"))
TAGS = named(kinds.Tags("Tags"))
FLAG = named(kinds.Flag("Flag"))
DAY = named(kinds.Date("Day"))
PARTIAL = named(kinds.Date("Partial", partial=True))
AMOUNT = named(kinds.Amount("Amount"))

ANY_TEXT = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=40)
VALUES = {
    "text": (TEXT, ANY_TEXT),
    "long text": (LONG, ANY_TEXT),
    "number": (NUMBER, st.integers(0, 1_000)),
    "rating": (RATING, st.integers(1, 5)),
    "choice": (CHOICE, st.sampled_from([term.value for term in ProjectStatus])),
    "choices": (CHOICES, st.lists(st.sampled_from([term.value for term in Insecurity]))),
    "countries": (COUNTRIES, st.lists(st.sampled_from(["KEN", "MDA", "CIV", "THA"]))),
    "tags": (TAGS, st.lists(ANY_TEXT.filter(lambda text: ";" not in text))),
    "flag": (FLAG, st.booleans()),
    "day": (DAY, st.dates().map(lambda day: day.isoformat()).filter(lambda day: "1900" <= day < "2201")),
    "money": (AMOUNT, st.builds(Money, st.integers(0, 2**63 - 1), st.sampled_from(["USD", "JPY", "KWD"]))),
}


@pytest.mark.parametrize("kind", VALUES)
@given(data=st.data())
def test_a_value_survives_database_history_and_words(kind: str, data: st.DataObject) -> None:
    field, strategy = VALUES[kind]
    value = field.clean(data.draw(strategy))
    assert field.clean(value) == value
    assert field.from_row({**dict.fromkeys(_columns(field)), **field.to_row(value)}) == value
    dumped = field.dump(value)
    assert (None if value is None else field.load(json.loads(json.dumps(dumped)))) == value
    words = field.show(value)
    assert bool(words) == (value is not None)
    if value is not None and kind not in ("text", "long text", "tags"):
        assert field.parse(words) == value


def _columns(field: Field[Any]) -> list[str]:
    return [column.name for column in field.columns]


@pytest.mark.parametrize("field", [field for field, _strategy in VALUES.values()], ids=list(VALUES))
@pytest.mark.parametrize("nothing", ["", "  ", "?", "not recorded", "Not Recorded"])
def test_blank_is_not_recorded(field: Field[Any], nothing: str) -> None:
    assert field.parse(nothing) is None
    assert field.show(None) == ""
    assert field.sort_key(None) is None


REFUSED = [
    (TEXT, "x" * 501, "At most 500 characters"),
    (TEXT, "a\0b", "cannot be kept"),
    (TEXT, "\ud800", "cannot be kept"),
    (NUMBER, "many", "whole number"),
    (NUMBER, "1.5", "whole number"),
    (NUMBER, "-1", "from 0 to 1,000"),
    (NUMBER, "--5", "whole number, such as"),
    (NUMBER, "-", "whole number, such as"),
    (NUMBER, "9" * 400, "whole number"),
    (RATING, "6", "from 1 to 5"),
    (RATING, "0", "from 1 to 5"),
    (RATING, "likely-ish", "from 1 to 5: 1 not likely, 2 low likelihood"),
    (CHOICE, "running", "is not one of"),
    (CHOICES, "food; fear", "is not one of"),
    (CHOICE, "Open", "Did you mean Implementation?"),
    (CHOICE, "suspnded", "Did you mean Suspended?"),
    (CHOICE, "Pipe", "Did you mean Pipeline?"),
    (CHOICE, "Guild", "Cancelled, Suspended."),
    (CHOICE, "x" * 2_000, "x… is not one of"),
    (COUNTRIES, "Atlantis", "not a country"),
    (COUNTRIES, "Kennya", "Did you mean Kenya?"),
    (FLAG, "maybe", "yes or no"),
    (DAY, "31/02/2026", "February"),
    (DAY, "2026", "full day"),
    (PARTIAL, "soon", "date"),
    (AMOUNT, "8.5 million", "currency"),
    (AMOUNT, "USD -5", ""),
]


@pytest.mark.parametrize(("field", "typed", "message"), REFUSED)
def test_what_cannot_be_taken_says_what_to_write(field: Field[Any], typed: str, message: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        field.parse(typed)
    assert message in str(refused.value)


TAKEN = [
    (RATING, "4", 4),
    (RATING, "highly likely", 4),
    (RATING, "4 highly likely", 4),
    (CHOICE, "IMPLEMENTATION", "implementation"),
    (CHOICES, "food; Economic", ("economic", "food")),
    (COUNTRIES, "kenya; MDA", ("KEN", "MDA")),
    (TAGS, "b; a; b", ("b", "a")),
    (FLAG, "Yes", 1),
    (NUMBER, "1 000", 1_000),
    (PARTIAL, "May 2013", "2013-05"),
    (AMOUNT, "USD 8.5 million", Money(850_000_000, "USD")),
    (TEXT, " two\nlines ", "two lines"),
]


@pytest.mark.parametrize(("field", "typed", "value"), TAKEN)
def test_what_people_write_is_understood(field: Field[Any], typed: str, value: object) -> None:
    assert field.parse(typed) == value


def test_terms_sort_in_the_order_of_their_vocabulary() -> None:
    keys = [CHOICE.sort_key(term.value) for term in ProjectStatus]
    assert keys == sorted(keys)  # type: ignore[type-var]


def test_a_year_sorts_before_its_months_and_they_before_their_days() -> None:
    keys = [PARTIAL.sort_key(iso) for iso in ("2012-12-31", "2013", "2013-05", "2013-05-09", "2014")]
    assert keys == sorted(keys)  # type: ignore[type-var]


def test_a_project_does_not_end_before_it_starts() -> None:
    with pytest.raises(Invalid, match="lies before the start"):
        Project({"start": "2014-05", "end": "2013"})
    assert Project({"start": "2014-05", "end": "2014"}).end == "2014"


def test_an_unknown_or_derived_field_is_refused() -> None:
    with pytest.raises(Invalid, match="no field"):
        Project({"colour": "red"})
    with pytest.raises(Invalid, match="derived"):
        RECORDS["challenge"]({"title": "Dry", "level": "high"})


@pytest.mark.parametrize("record", RECORDS.values(), ids=list(RECORDS))
def test_every_field_is_described_in_words(record: Any) -> None:
    labels = [field.label for field in record.fields.values()]
    assert all(labels)
    assert len(set(labels)) == len(labels), "two fields of one form have the same label"
    assert record.__doc__
