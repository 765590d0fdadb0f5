"""Paper: the PDF for approval."""

from cdmo_desk.reports.panels import TypedSignOff
from cdmo_desk.reports.paper import SignatureBox, signature_boxes
from cdmo_desk.reports.writing import write

__all__ = ["SignatureBox", "TypedSignOff", "signature_boxes", "write"]
