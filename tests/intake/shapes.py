"""Layouts by the shape of their tables: matrices, tables beside each other, years, packages, phases."""

# ruff: noqa: E501 - a row of a sheet reads best in one line

from datetime import date
from typing import Any

from tests.intake.layouts import Layout, Page


def tiers() -> Layout:
    p = Page("Volume pricing", "USD", section="Price matrix drug product")
    p.add("Cascadia Fill-Finish, Inc.")
    p.add("Quote ID: CFF-2209", None, None, None, "Expiration date: 2027-06-30")
    p.add()
    p.add("Price matrix drug product")
    p.add("Product", "Unit", "Price per batch (USD), batches per calendar year")
    p.add(None, None, "1 - 4", "5 - 9", "10 - 19", "20+")
    p.merges.append("C5:F5")
    for name, unit, prices in (
        ("Vial 2R, liquid", "batch", (210000, 198000, 184000, 171500)),
        ("Vial 10R, lyophilised", "batch", (365000, 349000, 322000, None)),
    ):
        p.add(name, unit, *prices)
        for step, price in zip(("1 - 4", "5 - 9", "10 - 19", "20+"), prices, strict=True):
            if price is not None:
                p.also(d=name, u=unit, p=price, b="rate", n=step)
    p.add("Forecast (for information only)", "batches", 3, 6, 12, 22)
    p.add()
    p.add("Prices exclude components, which are invoiced separately.")
    facts = {
        "supplier": "Cascadia Fill-Finish, Inc.",
        "reference": "CFF-2209",
        "currency": "USD",
        "valid_until": date(2027, 6, 30),
    }
    return Layout("tiers", (p,), facts, 0)


def side_by_side() -> Layout:
    p = Page("Offer", "GBP", formats={"D": "[$£-809]#,##0", "I": "[$£-809]#,##0"})
    p.add("Thornbury CDMO Limited")
    p.add("Proposal no. TB-0091", None, None, None, None, "Date: 21 August 2026", None, "Valid until: 21 February 2027")
    p.add()
    p.add("Base scope", None, None, None, None, "Options (not in total)")
    p.add("No.", "Activity", "Days", "Price", None, "No.", "Activity", "Days", "Price")
    left = [
        ("1", "Gap assessment", 10, 18000),
        ("2", "Engineering run", 25, 240000),
        ("3", "Clinical batch", 30, 415000),
    ]
    right = [("O1", "Second clinical batch", 30, 390000), ("O2", "Extra shipping validation", 12, 27500)]
    for n in range(3):
        row = [*left[n], None, *(right[n] if n < len(right) else ())]
        p.add(*row)
        p.also(d=left[n][1], q=left[n][2], a=left[n][3], s="Base scope")
        if n < len(right):
            p.also(d=right[n][1], q=right[n][2], a=right[n][3], s="Options (not in total)", b="optional")
    p.add(None, "Total base scope", None, 673000, None, None, "Total options", None, 417500)
    facts = {
        "supplier": "Thornbury CDMO Limited",
        "reference": "TB-0091",
        "currency": "GBP",
        "valid_until": date(2027, 2, 21),
        "date": date(2026, 8, 21),
    }
    return Layout("side-by-side", (p,), facts, 2)


def years_german() -> Layout:
    p = Page("Preisübersicht")
    p.add(None, "Rheintal Steril AG")
    p.add(None, "Belegnummer", "RS-5500", None, "Datum", "2026-07-15")
    p.add(None, "Gültigkeit", "6 Monate")
    p.add(None, "Alle Angaben in TEUR")
    p.add()
    p.add(None, "Kostenart", "Leistung", "Jahr 1", "Jahr 2", "Jahr 3", "Summe", "Hinweis")
    p.line(
        None,
        "Transfer",
        "Technologietransfer",
        950,
        120,
        None,
        1070,
        None,
        d="Technologietransfer",
        a=1070000,
        s="Transfer",
    )
    p.line(None, None, "Methodentransfer", 210, None, None, 210, None, d="Methodentransfer", a=210000, s="Transfer")
    p.line(
        None,
        "Lieferung",
        "Reservierungsgebühr",
        None,
        1500,
        1500,
        3000,
        None,
        d="Reservierungsgebühr",
        a=3000000,
        s="Lieferung",
    )
    p.line(
        None,
        None,
        "Abfüllchargen",
        None,
        2200,
        4400.5,
        6600.5,
        "ab Jahr 2",
        d="Abfüllchargen",
        a=6600500,
        s="Lieferung",
        n="ab Jahr 2",
    )
    p.line(
        None,
        None,
        "Packmittel (nach Beleg)",
        None,
        310,
        620,
        930,
        None,
        d="Packmittel (nach Beleg)",
        a=930000,
        s="Lieferung",
        b="pass_through",
    )
    p.line(None, None, "Freigabe", "inkl.", "inkl.", "inkl.", "inkl.", None, d="Freigabe", s="Lieferung", b="included")
    p.add(None, None, "Gesamtsumme", 1160, 4130, 6520.5, 11810.5)
    p.section = "Lieferung"
    facts = {
        "supplier": "Rheintal Steril AG",
        "reference": "RS-5500",
        "currency": "EUR",
        "valid_until": date(2027, 1, 15),
        "date": date(2026, 7, 15),
    }
    return Layout("years-german", (p,), facts, 1)


