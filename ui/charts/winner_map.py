"""The winner map: which offer costs least over demand and the chance of success, and how likely each demand is."""

from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from cdmo_desk.speech import say
from ui import icons
from ui.charts.chart import Chart, Scale, Spot, axis_below, axis_left, words
from ui.keys import paint_key

KEY, STRENGTH, MASS, LEAST_CELLS = 17, 0.42, 26.0, 6


@dataclass(frozen=True, slots=True)
class Won:
    """A map: the winner's place in `offers` (id, letter, name) at each chance (rows) and demand factor (columns)."""

    offers: tuple[tuple[str, str, str], ...]
    factors: tuple[float, ...]
    chances: tuple[float, ...]
    cheapest: tuple[tuple[int, ...], ...]
    margins: tuple[tuple[str, ...], ...]
    chance: float
    mass: tuple[float, ...] = ()


class WinnerMap(Chart):
    """Fields in the offers' colours with their letters, the plan's place, and the mass of demand on top."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._won: Won | None = None
        self._letters: tuple[tuple[int, int, int], ...] = ()
        self._plot = QRectF()

    def show_map(self, won: Won | None) -> None:
        """Show a map."""
        self._won = won
        self.is_empty = won is None
        self.waits_for = say("No offer is ranked.")
        if won is not None:
            self._letters = tuple(_centres(won))
            names = [won.offers[place][2] for place, _row, _column in self._letters]
            self.setAccessibleDescription(say("Fields of {names}", names=", ".join(names)))
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw fields, axes, mass, plan and letters."""
        won = self._won
        if won is None:
            return
        high = painter.fontMetrics().height()
        plot = QRectF()
        plot.setCoords(
            area.left() + high + painter.fontMetrics().horizontalAdvance("100") + 22,
            area.top() + 10 + (MASS if won.mass else 0),
            area.right() - 16,
            area.bottom() - 2 * high - 12,
        )
        self._plot = plot
        across = Scale(won.factors[0], won.factors[-1], plot.left(), plot.right())
        up = Scale(100 * won.chances[0], 100 * won.chances[-1], plot.bottom(), plot.top())
        if len(won.chances) == 1:
            up = Scale(0.0, 100.0, plot.bottom(), plot.top())
        axis_left(painter, plot, up, say("Programme succeeds, %"), wanted=5)
        axis_below(painter, plot, across, say("Demand, × plan"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.drawImage(plot, _image(won))
        self._mass(painter, won, across)
        self._plan(painter, won, across, up)
        for place, row, column in self._letters:
            at = QPointF(*self._centre(won, row, column))
            box = QRectF(at.x() - KEY / 2, at.y() - KEY / 2, KEY, KEY)
            paint_key(painter, box, won.offers[place][1], icons.tokens())

    def _centre(self, won: Won, row: int, column: int) -> tuple[float, float]:
        wide, tall = self._plot.width() / len(won.factors), self._plot.height() / len(won.chances)
        return self._plot.left() + (column + 0.5) * wide, self._plot.bottom() - (row + 0.5) * tall

    def _mass(self, painter: QPainter, won: Won, across: Scale) -> None:
        if not won.mass:
            return
        most, wide = max(won.mass) or 1.0, self._plot.width() / len(won.factors)
        foot = self._plot.top() - 3
        for column, share in enumerate(won.mass):
            tall = share / most * (MASS - 4)
            left = self._plot.left() + column * wide
            painter.fillRect(QRectF(left, foot - tall, max(1.0, wide - 1), tall), icons.colour("edge"))
        painter.setPen(icons.colour("second"))
        title = say("how likely")
        if across.at(1.0) < self._plot.right() - painter.fontMetrics().horizontalAdvance(title):
            words(painter, title, QPointF(self._plot.right(), foot - MASS / 2), "right")

    def _plan(self, painter: QPainter, won: Won, across: Scale, up: Scale) -> None:
        x, y = across.at(1.0), up.at(100 * won.chance)
        painter.setPen(QPen(icons.colour("text"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, self._plot.top()), QPointF(x, self._plot.bottom()))
        painter.drawLine(QPointF(self._plot.left(), y), QPointF(self._plot.right(), y))
        painter.setPen(QPen(icons.colour("text"), 2))
        painter.setBrush(icons.colour("base"))
        painter.drawEllipse(QPointF(x, y), 5, 5)
        words(painter, say("plan"), QPointF(x + 9, y - painter.fontMetrics().height() / 2 - 2))

    def _at(self, point: QPointF) -> Spot | None:
        """Return what the map says where it is pointed at."""
        won = self._won
        if won is None or not self._plot.contains(point):
            return super()._at(point)
        column = min(int((point.x() - self._plot.left()) / self._plot.width() * len(won.factors)), len(won.factors) - 1)
        row = int((self._plot.bottom() - point.y()) / self._plot.height() * len(won.chances))
        row = min(max(0, row), len(won.chances) - 1)
        offer, _letter, name = won.offers[won.cheapest[row][column]]
        says = say(
            "{offer}, {margin} ahead, at {factor} × plan and {chance} % success",
            offer=name,
            margin=won.margins[row][column],
            factor=f"{won.factors[column]:.2f}",
            chance=f"{100 * won.chances[row]:.0f}",
        )
        if won.mass:
            says += "\n" + say("{share} % of the trials meet such a demand", share=f"{100 * won.mass[column]:.1f}")
        return Spot(self._plot, offer, says)


def _image(won: Won) -> QImage:
    """Return the fields as a picture, a pixel a cell: each offer's colour over the ground."""
    made = QImage(len(won.factors), len(won.chances), QImage.Format.Format_RGB32)
    base = icons.colour("base")
    inks = [_mixed(icons.tokens().offer(letter), base) for _offer, letter, _name in won.offers]
    for row, cells in enumerate(won.cheapest):
        for column, place in enumerate(cells):
            made.setPixel(column, len(won.chances) - 1 - row, inks[place])
    return made


def _mixed(ink: QColor, ground: QColor) -> int:
    pairs = ((ink.red(), ground.red()), (ink.green(), ground.green()), (ink.blue(), ground.blue()))
    return QColor(*(round(one * STRENGTH + other * (1 - STRENGTH)) for one, other in pairs)).rgb()


def _centres(won: Won) -> list[tuple[int, int, int]]:
    """Return for each connected field where its letter has most room: place of the offer, row, column."""
    rows, columns = len(won.chances), len(won.factors)
    field = [[-1] * columns for _ in range(rows)]
    found = []
    for row in range(rows):
        for column in range(columns):
            if field[row][column] < 0:
                cells = _field(won, row, column, field)
                if len(cells) >= LEAST_CELLS or len(cells) == rows * columns:
                    inside = set(cells)
                    best = max(cells, key=lambda cell: _room(cell, inside, rows, columns))
                    found.append((won.cheapest[row][column], *best))
    return found


def _field(won: Won, row: int, column: int, seen: list[list[int]]) -> list[tuple[int, int]]:
    place, queue, cells = won.cheapest[row][column], deque([(row, column)]), []
    seen[row][column] = place
    while queue:
        y, x = queue.popleft()
        cells.append((y, x))
        for to_y, to_x in ((y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)):
            inside = 0 <= to_y < len(won.chances) and 0 <= to_x < len(won.factors)
            if inside and seen[to_y][to_x] < 0 and won.cheapest[to_y][to_x] == place:
                seen[to_y][to_x] = place
                queue.append((to_y, to_x))
    return cells


def _room(cell: tuple[int, int], inside: set[tuple[int, int]], rows: int, columns: int) -> float:
    """Return how far a field reaches from a cell to the nearer of both sides, upright and level."""
    y, x = cell

    def reach(down: int, right: int) -> int:
        steps = 0
        while (y + (steps + 1) * down, x + (steps + 1) * right) in inside:
            steps += 1
        return steps

    level = min(reach(0, 1), reach(0, -1)) / columns
    upright = min(reach(1, 0), reach(-1, 0)) / rows
    return min(level, upright) + 0.1 * (level + upright)
