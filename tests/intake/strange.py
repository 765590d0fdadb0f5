"""Layouts with broken headings, quantities with units, discounts, options apart and rows of units."""

# ruff: noqa: E501 - a row of a sheet reads best in one line

from datetime import date

from tests.intake.layouts import Layout, Page, delimited


def broken_headings() -> Layout:
    p = Page("Costs", "USD", formats={"F": "$#,##0.00", "G": "$#,##0.00"})
    p.add()
    p.add(None, None, "Harborview Vaccines Inc. – Cost Proposal HV-2026-31")
    p.add(None, None, "Date issued: 2026-10-01; prices valid for 60 days")
    p.add()
    p.add(
        None,
        None,
        "Service\nDescription",
        "No. of\nBatches",
        "Unit of\nMeasure",
        "Unit\nPrice\n(USD)",
        "Extended\nPrice\n(USD)",
    )
    p.section = "Upstream"
    p.add(None, None, "Upstream")
    p.bold.append(6)
    p.line(None, None, "Seed train", 3, "batch", 21000, 63000, d="Seed train", q=3, u="batch", p=21000, a=63000)
    p.line(
        None, None, "Perfusion run", 3, "batch", 115000, 345000, d="Perfusion run", q=3, u="batch", p=115000, a=345000
    )
    p.section = "Downstream"
    p.add(None, None, "Downstream")
    p.bold.append(9)
    p.line(None, None, "Capture", 3, "batch", 64000, 192000, d="Capture", q=3, u="batch", p=64000, a=192000)
    p.line(None, None, "Polishing", 3, "batch", None, None, d="Polishing", q=3, u="batch", b="tbd")
    p.add(None, None, None, None, None, "Total:", 600000)
    facts = {
        "supplier": "Harborview Vaccines Inc.",
        "reference": "HV-2026-31",
        "currency": "USD",
        "valid_until": date(2026, 11, 30),
    }
    return Layout("broken-headings", (p,), facts, 1, frozenset({"missing_price"}))


def quantity_with_unit() -> Layout:
    p = Page("quantity-with-unit", "EUR")
    p.add("Kostenvoranschlag Nr. KV-5582")
    p.add("Nordlicht Wirkstoffe GmbH")
    p.add("Hamburg, den 4. Oktober 2026")
    p.add("Dieses Angebot ist 8 Wochen gültig.")
    p.add()
    p.add("Tätigkeit", "Umfang", "Anzahl", "Preis pro Einheit", "Gesamt")
    p.line(
        "Syntheseoptimierung",
        "3 Stufen",
        "12 Wochen",
        "EUR 9.800,-",
        "EUR 117.600,-",
        d="Syntheseoptimierung",
        q=12,
        u="Wochen",
        p=9800,
        a=117600,
        n="3 Stufen",
    )
    p.line(
        "Kilolabor",
        "5 kg",
        "2 Chargen",
        "EUR 64.500,-",
        "EUR 129.000,-",
        d="Kilolabor",
        q=2,
        u="Chargen",
        p=64500,
        a=129000,
        n="5 kg",
    )
    p.line("Rohstoffe", "", "", "", "nach tatsächlichem Aufwand", d="Rohstoffe", b="pass_through")
    p.line("Reinigungsvalidierung (optional)", "", "1 Studie", "EUR 22.000,-", "EUR 22.000,-", d="Reinigungsvalidierung (optional)", q=1, u="Studie", p=22000, a=22000,
           b="optional")  # fmt: skip
    p.add("Summe netto (ohne Optionen)", "", "", "", "EUR 246.600,-")
    facts = {
        "supplier": "Nordlicht Wirkstoffe GmbH",
        "reference": "KV-5582",
        "currency": "EUR",
        "date": date(2026, 10, 4),
        "valid_until": date(2026, 11, 29),
    }
    return Layout("quantity-with-unit", (p,), facts, 1, write=delimited(";", "utf-8"))


def discounts() -> Layout:
    p = Page("Quote", "EUR", formats={"E": "0%"})
    p.add("Vendor name", "Leitha Chromatography Services AG")
    p.add("Quote ref", "LCS 2026/0077", "Curr.", "EUR")
    p.add("Validity (days)", 90, "Quote date", date(2026, 9, 1))
    p.add()
    p.add("Pos", "Item description", "Qty", "List price", "Disc. %", "Net total")
    p.line(10, "Resin screening", 4, 12000, 0.1, 43200, d="Resin screening", q=4, p=12000, a=43200)
    p.line(20, "Column packing", 2, 8500, 0, 17000, d="Column packing", q=2, p=8500, a=17000)
    p.line(30, "Lifetime study", 1, 96000, 0.05, 91200, d="Lifetime study", q=1, p=96000, a=91200)
    p.line(40, "Volume rebate", None, None, None, -1400, d="Volume rebate", a=-1400)
    p.add(None, "Sum", None, None, None, 150000)
    facts = {
        "supplier": "Leitha Chromatography Services AG",
        "reference": "LCS 2026/0077",
        "currency": "EUR",
        "date": date(2026, 9, 1),
        "valid_until": date(2026, 11, 30),
    }
    return Layout("discounts", (p,), facts, 1)


