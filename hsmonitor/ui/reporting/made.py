"""What was made last of each report, and what has changed since; kept by QSettings for each portfolio."""

import json
import sqlite3
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QSettings

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.dates import display_date
from hsmonitor.language import _, ngettext
from hsmonitor.reports.options import Options
from hsmonitor.store.history import newest_position, touched_since

ALL = "all projects"
"""What stands for the project in the settings where a report is of none alone."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made: where, when (local, ISO 8601), up to which transaction it shows the portfolio, for whom."""

    path: str
    moment: str
    position: int
    audience: str = ""


def _settings(portfolio: Path) -> tuple[QSettings, str]:
    return QSettings("hsmonitor", "reports"), sha256(str(portfolio.resolve()).encode()).hexdigest()[:16]


def note_made(portfolio: Path, report: str, options: Options, path: Path, position: int) -> None:
    """Remember that a report was made just now; what `path` held before is not there any more."""
    settings, group = _settings(portfolio)
    made = Made(str(path), datetime.now().astimezone().isoformat(timespec="minutes"), position, options.audience)
    for key in settings.allKeys():
        if key.startswith(f"{group}/") and (there := _read(settings, key)) and there.path == made.path:
            settings.remove(key)
    settings.setValue(f"{group}/{report}/{options.project or ALL}", json.dumps(asdict(made)))


def last_made(portfolio: Path, report: str, project: str | None) -> Made | None:
    """Return what was made last of a report, of one project or of all, from this portfolio on this computer."""
    settings, group = _settings(portfolio)
    return _read(settings, f"{group}/{report}/{project or ALL}")


def _read(settings: QSettings, key: str) -> Made | None:
    try:
        return Made(**json.loads(str(settings.value(key, ""))))
    except (ValueError, TypeError):
        return None


def changed_since(connection: sqlite3.Connection, made: Made) -> dict[str, int]:
    """Return how many records of each kind have changed since a report was made."""
    if made.position > newest_position(connection):
        return {}  # a copy was put back in the portfolio's place
    _newest, touched = touched_since(connection, made.position)
    return {kind: len(touched[kind]) for kind in RECORDS if kind in touched and kind != "report_definition"}


def in_words(made: Made, changed: dict[str, int]) -> str:
    """Return what was made last and what has changed since, in a sentence or two."""
    moment = datetime.fromisoformat(made.moment)
    told = _("Last made on {day}, {time}: {file}.").format(
        day=display_date(moment.date().isoformat()), time=f"{moment:%H:%M}", file=Path(made.path).name
    )
    if not changed:
        return _("{told} Nothing has changed since.").format(told=told)
    count = sum(changed.values())
    sentence = ngettext(
        "Since then {count} record has changed: {kinds}.", "Since then {count} records have changed: {kinds}.", count
    )
    kinds = "; ".join(
        _("{kind} {count}").format(kind=RECORDS[kind].plural, count=f"{of:,}") for kind, of in changed.items()
    )
    return _("{told} {since}").format(told=told, since=sentence.format(count=f"{count:,}", kinds=kinds))
