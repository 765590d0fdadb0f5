"""Tables on paper: what goes on to the next page says whose it is, and no sum stands alone."""

from typing import Any

import pytest

from cdmo_desk.reports.flowing import OfferName
from cdmo_desk.reports.lettering import Lettering
from cdmo_desk.reports.tables import Setting, table
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet

ROWS = (
    *(Row((Cell("A Acme" if not place else "", "A", "offer" if not place else ""), Cell("a"))) for place in range(6)),
    Row((Cell(""), Cell("sum of A")), "sum"),
    *(
        Row((Cell("B Borough" if not place else "", "B", "offer" if not place else ""), Cell("b")))
        for place in range(9)
    ),
    Row((Cell(""), Cell("sum of B")), "sum"),
)


def grid() -> Any:
    sheet = Sheet(id="x", title="", columns=(Column("offer", "Offer"), Column("what", "What")), rows=ROWS)
    return table(sheet, 300, Setting(Lettering()))


def owner(part: Any) -> str:
    """Return the letter in the first cell of a part's first row."""
    first = part._cellvalues[1][0]
    found = first[0] if isinstance(first, list | tuple) and first else first
    return found.letter if isinstance(found, OfferName) else ""


@pytest.mark.parametrize("rows", range(2, len(ROWS)))
def test_a_table_that_goes_on_names_its_offer_and_takes_a_row_along_with_a_sum(rows: int) -> None:
    whole = grid()
    whole.wrap(300, 10_000)
    high = sum(whole._rowHeights[: rows + 1]) + 1
    first, rest = whole.split(300, high)
    shown = len(first._cellvalues) - 1
    assert shown in (rows, rows - 1)
    assert ROWS[shown].tone != "sum"
    assert owner(rest) == ("A" if shown < 7 else "B")
    rest.wrap(300, 10_000)
    assert len(rest._cellvalues) - 1 == len(ROWS) - shown


def test_a_figure_and_its_unit_stay_in_one_line() -> None:
    assert Lettering().markup("96 % of 1.13 M USD, 5 mg") == "96\u00a0% of 1.13\u00a0M USD, 5 mg"
