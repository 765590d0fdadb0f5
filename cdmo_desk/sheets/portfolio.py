"""Many cases as one table: what the rule gives in each, and by how much."""

from collections.abc import Iterable, Mapping
from typing import Any

from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import say


def portfolio(found: Iterable[Mapping[str, Any]], figures: Figures = EN) -> Sheet:
    """Return a case a row; a case that could not be read says so in its row."""
    return Sheet(
        id="portfolio",
        title=say("The cases"),
        columns=(
            Column("case", say("Case")),
            Column("title", say("Title")),
            Column("offers", say("Offers"), "", "right"),
            Column("gives", say("The rule gives")),
            Column("present", say("Expected present cost"), "", "right"),
            Column("margin", say("Ahead by"), "", "right"),
            Column("confidence", say("Cheaper in"), "", "right"),
            Column("warnings", say("Warnings"), "", "right"),
        ),
        rows=tuple(_row(case, figures) for case in found),
    )


def _row(case: Mapping[str, Any], figures: Figures) -> Row:
    if "refused" in case:
        return Row((Cell(case["case"]), Cell(say("could not be read"), tone="bad"), *([Cell(DASH)] * 6)))
    name = case["recommendation"]
    offer = case["offers"].get(name)
    present = None
    if offer is not None:
        present = offer["present_cost"] if offer["mean_present_cost"] is None else offer["mean_present_cost"]
    sure = case["confidence"]
    return Row(
        (
            Cell(case["case"]),
            Cell(case["title"]),
            Cell(str(len(case["offers"])), len(case["offers"])),
            Cell(offer["supplier"] if offer else DASH),
            Cell(figures.money(present, case["currency"]), present),
            _margin(case, figures),
            Cell(DASH if sure is None else figures.percent(sure, 0), sure),
            Cell(str(case["warnings"]), case["warnings"]),
        )
    )


def _margin(case: Mapping[str, Any], figures: Figures) -> Cell:
    """Return the margin in the rule's own measure: money, or points of five."""
    margin = case["margin"]
    if case["rule"] == "weighted" and margin is not None:
        return Cell(say("{points} points", points=figures.number(margin)), margin)
    return Cell(figures.money(margin, case["currency"]), margin)
