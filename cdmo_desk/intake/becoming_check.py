"""Terms are written and validated as part of a case document; what does not hold is named and left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cdmo_desk.contract.offer import TERMS
from cdmo_desk.document import FORMAT, VERSION
from cdmo_desk.document import read as read_document
from cdmo_desk.field import columns
from cdmo_desk.intake.becoming_state import Names, slug
from cdmo_desk.intake.becoming_terms import Draft, Made, Piece, close
from cdmo_desk.intake.quote import Message
from cdmo_desk.intake.terms_sheet import address
from cdmo_desk.problem import Problem, Refused
from cdmo_desk.programme.brief import Brief

Plain = dict[str, Any]
_PLACE = "offers[0]"
_HOW = "import the quote that states it first, or add a row for it"
_ROUNDS = 4
_KEPT = ("currency", "id", "kind", "supplier", "terms")
_RIVALS = ("not_to_exceed", "target_cost")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a part of the offer: its list and number (none for a field of the offer), field, sentence."""

    part: str
    number: int | None
    name: str
    says: str


def finish(draft: Draft, made: Made, names: Names) -> None:
    """Write the terms with their ids, and leave out what does not hold, named.

    What lines alone made holds by itself; what sheets state is validated.
    """
    for piece in draft.pieces:
        if _is_empty(piece):
            continue
        piece.plain["id"] = names.new(piece.plain.get("id") or slug(piece.title) or piece.kind.replace("_", "-"))
        close(piece)
    draft.pieces = [piece for piece in draft.pieces if "id" in piece.plain]
    for _ in range(_ROUNDS):
        stated = [piece for piece in draft.pieces if piece.group is not None]
        found = _faults(draft.brief, {**made.offer, "terms": [piece.plain for piece in stated]})
        if not found:
            break
        _leave_out(draft, made, stated, found)
    made.offer["terms"] = [_ordered(piece.plain) for piece in draft.pieces]


def _is_empty(piece: Piece) -> bool:
    """Say whether a sheet took away all that lines had made of a term."""
    made_by_lines = piece.kind == "per_batch" and piece.group is None
    return made_by_lines and "tiers" not in piece.plain and not any(piece.bands.values())


def _leave_out(draft: Draft, made: Made, stated: list[Piece], found: list[Fault]) -> None:
    """Name every fault and take out its part; a currency stays: prices must not change theirs silently."""
    gone: list[Any] = []
    for fault in found:
        if fault.part == "terms":
            _drop_term(draft, made, stated, fault)
            continue
        part = made.offer.get(fault.part)
        record = part[fault.number] if isinstance(part, list) and fault.number is not None else None
        source = made.cells.get(fault.part if record is None else id(record), {"sheet": "", "cell": ""})
        says = f"{fault.part}{'.' + fault.name if fault.name else ''}: {fault.says}"
        message = Message("error", "offer", address(source["sheet"], source["cell"]), f"{says[0].upper()}{says[1:]}.")
        if message not in made.messages:
            made.messages.append(message)
        if record is not None:
            gone.append(record)
        elif fault.part not in _KEPT:
            made.offer.pop(fault.part, None)
    for name, part in made.offer.items():
        if isinstance(part, list) and gone:
            made.offer[name] = [item for item in part if not any(item is record for record in gone)]


def _drop_term(draft: Draft, made: Made, stated: list[Piece], fault: Fault) -> None:
    """Leave out the term of a fault, or the last of two that cannot stand together."""
    if fault.number is None:
        piece = next((piece for piece in reversed(stated) if piece.kind in _RIVALS), None)
    else:
        piece = stated[fault.number]
    if piece is None:
        return
    if not _is_broken(piece, fault):
        made.messages.append(_term_message(piece, fault))
    draft.pieces = [other for other in draft.pieces if other is not piece]
    for line, (owner, _) in list(draft.becomes.items()):
        if owner is piece:
            del draft.becomes[line]
            draft.aside[line] = f"its term, {piece.kind}, is not complete yet"


def _ordered(term: Plain) -> Plain:
    """Return a term with its type, id and title first and its sources last."""
    names = dict.fromkeys(("type", "id", "title", *term))
    made = {name: term[name] for name in names if name in term and name != "sources"}
    return made | ({"sources": term["sources"]} if "sources" in term else {})


def _faults(brief: Brief, offer: Mapping[str, Any]) -> list[Fault]:
    """Return all that is wrong with an offer in its case."""
    try:
        read_document({"format": FORMAT, "version": VERSION, "case": _case(brief), "offers": [dict(offer)]})
    except Refused as refused:
        return [_fault(problem) for problem in refused.problems]
    return []


def _case(brief: Brief) -> Plain:
    """Return as much of the brief as an offer can refer to."""
    texts = ("id", "title", "product", "modality", "stage", "currency", "horizon_years", "discount_rate")
    made: Plain = {name: getattr(brief, name) for name in texts}
    made |= {"as_of": brief.as_of.isoformat(), "start": brief.start.isoformat(), "demand": []}
    made["gates"] = [{"name": gate.name, "quarter": gate.quarter, "probability": 1} for gate in brief.gates]
    made["scope"] = [{"id": item.id, "title": item.title} for item in brief.scope]
    made["fx"] = {code: {"rate": exchange.rate} for code, exchange in brief.fx.items()}
    made["criteria"] = [{"id": known.id, "title": known.title, "weight": 1} for known in brief.criteria]
    return made


def _fault(problem: Problem) -> Fault:
    """Take apart the place of a problem, such as `offers[0].terms[3].unit_price`."""
    inside = problem.place.removeprefix(_PLACE).lstrip(".")
    head, _, rest = inside.partition(".")
    part, bracket, index = head.partition("[")
    if bracket:
        return Fault(part, int(index.rstrip("]")), rest, problem.says)
    return Fault(part, None, rest, problem.says)


def _term_message(piece: Piece, fault: Fault) -> Message:
    """Return the message about a term that does not hold."""
    name = fault.name.split(".")[0].split("[")[0]
    record: type = TERMS[piece.kind]
    label = next((c.says.label for c in columns(record) if c.name == name), name)
    what = f"{piece.kind} “{piece.title}”" if piece.title else piece.kind
    field = f"{name} ({label}) " if name else ""
    how = f"; {_HOW}" if fault.says == "is missing" else ""
    return Message("error", "terms_sheet", _cell(piece, name), f"{what}: {field}{fault.says}{how}.")


def _cell(piece: Piece, name: str) -> str:
    """Return the cell that set a field, else the first one of the term."""
    cells = [*piece.sources.get(name, ()), *(c for cells in piece.sources.values() for c in cells)]
    if piece.group is not None and name not in piece.sources:
        cells.insert(0, piece.group.source)
    return address(cells[0]["sheet"], cells[0]["cell"]) if cells else ""


def _is_broken(piece: Piece, fault: Fault) -> bool:
    """Say whether a field is missing only because its row was not read, which was said already."""
    return fault.says == "is missing" and piece.group is not None and fault.name.split(".")[0] in piece.group.broken
