"""The starting portfolio against the fact table of its source."""

import hashlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.money import Money
from hsmonitor.domain.text import fold
from hsmonitor.shipped import resource
from hsmonitor.source.starting import make_starting_portfolio
from hsmonitor.store import check
from hsmonitor.store.listing import Listing, Query, Row
from hsmonitor.store.portfolio import Portfolio

CHECKOUT = Path(__file__).parents[2]
RUNS = Path(__file__).parent / "speech_runs.txt"
TEN = {"CRI", "EGY", "ETH", "IDN", "KEN", "MEX", "MDA", "NIC", "PAN", "THA"}


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portfolio]:
    with make_starting_portfolio(tmp_path_factory.mktemp("start") / "start.hsm") as portfolio:
        yield portfolio


def rows(portfolio: Portfolio, kind: str, words: str = "") -> list[Row]:
    return list(Listing(portfolio.connection, Query(kind, words=words)).rows())


def one(portfolio: Portfolio, kind: str, words: str) -> Row:
    (found,) = rows(portfolio, kind, words)
    return found


def shown(row: Row, *names: str) -> list[str]:
    return [row.shown(name) for name in names]


def test_ten_projects_one_a_country_marked_as_assumed(portfolio: Portfolio) -> None:
    projects = rows(portfolio, "project")
    assert {row.values["code"] for row in projects} == TEN
    assert all(row.values["countries"] == (row.values["code"],) for row in projects)
    assert {row.shown("agency") for row in projects} == {"International Organization for Migration"}
    for row in projects:
        (whole,) = [c for c in cited(portfolio, row) if "field" not in c.values]
        assert (whole.values["certainty"], whole.values["paragraph"]) == ("assumed", "5")


def cited(portfolio: Portfolio, row: Row) -> list[Row]:
    return [c for c in rows(portfolio, "citation") if c.values["subject"] == f"{row.kind}:{row.key}"]


def test_the_value_is_stated_of_the_whole_and_of_no_project(portfolio: Portfolio) -> None:
    (statement,) = rows(portfolio, "statement")
    assert statement.values["value"] == Money(850_000_000, "USD")
    assert statement.values["projects"] == 10
    assert set(statement.values["countries"]) == TEN
    assert [citation.values["paragraph"] for citation in cited(portfolio, statement)] == ["5"]
    money = ("programme_budget", "contribution", "co_funding", "own_share")
    assert not [row for row in rows(portfolio, "project") if set(money) & row.values.keys()]


def test_what_is_not_stated_is_empty(portfolio: Portfolio) -> None:
    allowed = {"code", "fund", "agency", "countries"}
    known = {"KEN", "MDA", "THA"}
    assert all(row.values.keys() == allowed for row in rows(portfolio, "project") if row.values["code"] not in known)
    status = {row.values["code"]: row.values.get("status") for row in rows(portfolio, "project")}
    assert {code for code, value in status.items() if value} == {"KEN", "THA"}
    ratings = {"likelihood", "impact", "inherent_likelihood", "inherent_impact", "level", "owner", "next_review"}
    assert not [row for row in rows(portfolio, "challenge") if ratings & row.values.keys()]
    assert not [row for row in rows(portfolio, "response") if {"status", "due"} & row.values.keys()]
    assert not [row for row in rows(portfolio, "project") if {"title", "start", "end"} & row.values.keys()]


def test_kenya(portfolio: Portfolio) -> None:
    kenya = one(portfolio, "project", "code:KEN")
    assert shown(kenya, "status", "status_on", "threats") == ["Implementation", "9 May 2013", "Climate change"]
    assert "youth" in kenya.values["target_groups"]
    partners = {row.shown("partner") for row in rows(portfolio, "engagement") if row.values["project"] == kenya.key}
    acronyms = {row.shown("acronym") for row in rows(portfolio, "partner") if row.display in partners}
    assert acronyms == {"UNDP", "FAO", "WHO", "UNICEF", "ILO", "OCHA", ""}
    assert len([row for row in rows(portfolio, "activity") if row.values["project"] == kenya.key]) == 3
    assert one(portfolio, "project", "pastoral").key == kenya.key


def test_moldova(portfolio: Portfolio) -> None:
    moldova = one(portfolio, "project", "code:MDA")
    assert moldova.display == "Republic of Moldova"
    engaged = [row for row in rows(portfolio, "engagement") if row.values["project"] == moldova.key]
    approaches = {row.shown("partner"): row.values.get("approach") for row in engaged}
    assert approaches == {
        "Government of Moldova": "top_down",
        "Civil society (Moldova)": "bottom_up",
        "Media (Moldova)": "bottom_up",
        "Community-level officials (Moldova)": "bottom_up",
        "United Nations Development Programme": None,
        "United Nations Population Fund": None,
        "Organization for Security and Co-operation in Europe": None,
    }
    assert [row.values["project"] for row in rows(portfolio, "result")] == [moldova.key]


def test_each_partner_is_there_once(portfolio: Portfolio) -> None:
    names = [row.display for row in rows(portfolio, "partner")]
    assert len(names) == len(set(names)) == 15
    undp = one(portfolio, "partner", "acronym:UNDP")
    assert len([row for row in rows(portfolio, "engagement") if row.values["partner"] == undp.key]) == 2


def test_two_themes_with_seven_responses(portfolio: Portfolio) -> None:
    themes = rows(portfolio, "challenge")
    assert [theme.values["category"] for theme in themes] == ["capacity_gap", "conceptual_clarity"]
    assert all(
        (theme.values["challenge_kind"], theme.values["status"], theme.values.get("project"))
        == ("issue", "identified", None)
        for theme in themes
    )
    kinds = {theme.key: [] for theme in themes}
    for response in rows(portfolio, "response"):
        kinds[response.values["challenge"]].append(response.values["response_kind"])
    assert list(kinds.values()) == [
        ["information", "training", "technical_assistance", "communication", "coaching"],
        ["dialogue", "adaptation"],
    ]


