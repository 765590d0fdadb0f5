"""The parts of the page Brief under its tabs: forms, tables and yearly grids, by name of the field they edit."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QVBoxLayout, QWidget

from cdmo_desk.field import columns
from cdmo_desk.programme.brief import AwardRule, Brief
from cdmo_desk.speech import marked, say
from ui.forms.form import Form
from ui.forms.grid_box import GridBox
from ui.forms.grid_editor import GridEditor
from ui.forms.kinds import Choices, Look, kind_of, with_unit
from ui.forms.layouts import Layout, Records, Years
from ui.forms.numerals import Numerals
from ui.pages import brief_parts as parts
from ui.pages.brief_words import ASSUMED
from ui.text import label

RULES = (
    ("lowest_present_cost", marked("Lowest present cost")),
    ("lowest_p90", marked("Lowest bad case (1 in 10)")),
    ("weighted", marked("Weighted with the scorecard")),
)
STAGE_TITLES = (
    ("preclinical", marked("Preclinical")),
    ("phase_1", marked("Phase I")),
    ("phase_2", marked("Phase II")),
    ("phase_3", marked("Phase III")),
    ("commercial", marked("Commercial")),
)
DECLARED = {column.name: column for column in columns(Brief)}
LOOKS = {
    "title": Look(span=2),
    "stage": Look(choices=lambda: _said(STAGE_TITLES)),
    "needed_month": Look(unit=marked("from the start")),
    "cpi": Look(percent=True, unit=marked("% a year")),
    "sponsor_inflation": Look(percent=True, unit=marked("% a year")),
    "fx_correlation": Look(unit="%"),
    "demand_correlation": Look(unit="%"),
}


class Tab(QScrollArea):
    """What stands under one tab, with its captions."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        inside = QWidget()
        self.rows = QVBoxLayout(inside)
        self.rows.setContentsMargins(12, 12, 12, 12)
        self.rows.setSpacing(8)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def group(self, caption: str, *widgets: QWidget) -> None:
        """Add a group with its caption."""
        if self.rows.count():
            self.rows.addSpacing(8)
        if caption:
            self.rows.addWidget(label(caption, strong=True))
        for widget in widgets:
            self.rows.addWidget(widget)

    def end(self) -> "Tab":
        """Let what is left be empty."""
        self.rows.addStretch(1)
        return self

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Scroll rather than ask for room."""
        return QSize(200, 120)


class Parts:
    """Makes and keeps the forms and tables; the page connects them."""

    def __init__(self, numerals: Numerals, facts: parts.Facts) -> None:
        self.numerals = numerals
        self.facts = facts
        self._units = ("", "")
        self.forms: list[Form] = []
        self.tables: dict[str, GridBox] = {}
        self.years: dict[str, Years] = {}
        self.rule = Form(
            AwardRule,
            looks={"rule": Look(choices=lambda: _said(RULES), span=2), "price_weight": Look(unit="%")},
            across=4,
        )
        looks = {"must_haves": Look(choices=facts.capabilities, span=4)}
        self.musts = self._form("must_haves", looks=looks)
        self.tabs = (self._programme(), self._demand(), self._scope(), self._rates(), self._award(), self._stresses())

    def say_units(self) -> None:
        """Put all that counts money or demand into the case's currency and unit."""
        money, unit = self.facts.currency, self.facts.unit
        if (money, unit) == self._units:
            return
        self._units = (money, unit)
        units = {
            "budget": money,
            "cost_of_delay_per_month": say("{currency} a month", currency=money),
            "shortfall_cost_per_unit": say("{currency} a {unit}", currency=money, unit=unit),
        }
        for form in self.forms:
            form.say_units(units)
        for name, word in (("demand", unit), ("net_sales", money)):
            self.years[name].part = with_unit(self.years[name].part, say("{unit} a year", unit=word))
            self.tables[name].phrase.say(say("{unit} a year; the likely value alone is certain", unit=word))
        layout = self.tables["scope"].editor.layout_
        if isinstance(layout, Records):
            layout.say_unit("estimate", say("{currency} a unit", currency=money))
        layout = self.tables["fx"].editor.layout_
        if isinstance(layout, Records):
            layout.say_unit("rate", say("{currency} for one", currency=money))
        for name in ("scope", "fx"):
            grid = self.tables[name].editor.grid
            grid.fit()
            grid.horizontalHeader().viewport().update()

    def _programme(self) -> Tab:
        tab = Tab(say("Programme"))
        tab.group(say("Case"), self._form("title", "product", "modality", "stage", "currency", "demand_unit", "as_of"))
        names = ("start", "horizon_years", "discount_rate", "budget", "needed_month", "slip_quarters")
        tab.group(say("Time and money"), self._form(*names))
        tab.group(say("Must-haves of every offer"), self.musts)
        self.musts.boxes["must_haves"].title.hide()
        return tab.end()

    def _demand(self) -> Tab:
        tab = Tab(say("Demand and sales"))
        for name in ("demand", "net_sales"):
            kind = replace(kind_of(DECLARED[name]), name="number", least=0)
            self.years[name] = Years(kind, self.numerals)
            self._table(name, self.years[name], "")
            tab.group("", self.tables[name])
        names = ("demand_correlation", "shortfall_cost_per_unit", "cost_of_delay_per_month")
        tab.group(say("How years move together, and what it costs if supply is short or late"), self._form(*names))
        return tab.end()

    def _scope(self) -> Tab:
        tab = Tab(say("Gates and scope"))
        tab.group("", self._table("gates", parts.gates(self.numerals), say("Add gate")))
        table = self._table("scope", parts.scope(self.numerals), say("Add item"))
        table.phrase.say(say("what a complete offer covers; what one leaves out is plugged with the should-cost"))
        tab.group("", table)
        return tab.end()

    def _rates(self) -> Tab:
        tab = Tab(say("Rates and inflation"))
        table = self._table("fx", parts.rates(self.numerals, self.facts), say("Add currency"))
        table.phrase.say(say("certain in the base case, uncertain by their volatility in the simulation"))
        tab.group("", table, self._form("fx_correlation"))
        tab.group(say("Inflation"), self._form("cpi", "sponsor_inflation"))
        return tab.end()

    def _award(self) -> Tab:
        tab = Tab(say("Award"))
        tab.group(say("Award rule, fixed before prices are opened"), self.rule)
        tab.group("", self._table("criteria", parts.criteria(self.numerals), say("Add criterion")))
        return tab.end()

    def _stresses(self) -> Tab:
        tab = Tab(say("Stress tests"))
        table = self._table("stresses", parts.stresses(self.numerals, self.facts), say("Add stress test"))
        table.phrase.say(say("what-ifs on the base case"))
        tab.group("", table)
        return tab.end()

    def _form(self, *names: str, looks: dict[str, Look] | None = None) -> Form:
        form = Form(Brief, names, looks=LOOKS | (looks or {}), origins=ASSUMED, numerals=self.numerals)
        self.forms.append(form)
        return form

    def _table(self, name: str, layout: Layout, adds: str) -> GridBox:
        editor = GridEditor(kind_of(DECLARED[name]), layout, self.numerals)
        self.tables[name] = GridBox(editor, origin=name in ASSUMED, adds=adds)
        return self.tables[name]


def _said(choices: Choices) -> Choices:
    return tuple((key, say(title)) for key, title in choices)


def choose_from(box: GridBox, pairs: Sequence[tuple[str, str]], act: Callable[[str], Any]) -> QMenu:
    """Show a catalogue under the button that adds to a table."""
    menu = QMenu(box)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for key, title in pairs:
        menu.addAction(title, partial(act, key))
    menu.popup(box.add.mapToGlobal(QPoint(0, box.add.height())))
    return menu
