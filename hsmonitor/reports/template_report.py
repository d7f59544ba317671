"""A user's own workbook filled in: its marks are replaced, its looks, pictures and charts kept."""

from collections.abc import Callable, Iterable
from pathlib import Path

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _
from hsmonitor.reports.moment import edition_of
from hsmonitor.reports.options import Options
from hsmonitor.reports.saving import Progress, replacing
from hsmonitor.reports.template.filling import Sheet
from hsmonitor.reports.template.marks import Answers, Place
from hsmonitor.reports.template.moving import move
from hsmonitor.reports.template.package import Package
from hsmonitor.store.portfolio import Portfolio

KINDS = ("project", "partner", "challenge", "response", "activity", "result", "lesson")
"""What a preview counts: a template may ask for any of them."""


def write(
    portfolio: Portfolio,
    target: Path,
    options: Options,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[str]:
    """Fill in the template and return what is to be said of its marks. Raises ReportError, PortfolioError, Cancelled."""
    package = Package(Path(options.template or ""))
    if Path(options.template or "").resolve() == target.resolve():
        raise PortfolioError(_("The template would be overwritten. Choose another name."))
    watch = Progress(len(package.sheets), progress, cancelled)
    with replacing(target) as beside, edition_of(portfolio, options) as edition:
        office = edition.connection.execute("SELECT title FROM office").fetchone()
        answers = Answers(edition, (office and office["title"]) or portfolio.path.stem)
        growths = []
        for name, part in package.sheets.items():
            watch.look()
            growths.append(Sheet(name, package.tree(part), package.texts, answers).fill())
        move(package, growths)
        package.save(beside)
        watch.finish()
    return list(_told(answers))


def _told(answers: Answers) -> Iterable[str]:
    if answers.unknown:
        yield _("Unknown marks, left as they are: {marks}.").format(marks=_listed(answers.unknown))
    if answers.kept_back:
        yield _("Left empty, as no donor may read it: {marks}.").format(marks=_listed(answers.kept_back))


def _listed(places: list[Place]) -> str:
    first: dict[str, Place] = {}
    for place in places:
        first.setdefault(place.mark, place)
    mark = _("{mark} in {sheet}, {cell}")
    return "; ".join(mark.format(mark="{{" + one.mark + "}}", sheet=one.sheet, cell=one.cell) for one in first.values())
