"""How inputs are called, and how their values are written: the same wherever something is moved or asked about."""

from re import match

from cdmo_desk.contract.offer import Offer
from cdmo_desk.document import Case
from cdmo_desk.field import columns
from cdmo_desk.sheets.figures import Figures
from cdmo_desk.sheets.naming import Key, keys, scope_title
from cdmo_desk.sheets.pricing import term_title
from cdmo_desk.speech import marked, say, within

PROGRAMME = {
    "demand": marked("Demand, all years"),
    "net_sales": marked("Net sales, all years"),
    "slip_quarters": marked("Slip of the programme"),
    "cpi": marked("Consumer price inflation"),
    "sponsor_inflation": marked("Inflation of our own costs"),
    "discount_rate": marked("Discount rate"),
    "cost_of_delay_per_month": marked("Cost of a month's delay"),
    "shortfall_cost_per_unit": marked("Cost of a unit that is missing"),
    "needed_month": marked("Month in which supply is needed"),
}
MANY = 1000  # a value from which on decimals say nothing
LEVERS = {
    "batch_price": marked("Batch price"),
    "fee": marked("Reservation fee a quarter"),
    "rate": marked("Hourly rate"),
    "discount": marked("Discount on priced work"),
    "all_prices": marked("All its prices together"),
    "deliverables": marked("All its priced work"),
    "output_per_batch": marked("Output of a batch"),
    "ready_months": marked("Months until it is ready"),
}


def whose(case: Case, name: str) -> tuple[Offer | None, str]:
    """Return the offer that an input belongs to (None for the programme's) and its name within that."""
    name = name.removeprefix("offers.")
    for offer in sorted(case.offers, key=lambda found: -len(found.id)):
        if name.startswith(f"{offer.id}."):
            return offer, name.removeprefix(f"{offer.id}.").removeprefix("offer.")
    return None, name.removeprefix("case.")


def input_title(case: Case, name: str) -> str:
    """Return what an input is called, without the offer it belongs to."""
    offer, own = whose(case, name)
    if offer is not None:
        return _of_offer(case, offer, own)
    if own in PROGRAMME:
        return say(PROGRAMME[own])
    kind, _, rest = own.partition(".")
    if kind == "gates":
        return say("Success at {gate}", gate=rest)
    if kind == "fx":
        return say("{currency} in {home}", currency=rest, home=case.brief.currency)
    if kind == "driver":
        return rest[:1].upper() + rest[1:]
    if kind == "scope":
        item, _, field = rest.rpartition(".")
        words = marked("Quantity: {item}") if field == "quantity" else marked("Our estimate: {item}")
        return say(words, item=scope_title(case, item))
    return own


def input_offer(case: Case, name: str) -> Key | None:
    """Return how the offer is called that an input belongs to, None for the programme's."""
    offer, _ = whose(case, name)
    return None if offer is None else keys(case)[offer.id]


def _of_offer(case: Case, offer: Offer, own: str) -> str:
    if own in LEVERS:
        return say(LEVERS[own])
    if own.startswith("plugs."):
        return say("Plug: {item}", item=scope_title(case, own.removeprefix("plugs.")))
    risk = match(r"risks\[(\d+)\](?:\.(\w+))?", own)
    if risk is not None:
        found = offer.risks[int(risk[1])]
        words = {"cost": marked("Risk, its cost: {risk}"), "delay_months": marked("Risk, its delay: {risk}")}
        return say(words.get(risk[2] or "", marked("Risk: {risk}")), risk=found.title or found.category)
    for number, term in enumerate(offer.terms):
        place = offer.place(number)
        if own in (place, f"{place}.failures"):
            return term_title(term)
        if own.startswith(f"{place}."):
            label = field_title(type(term), own.removeprefix(f"{place}."))
            title = term_title(term)
            return title if label.lower() in title.lower() else f"{title}: {within(label)}"
    return own


def field_title(kind: type, field: str) -> str:
    """Return what a field of a record is called; its own name in words where it declares none."""
    return next((say(column.says.label) for column in columns(kind) if column.name == field), field.replace("_", " "))


def _unit(kind: type, field: str) -> str:
    return next((column.says.unit for column in columns(kind) if column.name == field), "")


def input_value(case: Case, name: str, value: float | None, figures: Figures, *, factor: bool = False) -> str:
    """Return a value of an input as it is written, its unit with it where that is not plain."""
    if value is None:
        return figures.number(None)
    if factor:
        return say("{factor} ×", factor=figures.number(value))
    offer, own = whose(case, name)
    unit = _unit_of(offer, own)
    if unit.startswith("fraction") or own in ("cpi", "sponsor_inflation", "discount_rate", "discount"):
        return figures.percent(value)
    if own.startswith("gates."):
        return figures.percent(value, 0)
    if own.startswith("fx."):
        return figures.rate(value)
    if "currency" in unit or own.endswith(("_per_month", "_per_unit", ".estimate")) or own in ("batch_price", "fee"):
        currency = offer.currency if offer is not None and "case" not in unit else None
        return f"{figures.full(value)} {currency or case.brief.currency}"
    if own == "rate":
        return f"{figures.number(value, 0)} {(offer.currency if offer else None) or case.brief.currency}"
    return figures.short(value, 0 if abs(value) >= MANY else 2)


def _unit_of(offer: Offer | None, own: str) -> str:
    if offer is None:
        return ""
    for number, term in enumerate(offer.terms):
        place = offer.place(number)
        if own.startswith(f"{place}."):
            return _unit(type(term), own.removeprefix(f"{place}."))
    return ""
