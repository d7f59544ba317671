"""The reports page: makes the workbook beside the window, shows how far it is, opens it and its folder."""

from pathlib import Path
from threading import Event, Thread

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from hsmonitor.domain.dates import today
from hsmonitor.domain.errors import Cancelled, PortfolioError
from hsmonitor.language import _
from hsmonitor.store.identity import documents_folder
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.message import Message


class ReportsPage(QWidget):
    """Makes the portfolio report."""

    _moved = Signal(int, int)
    _ended = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._cancelled = Event()
        self._thread: Thread | None = None
        self.title = Words(_("Reports"), font="title")
        self.card = Card(_("Portfolio report"), note=_("Excel workbook, fit to be sent"))
        self._make_fields()
        self._make_actions()
        self.message = Message()
        self._page = QVBoxLayout(self)
        for widget in (self.title, self.card, self.message):
            self._page.addWidget(widget)
        self._page.addStretch(1)
        self._moved.connect(self._show_progress)
        self._ended.connect(self._show_end)
        look().changed.connect(self._measure)
        self._measure()

    def _make_fields(self) -> None:
        holds = _(
            "Cover, overview with charts, projects, partners, challenges, responses, lessons and sources. Counts and sums are"
            " formulas; what is not recorded stays so and never counts as zero."
        )
        self.card.body.addWidget(Words(holds, tint="text2", wrap=True))
        self.target = QLineEdit(str(self._proposed()))
        self.target.setProperty("wrong", False)
        self.target.setAccessibleName(_("File"))
        self.choose = Button(_("Choose…"), role="plain", icon="folder")
        self.choose.clicked.connect(self._choose)
        self.audience = QComboBox()
        self.audience.addItem(_("Donor: leaves out what is internal"), "donor")
        self.audience.addItem(_("Internal: everything"), "internal")
        self.audience.setAccessibleName(_("Edition"))
        for label, widgets in ((_("Edition"), (self.audience,)), (_("File"), (self.target, self.choose))):
            row = QHBoxLayout()
            caption = Words(label, font="label", tint="text2")
            caption.setFixedWidth(px(80))
            row.addWidget(caption)
            for widget in widgets:
                row.addWidget(widget)
            if len(widgets) == 1:
                row.addStretch(1)
            self.card.body.addLayout(row)

    def _make_actions(self) -> None:
        self.make = Button(_("Make report"), role="primary", icon="report", key="Ctrl+E", shortcut=True)
        self.make.clicked.connect(self.start)
        self.cancel = Button(_("Cancel"), role="plain")
        self.cancel.clicked.connect(self._cancelled.set)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(_("Progress of the report"))
        self.progress.setTextVisible(True)
        row = QHBoxLayout()
        row.addWidget(self.make)
        row.addWidget(self.cancel)
        row.addWidget(self.progress, 1)
        row.addStretch(1)
        self.cancel.hide()
        self.progress.hide()
        self.card.body.addLayout(row)

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), px(14), px(16), px(12))
        self._page.setSpacing(px(12))
        self.card.body.setSpacing(px(12))
        self.target.setFixedHeight(px(30))
        self.target.setMinimumWidth(px(360))
        self.audience.setFixedHeight(px(30))
        self.audience.setMinimumWidth(px(300))

    def open(self) -> None:
        """Be looked at."""
        self.make.setFocus(Qt.FocusReason.OtherFocusReason)

    def _proposed(self) -> Path:
        name = _("{portfolio} report {day}.xlsx").format(
            portfolio=self.desk.portfolio.path.stem, day=today().isoformat()
        )
        folder = documents_folder()
        return (folder if folder.is_dir() else self.desk.portfolio.path.parent) / name

    def _choose(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self,
            _("Report"),
            self.target.text(),
            _("Excel workbook (*.xlsx)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.target.setText(name)

    def start(self) -> None:
        """Make the workbook beside the window."""
        if self._thread and self._thread.is_alive():
            return
        self._cancelled.clear()
        self.message.hide()
        self.progress.setRange(0, 0)
        for widget, shown in ((self.progress, True), (self.cancel, True)):
            widget.setVisible(shown)
        self.make.setEnabled(False)
        target, audience = Path(self.target.text().strip()).expanduser(), str(self.audience.currentData())
        self._thread = Thread(target=self._work, args=(target, audience), daemon=True)
        self._thread.start()

    def _work(self, target: Path, audience: str) -> None:
        from hsmonitor.reports.making import make
        from hsmonitor.reports.options import Options

        try:
            make(
                self.desk.portfolio,
                "portfolio",
                target,
                Options(audience=audience, project=self.desk.project),
                progress=self._moved.emit,
                cancelled=self._cancelled.is_set,
            )
        except (PortfolioError, Cancelled) as error:
            self._ended.emit(error)
        except Exception as error:  # whatever went wrong is told, and the program goes on
            self._ended.emit(PortfolioError(_("The report could not be made: {reason}").format(reason=error)))
        else:
            self._ended.emit(target)

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)

    def _show_end(self, outcome: object) -> None:
        self.progress.hide()
        self.cancel.hide()
        self.make.setEnabled(True)
        if isinstance(outcome, Path):
            actions = [(_("Open"), lambda: _show(outcome)), (_("Show folder"), lambda: _show(outcome.parent))]
            self.message.say(_("{name} was made.").format(name=outcome.name), "ok", actions)
        elif isinstance(outcome, Cancelled):
            self.message.say(_("The report was cancelled. What was there before is untouched."), "info")
        else:
            self.message.say(str(outcome), "error")


def _show(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
