"""The keys of the pages, as the help shows them; those that work everywhere are read from the commands."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtGui import QKeySequence

from hsmonitor.language import _
from hsmonitor.ui.commands import Command


class Key(NamedTuple):
    """One key and what it does."""

    keys: str
    what: str


def sheet_keys() -> list[Key]:
    """Return the keys of a sheet."""
    return [*_typing(), *_selecting(), *_copying(), *_arranging(), *_with_records()]


def _typing() -> list[Key]:
    return [
        Key(_("letters, F2"), _("edit the cell; letters replace what stands there")),
        Key(
            _("Enter, Tab"),
            _("while editing: keep and go down, or to the next cell; Enter after Tab begins the next line"),
        ),
        Key("Esc", _("forget what was typed; in a search or filter: empty it, then go back")),
        Key("Ctrl+Enter", _("while editing: fill all selected cells; in a preview: apply it")),
        Key("Enter", _("open the record (or go down, as the preferences say)")),
        Key("Ctrl+Shift+Enter", _("open the record")),
        Key("Alt+Down", _("open the list of a cell; in a filter, the values of the column with their counts")),
        Key("Ctrl+;", _("today")),
    ]


def _selecting() -> list[Key]:
    return [
        Key(_("Shift with arrows, Ctrl+A"), _("select")),
        Key(_("Ctrl with arrows, Home, End"), _("to the edge of what is recorded; with Shift too, select up to there")),
        Key("Ctrl+Space", _("select the column")),
        Key("Shift+Space", _("select the row")),
        Key("Delete", _('make the selected cells "not recorded"')),
        Key("Ctrl+D", _("fill down")),
    ]


def _copying() -> list[Key]:
    return [
        Key("Ctrl+C, Ctrl+X, Ctrl+V", _("copy, cut, paste, also from and to a spreadsheet")),
        Key("Ctrl+Shift+C", _("copy with headings")),
        Key("Ctrl+I", _("bring in an Excel or CSV file")),
    ]


def _arranging() -> list[Key]:
    return [
        Key("F9", _("show or hide the inspector")),
        Key("Ctrl+Shift+L", _("filter the column")),
        Key("Alt+Shift+Up, Alt+Shift+Down", _("sort by the column; with Ctrl too, after those that sort already")),
        Key("Ctrl+Shift+G", _("group by the column, or no more; on the head of a group Enter folds it")),
        Key("Alt+Shift+Left, Alt+Shift+Right", _("fold or unfold all groups")),
        Key("Ctrl+PgUp, Ctrl+PgDown", _("previous and next view")),
        Key(
            "Ctrl+Shift+PgUp, Ctrl+Shift+PgDown",
            _("partners, engagements, assessments: the kinds that stand together"),
        ),
    ]


def _with_records() -> list[Key]:
    return [
        Key("Ctrl+Del", _("delete the selected records")),
        Key("Ctrl+Shift+B", _("set a field of all selected records")),
        Key("Ctrl+Shift+D", _("duplicate the selected records")),
        Key("Ctrl+M", _("merge the two selected records")),
        Key("Ctrl+Shift+M", _("find records that were entered twice")),
        Key("Alt+R", _("challenges: review the selected ones")),
        Key("Alt+Shift+R", _("challenges: review all that the view shows")),
        Key("Alt+Shift+N", _("challenges: review the selected ones without change")),
    ]


def record_keys() -> list[Key]:
    """Return the keys of a record's page."""
    return [
        Key(_("Tab, Enter"), _("leave the field, which keeps it")),
        Key("Esc", _("bring the old text back; close what is open; back to the sheet")),
        Key("Alt+C", _("where the field comes from: read, cite, say how sure")),
        Key("Alt+H, Alt+Shift+H", _("history of the field, of the record: compare, restore")),
        Key("Insert, Ctrl+Del", _("in a related list: add a line, delete the record of the line")),
        Key(_("letters, F2, Enter"), _("in a related list: edit the cell; Tab goes on to the next, Esc gives up")),
        Key("Ctrl+Shift+Enter", _("in a related list: open the record; on its reference Enter does too")),
        Key("Alt+Shift+Up, Alt+Shift+Down", _("in a list with an order of its own: move the line")),
        Key("Ctrl+PgUp, Ctrl+PgDown", _("previous and next record of the list")),
        Key("Alt+Left, Alt+Right", _("back and forward through the records that were shown")),
        Key("Alt+Down, F4", _("open the list of a field")),
        Key("Ctrl+Del", _("delete the record")),
    ]


