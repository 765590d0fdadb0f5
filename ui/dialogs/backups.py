"""Backups: what there is, what is inside, and putting one back."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cdmo_desk.problem import Refused
from cdmo_desk.speech import counted, marked, say
from ui.panel import Panel, SheetPanel, button
from ui.requests import Requests
from ui.strips import Strips
from ui.text import label

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk
    from cdmo_desk.library.backups import Backup, Inside
    from cdmo_desk.sheets.sheet import Row, Sheet

REASONS = {
    "daily": marked("of the day"),
    "migration": marked("before an update"),
    "signoff": marked("at a sign-off"),
    "hand": marked("by hand"),
}


class BackupsDialog(QDialog):
    """The library's backups. `restored` says that another library stands in its place now."""

    restored = Signal()

    def __init__(self, requests: Requests, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Backups of the library"))
        self.resize(900, 560)
        self._requests = requests
        self._chosen: Path | None = None
        rows = QVBoxLayout(self)
        rows.setSpacing(8)
        rows.addWidget(
            label(
                say(
                    "A backup is made once a day, before an update, and at each sign-off; each is checked once written."
                ),
                tone="second",
                wrap=True,
            )
        )
        self.strips = Strips()
        rows.addWidget(self.strips)
        self.list = SheetPanel(say("Backups"), name=say("Backups"))
        self.list.view.chosen.connect(self._choose)
        self.inside = Panel(say("What is inside"))
        self.words = label(say("Choose a backup to see what is inside."), wrap=True)
        self.words.setMargin(12)
        self.cases = SheetPanel("", name=say("Cases in the backup"))
        self.inside.add(self.words)
        self.inside.add(self.cases, 1)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setChildrenCollapsible(False)
        across.addWidget(self.list)
        across.addWidget(self.inside)
        across.setSizes([460, 420])
        rows.addWidget(across, 1)
        rows.addLayout(self._buttons())
        self.list.view.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Read the list when it is shown."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        self._requests.ask(lambda desk: desk.backups(), self._show, self._refuse, key="backups")

    def choose_file(self, path: Path) -> None:
        """Look into any library file."""
        self._chosen = path
        self.restores.setEnabled(False)
        self.words.setText(say("Looking into {name}…", name=path.name))

        def looked(desk: "Desk") -> "tuple[Inside, Sheet]":
            inside = desk.look_inside(path)
            return inside, _cases(inside)

        self._requests.ask(looked, self._show_inside, self._refuse, key="inside")

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.makes = button(say("Back up now"), "file-down")
        self.makes.clicked.connect(self._make)
        self.others = button(say("Another file…"), "folder-open")
        self.others.clicked.connect(self._other)
        self.restores = button(say("Restore this backup"), "undo-2", primary=True)
        self.restores.setEnabled(False)
        self.restores.clicked.connect(self._restore)
        shut = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        shut.rejected.connect(self.reject)
        row.addWidget(self.makes)
        row.addWidget(self.others)
        row.addStretch(1)
        row.addWidget(shut)
        row.addWidget(self.restores)
        return row

    def _show(self, found: "list[Backup]") -> None:
        self.list.view.show_sheet(_sheet(found))
        if self.list.view.current_row() is None:
            self.list.view.select(lambda _row: True)

    def _choose(self, row: "Row") -> None:
        self.choose_file(Path(row.offer))

    def _show_inside(self, answer: "tuple[Inside, Sheet]") -> None:
        inside, sheet = answer
        parts = [
            inside.path.name,
            counted("{n} case", "{n} cases", len(inside.cases))
            + ", "
            + counted("{n} change", "{n} changes", inside.entries),
        ]
        if inside.last is not None:
            parts.append(say("Last change: {when}, {who}", when=f"{inside.last:%Y-%m-%d %H:%M}", who=inside.who))
        parts += inside.problems[:3] or [say("Sound: the file and its whole journal were checked just now.")]
        self.words.setText("\n".join(parts))
        self.words.setMinimumHeight(self.words.heightForWidth(self.words.width()))
        self.cases.view.show_sheet(sheet)
        self.restores.setEnabled(not inside.problems)

    def _make(self) -> None:
        def made(backup: "Backup") -> None:
            self.strips.show_strip("ok", say("Written and checked: {name}", name=backup.path.name), key="backup")
            self.refresh()

        self._requests.ask(lambda desk: desk.backup(), made, self._refuse)

    def _other(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, say("Look into a library"), "", "*.sqlite")
        if name:
            self.choose_file(Path(name))

    def _restore(self) -> None:
        path = self._chosen
        if path is None:
            return
        self.restores.setEnabled(False)

        def done(aside: Path | None) -> None:
            kept = say("The library it replaced is kept: {name}", name=aside.name) if aside else ""
            self.strips.show_strip("ok", say("The backup is restored.") + f" {kept}", key="restored")
            self.restored.emit()
            self.refresh()

        self._requests.ask(lambda desk: desk.restore(path), done, self._refuse)

    def _refuse(self, fault: Refused) -> None:
        self.words.setText("")
        self.cases.view.show_sheet(None)
        self.strips.show_strip("error", str(fault.problems[0]), key="refused")


def _sheet(found: "list[Backup]") -> "Sheet":
    from cdmo_desk.sheets.figures import EN  # noqa: PLC0415 - after the first paint
    from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet  # noqa: PLC0415 - as above

    rows = []
    for backup in found:
        when = backup.when.astimezone()
        size = backup.path.stat().st_size / 1e6 if backup.path.exists() else 0.0
        rows.append(
            Row(
                (
                    Cell(f"{EN.date(when.date())}, {when:%H:%M}", when.timestamp(), "strong"),
                    Cell(say(REASONS.get(backup.reason, backup.reason))),
                    Cell(EN.number(size, 1), size),
                ),
                "",
                str(backup.path),
            )
        )
    columns = (Column("when", say("Written")), Column("why", say("Why")), Column("size", say("Size"), "MB", "right"))
    return Sheet(id="backups", title=say("Backups"), columns=columns, rows=tuple(rows))


def _cases(inside: "Inside") -> "Sheet":
    from cdmo_desk.sheets.figures import DASH, EN  # noqa: PLC0415 - as above
    from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet  # noqa: PLC0415 - as above

    rows = tuple(
        Row(
            (
                Cell(row.title or row.id),
                Cell(str(row.offers), row.offers),
                Cell(
                    EN.date(row.changed.date()) if row.changed else DASH,
                    row.changed.timestamp() if row.changed else None,
                ),
            ),
            "",
            row.id,
        )
        for row in inside.cases
    )
    columns = (
        Column("case", say("Case")),
        Column("offers", say("Offers"), "", "right"),
        Column("changed", say("Changed")),
    )
    return Sheet(id="inside", title="", columns=columns, rows=rows)
