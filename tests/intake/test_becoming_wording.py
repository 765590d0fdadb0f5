"""Wording, in five languages: kinds of work, bands of volume, handling fees."""

from decimal import Decimal

import pytest

from cdmo_desk.intake.becoming_bands import band, for_all_batches, handling_fee
from cdmo_desk.intake.becoming_scope import seek
from tests.intake.test_becoming import BRIEF

SAYS = [
    ("Tech transfer and process familiarisation", "tt"),
    ("Process transfer, downstream", "tt"),
    ("Prozesstransfer und Anpassung an Anlage", "tt"),
    ("Transfert de procédé vers le site", "tt"),
    ("Transferencia de tecnología", "tt"),
    ("Trasferimento tecnologico", "tt"),
    ("HPLC method transfer", "methods"),
    ("Transfer of product-specific methods", "methods"),
    ("Methodentransfer, produktspezifisch", "methods"),
    ("Transfert de méthodes analytiques", "methods"),
    ("Transferencia de métodos analíticos", "methods"),
    ("Trasferimento metodi analitici", "methods"),
    ("Engineering run 2,000 L", "engineering"),
    ("Engineering-Charge 2'000 L", "engineering"),
    ("Lot technique, 50 kg", "engineering"),
    ("Lote de ingeniería", "engineering"),
    ("Lotto tecnico", "engineering"),
    ("PPQ protocols and reports", "ppq"),
    ("PPQ-Protokolle und -Berichte", "ppq"),
    ("Protocoles et rapports PPQ", "ppq"),
    ("Stability storage and testing 25 °C/60 % RH", "stability"),
    ("Stabilitätsprogramm Wirkstoff, 36 Monate", "stability"),
    ("Étude de stabilité", "stability"),
    ("Estudio de estabilidad", "stability"),
    ("Studio di stabilità", "stability"),
    ("Method validation per ICH Q2(R2)", None),
    ("Stability-indicating method validation", None),
    ("PPQ batch", None),
    ("Technology transfer out at the end of the contract", None),
    ("Quality agreement", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "item"), SAYS)
def test_wording_names_the_scope_item(text: str, item: str | None) -> None:
    match = seek(BRIEF, text, None, by_section=False).match
    assert (match.item.id if match is not None else None) == item


def test_a_section_about_two_items_decides_nothing() -> None:
    for section, item in (
        ("Analytical transfer", "methods"),
        ("Analytical transfer and stability", None),
        ("Other", None),
    ):
        match = seek(BRIEF, "Glycan profile", section, by_section=True).match
        assert (match.item.id if match is not None else None) == item  # fmt: skip
    assert seek(BRIEF, "Glycan profile", "Stability", by_section=False).match is None


BANDS = [
    ("batches 1 to 4 of a year", 1),
    ("GMP batch 2,000 L, batches 5-10", 5),
    ("from batch 11 a year", 11),
    ("11 batches and more", 11),
    ("11+ batches", 11),
    ("more than 10 batches a year", 11),
    ("up to 4 batches", 1),
    ("1. bis 4. Charge pro Jahr", 1),
    ("ab 11 Chargen", 11),
    ("ab der 11. Charge", 11),
    ("mehr als 10 Chargen", 11),
    ("à partir de 11 lots par an", 11),
    ("plus de 10 lots", 11),
    ("de 5 a 10 lotes", 5),
    ("más de 10 lotes al año", 11),
    ("da 5 a 10 lotti", 5),
    ("oltre 10 lotti", 11),
    ("1–4", 1),
    ("> 10 batches", 11),
    ("10+", 10),
    ("GMP batch, 2,000 L", None),
    ("GMP batch at 10 L to 200 L", None),
    ("batch booked 6 months ahead", None),
    ("Phase 1 to 3 support", None),
    ("Suite reservation, quarters 3 to 8", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "first"), BANDS)
def test_wording_states_the_band(text: str, first: int | None) -> None:
    found = band(text)
    assert (found.first if found is not None else None) == first


def test_all_batches() -> None:
    for text in (
        "for all batches of the year",
        "für alle Chargen des Jahres",
        "prix pour tous les lots",
        "per tutti i lotti",
    ):
        assert for_all_batches([None, text])
    assert not for_all_batches(["per batch", None])


FEES = [
    ("at cost plus 12 %", "0.12"),
    ("Pass-through costs are invoiced at actual cost plus 12% handling", "0.12"),
    ("Material (Weiterverrechnung nach Beleg + 8 %)", "0.08"),
    ("nach Aufwand zzgl. 7,5 % Handling", "0.075"),
    ("Frais refacturés au coût réel + 5 %", "0.05"),
    ("au coût réel, majoré de 6 %", "0.06"),
    ("al costo più 4 %", "0.04"),
    ("a coste real más 3 %", "0.03"),
    ("10 % handling fee", "0.10"),
    ("cost + 7 %", "0.07"),
    ("at cost, no mark-up", None),
    ("30 % on signature", None),
]


@pytest.mark.parametrize(("text", "fee"), FEES)
def test_wording_states_the_handling_fee(text: str, fee: str | None) -> None:
    assert handling_fee([None, text]) == (None if fee is None else Decimal(fee))
