"""Deleting a record from its own page, or from a list on another's: what goes with it is told, and undo is offered."""

from hsmonitor.language import _
from hsmonitor.store.belongings import belongings, deleted_words
from hsmonitor.store.listing import Row
from hsmonitor.ui.desk import Desk


def delete_record(desk: Desk, row: Row) -> bool:
    """Delete a record with what belongs to it; tell whether that could be done."""
    with_it = belongings(desk.portfolio.connection, row.kind, [row.key])
    with desk.telling():
        desk.delete(row.kind, [row.key], _("Delete {name}").format(name=row.display))
        deleted = _("{name} was deleted.").format(name=row.display)
        desk.said.emit(deleted_words(deleted, with_it), "undo")
        return True
    return False
