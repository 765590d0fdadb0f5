"""Write the quotes and terms sheets of the sample case into resources/sample: `python packaging/make_sample.py`.

All companies are invented. Files are the same each time they are written; run it after changing anything here,
and commit what it writes.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from cdmo_desk.intake.terms_sheet import HEADS
from cdmo_desk.intake.terms_sheet_rows import in_order, rows

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sample"
MADE = datetime(2026, 9, 14, 9, 30)  # noqa: DTZ001 - workbooks know no zone
EPOCH = (2026, 9, 14, 9, 30, 0)
MONEY = "#,##0.00"
CENTS = "#,##0"

BOLD = Font(bold=True)
TITLE = Font(bold=True, size=14)
HEAD_FILL = PatternFill("solid", fgColor="FFD9E2EC")
SECTION_FILL = PatternFill("solid", fgColor="FFF0F4F8")
TOP = Border(top=Side(style="thin"))

Row = Sequence[Any]


def save(book: Workbook, name: str) -> None:
    """Write a workbook without the time of its making."""
    book.properties.creator = "CDMO Desk sample"
    book.properties.created = MADE
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(FOLDER / name, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-09-14T09:30:00Z", data)
            info = zipfile.ZipInfo(part.filename, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, data)


def put(sheet: Worksheet, row: int, cells: Row, style: str = "") -> None:
    """Write a row: plain, or as a head, a section or a total."""
    for column, value in enumerate(cells, 1):
        if value is None:
            continue
        cell = sheet.cell(row, column, value)
        if style:
            cell.font = BOLD
        if style == "head":
            cell.fill = HEAD_FILL
            cell.alignment = Alignment(wrap_text=True, vertical="center")
        elif style == "section":
            cell.fill = SECTION_FILL
        elif style == "total":
            cell.border = TOP
        if isinstance(value, int | float) and not isinstance(value, bool) and value >= 1000:  # noqa: PLR2004
            cell.number_format = MONEY if isinstance(value, float) else CENTS
        elif isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"


def table(sheet: Worksheet, first: int, lines: Iterable[tuple[str, Row]], widths: Sequence[float]) -> int:
    """Write rows with their styles from a row on, and return the row after them."""
    for number, width in enumerate(widths):
        sheet.column_dimensions["ABCDEFGHIJ"[number]].width = width
    row = first
    for style, cells in lines:
        put(sheet, row, cells, style)
        row += 1
    return row


def opened(title: str) -> tuple[Workbook, Worksheet]:
    """Return a workbook with its first sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet["A1"].font = TITLE
    return book, sheet


def heading(sheet: Worksheet, name: str, facts: Iterable[Row], column: int = 1) -> None:
    """Write a supplier's head: its name, and labelled facts."""
    sheet.cell(1, column, name).font = TITLE
    for number, cells in enumerate(facts, 3):
        for offset, value in enumerate(cells):
            if value is not None:
                cell = sheet.cell(number, column + offset, value)
                if isinstance(value, date):
                    cell.number_format = "d mmm yyyy"


def line(*cells: Any) -> Row:  # noqa: ANN401 - values of cells
    """Return mark, description, quantity, unit, unit price, amount and remark; the amount is reckoned here."""
    mark, title, quantity, unit, price, *note = cells
    amount = None if quantity is None or price is None else quantity * price
    return (mark, title, quantity, unit, price, amount, *note)


