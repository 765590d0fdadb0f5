"""Where a sheet has tables: rows of headings, one or two deep, several to a sheet and side by side."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cdmo_desk.intake import fact_words, words
from cdmo_desk.intake.basis import of_section
from cdmo_desk.intake.cells import Cell, Sheet
from cdmo_desk.intake.columns import assigned
from cdmo_desk.intake.corrections import Area
from cdmo_desk.intake.currency import named
from cdmo_desk.intake.head_cells import goes_on, reads_as_headings, states_basis
from cdmo_desk.intake.headings import PART, Heading
from cdmo_desk.intake.marked import as_said, cells_of_head, displaced, headless, trimmed, with_area
from cdmo_desk.intake.matrices import MONEY, is_list, is_matrix, names_figures
from cdmo_desk.intake.pairs import LABELLED
from cdmo_desk.intake.phrases import plain, whole
from cdmo_desk.intake.table import Columns, Table
from cdmo_desk.intake.titles import SECTION_NUMBER, title_above
from cdmo_desk.intake.units_row import are_units, units_of

_FACTS = tuple(
    phrase
    for fact in ("supplier", "reference", "date", "valid_until", "currency", "client", "payment")
    for phrase in fact_words.FACTS[fact]
)
_SAID = (*words.BASIS["tbd"], *words.BASIS["included"])
_LAST_COLUMN = 16_384
_SUBHEADING = 40
_HALF = 0.5
_SURE = 4
"""So many headings that name a field in full are those of a table, whatever else stands in their row."""
_SAMPLE = 2_400
_NAMING = frozenset({"description", "number", "section"})


@dataclass(frozen=True, slots=True)
class _Head:
    """The headings of one table before its columns are known."""

    headings: tuple[Heading, ...]
    first: int
    last: int
    area: Area | None = None

    @property
    def left(self) -> int:
        return self.headings[0].column

    @property
    def right(self) -> int:
        return self.headings[-1].column

    @property
    def currencies(self) -> set[str]:
        return {code for h in self.headings if (code := named(h.text))}

    def same_as(self, other: "_Head") -> bool:
        mine, theirs = ({(h.column, plain(h.own)) for h in head.headings} for head in (self, other))
        if self.currencies and other.currencies and self.currencies != other.currencies:
            return False
        return len(mine & theirs) >= 0.7 * max(len(mine), len(theirs))


def tables_of(sheet: Sheet, areas: Sequence[Area] = ()) -> tuple[Table, ...]:
    """Return the tables of a sheet, from top to bottom and left to right; `areas` are those that a person marked."""
    heads = _with_marked(sheet, _over_something(sheet, list(_heads(sheet))), areas)
    tables = []
    done: list[_Head] = []
    for head in heads:
        if head.area is None and any(
            other.same_as(head) for other in done if _overlap(other, head) and _next_other(other, heads, head)
        ):
            continue
        done.append(head)
        table = _table(sheet, head, heads)
        if table is not None:
            tables.append(table)
    return tuple(tables)


def _over_something(sheet: Sheet, heads: list[_Head]) -> list[_Head]:
    """Return the heads without those that have nothing below them before the next: titles of tables side by side."""
    kept = []
    for head in heads:
        below = next((h for h in heads if h.first > head.last and _overlap(head, h)), None)
        rows = range(head.last + 1, below.first) if below is not None else ()
        beneath = [h for h in heads if below is not None and h.first == below.first]
        titles = not rows and len(beneath) > 1 and len(head.headings) <= len(beneath)
        filled = not rows or any(row in sheet.rows for row in rows)
        if below is None or below.same_as(head) or (filled and not titles):
            kept.append(head)
    return kept


def _with_marked(sheet: Sheet, heads: list[_Head], areas: Sequence[Area]) -> list[_Head]:
    """Return the heads with those that a person marked, in place of what was recognised there."""
    found = [replace(head, area=with_area(areas, head.first, (head.left, head.right))) for head in heads]
    for area in areas:
        if area.range is None and any(head.area is area for head in found):
            continue
        marked = list(_marked(sheet, area))
        if marked:
            found = [h for h in found if not displaced(area, h.first, h.last, (h.left, h.right))] + marked
    return sorted(found, key=lambda head: (head.first, head.left)) if areas else found


def _marked(sheet: Sheet, area: Area) -> Iterator[_Head]:
    """Go through the heads of a marked table: one, or several side by side in its row."""
    if area.heading == 0:
        headings = headless(sheet, area)
        bounds = area.bounds
        if headings and bounds is not None:
            yield _Head(headings, bounds.top, bounds.top - 1, area)
        return
    cells = cells_of_head(sheet, area)
    if not cells:
        return
    below = tuple(c for c in sheet.rows.get(area.heading + 1, ()) if cells[0].column <= c.column <= cells[-1].column)
    head = _Head(tuple(Heading(c.column, c.shown) for c in cells), area.heading, area.heading, area)
    if reads_as_headings(cells, enough=1) and below and _reads_as_subheadings(sheet, cells, below):
        head = _Head(trimmed(area, _joined(sheet, cells, below)), area.heading, area.heading + 1, area)
    if area.range is not None:
        yield head
    else:
        yield from (replace(part, area=area) for part in _split(sheet, head))


def _overlap(one: _Head, other: _Head) -> bool:
    return one.left <= other.right and other.left <= one.right


def _next_other(one: _Head, heads: list[_Head], other: _Head) -> bool:
    """Say whether nothing but repeats of its own headings stands between two heads."""
    between = [h for h in heads if one.first < h.first < other.first and _overlap(one, h)]
    return one.first < other.first and all(one.same_as(h) for h in between)


def _table(sheet: Sheet, head: _Head, heads: list[_Head]) -> Table | None:
    below = [h for h in heads if h.first > head.first and _overlap(head, h)]
    repeats = []
    bottom = max(sheet.rows, default=head.last)
    for other in below:
        if other.same_as(head):
            repeats.append(other)
            continue
        bottom = other.first - 1
        break
    left, right = _band(head, heads, bottom)
    if head.area is not None and head.area.bounds is not None:
        bounds = head.area.bounds
        left, right, bottom = bounds.left, bounds.right, min(bottom, bounds.bottom)
    repeats = [h for h in repeats if h.first <= bottom]
    units = units_of([c for c in sheet.rows.get(head.last + 1, ()) if left <= c.column <= right])
    last = head.last + (1 if units else 0)
    body = [c for row, cells in sheet.rows.items() if last < row <= bottom for c in cells if left <= c.column <= right][
        :_SAMPLE
    ]
    title = title_above(sheet, head.first, left, right, [h.last for h in heads if h.last < head.first])
    rated = any(of_section(text) == "rate" for text in (title, sheet.title) if text)
    columns, headings = as_said(*assigned(head.headings, _unheaded(head, body), body, rated=rated), head.area)
    if not _is_priced(columns) and head.area is None:
        return None
    skip = frozenset(row for h in repeats for row in _rows_of(sheet, h))
    return Table(sheet, headings, head.first, last, bottom, left, right, columns, title, skip, units, head.area)


def _rows_of(sheet: Sheet, head: _Head) -> range:
    """Return the rows of repeated headings, with the row of units below them if it is repeated too."""
    return range(head.first, head.last + (2 if are_units(sheet.rows.get(head.last + 1, ())) else 1))


def _is_priced(columns: Columns) -> bool:
    return columns["description"] is not None and bool(columns.money)


def _band(head: _Head, heads: list[_Head], bottom: int) -> tuple[int, int]:
    """Return the columns that belong to a head's table: as far as its neighbours let it."""
    beside = [
        h for h in heads if h is not head and h.first <= bottom and h.last >= head.first - 30 and not _overlap(h, head)
    ]
    left = max((h.right + 1 for h in beside if h.right < head.left), default=1)
    right = min((h.left - 1 for h in beside if h.left > head.right), default=_LAST_COLUMN)
    return left, right


