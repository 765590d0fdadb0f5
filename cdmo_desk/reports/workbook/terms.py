"""The inputs of terms and the formulas of what they cost, type by type.

A type that is not here, or a leg that depends on a whole year or on other terms' course, is given as values.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from cdmo_desk.contract.batches import MaterialsPerBatch, PerBatch, Slots
from cdmo_desk.contract.capacity import Reservation
from cdmo_desk.contract.hours import FixedPriceConversion, Labour
from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.services import ChangeOrders, Deliverable, UpfrontDiscount
from cdmo_desk.contract.sharing import Deposit, Equity, Milestone
from cdmo_desk.contract.sponsor import SponsorCost
from cdmo_desk.contract.term import Outlook, Term
from cdmo_desk.estimate import Estimate
from cdmo_desk.field import columns
from cdmo_desk.programme.scenario import NEVER
from cdmo_desk.reports.workbook.book import Style
from cdmo_desk.reports.workbook.frame import GROWTH, SUPPLIED, Formula, Frame
from cdmo_desk.reports.workbook.inputs import Given, InputPage
from cdmo_desk.reports.workbook.quotes import Quoted, linked
from cdmo_desk.speech import say


@dataclass(frozen=True, slots=True)
class Bench:
    """What the formulas of one offer are made with."""

    name: str
    offer: Offer
    outlook: Outlook
    frame: Frame
    given: Given
    page: InputPage
    quoted: Quoted | None

    def take(self, term: Term, name: str, value: float | None = None) -> str:
        """Add a field of a term to the inputs, and return its address."""
        found = getattr(term, name) if value is None else value
        number = found.likely if isinstance(found, Estimate) else float(found)
        record: type = type(term)
        words = next(column.says for column in columns(record) if column.name == name)
        ref, place = linked(self.offer, self.quoted, term.id, name, number)
        style: Style = "input_share" if "fraction" in words.unit else "input_plain"
        return self.page.add(words.label, number, words.unit, place, style=style, linked=ref).ref


Made = dict[str, Formula]
"""The formulas of a term by category."""


def formulas(bench: Bench, place: str, term: Term) -> Made:
    """Add a term's inputs and return its formulas; none where its flows are given as values."""
    make = MAKERS.get(type(term))
    if make is None:
        return {}
    kind = str(getattr(term, "type", "")).replace("_", " ").capitalize()
    bench.page.group(f"{bench.name}: {term.title or kind}")
    return make(bench, place, term)


def _deliverable(bench: Bench, place: str, term: Term) -> Made:
    made = cast("Deliverable", term)
    if not made.is_charged:
        return {}
    del place
    shared = bench.given.quantities.get(made.scope or "") if made.quantity is None else None
    if shared is not None:
        label = say("Quantity of the scope item")
        quantity = bench.page.add(label, shared.value, linked=shared.ref, style="input_plain").ref
    else:
        quantity = bench.take(made, "quantity", None if made.quantity is not None else 1.0)
    price, quarter = bench.take(made, "unit_price"), bench.take(made, "quarter")
    amount = f"{quantity}*{price}"
    if made.basis == "pass_through":
        amount = f"{amount}*(1+{bench.take(made, 'handling_fee')})"
    due = _once(bench.frame, quarter)
    if made.every:
        last = bench.frame.quarters - 1 if made.last_quarter is None else made.last_quarter
        due = _often(bench.frame, quarter, bench.take(made, "last_quarter", last), bench.take(made, "every"))
    category = "materials" if made.basis == "pass_through" else "services"
    return {category: _when(bench, made, due, amount)}


def _labour(bench: Bench, place: str, term: Term) -> Made:
    made = cast("Labour", term)
    del place
    end = bench.frame.quarters - 1 if made.end is None else made.end
    hours, rate = bench.take(made, "hours"), bench.take(made, "rate")
    first, last = bench.take(made, "start"), bench.take(made, "end", end)
    until = ""
    if made.converts:
        ends = min(
            (
                int(other.starts(bench.outlook)[0, 0])
                for other in bench.offer.terms
                if isinstance(other, FixedPriceConversion)
            ),
            default=NEVER,
        )
        if ends != NEVER:
            until = bench.page.add(say("Hours no longer charged from quarter"), ends, style="input_plain").ref

    def due(column: str) -> str:
        now = bench.frame.quarter(column)
        return f"AND({now}>={first},{now}<={last}{f',{now}<{until}' if until else ''})"

    return {"labour": _when(bench, made, due, f"{hours}*{rate}/({last}-{first}+1)")}


