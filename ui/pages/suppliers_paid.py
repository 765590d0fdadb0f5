"""Beside a supplier's offers: its sites and evidence, what was paid in the end, and how forecasts held."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cdmo_desk.field import Says
from cdmo_desk.problem import Refused
from cdmo_desk.speech import say
from cdmo_desk.values import Day, Name, Number, Text
from ui.panel import Panel, button
from ui.requests import LATER, Requests
from ui.segments import Segments
from ui.sheet_view import SheetView
from ui.text import label

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk
    from cdmo_desk.sheets.sheet import Sheet
    from ui.forms.form import Form

FIELDS = ("date", "category", "amount", "source")
NEEDED = FIELDS[:3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A payment as it is typed."""

    date: Annotated[Day, Says("Date")]
    category: Annotated[Name, Says("Category")]
    amount: Annotated[Number, Says("Amount")]
    source: Annotated[Text | None, Says("Source")] = None


@dataclass(frozen=True, slots=True)
class Paid:
    """What is shown of an offer's payments."""

    case: str
    offer: str
    sheet: "Sheet"


@dataclass(frozen=True, slots=True)
class Told:
    """How forecasts held: in sentences, and offer by offer."""

    sentences: tuple[str, ...]
    cases: "Sheet | None"


class BesidePanel(Panel):
    """Three views of what lies beside prices. `calibration` is asked for when it is first looked at."""

    case_opened = Signal(str)

    def __init__(self, requests: Requests) -> None:
        super().__init__(" ")
        self._requests = requests
        self._sites_title = ""
        self.switch = Segments(
            say("Show"), {"sites": say("Sites and evidence"), "paid": say("Paid"), "held": say("Forecasts held")}
        )
        self.title.hide()
        self.tools.insertWidget(0, self.switch)
        self.sites = SheetView(say("Sites and evidence"))
        self.paid = PaidView(requests)
        self.held = HeldView(requests)
        self.held.cases.opened.connect(lambda row: self.case_opened.emit(row.offer.partition("/")[0]))
        self.pages = QStackedWidget()
        for page in (self.sites, self.paid, self.held):
            self.pages.addWidget(page)
        self.switch.switched.connect(self._turn)
        self.add(self.pages, 1)

    def show_sites(self, sheet: "Sheet") -> None:
        """Show a supplier's sites and evidence."""
        self.sites.empty = sheet.note or self.sites.empty
        self.sites.show_sheet(sheet)

    def show_offer(self, place: str) -> None:
        """Show the payments on an offer, named `case/offer`; empty for none."""
        self.paid.show_offer(*place.split("/", 1)) if "/" in place else self.paid.show_offer("", "")

    def refresh(self) -> None:
        """Read anew how forecasts held, if that is looked at."""
        if self.switch.current == "held":
            self.held.refresh()

    def _turn(self, name: str) -> None:
        self.pages.setCurrentIndex(("sites", "paid", "held").index(name))
        self.refresh()


