"""Paper: the PDF for approval, fit for an archive, with what it rests on inside."""

from cdmo_desk.reports.edition import Edition, State, Travel
from cdmo_desk.reports.panels import TypedSignOff
from cdmo_desk.reports.paper import SignatureBox, signature_boxes
from cdmo_desk.reports.record import Hashes, hashes
from cdmo_desk.reports.writing import Made, make, write

__all__ = [
    "Edition",
    "Hashes",
    "Made",
    "SignatureBox",
    "State",
    "Travel",
    "TypedSignOff",
    "hashes",
    "make",
    "signature_boxes",
    "write",
]
