"""The tables of the page Brief: which fields each shows, and what a new row holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from cdmo_desk.field import Says
from cdmo_desk.programme.brief import (
    CAPABILITIES,
    SCOPE_CATEGORIES,
    Criterion,
    Exchange,
    Gate,
    ScopeItem,
    Stress,
)
from cdmo_desk.speech import marked, say
from cdmo_desk.values import Name
from ui.forms.kinds import Choices, Look, words
from ui.forms.layouts import Records
from ui.forms.numerals import Numerals

CURRENCIES = ("EUR", "USD", "CHF", "GBP", "JPY", "KRW", "CNY", "INR", "DKK", "SEK", "CAD", "SGD")
CATEGORY_TITLES = {"ppq": "PPQ", "api": marked("Drug substance (API)"), "analytical": marked("Analytical methods")}
UNITS = {"clinical_supply": "batch", "commercial": "batch", "ppq": "batch", "stability": "time point"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedExchange(Exchange):
    """A rate of exchange with its currency beside it, as a row of the table."""

    currency: Annotated[Name, Says("Currency")]


class Facts:
    """What the tables need to know of the case: its currency, unit, gates and own capabilities."""

    def __init__(self) -> None:
        self.brief: dict[str, Any] = {}

    @property
    def currency(self) -> str:
        """Return the case's currency."""
        return str(self.brief.get("currency") or "")

    @property
    def unit(self) -> str:
        """Return the unit of demand."""
        return str(self.brief.get("demand_unit") or "batch")

    def gates(self) -> Choices:
        """Return the gates to choose from."""
        return tuple((str(gate["name"]), str(gate["name"])) for gate in self.brief.get("gates") or ())

    def capabilities(self) -> Choices:
        """Return the catalogue of capabilities, the sponsor's own after it."""
        own = {
            str(entry["id"]): str(entry.get("title") or entry["id"])
            for entry in self.brief.get("capabilities") or ()
            if entry.get("id")
        }
        return tuple(({key: say(title) for key, title in CAPABILITIES.items()} | own).items())


def categories() -> Choices:
    """Return the catalogue of scope."""
    return tuple((key, say(CATEGORY_TITLES.get(key, words(key)))) for key in SCOPE_CATEGORIES)


def gates(numerals: Numerals) -> Records:
    """Return the table of gates."""
    looks = {"quarter": Look(unit=marked("from the start")), "probability": Look(unit="%")}

    def fresh(rows: list[Any]) -> dict[str, Any]:
        quarter = max((row["quarter"] for row in rows), default=0) + 4
        taken = {row["name"] for row in rows}
        return {"name": unique(say("Gate"), taken, " "), "quarter": quarter, "probability": 1}

    return Records(Gate, ("name", "quarter", "probability"), fresh, looks=looks, numerals=numerals)


def scope(numerals: Numerals) -> Records:
    """Return the table of scope."""
    looks = {
        "category": Look(choices=categories),
        "quantity": Look(unit=marked("low / likely / high")),
        "quarter": Look(unit=""),
        "estimate": Look(unit=marked("a unit")),
    }
    names = ("title", "category", "unit", "quantity", "quarter", "required", "estimate")
    return Records(ScopeItem, names, lambda rows: item_of("technology_transfer", rows), looks=looks, numerals=numerals)


def item_of(category: str, rows: Iterable[Any]) -> dict[str, Any]:
    """Return a scope item of a category of the catalogue."""
    title = dict(categories()).get(category, words(category))
    key = unique(category, {row["id"] for row in rows}, "-")
    return {"id": key, "title": title, "category": category, "unit": UNITS.get(category, "lump sum"), "quantity": 1}


def rates(numerals: Numerals, facts: Facts) -> Records:
    """Return the table of rates of exchange."""

    def fresh(rows: list[Any]) -> dict[str, Any]:
        return {"currency": (*others(facts, rows), "XXX")[0], "rate": 1}

    looks = {"volatility": Look(percent=True)}
    names = ("currency", "rate", "volatility", "date", "source")
    return Records(NamedExchange, names, fresh, looks=looks, numerals=numerals, widest="source")


def others(facts: Facts, rows: Iterable[Any]) -> tuple[str, ...]:
    """Return the usual currencies that have no rate yet."""
    taken = {row["currency"] for row in rows} | {facts.currency}
    return tuple(code for code in CURRENCIES if code not in taken)


def criteria(numerals: Numerals) -> Records:
    """Return the table of criteria."""

    def fresh(rows: list[Any]) -> dict[str, Any]:
        return {
            "id": unique("criterion", {row["id"] for row in rows}, "-"),
            "title": say("New criterion"),
            "weight": 10,
        }

    return Records(Criterion, ("title", "weight"), fresh, numerals=numerals)


def stresses(numerals: Numerals, facts: Facts) -> Records:
    """Return the table of stress tests."""
    looks = {
        "stop_at_gate": Look(choices=facts.gates),
        "fx_shift": Look(label=marked("Currencies"), unit="%"),
        "cpi": Look(unit="%"),
        "all_risks": Look(label=marked("All risks")),
    }
    names = ("name", "demand_factor", "sales_factor", "stop_at_gate", "fx_shift", "slip_quarters", "cpi", "all_risks")

    def fresh(rows: list[Any]) -> dict[str, Any]:
        return {"name": unique(say("Stress test"), {row["name"] for row in rows}, " ")}

    return Records(Stress, names, fresh, looks=looks, numerals=numerals)


def unique(base: str, taken: set[str], joint: str) -> str:
    """Return a name that is not taken."""
    number = 1
    name = base
    while name in taken:
        number += 1
        name = f"{base}{joint}{number}"
    return name


def as_rows(fx: dict[str, Any] | None) -> list[Any]:
    """Return rates of exchange as rows."""
    return [{"currency": code, **rate} for code, rate in (fx or {}).items()]


def as_rates(rows: list[Any]) -> dict[str, Any]:
    """Return rows as rates of exchange."""
    return {row["currency"]: {key: value for key, value in row.items() if key != "currency"} for row in rows}
