"""Where the data that is shipped with the program lies: `resources/` and `db/`.

In a wheel both lie inside the package; in a checkout they lie beside it.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resource(name: str) -> Path:
    """Return the path of `name` under `resources/`; it may not exist."""
    return _shipped("resources") / name


def migrations() -> Path:
    """Return the folder of the Alembic environment."""
    return _shipped("db")
