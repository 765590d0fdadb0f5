"""Panels: a frame with a head that holds a title, one grey phrase and tools; and a panel around a table."""

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from cdmo_desk.speech import say
from ui import icons
from ui.sheet_view import SheetView
from ui.text import ElidedLabel, label

BESIDE_TEXT = QSize(20, 16)  # an icon of 16 with room to the text after it


class Panel(QFrame):
    """A framed part of a page."""

    def __init__(self, title: str = "", phrase: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(1, 1, 1, 1)
        self.rows.setSpacing(0)
        self.title = label(title, size="section")
        self.phrase = ElidedLabel(phrase)
        self.phrase.setProperty("tone", "second")
        self.head = QFrame()
        self.head.setObjectName("panelHead")
        self.tools = QHBoxLayout(self.head)
        self.tools.setContentsMargins(12, 0, 8, 0)
        self.tools.setSpacing(8)
        self.tools.addWidget(self.title)
        self.tools.addWidget(self.phrase, 1)
        self.rows.addWidget(self.head)
        self.head.setVisible(bool(title))

    def say(self, title: str, phrase: str = "") -> None:
        """Change title and phrase."""
        self.title.setText(title)
        self.phrase.say(phrase)
        self.head.setVisible(bool(title))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget below what is there."""
        self.rows.addWidget(widget, stretch)

    def tool(self, widget: QWidget) -> None:
        """Add a tool at the right of the head."""
        self.tools.addWidget(widget)


class SheetPanel(Panel):
    """A panel around a table, with its filter row and its columns at hand."""

    def __init__(self, title: str, phrase: str = "", *, name: str = "", by_cell: bool = False) -> None:
        super().__init__(title, phrase)
        self.view = SheetView(name or title, by_cell=by_cell)
        self.filter = flat("filter", say("Filter {name}", name=name or title), say("Filter row"))
        self.filter.setCheckable(True)
        self.filter.toggled.connect(self.view.filters.open)
        self.chooser = flat("columns-3", say("Columns of {name}", name=name or title), say("Choose columns"))
        self.chooser.clicked.connect(self._choose_columns)
        self.tool(self.filter)
        self.tool(self.chooser)
        self.add(self.view, 1)

    def _choose_columns(self) -> None:
        menu = self.view.columns.menu(QMenu(self))
        menu.popup(self.chooser.mapToGlobal(QPoint(0, self.chooser.height())))


def flat(icon: str, name: str, tip: str) -> QToolButton:
    """Return a small button without a frame."""
    made = QToolButton()
    made.setProperty("flat", True)
    made.setIcon(icons.icon(icon))
    made.setIconSize(QSize(16, 16))
    made.setAccessibleName(name)
    made.setToolTip(tip)
    return made


def button(text: str, icon: str = "", *, primary: bool = False) -> QPushButton:
    """Return a button."""
    made = QPushButton(text)
    if icon:
        made.setIcon(icons.icon(icon, "on_accent" if primary else "text"))
        made.setIconSize(BESIDE_TEXT)
    if primary:
        made.setProperty("primary", True)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def link(text: str) -> QPushButton:
    """Return a button that looks like a link."""
    made = QPushButton(text)
    made.setProperty("link", True)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def line() -> QFrame:
    """Return a hairline."""
    made = QFrame()
    made.setObjectName("line")
    return made
