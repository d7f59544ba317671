"""Portfolios to report on, and ways to read a workbook back: as it is stored, and recalculated by LibreOffice."""

import os
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from hsmonitor.domain.money import Money
from hsmonitor.reports.making import make
from hsmonitor.reports.options import Options
from hsmonitor.reports.register import REPORTS
from hsmonitor.source import starting
from hsmonitor.store.author import Author
from hsmonitor.store.backup import back_up
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.session import new_portfolio
from tests.reports import filled, lively

RECIPES = [name for name, report in REPORTS.items() if "paper" in report.options]
"""The reports that are made by a recipe; data entry and templates have workbooks and tests of their own."""

MARK = "INTERNALMARKER"
"""Stands in everything that no donor may read."""

HIDDEN = "SENSITIVEMARKER"
"""The name of a partner that is marked as sensitive."""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portfolio]:
    """The starting portfolio; not to be changed."""
    path = tmp_path_factory.mktemp("starting") / "Starting portfolio.hsm"
    with new_portfolio(path, author=Author("Amina", "laptop"), fill=starting.fill) as portfolio:
        yield portfolio


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portfolio]:
    """Two projects with money in three currencies, rated and unrated challenges, internal and sensitive things."""
    path = tmp_path_factory.mktemp("mixed") / "mixed.hsm"
    with new_portfolio(path, author=Author("José & Co", "desktop"), fill=_fill) as portfolio:
        yield portfolio


@pytest.fixture(scope="package")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portfolio]:
    """A portfolio in which everything is recorded; not to be changed."""
    path = tmp_path_factory.mktemp("full") / "full.hsm"
    with new_portfolio(path, author=Author("José & Co", "desktop"), fill=filled.fill) as portfolio:
        yield portfolio


@pytest.fixture(scope="package")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portfolio]:
    """An office in the midst of its work; not to be changed."""
    path = tmp_path_factory.mktemp("busy") / "Field office.hsm"
    with new_portfolio(path, author=Author("Amina", "laptop"), fill=lively.fill) as portfolio:
        yield portfolio


@pytest.fixture
def path_of_mixed(mixed: Portfolio, tmp_path: Path) -> Path:
    """A copy of the mixed portfolio that may be changed."""
    return back_up(mixed.path, tmp_path / "copy.hsm")


def _fill(portfolio: Portfolio) -> None:
    with portfolio.transaction("Fill") as tx:
        hidden = tx.create("partner", {"name": HIDDEN, "sensitive": True})
        undp = tx.create("partner", {"name": "UNDP", "type": "un_agency"})
        source = tx.create("source", {"title": "Address"})
        tx.create("statement", {"text": "Ten", "projects": 10, "agency": undp, "value": Money.of(8_500_000, "USD")})
        owner = tx.create("person", {"name": MARK})
        tx.create("contact", {"name": MARK, "partner": undp})
        amounts = (Money.of("1234.56", "USD"), Money.of(500_000, "JPY"), Money.of("0.125", "KWD"), None)
        for place, (country, amount) in enumerate(zip(("KEN", "MDA", "NER", "NGA"), amounts, strict=True)):
            project = tx.create(
                "project",
                {"countries": country, "start": "2012-05", "end": "2013-12-31", "agency": hidden}
                | ({"contribution": amount} if amount else {}),
            )
            for partner in (undp, hidden):
                engaged = tx.create("engagement", {"project": project, "partner": partner, "role": "implementing"})
                tx.create(
                    "citation", {"subject": f"engagement:{engaged}", "certainty": "stated", "fact": HIDDEN, "source": source}
                    if partner == hidden
                    else {"subject": f"project:{project}", "certainty": "assumed", "fact": "One a country"},
                )  # fmt: skip
            for likelihood in range(place + 1):
                challenge = tx.create(
                    "challenge",
                    {
                        "title": f"Challenge {likelihood} of {country}",
                        "project": project,
                        "owner": owner,
                        "internal_comment": MARK,
                        "affected_partners": (undp, hidden),
                        "category": "financial",
                        "status": "closed" if likelihood == 1 else "identified" if likelihood else None,
                    }
                    | ({"likelihood": likelihood + 1, "impact": 5} if likelihood else {}),
                )
                tx.create("citation", {"subject": f"challenge:{challenge}", "field": "internal_comment", "fact": MARK,
                                       "certainty": "stated"})  # fmt: skip
                tx.create("response", {"title": "Train", "challenge": challenge, "partner": hidden})


def first_project(portfolio: Portfolio) -> str:
    """The key of the first project, for reports that need one."""
    return str(portfolio.connection.execute("SELECT id FROM project ORDER BY rowid").fetchone()[0])


def made(portfolio: Portfolio, name: str, target: Path, **options: Any) -> Path:
    """Write a report to `target`, told what it needs where nothing is said of it, and return its path."""
    if name == "project":
        options.setdefault("project", first_project(portfolio))
    if name == "review" and not {"since", "meeting"} & options.keys():
        options["since"] = date(2000, 1, 1)
    make(portfolio, name, target, Options(**options))
    return target


@pytest.fixture
def report(tmp_path: Path) -> Callable[..., Path]:
    """Writes the report on a portfolio and returns the workbook's path."""

    def write(portfolio: Portfolio, name: str = "portfolio", **options: Any) -> Path:
        return made(portfolio, name, tmp_path / f"{name}.xlsx", **options)

    return write


def whole(path: Path) -> bytes:
    """All parts of a workbook, one after the other, their names too."""
    with zipfile.ZipFile(path) as package:
        return b"".join(name.encode() + package.read(name) for name in package.namelist())


@pytest.fixture
def recalculated(tmp_path: Path) -> Callable[..., list[Workbook]]:
    """Has LibreOffice compute workbooks without their stored values, and returns what they came to."""

    def recalculate(*paths: Path) -> list[Workbook]:
        bare, done = tmp_path / "bare", tmp_path / "recalculated"
        bare.mkdir()
        for path in paths:
            openpyxl.load_workbook(path).save(bare / path.name)  # openpyxl writes formulas without their values
        subprocess.run(
            ["soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless",
             "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", done, *bare.iterdir()],
            check=True, capture_output=True, timeout=240, env={**os.environ, "HOME": str(tmp_path)},
        )  # fmt: skip
        return [openpyxl.load_workbook(done / path.name, data_only=True) for path in paths]

    return recalculate
