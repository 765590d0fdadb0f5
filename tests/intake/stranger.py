"""Layouts with bold sums, columns of categories and other forms of the day."""

from datetime import date

from tests.intake.layouts import Layout, Page, delimited


def bold_sums() -> Layout:
    p = Page("Quote", "EUR", formats={"D": "#,##0 [$€-407]", "C": "#,##0 [$€-407]"})
    p.add("Moselle Peptides S.A.")
    p.add("Quotation MP-2026/71 dated 2 November 2026", None, None, "valid until 31 January 2027")
    p.add()
    p.add("Work", "Quantity", "Price per unit", "Total price")
    p.bold.append(p.add("Route development", None, None, 145000))
    p.section = "Route development"
    p.line("Retrosynthesis", 1, 25000, 25000, d="Retrosynthesis", q=1, p=25000, a=25000)
    p.line("Scouting campaign", 4, 30000, 120000, d="Scouting campaign", q=4, p=30000, a=120000)
    p.bold.append(p.add("Manufacture", None, None, 760000))
    p.section = "Manufacture"
    p.line("GMP campaign", 2, 380000, 760000, d="GMP campaign", q=2, p=380000, a=760000)
    p.line("Release testing", None, None, "included", d="Release testing", b="included")
    p.add("Total", None, None, 905000)
    facts = {
        "supplier": "Moselle Peptides S.A.",
        "reference": "MP-2026/71",
        "currency": "EUR",
        "date": date(2026, 11, 2),
        "valid_until": date(2027, 1, 31),
    }
    return Layout("bold-sums", (p,), facts, 3)


def category_column() -> Layout:
    p = Page("Budget", "USD")
    p.add("Prepared by:", "Chesapeake CGT Services Inc.")
    p.add("Prepared for:", "Lumen Therapeutics Inc.")
    p.add("Budget no.:", "CGT-311", "Currency:", "US Dollars")
    p.add()
    p.add("Category", "Line item", "Unit", "# Units", "Cost/Unit", "Total Cost", "Notes")
    for category, lines in (
        ("Start-up", (("Project initiation", "each", 1, 35000), ("Tech transfer", "each", 1, 220000))),
        ("Production", (("Patient batch", "batch", 12, 64000), ("QC release", "batch", 12, 9500))),
    ):
        for item, unit, quantity, price in lines:
            p.line(
                category,
                item,
                unit,
                quantity,
                price,
                quantity * price,
                None,
                d=item,
                q=quantity,
                u=unit,
                p=price,
                a=quantity * price,
                s=category,
            )
        p.add(f"{category} subtotal", None, None, None, None, sum(q * c for _, _, q, c in lines))
    p.line(
        "Other",
        "Courier",
        None,
        None,
        None,
        "At cost",
        "billed monthly",
        d="Courier",
        b="pass_through",
        n="billed monthly",
        s="Other",
    )
    p.add("Grand total", None, None, None, None, 1137000)
    return Layout(
        "category-column",
        (p,),
        {"supplier": "Chesapeake CGT Services Inc.", "reference": "CGT-311", "currency": "USD"},
        3,
    )


def breaks_in_rows() -> Layout:
    p = Page("Supply prices", "USD", section="Supply prices (USD per batch)")
    p.add("Supply prices (USD per batch)")
    p.add("Batches per year", "Price per batch")
    for step, price in (("1 - 4", 410000), ("5 - 9", 385000), ("10 or more", 352000)):
        p.line(step, price, d=step, u="batch", p=price, b="rate")
    return Layout("breaks-in-rows", (p,), {"currency": "USD"}, 0)


def year_groups() -> Layout:
    p = Page("Supply", "EUR")
    p.add("Sava Sterile d.o.o.")
    p.add("Offer no. SS-2027-5")
    p.add("Prices in EUR")
    p.add("Service", "2027", None, "2028", None, "Total")
    p.add(None, "Qty", "Amount", "Qty", "Amount", None)
    p.merges += ["B4:C4", "D4:E4"]
    p.line("Filling batch", 2, 400000, 4, 780000, 1180000, d="Filling batch", a=1180000)
    p.line("Reservation fee", None, 250000, None, 250000, 500000, d="Reservation fee", a=500000)
    p.add("Total", None, 650000, None, 1030000, 1680000)
    return Layout(
        "year-groups", (p,), {"supplier": "Sava Sterile d.o.o.", "reference": "SS-2027-5", "currency": "EUR"}, 1
    )


