"""From a supplier's file to lines with addresses, and from lines to terms."""

from cdmo_desk.intake.quote import Message, Quote, QuoteLine, Skipped, StatedTotal, TermsRow, as_json
from cdmo_desk.intake.reading import Reading, examine, read

__all__ = [
    "Message",
    "Quote",
    "QuoteLine",
    "Reading",
    "Skipped",
    "StatedTotal",
    "TermsRow",
    "as_json",
    "examine",
    "read",
]
