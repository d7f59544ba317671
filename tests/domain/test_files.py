"""Names of files are made harmless, and only what shows something is ever opened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsmonitor.domain.files import (
    LONGEST,
    LONGEST_IN_BYTES,
    file_name_from,
    file_name_of,
    may_be_viewed,
    told_apart,
    why_not_viewed,
)  # fmt: skip


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("plan.pdf", "plan.pdf"),
        ("Plan für Ñandú.pdf", "Plan für Ñandú.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("two\nlines\t.txt", "two lines .txt"),
        ("bad\udcffbyte.txt", "badbyte.txt"),
        ("  ", "file"),
        ("a" * 300 + ".docx", "a" * (LONGEST - 5) + ".docx"),
    ],
)
def test_a_name_shows_what_it_is(given_name: str, shown: str) -> None:
    assert file_name_of(given_name) == shown


@pytest.mark.parametrize(
    ("given_name", "on_disk"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a:b?.txt", "a_b_.txt"),
        ("CON.txt", "_CON.txt"),
        ("com1", "_com1"),
        ("contract.txt", "contract.txt"),
        ("ends with dots...", "ends with dots"),
        ("...", "file"),
    ],
)
def test_a_name_can_be_written_on_any_system(given_name: str, on_disk: str) -> None:
    assert file_name_of(given_name, for_disk=True) == on_disk


@given(st.text(max_size=400))
def test_no_name_leads_out_of_its_folder_or_is_too_long(text: str) -> None:
    name = file_name_of(text, for_disk=True)
    assert name
    assert not set(name) & set('/\\:*?"<>|\0\n\r')
    assert name not in (".", "..")
    assert len(name) <= LONGEST
    assert len(name.encode()) <= LONGEST_IN_BYTES


@given(st.lists(st.text(max_size=200), min_size=1, max_size=5).filter(any))
def test_a_name_of_several_parts_can_be_written_on_any_system(parts: list[str]) -> None:
    name = file_name_from(parts, ".xlsx")
    assert name.endswith(".xlsx")
    assert file_name_of(name, for_disk=True) == name


def test_every_part_of_a_name_still_tells_it_from_others() -> None:
    parts = [
        "Portfolio of the whole region " * 5,
        "Project report",
        "水と人間の安全保障" * 9,
        "",
        "internal",
        "2026-11-25",
    ]
    name = file_name_from(parts, ".xlsx")
    assert name.startswith("Portfolio of the whole region")
    assert ", Project report, 水と人間の安全保障" in name
    assert name.endswith(", internal, 2026-11-25.xlsx")
    assert file_name_from(["Review: Kenya"], ".pdf") == "Review_ Kenya.pdf"


def test_names_are_told_apart() -> None:
    assert told_apart("plan.pdf", {"plan.pdf"}) == "plan (2).pdf"
    assert told_apart("plan.pdf", {"plan.pdf", "plan (2).pdf"}) == "plan (3).pdf"
    assert told_apart("README", {"README"}) == "README (2)"


@pytest.mark.parametrize("name", ["a.pdf", "A.PDF", "b.docx", "c.tar.txt", "d.JPeG"])
def test_what_shows_something_may_be_viewed(name: str) -> None:
    assert may_be_viewed(name)


RUNS = (
    "exe bat cmd com sh js jse vbs vbe wsf hta desktop lnk url scr pif ps1 psm1 jar msi msc reg py pyw app command dll"
)
RUNS += " docm xlsm pptm html htm svg xml iso appimage run action workflow zip"


@pytest.mark.parametrize("ending", RUNS.split())
def test_what_might_run_is_never_opened(ending: str) -> None:
    assert not may_be_viewed(f"report.pdf.{ending}")
    assert f".{ending}" in why_not_viewed(f"report.{ending}")


@pytest.mark.parametrize("name", ["README", ".pdf", "report.pdf.", "report.pdf "])
def test_what_does_not_say_what_it_is_is_never_opened(name: str) -> None:
    assert not may_be_viewed(name)
    assert "only saved" in why_not_viewed(name)
