"""The workings of an offer: time across, a row a leg of a term, then the sums that every figure of it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass

from cdmo_desk.contract.offer import Offer
from cdmo_desk.document import Case
from cdmo_desk.evaluation.levelling import ESTIMATE
from cdmo_desk.evaluation.results import OfferFigures
from cdmo_desk.evaluation.valuation import Valuation, discount, value
from cdmo_desk.programme.likely import likely
from cdmo_desk.programme.scenario import Array
from cdmo_desk.reports.workbook.book import Book
from cdmo_desk.reports.workbook.frame import (
    CATEGORY,
    EXCHANGE,
    FIRST,
    GROUP,
    GROWTH,
    HOW,
    MONEY,
    OUR_DISCOUNT,
    SCOPE,
    TERM,
    THEIR_DISCOUNT,
    TOTAL,
    TYPE,
    YEAR,
    Formula,
    Frame,
)
from cdmo_desk.reports.workbook.inputs import Given, Input, InputPage
from cdmo_desk.reports.workbook.legs import HOME, OFFERS, legs_of
from cdmo_desk.reports.workbook.quotes import Quoted
from cdmo_desk.reports.workbook.terms import Bench, formulas
from cdmo_desk.reports.workbook.time_block import About, Block
from cdmo_desk.reports.workbook.volumes import volumes
from cdmo_desk.sheets.naming import Key
from cdmo_desk.speech import say

NOT_ON_PAPER = ("change_orders", "cancellation")


@dataclass(frozen=True, slots=True)
class Sums:
    """Where an offer's figures stand, by name, with the scope items it charges: item to the formula of its amount."""

    figures: Mapping[str, str]
    years: tuple[str, ...]
    scope: Mapping[str, str]


def workings(
    case: Case,
    offer: Offer,
    key: Key,
    found: OfferFigures,
    *,
    book: Book,
    given: Given,
    rates: Mapping[str, Input],
    page: InputPage,
    quoted: Quoted | None,
) -> Sums:
    """Write the workings of an offer and return where its figures stand."""
    brief, scenario = case.brief, likely(case.brief)
    made = value(brief, offer, found.gaps, scenario)
    legs = legs_of(case, offer, made, scenario)
    sheet = Workings(book.page(f"Calc {key.letter}"), About(case, offer, scenario, volumes(offer, scenario), legs))
    sheet.title(key)
    sheet.time(given, rates)
    bench = Bench(key.name, offer, offer.outlook(scenario), sheet.frame, given, page, quoted)
    ready: dict[tuple[str, str], Formula] = {}
    for number, term in enumerate(offer.terms):
        place = offer.place(number)
        for category, formula in formulas(bench, place, term).items():
            ready[place, category] = formula
    ready |= _gap_formulas(case, found, bench)
    sheet.write(ready)
    return sheet.sums(made)


def _gap_formulas(case: Case, found: OfferFigures, bench: Bench) -> dict[tuple[str, str], Formula]:
    """Return the formulas of plugs: should-cost × quantity, inflated; or the price taken, as it stands."""
    made: dict[tuple[str, str], Formula] = {}
    given, page = bench.given, bench.page
    for item in case.brief.scope:
        plug = found.gaps.get(item.id)
        if plug is None or not plug.value:
            continue
        page.group(say("{offer}: plug for {item}", offer=bench.name, item=item.title))
        quarter = page.add(say("Quarter"), item.quarter, style="input_plain").ref
        if plug.source == ESTIMATE:
            amount = f"{given.estimates[item.id].ref}*{given.quantities[item.id].ref}"
            grows = True
        else:
            source = " ".join(part for part in (plug.source, plug.other) if part)
            amount, grows = page.add(say("Price taken"), plug.value, case.brief.currency, source).ref, False
        made[f"scope.{item.id}", "scope_gap"] = _plug(bench.frame, quarter, amount, grows=grows)
    return made


def _plug(frame: Frame, quarter: str, amount: str, *, grows: bool) -> Formula:
    def formula(column: str) -> str:
        growth = f"*{frame.at(GROWTH, column)}" if grows else ""
        return f"IF({frame.quarter(column)}={quarter},{amount},0){growth}"

    return formula


