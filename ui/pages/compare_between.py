"""Ranked offers held against each other: the best buy at each worth of relief, any two in the same programmes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from cdmo_desk.speech import counted, say
from ui.charts.buys import Buy, Buys
from ui.charts.rivals import Rival, Rivals
from ui.figured import MILLION, Figured
from ui.forms.numerals import Numerals
from ui.pages.explore_panel import TwinPanel
from ui.requests import LATER, Requests

if TYPE_CHECKING:
    from cdmo_desk.desk import Desk
    from cdmo_desk.evaluation.answers.between import Pair
    from cdmo_desk.sheets.sheet import Sheet

MOST = 8_192
"""Trials that offers are held against each other over: enough for two figures, and done in some seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is shown of offers held against each other, made on the worker."""

    pairs: "tuple[Pair, ...]"
    pairs_sheet: "Sheet"
    buys_sheet: "Sheet"
    buys: tuple[Buy, ...]
    worths: tuple[float, ...]
    best: tuple[str, ...]
    keys: dict[str, tuple[str, str]]
    trials: int


class Between(QWidget):
    """Two panels side by side; nothing is reckoned before somebody looks."""

    offer_chosen = Signal(str)
    offer_pointed = Signal(str)

    def __init__(self, requests: Requests) -> None:
        super().__init__()
        self._requests = requests
        self._found: Figured | None = None
        self._asked: Figured | None = None
        self.held: Held | None = None
        self.offer = ""
        self.buys, self.rivals = Buys(say("The best buy")), Rivals(say("Any two offers"))
        self.panels = (
            TwinPanel(say("The best buy"), say("by what relief in the bad case is worth"), self.buys),
            TwinPanel(say("Any two offers"), "", self.rivals),
        )
        for chart in (self.buys, self.rivals):
            chart.offer_pointed.connect(self.offer_pointed)
        for panel in self.panels:
            panel.offer_chosen.connect(self.offer_chosen)
        across = QSplitter()
        across.setHandleWidth(8)
        across.setChildrenCollapsible(False)
        for panel in self.panels:
            across.addWidget(panel)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(across)

    def follow(self, found: Figured) -> None:
        """Hold the offers of a case against each other as it stands now, at once where somebody looks."""
        self._found = found
        if self._asked is not None and self._asked.case is not found.case:
            self.show_stale(is_stale=True)
        self.look()

    def look(self) -> None:
        """Reckon what is looked at, unless it was reckoned."""
        found = self._found
        if found is None or not self.isVisible():
            return
        before = self._asked
        trials = min(found.trials, MOST)
        if not trials or (before is not None and before.case is found.case and min(before.trials, MOST) == trials):
            return
        self._asked = found

        def hold(desk: "Desk") -> Held | None:
            return held(desk, found, trials, lambda: self._asked is found)

        self._requests.ask(hold, self._show, key="between", urgency=LATER)

    def choose(self, offer: str) -> None:
        """Show an offer against the others, and light it."""
        self.offer = offer
        self.buys.choose(offer)
        self._show_rivals()

    def point(self, offer: str) -> None:
        """Light the offer under the mouse."""
        self.buys.point(offer)
        self.rivals.point(offer)

    def show_stale(self, *, is_stale: bool) -> None:
        """Show that the figures are older than the case."""
        for panel in self.panels:
            panel.show_stale(is_stale=is_stale)

    def _show(self, held_: Held | None) -> None:
        if held_ is None:
            return
        self.held = held_
        self.panels[0].show_sheet(held_.buys_sheet)
        self.panels[1].show_sheet(held_.pairs_sheet)
        self.buys.show_buys(held_.buys, held_.worths, held_.best)
        self._show_rivals()
        self.show_stale(is_stale=False)

    def _show_rivals(self) -> None:
        found, known = self.held, self._found
        if found is None or known is None:
            return
        own = self.offer if self.offer in found.keys else next(iter(found.keys), "")
        letter, name = found.keys.get(own, ("", ""))
        self.rivals.show_rivals(rivals(found, own), (own, letter, name), known.unit)
        cases = counted("{n} case", "{n} cases", found.trials, n=Numerals().show(found.trials))
        against = say("{offer} against the others, present cost, {cases}", offer=f"{letter} {name}", cases=cases)
        self.panels[1].phrase.say(against if own else "")


def held(desk: "Desk", found: Figured, trials: int, wanted: Callable[[], bool]) -> Held | None:
    """Return the offers of a case held against each other; None where nobody wants it any more."""
    from cdmo_desk.sheets import EN  # noqa: PLC0415 - numbers, on the worker
    from cdmo_desk.sheets.between import acceptance_of, pairs_of  # noqa: PLC0415 - as above
    from cdmo_desk.sheets.naming import keys  # noqa: PLC0415 - as above

    made = desk.paired(found.case, trials, wanted)
    if made is None:
        return None
    known = keys(found.case)
    shares = made.acceptance.chances if made.acceptance else {}
    return Held(
        pairs=made.pairs,
        pairs_sheet=pairs_of(found.case, found.comparison.currency, made, EN),
        buys_sheet=acceptance_of(found.case, made, EN),
        buys=tuple(
            Buy(name, known[name].letter, known[name].short, tuple(100 * share for share in row))
            for name, row in shares.items()
        ),
        worths=made.acceptance.worths if made.acceptance else (),
        best=made.acceptance.best if made.acceptance else (),
        keys={name: (known[name].letter, known[name].short) for name in shares},
        trials=made.trials,
    )


def rivals(found: Held, own: str) -> tuple[Rival, ...]:
    """Return the other offers beside one, each with its cost less that one's."""
    made = []
    for pair in found.pairs:
        if own not in (pair.one, pair.other):
            continue
        is_one = own == pair.one
        sign = 1 if is_one else -1
        other = pair.other if is_one else pair.one
        letter, name = found.keys[other]
        low, high = sorted((sign * pair.p10 / MILLION, sign * pair.p90 / MILLION))
        sure = None
        if pair.interval is not None:
            first, last = sorted(sign * end / MILLION for end in pair.interval)
            sure = (first, last)
        dearer = 100 * (pair.cheaper if is_one else 1 - pair.cheaper)
        made.append(Rival(other, letter, name, sign * pair.mean / MILLION, (low, high), sure, dearer))
    return tuple(made)