def options_sheet() -> Layout:
    p = Page("Base offer", "SEK")
    p.add("Öresund Inhalation AB")
    p.add("Offer number: OI-7", None, "Currency: SEK")
    p.add()
    p.add("#", "Work", "Amount", "Status")
    p.line(1, "Device assembly trial", 450000, "Firm", d="Device assembly trial", a=450000, n="Firm")
    p.line(2, "Dose uniformity study", 380000, "Firm", d="Dose uniformity study", a=380000, n="Firm")
    p.line(3, "Leachables", "TBD", "Open", d="Leachables", b="tbd", n="Open")
    p.add(None, "Total", 830000)
    o = Page("Options", "SEK")
    o.add("#", "Work", "Amount")
    o.line(1, "Second strength", 210000, d="Second strength", a=210000, b="optional")
    o.line(2, "Spacer study", 145000, d="Spacer study", a=145000, b="optional")
    o.add(None, "Total options", 355000)
    facts = {"supplier": "Öresund Inhalation AB", "reference": "OI-7", "currency": "SEK"}
    return Layout("options-sheet", (p, o), facts, 2)


def units_row() -> Layout:
    p = Page("Prices", "USD")
    p.add("Company:", "Tidewater Antibody Works, L.P.")
    p.add("Proposal #:", "TAW-4410", None, None, "Proposal date:", date(2026, 8, 20))
    p.add()
    p.add("Ref", "Activity", "Effort", "Rate", "Fee", "Notes")
    p.add(None, None, "[h]", "[USD/h]", "[USD]", None)
    p.line("a", "Method writing", 120, 210, 25200, None, d="Method writing", q=120, u="h", p=210, a=25200)
    p.line(
        "b",
        "Audit support",
        40,
        260,
        10400,
        "two visits",
        d="Audit support",
        q=40,
        u="h",
        p=260,
        a=10400,
        n="two visits",
    )
    p.line("c", "Travel", None, None, "at cost", None, d="Travel", b="pass_through")
    p.add(None, "Total fees", None, None, 35600)
    facts = {
        "supplier": "Tidewater Antibody Works, L.P.",
        "reference": "TAW-4410",
        "currency": "USD",
        "date": date(2026, 8, 20),
    }
    return Layout("units-row", (p,), facts, 1)


def tiers_in_rows() -> Layout:
    p = Page("Staffelpreise", "CHF", section="Staffelpreise Abfüllung")
    p.add("Simplon Aseptic AG")
    p.add("Preise in CHF")
    p.add()
    p.add("Staffelpreise Abfüllung")
    p.add("Leistung", "bis 50'000 Stück", "50'001 - 200'000", "über 200'000")
    for name, prices in (
        ("Abfüllung Vial", ("1.95", "1.62", "1.38")),
        ("Sichtprüfung", ("0.42", "0.36", "auf Anfrage")),
    ):
        p.add(name, *prices)
        for step, price in zip(("bis 50'000 Stück", "50'001 - 200'000", "über 200'000"), prices, strict=True):
            number = float(price) if price[0].isdigit() else None
            p.also(d=name, p=number, b="rate" if number else "tbd", n=step)
    return Layout("tiers-text", (p,), {"supplier": "Simplon Aseptic AG", "currency": "CHF"}, 0)


def bullets() -> Layout:
    p = Page("Offer", "EUR")
    p.add("Atlantique Stérile SAS – Offre n° ATS-26-204 du 12/10/2026")
    p.add("Validité : 3 mois", None, "Règlement à 45 jours")
    p.add()
    p.add("N°", "Libellé", "Montant € HT")
    p.section = "Phase A : développement"
    p.add(None, "Phase A : développement")
    p.line("1", "Développement du procédé", 240000, d="Développement du procédé", a=240000)
    p.add(None, "- essais préliminaires (5 L)")
    p.add(None, "- trois lots de 50 L")
    p.line("2", "Caractérisation", 95000, d="Caractérisation", a=95000)
    p.add(None, "y compris rapport et données brutes")
    p.section = "Phase B : production"
    p.add(None, "Phase B : production")
    p.line("3", "Lot clinique", 510000, d="Lot clinique", a=510000)
    p.line(
        "4",
        "Consommables (refacturés au réel)",
        88000,
        d="Consommables (refacturés au réel)",
        a=88000,
        b="pass_through",
    )
    p.line("5", "Remise exceptionnelle", -20000, d="Remise exceptionnelle", a=-20000)
    p.add(None, "Total HT", 913000)
    p.add(None, "TVA 20 %", 182600)
    p.add(None, "Total TTC", 1095600)
    facts = {"supplier": "Atlantique Stérile SAS", "reference": "ATS-26-204", "currency": "EUR", "date": date(2026, 10, 12), "valid_until": date(2027, 1, 12),
             "payment_days": 45}  # fmt: skip
    return Layout("bullets", (p,), facts, 1)