def other_keys() -> list[Key]:
    """Return the keys of the other pages."""
    return [
        Key("Ctrl+E", _("in the reports: make the report")),
        Key("M, F, N", _("in an import: take mine, take the file's, go to the next conflict")),
        Key("1, 2, 3", _("in an import: choose what a name that nothing has is to mean")),
        Key("Ctrl+P", _("print, where a page can be printed")),
        Key("Ctrl+Shift+E", _("keep what is shown: minutes as PDF, a heat map as picture")),
        Key("Ctrl+Shift+X", _("minutes to Excel")),
        Key("Ctrl+Shift+C", _("copy what is shown: minutes as text, a heat map as picture")),
        Key(
            "Ctrl+Shift+PgUp, Ctrl+Shift+PgDown",
            _("review, meetings, heat map, what has moved: the pages that stand together"),
        ),
        Key("Ctrl+F", _("in the history: search")),
        Key("Ctrl+Shift+Z", _("in the history: undo the change under the cursor")),
        Key("Enter", _("in the history: open the record; in the backups: look into one")),
        Key("1, 2, 3, 4", _("in the level table: low, moderate, substantial, high")),
        Key(_("Up, Down"), _("along the rail; Enter opens the page")),
    ]


def sections(commands: Iterable[Command]) -> list[tuple[str, list[Key]]]:
    """Return all keys under the headings of the help."""
    return [
        (_("Everywhere"), everywhere(commands)),
        (_("In a sheet"), sheet_keys()),
        (_("On a record's page"), record_keys()),
        (_("In a review"), review_keys()),
        (_("On other pages"), other_keys()),
    ]


def review_keys() -> list[Key]:
    """Return the keys of a review; single ones work while no text is typed."""
    return [
        Key(_("two digits"), _("rate: likelihood, then impact")),
        Key(_("L or I, then a digit"), _("rate likelihood or impact alone")),
        Key(_("arrows"), _("move the rating")),
        Key("K, E, A, C", _("keep, escalate, accept, close")),
        Key("A, N", _("a theme: assess it here, not applicable here")),
        Key("Alt+M", _("comment")),
        Key("Alt+I", _("internal comment")),
        Key("Alt+N", _("next review")),
        Key("R", _("add a response")),
        Key("Ctrl+N", _("add a challenge, and look at it next")),
        Key("Ctrl+Enter", _("save and go on")),
        Key("S", _("skip; a theme: later")),
        Key("PgUp, PgDown", _("the one before, the next one")),
        Key("D", _("in a narrow window: decision or challenge")),
        Key("M", _("on the start page a new meeting, at the end the minutes")),
        Key("Esc", _("leave a text; then to the start page: the review can be gone on with")),
    ]


def everywhere(commands: Iterable[Command]) -> list[Key]:
    """Return the keys that work everywhere."""
    native = QKeySequence.SequenceFormat.NativeText
    own = [Key(QKeySequence(one.key).toString(native), one.title) for one in commands if one.key]
    return [
        *own,
        Key("Ctrl+1 … Ctrl+9", _("the pages of the rail")),
        Key("Ctrl+N", _("begin a record of the kind that is shown, else a challenge")),
        Key("Ctrl+F", _("search the page; where it has no search, the palette")),
        Key("Ctrl+S", _("keep what is typed now")),
        Key("Alt+K", _("in a field or cell: take the text that was typed there and not saved")),
        Key("Alt+Shift+K", _("in a field or cell: discard that text")),
        Key("F6, Shift+F6", _("next and previous part of the window")),
        Key("Ctrl++, Ctrl+-, Ctrl+0", _("zoom")),
    ]
