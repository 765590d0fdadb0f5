"""What the sponsor assumes, one by one, and the brief with it moved."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from cdmo_desk.estimate import Estimate
from cdmo_desk.programme.brief import Brief

MOST = 3.0  # times its value now: as far as an assumption is moved
LATEST = 8  # quarters: as far as a slip is moved
TINY = 0.02  # of a rate of exchange: as little as it is moved to


@dataclass(frozen=True, slots=True)
class Assumption:
    """An input of the brief: its path, its value now, the values it is tried at, and the brief with it moved.

    `factor` says that the value is a factor of what is planned, 1 now (all years of demand, an estimate's range).
    """

    path: str
    now: float
    tried: tuple[float, ...]
    moved: Callable[[float], Brief]
    factor: bool = False


COARSE = (0.0, 0.5, 0.8, 1.25, 2.0, 3.0)
FINE = (0.0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.85, 0.93, 1.07, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0)


def assumptions(brief: Brief) -> Iterator[Assumption]:
    """Give the assumptions of a brief that may bear on the choice."""
    if any(year.high for year in brief.demand):
        yield _factor("demand", FINE, lambda x: replace(brief, demand=tuple(times(year, x) for year in brief.demand)))
    if any(year.high for year in brief.net_sales):
        yield _factor(
            "net_sales", COARSE, lambda x: replace(brief, net_sales=tuple(times(year, x) for year in brief.net_sales))
        )
    for place, gate in enumerate(brief.gates):
        tried = tuple(share for share in (0.0, 0.25, 0.5, 0.75, 1.0) if share != gate.probability)
        yield Assumption(f"gates.{gate.name}", gate.probability, tried, _gate(brief, place))
    now = brief.slip_quarters.likely
    if brief.gates or brief.demand:
        yield Assumption("slip_quarters", now, tuple(now + step for step in (1, 2, 4, LATEST)), _slip(brief))
    yield from _rates(brief)
    yield from _money(brief)
    for place, item in enumerate(brief.scope):
        if item.estimate is not None and item.estimate.high:
            yield _factor(f"scope.{item.id}.estimate", COARSE, _item(brief, place, "estimate"))
        if not item.quantity.is_certain:
            yield _factor(f"scope.{item.id}.quantity", COARSE, _item(brief, place, "quantity"))


def _rates(brief: Brief) -> Iterator[Assumption]:
    if brief.discount_rate > 0:
        yield _value("discount_rate", brief.discount_rate, COARSE, lambda to: replace(brief, discount_rate=to))
    for name in ("cpi", "sponsor_inflation"):
        estimate: Estimate | None = getattr(brief, name)
        if estimate is not None and estimate.likely > 0:
            yield _value(name, estimate.likely, COARSE, _estimate(brief, name, estimate))
    for currency, exchange in brief.fx.items():
        if currency != brief.currency:
            tried = tuple(max(step, TINY) for step in COARSE)
            yield _value(f"fx.{currency}", exchange.rate, tried, _exchange(brief, currency))


def _money(brief: Brief) -> Iterator[Assumption]:
    for name in ("cost_of_delay_per_month", "shortfall_cost_per_unit", "needed_month"):
        now = getattr(brief, name)
        if now:
            yield _value(name, now, COARSE, _plain(brief, name))


def _factor(path: str, tried: tuple[float, ...], moved: Callable[[float], Brief]) -> Assumption:
    return Assumption(path, 1.0, tried, moved, factor=True)


def _value(path: str, now: float, steps: tuple[float, ...], moved: Callable[[float], Brief]) -> Assumption:
    return Assumption(path, now, tuple(now * step for step in steps), moved)


def times(estimate: Estimate, factor: float) -> Estimate:
    """Return an estimate with its range times a factor."""
    return Estimate(estimate.low * factor, estimate.likely * factor, estimate.high * factor, estimate.driver)


def _plain(brief: Brief, name: str) -> Callable[[float], Brief]:
    def moved(to: float) -> Brief:
        if name == "needed_month":
            return replace(brief, needed_month=to)
        if name == "cost_of_delay_per_month":
            return replace(brief, cost_of_delay_per_month=to)
        return replace(brief, shortfall_cost_per_unit=to)

    return moved


def _estimate(brief: Brief, name: str, estimate: Estimate) -> Callable[[float], Brief]:
    def moved(to: float) -> Brief:
        found = times(estimate, to / estimate.likely)
        return replace(brief, cpi=found) if name == "cpi" else replace(brief, sponsor_inflation=found)

    return moved


def _slip(brief: Brief) -> Callable[[float], Brief]:
    def moved(to: float) -> Brief:
        by = to - brief.slip_quarters.likely
        slip = brief.slip_quarters
        return replace(brief, slip_quarters=Estimate(slip.low + by, slip.likely + by, slip.high + by, slip.driver))

    return moved


def _gate(brief: Brief, place: int) -> Callable[[float], Brief]:
    def moved(to: float) -> Brief:
        gates = list(brief.gates)
        gates[place] = replace(gates[place], probability=to)
        return replace(brief, gates=tuple(gates))

    return moved


def _exchange(brief: Brief, currency: str) -> Callable[[float], Brief]:
    return lambda to: replace(brief, fx={**brief.fx, currency: replace(brief.fx[currency], rate=to)})


def _item(brief: Brief, place: int, name: str) -> Callable[[float], Brief]:
    def moved(factor: float) -> Brief:
        scope, item = list(brief.scope), brief.scope[place]
        if name == "quantity":
            scope[place] = replace(item, quantity=times(item.quantity, factor))
        elif item.estimate is not None:
            scope[place] = replace(item, estimate=times(item.estimate, factor))
        return replace(brief, scope=tuple(scope))

    return moved
