"""The document: its pages with head and foot, its outline, its words in their place, laid out twice for the numbers."""

from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from cdmo_desk.reports import looks
from cdmo_desk.reports.edition import State
from cdmo_desk.reports.flowing import Block, Heading
from cdmo_desk.reports.lettering import REGULAR, STRONG, Lettering, clean, width
from cdmo_desk.reports.page_one import page_one
from cdmo_desk.reports.paper import ABOVE, BELOW, SIDE
from cdmo_desk.reports.press import Press
from cdmo_desk.reports.sections import contents, sections
from cdmo_desk.speech import say

WATERMARK = 560.0  # how long the word under everything may be


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """What stands around the words of every page."""

    paper: tuple[float, float]
    title: str
    author: str
    language: str
    left: str
    right: str
    foot: str
    state: State = "draft"


class _Trial(Canvas):
    """A canvas on which things find their place and nothing is kept."""

    is_trial = True

    def save(self) -> None:
        """Keep nothing."""


class _Pages(BaseDocTemplate):
    """The pages of one pass; `marks` tells on which page each heading came to stand."""

    def __init__(self, target: BytesIO, imprint: Imprint, letters: Lettering, total: int) -> None:
        wide, high = imprint.paper
        super().__init__(
            target,
            pagesize=imprint.paper,
            title=imprint.title,
            author=imprint.author,
            subject=say("Sourcing decision"),
            creator=imprint.foot.split("   ", 1)[0],
            lang=imprint.language,
            invariant=1,
            pageCompression=1,
            initialFontName=REGULAR,
        )
        self.imprint, self.letters, self.total = imprint, letters, total
        self.marks: dict[str, int] = {}
        self._deep = -1
        self.addPageTemplates([self._template("upright", wide, high), self._template("side", high, wide)])

    def _template(self, name: str, wide: float, high: float) -> PageTemplate:
        frame = Frame(SIDE, BELOW, wide - 2 * SIDE, high - ABOVE - BELOW, 0, 0, 0, 0, id=name)
        return PageTemplate(id=name, frames=[frame], pagesize=(wide, high), onPage=self._around)

    def _around(self, canvas: Any, _: Any) -> None:  # noqa: ANN401 - reportlab's canvas
        """Draw head, foot and, under everything, the word that says what is not yet signed."""
        wide, high = canvas._pagesize  # noqa: SLF001 - reportlab tells it nowhere else
        canvas.saveState()
        if self.imprint.state == "draft":
            canvas.saveState()
            canvas.translate(wide / 2, high / 2)
            canvas.rotate(52 if high > wide else 34)
            canvas.setFillColor(looks.DRAFT)
            word = say("DRAFT")
            size = min(118.0, WATERMARK / width(word, STRONG, 1.0))
            canvas.setFont(STRONG, size)
            canvas.drawCentredString(0, -0.39 * size, word)
            canvas.restoreState()
        canvas.setStrokeColor(looks.BORDER)
        canvas.setLineWidth(0.7)
        top, foot = high - 17.5 * mm, 14 * mm
        canvas.line(SIDE, top, wide - SIDE, top)
        canvas.line(SIDE, foot, wide - SIDE, foot)
        half = (wide - 2 * SIDE) * 0.6
        self._words(canvas, SIDE, top + 6, self.imprint.left, half * 0.8)
        self._words(canvas, wide - SIDE, top + 6, self.imprint.right, half, right=True)
        self._words(canvas, SIDE, foot - 11, self.imprint.foot, wide - 2 * SIDE - 70)
        number = canvas.getPageNumber()
        page = say("Page {number} of {total}", number=number, total=self.total or number)
        self._words(canvas, wide - SIDE, foot - 11, page, 70, right=True)
        canvas.restoreState()

    def _words(self, canvas: Any, x: float, y: float, text: str, room: float, *, right: bool = False) -> None:  # noqa: ANN401
        size = 7.4
        text = clean(text).replace("\n", " ")
        while text and self._wide(text, size) > room:
            text = text[:-2].rstrip("…") + "…" if len(text) > 2 else ""  # noqa: PLR2004 - nothing left to shorten
        if right:
            x -= self._wide(text, size)
        canvas.setFillColor(looks.GREY)
        for font, piece in self.letters.runs(text):
            canvas.setFont(font, size)
            canvas.drawString(x, y, piece)
            x += width(piece, font, size)

    def _wide(self, text: str, size: float) -> float:
        return sum(width(piece, font, size) for font, piece in self.letters.runs(text))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        """Enter headings in the outline."""
        _ready(flowable)
        if isinstance(flowable, Heading):
            self.marks[flowable.mark] = self.page
            self.canv.bookmarkPage(flowable.mark)
            level = min(flowable.level, self._deep + 1)
            self._deep = level
            self.canv.addOutlineEntry(clean(flowable.title), flowable.mark, level, closed=level > 0)


def render(press: Press, imprint: Imprint) -> bytes:
    """Return the pages. The first pass only tells which page everything stands on."""
    rest = _rest(press, imprint)
    _, pages, total = _pass(press, rest, imprint, 0)
    made, _, _ = _pass(replace(press, pages=pages), rest, imprint, total)
    return made


def _pass(press: Press, rest: list[Flowable], imprint: Imprint, total: int) -> tuple[bytes, dict[str, int], int]:
    """Lay out page 1 and the contents, which name pages, and the rest, which does not."""
    target = BytesIO()
    pages = _Pages(target, imprint, press.letters, total)
    story = page_one(press, imprint.paper[1] - ABOVE - BELOW)
    story += [NextPageTemplate("upright"), PageBreak(), *contents(press), *map(_ready, rest)]
    pages.build(story, canvasmaker=Canvas if total else _Trial)
    return target.getvalue(), pages.marks, pages.page


def _ready(flowable: Flowable) -> Flowable:
    """Forget that something was once put off to the next page: another pass may do so again."""
    vars(flowable).pop("_postponed", None)
    return flowable


def _rest(press: Press, imprint: Imprint) -> list[Flowable]:
    """Return all sections, in order."""
    story: list[Flowable] = []
    side = press.wider(imprint.paper[1] - 2 * SIDE)
    turned = False
    for number, section in enumerate(sections(press)):
        if section.wide != turned:
            story += [NextPageTemplate("side" if section.wide else "upright"), PageBreak()]
        elif number:
            story.append(CondPageBreak(90 * mm))
        turned = section.wide
        here = side if section.wide else press
        story += _together(here.section(section.mark, section.title), section.content(here))
    return story


def _together(head: list[Flowable], content: list[Flowable]) -> list[Flowable]:
    """Return a section whose heading never stands alone at the foot of a page."""
    for place, flowable in enumerate(content[:2]):
        if isinstance(flowable, Block):
            first = Block([*head, *content[:place], *flowable.parts])
            return [first, *content[place + 1 :]]
    return [*head, *content]
