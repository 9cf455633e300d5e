"""The desk that is open hears of a second start, and comes forward.

Who may write is decided by the lock of the operating system alone; this only carries
the call. Nothing of the records goes this way.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_CALL: Final = b"come forward\n"
_ANSWER: Final = b"here\n"
_PATIENCE_MS: Final = 3000
"""So long a second start waits for an answer; the first may be busy."""


class FirstDesk(QObject):
    """Listens for second starts on a record file, while it is the one that has the lock."""

    called = Signal()

    def __init__(self, record_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        name = _name_of(record_file)
        # One that was killed leaves its socket; whoever holds the lock may take it away.
        QLocalServer.removeServer(name)
        self.is_listening = self._server.listen(name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _greet(self) -> None:
        while self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            caller.disconnected.connect(caller.deleteLater)
            caller.readyRead.connect(lambda caller=caller: self._answer(caller))
            if caller.bytesAvailable():
                self._answer(caller)

    def _answer(self, caller: QLocalSocket) -> None:
        if caller.readAll().data() == _CALL:
            caller.write(_ANSWER)
            caller.flush()
            self.called.emit()


def call_first(record_file: Path) -> bool:
    """Ask the desk that has a record file open to come forward; whether it answered.

    Another user's desk, or one on another computer, does not.
    """
    socket = QLocalSocket()
    socket.connectToServer(_name_of(record_file))
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    socket.write(_CALL)
    socket.flush()
    answered = socket.waitForReadyRead(_PATIENCE_MS) and socket.readAll().data() == _ANSWER
    socket.disconnectFromServer()
    return answered


def _name_of(record_file: Path) -> str:
    """The same for a file by whatever link it is reached, and it tells nobody the path."""
    path = str(record_file.resolve()).encode(errors="surrogateescape")
    return f"linli-{hashlib.sha256(path).hexdigest()[:24]}"
