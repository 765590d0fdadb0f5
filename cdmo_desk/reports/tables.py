"""Any sheet as a table on paper: figures right, words wrapped, heads repeated, tones as looks."""

from dataclasses import dataclass, replace
from typing import Any

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from cdmo_desk.reports import looks
from cdmo_desk.reports.flowing import Line, Marked, OfferName, style
from cdmo_desk.reports.lettering import REGULAR, STRONG, Lettering, clean, width
from cdmo_desk.sheets.sheet import Cell, Column, Row, RowTone, Sheet

SIDE = 3.6
TALL = 3.4
SMALLEST = 5.8
LONG_TEXT = 600  # letters from which a row may be too tall to be kept beside its heading
LONGEST = 90.0  # a word wider than this may be divided
WORDY = 64.0  # what a column of words gets at least, where its words need that much
COLOURS = {"muted": looks.GREY, "good": looks.GOOD, "warning": looks.WARNING, "bad": looks.BAD, "note": looks.GREY}
GROUNDS = {"chosen": looks.CHOSEN, "group": looks.GROUP, "sum": looks.HEAD}
STRESSED: tuple[RowTone, ...] = ("chosen", "group", "sum")


@dataclass(frozen=True, slots=True)
class Setting:
    """How tables are set: whose letters, how large, which offers are drawn hollow because they are not ranked."""

    letters: Lettering
    size: float = looks.TABLE
    hollow: frozenset[str] = frozenset()
    marks: bool = True
    tall: float = TALL


class Grid(Table):
    """A table that a trial, which only asks where things come to stand, does not draw; its rows are measured once."""

    _cellvalues: list[list[Any]]
    _argH: list[float | None]  # noqa: N815 - reportlab’s name
    _hmax: int
    _is_measured = False
    owners: tuple[Cell | None, ...] = ()
    """The first cell of each row, or of the row above that has one, where it names an offer."""
    setting: "Setting"
    is_rest = False

    def split(self, *given: Any) -> list[Flowable]:  # noqa: ANN401 - reportlab's own
        """Return the parts; what goes on within an offer's rows names the offer again, and goes on on the next page."""
        frame = getattr(self, "_frame", None)
        if self.is_rest and frame is not None and not frame._atTop:  # noqa: SLF001 - reportlab tells it nowhere else
            return []
        parts: list[Any] = super().split(*given)
        if len(parts) != 2:  # noqa: PLR2004 - divided in two
            return parts
        rows, again = (len(part._cellvalues) for part in parts)  # noqa: SLF001 - as above
        parts[1].is_rest = True
        if self.owners:
            first = len(self._cellvalues) + 1 - again
            for part, owners in ((parts[0], self.owners[:rows]), (parts[1], (None, *self.owners[first:]))):
                part.owners, part.setting = owners, self.setting
            owner, cells = self.owners[first], parts[1]._cellvalues[1]  # noqa: SLF001 - as above
            if owner is not None and cells[0] == "":
                cells[0] = _offer_name(owner, self.setting, strong=False)
        return parts

    def _calc_height(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - reportlab's own
        """Measure the rows, unless all of them were: their cells and widths stay what they are."""
        if not self._is_measured:
            super()._calc_height(*given, **named)  # type: ignore[misc] # the stubs leave it out
            self._is_measured = self._hmax == len(self._argH)

    def draw(self) -> None:
        """Draw the table, unless nobody will look."""
        if not getattr(self.canv, "is_trial", False):
            super().draw()


def table(sheet: Sheet, room: float, setting: Setting, widths: tuple[float, ...] | None = None) -> Flowable:
    """Return a sheet as a table of a width. `widths` are shares of it, where they should not follow the content."""
    if not sheet.columns:
        return Table([[""]], colWidths=[room])
    setting, columns = _widths(sheet, room, setting, widths)
    rows = [*sheet.rows, *sheet.totals]
    data: list[list[Flowable | str]] = [
        [_head(column, setting, w) for column, w in zip(sheet.columns, columns, strict=True)]
    ]
    for row in rows:
        strong = row.tone in STRESSED
        data.append(
            [
                _cell(cell, column, w - 2 * SIDE, setting, strong=strong)
                for cell, column, w in zip(row.cells, sheet.columns, columns, strict=True)
            ]
        )
    made = Grid(data, colWidths=list(columns), repeatRows=1, hAlign="LEFT", splitByRow=1, splitInRow=1)
    made.setStyle(_commands(rows, columns, setting.tall))
    made.owners, made.setting = _owners(rows), setting
    return made


def _owners(rows: list[Row]) -> tuple[Cell | None, ...]:
    """Return the offer that each row belongs to, the head's first; nothing where every row names its own."""
    made: list[Cell | None] = [None]
    for row in rows:
        cell = row.cells[0]
        made.append(cell if cell.tone == "offer" else None if cell.text else made[-1])
    return tuple(made) if any(not row.cells[0].text for row in rows) else ()


def _commands(rows: list[Row], columns: tuple[float, ...], tall: float) -> TableStyle:
    commands: list[Any] = [
        ("FONT", (0, 0), (-1, -1), REGULAR, looks.TABLE),
        ("LEFTPADDING", (0, 0), (-1, -1), SIDE),
        ("RIGHTPADDING", (0, 0), (-1, -1), SIDE),
        ("TOPPADDING", (0, 0), (-1, -1), tall),
        ("BOTTOMPADDING", (0, 0), (-1, -1), tall),
        ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, 0), looks.HEAD),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, looks.HAIRLINE),
    ]
    for place, row in enumerate(rows, start=1):
        if row.tone in GROUNDS:
            commands.append(("BACKGROUND", (0, place), (-1, place), GROUNDS[row.tone]))
        if row.tone == "group" and all(not cell.text for cell in row.cells[1:]):
            commands.append(("SPAN", (0, place), (-1, place)))
            if place < len(rows) and max(len(cell.text) for cell in rows[place].cells) < LONG_TEXT:
                commands.append(("NOSPLIT", (0, place), (0, place + 1)))
        if row.tone == "sum" and place > 1:
            commands.append(("NOSPLIT", (0, place - 1), (0, place)))
        commands += [
            ("BACKGROUND", (at, place), (at, place), looks.OURS)
            for at, cell in enumerate(row.cells[: len(columns)])
            if cell.tone == "ours"
        ]
    return TableStyle(commands)