class Workings(Block):
    """The sheet of one offer's workings: its legs and their sums, under the time block."""

    def write(self, ready: Mapping[tuple[str, str], Formula]) -> None:
        """Write the legs, live where there is a formula."""
        page, frame = self.page, self.frame
        for number, leg in enumerate(self.legs):
            row, formula = frame.first_leg + number, ready.get((leg.place, leg.category))
            page.text(row, TERM, leg.title)
            for place, words in (
                *((TYPE, leg.type), (CATEGORY, leg.category), (GROUP, leg.group), (MONEY, leg.money)),
                *((SCOPE, leg.scope), (HOW, "formula" if formula else "value")),
            ):
                page.text(row, place, words, "note")
            self._total(row, leg.amounts, leg.money)
            for quarter, column in enumerate(frame.columns):
                amount = float(leg.amounts[quarter])
                if formula is None:
                    page.number(row, FIRST + quarter, amount, "given")
                else:
                    page.formula(row, FIRST + quarter, formula(column), amount)

    def sums(self, made: Valuation) -> Sums:
        """Write the sums under the legs, and return where they stand."""
        frame, row = self.frame, self.frame.last_leg + 2
        found: dict[str, str] = {}
        rows: dict[str, int] = {}
        for group, name, amounts in (
            ("supplier", say("Supplier cash"), made.supplier),
            ("sponsor", say("Sponsor cash"), made.sponsor),
            ("loss", say("Economic loss"), made.economic),
        ):
            rows[group] = row
            found[group] = self._sum(row, name, amounts[0], _in_home(frame, group))
            row += 1
        cash = made.cash[0]
        found["cash"] = self._sum(row, say("Cash"), cash, _adding(frame, rows["supplier"], rows["sponsor"]))
        rows["cash"] = row
        row += 1
        found["cost"] = self._sum(row, say("Cost"), made.cost[0], _adding(frame, rows["cash"], rows["loss"]))
        rows["cost"] = row
        row += 1
        present = made.supplier[0] * discount(self.case.brief, self.offer.payment_days)[0]
        present = present + (made.sponsor + made.economic)[0] * discount(self.case.brief)[0]
        found["present_cost"] = self._sum(row, say("Present cost"), present, _present(frame, rows))
        row += 1
        found["units"] = self._units(row, made.units[0])
        row += 2
        for category in dict.fromkeys(leg.category for leg in self.legs):
            found[f"category {category}"] = self._category(row, category)
            row += 1
        years = tuple(
            f"SUMIFS({self.across(rows['cost'])},{self.across(YEAR)},{year})" for year in range(self.scenario.years)
        )
        return Sums(found, years, self._scope())

    def _scope(self) -> dict[str, str]:
        """Return, for each scope item that a leg is about, the formula of what it comes to."""
        items = dict.fromkeys(leg.scope for leg in self.legs if leg.scope)
        spans = {name: self.page.range(self.frame.first_leg, at, self.frame.last_leg, at) for name, at in _SPANS}
        return {item: f'SUMIFS({spans["total"]},{spans["scope"]},"{_quoted(item)}")' for item in items}

    def _category(self, row: int, category: str) -> str:
        spans = {name: self.page.range(self.frame.first_leg, at, self.frame.last_leg, at) for name, at in _SPANS}
        self.page.text(row, TERM, category)
        total = sum(
            float((leg.amounts * (self.about.rate if leg.money == OFFERS else 1.0)).sum())
            for leg in self.legs
            if leg.category == category
        )
        return self.page.formula(row, TOTAL, f'SUMIFS({spans["total"]},{spans["category"]},"{category}")', total)

    def _total(self, row: int, amounts: Array, money: str) -> None:
        """Write a leg's total in the case's currency."""
        across = self.across(row)
        if money == OFFERS:
            self.page.formula(
                row, TOTAL, f"SUMPRODUCT({across},{self.across(EXCHANGE)})", float(amounts.sum() * self.about.rate)
            )
        else:
            self.page.formula(row, TOTAL, f"SUM({across})", float(amounts.sum()))

    def _sum(self, row: int, title: str, amounts: Array, formula: Formula) -> str:
        self.page.text(row, TERM, title, "sum_text")
        for place in range(TYPE, TOTAL):
            self.page.text(row, place, None, "sum_text")
        for quarter, column in enumerate(self.frame.columns):
            self.page.formula(row, FIRST + quarter, formula(column), float(amounts[quarter]), "sum")
        return self.page.formula(row, TOTAL, f"SUM({self.across(row)})", float(amounts.sum()), "sum")

    def _units(self, row: int, units: Array) -> str:
        self.row(row, say("Good output"), units, None, "plain")
        return self.page.formula(row, TOTAL, f"SUM({self.across(row)})", float(units.sum()), "plain")


_SPANS = (("total", TOTAL), ("scope", SCOPE), ("category", CATEGORY))


def _quoted(words: str) -> str:
    """Return a text as it stands between quotation marks as a criterion, its wildcards meant as they are."""
    return words.replace("~", "~~").replace("*", "~*").replace("?", "~?").replace('"', '""')


def _in_home(frame: Frame, group: str) -> Formula:
    def formula(column: str) -> str:
        offers = frame.sum_of(column, group=group, money=OFFERS)
        return f"{offers}*{frame.at(EXCHANGE, column)}+{frame.sum_of(column, group=group, money=HOME)}"

    return formula


def _adding(frame: Frame, *rows: int) -> Formula:
    return lambda column: "+".join(frame.at(row, column) for row in rows)


def _present(frame: Frame, rows: Mapping[str, int]) -> Formula:
    def formula(column: str) -> str:
        theirs = f"{frame.at(rows['supplier'], column)}*{frame.at(THEIR_DISCOUNT, column)}"
        own = f"({frame.at(rows['sponsor'], column)}+{frame.at(rows['loss'], column)})"
        return f"{theirs}+{own}*{frame.at(OUR_DISCOUNT, column)}"

    return formula
