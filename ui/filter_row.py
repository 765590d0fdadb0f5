"""The row of filters under the head of a table: what is typed hides rows and alters nothing."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from cdmo_desk.speech import say
from ui.sheet_head import SheetHead
from ui.sheet_model import SheetModel, heading

HEIGHT = 26


class FilterRow(QObject):
    """A field a column, in the head."""

    filtered = Signal()

    def __init__(self, head: SheetHead, model: SheetModel) -> None:
        super().__init__(head)
        self._head = head
        self._model = model
        self.fields: dict[str, QLineEdit] = {}
        for moved in (head.sectionResized, head.sectionMoved, head.geometriesChanged):
            moved.connect(self._place)
        model.modelReset.connect(self._renew)

    @property
    def is_open(self) -> bool:
        """Say whether the row is shown."""
        return self._head.below > 0

    def open(self, shown: bool) -> None:
        """Open or close the row; closing shows all rows again."""
        self._head.below = HEIGHT if shown else 0
        for field in self.fields.values():
            field.deleteLater()
        self.fields = {column.id: self._field(heading(column)) for column in self._model.columns} if shown else {}
        self._head.settle()
        self._place()
        self.filtered.emit()

    def texts(self) -> dict[str, str]:
        """Return the texts that are filtered by, by column."""
        return {name: field.text() for name, field in self.fields.items() if field.text()}

    def _field(self, name: str) -> QLineEdit:
        made = QLineEdit(self._head.viewport())
        made.setProperty("filter", True)
        made.setAccessibleName(say("Filter {name}", name=name))
        made.setPlaceholderText(say("Filter"))
        made.textChanged.connect(self.filtered)
        made.show()
        return made

    def _renew(self) -> None:
        if self.is_open and list(self.fields) != [column.id for column in self._model.columns]:
            self.open(shown=True)

    def _place(self, *_moved: int) -> None:
        top = self._head.height_now() - HEIGHT + 1
        for place, column in enumerate(self._model.columns):
            field = self.fields.get(column.id)
            if field is not None:
                left, width = self._head.sectionViewportPosition(place), self._head.sectionSize(place)
                field.setVisible(not self._head.isSectionHidden(place))
                field.setGeometry(left + 2, top, width - 4, HEIGHT - 4)
