"""Challenges are found by their next review without reading all of them."""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add nothing here: what is derived is made anew, with its indexes, after each change of the schema."""
