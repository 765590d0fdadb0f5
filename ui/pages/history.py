"""History: who changed what in the case and when, and the values before and after, side by side."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cdmo_desk.speech import say
from ui.page import Page
from ui.panel import SheetPanel
from ui.requests import LATER, Requests
from ui.text import say as name_widget

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk
    from cdmo_desk.sheets.history import Past
    from cdmo_desk.sheets.sheet import Row, Sheet
    from ui.figured import Figured


class HistoryPage(Page):
    """All entries of the open case's journal, those of the libraries it came from included."""

    name = "history"

    def __init__(self, requests: Requests) -> None:
        self.title = say("History")
        super().__init__()
        self._requests = requests
        self._case = ""
        self._found: dict[str, Past] = {}
        self.people = _choice(say("Person"))
        self.objects = _choice(say("Object"))
        self.since, self.until = _Day(say("From")), _Day(say("To"))
        for field in (self.people, self.objects):
            field.activated.connect(self._filter)
        for day in (self.since, self.until):
            day.changed.connect(self._filter)
        self.list = SheetPanel(say("Changes"), name=say("Changes of the case"))
        self.list.view.chosen.connect(self._choose)
        self.altered = SheetPanel(say("What was altered"), name=say("Values before and after"))
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addLayout(self._filters())
        across = QSplitter(Qt.Orientation.Vertical)
        across.setHandleWidth(8)
        across.setChildrenCollapsible(False)
        across.addWidget(self.list)
        across.addWidget(self.altered)
        across.setSizes([420, 300])
        rows.addWidget(across, 1)
        self.states.addWidget(body)
        requests.changed.connect(lambda _change: self._stale())

    def show_figures(self, found: "Figured") -> None:
        """Show the history of the case that is open."""
        if found.case.brief.id != self._case:
            self._case = found.case.brief.id
            for field in (self.people, self.objects):
                field.setCurrentIndex(0)
            self._stale()

    def showEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Read the history anew where it may have changed while another page was shown."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()

    def refresh(self) -> None:
        """Read the history anew."""
        case_id = self._case
        if not case_id:
            return

        def read(desk: "Desk") -> "tuple[list[Past], list[str], list[str]]":
            from cdmo_desk.sheets import history  # noqa: PLC0415 - after the first paint

            found = desk.history(case_id)
            return found, history.people(found), history.objects(found)

        self._requests.ask(read, self._show, key="history", urgency=LATER)

    def look_for(self, text: str) -> None:
        """Show only the changes that contain a text."""
        self.list.view.look_for(text)

    def landing(self) -> QWidget:
        """Return the list."""
        return self.list.view

    def _stale(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, answer: "tuple[list[Past], list[str], list[str]]") -> None:
        found, people, objects = answer
        self._found = {past.id: past for past in found}
        _offer(self.people, say("Everybody"), people)
        _offer(self.objects, say("All objects"), objects)
        self._filter()

    def _filter(self) -> None:
        """Show the entries that fit the filters."""
        from cdmo_desk.sheets import history  # noqa: PLC0415 - as above

        all_ = list(self._found.values())
        wanted = history.Sought(
            str(self.people.currentData() or ""),
            str(self.objects.currentData() or ""),
            self.since.day(),
            self.until.day(),
        )
        sheet: Sheet = history.history(history.sought(all_, wanted))
        of_all = say("of {n}", n=len(all_)) if len(sheet.rows) < len(all_) else ""
        self.say(f"{sheet.note.rstrip('.')} {of_all}".strip() + ".", say("Nothing of it can be altered or taken away."))
        self.list.view.show_sheet(sheet)
        if self.list.view.current_row() is None:
            self.list.view.select(lambda _row: True)
        if not sheet.rows:
            self.altered.view.show_sheet(None)

    def _choose(self, row: "Row") -> None:
        past = self._found.get(row.offer)
        if past is None:
            return

        def worded(_desk: "Desk") -> "Sheet":
            from cdmo_desk.sheets import history  # noqa: PLC0415 - as above

            return history.altered(past)

        def then(sheet: "Sheet") -> None:
            self.altered.say(past.entry.request, " · ".join(part for part in (past.entry.why, sheet.note) if part))
            self.altered.view.show_sheet(sheet)

        self._requests.ask(worded, then, key="altered", urgency=LATER)

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for made in (self.people, self.objects):
            row.addWidget(made)
        row.addSpacing(8)
        for day in (self.since, self.until):
            row.addWidget(day)
        row.addStretch(1)
        return row


class _Day(QWidget):
    """A day to filter by, or none."""

    def __init__(self, title: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.used = QCheckBox(title)
        self.field = QDateEdit(QDate.currentDate())
        self.field.setCalendarPopup(True)
        self.field.setDisplayFormat("d MMM yyyy")
        self.field.setMinimumWidth(self.field.sizeHint().width() + 16)
        self.field.setEnabled(False)
        name_widget(self.field, title)
        self.used.toggled.connect(self.field.setEnabled)
        self.changed = self.used.toggled
        self.field.dateChanged.connect(lambda _day: self.used.toggled.emit(self.used.isChecked()))
        row.addWidget(self.used)
        row.addWidget(self.field)

    def day(self) -> date | None:
        """Return the day, None where it is not used."""
        found = self.field.date()
        return date(found.year(), found.month(), found.day()) if self.used.isChecked() else None


def _choice(title: str) -> QComboBox:
    made = QComboBox()
    made.setMinimumWidth(160)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    name_widget(made, title)
    return made


def _offer(field: QComboBox, everything: str, names: list[str]) -> None:
    """Offer names to filter by, and keep the one that was chosen."""
    kept = field.currentData()
    field.clear()
    field.addItem(everything, "")
    for name in names:
        field.addItem(name, name)
    field.setCurrentIndex(max(0, field.findData(kept)))