def _fixed_price(bench: Bench, place: str, term: Term) -> Made:
    made = cast("FixedPriceConversion", term)
    starts = int(made.starts(bench.outlook.at(place))[0, 0])
    if starts == NEVER:
        return {}
    price, over = bench.take(made, "price"), bench.take(made, "over")
    first = bench.page.add(say("Fixed price from quarter"), starts, style="input_plain").ref

    def due(column: str) -> str:
        now = bench.frame.quarter(column)
        return f"AND({now}>={first},{now}<{first}+{over})"

    return {"services": lambda column: f"IF({due(column)},{price}/{over},0)"}


def _changes(bench: Bench, place: str, term: Term) -> Made:
    del place
    rate = bench.take(term, "rate")
    return {"change_orders": lambda column: f"{rate}*{bench.frame.priced_work(column)}"}


def _discount(bench: Bench, place: str, term: Term) -> Made:
    made = cast("UpfrontDiscount", term)
    del place
    until = bench.frame.quarters - 1 if made.until_quarter is None else made.until_quarter
    rate, last = bench.take(made, "rate"), bench.take(made, "until_quarter", until)

    def formula(column: str) -> str:
        return f"IF({bench.frame.quarter(column)}<={last},-{rate}*{bench.frame.priced_work(column)},0)"

    return {"discount": formula}


def _per_batch(bench: Bench, place: str, term: Term) -> Made:
    made = cast("PerBatch", term)
    frame = bench.frame
    grown = made.escalates
    return {
        "batches": lambda column: (
            f"{frame.at(frame.taken[place], column)}*{frame.at(frame.priced[place], column)}"
            f"{frame.grown(column, grown)}"
        )
    }


def _slots(bench: Bench, place: str, term: Term) -> Made:
    made = cast("Slots", term)
    frame, price = bench.frame, bench.take(term, "price")
    surge = ""
    if made.surge_above is not None:
        surge = f"{bench.take(made, 'surge_rate')}*MAX({{batches}}-{bench.take(made, 'surge_above')},0)"
    cancelled = f"{bench.take(made, 'cancelled')}*{bench.take(made, 'cancellation_rate')}"

    def batches(column: str) -> str:
        taken = frame.at(frame.taken[place], column)
        extra = f"+{surge.format(batches=taken)}" if surge else ""
        return f"({taken}{extra})*{price}{frame.grown(column, made.escalates)}"

    def fees(column: str) -> str:
        return f"{frame.at(frame.taken[place], column)}*{cancelled}*{price}{frame.grown(column, made.escalates)}"

    return {"batches": batches, "cancellation": fees}


def _reservation(bench: Bench, place: str, term: Term) -> Made:
    made = cast("Reservation", term)
    frame = bench.frame
    end = frame.quarters - 1 if made.end is None else made.end
    fee, first, last = bench.take(made, "fee_per_quarter"), bench.take(made, "start"), bench.take(made, "end", end)
    most, price = bench.take(made, "batches_per_quarter"), bench.take(made, "batch_price")
    extra = bench.take(made, "extra_batch_price") if made.extra_batch_price is not None else "0"

    def due(column: str) -> str:
        now = frame.quarter(column)
        return f"AND({now}>={first},{now}<={last})"

    def batches(column: str) -> str:
        taken = frame.at(frame.taken[place], column)
        paid = f"MIN({taken},{most})*{price}+MAX({taken}-{most},0)*{extra}"
        return f"({paid}){frame.grown(column, made.escalates)}"

    return {"capacity": _when(bench, made, due, fee), "batches": batches}


