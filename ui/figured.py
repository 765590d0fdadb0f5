"""What the window shows of a case: figures and finished words, made on the worker so that pages only lay them out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING

from ui.charts.series import Bar, Curve, Point, Stack, Step

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk
    from cdmo_desk.document import Case
    from cdmo_desk.evaluation.results import Comparison
    from cdmo_desk.sheets.sheet import Sheet

MILLION = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferWords:
    """An offer as the Quotes and Level pages show it."""

    offer: str
    letter: str
    name: str
    supplier: str
    title: str
    terms: "Sheet"
    priced: "Sheet"
    """The terms one by one with what each adds to cost; `terms` says why stated and asked differ."""
    risks: "Sheet"
    capabilities: "Sheet"
    topics: "Sheet"
    lines: "Sheet"
    files: "Sheet"
    steps: tuple[Step, ...]
    origins: dict[str, tuple[str, ...]]
    """For each item of the scope, by its id: the lines that its figure comes from, with their cells."""


class Lazily(Mapping[str, OfferWords]):
    """The words of each offer, made when they are first asked for: one is looked at, all the others are not."""

    def __init__(self, offers: Iterable[str], make: Callable[[str], OfferWords]) -> None:
        self._kept: dict[str, OfferWords | None] = dict.fromkeys(offers)
        self._make = make

    def __getitem__(self, offer: str) -> OfferWords:
        """Return the words of an offer."""
        found = self._kept[offer]
        if found is None:
            found = self._kept[offer] = self._make(offer)
        return found

    def __iter__(self) -> Iterator[str]:
        """Go through the offers."""
        return iter(self._kept)

    def __len__(self) -> int:
        """Return the number of offers."""
        return len(self._kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figured:
    """A case with its comparison and all that is said and drawn of it."""

    case: "Case"
    comparison: "Comparison"
    at: datetime
    seconds: float
    trials: int
    unit: str
    ranking: "Sheet"
    matrix: "Sheet"
    gaps: "Sheet"
    bridge: "Sheet"
    owed: "Sheet"
    warnings: "Sheet"
    offers: "Sheet"
    by_year: "Sheet"
    verdict: tuple[str, ...]
    levelled: tuple[str, ...]
    quoted: tuple[str, ...]
    chosen: str
    words: Mapping[str, OfferWords]
    stacks: tuple[Stack, ...]
    curves: Mapping[str, tuple[Curve, ...]]
    points: Mapping[str, tuple[Point, ...]]
    bars: tuple[Bar, ...]
    budget: tuple[float, str] | None
    span: str
    items: tuple[tuple[str, str], ...]
    """The items of the scope: the title as the matrix shows it, and the id."""
    status: tuple[str, ...] = field(default=())


def figure(
    desk: "Desk",
    case: "Case",
    trials: int,
    wanted: Callable[[], bool] = lambda: True,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Figured | None:
    """Return a case compared with so many trials, in words; None where nobody wants it any more."""
    from ui import wording  # noqa: PLC0415 - the words load numbers and locales, which the first paint does without

    start = monotonic()
    comparison = desk.simulated(case, trials, wanted, progress) if trials else desk.base_case(case)
    if comparison is None or not wanted():
        return None
    return wording.figured(case, comparison, desk.clock(), monotonic() - start)
