"""However far one scrolls, a sheet holds no more rows than fit into memory easily."""

from hsmonitor.store.listing import Row
from hsmonitor.ui.sheet.folding import Folding
from hsmonitor.ui.sheet.rows_at_hand import HELD, RowsAtHand

PAGE = 200


def test_a_large_sheet_holds_few_of_its_rows() -> None:
    rows = RowsAtHand()
    rows.begin(Folding(100_000), [])
    for start in range(0, 100_000, PAGE):
        rows.fill(start, [Row(f"{start + number}", "C-1", "Drought", 1) for number in range(PAGE)])
        assert rows.row(start) is not None
    assert rows.count == 100_000
    assert sum(rows.row(line) is not None for line in range(rows.lines)) <= HELD + PAGE
    assert HELD == 2_000
