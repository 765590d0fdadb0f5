"""A grid with its caption, the sign of its origin, its buttons, and what is wrong in it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cdmo_desk.speech import marked, say
from ui.edits import mark_edits
from ui.forms.field_box import FaultLine, OriginButton
from ui.forms.grid_editor import GridEditor
from ui.panel import flat
from ui.text import ElidedLabel, label

KEYS = marked("Paste a block from Excel with Ctrl+V; Ctrl+R fills right, Ctrl+D fills down, Del clears.")


class GridBox(QWidget):
    """A list as a part of a form."""

    source_wanted = Signal()
    add_wanted = Signal()

    def __init__(self, editor: GridEditor, *, phrase: str = "", origin: bool = False, adds: str = "") -> None:
        super().__init__()
        self.editor = editor
        name = editor.kind.label
        self._has_origin = origin
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.title = label(name, strong=True)
        head.addWidget(self.title)
        self.origin = OriginButton(name)
        self.origin.clicked.connect(self.source_wanted)
        head.addWidget(self.origin)
        self.phrase = ElidedLabel(phrase)
        self.phrase.setProperty("tone", "second")
        head.addWidget(self.phrase, 1)
        if adds:
            self.add = flat("plus", f"{adds}: {name}", adds)
            self.add.clicked.connect(self.add_wanted)
            self.remove = flat(
                "trash-2", say("Remove rows: {table}", table=name), say("Remove the chosen rows (Ctrl+-)")
            )
            self.remove.clicked.connect(editor.grid.remove_rows)
            mark_edits(self.add, self.remove)
            head.addWidget(self.add)
            head.addWidget(self.remove)
        rows.addLayout(head)
        rows.addWidget(editor)
        self.fault = FaultLine()
        rows.addWidget(self.fault)
        editor.judged.connect(self.fault.say)
        editor.name(name)
        self.show_source(None)

    def help_words(self) -> str:
        """Return what the strip says of the grid, or of the cell that could not be kept."""
        grid = self.editor.grid
        wrong = grid.grid.says(grid.currentIndex())
        return wrong or f"{self.editor.kind.label}. {self.editor.kind.help} {say(KEYS)}".replace("  ", " ")

    def show_source(self, words: str | None) -> None:
        """Show the origin of a list that holds anything."""
        self.origin.setVisible(self._has_origin and bool(self.editor.plain))
        self.origin.show_source(words)
