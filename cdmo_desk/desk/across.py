"""Requests across cases: suppliers, price history, plugs from it, outliers; cases duplicated, marked, archived."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

from cdmo_desk.desk.cases import Cases
from cdmo_desk.problem import Refused, shown
from cdmo_desk.speech import counted, say

if TYPE_CHECKING:
    from cdmo_desk.library import Changed, SupplierRow
    from cdmo_desk.library.across import Offered, Quoted

FEWEST = 4  # quotes from which quartiles, and so outliers, say something
FENCE = 1.5  # quartile ranges beyond the quartiles, Tukey's fence
ARCHIVED, TEMPLATE = "archived", "template"


@dataclass(frozen=True, slots=True)
class Price:
    """A quote of the past in the currency asked for; `value` is None where no rate of exchange leads there."""

    quoted: "Quoted"
    value: float | None


@dataclass(frozen=True, slots=True)
class History:
    """The prices of a scope item in all cases, with their middle and quartiles; nominal, as they were quoted."""

    scope: str
    currency: str
    since: date | None
    prices: tuple[Price, ...]

    @property
    def values(self) -> tuple[float, ...]:
        """Return the prices that could be converted."""
        return tuple(price.value for price in self.prices if price.value is not None)

    @property
    def median(self) -> float | None:
        """Return the middle price."""
        return median(self.values) if self.values else None

    @property
    def quartiles(self) -> tuple[float, float] | None:
        """Return the lower and the upper quartile; None where there are too few prices."""
        if len(self.values) < FEWEST:
            return None
        low, _, high = quantiles(self.values, n=4, method="inclusive")
        return low, high

    def is_outlier(self, value: float) -> bool | None:
        """Tell whether a price lies outside Tukey's fence; None where there are too few to say."""
        found = self.quartiles
        if found is None:
            return None
        low, high = found
        reach = FENCE * (high - low)
        return not low - reach <= value <= high + reach

    def says(self) -> str:
        """Return what the middle rests on: `median of 7 quotes since 2025`."""
        number = len(self.values)
        days = [
            price.quoted.setting.day for price in self.prices if price.value is not None and price.quoted.setting.day
        ]
        if not days:
            return counted("median of {n} quote", "median of {n} quotes", number)
        return counted(
            "median of {n} quote since {year}", "median of {n} quotes since {year}", number, year=min(days).year
        )


class Across(Cases):
    """What other cases teach, and cases made from cases."""

    def suppliers(self) -> "list[SupplierRow]":
        """Return all suppliers with the number of their offers and cases."""
        with self.library(read_only=True) as library:
            return library.suppliers()

    def supplier(self, name: str) -> "list[Offered]":
        """Return a supplier's offers in all cases, the earliest first."""
        with self.library(read_only=True) as library:
            found = library.offered(name)
        if not found:
            raise Refused(
                say("There are no offers of {name}. List the suppliers to see their names.", name=shown(name))
            )
        return found

    def supplier_items(self, name: str) -> dict[str, str]:
        """Return the scope items a supplier quoted, the most often quoted first, each with its title."""
        with self.library(read_only=True) as library:
            return library.items(name)

    def prices(
        self, scope: str, *, case_id: str | None = None, currency: str | None = None, since: date | None = None
    ) -> History:
        """Return what was asked for a scope item in all cases but one, in that case's currency or another."""
        with self.library(read_only=True) as library:
            found = library.quoted(scope)
            brief = library.load(case_id)["case"] if case_id is not None else {}
        return _history(scope, found, brief, case_id, currency=currency, since=since)

    def outliers(self, case_id: str) -> "list[tuple[str, str, float, History]]":
        """Return the prices of a case that lie outside what other cases were asked: offer, item, price, history."""
        found = []
        with self.library(read_only=True) as library:
            brief = library.load(case_id)["case"]
            quoted = {item["id"]: library.quoted(item["id"]) for item in brief.get("scope") or ()}
        for item, quotes in quoted.items():
            mine = [one for one in quotes if one.setting.case == case_id]
            history = _history(item, quotes, brief, case_id) if mine else None
            for one in mine:
                value = _converted(one, brief["currency"], _rates(brief))
                if history is not None and value is not None and history.is_outlier(value):
                    found.append((one.offer, item, value, history))
        return found

    def earlier(self, case_id: str, item: str, offer: str) -> tuple[History, bool | None]:
        """Return earlier quotes of a scope item, and whether an offer's own lies far outside; None: nobody can say."""
        with self.library(read_only=True) as library:
            brief = library.load(case_id)["case"]
            quotes = library.quoted(item)
        history = _history(item, quotes, brief, case_id)
        mine = next((one for one in quotes if (one.setting.case, one.offer) == (case_id, offer)), None)
        value = None if mine is None else _converted(mine, brief["currency"], _rates(brief))
        return history, None if value is None else history.is_outlier(value)

    def take_plug(self, case_id: str, item: str, *, since: date | None = None) -> "Changed":
        """Make the median of earlier quotes the should-cost of a scope item, quartiles the range, with the source."""
        history = self.prices(item, case_id=case_id, since=since)
        middle = history.median
        if middle is None:
            raise Refused(say("No earlier quote for {item} can be used; import cases that have one.", item=shown(item)))
        brief = self.document(case_id)["case"]
        scope = list(brief.get("scope") or ())
        places = [place for place, found in enumerate(scope) if found.get("id") == item]
        if not places:
            raise Refused(say("The case {id} has no scope item {item}.", id=shown(case_id), item=shown(item)))
        place = places[0]
        scope[place] = scope[place] | {"estimate": _estimate(history, _likely(scope[place].get("quantity", 1)))}
        path = f"scope.{item}.estimate"
        said = {"path": path, "source": history.says(), "date": self.clock().date().isoformat(), "owner": self.who}
        kept = [found for found in brief.get("assumptions") or () if found.get("path") != path]
        request = say("Plug {item} from earlier quotes", item=item)
        return self.put_brief(case_id, brief | {"scope": scope, "assumptions": [*kept, said]}, request=request)

    def duplicate_case(self, case_id: str, new_id: str, *, title: str | None = None, offers: bool = True) -> str:
        """Store a copy of a case under another id, with its offers or without (a template made use of)."""
        plain = self.document(case_id)
        brief = {name: value for name, value in plain["case"].items() if name not in ("award", "assumptions_signed")}
        brief |= {"id": new_id, "title": title or say("{title} (copy)", title=brief["title"])}
        made = plain | {"case": brief, "offers": plain["offers"] if offers else []}
        from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for

        document.read(made)
        with self.library(read_only=True) as library:
            files = [(library.source(row.sha256), row) for row in library.sources(case_id)] if offers else []
        return self._copy(made, files, say("Copy of {id}", id=case_id))

    def mark_case(self, case_id: str, name: str, *, on: bool) -> "Changed":
        """Mark a case as archived or as a template, or take the mark away."""
        words = {
            (ARCHIVED, True): say("Archive"),
            (ARCHIVED, False): say("Bring back from the archive"),
            (TEMPLATE, True): say("Make a template"),
            (TEMPLATE, False): say("No longer a template"),
        }
        request = words[name, on]
        with self.library() as library, library.change(request, case_id, self.who, self.clock()) as change:
            change.mark(case_id, name, self.clock().date().isoformat() if on else None)
        return change.changed

    def _copy(self, made: dict[str, Any], files: "list[tuple[bytes, Any]]", request: str) -> str:
        new_id = str(made["case"]["id"])
        with self.library() as library:
            if any(row.id == new_id for row in library.cases()):
                raise Refused(say("The library has a case {id} already. Name another id.", id=shown(new_id)))
            with library.change(request, new_id, self.who, self.clock()) as change:
                change.put_case(made)
                for content, row in files:
                    change.put_source(content, row.name, row.kind)
        return new_id