def northfield() -> None:
    """Write a quotation with sections, subtotals, footnotes, and batch prices by volume."""
    book, sheet = opened("Quotation")
    heading(sheet, "Northfield Biologics", (
        ("Quote No.:", "NB-Q-2026-0431", None, None, "Date:", "September 14, 2026"),
        ("Revision:", "1", None, None, "Valid through:", "March 31, 2027"),
        ("Prepared for:", "Aurelis Therapeutics, Inc.", None, None, "Currency:", "US Dollars (USD)"),
        ("Project:", "Antibody A-117, Phase III through launch", None, None, "Payment terms:", "Net 30 days"),
    ))  # fmt: skip
    lines: list[tuple[str, Row]] = [
        ("head", ("Item", "Description", "Qty", "Unit", "Unit Price", "Extended Price", "Comments")),
        ("section", ("A.  Technology Transfer",)),
        ("", line("A.1", "Kick-off, gap assessment and technology transfer plan", 1, "lump sum", 185000)),
        ("", line("A.2", "Facility-fit assessment and process modeling", 1, "lump sum", 240000)),
        ("", line("A.3", "Scale-down model qualification (1)", 1, "study", 265000)),
        ("", line("A.4", "Process transfer and confirmation runs at 200 L", 2, "run", 240000)),
        ("", line("A.5", "Project management, transfer phase", 12, "month", 40000)),
        ("", ("A.6", "Office space for Sponsor's person in plant", None, None, None, "Included")),
        ("total", (None, "Subtotal Section A", None, None, None, 1650000)),
        ("section", ("B.  Analytical Services",)),
        ("", line("B.1", "Analytical method transfer", None, "method", 32000,
                "Number of methods to be agreed; price per method")),
        ("", line("B.2", "Stability program, drug substance", 10, "time point", 21000,
                "ICH long-term and accelerated")),
        ("total", (None, "Subtotal Section B", None, None, None, 210000)),
        ("section", ("C.  GMP Manufacturing, 2,000 L",)),
        ("", line("C.1", "Engineering batch", 1, "batch", 980000)),
        ("", line("C.2", "GMP batch, 2,000 L, batches 1 to 4 of a year", None, "batch", 1450000,
                "Slot confirmed 6 months ahead")),
        ("", line("C.3", "GMP batch, 2,000 L, batches 5 to 10 of a year", None, "batch", 1300000)),
        ("", line("C.4", "GMP batch, 2,000 L, from batch 11 of a year", None, "batch", 1150000)),
        ("", ("C.5", "In-process control and release testing", None, None, None, "Included")),
        ("total", (None, "Subtotal Section C", None, None, None, 980000)),
        ("section", ("D.  Pass-Through Costs (2)",)),
        ("", line("D.1", "Raw materials, resins and single-use assemblies", 4, "batch", 260000,
                "Estimate, first campaign")),
        ("total", (None, "Subtotal Section D", None, None, None, 1040000)),
        ("section", ("E.  Regulatory and Storage",)),
        ("", line("E.1", "PPQ protocols and reports", 1, "lump sum", 740000)),
        ("", line("E.2", "Cell bank storage", 6, "year", 18000)),
        ("", ("E.3", "Health-authority fees", None, None, None, "Not included", "By Sponsor")),
        ("total", (None, "Subtotal Section E", None, None, None, 848000)),
        ("total", (None, "TOTAL, SECTIONS A - E", None, None, None, 4728000)),
        ("", ()),
        ("section", ("F.  Hourly Rates for Change Orders",)),
        ("", line("F.1", "Process development scientist", None, "hour", 265)),
        ("", line("F.2", "Analytical scientist", None, "hour", 240)),
        ("", line("F.3", "Project manager", None, "hour", 290)),
    ]  # fmt: skip
    end = table(sheet, 9, lines, (8, 56, 8, 12, 14, 16, 44))
    for offset, text in enumerate((
        "Notes:",
        "(1) Assumes Sponsor provides cell line, media formulations and a qualified scale-down model description.",
        "(2) Pass-through costs are invoiced at actual cost plus 12% handling; the amount is an estimate.",
        "Northfield Biologics - Confidential",
    )):  # fmt: skip
        sheet.cell(end + 1 + offset, 1, text)
    save(book, "northfield-quotation.xlsx")


def swiss(value: float) -> str:
    """Write an amount as Swiss offers do."""
    return f"{value:,.2f}".replace(",", "'")


def swiss_line(*cells: Any) -> Row:  # noqa: ANN401 - values of cells
    """Return a line whose numbers are texts."""
    mark, title, quantity, unit, price, amount, *note = line(*cells)
    texts = (None if quantity is None else str(quantity), unit, swiss(price), None if amount is None else swiss(amount))
    return (mark, title, *texts, *note)


