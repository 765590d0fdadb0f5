"""The terms of an offer: a list with what each adds to cost, and the form of the chosen one beside it."""

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSplitter, QTableView, QVBoxLayout, QWidget

from cdmo_desk.problem import Refused
from cdmo_desk.sheets.figures import EN
from cdmo_desk.sheets.terms import EXPLAINED, GROUPS, adds, key_of, type_title
from cdmo_desk.speech import say
from ui import icons
from ui.deeds import add_deeds
from ui.figured import Figured
from ui.forms.numerals import Numerals
from ui.pages.quotes_edits import Edits, refusal
from ui.pages.quotes_ground import Ground
from ui.pages.quotes_origins import origins_of
from ui.pages.quotes_term_form import TermForm
from ui.pages.quotes_term_panel import TermPanel
from ui.row_dragging import RowDragging
from ui.sheet_view import SheetView
from ui.text import tip

Held = dict[tuple[str, str, str], tuple[tuple[str, ...], str]]
"""What was typed into a field of a term and could not be kept: by offer, term and field, the texts and why."""


class TermsTab(QWidget):
    """Terms in their order. `chosen` gives the key of the term chosen, `source_wanted` a file, a sheet and a cell."""

    chosen = Signal(str)
    source_wanted = Signal(str, str, str)

    def __init__(self, edits: Edits, ground: Ground, numerals: Numerals) -> None:
        super().__init__()
        self._edits, self._ground, self._numerals = edits, ground, numerals
        self._found: Figured | None = None
        self._key = ""
        self._wanted = ""
        self.draft: dict[str, Any] | None = None
        self._held: Held = {}
        self.view = SheetView(say("Terms"))
        self.view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.view.columns.hide_at_first("number", "type", "supplier", "present")
        self.view.columns.stretched = "term"
        self.view.empty = say("No terms yet. Add the first with “Add term”.")
        self.view.chosen.connect(lambda row: self._choose(row.offer))
        self.view.opened.connect(lambda _row: self._enter())
        self.dragging = RowDragging(self.view)
        self.dragging.moved.connect(self._move)
        self.panel = TermPanel(ground, numerals)
        self.panel.setMinimumWidth(236)
        self.panel.edited.connect(self._edit)
        self.panel.origin_wanted.connect(self._ask_origin)
        self.panel.left.connect(self.discard)
        self._lay_out()
        self._make_actions()

    # What is shown

    def show_offer(self, found: Figured) -> None:
        """Show the terms of the offer that is edited."""
        self._found = found
        words = found.words[self._edits.offer]
        self.view.show_sheet(words.priced)
        if self._wanted and self.choose(self._wanted):
            self._wanted = ""
            return
        row = self.view.current_row()
        if row is None or not row.offer:
            self.view.select(lambda one: bool(one.offer), 1)
            row = self.view.current_row()
        self._choose(row.offer if row is not None else "")

    def choose(self, key: str) -> bool:
        """Choose a term by its key."""
        return self.view.select(lambda row: row.offer == key, 1)

    @property
    def count(self) -> int:
        """Return the number of terms."""
        return len(self._terms())

    @property
    def form(self) -> TermForm | None:
        """Return the form that is shown."""
        return self.panel.form

    def begin(self, kind: str) -> None:
        """Show an empty form for a new term; it is kept once all that it needs is typed."""
        self._hold()
        self.draft = {"type": kind}
        form = self.panel.show_term(self.draft, {})
        self._say_draft()
        first = next((name for name in form.names() if name in form.required), "title")
        form.editor(first).setFocus(Qt.FocusReason.OtherFocusReason)

    def discard(self) -> None:
        """Give up a term that was not kept yet."""
        self.draft = None
        self._choose(self._key)
        self.view.setFocus()

    def menu(self, at: QPoint) -> QMenu:
        """Show the types of terms, by group."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for caption, kinds in GROUPS:
            menu.addSection(say(caption))
            for kind in kinds:
                act = menu.addAction(f"{type_title(kind)}   –   {say(EXPLAINED[kind])}", partial(self.begin, kind))
                act.setToolTip(tip(say(EXPLAINED[kind])))
        menu.popup(at)
        return menu

    # Edits

    def duplicate(self) -> None:
        """Copy the chosen term."""
        case, offer, key = self._edits.case, self._edits.offer, self._key
        if key:
            self._edits.ask(lambda desk: desk.duplicate_term(case, offer, key), self._want)

    def delete(self) -> None:
        """Remove the chosen term; undo brings it back."""
        case, offer, key = self._edits.case, self._edits.offer, self._key
        if key:
            self._edits.ask(lambda desk: desk.delete_term(case, offer, key))

    def restore(self, name: str) -> None:
        """Give a field the value of its cell again."""
        case, offer, key = self._edits.case, self._edits.offer, self._key
        self._edits.ask(lambda desk: desk.restore_term(case, offer, key, name))

    def _move(self, number: int, to: int) -> None:
        case, offer = self._edits.case, self._edits.offer
        row = self.view.sheet_model.row(number)
        self._want_key(row.offer)
        self._edits.ask(lambda desk: desk.move_term(case, offer, row.offer, to))

    def _edit(self, name: str, value: Any) -> None:  # noqa: ANN401 - plain JSON
        form = self.form
        if form is None:
            return
        if self.draft is not None:
            self._edit_draft(form, name, value)
            return
        case, offer, key, typed = self._edits.case, self._edits.offer, self._key, form.editor(name).typed()

        def kept(_changed: object) -> None:
            self._held.pop((offer, key, name), None)
            if (self._edits.offer, self._key) == (offer, key) and self.draft is None:
                form.editor(name).settle(value)

        def refused(fault: Refused) -> None:
            says = refusal(fault.problems, name)
            if (self._edits.offer, self._key) == (offer, key) and self.draft is None:
                form.editor(name).refuse(says)
            elif typed:
                self._held[offer, key, name] = (typed, says)

        self._edits.ask(lambda desk: desk.set_term(case, offer, key, name, value), kept, refused)

    def _edit_draft(self, form: TermForm, name: str, value: Any) -> None:  # noqa: ANN401 - plain JSON
        draft = self.draft or {}
        draft = {key: kept for key, kept in draft.items() if key != name} | ({} if value is None else {name: value})
        self.draft = draft
        form.editor(name).settle(value)
        if self._missing(form):
            self._say_draft()
            return
        case, offer = self._edits.case, self._edits.offer

        def kept(answer: object) -> None:
            self.draft = None
            self._want(answer)

        def refused(fault: Refused) -> None:
            field = next(
                (one for one in form.names() for problem in fault.problems if problem.place.endswith(f".{one}")), name
            )
            form.editor(field).refuse(refusal(fault.problems, field))
            self._say_draft()

        self._edits.ask(lambda desk: desk.add_term(case, offer, draft), kept, refused)

    def _missing(self, form: TermForm) -> list[str]:
        """Return what a new term lacks before it can be kept."""
        draft = self.draft or {}
        needed = list(form.required)
        if draft.get("type") == "deliverable" and draft.get("basis", "priced") in (
            "priced",
            "pass_through",
            "optional",
        ):
            needed.append("unit_price")
        return [form.label_of(name) for name in needed if draft.get(name) in (None, [])]

    def _want(self, answer: object) -> None:
        self._want_key(str(getattr(answer, "id", "")))

    def _want_key(self, key: str) -> None:
        """Choose a term once it is shown."""
        self._wanted = key

    # The form

    def _terms(self) -> list[dict[str, Any]]:
        return list(self._ground.offer.get("terms") or ())

    def _number(self, key: str) -> int | None:
        if self._found is None:
            return None
        offer = self._found.case.offer(self._edits.offer)
        return next((number for number in range(len(offer.terms)) if key_of(offer, number) == key), None)

    def _choose(self, key: str) -> None:
        """Show the form of a term."""
        if self.draft is not None and key == self._key:
            return
        if key != self._key or self.draft is not None:
            self._hold()
            self.draft = None
        number = self._number(key)
        self._key = key if number is not None else ""
        for action in self._acts:
            action.setEnabled(number is not None)
        if number is None or self._found is None:
            self.panel.show_nothing()
            return
        term = self._terms()[number]
        self.panel.show_term(term, origins_of(term, self._numerals))
        self._give_back()
        total, why, parts = adds(self._found.case, self._found.comparison, self._edits.offer, number, EN)
        self.panel.say_costs(total, parts)
        self.panel.say(why)
        self.chosen.emit(key)

    def _hold(self) -> None:
        """Keep what was typed and could not be kept, for when its term is chosen again."""
        form = self.form
        if form is None:
            return
        for name in form.names():
            editor = form.editor(name)
            place = (self._edits.offer, self._key, name)
            if editor.wrong and editor.typed() and self.draft is None:
                self._held[place] = (editor.typed(), editor.wrong)
            if editor.wrong:
                editor.leave()

    def _give_back(self) -> None:
        form = self.form
        if form is None:
            return
        for name in form.names():
            held = self._held.pop((self._edits.offer, self._key, name), None)
            if held is not None:
                form.editor(name).retype(*held)

    def _ask_origin(self, name: str) -> None:
        """Show the cell of a field, or offer the way back where it was typed over."""
        origin = self.panel.origins.get(name)
        form = self.form
        if origin is None or form is None:
            return
        if origin.kind == "cell" and origin.cells:
            self.source_wanted.emit(*origin.cells[0])
            return
        if origin.kind != "over":
            form.editor(name).setFocus()
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icons.icon("undo-2"), say("Back to {value}", value=origin.said), partial(self.restore, name))
        for file, sheet, cell in origin.cells:
            menu.addAction(
                icons.icon("map-pin"),
                say("Show {place} in the sheet", place=f"{sheet} {cell}".strip()),
                partial(self.source_wanted.emit, file, sheet, cell),
            )
        box = self.panel.boxes()[name]
        menu.popup(box.origin.mapToGlobal(QPoint(0, box.origin.height())))

    def _enter(self) -> None:
        """Put the keyboard into the form."""
        form = self.form
        if form is not None and form.names():
            form.editor(form.names()[0]).setFocus(Qt.FocusReason.TabFocusReason)

    # Words

    def _say_draft(self) -> None:
        form = self.form
        missing = self._missing(form) if form is not None else []
        self.panel.say_costs("")
        if missing:
            self.panel.say(say("Not kept yet: type {fields}.", fields=", ".join(missing)), is_draft=True)
        else:
            self.panel.say(say("Not kept yet: correct what is marked."), is_draft=True)

    # Parts

    def _lay_out(self) -> None:
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setProperty("inner", "true")
        across.setHandleWidth(1)
        across.setChildrenCollapsible(False)
        across.addWidget(self.view)
        across.addWidget(self.panel)
        across.setSizes([284, 400])
        across.setStretchFactor(0, 1)
        across.setStretchFactor(1, 2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(across)

    def _make_actions(self) -> None:
        deeds = (
            (say("Duplicate term"), "Ctrl+D", "copy", self.duplicate),
            *self.dragging.deeds(),
            (say("Remove term"), "Del", "trash-2", self.delete),
        )
        self._acts = add_deeds(self.view, deeds, edit=True)
