"""The right of the page Approve: the document with its outline, pages to turn, zoom, and a text found in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from cdmo_desk.speech import counted, say
from ui.panel import Panel, flat
from ui.paper import Paper
from ui.preview import FIT, STEPS, Preview
from ui.requests import Requests
from ui.rings import Ring
from ui.text import label

PAGE = Qt.ItemDataRole.UserRole + 1


class DocumentPanel(Panel):
    """A document and its ways through it."""

    def __init__(self, requests: Requests) -> None:
        super().__init__(say("Document"), " ")
        self.preview = Preview(requests)
        self.outline = _Outline()
        self.outline.setAccessibleName(say("Outline"))
        Ring(self.outline)
        self.outline.setFrameShape(QFrame.Shape.NoFrame)
        self.outline.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.outline.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.outline.itemActivated.connect(self._go)
        self.outline.itemClicked.connect(self._go)
        self.found = label("", tone="second")
        self.zooms = QComboBox()
        self.zooms.setAccessibleName(say("Zoom"))
        self.zooms.addItem(say("Fit width"), FIT)
        for step in STEPS:
            self.zooms.addItem(f"{step:.0%}", step)
        self.zooms.activated.connect(lambda _place: self.preview.zoom(float(self.zooms.currentData())))
        self._tools()
        across = QSplitter()
        across.setHandleWidth(1)
        across.setChildrenCollapsible(False)
        across.addWidget(self.outline)
        across.addWidget(self._shown())
        across.setStretchFactor(1, 1)
        across.setSizes([196, 600])
        self.add(across, 1)
        self.preview.turned.connect(self._turned)
        self.preview.found.connect(self._count)
        self.preview.zoomed.connect(self._zoomed)
        self._chapters: list[int] = []

    def show_paper(self, paper: Paper) -> None:
        """Show a document with its outline."""
        self.waiting.hide()
        self.preview.show()
        self.outline.clear()
        top = [chapter for chapter in paper.chapters if chapter.level == 0]
        self._chapters = [chapter.page for chapter in top]
        for number, chapter in enumerate(top, start=1):
            item = QListWidgetItem(f"{number}  {chapter.title if number > 1 else say('Decision')}")
            item.setToolTip(chapter.title)
            item.setData(PAGE, chapter.page)
            self.outline.addItem(item)
        self.preview.show_paper(paper)

    def say_working(self, says: str) -> None:
        """Say that there is no document yet."""
        self.waiting.setText(says)
        self.waiting.show()
        if not self.preview.pages:
            self.preview.hide()

    def look_for(self, text: str) -> None:
        """Light a text in the document."""
        if not text.strip():
            self.found.setText("")
        self.preview.look_for(text)

    def _tools(self) -> None:
        tools = (
            ("chevron-up", say("Previous page"), lambda: self.preview.go(self.preview.page - 1)),
            ("chevron-down", say("Next page"), lambda: self.preview.go(self.preview.page + 1)),
            ("minus", say("Smaller"), lambda: self.preview.step(-1)),
            ("plus", say("Larger"), lambda: self.preview.step(1)),
        )
        self.tool(self.found)
        for number, (icon, name, act) in enumerate(tools):
            made = flat(icon, name, name)
            made.clicked.connect(lambda _down=False, act=act: act())
            if number == len(tools) - 1:
                self.tool(self.zooms)
            self.tool(made)

    def _shown(self) -> QWidget:
        made = QWidget()
        rows = QVBoxLayout(made)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self.waiting = label("", tone="second")
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.waiting.setMargin(24)
        rows.addWidget(self.waiting)
        rows.addWidget(self.preview, 1)
        return made

    def _go(self, item: QListWidgetItem) -> None:
        self.preview.go(int(item.data(PAGE)))

    def _turned(self, page: int) -> None:
        if not self.preview.pages:
            return
        self.say(say("Document"), say("page {page} of {pages}", page=page + 1, pages=self.preview.pages))
        places = [number for number, start in enumerate(self._chapters) if start <= page]
        if places and self.outline.currentRow() not in [n for n, start in enumerate(self._chapters) if start == page]:
            self.outline.setCurrentRow(places[-1])

    def _count(self, number: int) -> None:
        says = counted("found once", "found {n} times, F3 for the next", number) if number else say("not found")
        self.found.setText(says)

    def _zoomed(self, factor: float) -> None:
        place = self.zooms.findData(factor)
        if place >= 0:
            self.zooms.setCurrentIndex(place)


class _Outline(QListWidget):
    """The headings, with room around them."""

    def __init__(self) -> None:
        super().__init__()
        self.setViewportMargins(8, 6, 4, 6)
        self.setSpacing(2)
