"""An offer in the making is validated as part of a case document; what does not hold is named and left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cdmo_desk.contract.offer import TERMS
from cdmo_desk.document import FORMAT, VERSION
from cdmo_desk.document import read as read_document
from cdmo_desk.field import columns
from cdmo_desk.intake.becoming_terms import Piece
from cdmo_desk.intake.quote import Message
from cdmo_desk.intake.terms_sheet import address
from cdmo_desk.problem import Problem, Refused
from cdmo_desk.programme.brief import Brief

Plain = dict[str, Any]
_PLACE = "offers[0]"
_HOW = "import the quote that states it first, or add a row for it"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a part of the offer: its list and number (none for a field of the offer), field, sentence."""

    part: str
    number: int | None
    name: str
    says: str


def faults(brief: Brief, offer: Mapping[str, Any]) -> list[Fault]:
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


def term_message(piece: Piece, fault: Fault) -> Message:
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


def is_broken(piece: Piece, fault: Fault) -> bool:
    """Say whether a field is missing only because its row was not read, which was said already."""
    return fault.says == "is missing" and piece.group is not None and fault.name.split(".")[0] in piece.group.broken
