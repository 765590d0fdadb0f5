"""Many layouts read as they are meant: lines, sums, facts and doubts, and no false alarm."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cdmo_desk.intake.quote import Quote
from cdmo_desk.intake.worker import parse
from tests.intake import (
    arranged,
    doubtful,
    exported,
    groups,
    languages,
    mixed,
    numbered,
    plainer,
    shapes,
    stepped,
    strange,
    stranger,
    unseen,
    unseen_more,
    unseen_steps,
)
from tests.intake.layouts import FIELDS, Layout

THEMES = (
    languages,
    shapes,
    doubtful,
    exported,
    arranged,
    strange,
    groups,
    stranger,
    plainer,
    mixed,
    stepped,
    unseen,
    unseen_more,
    unseen_steps,
    numbered,
)
MADE = [make() for theme in THEMES for make in theme.ALL]


def plain(value: Any) -> Any:
    number = isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
    return round(float(value), 6) if number else value


def f1(quote: Quote, layout: Layout) -> float:
    read = [tuple(plain(getattr(line, field)) for field in FIELDS) for line in quote.lines]
    true = [tuple(plain(line[field]) for field in FIELDS) for line in layout.truth]
    return 2 * len(set(read) & set(true)) / max(1, len(read) + len(true))


@pytest.mark.parametrize("layout", MADE, ids=lambda layout: layout.name)
def test_layout(layout: Layout, tmp_path: Path) -> None:
    quote = parse(layout.written(tmp_path))
    assert f1(quote, layout) == 1
    assert len(quote.totals) == layout.totals
    assert sum(not total.agrees for total in quote.totals) == layout.mismatched
    assert {name: getattr(quote, name) for name in layout.facts} == layout.facts
    assert {m.code for m in quote.messages if m.severity != "info"} == set(layout.warns)


def test_every_line_knows_its_cells(tmp_path: Path) -> None:
    quote = parse(languages.german_csv().written(tmp_path))
    line = quote.lines[1]
    assert line.cells == {
        "description": "B9", "quantity": "C9", "unit": "D9", "unit_price": "E9", "amount": "F9",
    }  # fmt: skip
    assert (line.quantity, line.unit_price, line.amount) == (Decimal("2.5"), Decimal(18400), Decimal(46000))


def test_nothing_is_dropped_in_silence(tmp_path: Path) -> None:
    quote = parse(arranged.beside().written(tmp_path))
    skipped = " ".join(s.text for s in quote.skipped)
    assert "Slots are confirmed" in skipped
    assert all(s.reason for s in quote.skipped)
