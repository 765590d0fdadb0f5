"""What all editors of one value share: what the document holds, what is typed, what was sent and not yet kept."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.edits import mark_edits
from ui.forms.kinds import Kind, with_unit
from ui.forms.numerals import Numerals, Unread


class Editor(QWidget):
    """Edits one plain value. `edited` gives a value that a person typed, `judged` a sentence on it or nothing."""

    edited = Signal(object)
    judged = Signal(str)

    def __init__(self, kind: Kind, numerals: Numerals) -> None:
        super().__init__()
        self.kind = kind
        self.numerals = numerals
        self.plain: Any = None
        self.wrong = ""
        self._sent: list[Any] = []
        self._is_filled = False
        mark_edits(self)

    def take(self, value: Any) -> None:  # noqa: ANN401 - plain JSON
        """Show what the document holds; what is typed and not yet kept stays while the document is as it was."""
        if self._is_filled and value == self.plain and (self.wrong or self._sent or self.is_dirty()):
            return
        self._is_filled = True
        self.plain = value
        self._sent.clear()
        self.judge("")
        self.fill(value)

    def settle(self, value: Any) -> None:  # noqa: ANN401 - plain JSON
        """Hear that a value was kept."""
        if value in self._sent:
            self._sent.remove(value)
        self.plain = value
        if not self._sent and not self.is_dirty() and not self.wrong:
            self.fill(value)

    def refuse(self, sentence: str) -> None:
        """Hear that what was typed cannot be; it stays as typed, with the sentence."""
        self._sent.clear()
        self.judge(sentence)

    def judge(self, sentence: str) -> None:
        """Mark what is typed as wrong with a sentence, or as right with none."""
        self.wrong = sentence
        self.mark(wrong=bool(sentence))
        self.judged.emit(sentence)

    def leave(self) -> None:
        """Leave what is typed, and show again what the document holds."""
        self.judge("")
        self.fill(self.plain)

    def commit(self) -> None:
        """Read what is typed, and hand it on where it is new."""
        try:
            value = self.read()
        except Unread as fault:
            self._sent.clear()
            self.judge(str(fault))
            return
        was_wrong = bool(self.wrong)
        if was_wrong:
            self.judge("")
        last = self._sent[-1] if self._sent else self.plain
        if value == last and type(value) is type(last):
            self.fill(value)
            return
        self._sent.append(value)
        self.fill(value)
        self.edited.emit(value)

    def typed(self) -> tuple[str, ...]:
        """Return the texts as they stand in the editor, none where it holds no text."""
        return ()

    def retype(self, texts: tuple[str, ...], sentence: str) -> None:
        """Show texts that were typed before and could not be kept, with the sentence that says why."""
        self.show_typed(texts)
        self.judge(sentence)

    def hide_unit(self) -> None:
        """Show no unit in the field: it stands elsewhere."""

    # What each kind of editor does in its own way

    def show_typed(self, texts: tuple[str, ...]) -> None:
        """Put texts into the editor without reading them."""

    def read(self) -> Any:  # noqa: ANN401 - plain JSON
        """Return the value typed; raises `Unread`."""
        raise NotImplementedError

    def fill(self, value: Any) -> None:  # noqa: ANN401 - plain JSON
        """Show a value."""
        raise NotImplementedError

    def is_dirty(self) -> bool:
        """Say whether something is typed that was not read yet."""
        return False

    def mark(self, *, wrong: bool) -> None:
        """Show that what is typed is wrong, or right."""

    def name(self, text: str) -> None:
        """Give the name that screen readers say."""
        self.setAccessibleName(text)

    def say_unit(self, unit: str) -> None:
        """Show another unit."""
        self.kind = with_unit(self.kind, unit)