def _head(column: Column, setting: Setting, room: float) -> Flowable | str:
    size = setting.size * 0.95
    right = column.align == "right"
    letters = setting.letters
    if column.letter:
        words = Paragraph(letters.markup(column.title), style(size, colour=looks.GREY, right=right))
        return OfferName(column.letter, words, size, hollow=column.letter in setting.hollow, below=True)
    text = letters.markup(column.title)
    if column.unit:
        text += f'<br/><font size="{size * 0.9:.2f}">{letters.markup(column.unit)}</font>'
    del room
    return Paragraph(text, style(size, colour=looks.GREY, right=right, leading=size * 1.2))


def _cell(cell: Cell, column: Column, room: float, setting: Setting, *, strong: bool) -> Flowable | str:
    """Return a cell: one line where it fits, a paragraph where it does not."""
    if not cell.text:
        return ""
    letters, size = setting.letters, setting.size
    strong = strong or cell.tone == "strong"
    right = column.align == "right"
    colour = _colour(cell)
    text = clean(cell.text)
    if cell.tone == "offer":
        return _offer_name(cell, setting, strong=strong)
    if cell.tone in ("good", "bad") and setting.marks and not right:
        words = Paragraph(letters.markup(text, strong=strong), style(size, colour=colour))
        return Marked(words, size, colour, good=cell.tone == "good")
    if letters.fits(text, room, size, strong=strong):
        return Line(text, size, colour=colour, strong=strong, right=right)
    return Paragraph(_lines(text, setting, strong=strong), style(size, colour=colour, right=right))


