"""A large portfolio for measuring: real-looking text, a fixed seed, and a history that is true for all it holds.

10,000 projects, 5,000 partners, 30,000 engagements, 100,000 challenges, 100,000 responses, 200,000 reviews. Everything
goes through the portfolio's own transactions, so the history cannot disagree with the records; a third of the challenges
is edited afterwards. Made once (some minutes) and kept in build/.
"""

import os
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hsmonitor.domain.countries import all_countries
from hsmonitor.domain.terms import (
    Category,
    ChallengeStatus,
    Insecurity,
    PartnerType,
    ProjectStatus,
    ResponseKind,
    WorkStatus,
)
from hsmonitor.store.author import Author
from hsmonitor.store.opening import recognise
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.reviewing import keep_unchanged
from hsmonitor.store.session import new_portfolio

PROJECTS, PARTNERS, ENGAGEMENTS, CHALLENGES, RESPONSES, EDITS = 10_000, 5_000, 30_000, 100_000, 100_000, 60_000
REVIEWS, FIRST_REVIEW = 200_000, date(2026, 1, 15)
SEED = 20130509
BATCH = 5_000
FILE = Path(__file__).parents[2] / "build" / "large.hsm"

PLACES = [
    "Lake",
    "River",
    "Delta",
    "Highland",
    "Coast",
    "Border",
    "Valley",
    "Island",
    "Plain",
    "Forest",
    "Dry",
    "Upper",
    "Lower",
    "North",
    "South",
    "East",
    "West",
    "Old",
    "New",
]
THINGS = [
    "water",
    "seed",
    "clinic",
    "school",
    "road",
    "radio",
    "market",
    "herd",
    "well",
    "bridge",
    "permit",
    "ledger",
    "grant",
    "harvest",
    "shelter",
    "tree",
]
TROUBLES = [
    "{thing} plans lack trained staff", "{thing} stock runs out after {place} roads close", "election delays {thing} permits",
    "partners see {thing} work differently in {place}", "{thing} officers move every year", "{place} authorities change often",
    "no shared understanding of {thing} needs", "{thing} reports come late from {place}", "floods reach the {thing} in {place}",
]  # fmt: skip
ANSWERS = [
    "train {thing} officers",
    "hold a dialogue on {thing}",
    "adapt the {thing} plan",
    "coach {place} staff",
    "share {thing} facts",
]
NAMES = [
    "Amina",
    "José",
    "Łucja",
    "Nguyễn",
    "Fatou",
    "Ana",
    "Omar",
    "Mei",
    "Ravi",
    "Zoë",
    "Kofi",
    "Leïla",
    "Søren",
    "Chidi",
    "Inés",
]


def large_portfolio() -> Path:
    """Return the large portfolio, made now if it is not there yet, or if an older program made it."""
    if FILE.exists() and recognise(FILE, thorough=False).outdated:
        FILE.unlink()
    if not FILE.exists():
        FILE.parent.mkdir(exist_ok=True)
        beside = FILE.with_suffix(f".{os.getpid()}.hsm")
        with new_portfolio(beside, author=Author("Generator", "laptop")) as portfolio:
            fill(portfolio)
        beside.rename(FILE)
    return FILE


def fill(portfolio: Portfolio) -> None:
    """Write all of it, some thousand records a transaction."""
    chance = random.Random(SEED)
    persons = make(portfolio, "person", 200, lambda _: {"name": f"{chance.choice(NAMES)} {chance.choice(PLACES)}ova"})
    projects = make(portfolio, "project", PROJECTS, lambda number: project(chance, number))
    partners = make(portfolio, "partner", PARTNERS, lambda number: partner(chance, number))
    make(
        portfolio,
        "engagement",
        ENGAGEMENTS,
        lambda _: {"project": chance.choice(projects), "partner": chance.choice(partners)},
    )
    challenges = make(portfolio, "challenge", CHALLENGES, lambda _: challenge(chance, projects, persons, partners))
    make(portfolio, "response", RESPONSES, lambda number: response(chance, challenges[number], partners))
    review(portfolio, challenges)
    edit(portfolio, chance, challenges)


def make(portfolio: Portfolio, kind: str, count: int, values: Callable[[int], dict[str, Any]]) -> list[str]:
    """Add `count` records and return their keys."""
    keys: list[str] = []
    for batch in batches(count):
        with portfolio.transaction(f"Add {kind}s") as transaction:
            keys += [transaction.create(kind, values(number)) for number in batch]
    return keys


