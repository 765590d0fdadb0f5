"""The self-test as tables: what was computed on this computer against what is expected."""

from collections.abc import Sequence
from typing import Protocol

from cdmo_desk.sheets.figures import DASH
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import counted, say

DIGITS = 10


class Proven(Protocol):
    """A figure that was proved."""

    @property
    def place(self) -> str:
        """Return where it stands in the results."""

    @property
    def expected(self) -> float | str | None:
        """Return what is expected."""

    @property
    def computed(self) -> float | str | None:
        """Return what came out."""

    @property
    def agrees(self) -> bool:
        """Say whether both agree."""


class Worked(Protocol):
    """A worked example that was computed."""

    @property
    def name(self) -> str:
        """Return its name."""

    @property
    def title(self) -> str:
        """Return what it shows."""

    @property
    def figures(self) -> Sequence[Proven]:
        """Return its figures."""

    @property
    def wrong(self) -> Sequence[Proven]:
        """Return those that are not as expected."""

    @property
    def furthest(self) -> float:
        """Return the largest relative difference of an exact figure."""


def summary(examples: Sequence[Worked]) -> Sheet:
    """Return an example a row: how many figures, how far the furthest lies, whether all agree."""
    return Sheet(
        id="selftest",
        title=say("Worked examples"),
        columns=(
            Column("name", say("Example")),
            Column("title", say("What it shows")),
            Column("figures", say("Figures"), "", "right"),
            Column("furthest", say("Largest difference"), "", "right"),
            Column("agrees", say("Result")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(found.name),
                    Cell(found.title),
                    Cell(str(len(found.figures)), len(found.figures)),
                    Cell(f"{found.furthest:.1e}" if found.furthest else "0", found.furthest),
                    _result(len(found.wrong)),
                )
            )
            for found in examples
        ),
    )


def figures(example: Worked, *, wrong: bool = False) -> Sheet:
    """Return the figures of an example, one a row; only those not as expected where `wrong` is asked for."""
    return Sheet(
        id=f"selftest-{example.name}",
        title=example.title,
        columns=(
            Column("place", say("Figure")),
            Column("expected", say("Expected"), "", "right"),
            Column("computed", say("Computed here"), "", "right"),
            Column("agrees", say("Result")),
        ),
        rows=tuple(
            Row((Cell(found.place), _value(found.expected), _value(found.computed), _result(int(not found.agrees))))
            for found in (example.wrong if wrong else example.figures)
        ),
    )


def _value(value: float | str | None) -> Cell:
    if isinstance(value, float):
        return Cell(f"{value:.{DIGITS}g}", value)
    return Cell(DASH if value is None else value)


def _result(wrong: int) -> Cell:
    if not wrong:
        return Cell(say("agrees"), 0.0, "good")
    return Cell(counted("{n} differs", "{n} differ", wrong), float(wrong), "bad")
