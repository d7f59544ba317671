"""The views of a sheet as tabs of its bar: one is picked, what is shown is kept as one, one is taken away."""

from dataclasses import replace

from PySide6.QtCore import QObject

from hsmonitor.ui.sheet.bar import SheetBar
from hsmonitor.ui.sheet.narrowing import Narrowing
from hsmonitor.ui.sheet.view import SheetView
from hsmonitor.ui.sheet.views import NamedState, Views


class TabbedViews(QObject):
    """Ties the views of one sheet to its bar."""

    def __init__(self, bar: SheetBar, table: SheetView, narrowing: Narrowing, views: Views) -> None:
        super().__init__(table)
        self._bar, self._table, self._narrowing, self._views = bar, table, narrowing, views
        bar.tabs.picked.connect(narrowing.show_view)
        bar.save_view.clicked.connect(bar.name.begin)
        bar.name.named.connect(self._save)
        bar.drop_view.clicked.connect(lambda: views.delete(bar.tabs.views[bar.tabs.currentIndex()]))
        views.counted.connect(self._show)

    def _show(self, views: list[NamedState]) -> None:
        self._bar.tabs.set_views(views, self._narrowing.state)
        self._bar.fit_views()

    def _save(self, name: str) -> None:
        columns, widths = tuple(self._table.sheet.columns), dict(self._table.sizes.chosen)
        self._views.save(name, replace(self._narrowing.state, columns=columns, widths=widths))
