"""What a donor may not read is in no part of any workbook: cells, notes, properties, names, charts, hidden sheets, caches."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import Field
from hsmonitor.reports.register import REPORTS
from hsmonitor.reports.withheld import Withheld
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.session import new_portfolio
from tests.reports import filled, lively
from tests.reports.conftest import RECIPES, whole

Report = Callable[..., Path]


def assert_nothing_internal(package: bytes) -> None:
    assert filled.MARK.encode() not in package
    assert filled.HIDDEN.encode() not in package
    assert lively.SECRET.encode() not in package


@pytest.mark.parametrize("name", RECIPES)
def test_donors_read_nothing_internal(name: str, full: Portfolio, report: Report) -> None:
    assert_nothing_internal(whole(report(full, name)))


@pytest.mark.parametrize("options", [{"since": date(2026, 1, 1)}, {"as_of": date.today()}, {"paper": "letter"}])  # noqa: DTZ011
def test_no_option_tells_more(options: dict[str, object], full: Portfolio, report: Report) -> None:
    assert_nothing_internal(whole(report(full, "challenges", **options)))


def test_minutes_of_a_meeting_name_nobody(busy: Portfolio, report: Report) -> None:
    package = whole(report(busy, "review", meeting=lively.meeting_of(busy)))
    assert_nothing_internal(package)
    assert b"Ion Ceban" not in package
    assert b"Not for the donor." not in package


@pytest.mark.parametrize("name", RECIPES)
def test_words_of_other_records_do_not_name_a_sensitive_partner(name: str, busy: Portfolio, report: Report) -> None:
    package = whole(report(busy, name))
    assert_nothing_internal(package)
    assert name in ("partners", "project", "review") or b"[name withheld]" in package


def test_a_template_for_donors_leaves_empty_what_they_may_not_read(
    full: Portfolio, tmp_path: Path, report: Report
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for kind in RECORDS:
        marks = [_mark(kind, field) for field in RECORDS[kind].fields.values()]
        sheet.append([f"{{{{each {kind}}}}}", *marks])
    book.save(tmp_path / "marks.xlsx")
    assert_nothing_internal(whole(report(full, "template", template=str(tmp_path / "marks.xlsx"))))
    internal = report(full, "template", template=str(tmp_path / "marks.xlsx"), audience="internal")
    assert filled.MARK.encode() in whole(internal)


def _mark(kind: str, field: Field[object]) -> str:
    return f"{{{{{kind}.{field.name}}}}}"


def test_an_internal_edition_tells_what_is_internal(full: Portfolio, report: Report) -> None:
    package = whole(report(full, "challenges", audience="internal"))
    assert filled.MARK.encode() in package
    assert filled.HIDDEN.encode() in package


def test_data_entry_is_always_internal() -> None:
    assert "audience" not in REPORTS["data-entry"].options


def test_names_are_withheld_as_whole_words() -> None:
    withheld = Withheld({"Quiet Harbour", "Media", "WHO"})
    assert withheld.text("the quiet harbour’s boats; Media and media; WHO, who, Quiet Harbours") == (
        "the [name withheld]’s boats; [name withheld] and media; [name withheld], who, Quiet Harbours"
    )
    assert Withheld(set()).text("Nothing is withheld.") == "Nothing is withheld."


def test_without_sensitive_partners_words_are_as_they_were(tmp_path: Path, report: Report) -> None:
    with new_portfolio(tmp_path / "open.hsm") as portfolio:
        with portfolio.transaction("Add") as tx:
            tx.create("partner", {"name": "Open Harbour"})
            tx.create("lesson", {"statement": "The Open Harbour knew first."})
        sheet = openpyxl.load_workbook(report(portfolio))["Lessons"]
    assert sheet["B5"].value == "The Open Harbour knew first."
