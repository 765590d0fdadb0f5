"""The left of the page Approve: the checklist with its links, the route with its people, the documents of the case."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cdmo_desk.desk.sign_off import Approval, Paper, Step, moment
from cdmo_desk.sheets.checklist import Check, summary
from cdmo_desk.speech import counted, marked, say
from ui.panel import Panel, flat, line, link
from ui.signs import Sign
from ui.text import ElidedLabel, label

CHECKS = {
    "ok": ("circle-check", "ok"),
    "warning": ("triangle-alert", "warning"),
    "error": ("circle-alert", "error"),
    "info": ("info", "info"),
}
PAGES = {
    "brief": marked("Brief"),
    "quotes": marked("Quotes"),
    "level": marked("Level"),
    "compare": marked("Compare"),
    "score": marked("Score"),
}
ROLES = {"prepared": marked("Prepared"), "reviewed": marked("Reviewed"), "approved": marked("Approved")}
STEPS = {
    "signed": ("circle-check", "ok", marked("Signed")),
    "typed": ("pen-line", "ok", marked("Typed, no certificate")),
    "rejected": ("circle-x", "error", marked("Rejected")),
    "next": ("signature", "accent", marked("Next")),
    "waiting": ("circle-dashed", "second", marked("Waiting")),
}
PAPERS = {"current": marked("current"), "superseded": marked("superseded"), "rejected": marked("rejected")}


class Checklist(Panel):
    """What is there and what is missing before sign-off; `wanted` gives the page a link leads to."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(say("Checklist"), " ")
        self._rows = QGridLayout()
        self._rows.setContentsMargins(12, 4, 8, 6)
        self._rows.setHorizontalSpacing(8)
        self._rows.setVerticalSpacing(1)
        self._rows.setColumnStretch(1, 1)
        self._body = QWidget()
        self._body.setLayout(self._rows)
        self.add(self._body)
        self._shown: tuple[Check, ...] | None = None

    def show_checks(self, checks: tuple[Check, ...]) -> None:
        """Show the points."""
        if checks == self._shown:
            return
        self._shown = checks
        self.say(say("Checklist"), summary(checks))
        _clear(self._rows)
        for number, check in enumerate(checks):
            icon, tone = CHECKS[check.state]
            sign = Sign(icon, 14, tone)
            sign.setAccessibleName(check.state)
            words = ElidedLabel(check.says)
            words.setAccessibleName(f"{check.state}: {check.says}")
            self._rows.addWidget(sign, number, 0)
            self._rows.addWidget(words, number, 1)
            self._rows.addWidget(label(check.figure, tone="second"), number, 2)
            if check.page:
                leads = link(say(PAGES[check.page]))
                leads.setAccessibleName(say("{says}: go to {page}", says=check.says, page=say(PAGES[check.page])))
                leads.clicked.connect(lambda _down=False, page=check.page: self.wanted.emit(page))
                self._rows.addWidget(leads, number, 3)
            self._rows.setRowMinimumHeight(number, 23)


class RoutePanel(Panel):
    """The route: role, person and state of each step; `edit_wanted` asks to change it."""

    edit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(say("Route"), " ")
        self.edits = flat("pen-line", say("Change the route"), say("Change who signs in which role"))
        self.edits.clicked.connect(self.edit_wanted)
        self.tool(self.edits)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        body = QWidget()
        body.setLayout(self._rows)
        self.add(body)

    def show_route(self, found: Approval) -> None:
        """Show where everybody stands."""
        says = say("{done} of {of} signed", done=found.done, of=len(found.steps))
        self.say(say("Route"), says)
        self.edits.setEnabled(not found.is_frozen)
        _clear(self._rows)
        for number, step in enumerate(found.steps):
            if number:
                self._rows.addWidget(line())
            self._rows.addWidget(_step(step))


class Documents(Panel):
    """The documents of the case, the newest first; `wanted` gives the SHA-256 of the one to be looked at."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(say("Documents"), " ")
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(12, 4, 8, 6)
        self._rows.setSpacing(0)
        body = QWidget()
        body.setLayout(self._rows)
        self.add(body)

    def show_papers(self, papers: Sequence[Paper]) -> None:
        """Show them."""
        self.setVisible(bool(papers))
        self.say(say("Documents"), counted("1 revision", "{n} revisions", len(papers)))
        _clear(self._rows)
        for paper in papers:
            row = QHBoxLayout()
            row.setSpacing(8)
            signed = counted("1 sign-off", "{n} sign-offs", paper.signatures)
            says = say(
                "Revision {n}, {signed}, {state}", n=paper.revision, signed=signed, state=say(PAPERS[paper.state])
            )
            row.addWidget(Sign("file-text", 14, "second" if paper.state != "current" else "text"))
            row.addWidget(ElidedLabel(says), 1)
            opens = link(say("Show"))
            opens.setAccessibleName(say("Show the document of revision {n}", n=paper.revision))
            opens.clicked.connect(lambda _down=False, file=paper.file: self.wanted.emit(file))
            row.addWidget(opens)
            self._rows.addLayout(row)


def _step(step: Step) -> QWidget:
    icon, tone, word = STEPS[step.state]
    made = QFrame()
    row = QGridLayout(made)
    row.setContentsMargins(12, 6, 12, 6)
    row.setHorizontalSpacing(8)
    row.setVerticalSpacing(0)
    row.setColumnStretch(1, 1)
    row.setColumnStretch(3, 1)
    role = label(say(ROLES[step.role]))
    role.setFixedWidth(72)
    row.addWidget(role, 0, 0)
    name = label(step.person or say("anybody"), strong=bool(step.person))
    row.addWidget(name, 0, 1)
    row.addWidget(Sign(icon, 14, tone), 0, 2)
    row.addWidget(label(say(word)), 0, 3)
    act = step.act
    if act is not None:
        second = act.reason if step.state == "rejected" else act.meaning
        said = ElidedLabel(second)
        said.setProperty("tone", "second")
        row.addWidget(said, 1, 1)
        row.addWidget(label(moment(act.time), tone="second"), 1, 2, 1, 2)
    return made


def _clear(rows: QVBoxLayout | QGridLayout) -> None:
    """Take everything out of a layout."""
    while rows.count():
        item = rows.takeAt(0)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        if isinstance(inner, QHBoxLayout):
            while inner.count():
                part = inner.takeAt(0)
                found = part.widget() if part is not None else None
                if found is not None:
                    found.hide()
                    found.deleteLater()
            inner.deleteLater()