def _unheaded(head: _Head, body: list[Cell]) -> tuple[Heading, ...]:
    """Return empty headings for columns that have cells but no heading, next to those that have."""
    named = {h.column for h in head.headings}
    filled = {c.column for c in body}
    near = range(head.left - 2, head.right + 2)
    return tuple(Heading(c, "") for c in sorted(filled - named) if c in near)


def _heads(sheet: Sheet) -> Iterator[_Head]:
    """Go through the rows of headings, each split where another table begins beside the first."""
    used: set[int] = set()
    for row, cells in sheet.rows.items():
        if row in used or (row - 1 in used and are_units(cells)):
            continue
        for run in _runs(cells):
            head = _head(sheet, row, run)
            if head is not None:
                used.update(range(head.first, head.last + 1))
                yield from _split(sheet, head)


def _runs(cells: tuple[Cell, ...]) -> Iterator[tuple[Cell, ...]]:
    """Return the row as a whole if it reads as headings, else its parts between blank columns."""
    if reads_as_headings(cells):
        yield cells
        return
    if cells[-1].column - cells[0].column < len(cells):
        return
    start = 0
    for place in range(1, len(cells) + 1):
        if place == len(cells) or cells[place].column > cells[place - 1].column + 1:
            if 1 < place - start < len(cells):
                yield cells[start:place]
            start = place


