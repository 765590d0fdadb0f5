"""Warnings in the reader's words, and the files behind the figures."""

from typing import Any

import pytest

from cdmo_desk.sheets.cautions import cautions
from cdmo_desk.sheets.figures import Figures
from cdmo_desk.sheets.origin_files import origin_files
from cdmo_desk.speech import speaking
from tests.sheets.samples import document, evaluated


def odd() -> dict[str, Any]:
    """Return a case that gives a warning of every kind."""
    plain = document()
    acme, borough, cheap, _ = plain["offers"]
    plain["case"]["scope"].append({"id": "val", "title": "Validation", "category": "validation", "unit": "lump sum"})
    acme["terms"].append({"type": "deliverable", "title": "Stability study", "basis": "tbd", "quarter": 1})
    acme["valid_until"] = "2026-01-31"
    acme["risks"] += [
        {"category": "capacity_shortfall", "title": "No room", "probability": 0.1, "quarter": 3},
        {"category": "quality_oversight", "title": "Poor", "probability": 0.1, "quarter": 3, "delay_months": 2},
    ]
    acme["ready_months"] = [4, 6, 18]
    acme["terms"] += [
        {"type": "batch_failure", "probability": 0.02, "cost_per_failure": 1000},
        {"type": "slots", "price": 100000, "availability": [0.5, 0.8, 1.0]},
    ]
    borough["terms"].append({"type": "take_or_pay", "batches_per_year": 99, "price": 1000, "first_year": 1})
    cheap["kind"] = "flexible_capacity"
    return plain


CODES = {
    "tbd": "Not priced: Stability study.",
    "expired_quote": "The offer was valid until 31 Jan 2026.",
    "possible_double_count": "may count twice",
    "must_have_without_evidence": "Claimed without evidence: Solid dose.",
    "missing_score": "Not scored: Capacity.",
    "missing_clause": "No clause on liability cap, exit",
    "unsourced_assumptions": "assumptions have no source.",
    "unknown_gap": "Left out, and nobody says what it costs: Validation.",
    "incomplete": "Incomplete: flexible capacity needs one of Slots.",
    "take_or_pay_above_capacity": "more batches a year than are reserved",
}


@pytest.mark.parametrize("code", CODES)
def test_every_warning_is_said_in_words_that_name_things(code: str) -> None:
    case, comparison = evaluated(odd(), 0)
    places = [number for number, found in enumerate(comparison.warnings) if getattr(found, "code", "") == code]
    assert places, "the case gives it"
    said = [row.cells[2].text for row in cautions(case, comparison).rows]
    assert any(CODES[code] in said[number] for number in places), [said[number] for number in places]
    with speaking("de"):
        german = [row.cells[2].text for row in cautions(case, comparison, Figures("de")).rows]
    for number in places:
        assert german[number] not in (said[number], comparison.warnings[number].says)
        assert "Acme Pharma" not in german[number], "the column beside it says whose it is"


def test_a_replaced_revision_and_a_terms_sheet_stand_among_the_files() -> None:
    plain = document()
    first = plain["offers"][0]
    first["x-intake"] = {
        "files": [
            {"file": "acme <quote>.xlsx", "sha256": "ab" * 32, "facts": {"reference": "Q-7"}},
            {"file": "acme terms.xlsx", "sha256": "cd" * 32, "facts": {}},
        ],
        "revisions": [
            {
                "file": "acme first.xlsx",
                "sha256": "ef" * 32,
                "stated": {"revision": "1", "date": "2026-09-01"},
                "offer": {"lines": [{}, {}, {}]},
            }
        ],
        "stated": {"ab" * 32: {"revision": "2", "date": "2026-10-12"}},
    }
    rows = [row for row in origin_files(*evaluated(plain, 0)).rows if row.offer == "acme"]
    assert [tuple(cell.text for cell in row.cells[1:]) for row in rows] == [
        ("acme first.xlsx\nreplaced, revision 1, 1 Sep 2026", "ef" * 32, "3"),
        ("acme <quote>.xlsx\nquote, Q-7, revision 2, 12 Oct 2026", "ab" * 32, "2"),
        ("acme terms.xlsx\nterms sheet", "cd" * 32, "–"),
    ]