def packages() -> Layout:
    pages = []
    sums = []
    plans: dict[str, tuple[str, list[tuple[str, Any, str]]]] = {
        "AP 1": ("Arbeitspaket 1 - Transfer", [("Transferplan", 80000, "priced"), ("Prozesstransfer", 350000, "priced"), ("Reisekosten", "nach Aufwand", "pass_through")]),
        "AP 2": ("Arbeitspaket 2 - Analytik", [("Methodentransfer", 120000, "priced"), ("Validierung", 165500, "priced"), ("Vergleichsstudie", "offen", "tbd")]),
        "AP 3": ("Arbeitspaket 3 - Herstellung", [("Technische Charge", 640000, "priced"), ("GMP-Charge", 890000, "priced"), ("Reservecharge (optional)", 810000, "optional")]),
    }  # fmt: skip
    for name, (title, tasks) in plans.items():
        p = Page(name, "CHF", section=title)
        p.add(title)
        p.add()
        p.add("Nr.", "Aufgabe", "Pauschalpreis CHF", "Kommentar")
        total = 0
        for number, (task, price, basis) in enumerate(tasks, 1):
            p.line(number, task, price, None, d=task, a=price if isinstance(price, int) else None, b=basis)
            total += price if basis == "priced" and isinstance(price, int) else 0
        p.add(None, "Summe", total)
        sums.append((title, total))
        pages.append(p)
    s = Page("Zusammenfassung", "CHF")
    s.add("Lindenhof Biotech AG")
    s.add("Offerte", "LB-26-019")
    s.add("Gültig bis", "31. Mai 2027")
    s.add()
    s.add("Paket", "Betrag CHF")
    for title, total in sums:
        s.add(title, total)
    s.add("Gesamttotal", sum(t for _, t in sums))
    facts = {
        "supplier": "Lindenhof Biotech AG",
        "reference": "LB-26-019",
        "currency": "CHF",
        "valid_until": date(2027, 5, 31),
    }
    return Layout("packages", (*pages, s), facts, 7)


def rate_card() -> Layout:
    p = Page("Rates", "EUR", section="FTE rates, EUR per hour")
    p.add("Zephyr Process Labs B.V.")
    p.add("Our ref.", "ZPL/26/55", None, "Dated", "4 November 2026")
    p.add("FTE rates, EUR per hour")
    p.add()
    p.add("Function", "Junior", "Senior", "Principal")
    for name, prices in (
        ("Scientist", (110, 145, 190)),
        ("Engineer", (115, 150, 200)),
        ("QA officer", (105, 140, 185)),
    ):
        p.add(name, *prices)
        for step, price in zip(("Junior", "Senior", "Principal"), prices, strict=True):
            p.also(d=name, u="hour", p=price, b="rate", n=step)
    q = Page("Tests", "EUR")
    q.add("Analytical price list")
    q.section = "Analytical price list"
    q.add("Code", "Test", "Price per sample (EUR)", "Turnaround")
    q.line("T-01", "Endotoxin", 240, "5 days", d="Endotoxin", u="sample", p=240, b="rate", n="5 days")
    q.line("T-02", "Sterility", 410.5, "21 days", d="Sterility", u="sample", p=410.5, b="rate", n="21 days")
    q.line(
        "T-03",
        "Sub-visible particles",
        385,
        "5 days",
        d="Sub-visible particles",
        u="sample",
        p=385,
        b="rate",
        n="5 days",
    )
    facts = {
        "supplier": "Zephyr Process Labs B.V.",
        "reference": "ZPL/26/55",
        "currency": "EUR",
        "date": date(2026, 11, 4),
    }
    return Layout("rate-card", (p, q), facts, 0)


