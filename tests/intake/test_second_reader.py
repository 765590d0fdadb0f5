"""A second reader, written in another language by others, sees the same numbers in every cell."""

from decimal import Decimal
from pathlib import Path

import pytest

from cdmo_desk.intake import values_only, xlsx
from cdmo_desk.intake.cells import Book
from cdmo_desk.intake.xlsx import moved
from tests.intake.test_layouts import MADE

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "resources" / "sample").glob("*.xlsx"))


def numbers(book: Book) -> dict[tuple[str, int, int], float]:
    return {
        (sheet.name, *place): round(float(cell.value), 9)
        for sheet in book.sheets
        for place, cell in sheet.cells.items()
        if isinstance(cell.value, Decimal)
    }


def agree(data: bytes) -> None:
    ours, theirs = numbers(xlsx.read(data, "xlsx")), numbers(values_only.read(data, "xlsx"))
    assert ours == {place: theirs.get(place) for place in ours}
    assert theirs.keys() == ours.keys()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples(path: Path) -> None:
    agree(path.read_bytes())


def test_layouts(tmp_path: Path) -> None:
    made = [layout.written(tmp_path) for layout in MADE if layout.write is None]
    assert len(made) > 40
    for path in made:
        agree(path.read_bytes())


@pytest.mark.parametrize(
    ("formula", "down", "right", "becomes"),
    [
        ("A1*$B$2+C$3", 2, 1, "B3*$B$2+D$3"),
        ("SUM(A1:A9)", 1, 0, "SUM(A2:A10)"),
        ("LOG10(A1)", 1, 0, "LOG10(A2)"),
        ("IF(A1=\"B1\",'My A1'!C2,0)", 1, 0, "IF(A2=\"B1\",'My A1'!C3,0)"),
        ("SUM(A:B)", 5, 1, "SUM(B:C)"),
        ("A1", -1, 0, "#REF!"),
    ],
)
def test_shared_formulas_move(formula: str, down: int, right: int, becomes: str) -> None:
    assert moved(formula, down, right) == becomes
