"""What stands above the table of a sheet: title and actions, views as tabs, and the search."""

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from hsmonitor.domain.record import Record
from hsmonitor.language import _
from hsmonitor.ui.sheet.kind_tabs import kind_tabs
from hsmonitor.ui.sheet.name_line import NameLine
from hsmonitor.ui.sheet.tabs import ViewTabs
from hsmonitor.ui.theme import icons
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Actions, Button, IconButton
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.layouts import take_out
from hsmonitor.ui.widgets.line import Line


class SheetBar(QWidget):
    """The storeys above the table; plain widgets that the page wires."""

    def __init__(self, record: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record = record
        self.title = kind_tabs(record.kind)
        self.note = Words(font="body", tint="text2")
        label = _("New {kind}").format(kind=record.label.lower())
        self.columns = Button(_("Columns"), role="quiet", icon="columns")
        self.act = Button(_("Actions"), role="quiet", icon="down")
        self.new = Button(label, role="primary", icon="add", key="Ctrl+N", shortcut=True)
        self.tabs = ViewTabs()
        self.more = Button(_("More"), role="link")
        self.more.setAccessibleName(_("More views"))
        self.more.clicked.connect(self._show_more)
        self._folded = False
        self.save_view = IconButton("add", _("Save what is shown as a view"))
        self.drop_view = IconButton("delete", _("Delete this view"))
        self.name = NameLine()
        self.search = self._make_search()
        self.name.asking.connect(self.search.setHidden)  # there is no room for both in a narrow window
        self._lay_out()
        look().changed.connect(self._measure)
        self._measure()

    def allow(self, *, changing: bool) -> None:
        """Offer changes where they can be made."""
        self.new.setVisible(changing and not self._record.append_only)

    def _make_search(self) -> QLineEdit:
        name = _("Search in {records}").format(records=self._record.plural)
        search = Line(name, prompt=_('Search, such as: drought status:closed "water points"'))
        search.setClearButtonEnabled(True)
        search.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        return search

    def _lay_out(self) -> None:
        self._storeys = QVBoxLayout(self)
        self._head, self._views = QHBoxLayout(), QHBoxLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.note)
        self._actions = Actions(self.columns, self.act, self.new)
        self._head.addWidget(self._actions, 1)
        for widget in (self.tabs, self.more, self.save_view, self.drop_view, self.name):
            self._views.addWidget(widget)
        self._views.addStretch(0)  # the search takes what room there is first
        self._views.addWidget(self.search, 1)
        for storey in (self._head, self._views):
            self._storeys.addLayout(storey)

    def _measure(self) -> None:
        self._storeys.setContentsMargins(0, 0, 0, 0)
        self._storeys.setSpacing(px(6))
        for storey in (self._head, self._views):
            storey.setContentsMargins(px(20), 0, px(16), 0)
            storey.setSpacing(px(8))
        self.search.setMinimumWidth(px(100 if self._folded else 150))
        self.search.setMaximumWidth(px(360))
        self.search.setFixedHeight(px(30))
        self.name.setMinimumWidth(px(120))
        self.name.setMaximumWidth(px(180))
        for glass in self.search.actions():  # asked of Qt: what Python holds of it was found to be dead in low windows
            glass.setIcon(icons.icon("search", "muted"))

    def fold(self, folded: bool) -> None:
        """Have title and buttons in the row of the views, as far as there is room; or in a row of their own."""
        if folded == self._folded:
            return
        self._folded = folded
        self.search.setMinimumWidth(px(100 if folded else 150))
        take_out(self.title)
        take_out(self._actions)
        storey = self._views if folded else self._head
        storey.insertWidget(0, self.title)
        storey.addWidget(self._actions, 0 if folded else 1)
        self.note.setVisible(not folded)
        self.fit_views()

    def fit_views(self) -> None:
        """Show as many views as there is room for, the present one always; the others are under "More"."""
        tabs = self.tabs
        here = tabs.currentIndex()
        self.drop_view.setVisible(0 <= here < len(tabs.views) and bool(tabs.views[here].key))
        others = [self.more, self.save_view, *([self.drop_view] if self.drop_view.isVisibleTo(self) else [])]
        taken = sum(one.sizeHint().width() + px(8) for one in others) + self.search.minimumWidth() + px(60)
        tabs.fit(self.width() - taken - self._fit_head(self.width() - taken))
        self.more.setVisible(tabs.hidden_views() > 0)

    def _fit_head(self, room: int) -> int:
        """Show of title and buttons what the row of the views has room for; return how much of it they take.

        Several kinds that stand together come before the views, a title alone after them: the rail says it too.
        """
        self.title.setVisible(True)
        self._name_new(True)
        if not self._folded:
            return 0
        title, named = self.title.sizeHint().width() + px(8), self._actions.minimumSizeHint().width()
        self._name_new(False)
        least = self._actions.minimumSizeHint().width()
        views = self.tabs.whole_width()
        first = self.tabs.tabSizeHint(max(0, self.tabs.currentIndex())).width() if self.title.count() > 1 else views
        shown = title if title + least + first <= room else 0
        self.title.setVisible(shown > 0)
        if shown + named + views <= room:
            self._name_new(True)
            least = named
        return shown + least

    def _name_new(self, named: bool) -> None:
        words = _("New {kind}").format(kind=self._record.label.lower())
        self.new.setText(words if named else "")
        self.new.setAccessibleName(words)

    def _show_more(self) -> None:
        menu = QMenu(self)
        for number in range(self.tabs.count()):
            if not self.tabs.isTabVisible(number):
                menu.addAction(self.tabs.tabText(number), partial(self.tabs.setCurrentIndex, number))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room shows more views."""
        super().resizeEvent(event)
        self.fit_views()
