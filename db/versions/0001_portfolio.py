"""The first schema: all kinds of record, links, history; reviews and history are final."""

import sqlite3
from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables; the statements stand beside this file."""
    statement = ""
    for line in Path(__file__).with_suffix(".sql").read_text("utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            op.get_bind().exec_driver_sql(statement)
            statement = ""
    op.get_bind().exec_driver_sql("INSERT INTO meta (name, value) VALUES ('readable_from', '1')")
