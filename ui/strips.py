"""Messages as strips where they concern: icon, what happened, what to do. Errors stay, confirmations leave."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from cdmo_desk.speech import marked, say
from ui.panel import flat, link
from ui.signs import Sign
from ui.text import label

ICONS = {
    "error": ("circle-alert", "error"),
    "warning": ("triangle-alert", "warning"),
    "info": ("info", "info"),
    "ok": ("circle-check", "ok"),
    "work": ("hourglass", "second"),
}
KINDS = {
    "error": marked("error"),
    "warning": marked("warning"),
    "info": marked("note"),
    "ok": marked("done"),
    "work": marked("in progress"),
}
STAYS = 6000  # milliseconds that a confirmation stays


class Strip(QFrame):
    """One message; `act` is the name of what can be done and what it does."""

    def __init__(self, kind: str, text: str, act: tuple[str, Callable[[], object]] | None = None) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setProperty("kind", kind)
        self.setAccessibleName(f"{say(KINDS[kind])}: {text}")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(8)
        row.addWidget(Sign(ICONS[kind][0], 16, ICONS[kind][1]))
        self.words = label(text, wrap=True)
        row.addWidget(self.words, 1)
        self.bar: QProgressBar | None = None
        if kind == "work":
            self.bar = bar = QProgressBar()
            bar.setRange(0, 0)
            bar.setTextVisible(False)
            bar.setFixedWidth(120)
            bar.setAccessibleName(say("In progress"))
            row.addWidget(bar)
        if act is not None:
            self.act = link(act[0])
            self.act.clicked.connect(lambda: act[1]())  # noqa: PLW0108 - without Qt's flag
            row.addWidget(self.act)
        if kind != "work":
            shut = flat("x", say("Close the message"), say("Close"))
            shut.clicked.connect(self.leave)
            row.addWidget(shut)

    def leave(self) -> None:
        """Go away."""
        self.hide()
        self.deleteLater()


class Strips(QWidget):
    """The messages of a page, newest last; one key shows one message."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self._kept: dict[str, Strip] = {}
        self.hide()

    def show_strip(
        self, kind: str, text: str, act: tuple[str, Callable[[], object]] | None = None, *, key: str = ""
    ) -> Strip:
        """Show a message. Confirmations leave by themselves, unless somebody's keyboard is on them."""
        self.clear(key or text)
        strip = Strip(kind, text, act)
        strip.destroyed.connect(self._tidy)
        self._kept[key or text] = strip
        self._rows.addWidget(strip)
        self.show()
        if kind == "ok":
            self._leave_later(strip)
        return strip

    def clear(self, key: str) -> None:
        """Take a message away."""
        strip = self._kept.pop(key, None)
        if strip is not None:
            strip.leave()
            self._tidy()

    def _leave_later(self, strip: Strip) -> None:
        timer = QTimer(strip)
        timer.setInterval(STAYS)

        def leave() -> None:
            if not any(child.hasFocus() for child in strip.findChildren(QWidget)):
                for key in [key for key, kept in self._kept.items() if kept is strip]:
                    self.clear(key)

        timer.timeout.connect(leave)
        timer.start()

    def _tidy(self, gone: QObject | None = None) -> None:
        del gone
        self._kept = {key: strip for key, strip in self._kept.items() if not strip.isHidden()}
        self.setVisible(bool(self._kept))
