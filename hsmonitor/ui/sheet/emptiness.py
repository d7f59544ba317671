"""What a sheet says where it has no rows: the card with three ways in, or why nothing is found."""

from PySide6.QtCore import QObject

from hsmonitor.domain.dates import display_date
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.sheet.empty_card import EmptyCard
from hsmonitor.ui.sheet.narrowing import Narrowing
from hsmonitor.ui.sheet.view import SheetView
from hsmonitor.ui.widgets.floating import Floating
from hsmonitor.ui.widgets.message import Message


class Emptiness(QObject):
    """`card` stands over the table of a sheet that is empty altogether, `message` over one that only shows nothing."""

    def __init__(self, table: SheetView, narrowing: Narrowing, desk: Desk) -> None:
        super().__init__(table)
        self._table, self._model = table, table.sheet
        self._narrowing, self._desk = narrowing, desk
        self.card = EmptyCard(self._model.record, table)
        self.message = Message()
        Floating(self.message, table, height=0.5)
        table.resized.connect(self.card.place)
        table.editing.changed.connect(self._give_way)
        self._model.failed.connect(self._tell_failure)

    def tell(self) -> None:
        """Say it, or no more."""
        count, model, records = self._model.count, self._model, self._model.record.plural.lower()
        none_at_all = not (count or self._narrowing.narrowed)
        begins = none_at_all and model.ready_line
        self.card.show_if(begins and not model.begun and not self._table.editing.active)
        if count or begins:
            self.message.hide()
        elif self._desk.day:
            day = display_date(self._desk.day.isoformat())
            self.message.say(_("As of {day} nothing is recorded that would stand here.").format(day=day), "info")
        elif none_at_all:
            self.message.say(_("There are no {records} yet.").format(records=records), "info")
        else:
            self.message.say(_("Nothing is found. Search for fewer or shorter words."), "info")

    def _tell_failure(self, error: Exception) -> None:
        if isinstance(error, PortfolioError):  # what is asked for cannot be found so
            self.message.say(str(error), "error")
        else:
            self._desk.tell_failure(error)

    def _give_way(self) -> None:
        if self._table.editing.active:
            self.card.show_if(False)