def _head(sheet: Sheet, row: int, cells: tuple[Cell, ...]) -> _Head | None:
    """Return the head that begins in a row: two rows deep where the second belongs to the first."""
    single = tuple(Heading(c.column, c.shown) for c in cells)
    if _states_facts(cells, single) or any(states_basis(h) for h in single) or goes_on(sheet, row, cells):
        return None
    below = tuple(c for c in sheet.rows.get(row + 1, ()) if cells[0].column - 3 <= c.column <= cells[-1].column + 12)
    if reads_as_headings(cells, enough=1) and below and _reads_as_subheadings(sheet, cells, below):
        both = _joined(sheet, cells, below)
        if _is_head(both):
            return _Head(both, row, row + 1)
    if reads_as_headings(cells) and (
        _is_head(single)
        or is_matrix(sheet, row, single)
        or is_list(sheet, row, single)
        or names_figures(sheet, row, single)
    ):
        return _Head(single, row, row)
    return None


def _reads_as_subheadings(sheet: Sheet, above: tuple[Cell, ...], below: tuple[Cell, ...]) -> bool:
    """Say whether a row continues the headings above it: under merged or empty ones, with words that name columns."""
    if not reads_as_headings(below, enough=1) or any(len(c.text) > _SUBHEADING for c in below):
        return False
    tall = {m.left for m in sheet.merges if m.top == above[0].row < m.bottom}
    if len(tall) > 1 and not tall & {c.column for c in below}:
        return True
    parents = {c.column: Heading(c.column, c.shown) for c in above}
    children = [Heading(c.column, c.shown) for c in below]
    steps = [h for h in parents.values() if h.is_year or (h.is_tier and not h.roles)]
    grouped = bool(steps) and not (len(parents) == 2 and SECTION_NUMBER.fullmatch(steps[0].own))  # noqa: PLR2004 - `3 Materials`
    if _is_head(tuple(children)) and not grouped and (_describes(children) or not _describes(parents.values())):
        return False
    spread = {m.left for m in sheet.merges if m.top == above[0].row and m.right > m.left}
    spread |= {c for c in parents if c + 1 not in parents and any(h.column == c + 1 for h in children)}
    new = [h for h in children if h.column not in parents or h.column in spread or h.column + 1 not in parents]
    known = [h for h in children if max(h.roles.values(), default=0) > PART - 1 or h.is_year or h.is_tier]
    if any(h not in known for h in children if h.column in parents and h.column not in spread) or len(known) < max(
        1, len(children) * _HALF
    ):
        return False
    figures = [c for c in below if c.number is not None]
    if figures and len(figures) < len(below):
        return False
    if figures and not all(a.number < b.number for a, b in pairwise(figures) if a.number and b.number):
        return False
    return bool(new) and (len(children) > 1 or len(above) > 1) and any(h.column not in parents for h in children)


def _describes(headings: Iterable[Heading]) -> bool:
    """Say whether one of some headings may stand over what is offered."""
    return any(h.roles.get("description", 0) > PART - 1 for h in headings)


