"""How a supplier's files are read: learned from accepted corrections, found again by headings even if columns moved."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from cdmo_desk.intake.cells import Sheet, letters, number_of
from cdmo_desk.intake.corrections import NONE, Area, Corrections, DateOrder, Decision, RowKind
from cdmo_desk.intake.corrections import line_key as key_of
from cdmo_desk.intake.numbers import Style
from cdmo_desk.intake.phrases import plain
from cdmo_desk.intake.quote import Basis
from cdmo_desk.intake.taken import TakenTable

if TYPE_CHECKING:
    from cdmo_desk.intake.reading import Reading

_ALIKE = 0.7
_LEAST = 2
Why = Literal["headings", "supplier"]


@dataclass(frozen=True, slots=True)
class Head:
    """The headings of a table in plain words, and what a person said of the columns under them."""

    texts: tuple[str, ...]
    roles: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, Style] = field(default_factory=dict)
    style: Style | None = None
    scale: Decimal | None = None
    ignored: bool = False

    def likeness(self, texts: Iterable[str]) -> float:
        """Return how much these headings are like others, wherever they stand: 0 to 1."""
        mine, theirs = set(self.texts), {text for text in texts if text}
        return len(mine & theirs) / max(len(mine), len(theirs), 1)


@dataclass(frozen=True, slots=True)
class Known:
    """What a person decided about a line, found again by its description; the scope item also by its title."""

    basis: Basis | None = None
    scope: str | None = None
    title: str | None = None
    set_aside: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """All that is known of how one supplier's files are read. `rows` and `lines` are by plain words."""

    supplier: str = ""
    heads: tuple[Head, ...] = ()
    currency: str | None = None
    dates: DateOrder | None = None
    left_out: frozenset[str] = frozenset()
    rows: Mapping[str, RowKind] = field(default_factory=dict)
    lines: Mapping[str, Known] = field(default_factory=dict)
    named: str = ""

    @property
    def id(self) -> str:
        """Return what the profile is kept under: the supplier, else its first headings."""
        return plain(self.supplier) or " ".join(self.heads[0].texts if self.heads else ())

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was learned."""
        return replace(self, supplier="", named="", heads=tuple(h for h in self.heads if h != Head(h.texts))) == EMPTY


EMPTY = Profile()


def learned(reading: "Reading", scope: Mapping[str, str], before: Profile | None = None) -> Profile:
    """Return a profile with what a person corrected in a file; `scope` gives the titles of the case's items."""
    old, made = before or EMPTY, reading.corrections
    heads = {head.texts: head for head in old.heads}
    rows, lines = dict(old.rows), dict(old.lines)
    left_out = set(old.left_out)
    for taken in reading.taken:
        said = made.of(taken.sheet)
        if said.ignored is not None:
            (left_out.add if said.ignored else left_out.discard)(taken.sheet)
        for table in taken.tables:
            area = said.area(table.heading) or Area(table.heading)
            head = _head(table, area, heads.get(_texts(table)))
            heads[head.texts] = replace(
                head, style=said.numbers or head.style, scale=area.scale or said.scale or head.scale
            )
        sheet = next(sheet for sheet in reading.book.sheets if sheet.name == taken.sheet)
        rows |= {label: kind for row, kind in said.kinds.items() if (label := _label(sheet, row))}
        for area in said.areas:
            if area.ignored and (texts := _texts_of_row(sheet, area.heading)):
                heads[texts] = Head(texts, ignored=True)
    for line in reading.quote.lines:
        decision = made.lines.get(key_of(line.sheet, line.row, line.cells))
        if decision is not None:
            known = Known(decision.basis, decision.scope, scope.get(decision.scope or ""), decision.set_aside)
            lines[plain(line.description)] = known
    supplier = reading.quote.supplier or old.supplier
    named = made.facts.get("supplier", old.named)
    kept = tuple(head for texts, head in heads.items() if len(texts) >= _LEAST)
    return Profile(
        supplier, kept, made.currency or old.currency, made.dates or old.dates, frozenset(left_out), rows, lines, named
    )


def _head(table: TakenTable, area: Area, old: Head | None) -> Head:
    """Return the head of a table with the roles and styles said of its columns."""
    headings = {column.column: plain(column.heading) for column in table.columns}

    def by_heading(said: Mapping[str, str]) -> dict[str, str]:
        named = ((headings.get(number_of(name), ""), value) for name, value in said.items())
        return {text: value for text, value in named if text}

    head = old or Head(_texts(table))
    numbers: dict[str, Style] = by_heading(area.numbers)  # type: ignore[assignment]
    return replace(head, roles={**head.roles, **by_heading(area.roles)}, numbers={**head.numbers, **numbers})


