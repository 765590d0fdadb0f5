"""The terms of an offer in the making: what lines made of them, and what a terms sheet states of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cdmo_desk.contract.offer import TERMS
from cdmo_desk.field import columns
from cdmo_desk.intake.becoming_lines import number, price
from cdmo_desk.intake.becoming_state import Entry as LineEntry
from cdmo_desk.intake.becoming_state import fold
from cdmo_desk.intake.quote import Message
from cdmo_desk.intake.terms_sheet import Entry, Group, address, check_range, estimate
from cdmo_desk.intake.terms_sheet_fields import Unread, key
from cdmo_desk.programme.brief import Brief, ScopeItem

Plain = dict[str, Any]
STATED_ELSEWHERE = "the terms sheet states this price"


@dataclass(slots=True)
class Band:
    """A band of a term: where it starts, its value, and the line that gave it.

    A line counts batches (`first` of the band); a sheet states the start itself.
    """

    value: int | float
    source: Plain
    first: int | None = None
    start: int | float = 0
    line: str | None = None


@dataclass(slots=True)
class Piece:
    """A term in the making."""

    plain: Plain
    sources: dict[str, list[Plain]] = field(default_factory=dict)
    line: str | None = None
    set_by: dict[str, str] = field(default_factory=dict)
    bands: dict[str, list[Band]] = field(default_factory=dict)
    band_keys: dict[str, tuple[str, str]] = field(default_factory=dict)
    all_batches: bool = False
    quantity: Any = None
    group: Group | None = None

    @property
    def kind(self) -> str:
        """Return the type of the term."""
        return str(self.plain["type"])

    @property
    def title(self) -> str:
        """Return its title."""
        return str(self.plain.get("title", ""))

    @property
    def is_from_lines(self) -> bool:
        """Say whether lines made it."""
        return self.group is None or self.line is not None or bool(self.set_by)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a line went: the reason in words, and how sure it is (0..1)."""

    reason: str
    score: float


@dataclass(slots=True)
class Made:
    """The offer of some files, and what was said while it was made.

    `firm` are its fields that sheets state, `cells` where they do, and where records of its lists come from.
    """

    offer: Plain
    messages: list[Message] = field(default_factory=list)
    placed: dict[str, Placed] = field(default_factory=dict)
    firm: set[str] = field(default_factory=set)
    cells: dict[str | int, Plain] = field(default_factory=dict)


