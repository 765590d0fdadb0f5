"""The signature panels at the foot of page 1, always at the same place, so that signature fields fit them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable, Paragraph

from cdmo_desk.programme.brief import Signatory
from cdmo_desk.reports import looks
from cdmo_desk.reports.flowing import style
from cdmo_desk.reports.lettering import Lettering
from cdmo_desk.reports.paper import HEADING, REMARK, SignatureBox, boxes_on, panels_height
from cdmo_desk.speech import marked, say

ROLES = {"prepared": marked("Prepared"), "reviewed": marked("Reviewed"), "approved": marked("Approved")}
INSET = 7.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedSignOff:
    """A sign-off typed in the program, without a certificate: who, what it means, and when, in words."""

    name: str
    meaning: str
    at: str


class Panels(Flowable):
    """All panels with their heading and the remark below; `typed` are sign-offs by place in the route.

    `inside` is the page on which the attached files are listed.
    """

    def __init__(
        self,
        route: Sequence[Signatory],
        paper_width: float,
        letters: Lettering,
        typed: Mapping[int, TypedSignOff],
        inside: str,
    ) -> None:
        super().__init__()
        self.boxes = boxes_on(route, paper_width)
        self.high = panels_height(route, paper_width)
        self.letters, self.typed, self.inside = letters, typed, inside

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take the whole width, and the height that the panels have on this paper."""
        del available_height
        self.room = available_width
        return available_width, self.high

    def draw(self) -> None:
        """Draw the panels where `boxes_on` says."""
        canvas = self.canv
        canvas.saveState()
        x, y = canvas.absolutePosition(0, 0)
        canvas.translate(-x, -y)
        top = max(box.y + box.high for box in self.boxes)
        left, bottom = self.boxes[0].x, min(box.y for box in self.boxes)
        self._words(say("Signatures"), looks.HEADING, strong=True).drawOn(canvas, left, top + HEADING - 20)
        for place, box in enumerate(self.boxes):
            self._panel(canvas, box, self.typed.get(place))
        remark = say(
            "Signing times are those of the signer’s computer. What is attached to this file is listed on page {page}.",
            page=self.inside,
        )
        self._words(remark, 7.2, muted=True).drawOn(canvas, left, bottom - REMARK + 1)
        canvas.restoreState()

    def _panel(self, canvas: Any, box: SignatureBox, typed: TypedSignOff | None) -> None:  # noqa: ANN401 - reportlab's canvas
        canvas.setStrokeColor(looks.BORDER)
        canvas.setLineWidth(0.7)
        canvas.rect(box.x, box.y, box.wide, box.high)
        y = box.y + box.high - 5
        name = typed.name if typed else box.name
        y = self._down(canvas, box, y, self._words(say(ROLES[box.role]), 7.6, muted=True))
        if name:
            y = self._down(canvas, box, y, self._words(name, 8.6, strong=True))
        if typed is not None:
            y = self._down(canvas, box, y, self._words(f"“{typed.meaning}”", 7.4))
            foot = say("Typed sign-off, not a digital signature: {at}", at=typed.at)
        else:
            foot = say("Awaiting signature") if name else say("Name, signature, date")
        words = self._words(foot, 7.2, muted=True)
        words.wrap(box.wide - 2 * INSET, box.high)
        words.drawOn(canvas, box.x + INSET, box.y + 5)

    def _down(self, canvas: Any, box: SignatureBox, y: float, words: Paragraph) -> float:  # noqa: ANN401 - as above
        """Draw words below a height, and return where they end."""
        _, high = words.wrap(box.wide - 2 * INSET, box.high)
        words.drawOn(canvas, box.x + INSET, y - high)
        return y - high

    def _words(self, text: str, size: float, *, strong: bool = False, muted: bool = False) -> Paragraph:
        made = Paragraph(
            self.letters.markup(text, strong=strong), style(size, colour=looks.GREY if muted else looks.INK)
        )
        made.wrap(self.room, size * 2)
        return made
