"""The committee's version: nothing in it tells who a supplier is, and its figures are those of the full one."""

import json
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest

from cdmo_desk.document import Case
from cdmo_desk.evaluation.answers import Answers, answers
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.problem import Refused
from cdmo_desk.reports import Edition, Made, make
from cdmo_desk.reports.committee import Masked, masked
from cdmo_desk.sheets.journal import Step
from tests.reports.test_pdf import pages
from tests.sheets.samples import document, evaluated

NAMES = ("Castell Manufacturing", "Northfield Biologics AG", "Ölmühle-Pharma", "Our own plant")
REFERENCE = "CM-2026-131/A"
FILE = "castell-price-schedule.csv"
SITE = "Werk Nordhafen"
TELLING = ("castell", "northfield", "ölmühle", REFERENCE, FILE, "castell-price-schedule", "price-schedule", SITE)


def telling() -> dict[str, Any]:
    """Return a case that tells its suppliers wherever it can."""
    plain = document()
    for offer, name in zip(plain["offers"], NAMES, strict=True):
        offer["supplier"] = name
        offer["title"] = f"Offer of {name.upper()}"
        offer["terms"][0]["title"] = f"Transfer by {name}"
        offer["clauses"] = [{"topic": f"Liability of {name}", "text": f"{name} pays; so says {REFERENCE}."}]
    first = plain["offers"][0]
    first["sites"] = [{"name": SITE, "country": "Germany"}]
    first["x-intake"] = {"files": [{"file": FILE, "sha256": "ab" * 32, "facts": {"reference": REFERENCE}}]}
    for line in first["lines"]:
        line.update(file=FILE, sheet="castell-price-schedule", note=f"see {FILE}, {SITE}")
    first["risks"] = [{"category": "supply_chain", "title": "Castell is late", "probability": 0.1, "quarter": 1}]
    plain["case"]["award"] = {"offer": first["id"], "reason": "Castell’s site at Werk Nordhafen is known to us"}
    return plain


STEPS = (
    Step(
        number=1,
        time=datetime(2026, 11, 20, tzinfo=UTC),
        who="Marta",
        request=f"Import {FILE} into offer castell",
        why=f"Total of {REFERENCE} checked with Northfield",
        hash="ab" * 32,
    ),
)


def hidden_of(case: Case, comparison: Comparison) -> Masked:
    """Return a case as the committee may see it."""
    return masked(case, comparison, (), answers(case, trials=0))


@cache
def paper(*, committee: bool = True, language: str = "en") -> Made:
    """Return the document of the case, made once in each way."""
    case, comparison = evaluated(telling(), 60)
    return make(case, comparison, Edition(committee=committee, steps=STEPS, language=language), known())


@cache
def known() -> Answers:
    """Return the answers of the case."""
    return answers(evaluated(telling(), 60)[0], trials=60)


@pytest.mark.parametrize("language", ["en", "de"])
def test_nothing_tells_a_supplier(tmp_path: Path, language: str) -> None:
    found = paper(language=language)
    path = tmp_path / "case.pdf"
    path.write_bytes(found.content)
    told = " ".join(pages(path)).casefold()
    with pikepdf.open(path) as pdf:
        told += str(pdf.docinfo) + str(pdf.open_metadata())
        told += " ".join(item.title for item in pdf.open_outline().root)
        files = {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()}
    assert set(files) >= {"case.json", "results.json", "record.json"}
    told += b" ".join(content for name, content in files.items() if name.endswith(".json")).decode()
    with ZipFile(BytesIO(files["workbook.xlsx"])) as book:
        told += " ".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    told = "".join(told.casefold().split())
    for word in TELLING:
        assert "".join(word.casefold().split()) not in told, word


def test_the_full_document_does_tell_them(tmp_path: Path) -> None:
    """Else the test that looks for them would prove nothing."""
    path = tmp_path / "case.pdf"
    path.write_bytes(paper(committee=False).content)
    shown = "".join(" ".join(pages(path)).casefold().split())
    assert all("".join(word.casefold().split()) in shown for word in TELLING)


def test_figures_and_hashes_are_those_of_the_full_document() -> None:
    case, comparison = evaluated(telling(), 60)
    assert paper().hashes == paper(committee=False).hashes
    hidden = hidden_of(case, comparison)
    assert [offer.base.cash for offer in hidden.comparison.offers.values()] == [
        offer.base.cash for offer in comparison.offers.values()
    ]
    assert [offer.supplier for offer in hidden.case.offers][:2] == ["Supplier A", "Supplier B"]
    assert list(hidden.comparison.offers) == [offer.id for offer in hidden.case.offers]
    assert hidden.comparison.ranking[0] in hidden.comparison.offers


def test_what_is_attached_can_be_read_again() -> None:
    from cdmo_desk.document import read_text

    with pikepdf.open(BytesIO(paper().content)) as pdf:
        inside = pdf.attachments["case.json"].get_file().read_bytes()
        record = json.loads(pdf.attachments["record.json"].get_file().read_bytes())
    assert len(read_text(inside).offers) == len(NAMES)
    assert "x-intake" not in inside.decode()
    assert record["edition"]["committee"] is True


def test_two_offers_of_one_supplier_are_known_as_one_suppliers() -> None:
    plain = telling()
    plain["offers"][1]["supplier"] = "castell  MANUFACTURING"
    hidden = hidden_of(*evaluated(plain, 0))
    assert [offer.supplier for offer in hidden.case.offers][:2] == ["Supplier A", "Supplier A"]


def test_words_of_the_case_stay_though_a_supplier_shares_one() -> None:
    plain = telling()
    plain["case"]["title"] = "Tablets for Northfield launch"
    plain["offers"][2]["supplier"] = "Tablets Priced Deliverable"
    hidden = hidden_of(*evaluated(plain, 0))
    assert hidden.case.brief.title == "Tablets for Northfield launch"
    assert {term.type for term in hidden.case.offers[0].terms} == {term["type"] for term in plain["offers"][0]["terms"]}


def test_ids_that_fall_together_are_refused() -> None:
    plain = telling()
    plain["case"].pop("award")
    plain["offers"][0]["id"], plain["offers"][1]["id"] = "castell", "castell manufacturing"
    with pytest.raises(Refused, match="ids"):
        hidden_of(*evaluated(plain, 0))