@dataclass(slots=True)
class Draft:
    """All terms in the making, what each line became, and what was said about it."""

    brief: Brief
    lines: dict[str, LineEntry]
    pieces: list[Piece] = field(default_factory=list)
    becomes: dict[str, tuple[Piece, str | None]] = field(default_factory=dict)
    aside: dict[str, str] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)

    def error(self, source: Plain, says: str) -> None:
        """Keep an error with its cell."""
        self.messages.append(Message("error", "terms_sheet", address(source["sheet"], source["cell"]), says))

    def apply(self, group: Group, claimed: dict[int, LineEntry]) -> None:
        """Complete a term by the rows of a sheet, or make a new one; `claimed` gives the lines that values point to."""
        piece = self._match(group)
        if piece is None:
            piece = Piece({"type": group.subject})
            self.pieces.append(piece)
        piece.group = group
        restated: set[str] = set()
        for entry in group.entries:
            try:
                self._set(piece, entry, claimed.get(id(entry)), restated)
            except Unread as fault:
                group.broken.add(entry.path[0])
                self.error(entry.source, f"{_called(group)}: {entry.name}: {fault}.")
        _spread(piece, group, self.brief)

    def _match(self, group: Group) -> Piece | None:
        """Return the term that a group completes: of its title, else the only one of its type.

        It is never one that the same sheet states elsewhere: there each term stands by itself.
        """
        same = [piece for piece in self.pieces if piece.kind == group.subject and not _states(group, piece)]
        title = group.stated("title")
        if isinstance(title, str) and title:
            titled = [piece for piece in same if fold(piece.title) == fold(title)]
            if len(titled) > 1:
                says = (
                    f"{len(titled)} terms of type {group.subject} are called “{title}”; the first of them is completed"
                )
                self.messages.append(
                    Message("warning", "terms_sheet", address(group.source["sheet"], group.source["cell"]), f"{says}.")
                )
            if titled:
                return titled[0]
            same = [piece for piece in same if piece.is_from_lines] if _cannot_stand_alone(group) else []
        return same[0] if len(same) == 1 else None

    def _set(self, piece: Piece, entry: Entry, claim: LineEntry | None, restated: set[str]) -> None:
        if entry.line is not None:
            if claim is None:
                return
            self._claim(piece, entry, claim)
            return
        if entry.band is not None:
            if entry.name not in restated:
                restated.add(entry.name)
                piece.sources[entry.name] = [s for s in piece.sources.get(entry.name, []) if _of_line(s, piece)]
                piece.bands[entry.name] = [band for band in piece.bands.get(entry.name, []) if band.line is not None]
            self._band(piece, entry, Band(entry.value, entry.source, None, entry.start or 0))
            return
        if entry.is_estimate:
            self._estimate(piece, entry)
        else:
            _put(piece.plain, entry.path, entry.value)
            piece.sources[entry.path[0]] = [entry.source]

    def _estimate(self, piece: Piece, entry: Entry) -> None:
        standing = piece.plain.get(entry.name) if len(entry.path) == 1 else None
        likely = entry.value
        if likely is None:
            if standing is None:
                raise Unread("has a range but no likely value; state it, or import the quote that states it first")
            likely = _likely(standing)
            check_range(entry.low, likely, entry.high)
            piece.sources.setdefault(entry.name, []).append(entry.source)
        else:
            self._differs(piece, entry, likely)
            piece.sources[entry.path[0]] = [entry.source]
        _put(piece.plain, entry.path, estimate(likely, entry))

    def _differs(self, piece: Piece, entry: Entry, likely: float) -> None:
        """Free the line whose price a sheet restates, and say so where the two differ."""
        line = piece.set_by.pop(entry.name, None)
        whole = piece.line if entry.name == "unit_price" else None
        if line is None and whole is None:
            return
        stated = _likely(piece.plain.get(entry.name, likely))
        if stated != likely:
            figures = f"{entry.name} is {likely:g} in the terms sheet and {stated:g} in the quote"
            says = f"{_titled(piece)}: {figures}; the sheet counts."
            place = address(entry.source["sheet"], entry.source["cell"])
            self.messages.append(Message("warning", "terms_sheet", place, says))
        if line is not None:
            self.becomes.pop(line, None)
            self.aside[line] = STATED_ELSEWHERE

    def _claim(self, piece: Piece, entry: Entry, claim: LineEntry) -> None:
        """Take the price of a line for a field."""
        stated = price(claim.line)
        if stated is None:
            raise Unread(f"the line “{claim.line.description}” states no price")
        value = number(stated)
        source = source_of(claim, "unit_price" if claim.line.unit_price is not None else "amount")
        if entry.band is not None:
            self._band(piece, entry, Band(value, source, None, entry.start or 0, claim.id))
        elif len(entry.path) != 1:
            raise Unread("cannot take its value from a line")
        else:
            check_range(entry.low, value, entry.high)
            piece.plain[entry.name] = estimate(value, entry) if entry.is_estimate else value
            piece.sources[entry.name] = [source]
            piece.set_by[entry.name] = claim.id
        self.becomes[claim.id] = (piece, entry.name)

    def _band(self, piece: Piece, entry: Entry, band: Band) -> None:
        """Put a band, in place of one that starts at the same place."""
        bands = piece.bands.setdefault(entry.name, [])
        for old in list(bands):
            if start_of(old, piece) == band.start:
                bands.remove(old)
                if old.line is not None:
                    self.becomes.pop(old.line, None)
                    self.aside[old.line] = STATED_ELSEWHERE
        bands.append(band)
        if entry.band is not None:
            piece.band_keys[entry.name] = entry.band


