"""What can be moved on page Explore: every number of a case, where it stands in the document, and how far it goes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from cdmo_desk.contract.offer import TERMS, Escalation, Offer
from cdmo_desk.contract.sponsor import Risk
from cdmo_desk.contract.term import RateTier, Tier
from cdmo_desk.document import Case
from cdmo_desk.field import Column, columns
from cdmo_desk.sheets.naming import keys, scope_title
from cdmo_desk.sheets.pricing import term_title
from cdmo_desk.speech import marked, say

Json = dict[str, Any]
Kind = Literal["number", "whole", "percent", "factor"]
TRIPLE, MOST, LATEST = 3, 3.0, 8.0
HALF_YEAR_RATE = 0.25
PROGRAMME, MONEY, CONSEQUENCES, SCOPE = (
    marked("Programme"),
    marked("Money"),
    marked("Consequences"),
    marked("Scope and our estimates"),
)
WHEN = frozenset(
    (
        "quarter",
        "start",
        "end",
        "every",
        "last_quarter",
        "first_year",
        "last_year",
        "until_quarter",
        "credit_from",
        "credit_to",
        "from",
    )
)
"""Fields that say when something is; a person changes them on Quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movable:
    """A number of a case: its path, its words, its value in the plan, and how far a slider moves it.

    `held` is what the document holds; an estimate moves as a whole: in proportion, or, where it `shifts`, by as much
    as its likely value.
    """

    path: str
    title: str
    group: str
    now: float
    low: float
    high: float
    unit: str = ""
    kind: Kind = "number"
    held: Any = None
    offer: str = ""
    shifts: bool = False

    def change(self, to: float) -> Any:  # noqa: ANN401 - any JSON
        """Return what the document holds, or by what it is multiplied, where the value is `to`."""
        if self.kind == "factor":
            return {"times": to}
        if isinstance(self.held, int | float) or self.held is None:
            return _plain(to)
        if self.shifts or not self.now:
            return _shifted(self.held, to - self.now)
        return {"times": to / self.now}

    def value(self, change: Any) -> float:  # noqa: ANN401 - any JSON
        """Return the value that a change of a scenario gives it."""
        if isinstance(change, Mapping) and set(change) == {"times"}:
            return self.now * float(change["times"])
        found = likely(change)
        return self.now if found is None else found


def likely(held: Any) -> float | None:  # noqa: ANN401 - any JSON
    """Return the likely value of a number or an estimate as documents write them, None for anything else."""
    if isinstance(held, Mapping):
        held = held.get("likely")
    elif isinstance(held, list) and len(held) == TRIPLE:
        held = held[1]
    return float(held) if isinstance(held, int | float) and not isinstance(held, bool) else None


def movables(case: Case) -> tuple[Movable, ...]:
    """Return all numbers of a case that can be moved: the programme's first, then each offer's."""
    brief = case.document["case"]
    made = [*_programme(brief), *_money(case, brief), *_consequences(case, brief), *_scope(case, brief)]
    known = _names(offer["id"] for offer in case.document["offers"])
    for place, (plain, offer) in enumerate(zip(case.document["offers"], case.offers, strict=True)):
        made += _offer(case, plain, offer, f"offers[{known[place]}]")
    return tuple(made)


def _programme(brief: Json) -> Iterator[Movable]:
    group = say(PROGRAMME)
    plan = say("× plan")
    if any(likely(year) for year in brief.get("demand") or ()):
        yield Movable(
            path="case.demand", title=say("Demand"), group=group, now=1, low=0, high=MOST, unit=plan, kind="factor"
        )
    gates = brief.get("gates") or []
    for name, gate in zip(_names(gate["name"] for gate in gates), gates, strict=True):
        yield Movable(
            path=f"case.gates[{name}].probability",
            title=gate["name"],
            group=group,
            now=gate["probability"],
            low=0,
            high=1,
            kind="percent",
            held=gate["probability"],
        )
    if any(likely(year) for year in brief.get("net_sales") or ()):
        yield Movable(
            path="case.net_sales",
            title=say("Net sales"),
            group=group,
            now=1,
            low=0,
            high=MOST,
            unit=plan,
            kind="factor",
        )
    held = brief.get("slip_quarters")
    now = likely(held) or 0.0
    yield Movable(
        path="case.slip_quarters",
        title=say("Slips by"),
        group=group,
        now=now,
        low=0,
        high=max(LATEST, 2 * now),
        unit=say("quarters"),
        held=held,
        shifts=True,
    )


def _money(case: Case, brief: Json) -> Iterator[Movable]:
    group, home = say(MONEY), case.brief.currency
    for currency, held in (brief.get("fx") or {}).items():
        path, rate = f"case.fx.{currency}", held
        if isinstance(held, Mapping):
            path, rate = f"{path}.rate", held.get("rate")
        if currency != home and isinstance(rate, int | float) and rate > 0:
            yield Movable(
                path=path, title=currency, group=group, now=rate, low=rate / 2, high=rate * 1.5, unit=home, held=rate
            )
    titles = {
        "cpi": say("Inflation"),
        "sponsor_inflation": say("Inflation of our own costs"),
        "discount_rate": say("Discount rate"),
    }
    for name, title in titles.items():
        held = brief.get(name)
        now = likely(held)
        if now is not None:
            yield Movable(
                path=f"case.{name}",
                title=title,
                group=group,
                now=now,
                low=0,
                high=max(HALF_YEAR_RATE, 2 * now),
                kind="percent",
                held=held,
            )


