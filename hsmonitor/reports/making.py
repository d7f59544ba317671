"""The one way to make any report."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _
from hsmonitor.reports.options import Options
from hsmonitor.reports.register import report_named
from hsmonitor.store.portfolio import Portfolio


def make(
    portfolio: Portfolio,
    name: str,
    target: Path,
    options: Options | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[str]:
    """Write the report `name` to `target`, whose older file stays as it is until the new one is whole; return what is to be said.

    `progress` hears how many units of how many are done; `cancelled` is asked from time to time. May be called in any
    thread. Raises ReportError, NotThere, PortfolioError, Cancelled.
    """
    report, options = report_named(name), options or Options()
    if target.suffix.casefold() != ".xlsx":
        raise PortfolioError(_("{name} should end in .xlsx.").format(name=target.name or target))
    if report.lacks(options):
        raise PortfolioError(_("{name} needs to be told: {options}.").format(name=report.title, options=report.needed))
    return import_module(report.module).write(portfolio, target, options, progress, cancelled) or []
