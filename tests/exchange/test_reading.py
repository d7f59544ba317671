"""Any file can be handed to the program: it is read, or refused with words; never does it hang, or take the memory."""

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from hsmonitor.domain.errors import Cancelled
from hsmonitor.exchange import book, worker
from hsmonitor.exchange.book import Fault, Part, Sheets, read_book
from hsmonitor.exchange.guard import BookRefused
from hsmonitor.exchange.text_rows import ENCODINGS, encoding_named, encoding_of, read_text
from tests.exchange import hostile


def cells(path: Path) -> list[list[object]]:
    return [row for part in read_book(path) if isinstance(part, Part) for _number, row in part.rows]


def spent_by_processes() -> float:
    """Return the seconds that the processors worked for the processes that were begun here and have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


@contextmanager
def in_time() -> Iterator[None]:
    """Look that the reading process worked no longer than it is waited for; how busy the machine is else, does not count."""
    before = spent_by_processes()
    yield
    assert spent_by_processes() - before < book.PATIENCE


@pytest.mark.parametrize("case", hostile.REFUSED)
def test_a_file_that_would_do_harm_is_refused_with_words(case: str, tmp_path: Path) -> None:
    name, make, word = hostile.REFUSED[case]
    path = hostile.written(tmp_path, name, make())
    with in_time(), pytest.raises(BookRefused) as refused:
        list(read_book(path))
    assert word in str(refused.value)
    assert str(refused.value).startswith(f"{name}")


@pytest.mark.parametrize("case", hostile.READ)
def test_a_file_that_is_merely_odd_is_read_in_time(case: str, tmp_path: Path) -> None:
    path = hostile.written(tmp_path, "book.xlsx", hostile.READ[case]())
    with in_time():
        assert cells(path)


def test_what_has_no_value_is_no_empty_cell(tmp_path: Path) -> None:
    unsaved = hostile.written(tmp_path, "unsaved.xlsx", hostile.READ["no stored value"]())
    assert cells(unsaved)[1] == [Fault("=")]
    assert "no stored value" in str(Fault("="))
    wrong = hostile.written(tmp_path, "wrong.xlsx", hostile.READ["an error"]())
    assert cells(wrong)[1] == [Fault("#REF!")]
    assert "#REF!" in str(Fault("#REF!"))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BookRefused, match=r"missing\.xlsx"):
        list(read_book(tmp_path / "missing.xlsx"))


@pytest.mark.parametrize(("mac", "serial"), [(False, 41_403), (True, 39_941)])
def test_both_systems_of_days_give_the_same_day(tmp_path: Path, mac: bool, serial: int) -> None:
    data = f'<row r="1"><c r="A1" s="1"><v>{serial}</v></c></row>'
    attributes = ' date1904="1"' if mac else ""
    content = hostile.package(hostile.sheet(data), styles=hostile.STYLES, attributes=attributes)
    assert cells(hostile.written(tmp_path, "days.xlsx", content)) == [[date(2013, 5, 9)]]


def test_what_openpyxl_writes_is_read_as_it_is(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (["Name", None, 3, 2.5, True], [], ["x", date(2013, 5, 9), "two\nlines", "_x0041_", 1e300]):
        sheet.append(row)
    workbook.create_sheet("Hidden").sheet_state = "veryHidden"
    workbook.save(tmp_path / "book.xlsx")
    first, *parts = read_book(tmp_path / "book.xlsx")
    assert first == Sheets(["Sheet", "Hidden"], frozenset({"Hidden"}), linked=False)
    found = [row for part in parts if isinstance(part, Part) for row in part.rows]
    assert found[0] == (1, ["Name", None, 3, 2.5, True])
    assert found[1][0] == 3
    assert found[1][1][:3] == ["x", date(2013, 5, 9), "two\nlines"]


def test_parts_with_looks_of_their_own_are_one_text(tmp_path: Path) -> None:
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>Red </t></r><r><rPr/><t>Cross</t>'
        "</r><rPh><t>no</t></rPh></si></sst>"
    )
    content = hostile.package(hostile.sheet('<row><c t="s"><v>0</v></c></row>'), strings=strings)
    assert cells(hostile.written(tmp_path, "runs.xlsx", content)) == [["Red Cross"]]


def test_reading_can_be_stopped_at_any_moment(tmp_path: Path) -> None:
    path = hostile.written(tmp_path, "book.xlsx", hostile.READ["a million empty rows"]())
    with pytest.raises(Cancelled):
        list(read_book(path, lambda: True))


def test_a_reading_that_comes_to_nothing_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "PATIENCE", 0.1)
    path = hostile.written(tmp_path, "book.xlsx", hostile.READ["a million empty rows"]())
    with pytest.raises(BookRefused, match="took longer"):
        list(read_book(path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_is_read_whatever_program_wrote_it(tmp_path: Path, encoding: str, separator: str) -> None:
    lines = [["Name", "Type", "Note"], ["Médecins", "NGO", f'said "{separator}" twice'], ["Unión", "", "x"]]
    quoted = [separator.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines]
    path = hostile.written(tmp_path, "list.csv", "\r\n".join(quoted).encode(encoding))
    assert cells(path) == [lines[0], lines[1], ["Unión", None, "x"]]


@pytest.mark.parametrize(
    ("encoding", "lines"),
    [
        ("cp1256", ["الاسم;النوع;البلد", "جمعية المياه الوطنية;منظمة غير حكومية;كينيا"]),
        ("cp1251", ["Название;Тип;Страна", "Общество водопользователей;НПО;Молдова"]),
        ("cp1250", ["Nazwa;Rodzaj;Kraj", "Polska Akcja Humanitarna;pozarządowa;Łódź"]),
        ("cp1250", ["Název;Druh;Země", "Člověk v tísni;nevládní organizace;Česká republika, Žďár"]),
        ("cp1250", ["Név;Típus;Ország", "Magyar Vöröskereszt, fő hivatal;civil szervezet;Győr"]),
        ("cp1250", ["Naziv;Vrsta;Zemlja", "Udruženje građana, Čačak;nevladina;Srbija"]),
        ("cp1250", ["Nume;Tip;Ţară", "Asociaţia oraşelor şi satelor;neguvernamentală;Moldova, Chişinău"]),
        ("cp1252", ["Nom;Genre;Pays", "Cœur d’Été à Nîmes, 2 m³;société;Côte d’Ivoire"]),
        ("cp1252", ["Nome;Tipo;País", "Fundação das Nações, nº 1 ª;ações e corações;São Tomé"]),
        ("cp1252", ["Nombre;Tipo;País", "¿Qué año? Niñez 1ª;organización;Perú"]),
        ("cp1252", ["Navn;Slags;Land", "Røde Kors, Ærø; blåbær og køer;Færøerne"]),
        ("cp1252", ["Nom;Type;Pays", "Société des eaux;Œuvre;Côte d’Ivoire"]),
    ],
)
def test_text_of_an_office_abroad_is_read_in_its_own_letters(tmp_path: Path, encoding: str, lines: list[str]) -> None:
    path = hostile.written(tmp_path, "list.csv", "\r\n".join(lines).encode(encoding))
    assert cells(path) == [line.split(";") for line in lines]


def test_text_is_handed_over_some_hundred_rows_at_a_time(tmp_path: Path) -> None:
    path = hostile.written(tmp_path, "list.csv", b"a;b\n\n" + b"1;2;\n" * 600)
    sheets, first, second = read_text(path)
    assert sheets["sheets"] == [{"title": "list", "hidden": False}]
    assert (len(first["rows"]), len(second["rows"])) == (500, 101)
    assert first["rows"][:2] == [(1, ["a", "b"]), (3, ["1", "2"])], "an empty row counts, an empty end is no cell"
    assert encoding_of("é".encode("utf-16-le")) == "utf-16-le"


LETTERS = {
    "utf-8": "Ö ł ж", "utf-16": "Ö ł ж", "cp1252": "Ö œ €", "cp1250": "Łódź", "cp1251": "Жук", "cp1254": "ışığ",
    "cp1256": "جمعية", "cp874": "ไทย", "cp1258": "Đà ₫", "gb18030": "中文", "mac-roman": "Ö ∞", "cp850": "Ö ║",
}  # fmt: skip


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_text_is_read_in_the_encoding_that_is_said(tmp_path: Path, encoding: str) -> None:
    path = hostile.written(tmp_path, "list.csv", f"Name;Note\nx;{LETTERS[encoding]}".encode(encoding))
    first, part, *_rest = read_book(path, encoding=encoding)
    assert isinstance(first, Sheets)
    assert isinstance(part, Part)
    assert (first.encoding, part.rows[1]) == (encoding, (2, ["x", LETTERS[encoding]]))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "cp874"])
def test_text_that_cannot_be_in_the_encoding_that_is_said_is_refused_with_its_line(
    tmp_path: Path, encoding: str
) -> None:
    path = hostile.written(tmp_path, "list.csv", "Name;Note\nx;Ö and ü\x80!".encode("latin-1"))
    with pytest.raises(BookRefused, match=rf"list\.csv: Line \d is not written in {encoding}"):
        list(read_book(path, encoding=encoding))


def test_an_encoding_has_many_names_and_a_wrong_one_is_told_with_all_there_are(tmp_path: Path) -> None:
    assert [encoding_named(name) for name in ("UTF8", "windows-1250", "cp1250", "Mac-Roman")] == [
        "utf-8", "cp1250", "cp1250", "mac-roman",
    ]  # fmt: skip
    for wrong in ("klingon", "hex", ""):
        with pytest.raises(BookRefused, match=r"no encoding that can be chosen; choose from: utf-8, utf-16, cp1252"):
            encoding_named(wrong)
    marked = hostile.written(tmp_path, "list.csv", "Ö".encode("utf-8-sig"))
    first, part, *_rest = read_book(marked, encoding="utf-8")
    assert isinstance(first, Sheets)
    assert isinstance(part, Part)
    assert (first.encoding, part.rows) == ("utf-8", [(1, ["Ö"])])


def lines_of(path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the worker here, where coverage sees it, without the limit that would hold for the whole test run."""
    monkeypatch.setattr(worker, "limit_memory", lambda: None)
    worker.main(path)
    return capsys.readouterr().out


@pytest.mark.parametrize("case", [*hostile.READ, *hostile.REFUSED])
def test_the_worker_always_ends_with_words_or_the_end(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make: Callable[[], bytes] = hostile.READ.get(case) or hostile.REFUSED[case][1]
    name = "book.xlsx" if case in hostile.READ else hostile.REFUSED[case][0]
    out = lines_of(hostile.written(tmp_path, name, make()), capsys, monkeypatch)
    assert '{"end": true}' in out if case in hostile.READ else '"refused"' in out
