"""The workbook: live formulas that give the program's figures, inputs that may be edited, text that stays text."""

import re
import shutil
import subprocess
import warnings
import zipfile
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest

from cdmo_desk import document
from cdmo_desk.document import Case
from cdmo_desk.evaluation import compare
from cdmo_desk.reports.workbook import content
from tests.conftest import example
from tests.evaluation import random_cases

PAYLOADS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "http://example.com", '="x"&A1', "{=1}", "１")


def book_of(case: Case, trials: int = 0) -> bytes:
    """Return the workbook of a case."""
    return content(case, compare(case, trials=trials))


def written(made: bytes, *, values: bool) -> openpyxl.Workbook:
    """Return a workbook as openpyxl reads it, with formulas or with the values kept beside them."""
    return openpyxl.load_workbook(BytesIO(made), data_only=values)


def recalculated(made: bytes, inputs: dict[str, float] | None = None) -> dict[str, Any]:
    """Return what a second program (the package `formulas`) computes for each cell, by sheet and address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # theirs, on loading their own modules
        return _by_address(_model(made), inputs or {})


@lru_cache(maxsize=1)
def _model(made: bytes) -> Any:
    """Return a workbook as the second program reads it, which takes longer than computing it."""
    import formulas

    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(made)
        return formulas.ExcelModel().loads(str(path)).finish()


def _by_address(model: Any, inputs: dict[str, float]) -> dict[str, Any]:
    named = {f"'[book.xlsx]{name.upper()}'!{cell}": value for (name, cell), value in _placed(inputs).items()}
    found = model.calculate(inputs=named or None)
    return {
        f"{match['sheet']}!{match['cell']}": ranges.value[0, 0]
        for key, ranges in found.items()
        if (match := re.fullmatch(r"'\[book\.xlsx\](?P<sheet>.*)'!(?P<cell>[A-Z]+\d+)", str(key)))
    }


def _placed(inputs: dict[str, float]) -> dict[tuple[str, str], float]:
    return {(name.split("!")[0], name.split("!")[1]): value for name, value in inputs.items()}


def disagreements(made: bytes, computed: dict[str, Any]) -> tuple[int, list[str]]:
    """Return how many formulas were compared with their kept values, and those that differ by more than 1e-9."""
    live, kept = written(made, values=False), written(made, values=True)
    wrong, count = [], 0
    for sheet in live:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                ours, theirs = (
                    kept[sheet.title][cell.coordinate].value,
                    computed[f"{sheet.title.upper()}!{cell.coordinate}"],
                )
                if isinstance(ours, int | float):
                    if abs(ours - float(theirs)) > 1e-9 * max(1.0, abs(ours)):
                        wrong.append(f"{sheet.title}!{cell.coordinate} {ours} {theirs}")
                elif str(ours or "") != str(theirs or ""):
                    wrong.append(f"{sheet.title}!{cell.coordinate} {ours!r} {theirs!r}")
    return count, wrong


@pytest.mark.parametrize("name", ["tablet-certain", pytest.param("adc-first-in-human", marks=pytest.mark.soak)])
def test_a_second_program_computes_the_same(name: str) -> None:
    made = book_of(document.read(example(name)))
    count, wrong = disagreements(made, recalculated(made))
    assert count > 500
    assert wrong == []


@pytest.mark.soak
def test_a_second_program_computes_the_same_for_random_cases() -> None:
    compared = 0
    for seed in range(40):
        made = book_of(document.read(random_cases.case(seed)))
        count, wrong = disagreements(made, recalculated(made))
        assert wrong == [], seed
        compared += count
    print(compared)  # noqa: T201 - a soak run says its counts


SOFFICE = shutil.which("soffice")
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value>
</prop></item></oor:items>"""


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed here")
@pytest.mark.soak
def test_libreoffice_computes_the_same(tmp_path: Path) -> None:
    made = book_of(document.read(example("mab-launch")))
    (tmp_path / "profile/user").mkdir(parents=True)
    (tmp_path / "profile/user/registrymodifications.xcu").write_text(SETTINGS)
    (tmp_path / "book.xlsx").write_bytes(_without_values(made))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [
            SOFFICE or "",
            profile,
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(tmp_path / "out"),
            str(tmp_path / "book.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    theirs = openpyxl.load_workbook(tmp_path / "out/book.xlsx", data_only=True)
    computed = {
        f"{sheet.title.upper()}!{cell.coordinate}": cell.value
        for sheet in theirs
        for row in sheet.iter_rows()
        for cell in row
    }
    count, wrong = disagreements(made, computed)
    assert count > 4000
    assert wrong == []


def _without_values(made: bytes) -> bytes:
    """Return a workbook whose formulas keep no values, so that whoever opens it has to compute."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1<v>0</v>", part).replace(b' t="str"><f>', b"><f>")
            new.writestr(name, part)
    return out.getvalue()


def test_an_edited_input_moves_the_totals_as_the_program_would() -> None:
    plain = example("tablet-certain")
    made = book_of(document.read(plain))
    rate = plain["case"]["discount_rate"] + 0.05
    sheet = written(made, values=False)["Assumptions"]
    at = next(f"B{cell.row}" for cell in sheet["A"] if cell.value == "Discount rate")
    computed = recalculated(made, {f"Assumptions!{at}": rate})
    plain["case"]["discount_rate"] = rate
    changed = compare(document.read(plain), trials=0)
    table = written(made, values=True)["Comparison"]
    head = next(row for row in table.iter_rows() if row[0].value == "Offer")
    column = next(cell.column_letter for cell in head if cell.value == "Present cost")
    suppliers = {offer.supplier: offer.id for offer in document.read(plain).offers}
    checked = 0
    for row in table.iter_rows(min_row=int(head[0].row or 0) + 1):
        if str(row[1].value) in suppliers:
            expected = changed.offers[suppliers[str(row[1].value)]].base.present_cost
            assert float(computed[f"COMPARISON!{column}{row[0].row}"]) == pytest.approx(expected, rel=1e-9)
            checked += 1
    assert checked == len(suppliers)
    assert "edited" in str(computed["COMPARISON!A2"])


def test_no_text_of_a_supplier_becomes_a_formula_or_a_link() -> None:
    plain = example("adc-first-in-human")
    for number, payload in enumerate(PAYLOADS):
        offer = plain["offers"][number % len(plain["offers"])]
        offer["supplier"] = offer["title"] = payload
        for term in offer["terms"]:
            term["title"] = payload
        offer.setdefault("lines", []).append(
            {
                "becomes": {"set_aside": payload},
                "id": f"p{number}",
                "description": payload,
                "file": payload,
                "sheet": payload,
                "section": payload,
                "unit": payload,
                "amount": "1",
                "note": payload,
            }
        )
    plain["case"]["title"] = plain["case"]["scope"][0]["title"] = '=HYPERLINK("x")'
    made = book_of(document.read(plain))
    ours = re.compile(r"=(SUM|IF|RANK|\(|'|-|COUNTIF|INT|SUMIFS|SUMPRODUCT|MIN|ABS|[A-Z]+\$)")
    found = 0
    for sheet in written(made, values=False):
        assert not sheet._hyperlinks  # type: ignore[attr-defined]
        for row in sheet.iter_rows():
            for cell in row:
                text = str(cell.value)
                if text in PAYLOADS or text.startswith("=HYPERLINK"):
                    assert cell.data_type in ("s", "inlineStr")
                    found += 1
                elif cell.data_type == "f":
                    assert ours.match(text), text
                    assert not any(payload in text for payload in PAYLOADS if len(payload) > 3)
    assert found > 20


def test_the_same_case_gives_the_same_bytes() -> None:
    case = document.read(example("tablet-certain"))
    assert book_of(case, 256) == book_of(case, 256)


def test_sheets_are_protected_without_a_password_and_inputs_are_open() -> None:
    book = written(book_of(document.read(example("tablet-certain"))), values=False)
    assert all(sheet.protection.sheet for sheet in book)
    opened = [cell for cell in book["Assumptions"]["B"] if cell.value is not None and not cell.protection.locked]
    assert len(opened) >= 3


def test_a_term_made_from_a_line_follows_the_line() -> None:
    plain = example("mab-launch")
    offer = plain["offers"][0]
    term = next(
        term
        for term in offer["terms"]
        if term["type"] == "deliverable" and isinstance(term.get("unit_price"), int | float)
    )
    term["id"] = term.get("id") or "linked"
    offer.setdefault("lines", []).append(
        {
            "id": "L",
            "description": "Line",
            "file": "a.xlsx",
            "sheet": "S",
            "cells": {"unit_price": "D7"},
            "quantity": "1",
            "unit_price": str(term["unit_price"]),
            "amount": str(term["unit_price"]),
            "becomes": {"term": term["id"]},
        }
    )
    sheet = written(book_of(document.read(plain)), values=False)["Terms"]
    linked = [row for row in sheet.iter_rows() if str(row[1].value).startswith("='Quotes'!")]
    assert any("a.xlsx S D7" in str(row[3].value) for row in linked)


def test_a_case_without_offers_has_a_workbook() -> None:
    plain = example("tablet-certain")
    plain["offers"] = []
    plain["case"].pop("award", None)
    book = written(book_of(document.read(plain)), values=True)
    assert "Comparison" in book.sheetnames
