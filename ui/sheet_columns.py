"""The columns of a table: which are shown, in which order and how wide, kept by their ids."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from cdmo_desk.speech import say
from ui.settings import columns_of, keep_columns
from ui.sheet_cells import PAD, TIGHT
from ui.sheet_model import heading

if TYPE_CHECKING:
    from ui.sheet_view import SheetView

WIDEST, FIRST, HARD = 360, 150, 84
MANY = 5  # columns of figures that share what is left over
MOST = 400  # rows whose width is looked at


class SheetColumns(QObject):
    """Gives figures the width they need and words what is left; a person's choices come first."""

    def __init__(self, view: "SheetView") -> None:
        super().__init__(view)
        self._view = view
        self._own: dict[str, int] = {}
        self._widest: dict[int, int] = {}
        self._default: frozenset[str] = frozenset()
        self._is_fitting = False
        self.stretched = ""
        view.sheet_model.modelReset.connect(self._widest.clear)
        view.sheet_model.dataChanged.connect(self._widest.clear)
        view.head.sectionResized.connect(self._resized)
        view.head.sectionMoved.connect(self.keep)

    def hide_at_first(self, *ids: str) -> None:
        """Hide these columns until a person wants to see them."""
        self._default = frozenset(ids)

    def shown(self) -> list[int]:
        """Return the places of the visible columns in the order shown."""
        head = self._view.head
        order = [head.logicalIndex(visual) for visual in range(head.count())]
        return [place for place in order if not head.isSectionHidden(place)]

    def restore(self) -> None:
        """Show the columns as they were left."""
        head, columns = self._view.head, self._view.sheet_model.columns
        kept = columns_of(self._name())
        self._is_fitting = True
        self._own = {name: how["width"] for name, how in kept.items() if how.get("width")}
        for place, column in enumerate(columns):
            how = kept.get(column.id, {})
            head.setSectionHidden(place, bool(how.get("hidden", column.id in self._default)))
        wanted = sorted(range(len(columns)), key=lambda place: kept.get(columns[place].id, {}).get("place", place))
        for visual, place in enumerate(wanted):
            head.moveSection(head.visualIndex(place), visual)
        self._is_fitting = False

    def keep(self, *_moved: int) -> None:
        """Keep order, widths and what is hidden."""
        if self._is_fitting or not self._view.sheet_model.columns:
            return
        head = self._view.head
        keep_columns(
            self._name(),
            {
                column.id: {
                    "place": head.visualIndex(place),
                    "hidden": int(head.isSectionHidden(place)),
                    "width": self._own.get(column.id, 0),
                }
                for place, column in enumerate(self._view.sheet_model.columns)
            },
        )

    def fit(self) -> None:
        """Give every column its width: figures what they need, words the rest."""
        model, head = self._view.sheet_model, self._view.head
        places = self.shown()
        if not places or self._is_fitting:
            return
        room = self._view.viewport().width()
        needs = self._needs(places, room)
        head.settle()
        spare = room - sum(needs.values())
        words = [place for place in places if model.columns[place].align == "left"]
        words = [place for place in words if model.columns[place].id not in self._own]
        if spare < 0:
            least = {
                place: max(min(needs[place], FIRST if place == places[0] else HARD), head.width_of(place))
                for place in words
                if not self._is_short(place)
            }
            _press(needs, least, -spare)
        elif len(places) - len(words) >= MANY:
            _spread(needs, spare)
        elif words:
            widest = next((place for place in words if model.columns[place].id == self.stretched), None)
            needs[widest if widest is not None else max(words, key=lambda place: needs[place])] += spare
        elif spare > 0:
            _spread(needs, spare)
        self._is_fitting = True
        for place, width in needs.items():
            if head.sectionSize(place) != width:
                head.resizeSection(place, width)
        self._is_fitting = False

    def _needs(self, places: list[int], room: int) -> dict[int, int]:
        """Return what columns need: with titles in two lines, and then with less air, where they would not fit."""
        head, cells = self._view.head, self._view.cells
        needs: dict[int, int] = {}
        for wraps, pad in ((False, PAD), (True, PAD), (True, TIGHT)):
            head.wraps, head.pad, cells.pad = wraps, pad, pad
            needs = {place: self._need(place) for place in places}
            if sum(needs.values()) <= room:
                break
        return needs

    def menu(self, parent: QMenu) -> QMenu:
        """Return the column chooser."""
        menu = QMenu(say("Columns"), parent)
        head = self._view.head
        for place, column in enumerate(self._view.sheet_model.columns):
            action = QAction(heading(column), menu, checkable=True, checked=not head.isSectionHidden(place))
            action.setEnabled(place > 0)
            action.toggled.connect(lambda shown, place=place: self.show(place, shown=shown))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(say("As at first"), self.reset)
        return menu

    def show(self, place: int, *, shown: bool) -> None:
        """Show or hide a column."""
        self._view.head.setSectionHidden(place, not shown)
        self.keep()
        self.fit()

    def reset(self) -> None:
        """Forget what a person chose."""
        keep_columns(self._name(), {})
        self.restore()
        self.fit()

    def _need(self, place: int) -> int:
        """Return the width of a column at which nothing is cut, words within reason."""
        column = self._view.sheet_model.columns[place]
        if place not in self._widest:
            self._widest[place] = self._content(place) - 2 * self._view.cells.pad
        wide = max(self._view.head.width_of(place), self._widest[place] + 2 * self._view.cells.pad)
        if column.align == "right":
            return max(wide, self._own.get(column.id, 0))
        return self._own.get(column.id) or min(wide, WIDEST)

    def _content(self, place: int) -> int:
        view, model = self._view, self._view.sheet_model
        rows = (model.row(number) for number in range(min(model.rowCount(), MOST)))
        return max(
            (
                view.cells.width_of(view.font(), row.cells[place], row)
                for row in rows
                if not (row.tone == "group" and place == 0)
            ),
            default=0,
        )

    def _is_short(self, place: int) -> bool:
        """Say whether a column holds names of offers, which are never cut."""
        model = self._view.sheet_model
        return any(model.row(number).cells[place].tone == "offer" for number in range(min(model.rowCount(), 20)))

    def _resized(self, section: int, before: int, now: int) -> None:
        del before
        columns = self._view.sheet_model.columns
        if not self._is_fitting and section < len(columns) and now > 0:
            self._own[columns[section].id] = now
            self.keep()

    def _name(self) -> str:
        sheet = self._view.sheet_model.sheet
        return (sheet.id if sheet else "").split(".", 1)[0]


def _spread(needs: dict[int, int], spare: int) -> None:
    """Give every column its part of what is left over."""
    for number, place in enumerate(needs):
        needs[place] += spare // len(needs) + (1 if number < spare % len(needs) else 0)


def _press(needs: dict[int, int], least: dict[int, int], over: int) -> None:
    """Take what is too much from the widest columns first, none below its least."""
    while over > 0:
        loose = [place for place, low in least.items() if needs[place] > low]
        if not loose:
            return
        widest = max(needs[place] for place in loose)
        top = [place for place in loose if needs[place] == widest]
        below = max([needs[place] for place in loose if needs[place] < widest] + [least[place] for place in top])
        step = max(1, min(widest - below, -(-over // len(top))))
        for place in top:
            cut = min(step, over, needs[place] - least[place])
            needs[place] -= cut
            over -= cut
