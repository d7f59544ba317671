"""What each page is for and how it is used, as F1 says it; what its records mean comes from their descriptions."""

from hsmonitor.language import _

SHEET = _(
    "A sheet is used as a spreadsheet is: move with the arrows, type to change a cell, type into the last line to add a record."
    " What is typed is saved when its cell is left. The tabs are views, the line under a title filters its column."
)
RECORD = _(
    "A record with all its fields. A field is saved when it is left; what cannot be taken stays in it with the reason beneath."
    " At the other side stands what belongs to the record, where its facts come from, and what happened to it. The lists there"
    " are edited in place, cell by cell; a reference opens its record."
)
PAGES = {
    "overview": _(
        "What the portfolio holds, what is due and what is not recorded yet. Each number is a button: it opens the records"
        " behind it. In the map each cell opens its challenges."
    ),
    "history": _(
        "Every change, the newest first: when, what, who. Filter by words, person, kind and dates; the project of the bar above"
        " narrows it too. Enter opens the record. Undo this takes one change back, whoever made it, and is a change itself."
    ),
    "reports": _(
        "Excel workbooks, fit to be sent. Choose the edition and the file. A project that is chosen in the bar above narrows"
        " the report to it."
    ),
    "preferences": _("What you choose for yourself on this computer. Each choice holds at once, in every window."),
    "settings": _(
        "What holds for everybody who opens this portfolio. Fields are saved when they are left. The level table is tried on"
        " screen first: below it stands how many challenges would change their level; nothing is changed before you apply it."
    ),
    "review": _(
        "Challenges one after another: rate, decide, say when to look again, go on. Begin with all that is due, with a project or"
        " with a meeting. Where you stop, you can go on later."
    ),
    "minutes": _(
        "What was decided in a meeting or a period, to be copied into a mail, printed, or kept as PDF or Excel workbook."
    ),
    "heat map": _(
        "Where challenges sit by likelihood and impact: at first and now, or at the end of any two days. Arrows tell how many"
        " came up or down to a cell. Each cell opens its challenges; those that are not rated are counted beside it."
    ),
    "moves": _("Which challenges have moved between two days, and from which level to which. Enter opens one."),
    "import": _(
        "A workbook or spreadsheet, compared with the portfolio row by row before anything is written. What you accept is one"
        " change, and one undo takes it back. Of a spreadsheet from elsewhere you see first which sheet, headings and columns"
        " are read, and correct it; it is remembered. M and F answer a conflict, 1 to 3 say what a name means that nothing has."
    ),
    "kept": _(
        "Texts that were typed and could not be saved, from this start or an earlier one. Each is offered in its field: open"
        " its place, and keep it or let it go there."
    ),
    "backups": _(
        "Copies that the program takes by itself: before the first change of a day, before a large step, and at the end."
        " Enter looks into one without changing anything; bringing one back keeps the present portfolio among the backups."
    ),
}

KINDS = {"settings": "office", "review": "review", "minutes": "meeting"}
"""The kind of record whose fields a page that is no sheet lets one fill in; its help explains them."""


def of_page(page: str) -> str:
    """Return what the page `page` is for; sheets and records have words in common."""
    if page == "record":
        return RECORD
    return PAGES.get(page, SHEET)
