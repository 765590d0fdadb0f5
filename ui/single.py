"""One window a library: a second start brings the first window to the front and ends."""

from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QMainWindow

PATIENCE = 300  # milliseconds that a first window has to answer


def channel(library: Path) -> str:
    """Return the name under which a library's window is called."""
    return f"cdmo-desk-{sha256(str(library.absolute()).encode(errors='backslashreplace')).hexdigest()[:16]}"


def call_first(library: Path, case: str | None) -> bool:
    """Ask the window that has a library open to show itself, and a case; say whether there is one."""
    socket = QLocalSocket()
    socket.connectToServer(channel(library))
    if not socket.waitForConnected(PATIENCE):
        return False
    socket.write((case or "").encode())
    socket.waitForBytesWritten(PATIENCE)
    socket.disconnectFromServer()
    return True


class Doorbell(QObject):
    """Listens for later starts, and brings its window to the front."""

    def __init__(self, window: QMainWindow, library: Path) -> None:
        super().__init__(window)
        self._window = window
        self.rung: list[str] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        if not self._server.listen(channel(library)):
            QLocalServer.removeServer(channel(library))  # left by a window that was ended hard
            self._server.listen(channel(library))

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        socket.waitForReadyRead(PATIENCE)
        case = bytes(socket.readAll().data()).decode(errors="replace")
        self.rung.append(case)
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        work = getattr(self._window, "work", None)
        if case and work is not None:
            work.open_case(case)
