"""Charts of risk: cash with its range, the chance of more than an amount, who is cheapest over demand."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing

from cdmo_desk.reports import looks
from cdmo_desk.reports.drawing import Box, Ground, Point, Scale, Sketch
from cdmo_desk.sheets.demand import MOST, Stretch
from cdmo_desk.speech import say

NAME = 64.0
ROOM_FOR_KEY = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """An offer's cash: good, likely and bad case if it succeeds, and if it stops; unknown ones are None."""

    letter: str
    name: str
    low: float | None
    likely: float | None
    high: float | None
    stops: float | None
    hollow: bool
    chosen: bool


def ranges(found: Sequence[Range], ground: Ground, axis: str, row: float, budget: float | None) -> Drawing:
    """Return cash with its range, from zero, with the budget; `row` is the height of an offer."""
    top, foot = (13.0 if budget is not None else 4.0), 26.0
    ceiling = foot + row * len(found)
    sketch = Sketch(ground, ceiling + top)
    values = [value for item in found for value in (item.low, item.likely, item.high, item.stops) if value is not None]
    most = max([*values, budget or 0.0, 1.0])
    scale = sketch.across((0.0, most), (NAME, ground.wide - 8), ground.figures.divisor)
    sketch.grid(scale, foot, ceiling, axis, unit=ground.figures.divisor)
    if budget is not None:
        sketch.budget(scale.at(budget), foot, ceiling, say("budget {budget}", budget=ground.figures.amount(budget, 1)))
    for place, item in enumerate(found):
        _range(sketch, scale, item, ceiling - row * (place + 0.5), min(10.5, row - 4))
    sketch.line((NAME, foot), (NAME, ceiling), looks.BORDER)
    return sketch.drawing


def _range(sketch: Sketch, scale: Scale, item: Range, y: float, key: float) -> None:
    sketch.text((0, y - 2.6), sketch.fitted(item.name, NAME - 6, 7.6), size=7.6, colour=looks.INK)
    colour = looks.colour(item.letter)
    if item.low is not None and item.high is not None:
        left, right = (scale.at(value) for value in (item.low, item.high))
        sketch.line((left, y), (right, y), colour, 3.6 if item.chosen else 2.2)
    if item.stops is not None:
        sketch.ring((scale.at(item.stops), y), 2.8, colour)
    if item.likely is not None:
        sketch.key(item.letter, (scale.at(item.likely), y), hollow=item.hollow, size=key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """An offer's chance of more than an amount: points of amount in full units and chance."""

    letter: str
    points: tuple[Point, ...]
    hollow: bool
    chosen: bool


def exceedance(found: Sequence[Curve], ground: Ground, axis: str, budget: float | None) -> Drawing:
    """Return the chance of more than an amount of cash, a line an offer with its letter on it."""
    foot, left, ceiling = 28.0, 30.0, 156.0
    sketch = Sketch(ground, 170.0)
    most = max([point[0] for curve in found for point in curve.points[:-1]] + [budget or 0.0, 1.0])
    across = sketch.across((0.0, most), (left, ground.wide - 8), ground.figures.divisor)
    up = Scale((0.0, 1.0), (foot, ceiling), 5)
    for value in up.ticks:
        sketch.line((left, up.at(value)), (ground.wide - 8, up.at(value)), looks.HAIRLINE, 0.5)
        sketch.text((left - 4, up.at(value) - 2.4), ground.figures.percent(value, 0), anchor="end")
    sketch.grid(across, foot, ceiling, axis, unit=ground.figures.divisor)
    if budget is not None:
        sketch.budget(across.at(budget), foot, ceiling, say("budget {budget}", budget=ground.figures.amount(budget, 1)))
    for curve in sorted(found, key=lambda curve: curve.chosen):
        points = [(across.at(min(amount, across.high)), up.at(chance)) for amount, chance in curve.points]
        points = [(left, up.at(1.0)), *points] if points else points
        thick = 2.2 if curve.chosen else 1.2
        sketch.poly(points, looks.colour(curve.letter), thick, dash=looks.dash(curve.letter))
    for place, curve in enumerate(found):
        chance = 0.42 - 0.36 * (place + 0.5) / max(len(found), 1)
        amount = _where(curve, chance)
        if amount is not None:
            sketch.key(curve.letter, (across.at(amount), up.at(chance)), hollow=curve.hollow, size=9)
    return sketch.drawing


def _where(curve: Curve, chance: float) -> float | None:
    """Return the amount that is exceeded with a chance."""
    for (amount, before), (next_amount, after) in zip(curve.points, curve.points[1:], strict=False):
        if before >= chance >= after and before > after:
            return amount + (next_amount - amount) * (before - chance) / (before - after)
    return None


def strip(found: Sequence[Stretch], keys: dict[str, tuple[str, str]], ground: Ground, axis: str) -> Drawing:
    """Return who is cheapest over demand: a band in the offers' colours with their letters, the plan marked."""
    foot, high = 28.0, 20.0
    sketch = Sketch(ground, foot + high + 14)
    scale = Scale((0.0, MOST), (4, ground.wide - 8), 6)
    for stretch in found:
        letter, name = keys[stretch.offer]
        x1, x2 = scale.at(stretch.low), scale.at(stretch.high)
        sketch.rect(Box(x1, foot, max(x2 - x1 - 0.8, 0.4), high), looks.colour(letter))
        if x2 - x1 > ROOM_FOR_KEY:
            both = f"{letter} {name}"
            words = both if x2 - x1 > sketch.wide_of(both, 7.4) + 10 else letter
            shade = looks.letter_colour(letter)
            middle = ((x1 + x2) / 2, foot + high / 2 - 2.7)
            sketch.text(middle, words, size=7.4, anchor="middle", colour=shade, strong=True)
    sketch.grid(scale, foot - 2, foot - 2, axis)
    x = scale.at(1.0)
    sketch.line((x, foot - 2), (x, foot + high + 3), looks.INK, 1.0)
    sketch.text((x, foot + high + 5.5), say("plan"), anchor="middle", colour=looks.INK)
    return sketch.drawing
