"""The head of a sheet of workings: quarters, factors of growth, exchange and discount, batches supplied."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cdmo_desk.contract.offer import Offer
from cdmo_desk.document import Case
from cdmo_desk.evaluation.valuation import discount
from cdmo_desk.programme.scenario import Array, Scenario, calendar
from cdmo_desk.reports.workbook.book import Page, Style
from cdmo_desk.reports.workbook.frame import (
    ESCALATION,
    EXCHANGE,
    FIRST,
    GROWTH,
    HOW,
    OUR_DISCOUNT,
    QUARTER,
    SUPPLIED,
    TERM,
    THEIR_DISCOUNT,
    TOTAL,
    YEAR,
    Formula,
    Frame,
)
from cdmo_desk.reports.workbook.inputs import Given, Input
from cdmo_desk.reports.workbook.legs import Leg, title_of
from cdmo_desk.reports.workbook.volumes import Volume
from cdmo_desk.sheets.naming import Key
from cdmo_desk.speech import say


@dataclass(frozen=True, slots=True)
class About:
    """What a sheet of workings is about: an offer in the base case of a case, its supply and its legs."""

    case: Case
    offer: Offer
    scenario: Scenario
    volumes: list[Volume]
    legs: list[Leg]

    @property
    def rate(self) -> float:
        """Return what a unit of the offer's currency is in the case's."""
        return float(self.scenario.fx[self.offer.currency or self.case.brief.currency][0, 0])


class Block:
    """A sheet of workings with its time block."""

    def __init__(self, page: Page, about: About) -> None:
        self.page, self.about = page, about
        self.case, self.offer, self.scenario, self.legs = about.case, about.offer, about.scenario, about.legs
        rows, taken, priced = SUPPLIED + 1, {}, {}
        for found in about.volumes:
            taken[found.place] = rows
            rows += 1
            if found.price is not None:
                priced[found.place] = rows
                rows += 1
        first = rows + 1
        work = sum(leg.is_priced for leg in about.legs)
        last = max(first, first + len(about.legs) - 1)
        self.frame = Frame(about.scenario.quarters, taken, priced, first, last, first + work - 1)

    def title(self, key: Key) -> None:
        """Write the head of the sheet."""
        page, brief = self.page, self.case.brief
        page.text(0, 0, say("Workings of {offer}", offer=key.name), "title")
        currency = self.offer.currency or brief.currency
        page.text(
            1,
            0,
            say(
                "Base case, a column a quarter. Rows marked 'offer' are in {currency}, rows marked 'case' in {home}. "
                "Formulas are live; 'value' rows are the program's and do not follow edits.",
                currency=currency,
                home=brief.currency,
            ),
            "note",
        )
        heads = [
            *(say("Row"), say("Type"), say("Category"), say("Group"), say("Money"), say("Scope item"), say("How")),
            say("Total, {currency}", currency=brief.currency),
        ]
        page.heads(2, heads, figures_from=TOTAL)
        for quarter in range(self.frame.quarters):
            page.text(2, FIRST + quarter, self._calendar(quarter), "right_head")
        page.widths(46, 16, 16, 10, 8, 20, 10, 16)
        page.sheet.set_column(FIRST, FIRST + self.frame.quarters - 1, 13)
        page.sheet.freeze_panes(3, 1)
        page.sheet.repeat_rows(2)
        page.sheet.repeat_columns(0)

    def time(self, given: Given, rates: Mapping[str, Input]) -> None:
        """Write the time block: numbers, factors of growth, exchange and discount, supply."""
        brief, offer, scenario = self.case.brief, self.offer, self.scenario
        quarters = calendar(scenario.quarters)[0]
        own = given.rates.get(offer.currency or "")
        outlook = offer.outlook(scenario)
        growth = np.broadcast_to(scenario.growth, (1, scenario.quarters))[0]
        supplied = np.broadcast_to(offer.account(scenario).supply.supplied, (1, scenario.quarters))[0]
        rate = _escalation(offer, given, rates)
        yearly, days = f"(1+{given.fields['discount_rate'].ref})", rates["payment_days"].ref
        ours = given.fields["sponsor_inflation"].ref
        self.row(QUARTER, say("Quarter"), quarters, None, "plain")
        self.row(YEAR, say("Year"), quarters // 4, lambda c: f"INT({self.frame.quarter(c)}/4)", "plain")

        def grown(rate: str) -> Formula:
            return lambda column: f"(1+{rate})^{self.frame.at(YEAR, column)}"

        def middle(column: str) -> str:
            return f"({self.frame.quarter(column)}+0.5)/4"

        escalation = outlook.escalation(calendar(scenario.quarters))[0]
        self.row(ESCALATION, say("Escalation"), escalation, grown(rate), "factor")
        exchange = scenario.fx[offer.currency or brief.currency][0]
        self.row(EXCHANGE, say("Rate of exchange"), exchange, (lambda _: own.ref) if own else None, "rate")
        self.row(GROWTH, say("Growth of the sponsor's prices"), growth, grown(ours), "factor")
        self.row(
            OUR_DISCOUNT, say("Discount, own side"), discount(brief)[0], lambda c: f"{yearly}^-({middle(c)})", "factor"
        )
        self.row(
            THEIR_DISCOUNT,
            say("Discount, supplier, paid later"),
            discount(brief, offer.payment_days)[0],
            lambda c: f"{yearly}^-({middle(c)}+{days}/365)",
            "factor",
        )
        total = "+".join(f"{{c}}${row + 1}" for row in self.frame.taken.values())
        self.row(SUPPLIED, say("Batches supplied"), supplied, (lambda c: total.format(c=c)) if total else None, "plain")
        for found in self.about.volumes:
            title = say("Batches: {term}", term=title_of(self.case, offer, found.place))
            self.row(self.frame.taken[found.place], title, found.batches, None, "plain")
            if found.price is not None:
                self.row(self.frame.priced[found.place], say("Price of the year's batches"), found.price, None, "plain")

    def row(self, row: int, title: str, values: Array, formula: Formula | None, style: Style) -> None:
        """Write a row of the block, live where it has a formula."""
        self.page.text(row, TERM, title)
        self.page.text(row, HOW, "formula" if formula else "value", "note")
        for quarter, column in enumerate(self.frame.columns):
            amount = float(values[quarter])
            if formula is None:
                self.page.number(row, FIRST + quarter, amount, style)
            else:
                self.page.formula(row, FIRST + quarter, formula(column), amount, style)

    def across(self, row: int) -> str:
        """Return the range of a row's quarters."""
        return self.page.range(row, FIRST, row, FIRST + self.frame.quarters - 1)

    def _calendar(self, quarter: int) -> str:
        start = self.case.brief.start
        month = start.month - 1 + 3 * quarter
        return f"Q{month % 12 // 3 + 1} {start.year + month // 12}"


def _escalation(offer: Offer, given: Given, rates: Mapping[str, Input]) -> str:
    """Return the formula of the year's growth of an offer's prices."""
    if offer.escalation.index is None:
        return rates["rate"].ref
    grown = given.fields["cpi"].ref
    if "floor" in rates:
        grown = f"MAX({grown},{rates['floor'].ref})"
    if "cap" in rates:
        grown = f"MIN({grown},{rates['cap'].ref})"
    return grown
