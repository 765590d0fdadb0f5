"""The sheets of inputs: assumptions, rates of exchange, scope, terms. One cell an input; formulas stand elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from cdmo_desk.document import Case
from cdmo_desk.programme.brief import Assumption
from cdmo_desk.reports.workbook.book import Book, Page, Style
from cdmo_desk.sheets.naming import keys
from cdmo_desk.speech import say

LABEL, VALUE, UNIT, SOURCE, FROZEN, EDITED = range(6)


FROZEN_LOOKS: dict[Style, Style] = {
    "input_share": "given_share",
    "input_rate": "given_rate",
    "input_plain": "given_plain",
}


@dataclass(frozen=True, slots=True)
class Input:
    """A cell that others reckon with: its address, and its value now."""

    ref: str
    value: float


class InputPage:
    """A sheet with one input a row: label, value, unit, source, its value at export, and whether it was edited."""

    def __init__(self, book: Book, name: str, title: str) -> None:
        self.page: Page = book.page(name)
        self.page.text(0, 0, title, "title")
        note = say("Yellow cells may be changed; everything that rests on them follows. Values are the likely ones.")
        self.page.text(1, 0, note, "note")
        heads = [say("Input"), say("Value"), say("Unit"), say("Source"), say("At export"), say("Edited")]
        self.page.heads(2, heads)
        self.page.widths(54, 16, 24, 60, 14, 10)
        self.page.sheet.freeze_panes(3, 1)
        self._row = 3

    def group(self, words: str) -> None:
        """Begin a group of inputs."""
        self.page.text(self._row, LABEL, words, "group")
        self._row += 1

    def add(
        self, label: str, value: float, unit: str = "", source: str = "", *, style: Style = "input", linked: str = ""
    ) -> Input:
        """Add an input and return it; `linked` is the address of the cell that it repeats, if it repeats one."""
        row = self._row
        self._row += 1
        self.page.text(row, LABEL, label)
        if linked:
            shown: dict[Style, Style] = {"input_share": "share", "input_rate": "rate", "input_plain": "plain"}
            ref = self.page.formula(row, VALUE, linked, value, shown.get(style, "money"))
        else:
            ref = self.page.number(row, VALUE, value, style)
        self.page.text(row, UNIT, unit, "beside")
        self.page.text(row, SOURCE, source, "note")
        self.page.number(row, FROZEN, value, FROZEN_LOOKS.get(style, "given"))
        at, frozen = self.page.ref(row, VALUE), self.page.ref(row, FROZEN)
        self.page.formula(row, EDITED, f'IF({at}={frozen},"","{say("edited")}")', "", "alarm")
        return Input(ref, value)

    @property
    def edits(self) -> str:
        """Return a formula that counts the inputs edited since the export."""
        marks = self.page.range(3, EDITED, max(self._row - 1, 3), EDITED)
        return f'COUNTIF({marks},"{say("edited")}")'


@dataclass(frozen=True, slots=True)
class Given:
    """The inputs that all offers share: by field of the brief, by currency, by scope item."""

    fields: Mapping[str, Input]
    rates: Mapping[str, Input]
    quantities: Mapping[str, Input]
    estimates: Mapping[str, Input]


def assumptions(case: Case, made: InputPage, book: Book) -> dict[str, Input]:
    """Write the brief's rates, each with its source, and name their cells."""
    brief = case.brief
    sources = {found.path: _source(found) for found in brief.assumptions}
    cpi = brief.cpi.likely if brief.cpi else 0.0
    made.group(say("The programme"))
    found = {
        "discount_rate": made.add(
            say("Discount rate"),
            brief.discount_rate,
            say("a year"),
            sources.get("discount_rate", ""),
            style="input_share",
        ),
        "cpi": made.add(
            say("Consumer price inflation"), cpi, say("a year"), sources.get("cpi", ""), style="input_share"
        ),
    }
    own = brief.sponsor_inflation
    found["sponsor_inflation"] = made.add(
        say("Sponsor's inflation"),
        own.likely if own else cpi,
        say("a year"),
        sources.get("sponsor_inflation", "") if own else say("consumer price inflation"),
        style="input_share",
        linked="" if own else found["cpi"].ref,
    )
    for name, made_input in found.items():
        book.name(name, made_input.ref)
    return found


def rates(case: Case, made: InputPage, book: Book) -> dict[str, Input]:
    """Write the rates of exchange, case currency a unit."""
    brief = case.brief
    found = {}
    for currency, exchange in brief.fx.items():
        when = f", {exchange.date.isoformat()}" if exchange.date else ""
        source = f"{exchange.source or say('no source')}{when}"
        label = say("{foreign} in {home}", foreign=currency, home=brief.currency)
        found[currency] = made.add(label, exchange.rate, brief.currency, source, style="input_rate")
        book.name(f"fx_{currency}", found[currency].ref)
    return found


def scope(case: Case, made: InputPage) -> tuple[dict[str, Input], dict[str, Input]]:
    """Write the scope's shared quantities and should-costs."""
    quantities, estimates = {}, {}
    for item in case.brief.scope:
        made.group(item.title)
        quantities[item.id] = made.add(say("Quantity"), item.quantity.likely, item.unit, style="input_plain")
        if item.estimate is not None:
            unit = say("{currency} a unit", currency=case.brief.currency)
            estimates[item.id] = made.add(say("Should-cost"), item.estimate.likely, unit)
    return quantities, estimates


def offer_rates(case: Case, made: InputPage) -> dict[str, dict[str, Input]]:
    """Write what each offer says of its prices as a whole: escalation and days of payment."""
    found: dict[str, dict[str, Input]] = {}
    known = keys(case)
    for offer in case.offers:
        made.group(known[offer.id].name)
        rows = {"payment_days": made.add(say("Payment"), offer.payment_days, say("days"), style="input_plain")}
        grows = offer.escalation
        for name, label, value in (
            ("rate", say("Escalation"), (grows.rate or 0.0) if grows.index is None else None),
            ("floor", say("Escalation with prices, at least"), grows.floor if grows.index else None),
            ("cap", say("Escalation with prices, at most"), grows.cap if grows.index else None),
        ):
            if value is not None:
                rows[name] = made.add(label, value, say("a year"), style="input_share")
        found[offer.id] = rows
    return found


def _source(found: Assumption) -> str:
    parts = (found.source, found.owner, found.date.isoformat() if found.date else None)
    return ", ".join(part for part in parts if part)
