"""What was offered before: lines of one scope item, and offers of one supplier, in all cases."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlite_utils import Database

from cdmo_desk.library import sql

PRICED = {"priced", "pass_through"}


@dataclass(frozen=True, slots=True)
class Setting:
    """The case a quote stands in: title, day, currency, rates of exchange, and the offer it was awarded to."""

    case: str
    title: str
    day: date | None
    currency: str
    rates: Mapping[str, float]
    awarded: str | None


@dataclass(frozen=True, slots=True)
class Quoted:
    """What an offer asks for a scope item: the exact sum of its lines in their own currency."""

    setting: Setting
    offer: str
    supplier: str
    scope: str
    amount: Decimal
    currency: str
    lines: int
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer of a supplier with the case it stands in; `record` is the offer's own, without terms and lines."""

    setting: Setting
    offer: str
    title: str
    kind: str
    record: Mapping[str, Any]

    @property
    def is_awarded(self) -> bool | None:
        """Say whether it was awarded; None where nothing was decided yet."""
        return None if self.setting.awarded is None else self.setting.awarded == self.offer


def quoted(db: Database, scope: str) -> list[Quoted]:
    """Return what every offer asks for a scope item; one whose lines have no price, or two currencies, is left out."""
    sums: dict[tuple[str, str], list[tuple[Decimal, str, str]]] = {}
    suppliers: dict[tuple[str, str], str] = {}
    unknown: set[tuple[str, str]] = set()
    for row in db.execute(sql.QUOTED, (scope,)):
        case_id, offer_id, supplier, amount, quantity, price, currency, basis, file = row
        place = (case_id, offer_id)
        suppliers[place] = supplier or ""
        value = _value(amount, quantity, price)
        if value is None or (basis or "priced") not in PRICED:
            if (basis or "priced") in (*PRICED, "tbd"):
                unknown.add(place)
            continue
        sums.setdefault(place, []).append((value, currency or "", file or ""))
    settings = {case_id: _setting(db, case_id) for case_id in dict.fromkeys(case_id for case_id, _ in sums)}
    found = []
    for (case_id, offer_id), parts in sums.items():
        currencies = {currency for _, currency, _ in parts}
        setting = settings[case_id]
        if setting is None or len(currencies) > 1 or (case_id, offer_id) in unknown:
            continue
        files = tuple(dict.fromkeys(file for _, _, file in parts if file))
        total = sum((value for value, _, _ in parts), Decimal())
        currency = currencies.pop() or setting.currency
        name = suppliers[case_id, offer_id]
        found.append(Quoted(setting, offer_id, name, scope, total, currency, len(parts), files))
    return sorted(found, key=lambda one: (one.setting.day or date.min, one.setting.case, one.offer))


def offered(db: Database, supplier: str) -> list[Offered]:
    """Return a supplier's offers in all cases, the earliest case first."""
    found = []
    settings: dict[str, Setting | None] = {}
    for case_id, offer_id, title, kind, data in db.execute(sql.OFFERS_OF_SUPPLIER, (supplier,)).fetchall():
        if case_id not in settings:
            settings[case_id] = _setting(db, case_id)
        setting, record = settings[case_id], _read(data)
        if setting is not None:
            found.append(Offered(setting, offer_id, title or "", kind or "", record))
    return sorted(found, key=lambda one: (one.setting.day or date.min, one.setting.case, one.offer))


def items(db: Database, supplier: str) -> dict[str, str]:
    """Return the scope items a supplier quoted, the most often quoted first, each with its title in a case."""
    found = {}
    for scope, _, case_id in db.execute(sql.ITEMS_OF_SUPPLIER, (supplier,)).fetchall():
        row = db.execute(sql.BRIEF, (case_id,)).fetchone()
        listed = _read(row[0]).get("scope") if row else None
        titles = {
            item.get("id"): item.get("title")
            for item in (listed if isinstance(listed, list) else ())
            if isinstance(item, dict)
        }
        found[str(scope)] = str(titles.get(scope) or scope)
    return found


def _setting(db: Database, case_id: str) -> Setting | None:
    row = db.execute(sql.BRIEF, (case_id,)).fetchone()
    if row is None:
        return None
    brief = _read(row[0])
    day = None
    with suppress(ValueError, TypeError):
        day = date.fromisoformat(brief.get("as_of", ""))
    fx = brief.get("fx")
    rates = {}
    for code, rate in fx.items() if isinstance(fx, dict) else ():
        value = rate.get("rate") if isinstance(rate, dict) else rate
        if isinstance(value, int | float) and value > 0:
            rates[str(code)] = float(value)
    award = brief.get("award")
    awarded = award.get("offer") if isinstance(award, dict) else None
    currency = str(brief.get("currency", ""))
    return Setting(case_id, str(brief.get("title", case_id)), day, currency, rates, awarded)


def _value(amount: str | None, quantity: str | None, price: str | None) -> Decimal | None:
    try:
        if amount is not None:
            return Decimal(amount)
        if quantity is not None and price is not None:
            return Decimal(quantity) * Decimal(price)
    except InvalidOperation:
        return None
    return None


def _read(text: object) -> dict[str, Any]:
    try:
        found = json.loads(str(text))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
