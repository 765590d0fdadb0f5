"""What a signed file is worth: each signature with its signer, what does not fit, and the figures computed again."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cdmo_desk.desk.sign_off import KNOWN, Signature, Verdict, headline, in_groups, of_signature
from cdmo_desk.speech import say
from ui.panel import Panel, button, line
from ui.signs import Sign
from ui.strips import Strips
from ui.text import label


class VerdictDialog(QDialog):
    """Shows a verdict. `trust` takes a signature whose fingerprint was confirmed, `register` those of the file."""

    def __init__(
        self,
        verdict: Verdict,
        trust: Callable[[Signature], object] | None = None,
        register: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Verification of {name}", name=verdict.file))
        self.resize(660, 560)
        self.verdict = verdict
        self._trust = trust
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 12)
        rows.setSpacing(10)
        rows.addLayout(self._head())
        self.strips = Strips()
        rows.addWidget(self.strips)
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        for panel in (self._wrong(), self._signatures(), self._figures(), self._remarks()):
            if panel is not None:
                inner.addWidget(panel)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(say("What was found"))
        scroll.setWidget(body)
        rows.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        shut = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        shut.rejected.connect(self.reject)
        foot.addWidget(shut)
        if register is not None:
            self.registers = button(say("Register the signatures"), "signature", primary=True)
            self.registers.clicked.connect(lambda: register())  # noqa: PLW0108 - without Qt's flag
            foot.addWidget(self.registers)
        rows.addLayout(foot)

    def _head(self) -> QHBoxLayout:
        good = self.verdict.status == 0
        icon, tone = ("badge-check", "ok") if good else ("circle-alert", "error")
        if self.verdict.is_unaltered and not good:
            icon, tone = "triangle-alert", "warning"
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Sign(icon, 24, tone))
        words = label(headline(self.verdict), size="section", wrap=True)
        head.addWidget(words, 1)
        return head

    def _wrong(self) -> Panel | None:
        verdict = self.verdict
        found = [(says, "circle-alert", "error") for says in verdict.problems]
        found += [(says, "triangle-alert", "warning") for says in verdict.doubts]
        return _listed(say("What is not well"), found)

    def _signatures(self) -> Panel | None:
        if not self.verdict.signatures:
            return None
        panel = Panel(say("Signatures"), " ")
        for number, signature in enumerate(self.verdict.signatures):
            if number:
                panel.add(line())
            panel.add(self._signature(signature))
        return panel

    def _signature(self, signature: Signature) -> QWidget:
        made = QWidget()
        rows = QVBoxLayout(made)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.setSpacing(2)
        first, *others = of_signature(signature)
        head = QHBoxLayout()
        icon, tone = ("circle-check", "ok") if signature.is_sound else ("circle-alert", "error")
        head.addWidget(Sign(icon, 14, tone))
        head.addWidget(label(first, strong=True, wrap=True), 1)
        rows.addLayout(head)
        for text in others:
            rows.addWidget(label(text.strip(), tone="second", wrap=True))
        if self._trust is not None and signature.is_sound and signature.signer != KNOWN:
            trust = self._trust
            rows.addWidget(label(f"SHA-256 {in_groups(signature.fingerprint)}", tone="second", wrap=True))
            asks = button(say("The owner read out this fingerprint: trust it"), "check")
            asks.clicked.connect(lambda: trust(signature))
            rows.addWidget(asks)
        return made

    def _figures(self) -> Panel | None:
        again = self.verdict.recomputed
        if again is None:
            return None
        sound = again.is_done and not again.differing
        found = [(again.says, "circle-check" if sound else "triangle-alert", "ok" if sound else "warning")]
        found += [
            (f"{figure.place}: {figure.attached!r} → {figure.computed!r}", "minus", "second")
            for figure in again.differing[:10]
        ]
        return _listed(say("Computed again"), found)

    def _remarks(self) -> Panel | None:
        verdict = self.verdict
        found = [(says, "info", "info") for says in verdict.remarks]
        if verdict.attachments:
            found.append((say("Inside: {names}", names=", ".join(verdict.attachments)), "archive", "second"))
        found.append((say("File SHA-256 {file}", file=verdict.sha256), "file-text", "second"))
        return _listed(say("To know"), found)


def _listed(title: str, found: list[tuple[str, str, str]]) -> Panel | None:
    if not found:
        return None
    panel = Panel(title, " ")
    body = QWidget()
    rows = QVBoxLayout(body)
    rows.setContentsMargins(12, 6, 12, 8)
    rows.setSpacing(4)
    for says, icon, tone in found:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Sign(icon, 14, tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(says, wrap=True), 1)
        rows.addLayout(row)
    panel.add(body)
    return panel