def mixed_prices() -> Layout:
    p = Page("Sheet 1", "USD", section=None)
    p.add("BUDGETARY QUOTE", None, None)
    p.add("Supplier name: Laurentian RNA Corp.", None, "Quotation ref: LR-0009-B")
    p.add("Service", "Price", "Comment")
    p.line("mRNA template", "$0.45M", None, d="mRNA template", a=450000)
    p.line("IVT batch, 1 g", "$1.2M", "fixed", d="IVT batch, 1 g", a=1200000, n="fixed")
    p.line("LNP encapsulation", "USD 850k", None, d="LNP encapsulation", a=850000)
    p.line("Fill finish", "incl. in LNP encapsulation", None, d="Fill finish", b="included")
    p.line("Cold-chain freight", "pass-through", None, d="Cold-chain freight", b="pass_through")
    p.line("Cap analogue licence", "excluded – by client", None, d="Cap analogue licence", b="excluded")
    p.line("Potency assay", "to be confirmed", None, d="Potency assay", b="tbd")
    p.line(
        "Stability, per time point",
        "USD 14k / time point",
        None,
        d="Stability, per time point",
        u="time point",
        p=14000,
        b="rate",
    )
    p.add("Budget total", "$2.5M", None)
    facts = {"supplier": "Laurentian RNA Corp.", "reference": "LR-0009-B", "currency": "USD"}
    return Layout("mixed-prices", (p,), facts, 1)


def exclusions() -> Layout:
    p = Page("Angebot", "EUR", formats={"E": "#,##0.00 €", "F": "#,##0.00 €"})
    p.add("Weserbio AG · Angebot · Rev. 3")
    p.add("Angebotsnummer", "WB-2209-3", None, "Angebotsdatum", "01.10.2026")
    p.add("Angebotsgültigkeit", "30.11.2026", None, "Zahlungsbedingungen", "14 Tage netto")
    p.add()
    p.add("Lfd. Nr.", "Leistungsbeschreibung", "Anz.", "Einh.", "Einzelpreis", "Betrag")
    p.section = "A) Enthaltene Leistungen"
    p.add("A) Enthaltene Leistungen")
    p.line(
        "A1",
        "Zelllinienentwicklung",
        1,
        "psch",
        280000,
        280000,
        d="Zelllinienentwicklung",
        q=1,
        u="psch",
        p=280000,
        a=280000,
    )
    p.line("A2", "Bankherstellung", 2, "Bank", 60000, 120000, d="Bankherstellung", q=2, u="Bank", p=60000, a=120000)
    p.add(None, "Summe A", None, None, None, 400000)
    p.section = "B) Eventualpositionen"
    p.add("B) Eventualpositionen")
    p.line("B1", "Zweite Bank", 1, "Bank", 55000, 55000, d="Zweite Bank", q=1, u="Bank", p=55000, a=55000, b="optional")
    p.add(None, "Summe B", None, None, None, 55000)
    p.section = "C) Nicht enthalten"
    p.add("C) Nicht enthalten")
    p.line("C1", "Lizenzgebühren", None, None, None, None, d="Lizenzgebühren", b="excluded")
    p.line("C2", "Transportversicherung", None, None, None, None, d="Transportversicherung", b="excluded")
    p.add()
    p.add("Angebotssumme netto", None, None, None, None, 400000)
    facts = {"supplier": "Weserbio AG", "reference": "WB-2209-3", "currency": "EUR", "date": date(2026, 10, 1), "valid_until": date(2026, 11, 30), "payment_days": 14,
             "revision": "3"}  # fmt: skip
    return Layout("exclusions", (p,), facts, 3)


def quantity_price_only() -> Layout:
    p = Page("quantity-price-only", "USD")
    p.add("Task", "Hours", "Hourly rate (USD)")
    p.line("Tech transfer lead", "160", "225", d="Tech transfer lead", q=160, u="hour", p=225, a=36000)
    p.line("Validation engineer", "320", "180.50", d="Validation engineer", q=320, u="hour", p=180.5, a=57760)
    return Layout("quantity-price-only", (p,), {"currency": "USD"}, 0, write=delimited(",", "utf-8"))


ALL = (
    broken_headings,
    quantity_with_unit,
    discounts,
    options_sheet,
    units_row,
    tiers_in_rows,
    bullets,
    mixed_prices,
    exclusions,
    quantity_price_only,
)