def _consequences(case: Case, brief: Json) -> Iterator[Movable]:
    home = case.brief.currency
    words = {
        "shortfall_cost_per_unit": (say("Missing {unit}", unit=case.brief.demand_unit), home),
        "cost_of_delay_per_month": (say("Month of delay"), home),
        "needed_month": (say("Supply needed in month"), ""),
        "budget": (say("Budget"), home),
    }
    for name, (title, unit) in words.items():
        now = likely(brief.get(name))
        if now:
            yield Movable(
                path=f"case.{name}",
                title=title,
                group=say(CONSEQUENCES),
                now=now,
                low=0,
                high=2 * now,
                unit=unit,
                held=now,
            )


def _scope(case: Case, brief: Json) -> Iterator[Movable]:
    items = brief.get("scope") or []
    for name, item in zip(_names(item["id"] for item in items), items, strict=True):
        title = scope_title(case, item["id"])
        for field, words, unit in (
            ("quantity", marked("Quantity: {item}"), item.get("unit") or ""),
            ("estimate", marked("Our estimate: {item}"), case.brief.currency),
        ):
            now = likely(item.get(field))
            if now:
                yield Movable(
                    path=f"case.scope[{name}].{field}",
                    title=say(words, item=title),
                    group=say(SCOPE),
                    now=now,
                    low=0,
                    high=2 * now,
                    unit=unit,
                    held=item[field],
                )


def _offer(case: Case, plain: Json, offer: Offer, path: str) -> Iterator[Movable]:
    group = keys(case)[offer.id].name
    money = offer.currency or case.brief.currency, case.brief.currency

    def fields(record: type, held: Mapping[str, Any], at: str, of: str) -> Iterator[Movable]:
        for column in columns(record):
            found = _of_field(column, held.get(column.name), f"{at}.{column.name}", of, money)
            if found is not None:
                yield _of_group(found, group, offer.id)

    yield from fields(Offer, {name: plain.get(name) for name in ("ready_months", "output_per_batch")}, path, "")
    yield from fields(Offer, {"payment_days": plain.get("payment_days")}, path, "")
    if isinstance(plain.get("escalation"), Mapping):
        yield from fields(Escalation, plain["escalation"], f"{path}.escalation", say("Growth of prices"))
    for number, (held, term) in enumerate(zip(plain.get("terms") or (), offer.terms, strict=True)):
        at, title = f"{path}.terms[{number}]", term_title(term)
        yield from fields(TERMS[held["type"]], held, at, title)
        for band, tier in enumerate(held.get("tiers") or ()):
            kind = Tier if "price" in tier else RateTier
            of = say("{term}, from {least}", term=title, least=f"{tier.get('from', 0):,.10g}")
            yield from fields(kind, tier, f"{at}.tiers[{band}]", of)
    for number, risk in enumerate(plain.get("risks") or ()):
        title = say("Risk: {risk}", risk=risk.get("title") or risk["category"])
        yield from fields(Risk, risk, f"{path}.risks[{number}]", title)


def _of_group(found: Movable, group: str, offer: str) -> Movable:
    return replace(found, group=group, offer=offer)


def _of_field(column: Column, held: Any, path: str, of: str, money: tuple[str, str]) -> Movable | None:  # noqa: ANN401
    now = likely(held)
    if now is None or column.name in WHEN:
        return None
    label = say(column.says.label)
    title = label if not of else of if label.lower() in of.lower() else f"{of}: {label.lower()}"
    unit = say(column.says.unit) if column.says.unit else ""
    share = column.says.unit.startswith(("fraction", "a year"))
    if "currency" in column.says.unit:
        unit = money["case" in column.says.unit]
    whole = _is_whole(column.type)
    least_high = 1.0 if share else LATEST if whole else 1.0
    return Movable(
        path=path,
        title=title,
        group="",
        now=now,
        low=0.0,
        high=min(1.0, max(4 * now, 0.1)) if share else 2 * now or least_high,
        unit="" if share else unit,
        kind="percent" if share else "whole" if whole else "number",
        held=held,
    )


def _is_whole(hint: Any) -> bool:  # noqa: ANN401 - any type
    return hint is int or any(_is_whole(part) for part in get_args(hint))


def _names(names: Iterable[str]) -> list[str]:
    """Return how the items of a list are called in a path: by name where that is plain and their own, or by place."""
    given = list(names)
    often = Counter(given)
    return [
        name
        if often[name] == 1 and not name.isdigit() and not set(name) & set("[]") and name == name.strip()
        else str(at)
        for at, name in enumerate(given)
    ]


def _plain(to: float) -> float | int:
    return int(to) if float(to).is_integer() else to


def _shifted(held: Any, by: float) -> Any:  # noqa: ANN401 - any JSON
    """Return an estimate moved by an amount, no part of it below nothing."""
    if isinstance(held, Mapping):
        return {
            name: _plain(max(0.0, part + by)) if name in ("low", "likely", "high") else part
            for name, part in held.items()
        }
    return [_plain(max(0.0, part + by)) for part in held]
