"""The portfolios that were opened last, remembered with the user's settings."""

import json
from pathlib import Path

from hsmonitor.store.identity import remember, remembered

MOST = 10


def recent_portfolios() -> list[Path]:
    """Return the portfolios that were opened last and are still there, the newest first."""
    try:
        kept = json.loads(remembered().get("recent", "[]"))
    except ValueError:
        return []
    paths = (Path(str(one)) for one in kept) if isinstance(kept, list) else iter(())
    return [path for path in paths if path.is_file()]


def note_opened(path: Path) -> None:
    """Remember that a portfolio was opened. Raises OSError."""
    whole = path.resolve()
    others = [other for other in recent_portfolios() if other != whole]
    remember(last=str(whole), recent=json.dumps([str(one) for one in [whole, *others][:MOST]]))
