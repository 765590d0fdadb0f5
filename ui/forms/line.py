"""A line to type in, with its unit inside at the right; undo of what is not yet typed goes to the window."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.text import label

PAD = 9


class Line(QLineEdit):
    """A line edit that knows its unit and whether what it holds is wrong; `left` says that Esc was pressed in it."""

    left = Signal()

    def __init__(self, unit: str = "", *, right: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit = label("", tone="second")
        self._unit.setParent(self)
        self._unit.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if right:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.say_unit(unit)

    def say_unit(self, unit: str) -> None:
        """Show a unit at the right."""
        self._unit.setText(unit)
        self._unit.setVisible(bool(unit))
        self._place()

    def mark(self, *, wrong: bool) -> None:
        """Frame the field as wrong, or as usual."""
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", "true" if wrong else None)
            self.style().unpolish(self)
            self.style().polish(self)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the unit at the right."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Give the unit its room in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_unit"):
            self._place()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window while nothing is typed here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if event.key() == Qt.Key.Key_Escape and (self.isModified() or self.property("wrong")):
                event.accept()
                return True
            if not self.isModified() and (event.matches(keys.Undo) or event.matches(keys.Redo)):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave what is typed with Esc."""
        if event.key() == Qt.Key.Key_Escape and (self.isModified() or self.property("wrong")):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _place(self) -> None:
        width = self._unit.sizeHint().width() if self._unit.text() else 0
        self.setTextMargins(0, 0, width + 4 if width else 0, 0)
        self._unit.setGeometry(self.width() - width - PAD, 0, width, self.height())