def _offer_name(cell: Cell, setting: Setting, *, strong: bool) -> OfferName:
    letter, _, name = clean(cell.text).partition(" ")
    words = Paragraph(setting.letters.markup(name, strong=strong), style(setting.size))
    return OfferName(letter, words, setting.size, hollow=letter in setting.hollow)


def _lines(text: str, setting: Setting, *, strong: bool) -> str:
    """Return markup; what stands below the first line of a figure is set small."""
    first, _, rest = text.partition("\n")
    made = setting.letters.markup(first, strong=strong)
    if rest:
        made += f'<br/><font size="{setting.size * 0.86:.2f}">{setting.letters.markup(rest, strong=strong)}</font>'
    return made


def _colour(cell: Cell) -> Color:
    return COLOURS.get(cell.tone, looks.INK)


def _widths(
    sheet: Sheet, room: float, setting: Setting, shares: tuple[float, ...] | None
) -> tuple[Setting, tuple[float, ...]]:
    """Return the columns' widths: figures in full, words as wide as is left; smaller type where figures need it."""
    if shares is not None:
        return setting, tuple(room * share / sum(shares) for share in shares)
    size = setting.size
    while True:
        least, full = _needs(sheet, size)
        if sum(least) <= room or size <= SMALLEST:
            break
        size -= 0.2
    setting = replace(setting, size=size)
    spare = room - sum(least)
    if spare <= 0:
        return setting, tuple(room * need / sum(least) for need in least)
    widths = _shared(least, full, spare)
    left = room - sum(widths)
    offers = [place for place, column in enumerate(sheet.columns) if column.letter]
    if left > 0 and offers:
        even = sum(widths[place] for place in offers) + left
        most = max(full[place] for place in offers)
        if even / len(offers) >= most:
            for place in offers:
                widths[place] = even / len(offers)
            left = 0
    if left > 0:
        wordy = [place for place, column in enumerate(sheet.columns) if column.align == "left"] or [0]
        for place in wordy:
            widths[place] += left / len(wordy)
    return setting, tuple(widths)


def _shared(least: list[float], full: list[float], spare: float) -> list[float]:
    """Give each column what it needs, those that need little first."""
    widths = list(least)
    order = sorted(range(len(least)), key=lambda place: full[place] - least[place])
    for number, place in enumerate(order):
        more = min(full[place] - least[place], spare / (len(order) - number))
        widths[place] += more
        spare -= more
    return widths


def _in_two(title: str, size: float) -> float:
    """Return how wide a title is in two lines at best."""
    words = title.split()
    cuts = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(len(words))]
    return min((max(width(part, REGULAR, size) for part in cut) for cut in cuts), default=0.0)


def _needs(sheet: Sheet, size: float) -> tuple[list[float], list[float]]:
    """Return the least and the full width of each column."""
    least, full = [], []
    rows = [*sheet.rows, *sheet.totals]
    for place, column in enumerate(sheet.columns):
        words = f"{column.title} {column.unit}".split()
        head = max((min(width(word, REGULAR, size), LONGEST) for word in words), default=0.0)
        longest, whole = head, max(head, _in_two(column.title, size), width(column.unit, REGULAR, size * 0.9))
        for row in rows:
            cell = row.cells[place]
            if row.tone == "group" and all(not other.text for other in row.cells[1:]):
                continue
            font = STRONG if row.tone in STRESSED or cell.tone == "strong" else REGULAR
            extra = size * 1.9 if cell.tone in ("offer", "good", "bad") else 0.0
            lines = cell.text.split("\n")
            whole = max([whole, *(width(line[:400], font, size) + extra for line in lines)])
            if column.align == "right" and not column.letter:
                longest = max(longest, width(lines[0], font, size))
            else:
                words = cell.text.replace("\n", " ").split(" ")
                longest = max([longest, *(min(width(word, font, size), LONGEST) + extra for word in words)])
        if column.align == "left":
            longest = max(longest, min(whole, WORDY))
        least.append(longest + 2 * SIDE + 0.5)
        full.append(max(whole, longest) + 2 * SIDE + 0.5)
    return least, full