def _history(
    scope: str,
    found: "list[Quoted]",
    brief: dict[str, Any],
    but: str | None,
    *,
    currency: str | None = None,
    since: date | None = None,
) -> History:
    """Return quotes as the asking case reads them, without its own."""
    target = str(currency or brief.get("currency") or _usual(found))
    rates = _rates(brief) if target == brief.get("currency") else {}
    prices = tuple(
        Price(one, _converted(one, target, rates))
        for one in found
        if one.setting.case != but and (since is None or (one.setting.day or date.min) >= since)
    )
    return History(scope, target, since, prices)


def _rates(brief: dict[str, Any]) -> dict[str, float]:
    """Return what a case takes for a unit of each currency."""
    return {code: _rate(rate) for code, rate in (brief.get("fx") or {}).items()} | {brief.get("currency", ""): 1.0}


def _usual(found: "list[Quoted]") -> str:
    """Return the currency most quotes are in, so that as many as can be stand side by side."""
    counts = Counter(one.currency for one in found)
    return counts.most_common(1)[0][0] if counts else "EUR"


def _rate(rate: object) -> float:
    value = rate.get("rate") if isinstance(rate, dict) else rate
    return float(value) if isinstance(value, int | float) else 0.0


def _converted(quoted: "Quoted", target: str, rates: dict[str, float]) -> float | None:
    """Return a quote in another currency: by the asking case's rates, else by the quote's own case and then those."""
    amount, own = float(quoted.amount), quoted.setting
    if quoted.currency == target:
        return amount
    if rates.get(quoted.currency):
        return amount * rates[quoted.currency]
    at_home = amount if quoted.currency == own.currency else amount * own.rates.get(quoted.currency, 0.0)
    if not at_home:
        return None
    if own.currency == target:
        return at_home
    if rates.get(own.currency):
        return at_home * rates[own.currency]
    return at_home / own.rates[target] if own.rates.get(target) else None


def _estimate(history: History, quantity: float) -> list[float] | float:
    """Return a should-cost for one unit: quartiles around the median where there are enough quotes."""
    middle = (history.median or 0.0) / quantity
    found = history.quartiles
    if found is None or found[0] == found[1]:
        return round(middle, 2)
    return [round(found[0] / quantity, 2), round(middle, 2), round(found[1] / quantity, 2)]


def _likely(quantity: object) -> float:
    if isinstance(quantity, list) and len(quantity) > 1:
        quantity = quantity[1]
    if isinstance(quantity, dict):
        quantity = quantity.get("likely")
    return float(quantity) if isinstance(quantity, int | float) and quantity else 1.0