def helvet() -> None:
    """Write a German offer with numbers as texts, and a rate card on a sheet of its own."""
    book, sheet = opened("Offerte")
    heading(sheet, "Helvet Process Sciences", (
        ("Offerte Nr.", None, "OFF-26-1207"),
        ("Datum", None, "21.09.2026"),
        ("Gültig bis", None, "28. Februar 2027"),
        ("Kunde", None, "Aurelis Therapeutics, Inc."),
        ("Projekt", None, "A-117, Wirkstoffherstellung nach Aufwand"),
        ("Währung", None, "Alle Preise in CHF, exkl. MwSt."),
    ))  # fmt: skip
    lines: list[tuple[str, Row]] = [
        ("head", ("Pos", "Leistung", "Menge", "Einheit", "Einzelpreis", "Gesamtpreis", "Bemerkung")),
        ("section", ("1", "GMP-Herstellung")),
        ("", swiss_line("1.1", "GMP-Charge 2'000 L", 4, "Charge", 1280000, "offene Kalkulation")),
        ("", ("1.2", "Chargenfreigabe und QP-Erklärung", "4", "Charge", None, "inkl.")),
        ("total", (None, "Zwischentotal 1", None, None, None, swiss(5120000))),
        ("section", ("2", "Material (Weiterverrechnung nach Beleg + 8 %)")),
        ("", swiss_line("2.1", "Verbrauchsmaterial der Engineering-Charge, Budgetwert", 1, "Satz", 640000)),
        ("", swiss_line("2.2", "Rohstoffe, Harze und Einwegmaterial je Charge, Budgetwert", 4, "Charge", 240000)),
        ("total", (None, "Zwischentotal 2", None, None, None, swiss(1600000))),
        ("section", ("3", "Festpreis nach Phase III")),
        ("", swiss_line("3.1", "Abschluss der Entwicklung zum Festpreis", 1, "pauschal", 900000,
                "ersetzt die Stundensätze")),
        ("", ("3.2", "Behördengebühren", None, None, None, "nicht enthalten", "durch Auftraggeber")),
        ("total", (None, "Zwischentotal 3", None, None, None, swiss(900000))),
        ("total", (None, "Gesamttotal CHF (Pos. 1-3)", None, None, None, swiss(7620000))),
        ("", ()),
        ("", ("Entwicklung und Transfer nach Aufwand zu den Stundensätzen. Zahlbar innert 45 Tagen netto.",)),
    ]  # fmt: skip
    table(sheet, 11, lines, (6, 58, 8, 10, 16, 18, 36))
    rates = book.create_sheet("Stundensätze")
    rates["A1"] = "Stundensätze 2027 für Arbeiten nach Aufwand"
    rates["A1"].font = TITLE
    rates["A2"] = "gültig 01.01.2027 - 31.12.2027, in CHF"
    table(rates, 4, [
        ("head", ("Funktion", "Stufe", "CHF / Std.", "Bemerkung")),
        ("", ("Projektleiter", "Senior", "290.–")),
        ("", ("Prozessentwickler", "Senior", "265.–")),
        ("", ("Prozessentwickler Assistenz", "Junior", "195.–")),
        ("", ("Analytiker", "Senior", "240.–")),
        ("", ("Qualitätssicherung", "Senior", "255.–")),
        ("", ("Techniker Produktion", "-", "165.–", "Nacht und Wochenende + 50 %")),
    ], (32, 12, 14, 32))  # fmt: skip
    save(book, "helvet-offerte.xlsx")


def meridian() -> None:
    """Write work packages over sheets, with a summary that repeats their totals."""
    book, summary = opened("Summary")
    heading(summary, "Meridian Bioventures", (
        ("Offer", "MBV-26-051"), ("Date", date(2026, 9, 9)), ("Valid until", date(2027, 6, 30)),
        ("For", "Aurelis Therapeutics, Inc."), ("Currency", "USD"), ("Payment", "30 days net"),
    ), column=2)  # fmt: skip
    packages = (
        ("WP1 Transfer", "Work package 1: Technology transfer", 1900000, (
            line("1.01", "Transfer plan and kick-off", 1, "lump sum", 150000, "firm"),
            line("1.02", "Process transfer, upstream", 1, "lump sum", 640000, "firm"),
            line("1.03", "Process transfer, downstream", 1, "lump sum", 610000, "firm"),
            line("1.04", "Development runs, 10 L", 6, "run", 35000, "firm"),
            line("1.05", "Project leadership", 10, "month", 29000, "firm"),
        )),
        ("WP2 Analytics", "Work package 2: Analytical transfer and stability", 520000, (
            line("2.01", "Method transfer, compendial", 6, "method", 22000, "firm"),
            line("2.02", "Method transfer, product-specific", 8, "method", 48500, "firm"),
            ("2.03", "Stability study, drug substance", None, None, None, "tbd"),
            ("2.04", "Sample shipment within the region", None, None, None, "incl."),
        )),
        ("WP3 GMP supply", "Work package 3: GMP manufacture 2,000 L", 6290000, (
            line("3.01", "Engineering batch", 1, "batch", 1050000, "firm"),
            line("3.02", "GMP batch", 4, "batch", 1050000, "firm"),
            line("3.03", "Raw materials and consumables (estimate, at cost)", 4, "batch", 260000, "pass-through"),
            ("3.04", "Release by Qualified Person", None, None, None, "incl."),
        )),
        ("WP4 Regulatory", "Work package 4: Regulatory and validation documents", 900000, (
            line("4.01", "PPQ protocols", 1, "lump sum", 380000, "firm"),
            line("4.02", "PPQ reports and data package", 1, "lump sum", 520000, "firm"),
            ("4.03", "Agency fees", None, None, None, "not included"),
        )),
    )  # fmt: skip
    head = ("Task", "Deliverable", "Number", "Unit", "Unit price (USD)", "Price (USD)", "Status")
    for name, title, total, lines in packages:
        sheet = book.create_sheet(name)
        sheet["B1"] = "Meridian Bioventures"
        sheet["B2"] = title
        sheet["B2"].font = BOLD
        shifted: list[tuple[str, Row]] = [("head", (None, *head))]
        shifted += [("", (None, *cells)) for cells in lines]
        shifted.append(("total", (None, None, f"Total {title[: title.index(':')].lower()}", None, None, None, total)))
        table(sheet, 4, shifted, (3, 8, 52, 10, 12, 18, 18, 16))
    repeated: list[tuple[str, Row]] = [("head", (None, "Work package", "Price (USD)", "Remarks"))]
    repeated += [("", (None, title, total)) for _, title, total, _ in packages]
    repeated.append(("total", (None, "Total offer", sum(total for _, _, total, _ in packages))))
    end = table(summary, 11, repeated, (3, 56, 18, 30))
    summary.cell(
        end + 1, 2, "Half of all fees fall due only through success; see the term sheet for milestones and royalty."
    )
    save(book, "meridian-work-packages.xlsx")


