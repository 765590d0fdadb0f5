"""Text of others is plain text: labels that interpret no markup, tool tips that show it as it stands."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

LONGEST_TIP = 1000


def label(text: str = "", *, tone: str = "", size: str = "", strong: bool = False, wrap: bool = False) -> QLabel:
    """Return a label of plain text. `tone` and `size` are names of the style sheet."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    for name, value in (("tone", tone), ("letters", size), ("strong", strong or None)):
        if value:
            made.setProperty(name, value)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return made


def tip(text: str) -> str:
    """Return a text as a tool tip shows it letter by letter, wrapped where it is long."""
    if not text:
        return ""
    return f"<p>{escape(text[:LONGEST_TIP]).replace(chr(10), '<br>')}</p>"


def say(widget: QWidget, name: str, description: str = "") -> None:
    """Give a widget the name that screen readers say."""
    widget.setAccessibleName(name)
    if description:
        widget.setAccessibleDescription(description)


class ElidedLabel(QLabel):
    """A label of one line that ends in an ellipsis where there is no room, with the whole as its tool tip.

    One of `lines` breaks into so many before it ends in an ellipsis.
    """

    def __init__(self, text: str = "", lines: int = 1) -> None:
        super().__init__()
        self.lines = lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""
        self.say(text)

    def say(self, text: str) -> None:
        """Show a text."""
        self._whole = " ".join(text.split())
        self._fit()

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Show as much as fits."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        metrics, room = self.fontMetrics(), max(0, self.contentsRect().width() - 2)
        rest = self._whole
        shown: list[str] = []
        while rest and len(shown) < self.lines - 1 and metrics.horizontalAdvance(rest) > room:
            head = rest
            while metrics.horizontalAdvance(head) > room and " " in head:
                head = head.rpartition(" ")[0]
            shown.append(head)
            rest = rest[len(head) :].lstrip()
        shown.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room))
        self.setText("\n".join(shown))
        self.setToolTip(tip(self._whole) if shown[-1] != rest else "")
        self.setAccessibleName(self._whole)
