"""What took a transaction back, found without reading the whole journal."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the index; programs of the first schema can go on reading."""
    op.get_bind().exec_driver_sql("CREATE INDEX journal_by_undoes ON journal (undoes)")
