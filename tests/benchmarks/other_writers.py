"""What others take to write the challenges of a register: pandas, and XlsxWriter with the same styles.

Each runs in a process of its own: `python -m tests.benchmarks.other_writers pandas|xlsxwriter WORKBOOK TARGET` writes the
first 100,000 rows and 15 columns of the sheet of challenges in WORKBOOK again, and prints the seconds; reading is not counted.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

ROWS, COLUMNS = 100_000, 15
SHEET, HEADING = "Challenges", 4
"""Where the cells are, and the row of their headings."""


def measure(workbook: Path, writer: str) -> float:
    """Return how many microseconds a cell takes `writer`."""
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.other_writers",
        writer,
        str(workbook),
        str(workbook.with_suffix(".again.xlsx")),
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    found = json.loads(done.stdout)
    return float(found["seconds"] / found["cells"] * 1e6)


def cells_of(workbook: Path) -> Iterator[list[Any]]:
    """Yield the row of headings and the rows below it, as openpyxl's cells."""
    from openpyxl import load_workbook

    sheet = load_workbook(workbook, read_only=True)[SHEET]
    for row in sheet.iter_rows(min_row=HEADING, max_row=HEADING + ROWS, max_col=COLUMNS):
        yield list(row)


def write_by_pandas(workbook: Path, target: Path) -> dict[str, float]:
    """Write the values as pandas does when nothing more is said, and return seconds and cells."""
    import pandas

    heading, *rows = [[cell.value for cell in row] for row in cells_of(workbook)]
    frame = pandas.DataFrame(rows, columns=heading)
    start = perf_counter()
    frame.to_excel(target, sheet_name=SHEET, index=False)
    return {"seconds": perf_counter() - start, "cells": frame.size}


def write_by_xlsxwriter(workbook: Path, target: Path) -> dict[str, float]:
    """Write values and styles row by row, the memory kept constant, and return seconds and cells."""
    import xlsxwriter

    rows = list(cells_of(workbook))
    start = perf_counter()
    with xlsxwriter.Workbook(target, {"constant_memory": True, "default_date_format": "d mmm yyyy"}) as book:
        sheet, formats = book.add_worksheet(SHEET), dict[int, Any]()
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                style = getattr(cell, "_style_id", 0)
                if style not in formats:
                    formats[style] = book.add_format(_looks(cell))
                sheet.write(number, place, cell.value, formats[style])
    return {"seconds": perf_counter() - start, "cells": sum(map(len, rows))}


def _looks(cell: Any) -> dict[str, Any]:
    """Return the style of a cell as XlsxWriter takes it."""
    if not getattr(cell, "has_style", False):
        return {}
    looks = {
        "font_name": cell.font.name, "font_size": cell.font.sz, "bold": bool(cell.font.b), "num_format": cell.number_format,
        "font_color": f"#{cell.font.color.rgb[-6:]}", "text_wrap": bool(cell.alignment.wrap_text), "valign": "vcenter",
        "indent": int(cell.alignment.indent),
    }  # fmt: skip
    if cell.border.bottom and cell.border.bottom.style:
        looks |= {"bottom": 1, "bottom_color": f"#{cell.border.bottom.color.rgb[-6:]}"}
    if cell.fill.fill_type:
        looks |= {"bg_color": f"#{cell.fill.fgColor.rgb[-6:]}"}
    return looks


if __name__ == "__main__":
    write = {"pandas": write_by_pandas, "xlsxwriter": write_by_xlsxwriter}[sys.argv[1]]
    print(json.dumps(write(Path(sys.argv[2]), Path(sys.argv[3]))))
