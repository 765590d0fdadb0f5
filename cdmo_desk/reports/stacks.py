"""Charts of cost: bars by category, and small columns a year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor

from cdmo_desk.reports import looks
from cdmo_desk.reports.drawing import Box, Ground, Scale, Sketch
from cdmo_desk.sheets.categories import GROUPS, Group
from cdmo_desk.speech import say

LEFT = 86.0
ROW = 18.5
ROOM_FOR_NUMBER = 8.0
PLATE = 7.0  # what a number stands on where its segment is striped
THINNEST = 0.4  # points below which a segment would be nothing but its edge
DARK = ("services", "batches", "loss")
ACROSS = 4
YEAR = 4  # digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """An offer's cost by group of categories, in full units, and its total as written."""

    letter: str
    name: str
    groups: dict[str, float]
    hollow: bool
    total: str


def stacks(found: Sequence[Stack], ground: Ground, axis: str) -> Drawing:
    """Return cost by category, a bar an offer: credits hatched left of zero, the total at the end."""
    shown = [group for group in GROUPS if any(item.groups.get(group.id) for item in found)]
    foot = 26.0
    ceiling = foot + ROW * len(found)
    sketch = Sketch(ground, ceiling + 6.0 + 12.0 * -(-len(shown) // 3))
    high = max([1.0, *(sum(max(value, 0.0) for value in item.groups.values()) for item in found)])
    low = min([0.0, *(sum(min(value, 0.0) for value in item.groups.values()) for item in found)])
    scale = sketch.across((low, high), (LEFT, ground.wide - 44), ground.figures.divisor)
    sketch.grid(scale, foot, ceiling, axis, unit=ground.figures.divisor)
    numbers = {group.id: str(place) for place, group in enumerate(shown, start=1)}
    _legend(sketch, shown, numbers, ceiling + 8)
    for place, item in enumerate(found):
        y = ceiling - ROW * (place + 0.5)
        sketch.key(item.letter, (6, y), hollow=item.hollow)
        sketch.text((15, y - 2.6), sketch.fitted(item.name, LEFT - 20, 7.6), size=7.6, colour=looks.INK)
        end = _bar(sketch, scale, item.groups, numbers, y)
        sketch.text((end + 4, y - 2.6), item.total, size=7.6, colour=looks.INK, strong=True)
    zero = scale.at(0.0)
    sketch.line((zero, foot), (zero, ceiling), looks.GREY, 0.8)
    return sketch.drawing


def _bar(sketch: Sketch, scale: Scale, groups: dict[str, float], numbers: dict[str, str], y: float) -> float:
    """Draw the segments of a bar, and return where it ends at the right."""
    high = ROW * 0.58
    end = scale.at(0.0)
    for group, start, stop in _piled(groups):
        x1, x2 = scale.at(start), scale.at(stop)
        if x2 < x1:
            sketch.hatch(Box(x2, y - high / 2, x1 - x2, high), looks.GREY)
            continue
        end = max(end, x2)
        if x2 - x1 < THINNEST:
            continue
        _segment(sketch, group, Box(x1, y - high / 2, x2 - x1 - min(0.8, (x2 - x1) / 3), high))
        if x2 - x1 > ROOM_FOR_NUMBER:
            shade = looks.WHITE if group in DARK else looks.INK
            if group == "loss":
                middle = Box((x1 + x2) / 2 - PLATE / 2, y - PLATE / 2, PLATE, PLATE)
                sketch.rect(middle, HexColor(looks.GROUPS[group]))
            sketch.text(((x1 + x2) / 2, y - 2.2), numbers[group], size=6.2, anchor="middle", colour=shade)
    return end


def _piled(groups: Mapping[str, float]) -> list[tuple[str, float, float]]:
    """Return each group with where it starts and stops: costs upward from zero, credits downward."""
    up = down = 0.0
    made = []
    for group in GROUPS:
        value = groups.get(group.id, 0.0)
        if value > 0:
            made.append((group.id, up, up + value))
            up += value
        elif value < 0:
            made.append((group.id, down, down + value))
            down += value
    return made


def _segment(sketch: Sketch, group: str, box: Box) -> None:
    colour = HexColor(looks.GROUPS[group])
    if group == "loss":  # without colour it would pass for batches
        sketch.hatch(box, looks.WHITE, colour, colour)
    else:
        sketch.rect(box, colour, looks.FAINT if group in looks.PALE else None)


def _legend(sketch: Sketch, shown: Sequence[Group], numbers: dict[str, str], y: float) -> None:
    """Name the groups in rows of three above a chart, the first at the top."""
    rows = -(-len(shown) // 3)
    for place, group in enumerate(shown):
        x, at = place % 3 * sketch.wide / 3, y + 12.0 * (rows - 1 - place // 3)
        if group.id == "credits":
            sketch.hatch(Box(x, at - 1, 9, 7), looks.GREY)
        else:
            _segment(sketch, group.id, Box(x, at - 1, 9, 7))
        sketch.text((x + 13, at), f"{numbers[group.id]}  {say(group.title)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """An offer's cost by year and group, in full units."""

    letter: str
    name: str
    groups: dict[str, tuple[float, ...]]
    hollow: bool

    def year(self, year: int) -> dict[str, float]:
        """Return the groups of a year."""
        return {group: values[year] for group, values in self.groups.items()}


def years(found: Sequence[Years], names: Sequence[str], ground: Ground, axis: str) -> Drawing:
    """Return small columns a year, one panel an offer, all on the same scale."""
    gap, high, head = 14.0, 92.0, 26.0
    wide = (ground.wide - gap * (ACROSS - 1)) / ACROSS
    rows = -(-len(found) // ACROSS) or 1
    sketch = Sketch(ground, rows * (high + head) + 10)
    each = [item.year(year) for item in found for year in range(len(names))]
    most = max([1.0, *(sum(max(value, 0.0) for value in groups.values()) for groups in each)])
    least = min([0.0, *(sum(min(value, 0.0) for value in groups.values()) for groups in each)])
    for place, item in enumerate(found):
        base = sketch.high - (place // ACROSS + 1) * (high + head) + 12
        scale = Scale((least, most), (base, base + high - 15), 3)
        box = Box(place % ACROSS * (wide + gap), base, wide, high)
        _panel(sketch, item, names, scale, box)
        if place == 0:
            sketch.text((box.x + wide, scale.end + 8.5), axis, size=6.2, anchor="end")
    return sketch.drawing


def _panel(sketch: Sketch, item: Years, names: Sequence[str], scale: Scale, box: Box) -> None:
    left, right = box.x + 18, box.x + box.wide
    for value in scale.ticks:
        y = scale.at(value)
        sketch.line((left, y), (right, y), looks.HAIRLINE, 0.5)
        figure = sketch.figure(value, scale, sketch.figures.divisor)
        sketch.text((left - 3, y - 2.3), figure, size=6.4, anchor="end")
    sketch.key(item.letter, (box.x + 5, scale.end + 11), hollow=item.hollow, size=9)
    sketch.text((box.x + 13, scale.end + 8.5), sketch.fitted(item.name, box.wide - 40), colour=looks.INK)
    step = (right - left) / max(len(names), 1)
    every = max(1, round(16 / max(step, 1)))
    for year, name in enumerate(names):
        at = left + step * year
        for group, start, stop in _piled(item.year(year)):
            _block(sketch, group, Box(at + step * 0.16, scale.at(start), step * 0.68, scale.at(stop) - scale.at(start)))
        if year % every == 0:
            short = name[2:] if len(name) == YEAR else name
            sketch.text((at + step / 2, scale.start - 8.5), short, size=6.2, anchor="middle")
    zero = scale.at(0.0)
    sketch.line((left, zero), (right, zero), looks.GREY, 0.6)


def _block(sketch: Sketch, group: str, box: Box) -> None:
    """Draw a group of a year: a block upward, a hatched one downward."""
    if box.high < 0:
        sketch.hatch(Box(box.x, box.y + box.high, box.wide, -box.high), looks.GREY)
    elif box.high >= THINNEST:
        _segment(sketch, group, box)