def test_lessons_name_the_principle_and_every_record_its_paragraph(portfolio: Portfolio) -> None:
    assert all(
        row.values["principle"] and row.values["lesson_kind"] == "value_added" for row in rows(portfolio, "lesson")
    )
    for kind in set(RECORDS) - {"citation", "level_cell", "office"}:
        for row in rows(portfolio, kind):
            assert [c for c in cited(portfolio, row) if "field" not in c.values], row
    for citation in rows(portfolio, "citation"):
        assert 1 <= int(citation.values["paragraph"]) <= 13
        assert citation.values["certainty"] in ("stated", "assumed")
        assert citation.shown("source") == "Address to the High Level Event on Human Security"
    assert {c.values["paragraph"] for c in rows(portfolio, "citation")} == {
        "1",
        "3",
        "5",
        "6",
        "7",
        "8",
        "9",
        "10",
        "11",
        "12",
        "13",
    }


FACTS = [
    # paragraph, kind, words of the record: each row of the fact table, a fact a line
    ("1", "source", "Thompson migration headquarters"),
    ("3", "lesson", "communities beside individuals"),
    ("3", "lesson", "people centre empowered"),
    ("3", "lesson", "root causes threats"),
    ("3", "lesson", "partnerships UN system local authorities civil society communities media"),
    ("5", "statement", "ten projects countries 8.5 million"),
    ("6", "project", "domestic violence trafficking linked victims potential"),
    ("6", "activity", "empowering communities individuals officials civil society media"),
    ("6", "activity", "strengthening protection institutions government"),
    ("6", "result", "more services vulnerable groups"),
    ("7", "project", "climate change pastoralist youth dignity communities borders social economic development"),
    ("7", "activity", "sports peace bicycle matches youth environment"),
    ("7", "activity", "tree planting youth environment"),
    ("7", "activity", "local provincial authorities immigration officers partners irregular migration risky safe adapt"),
    ("8", "project", "code:THA status:implementation"),
    ("8", "lesson", "projects other countries Thailand"),
    ("9", "challenge", "partners equipped people-centred empowers"),
    ("9", "response", "information"),
    ("9", "response", "train"),
    ("9", "response", "technical assistance"),
    ("9", "response", "communicate continuously"),
    ("9", "response", "coach"),
    ("10", "challenge", "understanding General Assembly resolution practice political context priorities responsibility"),
    ("10", "response", "dialogue"),
    ("10", "response", "adapt efficient owned"),
    ("11", "lesson", "partnerships international community"),
    ("11", "lesson", "each agency best"),
    ("11", "lesson", "fits locally"),
    ("11", "lesson", "human side"),
    ("12", "lesson", "below above governments owners last"),
    ("12", "lesson", "root causes insecurity many sectors"),
    ("13", "fund", "Member States donors partners Advisory Board Human Security Unit"),
]  # fmt: skip


@pytest.mark.parametrize(("paragraph", "kind", "words"), FACTS, ids=lambda value: value[:40])
def test_each_row_of_the_fact_table_is_there_with_its_paragraph(
    portfolio: Portfolio, paragraph: str, kind: str, words: str
) -> None:
    row = one(portfolio, kind, words)
    assert (paragraph, "stated") in {(c.values["paragraph"], c.values["certainty"]) for c in cited(portfolio, row)}


def test_a_principle_that_was_read_into_a_lesson_says_so(portfolio: Portfolio) -> None:
    read_into = {
        row.values["statement"].split()[0]
        for row in rows(portfolio, "lesson")
        for c in cited(portfolio, row)
        if (c.values.get("field"), c.values["certainty"]) == ("principle", "assumed")
    }
    assert read_into == {"The", "Each", "Working", "Going"}


def test_whom_the_challenges_affect(portfolio: Portfolio) -> None:
    capacity, clarity = rows(portfolio, "challenge")
    assert set(capacity.values["affected_kinds"]) == {"local_government", "ngo", "community", "individual"}
    assert clarity.values["affected_kinds"] == ("government",)
    assert "political context" in clarity.values["tags"]


def test_it_is_sound_and_undo_does_not_take_it_away(portfolio: Portfolio) -> None:
    assert list(check.find_problems(portfolio.path)) == []
    assert portfolio.next_undo() is None


def runs(text: str) -> set[str]:
    """Hashes of all runs of nine words."""
    words = re.findall(r"[a-z0-9]+", fold(text))
    nine = (" ".join(words[start : start + 9]) for start in range(len(words) - 8))
    return {hashlib.sha256(run.encode()).hexdigest()[:16] for run in nine}


def product_texts() -> Iterator[tuple[str, str]]:
    for entry in tomllib.loads(resource("starting_portfolio.toml").read_text("utf-8")).values():
        for record in entry:
            yield "starting_portfolio.toml", " ".join(map(str, record.values()))
    for folder in ("hsmonitor", "resources"):
        for path in sorted((CHECKOUT / folder).rglob("*")):
            if path.suffix in (".py", ".toml", ".po", ".pot"):
                yield path.name, path.read_text("utf-8")


def test_not_one_sentence_of_the_speech_is_carried() -> None:
    """The speech is not in the project: the runs of nine words of its paragraphs are kept as hashes."""
    spoken = set(RUNS.read_text("ascii").split())
    assert len(spoken) > 700
    for name, text in product_texts():
        assert not runs(text) & spoken, name
