"""What the terms of an offer cost in one certain world: plain loops over quarters."""

from dataclasses import dataclass, field
from typing import Any

from tests.evaluation.slow_world import (
    World,
    ascending,
    each_price,
    likely,
    marginal,
    occurrences,
    reached,
    yearly_escalation,
)

SUPPLYING = ("per_batch", "reservation", "slots")


@dataclass
class Walk:
    """One offer walked through one world, quarter by quarter."""

    case: dict[str, Any]
    offer: dict[str, Any]
    world: World
    flows: dict[str, list[float]] = field(default_factory=dict)
    beyond: float = 0.0

    def __post_init__(self) -> None:
        """Prepare the tallies that terms share."""
        size = self.world.quarters
        self.rate = self.world.rates.get(self.offer.get("currency", self.case["currency"]), 1.0)
        self.output = likely(self.offer.get("output_per_batch", 1))
        ready = likely(self.offer.get("ready_months", 0))
        self.share = [min(max(quarter + 1 - ready / 3.0, 0.0), 1.0) for quarter in range(size)]
        self.asked = [self.wanted(q) if self.world.alive(q) else 0.0 for q in range(size)]
        self.open = list(self.asked)
        self.ordered = [0.0] * size
        self.supplied = [0.0] * size
        self.priced = [0.0] * size
        self.batches = [0.0] * size
        self.charges = [0.0] * size

    def run(self) -> None:
        """Walk all terms: those that others build on first, in listed order."""
        first = ("deliverable", "labour", *SUPPLYING)
        for term in self.offer["terms"]:
            if term["type"] in first:
                getattr(self, term["type"])(term)
        for term in self.offer["terms"]:
            if term["type"] not in first:
                getattr(self, term["type"])(term)

    def wanted(self, quarter: int) -> float:
        """Give the batches asked for in a quarter if the programme lived."""
        return self.world.demand[quarter] / self.output * self.share[quarter]

    def put(self, category: str, quarter: int, amount: float) -> None:
        """Book an amount in the case's currency."""
        self.flows.setdefault(category, [0.0] * self.world.quarters)[quarter] += amount

    def bill(self, category: str, quarter: int, amount: float) -> None:
        """Book an amount in the offer's currency."""
        self.put(category, quarter, amount * self.rate)

    def escalated(self, term: dict[str, Any], quarter: int) -> float:
        """Give the factor of a term's prices in a quarter."""
        if not term.get("escalates", True):
            return 1.0
        return float((1.0 + yearly_escalation(self.offer, self.world.cpi)) ** (quarter // 4))

    def years(self, term: dict[str, Any]) -> range:
        """List the contract years of a term, also those beyond the horizon."""
        last = term.get("last_year")
        return range(term.get("first_year") or 0, (self.world.quarters // 4 if last is None else last + 1))

    def end(self, term: dict[str, Any]) -> int:
        """Give a term's last quarter."""
        return int(self.world.quarters - 1 if term.get("end") is None else term["end"])

    def running(self, term: dict[str, Any]) -> range:
        """List the quarters of the horizon in which a term runs."""
        return range(term.get("start") or 0, min(self.end(term), self.world.quarters - 1) + 1)

    def deliverable(self, term: dict[str, Any]) -> None:
        """Bill a deliverable whenever it falls due."""
        basis = term.get("basis", "priced")
        if basis not in {"priced", "pass_through"}:
            return
        for quarter in occurrences(term, self.world.quarters):
            if not self.world.alive(quarter):
                continue
            amount = each_price(self.case, self.offer, term, quarter, self.world.cpi)
            if basis == "priced":
                self.priced[quarter] += amount
                self.bill("services", quarter, amount)
            else:
                self.charges[quarter] += amount
                self.bill("materials", quarter, amount)

    def conversion(self) -> int | None:
        """Give the quarter from which labour is converted to a fixed price."""
        for term in self.offer["terms"]:
            if term["type"] == "fixed_price_conversion":
                if term.get("gate") is not None:
                    passed = self.world.passed.get(term["gate"])
                    return None if passed is None else passed + 1
                return int(term["quarter"])
        return None

    def labour(self, term: dict[str, Any]) -> None:
        """Bill hours evenly until they end or are converted."""
        converted = self.conversion() if term.get("converts", True) else None
        start, end = term.get("start") or 0, self.end(term)
        hours = likely(term["hours"]) / (end - start + 1)
        for quarter in self.running(term):
            if self.world.alive(quarter) and (converted is None or quarter < converted):
                amount = hours * term["rate"] * self.escalated(term, quarter)
                self.charges[quarter] += amount
                self.bill("labour", quarter, amount)

    def fixed_price_conversion(self, term: dict[str, Any]) -> None:
        """Bill the fixed price in equal parts."""
        first = self.conversion()
        if first is None:
            return
        for quarter in range(first, min(first + term["over"], self.world.quarters)):
            if self.world.alive(quarter):
                self.bill("services", quarter, term["price"] / term["over"])

    def supply(self, quarter: int, ordered: float, supplied: float) -> None:
        """Take note of batches ordered and supplied."""
        self.ordered[quarter] += ordered
        self.supplied[quarter] += supplied
        self.open[quarter] -= supplied

    def charge_batches(self, quarter: int, amount: float) -> None:
        """Bill batches."""
        self.batches[quarter] += amount
        self.bill("batches", quarter, amount)

    def per_batch(self, term: dict[str, Any]) -> None:
        """Bill batches at a year's tiers."""
        size = self.world.quarters
        taken = [0.0] * size
        for quarter in self.running(term):
            limit = term.get("batches_per_quarter")
            taken[quarter] = self.open[quarter] if limit is None else min(self.open[quarter], limit)
            self.supply(quarter, taken[quarter], taken[quarter])
        for year in range(size // 4):
            of_year = sum(taken[4 * year : 4 * year + 4])
            if of_year <= 0.0:
                continue
            if term.get("all_units"):
                amount = of_year * reached(term["tiers"], of_year, "price")
            else:
                amount = marginal(term["tiers"], of_year, "price")
            for quarter in range(4 * year, 4 * year + 4):
                self.charge_batches(quarter, amount * taken[quarter] / of_year * self.escalated(term, quarter))

    def reservation(self, term: dict[str, Any]) -> None:
        """Bill a reservation, its batches, and what remains of it after a failure."""
        size, failed = self.world.quarters, self.world.failed
        start, end = term.get("start") or 0, self.end(term)
        last = end
        stopped = failed is not None and failed < end
        if failed is not None and stopped:
            last = min(failed + (term.get("notice_quarters") or 0), end)
        resale = likely(term.get("resale_rate") or 0)
        for quarter in range(start, last + 1):
            fee = term["fee_per_quarter"] * self.escalated(term, quarter)
            if quarter >= size and not stopped:
                self.beyond += fee * self.rate
                continue
            booked = min(quarter, size - 1)
            self.bill("capacity", booked, fee)
            used = self.reserved_batches(term, quarter, fee) if quarter < size else 0.0
            self.bill("credit", booked, -fee * (1.0 - used / term["batches_per_quarter"]) * resale)
        if stopped:
            fees = [
                term["fee_per_quarter"] * self.escalated(term, quarter)
                for quarter in range(start, end + 1)
                if quarter > last
            ]
            owed = max((term.get("termination_rate") or 0.0) * sum(fees), term.get("termination_minimum") or 0.0)
            owed = owed * (1.0 - resale) + (term.get("termination_fee") or 0.0)
            self.bill("termination", min(last + 1, size - 1), owed)

    def reserved_batches(self, term: dict[str, Any], quarter: int, fee: float) -> float:
        """Bill the batches of one quarter of a reservation and give how much of it was used."""
        used = min(self.open[quarter], term["batches_per_quarter"])
        extra = 0.0
        if term.get("extra_batch_price") is not None:
            extra = self.open[quarter] - used
            if term.get("extra_batches_per_quarter") is not None:
                extra = min(extra, term["extra_batches_per_quarter"])
        self.supply(quarter, used + extra, used + extra)
        charge = used * (term.get("batch_price") or 0.0) + extra * (term.get("extra_batch_price") or 0.0)
        charge *= self.escalated(term, quarter)
        self.charge_batches(quarter, charge)
        self.bill("credit", quarter, -min((term.get("credit_rate") or 0.0) * fee, max(0.0, charge)))
        return float(used)

    def slots(self, term: dict[str, Any]) -> None:
        """Bill slots as they come."""
        for quarter in self.running(term):
            limit = term.get("batches_per_quarter")
            ordered = self.open[quarter] if limit is None else min(self.open[quarter], limit)
            supplied = ordered * likely(term.get("availability", 1))
            self.supply(quarter, ordered, supplied)
            price = term["price"] * self.escalated(term, quarter)
            surge = term.get("surge_above")
            above = 0.0 if surge is None else max(0.0, supplied - surge)
            self.charge_batches(quarter, price * (supplied + above * (term.get("surge_rate") or 0.0)))
            lost = likely(term.get("cancelled") or 0) * supplied * (term.get("cancellation_rate") or 0.0)
            self.bill("cancellation", quarter, lost * price)

    def upfront_discount(self, term: dict[str, Any]) -> None:
        """Take a share off the priced deliverables."""
        until = term.get("until_quarter")
        for quarter in range(self.world.quarters):
            if until is None or quarter <= until:
                self.bill("discount", quarter, -term["rate"] * self.priced[quarter])

    def change_orders(self, term: dict[str, Any]) -> None:
        """Bill a share more than the priced deliverables."""
        for quarter in range(self.world.quarters):
            self.bill("change_orders", quarter, likely(term["rate"]) * self.priced[quarter])

    def not_to_exceed(self, term: dict[str, Any]) -> None:
        """Relieve the sponsor of what goes above the cap."""
        so_far = 0.0
        for quarter in range(self.world.quarters):
            before = max(0.0, so_far - term["amount"])
            so_far += self.charges[quarter]
            self.bill("cap_relief", quarter, before - max(0.0, so_far - term["amount"]))

    def target_cost(self, term: dict[str, Any]) -> None:
        """Settle the incentive in the last quarter with a charge."""
        charged = [quarter for quarter in range(self.world.quarters) if self.charges[quarter] != 0.0]
        if not charged:
            return
        actual = sum(self.charges)
        pays = actual + term["fee"] + (1.0 - term["sponsor_share"]) * (term["target"] - actual)
        if term.get("ceiling") is not None:
            pays = min(pays, term["ceiling"])
        self.bill("incentive", charged[-1], pays - actual)

    def take_or_pay(self, term: dict[str, Any]) -> None:
        """Bill what a year's minimum was not taken, with carrying forward and making up."""
        size, failed = self.world.quarters, self.world.failed
        price = term["price"] * term.get("rate", 1.0)
        carried = banked = 0.0
        for year in self.years(term):
            months = range(4 * year, 4 * year + 4)
            if failed is None:
                force = list(months)
            else:
                force = [quarter for quarter in months if quarter <= failed + (term.get("notice_quarters") or 0)]
            if not force:
                continue
            at_price = price * self.escalated(term, months[-1])
            own = term["batches_per_year"] * len(force) / 4.0
            if failed is None and months[0] >= size:
                self.beyond += own * at_price * self.rate
                continue
            orders = sum(self.ordered[quarter] for quarter in force if quarter < size)
            short = max(0.0, own - carried - orders)
            excess = max(0.0, orders - own)
            made_up = min(banked, excess) if term.get("make_up") else 0.0
            carried = excess - made_up if term.get("carry_forward") else 0.0
            banked += short - made_up
            self.bill("take_or_pay", min(force[-1], size - 1), (short - made_up) * at_price)

    def cancellation(self, term: dict[str, Any]) -> None:
        """Bill slots booked ahead when the programme fails."""
        failed = self.world.failed
        if failed is None:
            return
        for ahead in range(1, term["binding_quarters"] + 1):
            quarter = failed + ahead
            if quarter >= self.world.quarters:
                break
            notice = 45 + 90 * (ahead - 1)
            rate = 0.0
            for step in ascending(term["ladder"], "within_days"):
                if notice <= step["within_days"]:
                    rate = step["rate"]
                    break
            owed = self.wanted(quarter) * term["price"] * self.escalated(term, quarter) * rate
            self.bill("termination", failed + 1, owed * (1.0 - likely(term.get("resale_rate") or 0)))

    def materials_per_batch(self, term: dict[str, Any]) -> None:
        """Bill the materials of each batch supplied."""
        for quarter in range(self.world.quarters):
            each = likely(term["amount"]) * (1.0 + (term.get("handling_fee") or 0.0)) * self.escalated(term, quarter)
            self.bill("materials", quarter, self.supplied[quarter] * each)

    def batch_failure(self, term: dict[str, Any]) -> None:
        """Do nothing: no batch fails in a certain world."""

    def rebate(self, term: dict[str, Any]) -> None:
        """Give back a share of the year's spend."""
        for year in range(self.world.quarters // 4):
            year_quarters = range(4 * year, 4 * year + 4)
            spend = sum(self.priced[quarter] + self.batches[quarter] for quarter in year_quarters)
            self.bill("rebate", year_quarters[-1], -spend * reached(term["tiers"], spend, "rate"))

    def milestone(self, term: dict[str, Any]) -> None:
        """Bill a milestone at its gate or in its quarter."""
        if term.get("gate") is not None:
            if term["gate"] in self.world.passed:
                self.bill("milestones", self.world.passed[term["gate"]], likely(term["amount"]))
        elif self.world.alive(term["quarter"]):
            self.bill("milestones", term["quarter"], likely(term["amount"]))

    def royalty(self, term: dict[str, Any]) -> None:
        """Book royalties on each year's net sales."""
        paid = 0.0
        for year in self.years(term):
            last = 4 * year + 3
            if last >= self.world.quarters:
                break
            sales = sum(self.world.sales[q] for q in range(4 * year, last + 1) if self.world.alive(q))
            due = marginal(term["tiers"], sales, "rate")
            if self.world.alive(last):
                due = max(due, term.get("minimum_per_year") or 0.0)
            if term.get("cap") is not None:
                due = max(0.0, min(due, term["cap"] - paid))
            paid += due
            self.put("royalties", last, due)

    def equity(self, term: dict[str, Any]) -> None:
        """Book the stake given up at a gate."""
        if term["gate"] in self.world.passed:
            self.put("equity", self.world.passed[term["gate"]], likely(term["value"]))

    def deposit(self, term: dict[str, Any]) -> None:
        """Bill a deposit and credit it back while the programme lives."""
        if not self.world.alive(term["quarter"]):
            return
        self.bill("deposit", term["quarter"], term["amount"])
        parts = term["credit_to"] - term["credit_from"] + 1
        for quarter in range(term["credit_from"], min(term["credit_to"], self.world.quarters - 1) + 1):
            if self.world.alive(quarter):
                self.bill("deposit", quarter, -term["amount"] / parts)

    def sponsor_cost(self, term: dict[str, Any]) -> None:
        """Book what the sponsor spends beside the offer."""
        per = term.get("per", "once")
        amount = likely(term["amount"])
        for quarter in range(self.world.quarters):
            if per == "once":
                times = 1.0 if quarter == (term.get("quarter") or 0) and self.world.alive(quarter) else 0.0
            elif per == "quarter":
                times = 1.0 if quarter in self.running(term) and self.world.alive(quarter) else 0.0
            else:
                times = self.supplied[quarter]
            self.put("sponsor", quarter, times * amount * self.world.grown(quarter))
