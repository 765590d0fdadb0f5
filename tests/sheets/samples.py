"""A small case with three offers and an in-house reference, and what changes of it a test asks for."""

from copy import deepcopy
from functools import cache
from json import dumps, loads
from typing import Any

from cdmo_desk.document import Case, read
from cdmo_desk.evaluation import compare
from cdmo_desk.evaluation.results import Comparison

LINES = [
    {
        "id": "L1",
        "file": "acme <quote>.xlsx",
        "sha256": "ab" * 32,
        "sheet": "Prices",
        "row": 4,
        "cells": {"unit_price": "E4", "amount": "F4"},
        "section": "Stage 1",
        "description": "Technology transfer",
        "quantity": "1",
        "unit": "lump sum",
        "unit_price": "900000.00",
        "amount": "900000.00",
        "currency": "EUR",
        "basis": "priced",
        "becomes": {"term": "transfer"},
    },
    {
        "id": "L2",
        "file": "acme <quote>.xlsx",
        "sha256": "ab" * 32,
        "sheet": "Prices",
        "row": 5,
        "cells": {"amount": "F5"},
        "description": "Validation, three batches",
        "quantity": "3",
        "unit_price": "500000.00",
        "amount": "1400000.00",
        "basis": "priced",
        "becomes": {"set_aside": "not in the scope"},
    },
]

DOCUMENT: dict[str, Any] = {
    "format": "cdmo-desk/case",
    "version": 1,
    "case": {
        "id": "sample",
        "title": "Tablets for launch",
        "product": "Tablet T-1",
        "modality": "tablet",
        "stage": "phase_3",
        "currency": "USD",
        "as_of": "2026-11-20",
        "start": "2027-01-01",
        "horizon_years": 3,
        "discount_rate": 0.1,
        "budget": 20e6,
        "cost_of_delay_per_month": 200000,
        "needed_month": 9,
        "demand": [[2, 4, 6], [4, 8, 12], [6, 10, 16]],
        "shortfall_cost_per_unit": 300000,
        "fx": {"EUR": {"rate": 1.1, "volatility": 0.08, "source": "Treasury"}},
        "gates": [{"name": "Readout", "quarter": 4, "probability": 0.7}],
        "scope": [
            {"id": "tt", "title": "Technology transfer", "category": "technology_transfer", "unit": "lump sum"},
            {
                "id": "exit",
                "title": "Transfer out",
                "category": "technology_transfer",
                "unit": "lump sum",
                "quarter": 11,
                "estimate": [400000, 600000, 900000],
            },
        ],
        "criteria": [
            {"id": "quality", "title": "Quality systems", "weight": 60},
            {"id": "capacity", "title": "Capacity", "weight": 40},
        ],
        "must_haves": ["solid_dose"],
        "stresses": [
            {"name": "Readout fails", "stop_at_gate": "Readout"},
            {"name": "Demand halves", "demand_factor": 0.5},
        ],
    },
    "offers": [
        {
            "id": "acme",
            "supplier": "Acme Pharma",
            "title": "Batch by batch",
            "kind": "fee_for_service",
            "currency": "EUR",
            "valid_until": "2027-03-31",
            "ready_months": [4, 6, 8],
            "terms": [
                {"type": "deliverable", "id": "transfer", "scope": "tt", "unit_price": 900000, "quarter": 0},
                {"type": "per_batch", "tiers": [{"from": 0, "price": 500000}]},
            ],
            "risks": [
                {
                    "category": "supply_chain",
                    "title": "Shortage",
                    "probability": 0.3,
                    "cost": [0, 200000, 600000],
                    "quarter": 3,
                    "mitigation": {"title": "Second source", "cost": 50000, "probability": 0.1, "adopted": True},
                }
            ],
            "scores": {"quality": 4, "capacity": 4},
            "capabilities": ["solid_dose"],
            "lines": LINES,
        },
        {
            "id": "borough",
            "supplier": "Borough Dose",
            "kind": "dedicated_capacity",
            "ready_months": 6,
            "terms": [
                {"type": "deliverable", "scope": "tt", "unit_price": 1500000, "quarter": 0},
                {"type": "deliverable", "scope": "exit", "unit_price": 300000, "quarter": 11},
                {
                    "type": "reservation",
                    "fee_per_quarter": 900000,
                    "batches_per_quarter": 3,
                    "batch_price": 100000,
                    "start": 2,
                    "end": 13,
                    "notice_quarters": 2,
                    "termination_rate": 0.4,
                },
            ],
            "scores": {"quality": 5, "capacity": 3},
            "capabilities": ["solid_dose"],
        },
        {
            "id": "cheap",
            "supplier": "Cheap Line",
            "kind": "time_and_materials",
            "terms": [
                {"type": "labour", "title": "Staff", "rate": 150, "hours": [4000, 6000, 9000], "covers": ["tt"]},
                {"type": "per_batch", "tiers": [{"from": 0, "price": 300000}]},
            ],
            "scores": {"quality": 2},
            "capabilities": [],
        },
        {
            "id": "own",
            "supplier": "Own plant",
            "kind": "in_house",
            "terms": [
                {"type": "deliverable", "unit_price": 20000000, "quarter": 0},
                {"type": "per_batch", "tiers": [{"from": 0, "price": 100000}]},
            ],
            "capabilities": ["solid_dose"],
        },
    ],
}


def document() -> dict[str, Any]:
    """Return the document, free to be changed."""
    return deepcopy(DOCUMENT)


def evaluated(plain: dict[str, Any], trials: int = 400) -> tuple[Case, Comparison]:
    """Return a document's case and comparison, worked out once for all tests."""
    return _evaluated(dumps(plain), trials)


def sample(trials: int = 400) -> tuple[Case, Comparison]:
    """Return the sample as it stands."""
    return evaluated(DOCUMENT, trials)


@cache
def _evaluated(text: str, trials: int) -> tuple[Case, Comparison]:
    case = read(loads(text))
    return case, compare(case, trials=trials, seed=5)
