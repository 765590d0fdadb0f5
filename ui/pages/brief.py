"""Brief: what the sponsor plans, in forms and tables; each edit is one named request that undo takes back."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QStackedWidget, QTabBar, QWidget

from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused
from cdmo_desk.speech import marked, say, within
from ui.figured import Figured
from ui.forms.field_box import FieldBox
from ui.forms.form import with_value
from ui.forms.grid_box import GridBox
from ui.forms.layouts import Records
from ui.forms.numerals import Numerals
from ui.forms.source_bar import SourceBar
from ui.page import Page
from ui.pages import brief_parts as parts
from ui.pages import brief_words as words
from ui.pages.brief_tabs import Parts, choose_from
from ui.panel import Panel
from ui.requests import Requests
from ui.signs import Sign
from ui.text import label

Change = Callable[[dict[str, Any]], dict[str, Any]]
Brief = dict[str, Any]


class BriefPage(Page):
    """The brief of the open case."""

    name = "brief"
    title = marked("Brief")

    def __init__(self, requests: Requests, numerals: Numerals | None = None) -> None:
        super().__init__()
        self._requests = requests
        self._case = ""
        self.numerals = numerals or Numerals()
        self.facts = parts.Facts()
        self.parts = Parts(self.numerals, self.facts)
        self.panel = Panel()
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(say("Parts of the brief"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.pages = QStackedWidget()
        for tab in self.parts.tabs:
            self.tabs.addTab(tab.accessibleName())
            self.pages.addWidget(tab)
        self.tabs.currentChanged.connect(self._turn)
        self.panel.add(self.tabs)
        rule = QFrame()
        rule.setObjectName("line")
        self.panel.add(rule)
        self.panel.add(self.pages, 1)
        self.source = SourceBar(self.numerals)
        self.panel.add(self.source)
        self.panel.add(self._helping())
        self.states.addWidget(self.panel)
        self._connect()

    def show_figures(self, found: Figured) -> None:
        """Lay out the brief of a case that was figured."""
        self.show_brief(found.case.document["case"])

    def show_brief(self, brief: Brief) -> None:
        """Lay out a brief; fields that were not changed elsewhere keep what is typed in them."""
        if brief == self.facts.brief:
            return
        self._case = str(brief["id"])
        self.facts.brief = brief
        self.parts.say_units()
        for form in self.parts.forms:
            form.show_plain(brief)
        rule = brief.get("award_rule")
        self.parts.rule.show_plain(rule if isinstance(rule, dict) else {"rule": rule or USUAL_RULE})
        names = years_of(brief)
        for name, table in self.parts.tables.items():
            value = brief.get(name)
            editor = table.editor
            layout = self.parts.years.get(name)
            if layout is not None and layout.names != names:
                layout.names = names
                editor.grid.grid.show(editor.grid.grid.value)
            editor.take(parts.as_rows(value) if name == "fx" else value)
        self._say(brief)

    def look_for(self, text: str) -> None:
        """Go to the first field whose name contains a text."""
        wanted = text.strip().casefold()
        for place, tab in enumerate(self.parts.tabs if wanted else ()):
            found: list[FieldBox | GridBox] = [*tab.findChildren(FieldBox), *tab.findChildren(GridBox)]
            box = next((box for box in found if wanted in box.title.text().casefold()), None)
            if box is not None:
                self.tabs.setCurrentIndex(place)
                tab.ensureWidgetVisible(box)
                return

    def landing(self) -> QWidget:
        """Return the tabs."""
        return self.tabs

    def _turn(self, place: int) -> None:
        """Show the part under another tab; what was asked of the one before is closed."""
        self.pages.setCurrentIndex(place)
        self.source.leave()
        self.helps.setText(say(START))

    # Edits

    def put(
        self, change: Change, request: str, then: Callable[[], object], failed: Callable[[Refused], object]
    ) -> None:
        """Ask for a change of the brief as it then stands in the library."""
        case_id = self._case
        self.strips.clear("refused")

        def write(desk: Desk) -> object:
            return desk.put_brief(case_id, change(desk.document(case_id)["case"]), request=request)

        def kept(_changed: object) -> None:
            if case_id == self._case:
                then()

        def refused(fault: Refused) -> None:
            if case_id == self._case:
                failed(fault)

        self._requests.ask(write, kept, refused)

    def _connect(self) -> None:
        for form in self.parts.forms:
            form.edited.connect(lambda name, value, form=form: self._edit(form, name, value))
            form.source_wanted.connect(self.ask_source)
        self.parts.rule.edited.connect(self._edit_rule)
        for name, table in self.parts.tables.items():
            table.editor.done.connect(lambda value, request, name=name: self._edit_table(name, value, request))
            table.editor.grid.looked.connect(self._help)
            table.editor.judged.connect(lambda _says: self._help())
            table.source_wanted.connect(lambda name=name: self.ask_source(name))
            table.add_wanted.connect(lambda name=name: self.add_to(name))
        self.source.edited.connect(self._edit_source)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    def _edit(self, form: Any, name: str, value: Any) -> None:  # noqa: ANN401 - plain JSON
        self.put(
            lambda brief: with_value(brief, name, value),
            say("Set {field}", field=within(words.title_of(name))),
            lambda: form.settle(name, value),
            lambda fault: form.refuse(name, words.refusal(fault.problems, name)),
        )

    def _edit_rule(self, name: str, value: Any) -> None:  # noqa: ANN401 - plain JSON
        form = self.parts.rule

        def change(brief: Brief) -> Brief:
            before = brief.get("award_rule")
            rule = before if isinstance(before, dict) else {"rule": before or USUAL_RULE}
            return brief | {"award_rule": with_value(rule, name, value)}

        self.put(
            change,
            say("Set award rule, {field}", field=within(form.editor(name).kind.label)),
            lambda: form.settle(name, value),
            lambda fault: form.refuse(name, words.refusal(fault.problems, f"award_rule.{name}")),
        )

    def _edit_table(self, name: str, value: list[Any], request: str) -> None:
        editor = self.parts.tables[name].editor
        stored: Any = value
        if name == "fx":
            codes = [row["currency"] for row in value]
            twice = next((code for code in codes if codes.count(code) > 1), None)
            if twice is not None:
                editor.refuse(say("{currency} stands twice. One rate for each currency.", currency=twice))
                return
            stored = parts.as_rates(value)
        self.put(
            lambda brief: with_value(brief, name, stored),
            request,
            lambda: editor.settle(value),
            lambda fault: editor.refuse(words.refusal(fault.problems, name)),
        )

    def add_to(self, name: str) -> None:
        """Add a row to a table: from its catalogue where it has one."""
        table = self.parts.tables[name]
        rows = table.editor.grid.grid.value
        if name == "scope":
            choose_from(table, parts.categories(), self.add_item)
        elif name == "fx":
            codes = parts.others(self.facts, rows)
            choose_from(table, [(code, code) for code in codes], self.add_currency)
        else:
            layout = table.editor.layout_
            if isinstance(layout, Records):
                table.editor.add(layout.fresh(rows), table.add.toolTip())

    def add_item(self, category: str) -> None:
        """Add a scope item of a category."""
        editor = self.parts.tables["scope"].editor
        made = parts.item_of(category, editor.grid.grid.value)
        editor.add(made, say("Add scope item {title}", title=made["title"]))

    def add_currency(self, code: str) -> None:
        """Add a currency with the last published rate, with date and source; one that is not published is typed."""
        currency, as_of = self.facts.currency, str(self.facts.brief.get("as_of") or "")

        def suggested(desk: Desk) -> dict[str, Any] | None:
            return desk.suggested_rate(code, currency, date.fromisoformat(as_of) if as_of else desk.clock().date())

        def then(found: dict[str, Any] | None) -> None:
            if found is None:
                text = say("There is no published rate of {code}. Type what one {code} is worth.", code=code)
                self.strips.show_strip("info", text, key="rate")
            made = {"currency": code} | (found or {"rate": 1})
            self.parts.tables["fx"].editor.add(made, say("Add rate of exchange of {code}", code=code))

        self._requests.ask(suggested, then)

    # Sources

    def ask_source(self, name: str) -> None:
        """Ask where a value comes from."""
        self.source.ask(name, words.title_of(name), dict(words.entry_of(self.facts.brief, name) or {}))

    def _edit_source(self, path: str, key: str, value: Any) -> None:  # noqa: ANN401 - plain JSON
        form = self.source.form
        self.put(
            lambda brief: words.with_source(brief, path, key, value),
            say("Set {what} of {field}", what=say(key), field=within(words.title_of(path))),
            lambda: form.settle(key, value or None),
            lambda fault: form.refuse(key, words.refusal(fault.problems, "assumptions")),
        )

    # What is said

    def _say(self, brief: Brief) -> None:
        self.say(*words.sentence(brief))
        known = words.sources(brief, self.numerals)
        for form in self.parts.forms:
            form.show_sources(known)
        for name, table in self.parts.tables.items():
            table.show_source(known.get(name))
        if self.source.path:
            self.source.form.show_plain(dict(words.entry_of(brief, self.source.path) or {}))

    def _helping(self) -> QFrame:
        strip = QFrame()
        strip.setObjectName("strip")
        strip.setProperty("kind", "info")
        row = QHBoxLayout(strip)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(Sign("info", 16, "info"))
        self.helps = label(say(START), wrap=True)
        self.helps.setMinimumHeight(2 * self.helps.fontMetrics().height())
        row.addWidget(self.helps, 1)
        return strip

    def _focus_changed(self, _old: QWidget | None, _new: QWidget | None) -> None:
        self._help()

    def _help(self) -> None:
        """Explain the field that has the keyboard."""
        widget = QApplication.focusWidget()
        if widget is None or not self.pages.isAncestorOf(widget):
            return
        while widget is not None and not isinstance(widget, FieldBox | GridBox):
            widget = widget.parentWidget()
        if widget is not None:
            self.helps.setText(widget.help_words())


USUAL_RULE = "lowest_present_cost"
START = marked(
    "Each change is kept as you leave the field, and undo takes it back. A circled question mark asks for a source."
)


def years_of(brief: Brief) -> tuple[str, ...]:
    """Return the names of the horizon's years; those that do not start in January are called by both."""
    start = str(brief.get("start") or "2000-01-01")
    first, is_whole = int(start[:4]), start[5:7] == "01"
    count = int(brief.get("horizon_years") or 1)
    return tuple(
        str(first + year) if is_whole else f"{first + year}/{(first + year + 1) % 100:02d}" for year in range(count)
    )
