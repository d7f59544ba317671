"""Contents of attachments, drafts of what was typed and not yet saved, and the currencies that an office uses."""

from alembic import op

revision = "0003"
down_revision = "0002"

_STATEMENTS = (
    """CREATE TABLE attachment_content (
        sha256 TEXT NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (sha256)
    )""",
    """CREATE TABLE draft (
        id TEXT NOT NULL,
        person TEXT NOT NULL,
        device TEXT NOT NULL,
        kind TEXT NOT NULL,
        record TEXT NOT NULL,
        field TEXT NOT NULL,
        words TEXT NOT NULL,
        typed_at TEXT NOT NULL,
        PRIMARY KEY (id)
    )""",
    """ALTER TABLE office ADD COLUMN currencies TEXT CONSTRAINT office_currencies CHECK
        ("currencies" IS NULL OR json_valid("currencies") AND json_type("currencies") = 'array' AND "currencies" <> '[]')""",
)


def upgrade() -> None:
    """Add two tables and a column; programs of the first schema can go on reading."""
    for statement in _STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
