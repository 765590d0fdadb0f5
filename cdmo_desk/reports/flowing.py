"""What flows on a page beside paragraphs: one-line words and figures, offers with their keys, headings, panels."""

from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Flowable, KeepTogether, Paragraph

from cdmo_desk.reports import looks
from cdmo_desk.reports.lettering import REGULAR, STRONG, width

LEADING = 1.28
KEY = 1.32  # of the size: the edge of an offer's key


def style(size: float, *, colour: Color = looks.INK, right: bool = False, **more: Any) -> ParagraphStyle:  # noqa: ANN401 - reportlab's own
    """Return a style of the paper's own font."""
    settings: dict[str, Any] = {
        "fontName": REGULAR,
        "fontSize": size,
        "leading": size * LEADING,
        "textColor": colour,
        "alignment": TA_RIGHT if right else TA_LEFT,
        "splitLongWords": 1,
        "allowWidows": 0,
        "allowOrphans": 0,
    }
    return ParagraphStyle("words", **{**settings, **more})


class Line(Flowable):
    """One line of words or a figure, set where a paragraph would set it; far cheaper than one."""

    def __init__(
        self, text: str, size: float, *, colour: Color = looks.INK, strong: bool = False, right: bool = False
    ) -> None:
        super().__init__()
        self.text, self.size, self.colour, self.right = text, size, colour, right
        self.font = STRONG if strong else REGULAR

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take the width there is and one line of height."""
        del available_height
        self.room = available_width
        self.height = self.size * LEADING
        return available_width, self.height

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: ANN401, N802, N803 - reportlab's
        """Draw the text on the baseline of a paragraph, without a state of its own: a page has hundreds of these."""
        canvas.setFillColor(self.colour)
        canvas.setFont(self.font, self.size)
        y += self.height - pdfmetrics.getAscentDescent(REGULAR, self.size)[0]
        if self.right:
            canvas.drawRightString(x + self.room, y, self.text)
        else:
            canvas.drawString(x, y, self.text)


class Marked(Flowable):
    """A short text behind a mark: a check for what is met, a cross for what is lacking."""

    def __init__(self, words: Paragraph, size: float, colour: Color, *, good: bool) -> None:
        super().__init__()
        self.words, self.size, self.colour, self.good = words, size, colour, good

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take the height of the words behind the mark."""
        self.indent = self.size * 1.45
        _, height = self.words.wrap(available_width - self.indent, available_height)
        self.height = height
        return available_width, height

    def draw(self) -> None:
        """Draw the mark and the words."""
        edge = self.size * 1.1
        x, y = edge / 2, self.height - self.size * LEADING / 2 - self.size * 0.02
        canvas = self.canv
        canvas.saveState()
        canvas.setStrokeColor(self.colour)
        canvas.setLineWidth(0.8)
        canvas.setLineCap(1)
        canvas.circle(x, y, edge / 2)
        arm = edge * 0.2
        if self.good:
            path = canvas.beginPath()
            path.moveTo(x - arm * 1.1, y)
            path.lineTo(x - arm * 0.2, y - arm * 0.9)
            path.lineTo(x + arm * 1.2, y + arm * 0.8)
            canvas.drawPath(path)
        else:
            canvas.line(x - arm, y - arm, x + arm, y + arm)
            canvas.line(x - arm, y + arm, x + arm, y - arm)
        canvas.restoreState()
        self.words.drawOn(canvas, self.indent, 0)


class OfferName(Flowable):
    """An offer's key, its letter on its colour, and the short name beside it (or below it, in the head of a column)."""

    def __init__(
        self, letter: str, words: Paragraph, size: float, *, hollow: bool = False, below: bool = False
    ) -> None:
        super().__init__()
        self.letter, self.words, self.size = letter, words, size
        self.hollow, self.below = hollow or looks.is_hollow(letter), below

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take the height of the name, and of the key above it where it stands below."""
        self.edge = self.size * KEY
        self.wide = max(self.edge, width(self.letter, STRONG, self.size * 0.9) + self.size * 0.5)
        self.room = available_width
        indent = 0 if self.below else self.wide + self.size * 0.55
        _, height = self.words.wrap(available_width - indent, available_height)
        self.height = height + (self.edge + self.size * 0.2 if self.below else 0)
        self.indent = indent
        return available_width, self.height

    def draw(self) -> None:
        """Draw key and name."""
        right = self.words.style.alignment == TA_RIGHT
        x = self.room - self.wide if self.below and right else 0
        top = self.height if self.below else self.height - (self.size * LEADING - self.edge) / 2
        key(self.canv, self.letter, x, top - self.edge, self.size, hollow=self.hollow)
        self.words.drawOn(self.canv, self.indent, 0)


def key(canvas: Any, letter: str, x: float, y: float, size: float, *, hollow: bool = False) -> None:  # noqa: ANN401 - reportlab's canvas
    """Draw an offer's key with its lower left corner at a point."""
    edge = size * KEY
    wide = max(edge, width(letter, STRONG, size * 0.9) + size * 0.5)
    colour = looks.colour(letter)
    canvas.saveState()
    canvas.setStrokeColor(colour)
    canvas.setFillColor(looks.WHITE if hollow else colour)
    canvas.setLineWidth(0.9)
    inset = 0.45 if hollow else 0
    canvas.roundRect(x + inset, y + inset, wide - 2 * inset, edge - 2 * inset, 1.8, fill=1, stroke=1 if hollow else 0)
    canvas.setFillColor(looks.INK if hollow else looks.letter_colour(letter))
    canvas.setFont(STRONG, size * 0.9)
    canvas.drawCentredString(x + wide / 2, y + (edge - size * 0.65) / 2, letter)
    canvas.restoreState()


class Block(KeepTogether):
    """What is not divided between pages if a page can hold it; `parts` are what it was made of."""

    def __init__(self, parts: list[Flowable]) -> None:
        super().__init__(parts)
        self.parts = parts


class Whole(Flowable):
    """Parts one below the other that always stand on one page: laid out in more room and drawn that much smaller."""

    def __init__(self, parts: list[Flowable], factor: float, height: float | None = None) -> None:
        super().__init__()
        self.parts, self.factor, self.most = parts, factor, height

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take the height of all parts, at the size they are drawn in."""
        room = available_width * self.factor
        self.heights = [part.wrap(room, available_height * self.factor)[1] for part in self.parts]
        after = sum(part.getSpaceAfter() for part in self.parts)
        self.height = (sum(self.heights) + after) / self.factor
        if self.most is not None and self.height > self.most:
            self.factor *= self.height / self.most
            self.height = self.most
        return available_width, self.height

    def draw(self) -> None:
        """Draw the parts from the top."""
        canvas = self.canv
        canvas.saveState()
        canvas.translate(0, self.height)
        canvas.scale(1 / self.factor, 1 / self.factor)
        y = 0.0
        for part, height in zip(self.parts, self.heights, strict=True):
            part.drawOn(canvas, 0, y - height)
            y -= height + part.getSpaceAfter()
        canvas.restoreState()


class Heading(Paragraph):
    """A heading that enters the outline under its own words; `mark` names the place others point to."""

    def __init__(self, text: str, markup: str, made: ParagraphStyle, *, mark: str, level: int) -> None:
        super().__init__(markup, made)
        self.title, self.mark, self.level = text, mark, level
