"""The few shapes that charts are made of, in points from the lower left corner."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Any

from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine, Rect, String
from reportlab.lib.colors import Color

from cdmo_desk.reports import looks
from cdmo_desk.reports.lettering import STRONG, Lettering, clean, width
from cdmo_desk.sheets.figures import Figures

TICK = 7.2

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its lower left corner and its size."""

    x: float
    y: float
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class Ground:
    """What a chart is drawn on: its width, its letters, its figures."""

    wide: float
    letters: Lettering
    figures: Figures


class Picture(Drawing):
    """A drawing that a trial, which only asks where things come to stand, does not draw."""

    def draw(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - reportlab's own
        """Draw it, unless nobody will look."""
        if not getattr(self.canv, "is_trial", False):
            super().draw(*given, **named)


class Sketch:
    """A drawing under way."""

    def __init__(self, ground: Ground, high: float) -> None:
        self.drawing = Picture(ground.wide, high)
        self.wide, self.high = ground.wide, high
        self.letters, self.figures = ground.letters, ground.figures

    def line(
        self, start: Point, end: Point, colour: Color, size: float = 0.6, *, dash: Sequence[float] | None = None
    ) -> None:
        """Draw a line."""
        made = Line(*start, *end, strokeColor=colour, strokeWidth=size)
        if dash is not None:
            made.strokeDashArray = dash
        self.drawing.add(made)

    def poly(self, points: list[Point], colour: Color, size: float, *, dash: Sequence[float] | None = None) -> None:
        """Draw a line through points."""
        flat = [number for point in points for number in point]
        made = PolyLine(flat, strokeColor=colour, strokeWidth=size, strokeLineJoin=1)
        if dash is not None:
            made.strokeDashArray = dash
        self.drawing.add(made)

    def rect(self, box: Box, fill: Color | None, edge: Color | None = None, *, round_by: float = 0.0) -> None:
        """Draw a rectangle."""
        made = Rect(box.x, box.y, box.wide, box.high, rx=round_by, ry=round_by)
        made.fillColor, made.strokeColor = fill, edge
        made.strokeWidth = 0.6 if edge is not None else 0
        self.drawing.add(made)

    def ring(self, at: Point, radius: float, colour: Color) -> None:
        """Draw a ring."""
        self.drawing.add(Circle(*at, radius, fillColor=looks.WHITE, strokeColor=colour, strokeWidth=1.4))

    def text(
        self,
        at: Point,
        words: str,
        *,
        size: float = TICK,
        anchor: str = "start",
        colour: Color = looks.GREY,
        strong: bool = False,
    ) -> None:
        """Write words, in as many fonts as they need."""
        runs = self.letters.runs(clean(words).replace("\n", " "), strong=strong)
        whole = sum(width(piece, font, size) for font, piece in runs)
        x = at[0] - {"start": 0.0, "middle": whole / 2, "end": whole}[anchor]
        for font, piece in runs:
            self.drawing.add(String(x, at[1], piece, fontName=font, fontSize=size, fillColor=colour))
            x += width(piece, font, size)

    def key(self, letter: str, at: Point, *, hollow: bool = False, size: float = 10.5) -> None:
        """Draw an offer's key around a point."""
        hollow = hollow or looks.is_hollow(letter)
        colour = looks.colour(letter)
        wide = max(size, width(letter, STRONG, size * 0.68) + size * 0.4)
        box = Box(at[0] - wide / 2, at[1] - size / 2, wide, size)
        self.rect(box, looks.WHITE if hollow else colour, colour if hollow else None, round_by=1.8)
        shade = looks.INK if hollow else looks.letter_colour(letter)
        place = (at[0], at[1] - size * 0.245)
        self.text(place, letter, size=size * 0.68, anchor="middle", colour=shade, strong=True)

    def hatch(self, box: Box, colour: Color, ground: Color = looks.WHITE, edge: Color | None = None) -> None:
        """Fill a rectangle with slanted lines, within an edge of their colour if no other is given."""
        self.rect(box, ground, edge or colour)
        right, top = box.x + box.wide, box.y + box.high
        at = 1.5
        while at < box.wide + box.high:
            start = (box.x + at, box.y) if at <= box.wide else (right, box.y + at - box.wide)
            end = (box.x, box.y + at) if at <= box.high else (box.x + at - box.high, top)
            self.line(start, end, colour, 0.5)
            at += 3.0

    def fitted(self, words: str, room: float, size: float = TICK) -> str:
        """Return a name that fits a width, shortened with an ellipsis where it must be."""
        words = clean(words).replace("\n", " ")
        if self.wide_of(words, size) <= room:
            return words
        while words and self.wide_of(f"{words}…", size) > room:
            words = words[:-1]
        return f"{words.rstrip()}…"

    def wide_of(self, words: str, size: float = TICK) -> float:
        """Return how wide words are."""
        return sum(width(piece, font, size) for font, piece in self.letters.runs(words))

    def figure(self, value: float, scale: "Scale", unit: float) -> str:
        """Return a tick of a scale in a unit, with the decimals that its step needs."""
        return self.figures.number(value / unit, max(0, -floor(log10(scale.step / unit) + 1e-9)))

    def across(self, values: Point, points: Point, unit: float = 1.0) -> "Scale":
        """Return a scale from left to right with as many ticks as there is room for their figures."""
        for ticks in (9, 7, 5, 4, 3):
            scale = Scale(values, points, ticks)
            needed = sum(self.wide_of(self.figure(value, scale, unit)) + TICK * 0.7 for value in scale.ticks)
            if needed <= points[1] - points[0]:
                return scale
        return Scale(values, points, 2)

    def grid(self, scale: "Scale", foot: float, ceiling: float, axis: str, *, unit: float = 1.0) -> None:
        """Draw the upright lines of a scale, its figures in a unit and its name below."""
        for value in scale.ticks:
            x = scale.at(value)
            self.line((x, foot), (x, ceiling), looks.HAIRLINE, 0.5)
            self.text((x, foot - 9.5), self.figure(value, scale, unit), anchor="middle")
        self.line((scale.start, foot), (scale.end, foot), looks.BORDER)
        self.text(((scale.start + scale.end) / 2, foot - 20), axis, anchor="middle")

    def budget(self, x: float, foot: float, ceiling: float, words: str) -> None:
        """Draw the budget over a chart, its words within the drawing."""
        self.line((x, foot), (x, ceiling), looks.BAD, 0.9, dash=(3, 2.2))
        half = self.wide_of(words) / 2
        self.text((min(max(x, half), self.wide - half), ceiling + 4), words, anchor="middle", colour=looks.BAD)


class Scale:
    """A straight scale from values to points, with round ticks."""

    def __init__(self, values: tuple[float, float], points: tuple[float, float], ticks: int = 7) -> None:
        low, high = values
        self.start, self.end = points
        self.step = _step(max(high - low, 1e-9) / ticks)
        self.low = min(low, 0.0)
        self.high = self.step * max(1, -floor(-high / self.step + 1e-9))

    def at(self, value: float) -> float:
        """Return where a value lies."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        """Return the round values."""
        first = -floor(-self.low / self.step + 1e-9)
        return [self.step * place for place in range(first, round(self.high / self.step) + 1)]


def _step(rough: float) -> float:
    """Return the next of 1, 2, 5 and their tenfolds."""
    power = 10.0 ** floor(log10(rough))
    return next((power * factor for factor in (1, 2, 5) if power * factor >= rough), power * 10)