def references_in_prices() -> Layout:
    p = Page("references-in-prices", "GBP")
    p.add("Pennine Process Safety Ltd")
    p.add("Our reference: PPS/88/26", "", "Date: 6 October 2026")
    p.add("Terms: 30 days net. All prices in pounds sterling.")
    p.add()
    p.add("Item", "Description", "Price")
    p.line("1", "Calorimetry", "£14,250.00", d="Calorimetry", a=14250)
    p.line("2", "Dust explosion tests", "£9,800.00", d="Dust explosion tests", a=9800)
    p.line("3", "Report", "Included in item 1", d="Report", b="included")
    p.line("4", "Site visit (travel at cost)", "£2,400.00", d="Site visit (travel at cost)", a=2400, b="pass_through")
    p.line("5", "Repeat tests, if required", "Price on application", d="Repeat tests, if required", b="tbd")
    p.line("", "Less 10 % introductory discount", "(£2,645.00)", d="Less 10 % introductory discount", a=-2645)
    p.add("", "Net total", "£23,805.00")
    p.add("", "VAT @ 20%", "£4,761.00")
    p.add("", "Total payable", "£28,566.00")
    facts = {
        "supplier": "Pennine Process Safety Ltd",
        "reference": "PPS/88/26",
        "currency": "GBP",
        "date": date(2026, 10, 6),
        "payment_days": 30,
    }
    return Layout("references-in-prices", (p,), facts, 1, write=delimited(",", "cp1252"))


def total_on_top() -> Layout:
    p = Page("Proposal", "CHF", formats={"C": '"CHF" #,##0'})
    p.add("Commercial proposal")
    p.add("Jura Biosystems SA")
    p.add("Total price:", None, 735000)
    p.add("Offer date:", "2026-11-10", None)
    p.add("Validity:", "90 days", None)
    p.add()
    p.add("Deliverable", "Acceptance", "Fee")
    p.line("Cell bank", "CoA", 185000, d="Cell bank", a=185000, n="CoA")
    p.line("Process description", "Report", 95000, d="Process description", a=95000, n="Report")
    p.line("Tox material", "CoA", 455000, d="Tox material", a=455000, n="CoA")
    facts = {
        "supplier": "Jura Biosystems SA",
        "currency": "CHF",
        "date": date(2026, 11, 10),
        "valid_until": date(2027, 2, 8),
    }
    return Layout("total-on-top", (p,), facts, 1)


def chapters() -> Layout:
    p = Page("chapters", "EUR")
    p.add("PRESUPUESTO Nº 2026-0881", "", "", "", "Fecha: 30/09/2026")
    p.add("Biotecnia Levante S.L.", "", "", "", "Validez: 90 días")
    p.add()
    p.add("Cód.", "Descripción", "Uds.", "P. Unit.", "Importe")
    p.section = "CAPÍTULO 1: DESARROLLO"
    p.add("CAPÍTULO 1: DESARROLLO")
    p.line("1.01", "Preformulación", "1", "24.500,00 €", "24.500,00 €", d="Preformulación", q=1, p=24500, a=24500)
    p.line("1.02", "Lotes piloto", "3", "11.200,00 €", "33.600,00 €", d="Lotes piloto", q=3, p=11200, a=33600)
    p.add("", "Total capítulo 1", "", "", "58.100,00 €")
    p.section = "CAPÍTULO 2: SUMINISTRO"
    p.add("CAPÍTULO 2: SUMINISTRO")
    p.line("2.01", "Lotes clínicos", "2", "61.000,00 €", "122.000,00 €", d="Lotes clínicos", q=2, p=61000, a=122000)
    p.line("2.02", "Transporte", "", "", "según factura", d="Transporte", b="pass_through")
    p.line("2.03", "Destrucción de restos", "", "", "sin cargo", d="Destrucción de restos", b="included")
    p.line("2.04", "Descuento por volumen", "", "", "-3.660,00 €", d="Descuento por volumen", a=-3660)
    p.add("", "Suma y sigue", "", "", "176.440,00 €")
    p.add("", "Total capítulo 2", "", "", "118.340,00 €")
    p.add("", "TOTAL PRESUPUESTO (sin IVA)", "", "", "176.440,00 €")
    facts = {
        "supplier": "Biotecnia Levante S.L.",
        "reference": "2026-0881",
        "currency": "EUR",
        "date": date(2026, 9, 30),
        "valid_until": date(2026, 12, 29),
    }
    return Layout("chapters", (p,), facts, 4, write=delimited(";", "utf-8-sig"))


