"""What can be done with a whole case of the list: copied, begun from, kept as a template, put into the archive."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from cdmo_desk.speech import say
from ui.requests import Requests

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk
    from ui.sheet_view import SheetView

ARCHIVED, TEMPLATE = "archived", "template"


class Shelving(QObject):
    """Adds itself to the context menu of the list. `made` gives the id of a copy, and whether it is to be opened."""

    made = Signal(str, bool)

    def __init__(self, view: "SheetView", requests: Requests) -> None:
        super().__init__(view)
        self._view, self._requests = view, requests
        self.marks: Mapping[str, tuple[str, ...]] = {}
        view.menu_made.connect(self._join)

    def has(self, case_id: str, mark: str) -> bool:
        """Tell whether a case is marked so."""
        return mark in self.marks.get(case_id, ())

    def any(self, mark: str) -> bool:
        """Tell whether any case is marked so."""
        return any(mark in found for found in self.marks.values())

    def copy(self, case_id: str, *, offers: bool) -> None:
        """Copy a case with its offers, or begin a new one from its brief."""

        def copied(desk: "Desk") -> str:
            from ui.pages.brief_templates import new_id  # noqa: PLC0415 - after the first paint

            rows = desk.cases()
            title = next((row.title or row.id for row in rows if row.id == case_id), case_id)
            named = say("{title} (copy)", title=title) if offers else say("{title} (new)", title=title)
            return desk.duplicate_case(case_id, new_id(named, [row.id for row in rows]), title=named, offers=offers)

        self._requests.ask(copied, lambda new: self.made.emit(new, not offers))

    def mark(self, case_id: str, name: str) -> None:
        """Mark a case, or take the mark away."""
        on = not self.has(case_id, name)
        self._requests.ask(lambda desk: desk.mark_case(case_id, name, on=on))

    def _join(self, menu: QMenu) -> None:
        row = self._view.current_row()
        if row is None:
            return
        case_id = row.offer
        is_template, is_archived = self.has(case_id, TEMPLATE), self.has(case_id, ARCHIVED)
        first = menu.actions()[0]
        begin = say("New case from this template") if is_template else say("New case from this brief")
        for text, act in (
            (say("Open"), partial(self._view.opened.emit, row)),
            (begin, partial(self.copy, case_id, offers=False)),
            (say("Duplicate"), partial(self.copy, case_id, offers=True)),
            (
                say("No longer a template") if is_template else say("Save as template"),
                partial(self.mark, case_id, TEMPLATE),
            ),
            (
                say("Bring back from the archive") if is_archived else say("Archive"),
                partial(self.mark, case_id, ARCHIVED),
            ),
        ):
            made = menu.addAction(text)
            made.triggered.connect(lambda _checked=False, act=act: act())
            menu.insertAction(first, made)
        menu.insertSeparator(first)
