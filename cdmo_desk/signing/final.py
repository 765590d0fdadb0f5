"""The document as it goes to signature: no draft any more, with an empty field for each signature of the route."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdmo_desk.signing.fields import Field, prepare

if TYPE_CHECKING:
    from cdmo_desk.document import Case
    from cdmo_desk.evaluation.results import Comparison
    from cdmo_desk.reports import Edition, SignatureBox

_LINE = 1.0
"""What is left of a panel's frame, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Final:
    """A document ready for the first signature: its bytes, the hash of case and results, and remarks for its maker."""

    content: bytes
    case_sha256: str
    record: str
    notes: tuple[str, ...]


def final(case: "Case", comparison: "Comparison", edition: "Edition") -> Final:
    """Return the document of a case; panels that hold a typed sign-off get no field."""
    from dataclasses import replace  # noqa: PLC0415 - loaded when asked for

    from cdmo_desk import reports  # noqa: PLC0415 - as above

    edition = replace(edition, state="final")
    made = reports.make(case, comparison, edition)
    boxes = reports.signature_boxes(case.brief.route, edition.paper)
    places = [field_in(box, place) for place, box in enumerate(boxes) if place not in edition.typed]
    content = prepare(made.content, places) if places else made.content
    return Final(content=content, case_sha256=made.hashes.case, record=made.hashes.record, notes=made.notes)


def field_in(box: "SignatureBox", place: int) -> Field:
    """Return the field that fills a panel, the frame left visible."""
    left, low = box.x + _LINE, box.y + _LINE
    right, high = box.x + box.wide - _LINE, box.y + box.high - _LINE
    return Field(number=place + 1, role=box.role, page=box.page, box=(left, low, right, high))
