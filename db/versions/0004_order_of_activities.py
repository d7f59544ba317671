"""The order in which a project's activities stand, as somebody has put them."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column; programs of the first schema can go on reading."""
    op.get_bind().exec_driver_sql(
        'ALTER TABLE activity ADD COLUMN place INTEGER CONSTRAINT activity_place CHECK ("place" BETWEEN 1 AND 9999)'
    )
