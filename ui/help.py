"""Help in the program: one page a topic, our own words only, in a window beside the work."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from cdmo_desk import resource
from cdmo_desk.speech import language, marked, say
from ui import icons

TOPICS = {
    "library": marked("Library"),
    "brief": marked("Brief"),
    "quotes": marked("Quotes"),
    "review": marked("Reviewing a file"),
    "level": marked("Level"),
    "compare": marked("Compare"),
    "explore": marked("Explore"),
    "score": marked("Score"),
    "approve": marked("Approve"),
    "suppliers": marked("Suppliers"),
    "history": marked("History"),
    "figures": marked("How figures are made"),
    "simulation": marked("How the simulation works"),
    "keys": marked("Keys"),
}
ELSEWHERE = {"new": "brief"}


def text_of(topic: str) -> str:
    """Return the page of a topic in the reader's language, in English where there is none."""
    for name in (language(), "en"):
        path = resource.path(f"help/{name}/{topic}.md")
        if path.is_file():
            return path.read_text("utf-8")
    raise KeyError(topic)


class HelpWindow(QDialog):
    """Topics at the left, the page at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(800, 780)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.topics = QListWidget()
        self.topics.setAccessibleName(say("Topics"))
        self.topics.setFixedWidth(190)
        self.topics.setSpacing(3)
        self.topics.addItems([say(title) for title in TOPICS.values()])
        self.page = QTextBrowser()
        self.page.setAccessibleName(say("Help"))
        self.page.setOpenLinks(False)
        self.page.document().setDocumentMargin(18)
        row.addWidget(self.topics)
        row.addWidget(self.page, 1)
        self.topics.currentRowChanged.connect(self._turn)

    def show_topic(self, topic: str) -> None:
        """Show the page of a topic."""
        names = list(TOPICS)
        wanted = ELSEWHERE.get(topic, topic)
        self.topics.setCurrentRow(names.index(wanted) if wanted in names else 0)

    def _turn(self, place: int) -> None:
        self.page.document().setDefaultStyleSheet(
            f"body, p, li, td, th {{ color: {icons.colour('text').name()}; }} th {{ font-weight: 600; }}"
        )
        self.page.document().setMarkdown(
            text_of(list(TOPICS)[place]), QTextDocument.MarkdownFeature.MarkdownDialectGitHub
        )
        self.page.moveCursor(self.page.textCursor().MoveOperation.Start)