def comma(value: float) -> str:
    """Write an amount with points between thousands and a comma before cents."""
    return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))


def castell() -> None:
    """Write a csv price schedule with semicolons and decimal commas."""

    def cells(title: str, quantity: int | None, unit: str, price: float | None, note: str = "") -> list[str]:
        amount = "" if quantity is None or price is None else comma(quantity * price)
        return [
            "",
            title,
            "" if quantity is None else str(quantity),
            unit,
            "" if price is None else comma(price),
            amount,
            note,
        ]

    lines = [
        ["Castell Manufacturing", "", "", "", "", "", ""],
        ["Proposal no.", "CM-2026-131/A", "", "Date", "2026-09-18", "", ""],
        ["Client", "Aurelis Therapeutics", "", "Valid until", "2027-04-30", "", ""],
        ["Currency", "EUR", "", "Payment terms", "60 days net", "", ""],
        [""] * 7,
        ["No.", "Description", "Quantity", "Unit", "Unit price", "Amount", "Remarks"],
        ["1", "Technology transfer and suite fit-out", "", "", "", "", ""],
        cells("Facility fit, engineering and suite fit-out", 1, "lump sum", 1350000),
        cells("Process transfer and small-scale confirmation runs", 1, "lump sum", 860000),
        cells("Project office", 15, "month", 26000),
        ["", "Subtotal 1", "", "", "", comma(2600000), ""],
        ["2", "Analytical transfer", "", "", "", "", ""],
        cells("Transfer of product-specific methods", None, "method", 30000, "per method transferred"),
        cells("Stability study, drug substance", 10, "time point", 19000),
        ["", "Subtotal 2", "", "", "", comma(190000), ""],
        ["3", "Manufacturing in the dedicated suite", "", "", "", "", ""],
        cells("Engineering batch", 1, "batch", 400000),
        cells("PPQ package (protocols, execution support, reports)", 1, "lump sum", 650000),
        cells("Suite reservation fee", 4, "quarter", 1500000, "first year; four batches a quarter"),
        cells("Batch within the reservation", 10, "batch", 320000, "first year"),
        cells("Batch outside the reserved quantity", None, "batch", 1400000, "on request, one a quarter"),
        cells("Overflow batch at the sister site", None, "batch", 1700000, "subject to availability"),
        cells("Raw materials, resins and single-use components", 10, "batch", 240000,
                "estimate; at cost plus 5 % handling"),
        ["", "Quality oversight and QP release", "", "", "", "included", ""],
        ["", "Subtotal 3", "", "", "", comma(12650000), ""],
        ["", "Total budget", "", "", "", comma(15440000), ""],
        [""] * 7,
        ["", "Freight to drug product site is not part of this proposal.", "", "", "", "", ""],
    ]  # fmt: skip
    with (FOLDER / "castell-price-schedule.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(lines)


def orchard() -> None:
    """Write a quote with the amounts beside the unit, capital headings and a discount-free total."""
    book, sheet = opened("Quote")
    heading(sheet, "Orchard BioFlex", (
        ("Quotation", "OBX-5540"), ("Issued", "7 October 2026"), ("Valid until", "31 January 2027"),
        ("For", "Aurelis Therapeutics"), ("Terms", "30 days net"), ("All prices in", "USD"),
    ))  # fmt: skip
    head = ("Service", "Unit", "No. of units", "Rate", "Value", "Notes")

    def cells(title: str, unit: str | None, quantity: int | None, price: float | None, note: str | None = None) -> Row:
        return (title, unit, quantity, price, None if quantity is None or price is None else quantity * price, note)

    lines: list[tuple[str, Row]] = [
        ("head", head),
        ("section", ("TECHNOLOGY TRANSFER",)),
        ("", cells("Technology transfer including facility fit and documentation", "lot", 1, 1120000)),
        ("", cells("Confirmation run at 50 L", "run", 2, 60000)),
        ("", cells("Project manager", "month", 10, 16000)),
        ("", ("Steering committee, monthly", "meeting", 10, None, "included")),
        ("section", ("ANALYTICAL",)),
        ("", cells("Analytical method transfer", "method", None, 36000, "price per method")),
        ("section", ("MANUFACTURING",)),
        ("", cells("Engineering batch", "batch", 1, 1100000)),
        ("", cells("GMP slot, 2,000 L, booked ahead", "slot", 4, 1550000)),
        ("", cells("Buffers, media, resins and single-use at cost plus 15 % (budget)", "slot", 4, 270000)),
        ("", ("Disposal of biological waste", "slot", 4, None, "included")),
        ("total", ("TOTAL excluding VAT", None, None, None, 9780000)),
        ("", ()),
        ("section", ("OPTIONS (not in total)",)),
        ("", cells("PPQ package", "lot", 1, 880000)),
        ("", cells("Reserve slot, cancellable up to 90 days before start", "slot", 1, 1550000)),
    ]
    table(sheet, 11, lines, (62, 12, 12, 14, 16, 26))
    save(book, "orchard-quote.xlsx")


def castell_volume() -> None:
    """Write a French offer whose batch price holds for all batches of the year."""
    book, sheet = opened("Devis")
    heading(sheet, "Castell Manufacturing", (
        ("Devis n°", "CM-DV-2026-077", None, "Date", "18/09/2026"),
        ("Client", "Aurelis Therapeutics", None, "Validité de l'offre", "30/04/2027"),
        ("Objet", "Anticorps A-117, prix dégressif", None, "Devise", "EUR"),
        ("Conditions de paiement", "Paiement à 60 jours"),
    ))  # fmt: skip
    lines: list[tuple[str, Row]] = [
        ("head", ("N°", "Désignation", "Qté", "Unité", "P.U. HT (EUR)", "Montant HT (EUR)", "Observations")),
        ("section", ("1", "Transfert de technologie")),
        ("", line("1.1", "Plan de transfert et analyse d'écarts", 1, "forfait", 310000)),
        ("", line("1.2", "Transfert de procédé, amont et aval", 1, "forfait", 980000)),
        ("", line("1.3", "Gestion de projet", 10, "mois", 41000)),
        ("total", (None, "Sous-total 1", None, None, None, 1700000)),
        ("section", ("2", "Analytique")),
        ("", line("2.1", "Transfert de méthodes analytiques", None, "méthode", 30000, "prix par méthode")),
        ("", line("2.2", "Stabilité ICH du principe actif", 10, "échéance", 19000)),
        ("total", (None, "Sous-total 2", None, None, None, 190000)),
        ("section", ("3", "Fabrication, 2 000 L")),
        ("", line("3.1", "Lot technique", 1, "lot", 850000)),
        ("", line("3.2", "Protocoles et rapports PPQ", 1, "forfait", 650000)),
        ("", line("3.3", "Lot BPF, 1 à 7 lots par an", None, "lot", 1200000, "prix pour tous les lots de l'année")),
        ("", line("3.4", "Lot BPF, à partir de 8 lots par an", None, "lot", 1080000,
                "prix pour tous les lots de l'année")),
        ("", ("3.5", "Libération pharmaceutique", None, None, None, "inclus")),
        ("total", (None, "Sous-total 3", None, None, None, 1500000)),
        ("section", ("4", "Frais refacturés au coût réel + 5 %")),
        ("", line("4.1", "Matières premières, résines et usage unique (estimation)", 4, "lot", 240000)),
        ("total", (None, "Sous-total 4", None, None, None, 960000)),
        ("total", (None, "TOTAL HT", None, None, None, 4350000)),
    ]  # fmt: skip
    table(sheet, 8, lines, (6, 56, 8, 12, 18, 18, 38))
    save(book, "castell-devis-volume.xlsx")


def own_plant() -> None:
    """Write the sponsor's own budget."""
    book, sheet = opened("Budget")
    heading(sheet, "Own plant", (("Estimate", "FIN-26-09"), ("Date", date(2026, 10, 2)), ("Currency", "USD")))
    lines: list[tuple[str, Row]] = [
        ("head", ("Cost item", "Quantity", "Unit", "Unit cost", "Budget")),
        ("", ("Construction and equipment", 10, "quarter", 6500000, 65000000)),
        ("", ("Qualification and methods", 1, "lump sum", 2200000, 2200000)),
        ("", ("Operating staff", 480000, "hour", 95, 45600000)),
        ("", ("Variable cost of a batch", 20, "batch", 260000, 5200000)),
        ("", ("Materials of a batch", 20, "batch", 250000, 5000000)),
        ("total", ("Total", None, None, None, 123000000)),
    ]
    table(sheet, 8, lines, (40, 12, 12, 16, 18))
    save(book, "own-plant-budget.xlsx")


SPONSOR = (
    ("sponsor_cost", {"title": "Audits and person in plant", "amount": [40000, 60000, 110000], "per": "quarter"}),
    ("sponsor_cost", {"title": "Cold-chain freight and insurance", "amount": [8000, 12000, 25000], "per": "batch"}),
)
CRITERIA = ("technical", "regulatory", "quality", "capacity", "financial", "communication")
RISKS = (
    ("tech_transfer_delay", "Technology transfer overruns", [150000, 400000, 1200000], [1, 3, 8], 2),
    ("ip_protection", "Loss of control over process know-how", [0, 250000, 3000000], 0, 3),
    ("supply_chain", "Single-use and resin shortages", [50000, 200000, 900000], [0, 1, 4], 4),
    ("quality_oversight", "Deviation backlog or inspection finding", [100000, 350000, 2000000], [0, 2, 6], 2),
    ("capacity_shortfall", "Slot lost to a larger customer", [0, 150000, 600000], [1, 2, 5], 3),
)
ALL = ["biologics_2000l", "us_fda_inspected", "ema_inspected"]
PLAN = {
    "title": "Agreed mitigation plan",
    "cost": 180000,
    "probability": 0.12,
    "residual_delay_months": [0, 1, 3],
    "adopted": True,
}


def risks(chances: Sequence[float], plan: dict[str, Any] | None = None) -> list[tuple[str, dict[str, Any]]]:
    """Return the register: five standing risks with an offer's own chances."""
    made = []
    for (category, title, cost, delay, quarter), chance in zip(RISKS, chances, strict=True):
        risk = {
            "category": category,
            "title": title,
            "probability": chance,
            "cost": cost,
            "delay_months": delay,
            "quarter": quarter,
        }
        if category == "supply_chain":
            risk["driver"] = "resin shortage"
        if category == "tech_transfer_delay" and plan is not None:
            risk["mitigation"] = plan
        made.append(("risk", risk))
    return made


def scores(*values: int) -> tuple[str, dict[str, Any]]:
    """Return the consensus of the evaluators."""
    return ("score", dict(zip(CRITERIA, values, strict=True)))


def resins(low: int, high: int) -> tuple[str, dict[str, Any]]:
    """Return the range of materials around the likely value that the quote states."""
    return ("materials_per_batch", {"amount": {"low": low, "high": high, "driver": "resin price"}})


def failure(probability: float, cost: list[int], **more: bool) -> tuple[str, dict[str, Any]]:
    """Return how often batches fail and what it costs."""
    return ("batch_failure", {"probability": probability, "cost_per_failure": cost, **more})


def offer(
    kind: str, title: str, engagement: str | None, days: int | None, **more: object
) -> tuple[str, dict[str, Any]]:
    """Return what a terms sheet says of the offer itself."""
    return ("offer", {"title": title, "kind": kind, "engagement": engagement, "payment_days": days, **more})


TERMS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "northfield-terms.xlsx": [
        offer("fee_for_service", "Campaign manufacture, priced deliverables",
                "transactional", 30, ready_months=[7, 9, 14],
              output_per_batch=[3.4, 4.0, 4.4], escalation={"index": "cpi", "floor": 0.02,
                      "cap": 0.05}, capabilities=ALL),
        ("deliverable", {"title": "Analytical method transfer", "quarter": 1}),
        ("deliverable", {"title": "Stability program, drug substance", "quarter": 4, "every": 2, "last_quarter": 22}),
        ("deliverable", {"title": "Cell bank storage", "every": 4}),
        ("per_batch", {"batches_per_quarter": 5}),
        resins(210000, 380000),
        ("change_orders", {"rate": [0.03, 0.10, 0.30]}),
        failure(0.03, [300000, 500000, 900000]),
        ("rebate", {"tiers": [{"from": 12000000, "rate": 0.02}, {"from": 18000000, "rate": 0.04}]}),
        *SPONSOR, *risks((0.3, 0.05, 0.2, 0.15, 0.25)), scores(4, 4, 4, 3, 4, 4),
    ],
    "helvet-terms.xlsx": [
        offer("time_and_materials", "Open-book development, then fixed", "transactional", 45, ready_months=[9, 12, 20],
              output_per_batch=[3.6, 4.4, 5.0], escalation={"rate": 0.025}, capabilities=ALL),
        ("labour", {"title": "Process scientist", "rate": {"line": "Prozessentwickler"}, "hours": [5200, 6400, 10500],
                    "start": 0, "end": 5, "covers": ["tt"]}),
        ("labour", {"title": "Analytical scientist", "rate": {"line": "Analytiker"}, "hours": [2600, 3300, 5200],
                    "start": 0, "end": 4, "covers": ["methods", "stability"]}),
        ("labour", {"title": "Project management", "rate": {"line": "Projektleiter"}, "hours": [1400, 1600, 2400],
                    "start": 0, "end": 9, "converts": False}),
        ("deliverable", {"title": "Verbrauchsmaterial der Engineering-Charge, Budgetwert",
                         "unit_price": {"low": 500000, "high": 980000}}),
        ("not_to_exceed", {"amount": 4600000}),
        ("fixed_price_conversion", {"gate": "Phase III readout",
                "price": {"line": "Abschluss der Entwicklung zum Festpreis"},
                                    "over": 4}),
        resins(190000, 420000),
        failure(0.04, [500000, 900000, 1400000]),
        *SPONSOR, *risks((0.35, 0.08, 0.25, 0.1, 0.3)), scores(5, 3, 4, 3, 3, 5),
    ],
    "meridian-terms.xlsx": [
        offer("risk_sharing", "Half price now, share of success", "strategic", 30, ready_months=[6, 9, 12],
              output_per_batch=[3.0, 3.9, 4.3], escalation={"rate": 0.03}, capabilities=ALL),
        ("deliverable", {"title": "Method transfer, compendial", "quarter": 1}),
        ("deliverable", {"title": "Method transfer, product-specific", "quarter": 1}),
        ("upfront_discount", {"rate": 0.5, "until_quarter": 9}),
        resins(210000, 380000),
        ("milestone", {"title": "Positive Phase III", "gate": "Phase III readout", "amount": 3000000}),
        ("milestone", {"title": "First approval", "gate": "Approval", "amount": 8000000}),
        ("royalty", {"tiers": [{"from": 0, "rate": 0.02}, {"from": 150000000, "rate": 0.03}], "first_year": 2,
                "last_year": 5,
                     "cap": 40000000, "minimum_per_year": 250000}),
        ("equity", {"title": "Warrants over 1 % of the company", "gate": "Approval",
                "value": [1000000, 4000000, 15000000]}),
        failure(0.03, [0, 150000, 400000]),
        *SPONSOR, *risks((0.2, 0.15, 0.2, 0.15, 0.2)), scores(4, 3, 3, 4, 2, 4),
    ],
    "castell-suite-terms.xlsx": [
        offer("dedicated_capacity", "Dedicated 2,000 L suite", "strategic", 60, ready_months=[8, 10, 13],
              output_per_batch=[3.8, 4.2, 4.5], escalation={"index": "cpi", "floor": 0.0,
                      "cap": 0.04}, capabilities=ALL),
        ("deliverable", {"title": "Transfer of product-specific methods", "quarter": 1}),
        ("deliverable", {"title": "Stability study, drug substance", "quarter": 4, "every": 2, "last_quarter": 22}),
        ("reservation", {"title": "Suite reservation", "fee_per_quarter": {"line": "Suite reservation fee"},
                "start": 3, "end": 27,
                         "batches_per_quarter": 4, "batch_price": {"line": "Batch within the reservation"},
                         "extra_batch_price": {"line": "Batch outside the reserved quantity"},
                                 "extra_batches_per_quarter": 1,
                         "notice_quarters": 2, "termination_rate": 0.35, "termination_minimum": 1500000,
                                 "termination_fee": 500000,
                         "resale_rate": [0.0, 0.2, 0.6], "credit_rate": 0}),
        ("slots", {"title": "Overflow at the sister site", "price": {"line": "Overflow batch at the sister site"},
                   "batches_per_quarter": 2, "availability": [0.5, 0.8, 1.0], "start": 4}),
        ("take_or_pay", {"batches_per_year": 6, "price": 320000, "rate": 0.8, "first_year": 2, "last_year": 6,
                "notice_quarters": 2}),
        ("deposit", {"amount": 2000000, "quarter": 0, "credit_from": 8, "credit_to": 15}),
        resins(200000, 350000),
        failure(0.02, [400000, 700000, 1200000]),
        *SPONSOR, *risks((0.25, 0.05, 0.15, 0.1, 0.03), PLAN), scores(4, 5, 5, 5, 4, 3),
    ],
    "orchard-terms.xlsx": [
        offer("flexible_capacity", "Shared lines, just-in-time slots", "transactional", 30, ready_months=[5, 7, 12],
              output_per_batch=[3.2, 3.8, 4.2], escalation={"rate": 0.035}, capabilities=["biologics_2000l",
                      "ema_inspected"]),
        ("deliverable", {"title": "Analytical method transfer", "quarter": 1}),
        ("slots", {"title": "GMP slot", "price": {"line": "GMP slot, 2,000 L, booked ahead"}, "batches_per_quarter": 4,
                   "availability": [0.7, 0.92, 1.0], "surge_above": 2.5, "surge_rate": 0.2,
                           "cancelled": [0.0, 0.05, 0.2],
                   "cancellation_rate": 0.5}),
        ("cancellation", {"binding_quarters": 2, "price": 1550000, "ladder": [
            {"within_days": 30, "rate": 1.0}, {"within_days": 90, "rate": 0.5}, {"within_days": 180, "rate": 0.25}]}),
        resins(210000, 420000),
        failure(0.05, [300000, 600000, 1100000], remade=False),
        *SPONSOR, *risks((0.3, 0.05, 0.3, 0.2, 0.45)), scores(3, 4, 3, 3, 4, 4),
    ],
    "castell-volume-terms.xlsx": [
        offer("fee_for_service", "Fee for service with a volume commitment", "strategic", 60, ready_months=[8, 10, 14],
              output_per_batch=[3.8, 4.2, 4.5], escalation={"rate": 0.02}, capabilities=ALL),
        ("deliverable", {"title": "Transfert de méthodes analytiques", "quarter": 1}),
        ("deliverable", {"title": "Stabilité ICH du principe actif", "quarter": 4, "every": 2, "last_quarter": 22}),
        ("per_batch", {"all_units": True}),
        ("take_or_pay", {"batches_per_year": 4, "price": 1200000, "rate": 0.6, "first_year": 2, "last_year": 5,
                "make_up": True,
                         "notice_quarters": 4}),
        ("cancellation", {"binding_quarters": 3, "price": 1200000, "ladder": [
            {"within_days": 60, "rate": 1.0}, {"within_days": 180, "rate": 0.5}], "resale_rate": 0.25}),
        resins(200000, 350000),
        ("change_orders", {"rate": [0.02, 0.06, 0.15]}),
        failure(0.025, [300000, 500000, 900000]),
        *SPONSOR, *risks((0.25, 0.05, 0.15, 0.12, 0.15)), scores(4, 5, 5, 4, 4, 3),
    ],
    "own-plant-terms.xlsx": [
        offer("in_house", "Build a 2,000 L line", None, None, ready_months=[24, 30, 42], output_per_batch=4.2,
              escalation={"index": "cpi"}, capabilities=ALL),
        ("deliverable", {"title": "Construction and equipment", "unit_price": {"low": 5500000, "high": 9000000},
                "quarter": 0,
                         "every": 1, "last_quarter": 9}),
        ("deliverable", {"title": "Qualification and methods", "scope": "methods", "quarter": 8}),
        ("labour", {"title": "Operating staff", "rate": {"line": "Operating staff"}, "hours": [420000, 480000, 600000],
                    "start": 8, "end": 23, "covers": ["tt", "ppq", "stability", "exit", "engineering"]}),
        ("per_batch", {"batches_per_quarter": 6, "start": 8}),
        ("materials_per_batch", {"amount": {"line": "Materials of a batch", "low": 200000, "high": 370000,
                "driver": "resin price"}}),
        failure(0.06, [300000, 500000, 900000]),
    ],
}  # fmt: skip


