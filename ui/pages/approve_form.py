"""The form to sign with: who, what it means, the passphrase, and what exactly is signed."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cdmo_desk.desk.sign_off import MEANINGS, same_name
from cdmo_desk.speech import marked, say
from ui.panel import Panel, button, link
from ui.signing_state import SignOff
from ui.text import ElidedLabel, label

FILE, TYPED, NEW = "file", "typed", "new"
TITLES = {
    "prepared": marked("Sign as prepared"),
    "reviewed": marked("Sign as reviewed"),
    "approved": marked("Sign as approved"),
}


class SignForm(Panel):
    """Asks for identity and passphrase at every signature; `signs` says that the fields are filled."""

    signs = Signal()
    rejects = Signal()
    identity_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(say("Sign"), " ")
        self.identity, self.meaning, self.passphrase, self.name = QComboBox(), QComboBox(), QLineEdit(), QLineEdit()
        self.p12: Path | None = None
        self._role = self._person = ""
        self._is_chosen = False
        self.meaning.setEditable(True)
        line = self.meaning.lineEdit()
        if line is not None:
            line.setAccessibleName(say("Meaning"))
        self.meaning.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.returnPressed.connect(self.signs)
        self.passphrase.textChanged.connect(self._judge)
        self.name.textChanged.connect(self._judge)
        self.identity.activated.connect(self._choose)
        self.identity.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.meaning.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        grid = QGridLayout()
        grid.setContentsMargins(12, 10, 12, 8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._labels = {}
        fields = ((say("Identity"), self.identity), (say("Name"), self.name), (say("Meaning"), self.meaning))
        for row, (title, field) in enumerate((*fields, (say("Passphrase"), self.passphrase))):
            field.setAccessibleName(title)
            self._labels[field] = label(title, tone="second")
            self._labels[field].setBuddy(field)
            grid.addWidget(self._labels[field], row, 0)
            grid.addWidget(field, row, 1)
        self.about = label("", tone="second", wrap=True)
        grid.addWidget(self.about, 4, 1)
        self.hashes = ElidedLabel()
        self.hashes.setProperty("tone", "second")
        grid.addWidget(self.hashes, 5, 1)
        body = QWidget()
        body.setLayout(grid)
        self.makes = link(say("Make an identity…"))
        self.makes.clicked.connect(self.identity_wanted)
        grid.addWidget(self.makes, 6, 1)
        self.fields = body
        self.add(body)
        self.add(self._foot())
        self.is_free = True

    def _foot(self) -> QFrame:
        """Make the buttons under the fields."""
        self.refuse = button(say("Reject with a reason…"), "x")
        self.refuse.clicked.connect(self.rejects)
        self.sign = button(say("Sign"), "signature", primary=True)
        self.sign.clicked.connect(self.signs)
        foot = QFrame()
        foot.setObjectName("panelFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(8, 8, 8, 8)
        row.addWidget(self.refuse)
        row.addStretch(1)
        row.addWidget(self.sign)
        return foot

    @property
    def kind(self) -> str:
        """Return how is signed: by the name of an identity, or `file`, `typed`."""
        return str(self.identity.currentData() or "")

    def show_state(self, found: SignOff) -> None:
        """Offer what the next of the route can sign with; what is typed stays."""
        step = found.approval.next
        self.setVisible(step is not None and found.approval.state != "rejected")
        if step is None:
            return
        kept = self.identity.currentData()
        if step.role != self._role:
            self._role, kept, self._is_chosen = step.role, None, False
            self.name.clear()
            self.meaning.clear()
            self.meaning.addItem(say(MEANINGS[step.role]))
        self.say(say(TITLES[step.role]), step.person)
        self._person = step.person
        able = [known for known in found.identities if not step.person or same_name(known.name, step.person)]
        names = [known.name for known in able]
        self.makes.setVisible(not names)
        self.identity.blockSignals(True)
        self.identity.clear()
        for known in able:
            until = f"{known.certificate.valid_until:%Y-%m-%d}"
            self.identity.addItem(say("{name}, valid to {until}", name=known.name, until=until), known.name)
        self.identity.addItem(say("Company certificate (.p12, .pfx)…"), FILE)
        self.identity.addItem(say("Typed, without a certificate"), TYPED)
        self.identity.addItem(say("Make an identity…"), NEW)
        is_there = kept in (*names, TYPED) or (kept == FILE and self.p12 is not None)
        wanted = kept if self._is_chosen and is_there else (names or [TYPED])[0]
        self.identity.setCurrentIndex(max(0, self.identity.findData(wanted)))
        self.identity.blockSignals(False)
        self.name.setPlaceholderText(step.person)
        ready = found.ready
        self.hashes.say(
            say("Signed are record {record}… and file {file}…", record=ready.record[:12], file=ready.file[:12])
        )
        self.hashes.setToolTip(f"{ready.record}\n{ready.file}")
        self._arrange()

    def clear(self) -> None:
        """Forget the passphrase."""
        self.passphrase.clear()

    def forget_choice(self) -> None:
        """Sign again with what fits best: an identity was made."""
        self._is_chosen = False

    def set_free(self, *, is_free: bool) -> None:
        """Let nothing be signed while something is being signed, or calculated."""
        self.is_free = is_free
        self._judge()

    def _choose(self) -> None:
        self._is_chosen = self.kind != NEW
        if self.kind == NEW:
            self.identity_wanted.emit()
            self.identity.setCurrentIndex(0)
        elif self.kind == FILE:
            name, _ = QFileDialog.getOpenFileName(
                self, say("Company certificate"), str(Path.home()), say("Certificates with key (*.p12 *.pfx)")
            )
            self.p12 = Path(name) if name else None
            if self.p12 is not None:
                self.identity.setItemText(self.identity.currentIndex(), self.p12.name)
            else:
                self.identity.setCurrentIndex(0)
        self._arrange()

    def _arrange(self) -> None:
        is_typed = self.kind == TYPED
        for field, is_shown in ((self.name, is_typed), (self.passphrase, not is_typed)):
            field.setVisible(is_shown)
            self._labels[field].setVisible(is_shown)
        if is_typed and self._person and not self.makes.isHidden():
            says = say(
                "No identity of {name} is here. A typed name is recorded and printed as typed: no digital signature.",
                name=self._person,
            )
        elif is_typed:
            says = say("Recorded and printed as typed. It is no digital signature, and nobody can check who typed it.")
        else:
            says = say("The time is that of this computer; no time-stamping service is used.")
        self.about.setText(says)
        self._judge()

    def _judge(self) -> None:
        typed = self.name.text().strip()
        is_named = same_name(typed, self._person) if self._person else bool(typed)
        given = is_named if self.kind == TYPED else bool(self.passphrase.text())
        self.sign.setEnabled(self.is_free and given and self.kind != NEW)
        self.refuse.setEnabled(self.is_free)


def focus(form: SignForm) -> QWidget:
    """Return the field that is to be filled next."""
    return form.name if form.kind == TYPED else form.passphrase


def stack(*parts: QWidget) -> QWidget:
    """Return panels one under the other, with room below them."""
    made = QWidget()
    rows = QVBoxLayout(made)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(8)
    for part in parts:
        rows.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
    rows.addStretch(1)
    return made
