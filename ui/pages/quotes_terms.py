"""The terms of an offer: a list with what each adds to cost, and the form of the chosen one beside it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from cdmo_desk.problem import Refused
from cdmo_desk.sheets.figures import EN
from cdmo_desk.sheets.terms import EXPLAINED, GROUPS, adds, key_of, type_title
from cdmo_desk.speech import say
from ui import icons
from ui.figured import Figured
from ui.forms.field_box import FieldBox
from ui.forms.grid_box import GridBox
from ui.forms.numerals import Numerals
from ui.pages.quotes_edits import Edits, refusal
from ui.pages.quotes_ground import Ground
from ui.pages.quotes_origins import Origin, origins_of
from ui.pages.quotes_term_form import TermForm
from ui.panel import link
from ui.row_dragging import RowDragging
from ui.sheet_view import SheetView
from ui.signs import Sign
from ui.text import ElidedLabel, label, tip

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
        self._origins: dict[str, Origin] = {}
        self.view = SheetView(say("Terms"))
        self.view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.view.columns.hide_at_first("number", "type", "supplier", "present")
        self.view.columns.stretched = "term"
        self.view.empty = say("No terms yet. Add the first with “Add term”.")
        self.view.chosen.connect(lambda row: self._choose(row.offer))
        self.view.opened.connect(lambda _row: self._enter())
        self.dragging = RowDragging(self.view)
        self.dragging.moved.connect(self._move)
        self.forms = QStackedWidget()
        self._made: dict[str, TermForm] = {}
        self._nothing = label(say("Choose a term to see and change what it says."), tone="second", wrap=True)
        self._nothing.setContentsMargins(12, 10, 12, 10)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.forms.addWidget(self._nothing)
        self._lay_out()
        self._make_actions()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._help)

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
        shown = self.forms.currentWidget()
        return shown if isinstance(shown, TermForm) else None

    def begin(self, kind: str) -> None:
        """Show an empty form for a new term; it is kept once all that it needs is typed."""
        self._hold()
        self.draft = {"type": kind}
        self._show_form(kind, self.draft, {})
        self._say_draft()
        form = self.form
        first = next((name for name in (form.names() if form else ()) if form and name in form.required), "")
        if form is not None and first:
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
            self.forms.setCurrentWidget(self._nothing)
            self.head.hide()
            self.foot.hide()
            return
        term = self._terms()[number]
        self._origins = origins_of(term, self._numerals)
        self._show_form(str(term["type"]), term, {name: (one.kind, one.words) for name, one in self._origins.items()})
        self._give_back()
        total, why = adds(self._found.case, self._found.comparison, self._edits.offer, number, EN)
        self.costs.say(total)
        self.costs.setToolTip(tip(f"{total}. {why}".strip()))
        self._say(why)
        self.chosen.emit(key)

    def _show_form(self, kind: str, term: Mapping[str, Any], origins: Mapping[str, tuple[str, str]]) -> None:
        form = self._made.get(kind)
        if form is None:
            form = TermForm(kind, self._ground, self._numerals)
            form.edited.connect(self._edit)
            form.origin_wanted.connect(self._ask_origin)
            self._made[kind] = form
            self.forms.addWidget(form)
        self.head.show()
        self.foot.show()
        self.kind.setText(type_title(kind))
        self.explained.say(say(EXPLAINED[kind]))
        form.show_plain(term)
        form.show_origins(origins)
        self.forms.setCurrentWidget(form)

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
        origin = self._origins.get(name)
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
        box = form.form.boxes.get(name) or form.grids[name]
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
        self.costs.say("")
        if missing:
            self._say(say("Not kept yet: type {fields}.", fields=", ".join(missing)), is_draft=True)
        else:
            self._say(say("Not kept yet: correct what is marked."), is_draft=True)

    def _say(self, text: str, *, is_draft: bool = False) -> None:
        self.helps.setText(text)
        self.leave.setVisible(is_draft)
        self.foot.setVisible(bool(text) or is_draft)

    def _help(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Explain the field that has the keyboard."""
        if self.draft is not None or now is None or not self.forms.isAncestorOf(now):
            return
        widget: QWidget | None = now
        while widget is not None and not isinstance(widget, FieldBox | GridBox):
            widget = widget.parentWidget()
        if widget is not None:
            name = next((one for one, box in self._boxes().items() if box is widget), "")
            origin = self._origins.get(name)
            self._say(" ".join(part for part in (widget.help_words(), origin.words if origin else "") if part))

    def _boxes(self) -> dict[str, FieldBox | GridBox]:
        form = self.form
        return {} if form is None else {**form.form.boxes, **form.grids}

    # Parts

    def _lay_out(self) -> None:
        self.head = QFrame()
        top = QHBoxLayout(self.head)
        top.setContentsMargins(12, 6, 12, 0)
        top.setSpacing(8)
        self.kind = label("", strong=True)
        self.explained = ElidedLabel()
        self.explained.setProperty("tone", "second")
        top.addWidget(self.kind)
        top.addWidget(self.explained, 1)
        self.costs = ElidedLabel()
        self.costs.setProperty("strong", "true")
        self.costs.setContentsMargins(12, 2, 12, 0)
        self.foot = QFrame()
        self.foot.setObjectName("strip")
        self.foot.setProperty("kind", "info")
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(8)
        row.addWidget(Sign("info", 16, "info"))
        self.helps = label("", wrap=True)
        row.addWidget(self.helps, 1)
        self.leave = link(say("Discard"))
        self.leave.clicked.connect(self.discard)
        row.addWidget(self.leave)
        right = QWidget()
        rows = QVBoxLayout(right)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for widget in (self.head, self.costs):
            rows.addWidget(widget)
        rows.addWidget(self.forms, 1)
        rows.addWidget(self.foot)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setProperty("inner", "true")
        across.setHandleWidth(1)
        across.setChildrenCollapsible(False)
        across.addWidget(self.view)
        across.addWidget(right)
        across.setSizes([284, 400])
        across.setStretchFactor(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(across)

    def _make_actions(self) -> None:
        self._acts: list[QAction] = []
        for title, key, icon, act in (
            (say("Duplicate term"), "Ctrl+D", "copy", self.duplicate),
            (say("Move up"), "", "chevron-up", partial(self.dragging.step, -1)),
            (say("Move down"), "", "chevron-down", partial(self.dragging.step, 1)),
            (say("Remove term"), "Del", "trash-2", self.delete),
        ):
            made = QAction(icons.icon(icon), title, self.view)
            if key:
                made.setShortcut(QKeySequence(key))
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            made.triggered.connect(lambda _on=False, act=act: act())
            self.view.addAction(made)
            self._acts.append(made)
