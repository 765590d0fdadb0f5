"""The offer that files make: lines placed, terms sheets applied, all validated; the same for the same files."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from rapidfuzz import fuzz

from cdmo_desk.intake.becoming_bands import for_all_batches
from cdmo_desk.intake.becoming_check import finish
from cdmo_desk.intake.becoming_lines import Setting, Suggestion, suggest
from cdmo_desk.intake.becoming_state import Entry, Names, State, fold, plain_line
from cdmo_desk.intake.becoming_terms import Band, Draft, Made, Piece, Placed, source_of
from cdmo_desk.intake.phrases import plain
from cdmo_desk.intake.quote import Message
from cdmo_desk.intake.terms_sheet import OFFER, RECORDS, SCORE, Group, address, check_range, estimate, lines_named
from cdmo_desk.intake.terms_sheet import Entry as SheetEntry
from cdmo_desk.intake.terms_sheet import read as read_sheet
from cdmo_desk.intake.terms_sheet_fields import Unread
from cdmo_desk.programme.brief import Brief

Plain = dict[str, Any]
_ALIKE = 60.0


def make(state: State, brief: Brief, offer_id: str, taken: Iterable[str] = ()) -> Made:
    """Return the offer that the files of a state make; `taken` are the ids of terms that others made."""
    sheet = read_sheet(state.rows, brief)
    made = Made(_head(state, offer_id), list(sheet.messages))
    draft = Draft(brief, {entry.id: entry for entry in state.entries})
    for group in sheet.groups:
        if not _is_term(group):
            _apply_to_offer(group, made)
    claims = _claims(draft, sheet.groups, made)
    seen = _place_lines(draft, state, brief, made, frozenset(entry.id for entry in claims.values()))
    for group in sheet.groups:
        if _is_term(group):
            draft.apply(group, claims)
    made.messages += draft.messages
    finish(draft, made, Names(taken))
    made.offer["lines"] = [_line(entry, draft) for entry in state.entries]
    _say_unmapped(draft, seen, made)
    return made


def _is_term(group: Group) -> bool:
    return group.subject not in (OFFER, SCORE) and group.subject not in RECORDS


def _head(state: State, offer_id: str) -> Plain:
    """Return what the heads of the files say of the offer."""
    made: Plain = {"id": offer_id, "supplier": "", "kind": "fee_for_service"}
    for source in reversed(state.sources):
        for name, value in source.facts.items():
            made["title" if name == "reference" else name] = value
    if "currency" not in made:
        found = Counter(entry.line.currency for entry in state.entries if entry.line.currency is not None)
        made |= {"currency": found.most_common(1)[0][0]} if found else {}
    return made


def _apply_to_offer(group: Group, made: Made) -> None:
    """Set fields of the offer, or complete a record of one of its lists."""
    target, home = made.offer, ""
    if group.subject in RECORDS:
        home, _, keys = RECORDS[group.subject]
        target = _record(made.offer.setdefault(home, []), group, keys)
        made.cells[id(target)] = group.source
    for entry in group.entries:
        try:
            value = _value(entry)
        except Unread as fault:
            place = address(entry.source["sheet"], entry.source["cell"])
            made.messages.append(Message("error", "terms_sheet", place, f"{group.subject}: {entry.name}: {fault}."))
            continue
        if not home:
            made.firm.add(entry.path[0])
            made.cells[entry.path[0]] = entry.source
        _put(target, entry.path, value)


def _record(records: list[Plain], group: Group, keys: tuple[str, ...]) -> Plain:
    """Return the record of the same key, or a new one."""
    wanted = [fold(str(group.stated(key) or "")) for key in keys]
    for record in records:
        if [fold(str(record.get(key) or "")) for key in keys] == wanted:
            return record
    records.append({})
    return records[-1]


def _value(entry: SheetEntry) -> Any:  # noqa: ANN401 - plain JSON
    if entry.line is not None:
        raise Unread("only a field of a term can take its value from a line")
    if not entry.is_estimate:
        return entry.value
    if entry.value is None:
        raise Unread("has a range but no likely value")
    check_range(entry.low, entry.value, entry.high)
    return estimate(entry.value, entry)


def _put(plain_record: Plain, path: tuple[str, ...], value: Any) -> None:  # noqa: ANN401 - plain JSON
    for name in path[:-1]:
        plain_record = plain_record.setdefault(name, {})
    plain_record[path[-1]] = value


def _claims(draft: Draft, groups: Iterable[Group], made: Made) -> dict[int, Entry]:
    """Return the lines that values of sheets point to, by the identity of the value's entry."""
    found: dict[int, Entry] = {}
    for group, entry in lines_named(groups):
        if not _is_term(group):
            continue
        line, problem = _line_called(entry.line or "", draft)
        if line is not None and any(line is other for other in found.values()):
            line, problem = None, "another value of the sheet has taken that line already, and a line counts once"
        if line is None:
            group.broken.add(entry.path[0])
            place = address(entry.source["sheet"], entry.source["cell"])
            made.messages.append(Message("error", "terms_sheet", place, f"{group.subject}: {entry.name}: {problem}."))
        else:
            found[id(entry)] = line
            made.placed[line.id] = Placed(f"the terms sheet takes it for {group.subject} {entry.name}", 1.0)
    return found


