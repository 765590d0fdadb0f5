"""The navigation at the left: back to the library, the case, and its steps with their states."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
)

from cdmo_desk.speech import say
from ui import icons
from ui.charts.chart import small, strong
from ui.text import ElidedLabel, tip

WIDE, FOLDED, ROW = 200, 48, 36
STEP = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way: its page, name, icon, and its state in a word; `needs` says what it still lacks."""

    page: str
    title: str
    icon: str
    state: str = ""
    needs: str = ""


class Navigation(QFrame):
    """Names where one is, and takes one elsewhere: `wanted` gives the page."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("navFrame")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 12, 1, 8)
        rows.setSpacing(0)
        self.back = QToolButton()
        self.back.setText(say("Library"))
        self.back.setIcon(icons.icon("arrow-left", "second"))
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.back.setAccessibleName(say("Back to the library"))
        self.back.setToolTip(say("Back to the library (Ctrl+0)"))
        self.back.clicked.connect(lambda: self.wanted.emit("library"))
        rows.addWidget(self.back)
        self.case = ElidedLabel()
        self.case.setProperty("letters", "section")
        self.case.setContentsMargins(16, 10, 12, 0)
        self.about = ElidedLabel()
        self.about.setProperty("tone", "second")
        self.about.setContentsMargins(16, 0, 12, 12)
        rows.addWidget(self.case)
        rows.addWidget(self.about)
        self.list = QListWidget()
        self.list.setObjectName("nav")
        self.list.setAccessibleName(say("Steps"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(_Steps(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._changed)
        rows.addWidget(self.list, 1)
        self.is_folded = False
        self.fold(folded=False)

    def show_steps(self, title: str, about: str, steps: tuple[Step, ...], *, in_case: bool) -> None:
        """Show where one is: the library, or a case and its steps."""
        current = self.current()
        self.case.say(title)
        self.about.say(about)
        self.back.setVisible(in_case)
        self.list.blockSignals(True)
        self.list.clear()
        for step in steps:
            item = QListWidgetItem(step.title)
            item.setData(STEP, step)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{step.title}, {step.state or step.needs}".rstrip(", "))
            item.setSizeHint(QSize(FOLDED, ROW))
            if step.needs:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                item.setToolTip(tip(step.needs))
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.choose(current)

    def choose(self, page: str) -> None:
        """Mark a page as the current one."""
        for number in range(self.list.count()):
            if self.list.item(number).data(STEP).page == page:
                self.list.blockSignals(True)
                self.list.setCurrentRow(number)
                self.list.blockSignals(False)

    def current(self) -> str:
        """Return the current page."""
        number = self.list.currentRow()
        return str(self.list.item(number).data(STEP).page) if number >= 0 else ""

    def fold(self, *, folded: bool) -> None:
        """Show icons only, or icons with names."""
        self.is_folded = folded
        self.setFixedWidth(FOLDED if folded else WIDE)
        self.case.setVisible(not folded)
        self.about.setVisible(not folded)
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if folded else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self.back.setToolButtonStyle(style)

    def _changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.wanted.emit(item.data(STEP).page)


class _Steps(QStyledItemDelegate):
    """Paints a step: icon, name, and its state in small print."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a step."""
        step: Step = index.data(STEP)
        rect: QRect = option.rect
        is_on = bool(option.state & QStyle.StateFlag.State_Selected)
        is_enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        painter.save()
        ground = "base" if is_on else "hover" if option.state & QStyle.StateFlag.State_MouseOver else "nav"
        painter.fillRect(rect, icons.colour(ground))
        if is_on:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), icons.colour("accent"))
        ink = "text" if is_enabled else "off"
        icons.paint(painter, step.icon, QRect(rect.left() + 16, rect.center().y() - 7, 16, 16), ink)
        if rect.width() > FOLDED:
            painter.setFont(strong(option.font) if is_on else option.font)
            painter.setPen(icons.colour(ink))
            painter.drawText(rect.adjusted(42, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), step.title)
            painter.setFont(small(option.font))
            painter.setPen(icons.colour("second" if is_enabled else "off"))
            side = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            painter.drawText(rect.adjusted(0, 0, -14, 0), side, step.state)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(icons.colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()