def _materials(bench: Bench, place: str, term: Term) -> Made:
    del place
    amount, fee = bench.take(term, "amount"), bench.take(term, "handling_fee")
    frame, grows = bench.frame, term.escalates
    return {"materials": lambda column: f"{frame.at(SUPPLIED, column)}*{amount}*(1+{fee}){frame.grown(column, grows)}"}


def _milestone(bench: Bench, place: str, term: Term) -> Made:
    made = cast("Milestone", term)
    quarter = _due(bench, place, made.gate, made.quarter)
    if quarter is None:
        return {}
    amount = bench.take(made, "amount")
    return {"milestones": lambda column: f"IF({bench.frame.quarter(column)}={quarter},{amount},0)"}


def _equity(bench: Bench, place: str, term: Term) -> Made:
    made = cast("Equity", term)
    quarter = _due(bench, place, made.gate, None)
    if quarter is None:
        return {}
    value = bench.take(made, "value")
    return {"equity": lambda column: f"IF({bench.frame.quarter(column)}={quarter},{value},0)"}


def _deposit(bench: Bench, place: str, term: Term) -> Made:
    del place
    amount, quarter = bench.take(term, "amount"), bench.take(term, "quarter")
    first, last = bench.take(term, "credit_from"), bench.take(term, "credit_to")

    def formula(column: str) -> str:
        now = bench.frame.quarter(column)
        back = f"IF(AND({now}>={first},{now}<={last}),{amount}/({last}-{first}+1),0)"
        return f"IF({now}={quarter},{amount},0)-{back}"

    return {"deposit": formula}


def _sponsor(bench: Bench, place: str, term: Term) -> Made:
    made = cast("SponsorCost", term)
    del place
    frame, amount = bench.frame, bench.take(made, "amount")
    if made.per == "batch":
        return {"sponsor": lambda column: f"{frame.at(SUPPLIED, column)}*{amount}{_growth(frame, column)}"}
    if made.per == "once":
        due = _once(frame, bench.take(made, "quarter"))
    else:
        end = frame.quarters - 1 if made.end is None else made.end
        first, last = bench.take(made, "start"), bench.take(made, "end", end)

        def due(column: str) -> str:
            now = frame.quarter(column)
            return f"AND({now}>={first},{now}<={last})"

    return {"sponsor": lambda column: f"IF({due(column)},{amount},0){_growth(frame, column)}"}


def _due(bench: Bench, place: str, gate: str | None, quarter: int | None) -> str | None:
    """Return the address of the quarter in which something falls due; None if its gate is not decided."""
    if gate is None:
        return bench.page.add(say("Quarter"), float(quarter or 0), style="input_plain").ref
    decided, passed = bench.outlook.at(place).scenario.gate(gate)
    if not passed[0, 0]:
        return None
    return bench.page.add(say("Quarter of its gate"), float(decided[0, 0]), source=gate, style="input_plain").ref


def _when(bench: Bench, term: Term, due: Formula, amount: str) -> Formula:
    return lambda column: f"IF({due(column)},{amount},0){bench.frame.grown(column, term.escalates)}"


def _once(frame: Frame, quarter: str) -> Formula:
    return lambda column: f"{frame.quarter(column)}={quarter}"


def _often(frame: Frame, first: str, last: str, every: str) -> Formula:
    def due(column: str) -> str:
        now = frame.quarter(column)
        return f"AND({now}>={first},{now}<={last},MOD({now}-{first},{every})=0)"

    return due


def _growth(frame: Frame, column: str) -> str:
    return f"*{frame.at(GROWTH, column)}"


MAKERS: dict[type[Term], Callable[[Bench, str, Term], Made]] = {
    Deliverable: _deliverable,
    Labour: _labour,
    FixedPriceConversion: _fixed_price,
    ChangeOrders: _changes,
    UpfrontDiscount: _discount,
    PerBatch: _per_batch,
    Slots: _slots,
    Reservation: _reservation,
    MaterialsPerBatch: _materials,
    Milestone: _milestone,
    Equity: _equity,
    Deposit: _deposit,
    SponsorCost: _sponsor,
}