def _line_called(text: str, draft: Draft) -> tuple[Entry | None, str]:
    """Return the line of a description or of a cell, or why there is none."""
    wanted = fold(text)
    lines = draft.lines.values()
    found = [line for line in lines if fold(line.line.description) == wanted]
    if not found:
        found = [
            line for line in lines if wanted in (fold(address(line.line.sheet, c)) for c in line.line.cells.values())
        ]
    if len(found) == 1:
        return found[0], ""
    if found:
        cell = address(found[0].line.sheet, next(iter(found[0].line.cells.values()), ""))
        return None, f"{len(found)} lines are called “{text}”; name one by its cell, such as line: {cell}"
    return None, f"no line is called “{text}”; import the quote that states it first, or correct the name"


def _place_lines(
    draft: Draft, state: State, brief: Brief, made: Made, claimed: frozenset[str]
) -> dict[str, Suggestion]:
    """Make of every line that no sheet claims what it suggests."""
    settings = {source.file: Setting(brief, made.offer.get("currency"), source.remarks) for source in state.sources}
    seen: dict[str, Suggestion] = {}
    tiers: list[tuple[Entry, Suggestion]] = []
    for entry in state.entries:
        if entry.id in claimed:
            continue
        suggestion = suggest(entry, settings[entry.file], state.choices.get(entry.id))
        seen[entry.id] = suggestion
        made.placed[entry.id] = Placed(suggestion.reason, suggestion.score)
        if suggestion.place == "tier":
            tiers.append((entry, suggestion))
        elif suggestion.place == "aside":
            draft.aside[entry.id] = suggestion.reason
        else:
            _piece(draft, entry, suggestion)
    _tiers(draft, tiers, made)
    return seen


def _piece(draft: Draft, entry: Entry, suggestion: Suggestion) -> None:
    whole = suggestion.place == "deliverable"
    piece = Piece({"type": "deliverable" if whole else "materials_per_batch"} | suggestion.fields)
    piece.sources = {name: [source_of(entry, _field_of(entry, cell))] for name, cell in suggestion.cells.items()}
    if whole:
        piece.line = entry.id
    else:
        piece.set_by["amount"] = entry.id
    draft.pieces.append(piece)
    draft.becomes[entry.id] = (piece, None if whole else "amount")


def _field_of(entry: Entry, cell: str) -> str:
    return next((name for name, address in entry.line.cells.items() if address == cell), "")


def _tiers(draft: Draft, tiers: list[tuple[Entry, Suggestion]], made: Made) -> None:
    """Make one term of all batch prices: the bands of one batch, else the first plain price."""
    piece: Piece | None = None
    taken: dict[int, Entry] = {}
    for entry, suggestion in sorted(tiers, key=lambda pair: pair[1].first is None):
        first = suggestion.first or 1
        if piece is not None and (first in taken or not _alike(piece.title, str(suggestion.fields["title"]))):
            other = taken.get(first) or next(iter(taken.values()))
            reason = f"“{other.line.description}” sets the batch price already"
            draft.aside[entry.id] = reason
            made.placed[entry.id] = Placed(reason, suggestion.score)
            continue
        if piece is None:
            piece = Piece({"type": "per_batch", "title": suggestion.fields["title"]})
            draft.pieces.append(piece)
        source = source_of(entry, "unit_price" if entry.line.unit_price is not None else "amount")
        bands = piece.bands.setdefault("tiers", [])
        bands.append(Band(suggestion.fields["price"], source, first, line=entry.id))
        taken[first] = entry
        draft.becomes[entry.id] = (piece, "tiers")
        piece.all_batches |= for_all_batches([entry.line.description, entry.line.note, entry.line.section])
    if piece is not None and 1 not in taken:
        _from_zero(piece, min(taken))


def _from_zero(piece: Piece, first: int) -> None:
    """Let the lowest band hold from the first batch on: a batch term has a price for each."""
    for band in piece.bands["tiers"]:
        if band.first == first:
            band.first = 1


def _alike(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(plain(one), plain(other)) >= _ALIKE


def _line(entry: Entry, draft: Draft) -> Plain:
    """Return a line of the offer with what it becomes."""
    made = plain_line(entry)
    if entry.id not in draft.becomes:
        made["becomes"] = {"set_aside": draft.aside.get(entry.id, "the terms sheet took its place")}
        return made
    piece, name = draft.becomes[entry.id]
    made["becomes"] = {"term": piece.plain["id"]} | ({"field": name} if name is not None else {})
    if name is None and "scope" in piece.plain:
        made["scope"] = piece.plain["scope"]
    return made


def _say_unmapped(draft: Draft, seen: dict[str, Suggestion], made: Made) -> None:
    """Name the lines about which nothing is known: a doubt only where a required item may be among them."""
    covered = {piece.plain.get("scope") for piece in draft.pieces} | {
        item for piece in draft.pieces for item in piece.plain.get("covers", ())
    }
    for name, suggestion in seen.items():
        piece = draft.becomes.get(name, (None, None))[0]
        if suggestion.known or (piece is not None and piece.group is not None):
            continue
        line = draft.lines[name].line
        cell = address(line.sheet, line.cells.get("description", ""))
        open_items = [item.title for item in suggestion.near if item.required and item.id not in covered]
        if open_items:
            names = " or ".join(open_items)
            says = f"“{line.description}” may cover {names}, which nothing else does; choose its scope item."
            made.messages.append(Message("warning", "unmapped_line", cell, says))
        else:
            says = f"“{line.description}”: {suggestion.reason}."
            made.messages.append(Message("info", "unmapped_line", cell, says))
