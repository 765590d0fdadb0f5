"""One method for each request; the only place that knows paths and clocks."""

from cdmo_desk.desk.at_once import AtOnce
from cdmo_desk.desk.calibration import Calibrations
from cdmo_desk.desk.cases import Cases
from cdmo_desk.desk.desktop import account, now, usual_library
from cdmo_desk.desk.elsewhere import Elsewhere
from cdmo_desk.desk.explore import Explores
from cdmo_desk.desk.offer_changes import OfferChanges
from cdmo_desk.desk.offer_lines import OfferLines
from cdmo_desk.desk.papers import Papers
from cdmo_desk.desk.quotes import Imported, Quotes
from cdmo_desk.desk.rates import Rates
from cdmo_desk.desk.sample import DEMO, Sample
from cdmo_desk.desk.score import Scores
from cdmo_desk.desk.store import Store
from cdmo_desk.desk.supplier_books import SupplierBooks
from cdmo_desk.desk.workbook import Workbooks

__all__ = ["DEMO", "Desk", "Imported", "account", "now", "usual_library"]


class Desk(
    SupplierBooks,
    Elsewhere,
    Store,
    Sample,
    Explores,
    Scores,
    Rates,
    OfferLines,
    OfferChanges,
    AtOnce,
    Calibrations,
    Cases,
    Quotes,
    Papers,
    Workbooks,
):
    """A person at work: the library, who they are, and what time it is."""
