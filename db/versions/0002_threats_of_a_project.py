"""The threats that a project addresses, beside the kinds of insecurity."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; programs of the first schema can go on reading."""
    op.get_bind().exec_driver_sql(
        "ALTER TABLE project ADD COLUMN threats TEXT CONSTRAINT project_threats CHECK (\"threats\" <> '')"
    )
