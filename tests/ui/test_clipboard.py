"""What spreadsheets put on the clipboard is read as the cells that were copied."""

import pytest
from PySide6.QtCore import QMimeData

from hsmonitor.ui.sheet.clipboard import EXACT, LARGEST, data_of, rows_of


@pytest.mark.parametrize("name", [EXACT, f'application/x-qt-windows-mime;value="{EXACT}"'])
def test_line_breaks_that_libreoffice_leaves_out_of_its_plain_text_stay(name: str) -> None:
    data = QMimeData()
    data.setText('Title\tWords\nWells\tSaid "at once" and again\n')
    data.setHtml("<table><tr><td>Title</td><td>Words</td></tr></table>")
    data.setData(name, 'Title\tWords\nWells\t"Said ""at once""\nand Ågain"\n'.encode())
    assert rows_of(data) == [["Title", "Words"], ["Wells", 'Said "at once"\nand Ågain']]


def test_what_is_copied_here_is_pasted_here_as_it_was() -> None:
    rows = [["=1+1", 'a "b"\nc'], ["", "é\té"]]
    assert rows_of(data_of(rows)) == rows


@pytest.mark.parametrize("letters", ["a\t", "<td>"])
def test_what_is_too_large_for_a_paste_is_refused(letters: str) -> None:
    data = QMimeData()
    if "\t" in letters:
        data.setText(letters * (LARGEST // 2 + 1))
    else:
        data.setHtml(letters * (LARGEST + 1))
    with pytest.raises(ValueError, match=r"\d"):
        rows_of(data)
