"""Requests over what was paid in the end: payments entered, and how the forecasts before them held."""

import csv
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdmo_desk import files
from cdmo_desk.desk import editing
from cdmo_desk.desk.editing import Json
from cdmo_desk.desk.offers import Offers
from cdmo_desk.problem import Refused, shown
from cdmo_desk.speech import counted, say

if TYPE_CHECKING:
    from cdmo_desk.evaluation.calibration import Calibration, Held, Outcome
    from cdmo_desk.library import Changed

PAYMENT = ("date", "category", "amount", "source")
KEPT = 512  # forecasts kept for the next look, each of a brief and an offer


class Calibrations(Offers):
    """Payments, and what they say of forecasts."""

    def paid_on(self, case_id: str, offer_id: str) -> tuple[str, str, list[Json]]:
        """Return an offer's title, its currency, and the payments on it as they were entered."""
        plain = self.document(case_id)
        offer = editing.offer_of(plain, offer_id)
        currency = str(offer.get("currency") or plain["case"]["currency"])
        return _name(offer), currency, list(offer.get("actuals") or ())

    def add_payments(self, case_id: str, offer_id: str, paid: Sequence[Mapping[str, Any]]) -> "Changed":
        """Add payments that were made on an offer: date, category, amount in its currency, and where it is known from.

        A signed case takes them in a new revision.
        """

        def edit(offer: Json, _plain: Json) -> tuple[Json, str]:
            every = [*(offer.get("actuals") or ()), *({k: v for k, v in one.items() if v} for one in paid)]
            request = counted("Add a payment, {name}", "Add {n} payments, {name}", len(paid), name=_name(offer))
            return {**offer, "actuals": sorted(every, key=lambda one: str(one.get("date")))}, request

        return self._edit_offer(case_id, offer_id, edit)

    def remove_payment(self, case_id: str, offer_id: str, number: int) -> "Changed":
        """Remove a payment by its place in the list; undo brings it back."""

        def edit(offer: Json, _plain: Json) -> tuple[Json, str]:
            paid = list(offer.get("actuals") or ())
            editing.entry_at(paid, number)
            del paid[number]
            return editing.put(offer, "actuals", paid or None), say("Remove a payment, {name}", name=_name(offer))

        return self._edit_offer(case_id, offer_id, edit)

    def read_payments(self, path: Path) -> list[Json]:
        """Read payments from a CSV file with the columns date, category, amount and, if known, source."""
        text = files.content(path).decode("utf-8-sig", "replace")
        first = text.partition("\n")[0]
        rows = csv.DictReader(StringIO(text), delimiter=max(",;\t", key=first.count))
        names = {str(name).strip().casefold(): name for name in rows.fieldnames or ()}
        lacking = [name for name in PAYMENT[:3] if name not in names]
        if lacking:
            raise Refused(
                say(
                    "{path} needs a first line with the columns date, category and amount (and source); it lacks "
                    "{lacking}.",
                    path=path,
                    lacking=", ".join(lacking),
                )
            )
        found = [{name: str(row[own] or "").strip() for name, own in names.items() if name in PAYMENT} for row in rows]
        kept = [one for one in found if any(one.values())]
        if not kept:
            raise Refused(say("{path} has no payments in it.", path=shown(path.name)))
        return kept

    def calibration(self) -> "Calibration":
        """Return how the forecasts of all cases held against what was paid, by the program's present reckoning."""
        from cdmo_desk.evaluation.calibration import Calibration  # noqa: PLC0415 - numbers, loaded when asked for

        outcomes: list[Outcome] = []
        left_out = []
        with self.library(read_only=True) as library:
            paid = library.paid()
        for case_id, offer_id in paid:
            try:
                outcomes.append(self._outcome(case_id, offer_id))
            except Refused as fault:
                left_out.append((f"{case_id} / {offer_id}", str(fault.problems[0])))
        return Calibration(tuple(outcomes), tuple(left_out))

    def _outcome(self, case_id: str, offer_id: str) -> "Outcome":
        from cdmo_desk.evaluation.calibration import Outcome  # noqa: PLC0415 - as above

        with self.library(read_only=True) as library:
            today, found = library.load(case_id), library.before_payments(case_id, offer_id)
        now = editing.offer_of(today, offer_id)
        basis = "today" if found is None else "signed" if found[1] else "before"
        then = today if found is None else found[0]
        brief = {name: value for name, value in then["case"].items() if name != "award"}
        offer = {name: value for name, value in editing.offer_of(then, offer_id).items() if name != "lines"}
        held = _held(_packed(then | {"case": brief, "offers": [offer | {"actuals": now["actuals"]}]}))
        if held is None:
            raise Refused(say("None of its payments to the supplier falls within the horizon of the forecast."))
        currency = str(offer.get("currency") or brief["currency"])
        title = str(today["case"].get("title", case_id))
        return Outcome(case_id, title, offer_id, str(now.get("supplier", "")), currency, basis, held)


def _packed(plain: Json) -> str:
    return json.dumps(plain, separators=(",", ":"), sort_keys=True)


@lru_cache(KEPT)
def _held(text: str) -> "Held | None":
    """Return what a case of one offer forecast for its payments."""
    from cdmo_desk import document  # noqa: PLC0415 - loaded when asked for
    from cdmo_desk.evaluation import calibration  # noqa: PLC0415 - as above

    case = document.read(json.loads(text))
    return calibration.held(case.brief, case.offers[0], case.offers[0].actuals)


def _name(offer: Json) -> str:
    return str(offer.get("title") or offer.get("supplier") or offer["id"])
