"""The table of what was measured, whole in RESULTS.md and short in the README; only `make bench` writes them."""

import json
import platform
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

FILE = Path(__file__).parent / "RESULTS.md"
KEPT = FILE.parents[2] / "build" / "speeds.json"
README, BEGIN, END = FILE.parents[2] / "README.md", "<!-- speeds, by make bench -->\n", "<!-- end of speeds -->"


@dataclass(frozen=True, slots=True)
class Measurement:
    """One row: what was measured, how much, its limit (None where there is none), and how it was measured."""

    what: str
    value: float
    limit: float | None
    unit: str = ""
    how: str = ""

    @property
    def met(self) -> bool:
        """Whether the limit is kept."""
        return self.limit is None or self.value <= self.limit

    def cells(self) -> tuple[str, ...]:
        """Return the row's words: what, measured, limit, whether it is kept, how."""
        value, kept = figure(self.value, self.unit), "yes" if self.met else "**no**"
        return (
            self.what,
            value,
            *(("", "") if self.limit is None else (figure(self.limit, self.unit), kept)),
            self.how,
        )


def figure(value: float, unit: str) -> str:
    """Return a number with its unit; a ratio has none, a count no decimals."""
    digits = 2 if value < 10 and not isinstance(value, int) else 0
    return f"{value:,.{digits}f} {unit}".strip()


def keep(stage: str, rows: list[Measurement], order: tuple[str, ...]) -> None:
    """Keep what a stage found, and write the tables of all stages, so that one that breaks off later takes nothing away."""
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    day = date.today().isoformat()  # noqa: DTZ011
    kept[stage] = {"day": day, "rows": [asdict(row) for row in rows]}
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(kept), "utf-8")
    found = [kept[name] for name in order if name in kept]
    days = sorted({one["day"] for one in found})
    _write(
        [Measurement(**row) for one in found for row in one["rows"]], " to ".join(dict.fromkeys((days[0], days[-1])))
    )


def _write(rows: list[Measurement], days: str) -> None:
    """Write the long table to RESULTS.md and the short one to the README."""
    whole = table([("what", "measured", "limit", "kept", "how"), *(row.cells() for row in rows)])
    machine = f"{platform.system()}, {platform.machine()}, Python {platform.python_version()}"
    head = (
        "# Speeds\n\nWritten by `make bench`; ratios are against a floor measured in the same run, medians of several."
        f"\nMeasured on {days}: {machine}, two cores, a real X server (Xvfb).\n\n"
    )
    FILE.write_text(f"{head}{whole}\n", "utf-8")
    before, _begin, rest = README.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    short = table([("what", "measured", "limit", "kept"), *(row.cells()[:4] for row in rows)])
    README.write_text(f"{before}{BEGIN}\n{short}\n\n{END}{after}", "utf-8")


def table(rows: list[tuple[str, ...]]) -> str:
    """Return a table in Markdown; the first row is its head."""
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])