def terms_sheet(name: str, terms: list[tuple[str, dict[str, Any]]]) -> None:
    """Write a terms sheet."""
    book, sheet = opened("Terms")
    lines: list[tuple[str, Row]] = [("head", [head.capitalize() for head in HEADS])]
    for number, (subject, plain) in enumerate(terms, 1):
        stated = {key: value for key, value in plain.items() if value is not None}
        lines += [("", in_order(row)) for row in rows(subject, stated, number)]
    sheet["A1"] = "Commercial terms"
    sheet["A2"] = (
        "One field a row. Low and High give the range of a value; “line: ...” takes a line's price from the quote."
    )
    table(sheet, 4, lines, (6, 22, 26, 14, 40, 14, 14, 16, 44))
    sheet.freeze_panes = "A5"
    save(book, name)


OFFERS = (
    ("ffs", "northfield-quotation.xlsx", "northfield-terms.xlsx"),
    ("tm", "helvet-offerte.xlsx", "helvet-terms.xlsx"),
    ("rs", "meridian-work-packages.xlsx", "meridian-terms.xlsx"),
    ("dedicated", "castell-price-schedule.csv", "castell-suite-terms.xlsx"),
    ("flexible", "orchard-quote.xlsx", "orchard-terms.xlsx"),
    ("hybrid", "castell-devis-volume.xlsx", "castell-volume-terms.xlsx"),
    ("inhouse", "own-plant-budget.xlsx", "own-plant-terms.xlsx"),
)


def main() -> None:
    """Write all files."""
    for write in (northfield, helvet, meridian, castell, orchard, castell_volume, own_plant):
        write()
    for name, terms in TERMS.items():
        terms_sheet(name, terms)
    offers = [{"id": name, "files": files} for name, *files in OFFERS]
    manifest = {"case": "mab-launch.json", "offers": offers}
    (FOLDER / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
