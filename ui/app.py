"""The application: one window over one library."""

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from cdmo_desk.desk import Desk
from ui import icons, tongue
from ui.main_window import PROGRAM, MainWindow
from ui.notices import Notices
from ui.opening import Opening
from ui.settings import settings
from ui.single import Doorbell, call_first
from ui.theme import Theme

TURN = 0.001  # seconds after which the worker makes room for the window's thread


def main(library: Path | None = None, case: str | None = None) -> int:
    """Open the window on a library, and on a case of it; returns when it is closed."""
    found = QCoreApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName(PROGRAM)
    tongue.begin(application, tongue.chosen())
    sys.setswitchinterval(TURN)
    application.setWindowIcon(icons.icon("scale", "accent"))
    desk = Desk(library)
    if call_first(desk.path, case):
        return 0
    theme = Theme(application, str(settings().value("theme", "")))
    window = MainWindow(desk, theme)
    Doorbell(window, desk.path)
    opening = Opening(window)
    opening.held.connect(Notices(window).begin)
    window.show()
    QTimer.singleShot(0, opening.begin)
    if case is not None:
        window.work.open_case(case)
    else:
        opening.held.connect(window.resuming.resume)
    try:
        return application.exec()
    finally:
        desk.end()
