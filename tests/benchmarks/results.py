"""The table of what was measured; only `make bench` writes it."""

import platform
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FILE = Path(__file__).parent / "RESULTS.md"


@dataclass(frozen=True, slots=True)
class Measurement:
    """One row: what was measured, how much, its limit, and how it was measured."""

    what: str
    value: float
    limit: float
    unit: str = ""
    how: str = ""

    @property
    def met(self) -> bool:
        """Whether the limit is kept."""
        return self.value <= self.limit

    def row(self) -> str:
        """Return the row in Markdown."""
        cells = (
            self.what,
            figure(self.value, self.unit),
            figure(self.limit, self.unit),
            "yes" if self.met else "**no**",
            self.how,
        )
        return f"| {' | '.join(cells)} |"


def figure(value: float, unit: str) -> str:
    """Return a number with its unit; a ratio has none, a count no decimals."""
    digits = 2 if value < 10 and not isinstance(value, int) else 0
    return f"{value:,.{digits}f} {unit}".strip()


def write(rows: list[Measurement]) -> str:
    """Write RESULTS.md and return its table."""
    table = "\n".join(
        ["| what | measured | limit | kept | how |", "|---|---|---|---|---|", *(row.row() for row in rows)]
    )
    machine = f"{platform.system()}, {platform.machine()}, Python {platform.python_version()}"
    head = (
        "# Speeds\n\nWritten by `make bench`; ratios are against a floor measured in the same run, medians of several."
        f"\nMeasured on {date.today().isoformat()}: {machine}, two cores, a real X server (Xvfb).\n\n"  # noqa: DTZ011
    )
    FILE.write_text(f"{head}{table}\n", "utf-8")
    return table
