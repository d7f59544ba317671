"""Any portfolio at all goes out and comes back without a change, and any mutant of its book changes no byte."""

import io
import random
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hsmonitor.domain.countries import all_countries
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Amount, Choice, Choices, Countries, Date, Flag, Links, Number, Rating, Tags, Text
from hsmonitor.domain.links import Link
from hsmonitor.domain.money import Money
from hsmonitor.exchange.any_sheet import plan_any, read_any
from hsmonitor.exchange.lines import NoEntryBook
from hsmonitor.exchange.outcome import RowState
from hsmonitor.exchange.planning import plan
from hsmonitor.reports import data_entry_report
from hsmonitor.reports.entry_layout import KINDS, entered_fields
from hsmonitor.store.author import Author
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.session import new_portfolio, open_portfolio

AMINA = Author("Amina", "laptop")
ORDER = ("person", "fund", "partner", "project", "challenge", "response", "assessment", "engagement", "activity", "result",
         "lesson", "contact", "source")  # fmt: skip
LETTERS = st.characters(blacklist_categories=("Cs",), blacklist_characters="\0")
TEXTS = st.one_of(
    st.text(LETTERS, max_size=20),
    st.sampled_from(
        ["=1+1", "+1", "-1", "@x", "#N/A", "_x0041_", "1e5", "007", "TRUE", "x\ty", "a\r\nb", "2013-05-09", "'q"]
    ),
    st.integers(32_000, 40_000).map(lambda count: "long " * (count // 5)),
)
DAYS = st.dates().filter(lambda day: 1900 <= day.year <= 2200).map(lambda day: day.isoformat())
_template: list[Path] = []


def values_of(field: Field[Any], keys: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    """Return what a field of a random record holds."""
    if isinstance(field, Text):
        return TEXTS.map(lambda text: text[: field.longest])
    if isinstance(field, Choice):
        return st.sampled_from([term.value for term in field.vocabulary])
    if isinstance(field, Rating):
        return st.integers(1, 5)
    if isinstance(field, Number):
        return st.one_of(st.integers(field.least, 10**6), st.integers(field.least, field.most))
    if isinstance(field, Flag):
        return st.integers(0, 1)
    if isinstance(field, Date):
        return st.one_of(DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4])) if field.partial else DAYS
    if isinstance(field, Amount):
        return st.builds(Money, st.integers(0, 2**53), st.sampled_from(["USD", "JPY", "KWD"]))
    return several_of(field, keys)


def several_of(field: Field[Any], keys: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    if isinstance(field, Choices):
        return st.lists(st.sampled_from([term.value for term in field.vocabulary]), max_size=3).map(tuple)
    if isinstance(field, Countries):
        return st.lists(st.sampled_from(sorted(all_countries())), max_size=3).map(tuple)
    if isinstance(field, Tags):
        return st.lists(st.sampled_from(["a", "b c", "=x", "é"]), max_size=3).map(tuple)
    known = keys.get(getattr(field, "target", ""), [])
    if isinstance(field, Links):
        return st.lists(st.sampled_from(known), max_size=3, unique=True).map(tuple) if known else st.none()
    assert isinstance(field, Link)
    return st.sampled_from(known) if known else st.none()


def fill_at_random(data: st.DataObject, path: Path) -> None:
    """Add some records of every kind, whatever the rules allow."""
    keys: dict[str, list[str]] = {}
    with open_portfolio(path, author=AMINA) as portfolio:
        for kind in ORDER:
            for _number in range(data.draw(st.integers(0, 2), label=kind)):
                values = {
                    field.name: data.draw(values_of(field, keys))
                    for field in entered_fields(kind)
                    if field.required or data.draw(st.booleans())
                }
                try:
                    with portfolio.transaction("Add") as transaction:
                        key = transaction.create(kind, {name: one for name, one in values.items() if one is not None})
                except PortfolioError:
                    continue
                keys.setdefault(kind, []).append(key)


def goes_round(data: st.DataObject) -> None:
    assert sorted(ORDER) == sorted(KINDS)
    if not _template:
        _template.append(Path(tempfile.mkdtemp()) / "template.hsm")
        new_portfolio(_template[0], author=AMINA).close()
    folder = Path(tempfile.mkdtemp())
    try:
        path = Path(shutil.copy(_template[0], folder / "portfolio.hsm"))
        fill_at_random(data, path)
        with open_portfolio(path, author=AMINA) as portfolio:
            data_entry_report.write(portfolio, folder / "book.xlsx")
            found = plan(portfolio, folder / "book.xlsx")
            count = sum(portfolio.connection.execute(f'SELECT count(*) FROM "{kind}"').fetchone()[0] for kind in KINDS)
        assert [(row.name, row.cells, row.problem) for row in found.rows if row.state != RowState.UNCHANGED] == []
        assert len(found.rows) == count
    finally:
        shutil.rmtree(folder)


QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@given(st.data())
@settings(max_examples=3, deadline=None, suppress_health_check=QUIET)
def test_random_portfolios_go_round(data: st.DataObject) -> None:
    goes_round(data)


@pytest.mark.slow
@given(st.data())
@settings(max_examples=500, deadline=None, suppress_health_check=QUIET)
def test_500_random_portfolios_go_round(data: st.DataObject) -> None:
    goes_round(data)


def mutant(content: bytes, chance: random.Random) -> bytes:
    """Return a damaged copy: bytes of the file, or of one of its parts, changed, cut out, doubled or cut off."""
    if chance.random() < 0.4 or not zipfile.is_zipfile(io.BytesIO(content)):
        return _damaged(content, chance)
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        hit = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            if name != hit:
                new.writestr(name, part)
            elif chance.random() > 0.1:
                new.writestr(name, _damaged(part, chance))
    return written.getvalue()


def _damaged(content: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(content)
    for _time in range(chance.choice([1, 1, 3, 20])):
        at, length = chance.randrange(len(damaged) or 1), chance.choice([1, 4, 60, 2_000])
        what = chance.randrange(5)
        if what == 0:
            del damaged[at : at + length]
        elif what == 1:
            damaged[at:at] = damaged[at : at + length]
        elif what == 2:
            del damaged[at:]
        else:
            damaged[at : at + 1] = bytes([chance.randrange(256)])
    return bytes(damaged)


def look_at(portfolio: Portfolio, path: Path) -> None:
    """Compare a file as the page does: one that is not told to be a workbook for data entry any more is matched."""
    try:
        plan(portfolio, path)
    except NoEntryBook:
        plan_any(portfolio, path, read_any(portfolio, path, lambda: False))


def try_mutants(book: Path, portfolio_file: Path, numbers: range) -> None:
    content, before = book.read_bytes(), portfolio_file.read_bytes()
    with open_portfolio(portfolio_file, author=AMINA) as portfolio:
        for number in numbers:
            path = book.with_name(f"mutant{number}{book.suffix}")
            path.write_bytes(mutant(content, random.Random(number)))
            said = path.name
            try:
                look_at(portfolio, path)
            except PortfolioError as refused:
                said = str(refused)
            assert path.name in said, number
            path.unlink()
    assert portfolio_file.read_bytes() == before


def test_mutants_of_a_book_change_nothing(filled: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(filled, tmp_path / "portfolio.hsm"))
    with open_portfolio(file, author=AMINA) as portfolio:
        data_entry_report.write(portfolio, tmp_path / "book.xlsx")
    try_mutants(tmp_path / "book.xlsx", file, range(8))


@pytest.mark.slow
def test_2000_mutants_of_a_book_change_nothing(filled: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(filled, tmp_path / "portfolio.hsm"))
    with open_portfolio(file, author=AMINA) as portfolio:
        data_entry_report.write(portfolio, tmp_path / "book.xlsx")
    try_mutants(tmp_path / "book.xlsx", file, range(2_000))


@pytest.mark.slow
@pytest.mark.parametrize("form", ["ods", "csv"])
def test_mutants_of_other_forms_of_a_book_change_nothing(filled: Path, tmp_path: Path, form: str) -> None:
    file = Path(shutil.copy(filled, tmp_path / "portfolio.hsm"))
    with open_portfolio(file, author=AMINA) as portfolio:
        data_entry_report.write(portfolio, tmp_path / "book.xlsx")
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to", form]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "book.xlsx")], check=True, timeout=900)
    try_mutants(tmp_path / f"book.{form}", file, range(300))
