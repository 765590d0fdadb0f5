"""The heads of a supplier's sheet: letters over what each column is taken for, numbers beside what each row is."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableView, QWidget

from cdmo_desk.speech import marked, say
from ui import icons
from ui.review_cells import small
from ui.review_model import GridModel

LETTERS, BOXES = 20, 28
ROLES = {
    "": marked("not read"),
    "number": marked("Ref."),
    "section": marked("Section"),
    "description": marked("Description"),
    "quantity": marked("Qty"),
    "unit": marked("Unit"),
    "unit_price": marked("Unit price"),
    "amount": marked("Amount"),
    "currency": marked("Currency"),
    "basis": marked("Basis"),
    "note": marked("Remark"),
    "less": marked("Discount"),
    "year": marked("Year"),
    "tier": marked("Volume step"),
}


class ColumnHead(QHeaderView):
    """Letters with a box under each that says what the column holds. `said` gives the column and its role."""

    said = Signal(int, str)

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._boxes: dict[int, QComboBox] = {}
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(28)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sectionResized.connect(self.place)
        self.geometriesChanged.connect(self.place)
        parent.horizontalScrollBar().valueChanged.connect(self.place)

    def show_roles(self, roles: dict[int, str]) -> None:
        """Show what the columns hold, by their numbers from 1; those without a table have no box."""
        for column in self._boxes.keys() - roles.keys():
            self._boxes.pop(column).deleteLater()
        for column, role in roles.items():
            box = self._boxes.get(column) or self._made(column)
            name = role if role in ROLES else ""
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(name)))
            box.blockSignals(False)
            box.setProperty("quiet", not name)
        self.place()

    def box(self, column: int) -> QComboBox | None:
        """Return the box of a column."""
        return self._boxes.get(column)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of both rows."""
        return QSize(super().sizeHint().width(), LETTERS + BOXES)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        """Paint a column's letters."""
        painter.save()
        upper = QRect(rect.left(), rect.top(), rect.width(), LETTERS)
        painter.fillRect(rect, icons.colour("base"))
        painter.fillRect(upper, icons.colour("header"))
        painter.setPen(icons.colour("hairline"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(upper.bottomLeft(), upper.bottomRight())
        painter.setPen(icons.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(icons.colour("second"))
        painter.setFont(small(self.font()))
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.restore()

    def place(self, *_moved: object) -> None:
        """Put every box under its letters."""
        for column, box in self._boxes.items():
            left, width = self.sectionViewportPosition(column - 1), self.sectionSize(column - 1)
            box.setGeometry(left + 1, LETTERS + 1, max(10, width - 2), BOXES - 3)
            box.setVisible(not self.isSectionHidden(column - 1) and left < self.viewport().width())

    def _made(self, column: int) -> QComboBox:
        box = QComboBox(self.viewport())
        letters = str(self.model().headerData(column - 1, Qt.Orientation.Horizontal) or "")
        box.setAccessibleName(say("Column {letters} is taken as", letters=letters))
        box.setProperty("inhead", True)
        box.setFont(small(self.font()))
        for role, title in ROLES.items():
            box.addItem(say(title), role)
        box.view().setMinimumWidth(130)
        box.setMinimumContentsLength(1)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.activated.connect(lambda _place: self.said.emit(column, str(box.currentData() or "ignored")))
        box.show()
        self._boxes[column] = box
        return box


class RowHead(QHeaderView):
    """Numbers with a word each: what the row was taken for. `asked` gives a row whose word was clicked, and where."""

    asked = Signal(int, QPoint)

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._rows = model
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(16)
        self.setDefaultSectionSize(20)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the width of numbers and words."""
        metrics = self.fontMetrics()
        number = metrics.horizontalAdvance("0" * max(3, len(str(self._rows.rowCount()))))
        return QSize(number + metrics.horizontalAdvance(say("heading")) + 18, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        """Paint a row's number and word; a word that a person said is in the accent."""
        painter.save()
        painter.fillRect(rect, icons.colour("header"))
        painter.setPen(icons.colour("hairline"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(icons.colour("border"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        row = section + 1
        inner = rect.adjusted(6, 0, -5, 0)
        painter.setFont(small(self.font()))
        painter.setPen(icons.colour("second"))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), str(row))
        said = self._rows.is_said(row)
        painter.setFont(small(self.font(), strong=said))
        painter.setPen(icons.colour("accent" if said else "second"))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._rows.word(row))
        painter.restore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask what a row is where its word was clicked."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        section = self.logicalIndexAt(place)
        if section >= 0 and place.x() > self.width() // 3:
            self.asked.emit(section + 1, event.globalPosition().toPoint())