def _joined(sheet: Sheet, above: tuple[Cell, ...], below: tuple[Cell, ...]) -> tuple[Heading, ...]:
    """Return one heading per column of two rows, the upper ones spread over the columns they stand above."""
    upper = {c.column: c for c in above}
    lower = {c.column: c for c in below}
    headings = []
    over = ""
    end = 0
    for column in sorted(upper.keys() | lower.keys()):
        if column in upper:
            over = upper[column].shown
            merge = sheet.merged.get((upper[column].row, column))
            end = merge.right if merge and merge.right > merge.left else _LAST_COLUMN
        if column not in lower:
            headings.append(Heading(column, over))
        elif column <= end and over:
            headings.append(Heading(column, lower[column].shown, over))
        else:
            headings.append(Heading(column, lower[column].shown))
    return tuple(headings)


def _is_head(headings: tuple[Heading, ...]) -> bool:
    """Say whether headings are those of a table with prices."""
    fits = [h.roles for h in headings]
    known = [h for h, roles in zip(headings, fits, strict=True) if max(roles.values(), default=0) > PART - 1]
    sure = {role for roles in fits for role, fit in roles.items() if fit > PART - 1}
    if any(whole(h.own, _SAID) for h in headings if not h.is_tier and not h.roles):
        return False
    if _steps_up(headings):
        return True
    steps = [h for h in headings if h.is_year or (h.is_tier and not h.is_number)]
    if any(h.is_number for h in headings):
        return False
    names = bool(sure & _NAMING)
    enough = len(known) >= 2 and len(known) + len(steps) >= len(headings) * _HALF  # noqa: PLR2004 - a name and a price
    if names and enough and bool(sure & MONEY):
        return True
    return names and bool(sure & {"quantity"}) and len(headings) > 2 and len(known) >= len(headings) - 1  # noqa: PLR2004


def _steps_up(headings: tuple[Heading, ...]) -> bool:
    """Say whether headings are names of a matrix: what is offered, then years or steps of volume."""
    steps = [h for h in headings if h.is_year or h.is_tier]
    others = [h for h in headings if h not in steps]
    if len(steps) < 2 or not others or any(h.is_number for h in others):  # noqa: PLR2004 - a matrix has several
        return False
    if any(h.is_number and not h.above for h in steps):
        return False
    named = any(fit > PART and role in {*_NAMING, "unit"} for h in others for role, fit in h.roles.items())
    return named and sum(1 for h in others if not h.roles) <= 1


def _states_facts(cells: tuple[Cell, ...], headings: tuple[Heading, ...]) -> bool:
    """Say whether a row states facts of the file, label beside value or in one cell, and names no columns."""
    sure = sum(1 for h in headings if max(h.roles.values(), default=0) > PART)
    labels = [h for h in headings if whole(h.own.rstrip(": "), _FACTS)] if sure < _SURE else []
    values = {label.column: value for label, value in pairwise(headings)}
    for label in labels:
        value = values.get(label.column)
        known = value is None or max(value.roles.values(), default=0) > PART or value.is_year
        if not known and value is not None and not whole(value.own.rstrip(": "), _FACTS):
            return True
    return any(LABELLED.match(c.text) and LABELLED.match(c.text)[2] for c in cells if c.text)  # type: ignore[index]


def _split(sheet: Sheet, head: _Head) -> Iterator[_Head]:
    """Cut a row of headings where a second table begins: where naming starts again after a price."""
    start = 0
    seen: set[str] = set()
    for place, heading in enumerate(head.headings):
        roles = {role for role, fit in heading.roles.items() if fit > PART - 1}
        gap = place > 0 and heading.column > head.headings[place - 1].column + 1
        again = bool(roles & {"description", "number"}) and not roles & (MONEY | {"note", "basis"})
        rest = _Head(head.headings[place:], head.first, head.last)
        same = any(plain(h.own) == plain(heading.own) for h in head.headings[start:place])
        second = again and (gap or same) and _is_head(rest.headings)
        if place > start and seen & MONEY and (second or (gap and is_list(sheet, head.last, rest.headings))):
            yield _Head(head.headings[start:place], head.first, head.last)
            start, seen = place, set()
        seen |= roles
    yield _Head(head.headings[start:], head.first, head.last)