class PaidView(QWidget):
    """The payments on the chosen offer, and a row of fields for the next."""

    def __init__(self, requests: Requests) -> None:
        super().__init__()
        self._requests = requests
        self._at = ("", "")
        self._typed: dict[str, Any] = {}
        self._form: Form | None = None
        self.says = label("", tone="second", wrap=True)
        self.table = SheetView(say("Paid"))
        self.table.empty = say("Nothing entered yet. Type the first payment below.")
        self.table.chosen.connect(lambda _row: self._fit())
        self.add_button = button(say("Add"), "plus", primary=True)
        self.add_button.clicked.connect(self.add_payment)
        self.remove_button = button(say("Remove"), "trash-2")
        self.remove_button.clicked.connect(self.remove_payment)
        QShortcut(QKeySequence.StandardKey.Delete, self.table, self.remove_payment).setContext(
            Qt.ShortcutContext.WidgetShortcut
        )
        self._foot = QVBoxLayout()
        self._foot.setSpacing(6)
        buttons = QHBoxLayout()
        buttons.addWidget(self.says, 1)
        buttons.addWidget(self.remove_button)
        buttons.addWidget(self.add_button)
        self._foot.addLayout(buttons)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.table, 1)
        foot = QWidget()
        foot.setLayout(self._foot)
        self._foot.setContentsMargins(12, 8, 12, 8)
        rows.addWidget(foot)
        self._fit()

    @property
    def form(self) -> "Form":
        """Return the fields of a payment, made when they are first wanted."""
        if self._form is None:
            from cdmo_desk.contract.term import SUPPLIER  # noqa: PLC0415 - after the first paint
            from cdmo_desk.sheets.calibration import category  # noqa: PLC0415 - as above
            from ui.forms.form import Form  # noqa: PLC0415 - as above
            from ui.forms.kinds import Look  # noqa: PLC0415 - as above

            chosen = tuple((name, category(name)) for name in SUPPLIER)
            least = self.fontMetrics().horizontalAdvance("0" * 9) + 24
            looks = {"category": Look(choices=lambda: chosen), "source": Look(span=3)}
            self._form = Form(Entry, FIELDS, looks=looks, least=least)
            self._form.edited.connect(self._type)
            self._foot.insertWidget(0, self._form)
        return self._form

    def show_offer(self, case: str, offer: str) -> None:
        """Show the payments on an offer; none for an empty id."""
        if (case, offer) != self._at:
            self._at = (case, offer)
            self._begin()
        if not offer:
            self.table.show_sheet(None)
            return

        def read(desk: "Desk") -> Paid:
            from cdmo_desk.sheets import calibration  # noqa: PLC0415 - after the first paint

            title, currency, paid = desk.paid_on(case, offer)
            return Paid(case, offer, calibration.payments(title, currency, paid))

        self._requests.ask(read, self._show, self._cannot, key="payments", urgency=LATER)

    def add_payment(self) -> None:
        """Add what was typed."""
        lacking = [name for name in NEEDED if self._typed.get(name) in (None, "")]
        for name in lacking:
            self.form.refuse(name, say("This is needed."))
        if lacking or not self._at[1]:
            return
        case, offer = self._at
        typed = dict(self._typed)
        self._requests.ask(
            lambda desk: desk.add_payments(case, offer, [typed]), lambda _done: self._added(), self._cannot
        )

    def remove_payment(self) -> None:
        """Remove the chosen payment; undo brings it back."""
        row = self.table.current_row()
        if row is None:
            return
        (case, offer), number = self._at, int(row.offer)
        self._requests.ask(lambda desk: desk.remove_payment(case, offer, number), lambda _done: None, self._cannot)

    def _type(self, name: str, value: object) -> None:
        self._typed[name] = value
        self.form.settle(name, value)

    def _added(self) -> None:
        self._begin()
        self.form.editor("date").setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        self._typed = {}
        self.says.setText("")
        self.form.show_plain({})
        self._fit()

    def _show(self, found: Paid) -> None:
        if (found.case, found.offer) == self._at:
            self.says.setText(found.sheet.note if found.sheet.rows else "")
            self.table.show_sheet(found.sheet)
            self._fit()

    def _cannot(self, fault: Refused) -> None:
        self.says.setText(str(fault.problems[0]))

    def _fit(self) -> None:
        self.add_button.setEnabled(bool(self._at[1]))
        self.remove_button.setEnabled(bool(self._at[1]) and self.table.current_row() is not None)


class HeldView(QWidget):
    """How earlier P50s and P90s held, and the offers that tell it."""

    def __init__(self, requests: Requests) -> None:
        super().__init__()
        self._requests = requests
        self.says = label("", wrap=True)
        self.says.setContentsMargins(12, 10, 12, 10)
        self.cases = SheetView(say("Paid against forecast"))
        self.cases.empty = say("Enter what was paid under Paid, offer by offer.")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.says)
        rows.addWidget(self.cases, 1)

    def refresh(self) -> None:
        """Reckon it anew; forecasts known from the last time are kept."""
        if not self.says.text():
            self.says.setText(say("Forecasts are being made anew …"))
        self._requests.ask(_held, self._show, key="calibration", urgency=LATER)

    def _show(self, found: Told) -> None:
        self.says.setText("\n".join(found.sentences))
        self.cases.show_sheet(found.cases)


def _held(desk: "Desk") -> Told:
    from cdmo_desk.sheets import calibration  # noqa: PLC0415 - after the first paint

    if not desk.path.exists():
        return Told((), None)
    found = desk.calibration()
    return Told(calibration.sentences(found), calibration.calibration(found)[1])