def batches(count: int) -> Iterator[range]:
    """Yield the numbers up to `count` in batches."""
    for start in range(0, count, BATCH):
        yield range(start, min(start + BATCH, count))


def review(portfolio: Portfolio, challenges: list[str]) -> None:
    """Review open challenges a quarter apart, a few thousand a transaction, until there are enough reviews."""
    day, written = FIRST_REVIEW, 0
    while written < REVIEWS:
        for batch in batches(len(challenges)):
            left = REVIEWS - written
            keys = [challenges[number] for number in batch][:left]
            written += keep_unchanged(portfolio, keys, {"comment": f"Looked at on {day:%d %B %Y}"}, day)
        day += timedelta(days=91)


def edit(portfolio: Portfolio, chance: random.Random, challenges: list[str]) -> None:
    """Rate and move challenges, a field each."""
    chosen = [chance.choice(challenges) for _ in range(EDITS)]
    for batch in batches(EDITS):
        with portfolio.transaction("Update challenges") as transaction:
            transaction.load("challenge", [chosen[number] for number in batch])
            for number in batch:
                day = date(2026, 1, 1) + timedelta(days=chance.randrange(700))
                transaction.update("challenge", chosen[number], {"next_review": day.isoformat()})


def words(chance: random.Random, pattern: str) -> str:
    """Return a sentence of the pattern, with its first letter as a capital."""
    text = pattern.format(thing=chance.choice(THINGS), place=f"{chance.choice(PLACES)} {chance.choice(PLACES)}")
    return text[0].upper() + text[1:]


def some(chance: random.Random, vocabulary: Any, missing: float = 0.2) -> str | None:
    """Return a term, or nothing as often as `missing` says."""
    return None if chance.random() < missing else chance.choice(list(vocabulary)).value


def project(chance: random.Random, number: int) -> dict[str, Any]:
    """Return the values of a project."""
    title = f"{chance.choice(PLACES)} {chance.choice(THINGS)} and {chance.choice(THINGS)} {number}"
    countries = chance.sample(sorted(all_countries()), chance.choice([1, 1, 1, 2, 3]))
    values: dict[str, Any] = {"title": title, "code": f"X{number}", "countries": countries}
    values |= {"status": some(chance, ProjectStatus), "start": str(chance.randrange(2005, 2026))}
    if number % 3:
        values["contribution"] = f"{chance.choice(['USD', 'EUR', 'JPY'])} {chance.randrange(50_000, 5_000_000)}"
    insecurities = [some(chance, Insecurity, 0), some(chance, Insecurity, 0)]
    return values | {
        "insecurities": insecurities,
        "summary": " ".join(words(chance, pattern) for pattern in TROUBLES[:3]),
    }


def partner(chance: random.Random, number: int) -> dict[str, Any]:
    """Return the values of a partner."""
    name = f"{chance.choice(PLACES)} {chance.choice(['Association', 'Ministry', 'Foundation', 'Council'])} {number}"
    return {"name": name, "type": some(chance, PartnerType), "countries": [chance.choice(sorted(all_countries()))]}


def challenge(chance: random.Random, projects: list[str], persons: list[str], partners: list[str]) -> dict[str, Any]:
    """Return the values of a challenge; a fifth of them is not rated."""
    values: dict[str, Any] = {"title": words(chance, chance.choice(TROUBLES)), "project": chance.choice(projects)}
    values |= {
        "category": some(chance, Category),
        "status": some(chance, ChallengeStatus),
        "owner": chance.choice(persons),
    }
    values |= {"cause": words(chance, chance.choice(TROUBLES)), "effect": words(chance, chance.choice(TROUBLES))}
    if chance.random() < 0.8:
        values |= {"likelihood": chance.randrange(1, 6), "impact": chance.randrange(1, 6)}
    if chance.random() < 0.3:
        values["affected_partners"] = [chance.choice(partners)]
    return values


def response(chance: random.Random, key: str, partners: list[str]) -> dict[str, Any]:
    """Return the values of a response."""
    values: dict[str, Any] = {"title": words(chance, chance.choice(ANSWERS)), "challenge": key}
    values |= {"response_kind": some(chance, ResponseKind), "status": some(chance, WorkStatus)}
    return values | {"partner": chance.choice(partners) if chance.random() < 0.5 else None}
