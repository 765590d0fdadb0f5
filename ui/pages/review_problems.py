"""The problems of a file: gone through one by one, repaired, or put to the supplier as a question."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QInputDialog, QMenu

from cdmo_desk.intake.corrections import ask_key
from cdmo_desk.speech import say
from ui import icons
from ui.pages.review_acts import act
from ui.panel import SheetPanel, link

if TYPE_CHECKING:
    from cdmo_desk.intake.repairs import Repair
    from cdmo_desk.sheets.sheet import Row
    from ui.reading import Review


class ProblemsPane(SheetPanel):
    """Problems with what can be done about each. `went` gives a cell, `corrected` corrections."""

    corrected = Signal(object)
    went = Signal(str)

    def __init__(self) -> None:
        super().__init__(say("Problems"), name=say("Problems of the file"))
        self._review: Review | None = None
        self.view.empty = say("Nothing is doubtful.")
        self.view.columns.stretched = "text"
        self.next = link(say("Next F8"))
        self.next.clicked.connect(lambda: self.step(1))
        self.tool(self.next)
        self.view.chosen.connect(self._chose)
        self.view.opened.connect(lambda _row: self.repair())
        self.view.clicked.connect(self._clicked)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(lambda place: self.repair(self.view.mapToGlobal(place)))

    def show_review(self, review: "Review") -> None:
        """Show the problems of a file."""
        self._review = review
        self.say(say("Problems"), review.summed)
        self.view.show_sheet(review.problems)
        QTimer.singleShot(0, self.view.columns, self.view.columns.fit)  # as below

    def step(self, way: int) -> None:
        """Go to the next problem, or to the one before."""
        model = self.view.sheet_model
        rows = [number for number in range(model.rowCount()) if model.row(number).tone != "group"]
        if not rows:
            return
        now = self.view.currentIndex().row() if self.view.currentIndex().isValid() else None
        if now is None:
            target = rows[0] if way > 0 else rows[-1]
        else:
            ahead = [number for number in rows if (number - now) * way > 0]
            target = (ahead[0] if way > 0 else ahead[-1]) if ahead else (rows[0] if way > 0 else rows[-1])
        wanted = model.row(target)
        self.view.select(lambda row: row is wanted)
        self._chose(wanted)

    def repair(self, place: QPoint | None = None) -> None:
        """Ask what to do about the chosen problem."""
        menu = self.menu()
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            rect = self.view.visualRect(self.view.currentIndex())
            menu.popup(place or self.view.viewport().mapToGlobal(rect.bottomLeft()))

    def menu(self) -> QMenu | None:
        """Return what can be done about the chosen problem, and about all of its kind."""
        review, number = self._review, self._number(self.view.current_row())
        if review is None or number is None:
            return None
        message = review.messages[number]
        same = sum(other.code == message.code for other in review.messages)
        menu = QMenu(self)
        found = review.repairs(number)
        for repair in found:
            act(menu, repair.says, self._once, repair)
        if found and same > 1:
            menu.addSection(say("All {n} of this kind", n=same))
            for repair in found:
                act(menu, repair.says, self._alike, repair.name, message.code)
        menu.addSeparator()
        key = ask_key(message)
        if key in review.corrections.asks:
            menu.addAction(say("No longer ask the supplier"), lambda: self._set_ask(key, None))
            menu.addAction(say("Change the question…"), lambda: self.ask(number))
        else:
            menu.addAction(icons.icon("message-circle-question"), say("Ask the supplier…"), lambda: self.ask(number))
        menu.addAction(say("Show in the sheet"), lambda: self._chose(self.view.current_row()))
        return menu

    def ask(self, number: int | None = None) -> None:
        """Ask for the words in which the supplier is asked about the chosen problem."""
        review = self._review
        place = self._number(self.view.current_row()) if number is None else number
        if review is None or place is None:
            return
        message = review.messages[place]
        key = ask_key(message)
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
        dialog.setWindowTitle(say("Ask the supplier"))
        dialog.setLabelText(say("The question goes into the workbook of questions that Level writes."))
        dialog.setTextValue(review.corrections.asks.get(key, message.text))
        dialog.setOkButtonText(say("Ask"))
        dialog.resize(520, 220)
        dialog.textValueSelected.connect(lambda words: self._set_ask(key, words.strip() or None))
        dialog.open()

    def _set_ask(self, key: str, words: str | None) -> None:
        if self._review is not None:
            self.corrected.emit(self._review.corrections.with_ask(key, words))

    def _once(self, repair: "Repair") -> None:
        if self._review is not None:
            self.corrected.emit(repair.apply(self._review.corrections))

    def _alike(self, name: str, code: str) -> None:
        if self._review is not None:
            self.corrected.emit(self._review.alike(name, code))

    def _number(self, row: "Row | None") -> int | None:
        return int(row.offer) if row is not None and row.offer.isdecimal() else None

    def _chose(self, row: "Row | None") -> None:
        from cdmo_desk.intake.repairs import place_of  # noqa: PLC0415 - loaded with the first review

        number = self._number(row)
        if self._review is not None and number is not None:
            sheet, cell = place_of(self._review.messages[number])
            if sheet and cell:
                self.went.emit(f"{sheet}!{cell}")

    def _clicked(self, index: object) -> None:
        column = getattr(index, "column", lambda: -1)()
        row = self.view.current_row()
        if column == 3 and row is not None and row.cells[3].text:  # noqa: PLR2004 - what can be done
            self.repair()
