"""What can be done with a file that was made: open it, show its folder, copy it, put it into a mail."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _
from hsmonitor.ui.widgets.message import Message

Actions = list[tuple[str, Callable[[], None]]]


def show(path: Path) -> None:
    """Have the system open a file or folder."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def copy(path: Path) -> None:
    """Put the file itself on the clipboard, to be pasted into a folder or a mail, and its path for where text is asked."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    data.setText(str(path))
    QGuiApplication.clipboard().setMimeData(data)


def of_file(path: Path, message: Message, subject: str = "") -> Actions:
    """Return the actions on a file, which `message` offers; with `subject` also that of putting it into a mail."""
    actions: Actions = [
        (_("Open"), lambda: show(path)),
        (_("Show folder"), lambda: show(path.parent)),
        (_("Copy"), lambda: _copy(path, actions, message)),
    ]
    if subject:
        actions.append((_("As mail draft"), lambda: _draft(path, subject, message)))
    return actions


def _copy(path: Path, actions: Actions, message: Message) -> None:
    copy(path)
    message.say(_("{name} is copied: paste it into a folder or a mail.").format(name=path.name), "ok", actions)


def _draft(path: Path, subject: str, message: Message) -> None:
    from hsmonitor.reports.mail import write_draft

    try:
        draft = write_draft(path, subject)
    except (PortfolioError, OSError) as error:
        message.say(str(error), "error")
    else:
        show(draft)
        message.say(
            _("{name} was made: a mail to be addressed and sent.").format(name=draft.name),
            "ok",
            of_file(draft, message),
        )
