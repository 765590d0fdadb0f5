"""The sheet of paper: its sizes and margins, and where on page 1 each signature has its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.units import mm

from cdmo_desk.problem import Refused
from cdmo_desk.programme.brief import Signatory

PAPERS = {"A4": A4, "LETTER": LETTER}
SIDE = 16 * mm
ABOVE, BELOW = 23 * mm, 19 * mm

USUAL = ("prepared", "reviewed", "approved")
BETWEEN = 9.0  # from one panel to the next
REMARK = 13.0  # the line below the panels
HEADING = 25.0  # the heading above them
HIGHEST, ALL_ROWS = 29 * mm, 66 * mm
FEW, SOME = 6, 12


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """A panel for a signature: whose, on which page (from 1), and its rectangle in points from the lower left."""

    role: str
    name: str
    page: int
    x: float
    y: float
    wide: float
    high: float


def paper_size(paper: str) -> tuple[float, float]:
    """Return a paper's size in points; raises `Refused` for one that is not known."""
    found = PAPERS.get(paper.upper())
    if found is None:
        raise Refused(f"The paper {paper!r} is not known. Use A4 or Letter.")
    return found


def signature_boxes(route: Sequence[Signatory], paper: str = "A4") -> tuple[SignatureBox, ...]:
    """Return the panels of a route in its order; without one, a nameless panel for each of the three roles.

    Where a panel stands depends on the paper and the number of signatures alone.
    """
    return boxes_on(route, paper_size(paper)[0])


def boxes_on(route: Sequence[Signatory], paper_width: float) -> tuple[SignatureBox, ...]:
    """Return the panels of a route on a paper of a width."""
    entries: list[tuple[str, str]] = [(entry.role, entry.name) for entry in route] or [(role, "") for role in USUAL]
    across = _across(len(entries))
    rows = -(-len(entries) // across)
    high = min(HIGHEST, (ALL_ROWS - BETWEEN * (rows - 1)) / rows)
    wide = (paper_width - 2 * SIDE - BETWEEN * (across - 1)) / across
    return tuple(
        SignatureBox(
            role,
            name,
            1,
            round(SIDE + place % across * (wide + BETWEEN), 2),
            round(BELOW + REMARK + (rows - 1 - place // across) * (high + BETWEEN), 2),
            round(wide, 2),
            round(high, 2),
        )
        for place, (role, name) in enumerate(entries)
    )


def panels_height(route: Sequence[Signatory], paper_width: float) -> float:
    """Return how much of page 1 the panels take, with their heading and the remark below."""
    found = boxes_on(route, paper_width)
    return max(box.y + box.high for box in found) - BELOW + HEADING


def _across(number: int) -> int:
    if number <= FEW:
        return 3
    return 4 if number <= SOME else 5
