"""What every page of one document shares: the case and its figures, the letters, the room, the page numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer

from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers import Answers
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.reports import looks
from cdmo_desk.reports.drawing import Ground
from cdmo_desk.reports.flowing import Block, Heading, style
from cdmo_desk.reports.lettering import Lettering
from cdmo_desk.reports.panels import TypedSignOff
from cdmo_desk.reports.record import Attachment, Hashes
from cdmo_desk.reports.tables import Setting, table
from cdmo_desk.sheets.figures import Figures
from cdmo_desk.sheets.journal import Step
from cdmo_desk.sheets.naming import Key, keys
from cdmo_desk.sheets.sheet import Sentence, Sheet

SHORT = 16  # rows up to which a table is not divided between pages
DENSE = 2.4


@dataclass(frozen=True, kw_only=True)
class Press:
    """One document under way. `pages` tells on which page each mark stood when the document was last laid out."""

    case: Case
    comparison: Comparison
    figures: Figures
    letters: Lettering
    room: float
    answers: Answers
    hashes: Hashes
    steps: tuple[Step, ...] = ()
    inside: tuple[Attachment, ...] = ()
    pages: dict[str, int] = field(default_factory=dict)
    typed: Mapping[int, TypedSignOff] = field(default_factory=dict)
    fits: dict[str, float] = field(default_factory=dict)
    """How much more room a page that must be one was laid out in when last it was, to begin with the next time."""

    @property
    def keys(self) -> dict[str, Key]:
        """Return how the offers are called."""
        return keys(self.case)

    @property
    def hollow(self) -> frozenset[str]:
        """Return the letters of the offers that are not ranked."""
        return frozenset(key.letter for name, key in self.keys.items() if name not in self.comparison.ranking)

    def wider(self, room: float) -> "Press":
        """Return the same document with another room, for pages that lie on their side."""
        return replace(self, room=room)

    def setting(self, size: float = looks.TABLE, *, dense: bool = False) -> Setting:
        """Return how its tables are set."""
        made = Setting(self.letters, size, self.hollow)
        return replace(made, tall=DENSE) if dense else made

    def ground(self, wide: float | None = None) -> Ground:
        """Return what its charts are drawn on."""
        return Ground(self.room if wide is None else wide, self.letters, self.figures)

    def words(self, text: str, size: float = looks.BODY, *, muted: bool = False) -> Paragraph:
        """Return a paragraph of plain words."""
        return Paragraph(self.letters.markup(text), style(size, colour=looks.GREY if muted else looks.INK))

    def sentence(self, spans: Sentence, size: float = looks.BODY) -> Paragraph:
        """Return a paragraph with stressed pieces."""
        markup = "".join(self.letters.markup(span.text, strong=span.strong) for span in spans)
        return Paragraph(markup, style(size))

    def section(self, mark: str, title: str, note: str = "") -> list[Flowable]:
        """Return the heading of a section."""
        made = style(looks.SECTION, spaceBefore=20, spaceAfter=3)
        found: list[Flowable] = [Heading(title, self.letters.markup(title, strong=True), made, mark=mark, level=0)]
        if note:
            found.append(Paragraph(self.letters.markup(note), style(looks.BODY, colour=looks.GREY, spaceAfter=4)))
        return found

    def heading(self, mark: str, title: str, room: float = 40 * mm) -> list[Flowable]:
        """Return a heading within a section, on the next page if there is too little room below it."""
        made = style(looks.HEADING, spaceBefore=11, spaceAfter=3)
        return [
            CondPageBreak(room),
            Heading(title, self.letters.markup(title, strong=True), made, mark=mark, level=1),
        ]

    def sheet(
        self,
        sheet: Sheet,
        *,
        size: float = looks.TABLE,
        widths: tuple[float, ...] | None = None,
        dense: bool = False,
        whole: bool = False,
        divided: bool = False,
    ) -> list[Flowable]:
        """Return a sheet under its title, its note below it; a unit that all figures share stands in the title.

        A short one, or one that is to stay `whole`, is not divided between pages, unless it is `divided` all the same,
        its note then above it.
        """
        sheet = sheet.with_unit_in_title()
        made = self.heading(sheet.id, sheet.title)
        note: list[Flowable] = [Spacer(0, 3), self.words(sheet.note, looks.SMALL, muted=True)] if sheet.note else []
        if divided:
            made += [*note[1:], Spacer(0, 3)]
        if sheet.rows or sheet.totals:
            made.append(table(sheet, self.room, self.setting(size, dense=dense), widths))
        if not divided:
            made += note
        if whole or (len(sheet.rows) <= SHORT and not divided):
            return [Block(made[1:])]
        return made

    def page(self, mark: str) -> str:
        """Return the page on which a mark stands."""
        return str(self.pages.get(mark, ""))
