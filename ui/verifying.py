"""Verifying a file: asked of the worker, shown in a dialog; signers trusted and signatures registered from there."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from cdmo_desk.problem import Refused
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk
    from cdmo_desk.desk.sign_off import Done, Signature, Verdict
    from ui.dialogs.verdict import VerdictDialog
    from ui.main_window import MainWindow


class Verifying(QObject):
    """The doing behind “Verify a file…” and a PDF dropped on the window."""

    registered = Signal(object)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.dialog: VerdictDialog | None = None

    def choose(self) -> None:
        """Ask for a PDF."""
        name, _ = QFileDialog.getOpenFileName(self._window, say("Verify a file"), str(Path.home()), say("PDF (*.pdf)"))
        if name:
            self.verify(Path(name))

    def verify(self, path: Path) -> None:
        """Say what a PDF's signatures are worth."""
        telling = self._window.work.telling
        telling.wait("verify", say("Verifying {name}", name=path.name))

        def judged(desk: "Desk") -> "tuple[Verdict, bool]":
            verdict = desk.verify(path)
            try:
                desk.read_signed(path)
            except Refused:
                return verdict, False
            return verdict, True

        def then(answer: "tuple[Verdict, bool]") -> None:
            telling.done("verify")
            self._show(path, *answer)

        self._window.requests.ask(judged, then, telling.refusal("verify"), key="verify")

    def _show(self, path: Path, verdict: "Verdict", is_new: bool) -> None:
        from ui.dialogs.verdict import VerdictDialog  # noqa: PLC0415 - once it is wanted

        if self.dialog is not None:
            self.dialog.close()
        register = (lambda: self._register(path)) if is_new else None
        dialog = VerdictDialog(verdict, lambda signature: self._trust(path, signature), register, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.destroyed.connect(self._gone)
        self.dialog = dialog
        dialog.open()

    def _gone(self) -> None:
        self.dialog = None

    def _trust(self, path: Path, signature: "Signature") -> None:
        """Trust a signer whose fingerprint was confirmed, and verify anew."""

        def trust(desk: "Desk") -> None:
            found = desk.read_certificates(path)
            certificate = next(one for one in found if one.fingerprint == signature.fingerprint)
            desk.trust(certificate, signature.fingerprint)

        self._window.requests.ask(trust, lambda _nothing: self.verify(path), self._refuse)

    def _register(self, path: Path) -> None:
        def then(done: "Done") -> None:
            if self.dialog is not None:
                self.dialog.close()
            text = say("The signatures of {name} are registered.", name=path.name)
            self._window.page.strips.show_strip("ok", text, key="registered")
            self.registered.emit(done)

        self._window.requests.ask(lambda desk: desk.register_signed(path), then, self._refuse)

    def _refuse(self, fault: Refused) -> None:
        if self.dialog is not None:
            self.dialog.strips.show_strip("error", str(fault), key="refused")
        else:
            self._window.work.telling.refuse(fault)
