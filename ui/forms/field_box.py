"""A field of a form: its label with the sign of its origin, its editor, and the sentence where it is wrong."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from cdmo_desk.speech import marked, say, within
from ui import icons
from ui.forms.editor import Editor
from ui.signs import Sign
from ui.text import ElidedLabel, label, tip

UNSOURCED = marked("Assumption, unsourced")


class OriginButton(QToolButton):
    """The sign of where a value comes from; a click asks for its source."""

    def __init__(self, of: str) -> None:
        super().__init__()
        self._of = of
        self.setProperty("flat", True)
        self.setIconSize(QSize(14, 14))
        self.setFixedSize(QSize(20, 18))
        self.setStyleSheet("padding: 0; min-height: 16px; max-height: 16px;")
        self.show_source(None)

    def show_source(self, words: str | None) -> None:
        """Show that a source is known, in these words, or that there is none."""
        self.setIcon(icons.icon("pen-line", "second") if words else icons.icon("circle-help", "warning"))
        says = words or say("{what}. Click to say where it comes from.", what=say(UNSOURCED))
        self.setToolTip(tip(says))
        self.setAccessibleName(say("Source of {field}: {words}", field=self._of, words=words or within(say(UNSOURCED))))

    def show_origin(self, kind: str, words: str) -> None:
        """Show where a value comes from, in these words."""
        self.setIcon(icons.icon(*ORIGINS[kind]))
        self.setToolTip(tip(words))
        self.setAccessibleName(say("Origin of {field}: {words}", field=self._of, words=words))


ORIGINS = {
    "cell": ("file-spreadsheet", "accent"),
    "typed": ("pen-line", "second"),
    "over": ("pen-line", "warning"),
}
"""From a cell of a file, typed by a person, typed over what a cell says."""


class FieldBox(QWidget):
    """Label above, editor, sentence below. A narrow one cuts its label, with the whole as its tool tip."""

    source_wanted = Signal()

    def __init__(self, editor: Editor, *, origin: bool = False, narrow: bool = False) -> None:
        super().__init__()
        self.editor = editor
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(4)
        self.title: QLabel = ElidedLabel(editor.kind.label) if narrow else label(editor.kind.label)
        self.title.setProperty("tone", "second")
        self.title.setBuddy(editor)
        top.addWidget(self.title, 1 if narrow else 0)
        if not narrow:
            top.addStretch(1)
        self.origin = OriginButton(editor.kind.label)
        self.origin.clicked.connect(self.source_wanted)
        self.origin.setVisible(False)
        self._has_origin = origin
        top.addWidget(self.origin)
        rows.addLayout(top)
        self.title.setMinimumHeight(18)
        rows.addWidget(editor)
        self._is_narrow = narrow
        if narrow:
            self.say_unit(editor.kind.unit)
        self.fault = FaultLine()
        rows.addWidget(self.fault)
        rows.addStretch(1)
        editor.judged.connect(self.fault.say)
        editor.name(editor.kind.label)

    def say_unit(self, unit: str) -> None:
        """Show a unit: in the field, or beside the label of three narrow fields, which have no room for it."""
        self.editor.say_unit(unit)
        if self._is_narrow and self.editor.kind.name == "estimate" and isinstance(self.title, ElidedLabel):
            kind = self.editor.kind
            self.title.say(f"{kind.label}, {unit}" if unit else kind.label)
            self.editor.hide_unit()

    def help_words(self) -> str:
        """Return what the strip under the form says of the field."""
        kind = self.editor.kind
        unit = say(" In {unit}.", unit=kind.unit) if kind.unit and kind.unit != "%" else ""
        if kind.name == "estimate":
            unit += say(" One value alone is certain; low, likely and high give a range.")
        return f"{kind.label}.{unit} {kind.help}".strip()

    def show_source(self, words: str | None) -> None:
        """Show the origin of a value that has one to tell."""
        has_value = self.editor.plain is not None
        self.origin.setVisible(self._has_origin and has_value)
        self.origin.show_source(words)

    def show_origin(self, kind: str, words: str) -> None:
        """Show where a value comes from: a cell, a person, or a person over a cell; nothing where there is none."""
        self.origin.setVisible(kind in ORIGINS)
        if kind in ORIGINS:
            self.origin.show_origin(kind, words)


class FaultLine(QWidget):
    """The sentence under a field that is wrong."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(6)
        row.addWidget(Sign("circle-alert", 14, "error"))
        self.words = label("", tone="error", wrap=True)
        row.addWidget(self.words, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence, or nothing."""
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
