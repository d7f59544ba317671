"""What became of a field since a day, found without reading the whole history."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the index; programs of the first schema can go on reading."""
    op.get_bind().exec_driver_sql("CREATE INDEX change_by_field ON change (kind, field, action)")
