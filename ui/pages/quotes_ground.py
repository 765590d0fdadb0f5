"""What the forms of an offer need to know of its case: currencies, quarters of the calendar, gates, scope."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from cdmo_desk.contract.offer import KINDS
from cdmo_desk.field import Column, columns
from cdmo_desk.sheets.figures import EN
from cdmo_desk.speech import marked, say
from ui.forms.kinds import Choices, Look

LABELS = {"fee_per_quarter": marked("Fee a quarter")}
"""What fields are called where their unit has no room beside them."""
BEYOND = 40  # quarters after the horizon that a contract may name in a form
BASES = (
    ("priced", marked("Priced")),
    ("pass_through", marked("At cost")),
    ("optional", marked("Optional")),
    ("included", marked("Included")),
    ("excluded", marked("Excluded")),
    ("tbd", marked("To be determined")),
)
ROUNDS = (
    ("budgetary", marked("Budgetary")),
    ("first", marked("First offer")),
    ("best_and_final", marked("Best and final")),
)
SHORT = {
    "batches a quarter": marked("a quarter"),
    "batches a year": marked("a year"),
    "quarters": marked("quarters"),
    "days": marked("days"),
    "months": marked("months"),
    "h": marked("h"),
    "units": "",
}
"""Units as they stand in a narrow field; the label says of what."""
ENDS = {
    "start": marked("the start"),
    "first_year": marked("the first"),
    "end": marked("the end"),
    "last_quarter": marked("the end"),
    "until_quarter": marked("the end"),
    "last_year": marked("the end"),
}


class Ground:
    """The case that forms stand on; it changes under them as the case does."""

    def __init__(self) -> None:
        self.brief: Mapping[str, Any] = {}
        self.offer: Mapping[str, Any] = {}

    @property
    def home(self) -> str:
        """Return the case's currency."""
        return str(self.brief.get("currency") or "")

    @property
    def currency(self) -> str:
        """Return the offer's currency."""
        return str(self.offer.get("currency") or self.home)

    def quarters(self) -> Choices:
        """Return the quarters from the start on, by the calendar."""
        start = date.fromisoformat(str(self.brief.get("start") or "2000-01-01"))
        count = 4 * int(self.brief.get("horizon_years") or 1) + BEYOND
        return tuple((str(number), EN.quarter(start, number)) for number in range(count))

    def years(self) -> Choices:
        """Return the years from the start on, by the calendar."""
        start = date.fromisoformat(str(self.brief.get("start") or "2000-01-01"))
        count = int(self.brief.get("horizon_years") or 1) + BEYOND // 4
        whole = start.month == 1
        return tuple(
            (
                str(number),
                str(start.year + number) if whole else f"{start.year + number}/{(start.year + number + 1) % 100:02d}",
            )
            for number in range(count)
        )

    def gates(self) -> Choices:
        """Return the gates with their quarters."""
        start = date.fromisoformat(str(self.brief.get("start") or "2000-01-01"))
        return tuple(
            (str(gate["name"]), f"{gate['name']} ({EN.quarter(start, int(gate['quarter']))})")
            for gate in self.brief.get("gates") or ()
        )

    def scope(self) -> Choices:
        """Return the items of the scope."""
        return tuple((str(item["id"]), str(item.get("title") or item["id"])) for item in self.brief.get("scope") or ())

    def currencies(self) -> Choices:
        """Return the case's currency and those it has rates of exchange for."""
        return tuple((code, code) for code in dict.fromkeys((self.home, *(self.brief.get("fx") or {}))) if code)

    def unit(self, unit: str) -> str:
        """Return a declared unit as it stands in a field."""
        if unit.startswith("offer currency"):
            return self.currency
        if unit.startswith("case currency"):
            return self.home
        if unit.startswith("fraction"):
            return "%"
        if unit == "units of demand":
            return str(self.brief.get("demand_unit") or "")
        return say(SHORT[unit]) if SHORT.get(unit) else "" if unit in SHORT else unit

    def units(self, record: type) -> dict[str, str]:
        """Return the units of a record's fields that follow the case's or the offer's currency and unit."""
        return {
            column.name: self.unit(column.says.unit)
            for column in columns(record)
            if "currency" in column.says.unit or column.says.unit == "units of demand"
        }

    def look(self, column: Column) -> Look:
        """Return how a field of a term, an offer or a risk looks."""
        name, unit = column.name, column.says.unit
        named = {
            "scope": Look(choices=self.scope, span=2),
            "covers": Look(choices=self.scope, span=4),
            "gate": Look(choices=self.gates, span=2),
            "basis": Look(choices=lambda: _said(BASES)),
            "round": Look(choices=lambda: _said(ROUNDS)),
            "kind": Look(choices=lambda: _said(KINDS.items()), span=2),
            "currency": Look(choices=self.currencies, placeholder=say("case’s")),
        }
        if name in named:
            return named[name]
        times = {"year, from 0": self.years, "quarter": self.quarters, "quarter from the start": self.quarters}
        if unit in times:
            return Look(unit="", choices=times[unit], placeholder=say(ENDS.get(name, "–")))
        named_so = say(LABELS[name]) if name in LABELS else None
        wide = "currency" in unit and "Estimate" in str(column.type)
        return Look(unit=self.unit(unit), label=named_so, span=2 if name == "title" else 3 if wide else 0)

    def looks(self, record: type) -> dict[str, Look]:
        """Return how the fields of a record look."""
        return {column.name: self.look(column) for column in columns(record)}


def _said(pairs: Iterable[tuple[str, str]]) -> Choices:
    return tuple((key, say(title)) for key, title in pairs)