def start_of(band: Band, piece: Piece) -> int | float:
    """Return where a band starts: after the batches before it, or, at one price for all, from its first batch on."""
    if band.first is None:
        return band.start
    every = bool(piece.plain.get("all_units", False)) or piece.all_batches
    return band.first if every and band.first > 1 else band.first - 1


def close(piece: Piece) -> None:
    """Write the bands of a term as its document has them."""
    if piece.all_batches:
        piece.plain.setdefault("all_units", True)
    for name, bands in piece.bands.items():
        start, value = piece.band_keys.get(name, ("from", "price"))
        ordered = sorted(bands, key=lambda band: start_of(band, piece))
        piece.plain[name] = [{start: start_of(band, piece), value: band.value} for band in ordered]
        piece.sources[name] = [band.source for band in ordered]
    sources = {name: cells for name, cells in piece.sources.items() if cells}
    if sources:
        piece.plain["sources"] = sources


def source_of(entry: LineEntry, name: str) -> Plain:
    """Return the cell of a line's field."""
    cell = entry.line.cells.get(name) or next(iter(entry.line.cells.values()), f"{entry.line.row}")
    return {"file": entry.file, "sheet": entry.line.sheet, "cell": cell}


def _of_line(source: Plain, piece: Piece) -> bool:
    return any(band.source is source for bands in piece.bands.values() for band in bands if band.line is not None)


def _put(plain: Plain, path: tuple[str, ...], value: Any) -> None:  # noqa: ANN401 - plain JSON
    for name in path[:-1]:
        plain = plain.setdefault(name, {})
    plain[path[-1]] = value


def _likely(value: Any) -> int | float:  # noqa: ANN401 - any form of an estimate
    if isinstance(value, dict):
        value = value["likely"]
    likely: int | float = value[1] if isinstance(value, list) else value
    return likely


def _cannot_stand_alone(group: Group) -> bool:
    """Say whether a group leaves out a field that its type must have, or a deliverable's price."""
    record: type = TERMS[group.subject]
    needed = {key(column) for column in columns(record) if column.required}
    if group.subject == "deliverable" and group.stated("basis") in (None, "priced", "pass_through", "optional"):
        needed.add("unit_price")
    return any(not group.sets(name) for name in needed)


def _spread(piece: Piece, group: Group, brief: Brief) -> None:
    """Spread the quantity of a line, which is its total, evenly over the occurrences that the sheet states."""
    if piece.line is None or group.sets("quantity") or not (group.sets("every") or group.sets("last_quarter")):
        return
    every, quarter = piece.plain.get("every"), piece.plain.get("quarter", 0)
    last = min(piece.plain.get("last_quarter", brief.quarters - 1), brief.quarters - 1)
    times = len(range(quarter, last + 1, every)) if every else 1
    if times < 2:  # noqa: PLR2004 - nothing to spread over
        return
    if piece.quantity is None:
        piece.quantity = piece.plain.get("quantity") or _of_scope(piece, brief.scope)
    if piece.quantity is not None:
        piece.plain["quantity"] = _divided(piece.quantity, times)


def _of_scope(piece: Piece, scope: Iterable[ScopeItem]) -> Any:  # noqa: ANN401 - any form of an estimate
    return next((item.quantity.plain() for item in scope if item.id == piece.plain.get("scope")), None)


def _divided(quantity: Any, times: int) -> Any:  # noqa: ANN401 - any form of an estimate
    if isinstance(quantity, dict):
        return {name: part if name == "driver" else _divided(part, times) for name, part in quantity.items()}
    if isinstance(quantity, list):
        return [_divided(part, times) for part in quantity]
    share = quantity / times
    return int(share) if share == int(share) else share


def _states(group: Group, piece: Piece) -> bool:
    return piece.group is not None and all(piece.group.source[name] == group.source[name] for name in ("file", "sheet"))


def _titled(piece: Piece) -> str:
    return f"{piece.kind} “{piece.title}”" if piece.title else piece.kind


def _called(group: Group) -> str:
    title = group.stated("title")
    return f"{group.subject} “{title}”" if title else group.subject
