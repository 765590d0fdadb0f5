"""Parts of the window that edit a case: they go grey, with the reason in their tool tip, while it takes no edits."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.page import Page
from ui.text import tip

CLOSED = "closed"
"""The property of the window that says why the open case takes no edits; empty where it does."""
EDITS, KEPT, SAID = "edits", "kept", "said"
PAGES = ("brief", "quotes", "level", "score", "explore")
"""The pages that show the open case and edit it."""
WATCHED = (QEvent.Type.EnabledChange, QEvent.Type.Show)

Part = QWidget | QAction


class _Watch(QObject):
    """Keeps parts grey that their page would enable."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look again at a part that was enabled or shown."""
        if event.type() in WATCHED and isinstance(watched, QWidget):
            keep(watched)
        return False


_WATCH = _Watch()


def mark_edits(*parts: Part) -> None:
    """Say that parts edit the open case."""
    for part in parts:
        part.setProperty(EDITS, True)
        if isinstance(part, QAction):
            part.changed.connect(lambda part=part: keep(part))
        else:
            part.installEventFilter(_WATCH)


def closed(part: Part) -> str:
    """Return why a part is grey: the case of its window takes no edits; empty where it does."""
    widget = part.parent() if isinstance(part, QAction) else part
    if not isinstance(widget, QWidget):
        return ""
    reason = str(widget.window().property(CLOSED) or "")
    while reason and isinstance(widget, QWidget) and not isinstance(widget, Page):
        if widget.isWindow():
            return reason  # a command of the window itself
        widget = widget.parentWidget()
    return reason if isinstance(widget, Page) and widget.name in PAGES else ""


def keep(part: Part) -> None:
    """Make a part grey, or give back what it was, as the case of its window has it.

    A part with a method `close_edits` stays in use for reading, and is told instead.
    """
    reason = closed(part)
    close = getattr(part, "close_edits", None)
    if callable(close):
        close(bool(reason))
    elif reason and part.isEnabled():
        part.setProperty(KEPT, True)
        part.setProperty(SAID, part.toolTip())
        part.setEnabled(False)
        part.setToolTip(tip(reason))
    elif not reason and part.property(KEPT):
        part.setProperty(KEPT, False)
        part.setEnabled(True)
        part.setToolTip(str(part.property(SAID) or ""))


def all_parts(window: QWidget) -> list[Part]:
    """Return the parts of a window that edit."""
    found: list[Part] = [*window.findChildren(QWidget), *window.findChildren(QAction)]
    return [part for part in found if part.property(EDITS)]
