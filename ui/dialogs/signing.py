"""The small dialogs of sign-off: a new identity, the route, a reason."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cdmo_desk.desk.sign_off import LEAST, ROLES
from cdmo_desk.speech import say
from ui.pages.approve_lists import ROLES as TITLES
from ui.panel import button, flat
from ui.strips import Strips
from ui.text import label


class Ask(QDialog):
    """A dialog with a sentence, fields and two buttons; `act` is called with the dialog left open."""

    def __init__(self, title: str, says: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(16, 16, 16, 12)
        self.rows.setSpacing(10)
        self.rows.addWidget(label(says, tone="second", wrap=True))
        self.strips = Strips()
        self.rows.addWidget(self.strips)
        self.act: QPushButton = button(verb, primary=True)

    def finish(self) -> None:
        """Put the buttons under what was added."""
        self.rows.addStretch(1)
        leaves = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        leaves.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leaves)
        row.addWidget(self.act)
        self.rows.addLayout(row)

    def refuse(self, says: str) -> None:
        """Say why it was refused."""
        self.strips.show_strip("error", says, key="refused")


class NewIdentity(Ask):
    """Asks for a name and a passphrase, twice."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        says = say(
            "An identity is a key under your passphrase, and a certificate that vouches for itself. The passphrase is "
            "asked at each signature. Nobody can reset it; at least {least} characters, several words are best.",
            least=LEAST,
        )
        super().__init__(say("New identity"), says, say("Make identity"), parent)
        self.name, self.first, self.again = QLineEdit(name), QLineEdit(), QLineEdit()
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        fields = ((say("Name"), self.name), (say("Passphrase"), self.first), (say("Passphrase again"), self.again))
        for row, (title, field) in enumerate(fields):
            field.setAccessibleName(title)
            grid.addWidget(label(title, tone="second"), row, 0)
            grid.addWidget(field, row, 1)
            field.textChanged.connect(self._judge)
            if field is not self.name:
                field.setEchoMode(QLineEdit.EchoMode.Password)
        self.rows.addLayout(grid)
        self.finish()
        self._judge()

    def _judge(self) -> None:
        is_same = self.first.text() == self.again.text()
        self.act.setEnabled(bool(self.name.text().strip()) and len(self.first.text()) >= LEAST and is_same)


class RouteDialog(Ask):
    """Who signs in which role, in order."""

    def __init__(self, route: "list[dict[str, str]]", names: list[str], parent: QWidget | None = None) -> None:
        says = say(
            "Who signs, and in which order. Each signs once it is their turn; nobody can sign in another's place."
        )
        super().__init__(say("Route of signatures"), says, say("Set the route"), parent)
        self._names = names
        self.lines: list[tuple[QComboBox, QComboBox]] = []
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self.rows.addLayout(self._grid)
        more = button(say("Add a step"), "plus")
        more.clicked.connect(lambda: self._add("approved", ""))
        self.rows.addWidget(more)
        for entry in route or [{"role": role, "name": ""} for role in ROLES]:
            self._add(entry["role"], entry["name"])
        self.finish()

    def route(self) -> list[dict[str, Any]]:
        """Return the route as the case keeps it; steps without a person are left out."""
        found = [(str(role.currentData()), name.currentText().strip()) for role, name in self.lines]
        return [{"role": role, "name": name} for role, name in found if name]

    def _add(self, role: str, name: str) -> None:
        row = len(self.lines)
        roles, people = QComboBox(), QComboBox()
        for key in ROLES:
            roles.addItem(say(TITLES[key]), key)
        roles.setCurrentIndex(max(0, roles.findData(role)))
        roles.setAccessibleName(say("Role of step {n}", n=row + 1))
        people.setEditable(True)
        people.addItems(self._names)
        people.setCurrentText(name)
        line = people.lineEdit()
        for part in (people, line) if line is not None else (people,):
            part.setAccessibleName(say("Person of step {n}", n=row + 1))
        away = flat("x", say("Remove step {n}", n=row + 1), say("Remove"))
        pair = (roles, people)

        def remove() -> None:
            self.lines.remove(pair)
            for part in (roles, people, away):
                part.hide()
                part.deleteLater()

        away.clicked.connect(remove)
        self.lines.append(pair)
        place = self._grid.rowCount()
        self._grid.addWidget(roles, place, 0)
        self._grid.addWidget(people, place, 1)
        self._grid.addWidget(away, place, 2)


class Reason(Ask):
    """Asks for a reason; `then` gets it."""

    def __init__(
        self, title: str, says: str, verb: str, then: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, says, verb, parent)
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName(say("Reason"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(96)
        self.rows.addWidget(self.reason)
        self.reason.textChanged.connect(self._judge)
        self.act.clicked.connect(lambda: then(self.reason.toPlainText()))
        self.finish()
        self._judge()

    def _judge(self) -> None:
        self.act.setEnabled(bool(self.reason.toPlainText().strip()))