def flags() -> Layout:
    p = Page("Offre", "EUR")
    p.add("Société : Garonne Lyophilisation SAS")
    p.add("Réf. : GL-26-0007", None, "Le 5 octobre 2026")
    p.add("Montants en k€ HT")
    p.add()
    p.add("Poste", "Prestation", "Montant", "En option", "Commentaires")
    p.line(1, "Transfert de cycle", 145.5, None, None, d="Transfert de cycle", a=145500)
    p.line(2, "Lots de validation", 930, None, "3 lots", d="Lots de validation", a=930000, n="3 lots")
    p.line(3, "Second format", 88, "X", None, d="Second format", a=88000, b="optional")
    p.line(4, "Étude CCIT", "à chiffrer", None, None, d="Étude CCIT", b="tbd")
    p.add(None, "Total ferme", 1075.5)
    facts = {
        "supplier": "Garonne Lyophilisation SAS",
        "reference": "GL-26-0007",
        "currency": "EUR",
        "date": date(2026, 10, 5),
    }
    return Layout("flags", (p,), facts, 1)


def formats_speak() -> Layout:
    p = Page("Pricing", None, formats={"C": "[$$-409]#,##0.00", "D": "[$$-409]#,##0.00"})
    p.currency = "USD"
    p.add("Item", "Qty", "Each", "Total")
    p.line(
        "Stability chamber, per shelf-month", 24, 310, 7440, d="Stability chamber, per shelf-month", q=24, p=310, a=7440
    )
    p.line("Pull and test", 9, 4200.5, 37804.5, d="Pull and test", q=9, p=4200.5, a=37804.5)
    p.line("Protocol", 1, 0, 0, d="Protocol", q=1, p=0, a=0, b="included")
    p.add("TOTAL", None, None, 45244.5)
    return Layout("formats-speak", (p,), {"currency": "USD"}, 1)


def no_heading_for_text() -> Layout:
    p = Page("Kosten", "EUR")
    p.add("Angebot ZB-100 vom 12.10.2026")
    p.add("Zwickauer Bioverfahren GmbH")
    p.add()
    p.add(None, "Menge", "Einzelpreis EUR", "Gesamtpreis EUR")
    p.line("Fermentation 100 L", 3, 41000, 123000, d="Fermentation 100 L", q=3, p=41000, a=123000)
    p.line("Aufreinigung", 3, 37000, 111000, d="Aufreinigung", q=3, p=37000, a=111000)
    p.line(
        "Harze, Weiterberechnung zum Einstandspreis",
        1,
        52000,
        52000,
        d="Harze, Weiterberechnung zum Einstandspreis",
        q=1,
        p=52000,
        a=52000,
        b="pass_through",
    )
    p.add("Summe", None, None, 286000)
    facts = {
        "supplier": "Zwickauer Bioverfahren GmbH",
        "reference": "ZB-100",
        "currency": "EUR",
        "date": date(2026, 10, 12),
    }
    return Layout("no-heading-for-text", (p,), facts, 1)


def rates_and_lump_sums() -> Layout:
    p = Page("Fees", "USD")
    p.add("Vendor: Wasatch Analytical Partners LLC", None, None, "Quote: WAP-19")
    p.add()
    p.add("Service", "Unit", "Price (USD)", "Remarks")
    p.line("Method transfer", "per method", 18500, None, d="Method transfer", u="per method", p=18500, b="rate")
    p.line(
        "Consulting",
        "per hour",
        285,
        "two hours minimum",
        d="Consulting",
        u="per hour",
        p=285,
        b="rate",
        n="two hours minimum",
    )
    p.line("Project set-up", "lump sum", 12000, None, d="Project set-up", u="lump sum", a=12000)
    p.line("Reports", "lump sum", "incl.", None, d="Reports", u="lump sum", b="included")
    return Layout(
        "rates-and-lump-sums",
        (p,),
        {"supplier": "Wasatch Analytical Partners LLC", "reference": "WAP-19", "currency": "USD"},
        0,
    )


def wrong_total() -> Layout:
    p = Page("Devis", "EUR")
    p.add("Devis n° D-77", None, None, "Loire Galénique SARL")
    p.add("N°", "Désignation", "Qté", "Prix unitaire €", "Total €")
    p.line(1, "Comprimés pilotes", 2, 15000, 30000, d="Comprimés pilotes", q=2, p=15000, a=30000)
    p.line(2, "Enrobage", 2, 6000, 12000, d="Enrobage", q=2, p=6000, a=12000)
    p.line(3, "Lot d'essai (en option)", 1, 9000, 9000, d="Lot d'essai (en option)", q=1, p=9000, a=9000, b="optional")
    p.add(None, "Total HT", None, None, 51000)
    return Layout(
        "wrong-total",
        (p,),
        {"supplier": "Loire Galénique SARL", "reference": "D-77", "currency": "EUR"},
        1,
        frozenset({"total_mismatch"}),
        mismatched=1,
    )


ALL = (
    bold_sums,
    category_column,
    breaks_in_rows,
    year_groups,
    references_in_prices,
    total_on_top,
    chapters,
    flags,
    formats_speak,
    no_heading_for_text,
    rates_and_lump_sums,
    wrong_total,
)