def _texts(table: TakenTable) -> tuple[str, ...]:
    return tuple(sorted({plain(column.heading) for column in table.columns} - {""}))


def _texts_of_row(sheet: Sheet, row: int) -> tuple[str, ...]:
    return tuple(sorted({plain(cell.shown) for cell in sheet.rows.get(row, ())} - {""}))


def _label(sheet: Sheet, row: int) -> str:
    """Return the longest text of a row in plain words: what it is found again by."""
    return max((plain(cell.text) for cell in sheet.rows.get(row, ()) if cell.text), key=len, default="")


def suited(reading: "Reading", profiles: Iterable[Profile]) -> tuple[Profile, Why] | None:
    """Return the profile that a file is read by: of the same headings and no other supplier, else the supplier's."""
    texts = [set(_texts(table)) for taken in reading.taken for table in taken.tables]
    texts += [
        set(found) for sheet in reading.book for row in sheet.rows if len(found := _texts_of_row(sheet, row)) >= _LEAST
    ]
    supplier = plain(reading.quote.supplier or "")
    scored = [
        (max((head.likeness(found) for head in profile.heads for found in texts), default=0.0), profile)
        for profile in profiles
    ]
    alike = [
        (score, plain(profile.supplier) == supplier, profile)
        for score, profile in scored
        if score >= _ALIKE and (profile.named or not {supplier, plain(profile.supplier)} - {"", supplier})
    ]
    if alike:
        return max(alike, key=lambda pair: (pair[1] and bool(supplier), pair[0]))[2], "headings"
    own = [profile for _, profile in scored if supplier and plain(profile.supplier) == supplier]
    return (own[0], "supplier") if own else None


def applied(profile: Profile, reading: "Reading", scope: Mapping[str, str]) -> Corrections:
    """Return the corrections that a profile makes of a file, by what its columns, rows and lines are called."""
    made = replace(NONE, currency=profile.currency, dates=profile.dates)
    if profile.named and profile.named != reading.quote.supplier:
        made = replace(made, facts={"supplier": profile.named})
    for taken in reading.taken:
        sheet = next(sheet for sheet in reading.book.sheets if sheet.name == taken.sheet)
        if taken.sheet in profile.left_out:
            made = made.with_sheet(taken.sheet, ignored=True)
            continue
        if sheet.hidden:
            continue
        areas = tuple(_areas(profile.heads, sheet, taken.tables))
        kinds = {row: kind for row in sheet.rows if (kind := profile.rows.get(_label(sheet, row))) is not None}
        made = made.with_sheet(taken.sheet, areas=areas, kinds=kinds)
    return _decided(profile, reading.corrected(made), scope)


def _areas(heads: Sequence[Head], sheet: Sheet, tables: Sequence[TakenTable]) -> Iterator[Area]:
    """Go through the tables that the heads know: recognised ones, and rows of the same texts that were not."""
    for table in tables:
        texts = {plain(column.heading) for column in table.columns}
        head = max(heads, key=lambda known: known.likeness(texts), default=None)
        if head is not None and head.likeness(texts) >= _ALIKE:
            area = _area(head, table.heading, {column.column: plain(column.heading) for column in table.columns})
            if area != Area(table.heading):
                yield area
    recognised = [set(_texts(table)) for table in tables]
    for head in heads:
        if head == Head(head.texts) or any(head.likeness(texts) >= _ALIKE for texts in recognised):
            continue
        for row, cells in sheet.rows.items():
            if head.likeness(plain(cell.shown) for cell in cells) >= _ALIKE:
                yield _area(head, row, {cell.column: plain(cell.shown) for cell in cells})
                break


def _area(head: Head, row: int, headings: Mapping[int, str]) -> Area:
    roles = {letters(column): head.roles[text] for column, text in headings.items() if text in head.roles}
    numbers: dict[str, Style] = {
        letters(column): style
        for column, text in headings.items()
        if (style := head.numbers.get(text) or (head.style if head.style and text else None)) is not None
    }
    return Area(row, None, roles, numbers, head.scale, head.ignored)


def _decided(profile: Profile, reading: "Reading", scope: Mapping[str, str]) -> Corrections:
    """Return a reading's corrections with what is known of its lines."""
    made = reading.corrections
    by_title = {plain(title): item for item, title in scope.items()}
    for line in reading.quote.lines:
        known = profile.lines.get(plain(line.description))
        if known is None:
            continue
        item = known.scope if known.scope in scope else by_title.get(plain(known.title or ""))
        decision = Decision(known.basis, item, known.set_aside)
        if decision != Decision():
            made = replace(made, lines={**made.lines, key_of(line.sheet, line.row, line.cells): decision})
    return made
