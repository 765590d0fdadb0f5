"""Approve: what is missing, who signs in which order, the document itself, and the form to sign it with."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QScrollArea, QSplitter, QVBoxLayout, QWidget

from cdmo_desk import files
from cdmo_desk.problem import Refused
from cdmo_desk.sheets.checklist import is_ready
from cdmo_desk.speech import marked, say
from ui.dialogs.signing import Ask, NewIdentity, Reason, RouteDialog
from ui.empty import EmptyState
from ui.page import Page
from ui.pages import approve_words as words
from ui.pages.approve_document import DocumentPanel
from ui.pages.approve_form import FILE, TYPED, SignForm, stack
from ui.pages.approve_lists import Checklist, Documents, RoutePanel
from ui.panel import button
from ui.requests import LATER, Requests
from ui.rings import Ring
from ui.signing_state import SignOff, look, own_identities

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk
    from cdmo_desk.desk.sign_off import Done, Identity
    from ui.figured import Figured
    from ui.paper import Paper


class ApprovePage(Page):
    """The sign-off of the open case. `page_wanted`, `verify_wanted` and `workbook_wanted` lead elsewhere."""

    name = "approve"
    title = marked("Approve")
    page_wanted = Signal(str)
    verify_wanted = Signal()
    workbook_wanted = Signal()
    stepped = Signal()

    def __init__(self, requests: Requests) -> None:
        super().__init__()
        self._requests = requests
        self._found: Figured | None = None
        self._is_due = False
        self.shown: SignOff | None = None
        self.checks_, self.route, self.form, self.papers = Checklist(), RoutePanel(), SignForm(), Documents()
        self.document = DocumentPanel(requests)
        self.verifies = button(say("Verify a file…"), "badge-check")
        self.revises = button(say("New revision"), "file-plus")
        self.saves = button(say("Save PDF…"), "file-down")
        self.books = button(say("Export workbook…"), "file-spreadsheet")
        self.books.clicked.connect(self.workbook_wanted)
        for made in (self.verifies, self.revises, self.books, self.saves):
            self.add_button(made)
        self.verifies.clicked.connect(self.verify_wanted)
        self.revises.clicked.connect(self.ask_revision)
        self.saves.clicked.connect(self.save)
        self.checks_.wanted.connect(self.page_wanted)
        self.route.edit_wanted.connect(self.ask_route)
        self.papers.wanted.connect(self._show_older)
        self.form.signs.connect(self.sign)
        self.form.rejects.connect(self.ask_rejection)
        self.form.identity_wanted.connect(self.ask_identity)
        self.dialog: Ask | None = None
        self.states.addWidget(self._empty())
        self.states.addWidget(self._body())

    @property
    def state(self) -> str:
        """Return how far the sign-off is, for the navigation."""
        return words.state(self.shown.approval if self.shown else None)

    def registered(self, done: "Done") -> None:
        """Show signatures that were made elsewhere."""
        if self.shown is not None and done.approval.case == self.shown.approval.case:
            self._look()

    def show_figures(self, found: "Figured") -> None:
        """Show the sign-off of a case with these figures, at once if the page is seen."""
        if self.shown is not None and self.shown.case.brief.id != found.case.brief.id:
            self.shown = None
            self.form.clear()
        if not found.comparison.trials and self.shown is not None and self.shown.approval.is_frozen:
            return  # the case has not changed, and its simulation follows
        self._found, self._is_due = found, True
        if self.isVisible():
            self._look()

    def showEvent(self, event: Any) -> None:  # noqa: ANN401, N802 - Qt's own
        """Show what came while the page was not seen."""
        super().showEvent(event)
        if self._is_due:
            self._look()

    def look_for(self, text: str) -> None:
        """Find a text in the document."""
        self.document.look_for(text)

    def landing(self) -> QWidget:
        """Return the document."""
        return self.document.preview

    # What is asked

    def sign(self) -> None:
        """Sign what is shown, as the fields say."""
        shown, form = self.shown, self.form
        step = shown.approval.next if shown else None
        if shown is None or step is None or not form.sign.isEnabled():
            return
        seen, meaning, role, kind = shown.ready, form.meaning.currentText(), step.role, form.kind
        name, passphrase, p12 = form.name.text(), form.passphrase.text(), form.p12
        form.set_free(is_free=False)
        self.strips.clear("refused")
        self.strips.show_strip("work", say("Signing…"), key="work")

        def request(desk: "Desk") -> "Done":
            if kind == TYPED:
                return desk.type_off(seen, role=role, name=name, meaning=meaning)
            if kind == FILE:
                return desk.sign_case(seen, passphrase, role=role, meaning=meaning, p12=p12)
            return desk.sign_case(seen, passphrase, role=role, meaning=meaning, identity=kind)

        self._requests.ask(request, self._done, self._refuse)

    def ask_rejection(self) -> None:
        """Ask why it is rejected."""
        says = say("The revision goes no further, and the reason stands in the audit trail and beside the document.")
        self._open(Reason(say("Reject"), says, say("Reject this revision"), self._reject, self))

    def ask_revision(self) -> None:
        """Ask why a new revision is begun."""
        says = say("The case can be edited again. What was signed is kept, and shown as superseded.")
        self._open(Reason(say("New revision"), says, say("Start a new revision"), self._revise, self))

    def ask_route(self) -> None:
        """Ask who signs in which role."""
        shown = self.shown
        if shown is None:
            return
        route = [{"role": entry.role, "name": entry.name} for entry in shown.case.brief.route]
        dialog = RouteDialog(route, [known.name for known in shown.identities], self)
        dialog.act.clicked.connect(lambda: self._set_route(dialog))
        self._open(dialog)

    def ask_identity(self) -> None:
        """Ask for a name and a passphrase for a new identity."""
        step = self.shown.approval.next if self.shown else None
        dialog = NewIdentity(step.person if step else "", self)
        dialog.act.clicked.connect(lambda: self._make_identity(dialog))
        self._open(dialog)

    def save(self) -> None:
        """Ask where to, and write the document: as it is signed, or as a draft."""
        shown, found = self.shown, self._found
        if shown is None or found is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, say("Save PDF"), words.file_name(shown), "PDF (*.pdf)")
        if name:
            self.save_to(Path(name).with_suffix(".pdf"))

    def save_to(self, path: Path) -> None:
        """Write the document."""
        shown, found = self.shown, self._found
        if shown is None or found is None:
            return

        def request(desk: "Desk") -> None:
            if shown.ready.is_frozen:
                files.put(path, shown.ready.content)
            else:
                desk.report(found.case, found.comparison, path)

        def then(_nothing: object) -> None:
            act = (say("Open folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))))
            self.strips.show_strip("ok", say("{name} is written.", name=path.name), act, key="saved")

        self._requests.ask(request, then, self._refuse)

    # What is shown

    def _look(self) -> None:
        found = self._found
        if found is None:
            return
        self._is_due = False
        if not found.case.offers:
            self.states.setCurrentIndex(0)
            self.say("", say("Nothing to approve yet."))
            return
        self.states.setCurrentIndex(1)
        if not found.comparison.trials:
            self.form.set_free(is_free=False)
            self.document.say_working(say("The figures are calculated…"))
            return
        if self.shown is None:
            self.document.say_working(say("The document is printed…"))
        self._requests.ask(
            lambda desk: look(desk, found.case, found.comparison),
            self._show,
            self._refuse,
            key="approve",
            urgency=LATER,
        )

    def _show(self, shown: SignOff) -> None:
        before, self.shown = self.shown, shown
        approval = shown.approval
        self.say(*words.sentences(shown))
        self.revises.setVisible(approval.is_frozen)
        self.checks_.show_checks(shown.checks)
        self.route.show_route(approval)
        self._put_first(self.route if approval.is_frozen else self.checks_)
        self.papers.show_papers(approval.papers)
        self.form.show_state(shown)
        self.form.set_free(is_free=is_ready(shown.checks) or approval.is_frozen)
        self.strips.clear("older")
        if before is None or before.ready.file != shown.ready.file:
            self.document.show_paper(shown.paper)
        if before is None or len(before.approval.acts) != len(approval.acts):
            self.stepped.emit()

    def _put_first(self, part: QWidget) -> None:
        """Put on top what matters now: what is missing, or whose turn it is."""
        rows = self.parts.layout()
        if isinstance(rows, QVBoxLayout) and rows.indexOf(part):
            rows.removeWidget(part)
            rows.insertWidget(0, part, 0, Qt.AlignmentFlag.AlignTop)

    def _show_older(self, file: str) -> None:
        """Show the document of an earlier revision; nothing can be signed meanwhile."""
        shown = self.shown
        if shown is None:
            return
        if file == shown.ready.file:
            self._back()
            return

        def opened(desk: "Desk") -> "Paper":
            from ui.paper import opened  # noqa: PLC0415 - on the worker

            return opened(desk.signed_paper(file))

        def then(paper: "Paper") -> None:
            self.document.show_paper(paper)
            self.form.set_free(is_free=False)
            act = (say("Back to this revision"), self._back)
            self.strips.show_strip(
                "warning", say("This is an earlier document, not the one to sign."), act, key="older"
            )

        self._requests.ask(opened, then, self._refuse)

    def _back(self) -> None:
        shown = self.shown
        self.strips.clear("older")
        if shown is not None:
            self.document.show_paper(shown.paper)
            self.form.set_free(is_free=is_ready(shown.checks) or shown.approval.is_frozen)

    # What was done

    def _done(self, done: "Done") -> None:
        self.form.clear()
        self.strips.clear("work")
        self.strips.show_strip("ok", words.done(done.approval), key="done")
        for number, warning in enumerate(done.warnings):
            self.strips.show_strip("warning", warning, key=f"warning {number}")
        self._look()

    def _refuse(self, fault: Refused) -> None:
        self.strips.clear("work")
        self.form.clear()
        if self.shown is not None:
            self.form.set_free(is_free=is_ready(self.shown.checks) or self.shown.approval.is_frozen)
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.refuse(str(fault))
        else:
            self.strips.show_strip("error", str(fault), key="refused")

    def _open(self, dialog: Ask) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.destroyed.connect(self._gone)
        dialog.open()

    def _gone(self) -> None:
        self.dialog = None

    def _close(self) -> None:
        if self.dialog is not None:
            self.dialog.accept()

    def _reject(self, reason: str) -> None:
        self._ask_step(lambda desk, case: desk.reject(case, reason))

    def _revise(self, reason: str) -> None:
        self._ask_step(lambda desk, case: desk.new_revision(case, reason))

    def _ask_step(self, request: Any) -> None:  # noqa: ANN401 - of desk and case to what was done
        shown = self.shown
        if shown is None:
            return

        def then(done: "Done") -> None:
            self._close()
            self._done(done)

        self._requests.ask(lambda desk: request(desk, shown.approval.case), then, self._refuse)

    def _set_route(self, dialog: RouteDialog) -> None:
        shown = self.shown
        if shown is None:
            return
        route, case = dialog.route(), shown.approval.case

        def request(desk: "Desk") -> object:
            brief = desk.document(case)["case"]
            return desk.put_brief(case, brief | {"route": route}, request=say("Set the route of signatures"))

        self._requests.ask(request, lambda _changed: self._close(), self._refuse)

    def _make_identity(self, dialog: NewIdentity) -> None:
        name, passphrase = dialog.name.text(), dialog.first.text()

        def then(_made: object) -> None:
            self._close()
            self.form.forget_choice()
            self.strips.show_strip("ok", say("The identity of {name} is made.", name=name.strip()), key="identity")
            self._requests.ask(own_identities, self._offer)

        self._requests.ask(lambda desk: desk.new_identity(name, passphrase), then, self._refuse)

    def _offer(self, found: "tuple[Identity, ...]") -> None:
        """Offer the identities that can sign here; the document stays as it is."""
        if self.shown is not None:
            self.shown = replace(self.shown, identities=found)
            self.form.show_state(self.shown)

    # Parts

    def _empty(self) -> EmptyState:
        primary = (say("Go to Quotes"), "file-spreadsheet", lambda: self.page_wanted.emit("quotes"))
        says = say("A case with offers and figures can be signed here, and its document saved.")
        return EmptyState("signature", say("Nothing to approve yet"), says, primary, ())

    def _body(self) -> QWidget:
        left = QScrollArea()
        left.setWidgetResizable(True)
        left.setFrameShape(QScrollArea.Shape.NoFrame)
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left.setAccessibleName(say("Sign-off"))
        Ring(left)
        self.parts = stack(self.checks_, self.route, self.papers)
        left.setWidget(self.parts)
        side = QWidget()
        side.setMinimumWidth(340)
        down = QVBoxLayout(side)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(8)
        down.addWidget(left, 1)
        down.addWidget(self.form)
        across = QSplitter()
        across.setHandleWidth(8)
        across.setChildrenCollapsible(False)
        across.addWidget(side)
        across.addWidget(self.document)
        across.setStretchFactor(1, 1)
        across.setSizes([404, 760])
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(across)
        return body
