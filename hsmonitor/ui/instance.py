"""One desk a settings folder: a second start hands over what it was asked for, and ends.

The first one holds a file in the settings folder for as long as it runs, however it ends; the socket beside it, which only
its owner can use, carries what later ones ask for. Where neither can be had, desks stand side by side as they always could.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, BinaryIO

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _
from hsmonitor.store.holding import hold

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = 15.0
"""Seconds for which a second start waits for the first one to answer: it may be starting itself."""
AGAIN = 0.05
LONGEST = 90
"""Bytes that the path of a socket may have; systems end at a hundred and a few, and Qt adds some while it makes one."""

_DONE = b"done\n"


class Instance:
    """The desk that this process is to be; `is_first` says whether no other runs with these settings."""

    def __init__(self, folder: Path) -> None:
        self._address = _address(folder)
        self._server: QLocalServer | None = None
        self._held: BinaryIO | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._held = hold(folder / "desk.lock")
            self.is_first = self._held is not None
        except OSError:
            self.is_first = True

    def hand_over(self, path: Path | None) -> None:
        """Have the first desk show `path` and come forward. Raises PortfolioError where it does not answer."""
        until = monotonic() + PATIENCE
        while monotonic() < until:
            if _asked(self._address, path, until):
                return
            sleep(AGAIN)
        message = _(
            "Human Security Monitor runs already, but does not answer. Wait a moment, or end it; then start again."
        )
        raise PortfolioError(message)

    def listen(self, asked: Callable[[Path | None], object]) -> None:
        """Call `asked` with what later starts want: a portfolio, or None to come forward."""
        from PySide6.QtNetwork import QLocalServer

        if self._held is None:
            return
        QLocalServer.removeServer(self._address)  # one that was killed leaves its socket behind
        self._server = QLocalServer()
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(lambda: self._take(asked))
        self._server.listen(self._address)

    def _take(self, asked: Callable[[Path | None], object]) -> None:
        socket = self._server.nextPendingConnection() if self._server else None
        if socket:
            socket.readyRead.connect(lambda: _answer(socket, asked))
            socket.disconnected.connect(socket.deleteLater)
            _answer(socket, asked)  # what is here already is not told any more

    def leave(self) -> None:
        """Let another desk be the first."""
        if self._server:
            self._server.close()
        if self._held:
            self._held.close()


def _address(folder: Path) -> str:
    inside = folder / "desk"
    if os.name == "posix" and len(os.fsencode(inside)) <= LONGEST:
        return str(inside)
    import hashlib

    return f"hsmonitor-{hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:24]}"


def _asked(address: str, path: Path | None, until: float) -> bool:
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(500):
        return False
    socket.write(json.dumps({"open": str(path) if path else ""}).encode() + b"\n")
    while monotonic() < until and not socket.canReadLine():
        if not socket.waitForReadyRead(500) and socket.state() != QLocalSocket.LocalSocketState.ConnectedState:
            break  # an answer may have come with the end of the connection: it is read, or the wish would be told twice
    return bytes(socket.readLine().data()) == _DONE


def _answer(socket: "QLocalSocket", asked: Callable[[Path | None], object]) -> None:
    if not socket.canReadLine():
        return
    try:
        wanted = str(json.loads(bytes(socket.readLine().data()))["open"])
    except (ValueError, KeyError, TypeError):
        socket.abort()
        return
    asked(Path(wanted) if wanted else None)
    socket.write(_DONE)
    socket.flush()
    socket.disconnectFromServer()