def hidden() -> Layout:
    p = Page("Pricing", "USD", formats={"D": "#,##0.00", "G": "#,##0.00"}, hidden_columns=["E", "F"], hidden_rows=[9])
    p.add("Supplier:", "Great Plains Biomanufacturing Corp.")
    p.add("Quote No:", "GPB-Q-771", "Currency:", "USD")
    p.add("Valid to:", "12/31/2026", "Date:", "09/15/2026")
    p.add()
    p.add("Item", "Service description", "Qty", "Unit rate", "Internal cost", "Margin", "Ext. price")
    p.line("A1", "Media preparation", 20, 1500, 900, 0.4, 30000, d="Media preparation", q=20, p=1500, a=30000)
    p.line(
        "A2",
        "Bioreactor run, 500 L",
        3,
        180000,
        120000,
        0.33,
        540000,
        d="Bioreactor run, 500 L",
        q=3,
        p=180000,
        a=540000,
    )
    p.line(
        "A3",
        "Harvest and clarification",
        3,
        42000,
        30000,
        0.28,
        126000,
        d="Harvest and clarification",
        q=3,
        p=42000,
        a=126000,
    )
    p.line("A4", "Hold-time study", 1, 38000, 20000, 0.47, 38000, d="Hold-time study", q=1, p=38000, a=38000)
    p.line(
        "A5", "Chromatography cycle", 6, 27500, 19000, 0.31, 165000, d="Chromatography cycle", q=6, p=27500, a=165000
    )
    p.add(None, "Total quoted price", None, None, 600000, None, 899000)
    facts = {
        "supplier": "Great Plains Biomanufacturing Corp.",
        "reference": "GPB-Q-771",
        "currency": "USD",
        "valid_until": date(2026, 12, 31),
        "date": date(2026, 9, 15),
    }
    return Layout("hidden", (p,), facts, 1, frozenset({"hidden_rows"}))


def phases() -> Layout:
    p = Page("Budget", "GBP", merges=["A6:A8", "A9:A10"])
    p.add("Penrose Advanced Therapies Ltd | Proposal PAT-2026-12 | Version 3")
    p.add("Issue date", "14 October 2026", None, "Offer validity", "60 days")
    p.add("All prices in GBP, excluding VAT")
    p.add()
    p.add("Phase", "Activity", "Cost (GBP)", "Comments")
    p.line("Set-up", "Project kick-off", 12000, None, d="Project kick-off", a=12000, s="Set-up")
    p.line(
        None,
        "Plasmid sourcing",
        58000,
        "GMP-source quality",
        d="Plasmid sourcing",
        a=58000,
        s="Set-up",
        n="GMP-source quality",
    )
    p.line(None, "Donor material", "by client", None, d="Donor material", s="Set-up", b="excluded")
    p.line("Production", "Vector run 1", 620000, None, d="Vector run 1", a=620000, s="Production")
    p.line(None, "Vector run 2", 580000, None, d="Vector run 2", a=580000, s="Production")
    p.add("Total", None, 1270000)
    facts = {"supplier": "Penrose Advanced Therapies Ltd", "reference": "PAT-2026-12", "currency": "GBP", "valid_until": date(2026, 12, 13), "date": date(2026, 10, 14),
             "revision": "3"}  # fmt: skip
    return Layout("phases", (p,), facts, 1)


def optional_column() -> Layout:
    p = Page("Fees", "EUR")
    p.add("Kaunas Peptide Works, UAB", None, None, "Reference: KPW 26-081")
    p.add("Price basis: fixed fees in EUR", None, None, "Valid until 2027-01-31")
    p.add()
    p.add("WP", "Deliverable", "Optional", "Fee")
    p.line("WP1", "Route scouting", "No", 84000, d="Route scouting", a=84000)
    p.line("WP2", "Process optimisation", "No", 127500, d="Process optimisation", a=127500)
    p.line("WP3", "Impurity fate study", "Yes", 46000, d="Impurity fate study", a=46000, b="optional")
    p.line("WP4", "Reference standard", "No", 31200, d="Reference standard", a=31200)
    p.line("WP5", "Solvent recovery study", "Yes", "on request", d="Solvent recovery study", b="tbd")
    p.add(None, "Total firm fees", None, 242700)
    p.add(None, "Total of options", None, 46000)
    facts = {"reference": "KPW 26-081", "currency": "EUR", "valid_until": date(2027, 1, 31)}
    return Layout("optional-column", (p,), facts, 2)


ALL = (tiers, side_by_side, years_german, packages, rate_card, hidden, phases, optional_column)
