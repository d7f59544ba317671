"""The keys of the pages, as the help shows them; those that work everywhere are read from the commands."""

from collections.abc import Iterable
from typing import NamedTuple

from hsmonitor.language import _
from hsmonitor.ui.commands import Command
from hsmonitor.ui.widgets.key_names import key_name


class Key(NamedTuple):
    """One key and what it does."""

    keys: str
    what: str


def _key(keys: str, what: str) -> Key:
    """Return what a key does, or several of them; `keys` are as Qt writes them."""
    return Key(key_name(keys), what)


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
        _key("Esc", _("forget what was typed; in a search or filter: empty it, then go back")),
        _key("Ctrl+Enter", _("while editing: fill all selected cells; in a preview: apply it")),
        _key("Enter", _("open the record (or go down, as the preferences say)")),
        _key("Ctrl+Shift+Enter", _("open the record")),
        _key("Alt+Down", _("open the list of a cell; in a filter, the values of the column with their counts")),
        _key("Ctrl+;", _("today")),
    ]


def _selecting() -> list[Key]:
    return [
        Key(_("Shift with arrows, Ctrl+A"), _("select")),
        Key(_("Ctrl with arrows, Home, End"), _("to the edge of what is recorded; with Shift too, select up to there")),
        _key("Ctrl+Space", _("select the column")),
        _key("Shift+Space", _("select the row")),
        _key("Delete", _('make the selected cells "not recorded"')),
        _key("Ctrl+D", _("fill down")),
    ]


def _copying() -> list[Key]:
    return [
        _key("Ctrl+C, Ctrl+X, Ctrl+V", _("copy, cut, paste, also from and to a spreadsheet")),
        _key("Ctrl+Shift+C", _("copy with headings")),
        _key("Ctrl+I", _("bring in an Excel or CSV file")),
    ]


def _arranging() -> list[Key]:
    return [
        _key("F9", _("show or hide the inspector")),
        _key("Ctrl+Shift+L", _("filter the column")),
        _key("Alt+Shift+Up, Alt+Shift+Down", _("sort by the column; with Ctrl too, after those that sort already")),
        _key("Ctrl+Shift+G", _("group by the column, or no more; on the head of a group Enter folds it")),
        _key("Alt+Shift+Left, Alt+Shift+Right", _("fold or unfold all groups")),
        _key("Ctrl+PgUp, Ctrl+PgDown", _("previous and next view")),
        _key(
            "Ctrl+Shift+PgUp, Ctrl+Shift+PgDown",
            _("partners, engagements, assessments: the kinds that stand together"),
        ),
    ]


def _with_records() -> list[Key]:
    return [
        _key("Ctrl+Del", _("delete the selected records")),
        _key("Ctrl+Shift+B", _("set a field of all selected records")),
        _key("Ctrl+Shift+D", _("duplicate the selected records")),
        _key("Ctrl+M", _("merge the two selected records")),
        _key("Ctrl+Shift+M", _("find records that were entered twice")),
        _key("Alt+R", _("challenges: review the selected ones")),
        _key("Alt+Shift+R", _("challenges: review all that the view shows")),
        _key("Alt+Shift+N", _("challenges: review the selected ones without change")),
    ]


def record_keys() -> list[Key]:
    """Return the keys of a record's page."""
    return [
        Key(_("Tab, Enter"), _("leave the field, which keeps it")),
        _key("Esc", _("bring the old text back; close what is open; back to the sheet")),
        _key("Alt+C", _("where the field comes from: read, cite, say how sure")),
        _key("Alt+H, Alt+Shift+H", _("history of the field, of the record: compare, restore")),
        _key("Insert, Ctrl+Del", _("in a related list: add a line, delete the record of the line")),
        Key(_("letters, F2, Enter"), _("in a related list: edit the cell; Tab goes on to the next, Esc gives up")),
        _key("Ctrl+Shift+Enter", _("in a related list: open the record; on its reference Enter does too")),
        _key("Alt+Shift+Up, Alt+Shift+Down", _("in a list with an order of its own: move the line")),
        _key("Ctrl+PgUp, Ctrl+PgDown", _("previous and next record of the list")),
        _key("Alt+Left, Alt+Right", _("back and forward through the records that were shown")),
        _key("Alt+Down, F4", _("open the list of a field")),
        _key("Ctrl+Del", _("delete the record")),
    ]


def other_keys() -> list[Key]:
    """Return the keys of the other pages."""
    return [
        _key("Ctrl+E", _("in the reports: make the report")),
        _key("M, F, N", _("in an import: take mine, take the file's, go to the next conflict")),
        _key("1, 2, 3", _("in an import: choose what a name that nothing has is to mean")),
        _key("Ctrl+P", _("print, where a page can be printed")),
        _key("Ctrl+Shift+E", _("keep what is shown: minutes as PDF, a heat map as picture")),
        _key("Ctrl+Shift+X", _("minutes to Excel")),
        _key("Ctrl+Shift+C", _("copy what is shown: minutes as text, a heat map as picture")),
        _key(
            "Ctrl+Shift+PgUp, Ctrl+Shift+PgDown",
            _("review, meetings, heat map, what has moved: the pages that stand together"),
        ),
        _key("Ctrl+F", _("in the history: search")),
        _key("Ctrl+Shift+Z", _("in the history: undo the change under the cursor")),
        _key("Enter", _("in the history: open the record; in the backups: look into one")),
        _key("1, 2, 3, 4", _("in the level table: low, moderate, substantial, high")),
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
        _key("K, E, A, C", _("keep, escalate, accept, close")),
        _key("A, N", _("a theme: assess it here, not applicable here")),
        _key("Alt+M", _("comment")),
        _key("Alt+I", _("internal comment")),
        _key("Alt+N", _("next review")),
        _key("R", _("add a response")),
        _key("Ctrl+N", _("add a challenge, and look at it next")),
        _key("Ctrl+Enter", _("save and go on")),
        _key("S", _("skip; a theme: later")),
        _key("PgUp, PgDown", _("the one before, the next one")),
        _key("D", _("in a narrow window: decision or challenge")),
        _key("M", _("on the start page a new meeting, at the end the minutes")),
        _key("Esc", _("leave a text; then to the start page: the review can be gone on with")),
    ]


def everywhere(commands: Iterable[Command]) -> list[Key]:
    """Return the keys that work everywhere."""
    own = [_key(one.key, one.title) for one in commands if one.key]
    return [
        *own,
        _key("Ctrl+1 … Ctrl+9", _("the pages of the rail")),
        _key("Ctrl+N", _("begin a record of the kind that is shown, else a challenge")),
        _key("Ctrl+F", _("search the page; where it has no search, the palette")),
        _key("Ctrl+S", _("keep what is typed now")),
        _key("Alt+K", _("in a field or cell: take the text that was typed there and not saved")),
        _key("Alt+Shift+K", _("in a field or cell: discard that text")),
        _key("F6, Shift+F6", _("next and previous part of the window")),
        _key("Ctrl++, Ctrl+-, Ctrl+0", _("zoom")),
    ]
