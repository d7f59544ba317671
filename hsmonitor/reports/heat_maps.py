"""The grids of challenges: where they sit between likelihood and impact, and their levels by category; and the scales."""

from hsmonitor.domain.levels import LevelTable
from hsmonitor.domain.terms import Category, ChallengeStatus, Impact, Level, Likelihood
from hsmonitor.language import _
from hsmonitor.reports.columns import not_rated
from hsmonitor.reports.data_sheets import DataSheets
from hsmonitor.reports.grids import Grid, GridCell
from hsmonitor.reports.house_style import WHOLE, level_look, level_solid
from hsmonitor.reports.table import Criterion, RecordTable, is_empty, is_word
from hsmonitor.store.rows import level_table

NOW, AT_FIRST = ("likelihood", "impact"), ("inherent_likelihood", "inherent_impact")

CROSSED = (
    ("level", "status"),
    ("next_review", "status"),
    ("category", "level", "status"),
    (*NOW, "status"),
    (*AT_FIRST, "status"),
)
"""Of a sheet of challenges, which columns are counted together."""


def challenge_grids(data: DataSheets) -> list[Grid]:
    """Return heat maps, now and where the sheet has it at first, the table of levels, and levels by category."""
    table, challenges = level_table(data.edition.connection), data.sheets["challenge"]
    note = _("Open challenges. The word in each cell is the level that the portfolio's table gives it.")
    maps = [_heat_map(_("Where challenges sit now"), note, challenges, table, NOW)]
    if all(challenges.has(name) for name in AT_FIRST):
        maps.append(_heat_map(_("Where they sat at first"), note, challenges, table, AT_FIRST))
    return [*maps, _scales(table), _by_category(challenges)]


def _closed() -> Criterion:
    return is_word("status", ChallengeStatus.CLOSED.label)


def _heat_map(heading: str, note: str, sheet: RecordTable, table: LevelTable, axes: tuple[str, str]) -> Grid:
    def cell(likelihood: Likelihood, impact: Impact) -> GridCell:
        criteria = (is_word(axes[0], _step(likelihood)), is_word(axes[1], _step(impact)))
        figure = sheet.having(*criteria, unless=_closed())
        return _level_cell(figure_format=True, level=table.get((likelihood, impact)), content=figure)

    rows = [(_step(likelihood), [cell(likelihood, impact) for impact in Impact]) for likelihood in reversed(Likelihood)]
    return Grid(heading, note, _("likelihood, upwards; impact, to the right"), [_step(step) for step in Impact], rows)


def _step(step: Likelihood | Impact) -> str:
    return _("{number} {word}").format(number=step.value, word=step.label)


def _level_cell(*, figure_format: bool, level: str | None, content: object) -> GridCell:
    """Return a cell in the colours of a level; a figure has the level's word behind it."""
    known = Level.of(level) if level else None
    ink, fill = level_look(known)
    word = known.label if known else not_rated()
    shown = f'{WHOLE}" · {word}"' if figure_format else WHOLE
    return GridCell(content or word, ink, fill, shown, bold=True)  # type: ignore[arg-type]  # a figure or nothing


def _by_category(sheet: RecordTable) -> Grid:
    """Count open challenges by category and level; a category that none has is left out."""
    levels: list[Level | None] = [*reversed(Level), None]
    words = [level.label if level else not_rated() for level in levels]
    used = [(term.label, is_word("category", term.label)) for term in Category if sheet.words("category")[term.label]]
    used.append((_("Not recorded"), is_empty("category")))
    rows = [
        (label, [GridCell(sheet.having(asked, is_word("level", word), unless=_closed())) for word in words])
        for label, asked in used
    ]
    colours = [level_solid(level) for level in levels]
    return Grid(_("Open challenges by category and level"), "", _("category"), words, rows, colours)


def _scales(table: LevelTable) -> Grid:
    """Return the table by which likelihood and impact make a level, with the words of both scales."""
    rows = [
        (
            _step(row),
            [_level_cell(figure_format=False, level=table.get((row, column)), content=None) for column in Impact],
        )
        for row in reversed(Likelihood)
    ]
    note = _(
        "The portfolio's own table, which can be changed there; it is not the UN's. A challenge without both is not rated."
    )
    corner = _("likelihood, upwards; impact, to the right")
    return Grid(_("Scales: how a level is derived"), note, corner, [_step(step) for step in Impact], rows)
