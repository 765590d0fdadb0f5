"""What charts show, as sheets: the same figures in rows, to be read, searched and copied."""

from cdmo_desk.sheets.figures import DASH, EN
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import say
from ui.charts.series import Bar, Curve, Point, Stack, Step


def stacks(found: tuple[Stack, ...], title: str, unit: str) -> Sheet:
    """Return stacked bars: an offer a row, a group a column, their total last."""
    groups = {part.group: part.title for stack in found for part in stack.parts}
    columns = [Column(group, name, unit, "right") for group, name in groups.items()]
    rows = []
    for stack in found:
        by_group = {part.group: part.value for part in stack.parts}
        parts = [_figure(by_group.get(group)) for group in groups]
        rows.append(Row((_offer(stack), *parts, _figure(sum(by_group.values()))), "", stack.offer))
    return _sheet("stacks", title, [*columns, Column("total", say("Total"), unit, "right")], rows)


def curves(found: tuple[Curve, ...], title: str, unit: str) -> Sheet:
    """Return curves: a chance a row, an offer a column, in it the sum that is exceeded with that chance."""
    head = Column("chance", say("Chance of more"), "%", "right")
    columns = [Column(curve.offer, curve.name, unit, "right", curve.letter) for curve in found]
    levels = [y for _, y in found[0].points] if found else []
    rows = [
        Row((_figure(level, 0), *(_figure(curve.points[place][0]) for curve in found)))
        for place, level in enumerate(levels)
    ]
    return Sheet(id="chart.curves", title=title, columns=(head, *columns), rows=tuple(rows))


def points(found: tuple[Point, ...], title: str, across: str, up: str) -> Sheet:
    """Return points: an offer a row, and whether no other is lower in both."""
    columns = [
        Column("x", across, "", "right"),
        Column("y", up, "", "right"),
        Column("front", say("No other lower in both")),
    ]
    rows = []
    for point in found:
        place = say("not ranked") if point.is_hollow else say("yes") if point.is_front else say("no")
        rows.append(Row((_offer(point), _figure(point.x), _figure(point.y), Cell(place)), "", point.offer))
    return _sheet("points", title, columns, rows)


def bars(found: tuple[Bar, ...], title: str, axis: str) -> Sheet:
    """Return bars: an offer a row."""
    rows = [Row((_offer(bar), Cell(bar.shown, bar.value)), "", bar.offer) for bar in found]
    return _sheet("bars", title, [Column("value", axis, "", "right")], rows)


def steps(found: tuple[Step, ...], title: str, unit: str) -> Sheet:
    """Return a bridge: a step a row, from where to where."""
    columns = (
        Column("step", say("Step")),
        Column("from", say("From"), unit, "right"),
        Column("to", say("To"), unit, "right"),
        Column("change", say("Change"), unit, "right"),
    )
    rows = tuple(
        Row((Cell(step.title), _figure(step.start), _figure(step.end), Cell(step.shown, step.end - step.start)))
        for step in found
    )
    return Sheet(id="chart.steps", title=title, columns=columns, rows=rows)


def _sheet(name: str, title: str, columns: list[Column], rows: list[Row]) -> Sheet:
    offers = Column("offer", say("Offer"))
    return Sheet(id=f"chart.{name}", title=title, columns=(offers, *columns), rows=tuple(rows))


def _offer(found: Stack | Point | Bar) -> Cell:
    return Cell(f"{found.letter} {found.name}", found.letter, "offer")


def _figure(value: float | None, decimals: int = 2) -> Cell:
    return Cell(DASH) if value is None else Cell(EN.number(value, decimals), value)
