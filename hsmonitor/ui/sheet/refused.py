"""What becomes of cells that were refused: they can be copied, or saved as a workbook, so that nothing that was typed is lost."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.language import _, ngettext
from hsmonitor.store.proposal import CellChange, Proposal
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.refused_rows import save_refused_rows, target_of_refused
from hsmonitor.ui.sheet import clipboard

Answers = list[tuple[str, Callable[[], object]]]


def refused_words(title: str, count: int) -> str:
    """Return what is said when something was done of which `count` cells were refused."""
    words = ngettext(
        "{title}: done, but {count} cell was refused. Ctrl+Z takes it back.",
        "{title}: done, but {count} cells were refused. Ctrl+Z takes it back.",
        count,
    )
    return words.format(title=title, count=f"{count:,}")


def ask_what_becomes(
    desk: Desk, parent: QWidget, title: str, proposal: Proposal, made: list[str], *, pasted: bool
) -> None:
    """Tell that cells of a proposal were refused, and offer what can be done with them until that is closed.

    `made` are the keys of its new records. Only what was `pasted` is offered as a workbook, where there is one for its kind.
    """
    told = refused_words(title, len(proposal.refused))

    def copy() -> None:
        copy_refused(proposal.refused)
        desk.asked.emit(_("{told} The refused cells are copied: paste them anywhere.").format(told=told), ways)

    def save() -> None:
        if not _save(desk, parent, proposal, made):
            desk.asked.emit(told, ways)

    ways: Answers = [(_("Copy what was refused"), copy)]
    if pasted and _has_workbook(proposal.kind):
        ways.append((_("Save it as a workbook…"), save))
    desk.asked.emit(told, ways)


def _has_workbook(kind: str) -> bool:
    from hsmonitor.reports.entry_layout import KINDS  # large; the reading of a paste has it already

    return kind in KINDS


def copy_refused(refused: list[CellChange]) -> None:
    """Put refused cells on the clipboard, a line each."""
    heads = [_("Line"), _("Field"), _("Text"), _("Why it is refused")]
    cells = [[str(cell.line), cell.field.label, cell.new, cell.refused] for cell in refused]
    QGuiApplication.clipboard().setMimeData(clipboard.data_of([heads, *cells]))


def _save(desk: Desk, parent: QWidget, proposal: Proposal, made: list[str]) -> bool:
    """Ask where to, and save; tell whether that was answered."""
    from hsmonitor.exchange.refused_cells import save_refused_cells

    portfolio, target = desk.portfolio, target_of_refused(parent, f"{RECORDS[proposal.kind].plural}.xlsx")
    if target:
        save_refused_rows(
            desk,
            target,
            lambda target, progress, stop: save_refused_cells(
                portfolio, proposal, made, target, progress=progress, cancelled=stop
            ),
        )
    return target is not None
